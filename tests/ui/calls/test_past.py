"""The calls just ended: how they ended, and calling back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.number import Number
from ctiapp.ui import words
from ctiapp.ui.calls.justnow import JustNow
from ctiapp.ui.calls.past import PastList
from tests.ui.fakes import Clock, card, ended

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def past(qtbot: QtBot) -> PastList:
    made = PastList()
    qtbot.addWidget(made)
    made.resize(324, 500)
    made.show()
    return made


def test_it_says_what_will_be_here_until_something_is(past: PastList) -> None:
    assert past._empty.isVisible()
    just = JustNow()
    just.take((ended(card("1"), EndReason.HUNG_UP),))
    past.show_calls(just.calls)
    assert not past._empty.isVisible()


def test_a_missed_call_says_so_and_how_long_it_rang(past: PastList) -> None:
    clock, just = Clock(), JustNow()
    ringing = card("1", Phase.RINGING, since=clock.ago(21), via_name="Support")
    just.take((ringing,))
    just.take((ended(ringing, EndReason.CALLER_GAVE_UP, clock),))
    past.show_calls(just.calls)

    spoken = past.rows[0].accessibleName()
    assert "Joseph Goffin" in spoken
    assert "Support · rang 0:21" in spoken


def test_calling_back_hands_over_the_number(qtbot: QtBot, past: PastList) -> None:
    called: list[Number] = []
    past.called.connect(called.append)
    just = JustNow()
    just.take((ended(card("1"), EndReason.HUNG_UP),))
    past.show_calls(just.calls)
    qtbot.mouseClick(past.rows[0].button, Qt.MouseButton.LeftButton)

    assert called == [Number("+12354978652")]
    assert past.rows[0].button.accessibleName() == "Call Joseph Goffin"


@pytest.mark.parametrize(
    ("name", "known", "shown", "handed"),
    [
        ("Joseph Goffin", False, True, "Joseph Goffin"),
        (None, False, True, ""),
        ("Joseph Goffin", True, False, None),
    ],
)
def test_a_stranger_can_be_added_to_the_contacts(
    past: PastList, name: str | None, known: bool, shown: bool, handed: str | None
) -> None:
    added: list[tuple[Number, str]] = []
    past.added.connect(lambda number, called: added.append((number, called)))
    asked: list[Number] = []
    past.ask_of(lambda number: (asked.append(number), known)[1])
    just = JustNow()
    just.take((ended(card("1", name=name), EndReason.HUNG_UP),))
    past.show_calls(just.calls)
    row = past.rows[0]
    spot = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, row.mapToGlobal(spot))
    QApplication.sendEvent(row, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    lines = {action.text(): action for action in menu.actions()}
    word = words.word("who.add")
    assert (word in lines) is shown
    if shown:
        lines[word].trigger()
    menu.close()
    number = Number("+12354978652")
    assert asked == [number]
    assert added == ([(number, handed)] if shown else [])


def test_a_withheld_number_has_no_button(past: PastList) -> None:
    just = JustNow()
    just.take((ended(card("1", name=None, number=Number(""), number_text=""), EndReason.HUNG_UP),))
    past.show_calls(just.calls)

    assert past.rows[0].button.isHidden()
    assert "Number withheld" in past.rows[0].accessibleName()


def test_rows_are_reused(past: PastList) -> None:
    just = JustNow()
    just.take(tuple(ended(card(str(i)), EndReason.HUNG_UP) for i in range(3)))
    past.show_calls(just.calls)
    rows = list(past.rows)
    past.show_calls(just.calls[:1])

    assert past.rows == rows
    assert [row.isVisible() for row in rows] == [True, False, False]


def test_what_must_be_seen_stays_above_what_comes_later(past: PastList) -> None:
    parts = [QLabel(name) for name in ("parked", "away", "queues")]
    past.put_above(parts[0])
    past.put_first(parts[1])
    past.put_above(parts[2])
    column = past._column
    order = sorted(parts, key=column.indexOf)
    assert [part.text() for part in order] == ["away", "queues", "parked"]


def test_where_nobody_can_be_called_there_is_no_button_but_to_choose_a_target(
    past: PastList,
) -> None:
    just = JustNow()
    just.take((ended(card("1"), EndReason.HUNG_UP),))
    past.set_dials(False)
    past.show_calls(just.calls)
    button = past.rows[0].button
    assert button.isHidden()
    past.set_choosing(True)
    assert not button.isHidden()
    past.set_choosing(False)
    assert button.isHidden()
    past.set_dials(True)
    assert not button.isHidden()


def test_without_a_connection_nobody_can_be_called_back(past: PastList) -> None:
    just = JustNow()
    just.take((ended(card("1"), EndReason.HUNG_UP),))
    past.set_live(False)
    past.show_calls(just.calls)
    assert not past.rows[0].button.isEnabled()
    past.set_live(True)
    assert past.rows[0].button.isEnabled()
