"""The slots: who waits where, and picking them up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.ids import CallId
from ctiapp.ui import text
from ctiapp.ui.ages import ticker
from ctiapp.ui.calls import parkedlist
from ctiapp.ui.calls.parkedlist import ParkedList
from ctiapp.ui.calls.slots import SOON_S, Waiting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

ANNA = Waiting("6001", "Anna Simmons", "2008", "Leo Ball", 12.0)
WITHHELD = Waiting("6002", "", "", "", None)


@pytest.fixture
def slots(qtbot: QtBot) -> ParkedList:
    made = ParkedList()
    qtbot.addWidget(made)
    return made


def test_it_takes_no_room_while_nobody_waits(slots: ParkedList) -> None:
    assert slots.isHidden()

    slots.show_waiting([ANNA])
    assert not slots.isHidden()

    slots.show_waiting([])
    assert slots.isHidden()
    assert slots.rows == ()


def test_a_slot_says_who_waits_by_whom_and_where(slots: ParkedList) -> None:
    slots.show_waiting([ANNA])

    (row,) = slots.rows
    said = row.accessibleName()
    assert "6001" in said
    assert "Anna Simmons" in said
    assert "Leo Ball" in said
    assert "6001" in row.button.accessibleName()


def test_the_button_picks_up_its_own_slot(qtbot: QtBot, slots: ParkedList) -> None:
    picked: list[str] = []
    slots.picked_up.connect(picked.append)
    slots.show_waiting([ANNA, WITHHELD])
    slots.show()

    qtbot.mouseClick(slots.rows[1].button, Qt.MouseButton.LeftButton)

    assert picked == ["6002"]


def test_a_slot_keeps_its_line_while_it_is_taken(slots: ParkedList) -> None:
    slots.show_waiting([ANNA, WITHHELD])
    anna, withheld = slots.rows

    slots.show_waiting([WITHHELD])
    assert slots.rows == (withheld,)

    slots.show_waiting([ANNA, WITHHELD])
    assert slots.rows[0] is not anna
    assert slots.rows[1] is withheld


def test_a_held_call_is_resumed_and_not_picked_up(qtbot: QtBot, slots: ParkedList) -> None:
    went_on: list[str] = []
    slots.resumed.connect(went_on.append)
    slots.show_waiting([ANNA, Waiting("", "Dave", "", "", 3.0, call_id=CallId("7"))])
    slots.show()
    row = slots.rows[1]

    assert row.accessibleName() == "Held: Dave, held by you"
    assert slots.rows[0].accessibleName().endswith(", by Leo Ball")
    assert row.button.shown == "Resume"
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert went_on == ["7"]


def test_where_nothing_can_be_parked_the_heading_speaks_of_none(slots: ParkedList) -> None:
    assert (slots.heading.text(), slots.accessibleName()) == ("Parked and held",) * 2
    slots.set_parks(False)
    assert (slots.heading.text(), slots.accessibleName()) == ("On hold",) * 2


def test_of_several_that_the_pbx_cannot_tell_apart_none_is_resumed_here(slots: ParkedList) -> None:
    """Nobody's keyboard slides on to the next one's button."""
    one = Waiting("", "Dave", "", "", 3.0, call_id=CallId("7"))
    slots.show_waiting([one, ANNA])
    slots.show()
    slots.activateWindow()
    slots.rows[0].button.setFocus()
    slots.show_waiting([replace(one, unclear=True), ANNA])
    assert slots.rows[0].button.isHidden()
    assert not slots.rows[1].button.hasFocus()
    slots.show_waiting([one, ANNA])
    assert not slots.rows[0].button.isHidden()


def test_whom_the_pbx_is_about_to_give_back_is_loud(
    slots: ParkedList, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once to the reader, and in seconds on the screen."""
    said: list[str] = []
    monkeypatch.setattr(
        parkedlist,
        "announce",
        lambda _, words, *, urgent: said.append(text.bare(words)) if urgent else None,
    )
    due_s = clock.now_s + 60
    slots.show_waiting([Waiting("6001", "Anna Simmons", "2008", "Leo", clock.now_s, due_s)])
    slots.show()
    (row,) = slots.rows
    assert not row.soon

    clock.now_s = due_s - SOON_S - 0.5
    ticker().tick()
    assert not row.soon
    clock.now_s = due_s - 11.5
    ticker().tick()
    assert row.soon
    assert "Comes back in 12 s" in row.accessibleName()
    clock.now_s += 2
    ticker().tick()
    assert "Comes back in 10 s" in row.accessibleName()
    assert said == ["Anna Simmons comes back from slot 6001 soon"]
    clock.now_s = due_s + 5
    ticker().tick()
    assert "0 s" in row.accessibleName()
