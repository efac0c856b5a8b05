"""The agents' table: sorted, spoken, opened by mouse and by keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentVerb, QueueFacts, Standing
from ctiapp.ui.ages import ticker
from ctiapp.ui.queues.agenttable import COLUMNS, AgentTable
from ctiapp.ui.queues.viewmodel import AgentRow, Column, agent_rows
from tests.ui.agent.sheets import agent, other, queue

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme", "clock")

TEAM = queue(
    agents=(
        agent(),
        replace(other("2008", Standing.NOT_READY), reason="Lunch & <b>rest</b>"),
        replace(
            other("2009", Standing.BUSY),
            pending=frozenset({AgentVerb.PAUSE}),
            after_call=AgentVerb.LOG_OUT,
        ),
    )
)


def put(table: AgentTable, team: QueueFacts, column: Column = Column.NUMBER) -> None:
    """Show these agents."""
    table.show_rows(agent_rows(team, column), column, downwards=False)


@pytest.fixture
def table(qtbot: QtBot) -> AgentTable:
    """Three agents, by their numbers."""
    made = AgentTable()
    qtbot.addWidget(made)
    made.resize(760, 300)
    put(made, TEAM)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def cell(table: AgentTable, row: int, column: Column, role: Qt.ItemDataRole) -> object:
    """What a cell says in that role."""
    return table.agents.data(table.agents.index(row, COLUMNS.index(column)), role)


def where(table: AgentTable, row: int) -> QPoint:
    """The middle of a row."""
    return table.visualRect(table.agents.index(row, 0)).center()


def test_each_column_says_its_own(table: AgentTable) -> None:
    """Text from outside stays text."""
    shown = [
        str(cell(table, 1, column, Qt.ItemDataRole.DisplayRole)).strip("\u2068\u2069")
        for column in COLUMNS
    ]
    assert shown == ["Agent 2008", "2008", "Paused", "1:00", "Lunch & <b>rest</b>", "Free"]


def test_oneself_and_what_was_asked_are_said(table: AgentTable) -> None:
    """Nobody wonders whether a click was heard."""
    assert "(you)" in str(cell(table, 0, Column.NAME, Qt.ItemDataRole.DisplayRole))
    assert cell(table, 2, Column.STATE, Qt.ItemDataRole.DisplayRole) == (
        "On a call · log-out after this call · pausing…"
    )


def test_a_reader_hears_the_whole_row(table: AgentTable) -> None:
    """At its first column; at the others what stands there."""
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cell(table, 1, Column.NAME, role) == "Agent 2008, 2008: Paused, Lunch & <b>rest</b>"
    assert cell(table, 1, Column.STATE, role) == "Paused"


def test_a_click_opens(table: AgentTable, qtbot: QtBot) -> None:
    """The agent who was clicked."""
    with qtbot.waitSignal(table.opened) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where(table, 1))
    assert told.args is not None
    assert told.args[0].number == Number("2008")
    assert told.args[1] is True


def test_arrows_and_enter_open(table: AgentTable, qtbot: QtBot) -> None:
    """The keyboard goes through the agents; the menu key opens as Enter does."""
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    row = table.row_here()
    assert row is not None
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [row, False]
    with qtbot.waitSignal(table.opened) as again:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
        QApplication.sendEvent(table, event)
    assert again.args == [row, False]


def test_tab_leaves_the_table(table: AgentTable, qtbot: QtBot) -> None:
    """It is no trap."""
    table.setFocus()
    assert not table.tabKeyNavigation()


def test_a_heading_asks_to_sort_by_it(table: AgentTable, qtbot: QtBot) -> None:
    """And shows by which one it is sorted."""
    header = table.horizontalHeader()
    assert header.sortIndicatorSection() == COLUMNS.index(Column.NUMBER)
    section = COLUMNS.index(Column.STATE)
    spot = QPoint(header.sectionViewportPosition(section) + 10, header.height() // 2)
    with qtbot.waitSignal(table.sorted) as told:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [Column.STATE]


def test_who_was_chosen_stays_chosen(table: AgentTable) -> None:
    """Whatever the order becomes."""
    table.selectRow(1)
    put(table, TEAM, Column.STATE)
    row = table.row_here()
    assert isinstance(row, AgentRow)
    assert row.number == Number("2008")
    put(table, replace(TEAM, agents=TEAM.agents[:1]))
    assert table.corner_of(row) is None, "they are gone"


def test_how_long_counts_on(table: AgentTable, clock: Clock) -> None:
    """Each second, while it is seen."""
    clock.now_s += 5
    ticker().tick()
    assert cell(table, 0, Column.SINCE, Qt.ItemDataRole.DisplayRole) == "1:05"
    table.hide()
    assert not ticker().running


def test_a_narrow_table_spares_what_can_be_spared(table: AgentTable) -> None:
    """Name, state and reason stay."""
    table.resize(500, 300)
    hidden = [c for c in COLUMNS if table.isColumnHidden(COLUMNS.index(c))]
    assert hidden == [Column.NUMBER, Column.PHONE]
    table.resize(760, 300)
    assert not any(table.isColumnHidden(index) for index in range(len(COLUMNS)))


def test_it_paints_only_what_is_seen(table: AgentTable) -> None:
    """A thousand agents are no slower to show than a dozen: few of them are asked for."""
    crowd = queue(agents=tuple(other(f"{n}") for n in range(1000, 2000)))
    put(table, crowd)
    asked: set[int] = set()
    real = table.agents.shown

    def noted(row: AgentRow, column: Column) -> str:
        asked.add(int(row.number.text))
        return real(row, column)

    table.agents.shown = noted  # type: ignore[method-assign]
    table.grab()
    assert 0 < len(asked) < 20


def test_a_call_can_go_to_another_agent_and_not_to_oneself(table: AgentTable) -> None:
    anna, me = Number("2008"), TEAM.agents[0].number
    box = table.tile_of(anna)
    assert box is not None
    who = table.person_at(box.center())
    assert who is not None
    assert who.number == anna
    assert table.person_of(anna) == who
    mine = table.tile_of(me)
    assert mine is not None
    assert table.person_at(mine.center()) is None
    assert table.person_of(me) is None
    assert table.person_at(box.center() + QPoint(0, 5000)) is None
    assert table.tile_of(Number("9")) is None

    told: list[object] = []
    table.chosen.connect(told.append)
    for row, number in ((1, anna), (0, None)):
        table.selectRow(row)
        assert table.aimed_at == number
    assert told == [anna, None]
    before = table.grab().toImage()
    table.mark(anna)
    assert table.grab().toImage() != before
