"""Only what can be seen of a thousand rooms is painted; the keyboard does everything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from ctiapp.ui.hotel.faces import RoomFace
from ctiapp.ui.hotel.roommodel import COLUMNS, Column
from ctiapp.ui.hotel.roomtable import ROW, RoomTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

Key = Qt.Key
ROWS = tuple(
    RoomFace(str(n), f"Guest {n}", "Occupied", wake="06:30 · once") for n in range(1000, 2000)
)


@pytest.fixture
def table(qtbot: QtBot) -> RoomTable:
    """A thousand rooms."""
    made = RoomTable()
    qtbot.addWidget(made)
    made.resize(760, 400)
    made.show()
    made.show_rows(ROWS)
    made.setFocus()
    return made


def test_of_a_thousand_rooms_those_that_can_be_seen_are_painted(table: RoomTable) -> None:
    painted: list[int] = []

    class Counting(type(table.itemDelegate())):  # type: ignore[misc]
        def paint(self, painter: object, option: object, index: object) -> None:
            painted.append(index.row())  # type: ignore[attr-defined]
            super().paint(painter, option, index)

    counting = Counting(table)
    table.setItemDelegate(counting)
    table.grab()
    seen = table.viewport().height() // ROW + 2
    assert 5 < len(set(painted)) <= seen
    painted.clear()
    table.choose("1990")
    table.grab()
    assert set(painted) <= set(range(990 - seen, 1000))
    painted.clear()
    table.show_rows((*ROWS[:3], replace(ROWS[3], red=True), *ROWS[4:]))
    table.grab()
    assert len(set(painted)) <= seen


def test_arrows_lead_through_the_rooms_and_out_of_them(table: RoomTable, qtbot: QtBot) -> None:
    chosen: list[str] = []
    table.chosen.connect(chosen.append)
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_End)
    qtbot.keyClick(table, Key.Key_Home)
    assert chosen == ["1001", "1999", "1000"]
    with qtbot.waitSignal(table.left_up):
        qtbot.keyClick(table, Key.Key_Up)


def test_enter_opens_space_marks_and_letters_are_for_the_field(
    table: RoomTable, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Key.Key_Return)
    with qtbot.waitSignal(table.marking) as marked:
        qtbot.keyClick(table, Key.Key_Space)
    assert marked.args == ["1000"]
    with qtbot.waitSignal(table.typed) as typed:
        qtbot.keyClick(table, "b")
    assert typed.args == ["b"]
    with qtbot.waitSignal(table.erased):
        qtbot.keyClick(table, Key.Key_Backspace)


def test_the_chosen_room_stays_chosen_among_others(table: RoomTable) -> None:
    table.choose("1500")
    chosen: list[str] = []
    table.chosen.connect(chosen.append)
    table.show_rows(ROWS[400:600])
    assert table.number == "1500"
    assert chosen == []
    table.show_rows(ROWS[:10])
    assert table.number == "1000", "it is not among them: the first one is"
    assert chosen == ["1000"]
    table.show_rows(())
    assert table.number == ""


def test_in_a_narrow_list_the_stay_is_left_out(table: RoomTable) -> None:
    stay = COLUMNS.index(Column.STAY)
    assert not table.isColumnHidden(stay)
    table.resize(480, 400)
    assert table.isColumnHidden(stay)
    assert table.horizontalHeader().length() == table.viewport().width()


def test_wherever_it_is_clicked_the_whole_row_is_said(table: RoomTable, qtbot: QtBot) -> None:
    guest = table.rooms.index(3, COLUMNS.index(Column.GUEST))
    spot = table.visualRect(guest).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, 0)
    qtbot.keyClick(table, Key.Key_Down)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (4, 0)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [4]


def test_two_clicks_open(table: RoomTable, qtbot: QtBot) -> None:
    spot = table.visualRect(table.rooms.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert table.number == "1002"
    with qtbot.waitSignal(table.opened):
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
