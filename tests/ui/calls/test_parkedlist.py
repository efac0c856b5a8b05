"""The slots: who waits where, and picking them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.calls.parkedlist import ParkedList
from ctiapp.ui.calls.slots import Waiting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

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
