"""The chosen room, with everything that can be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.hotel.faces import KEYS, Do, PanelFace, WakeFace
from ctiapp.ui.hotel.panel import RoomPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

FACE = PanelFace(
    "105",
    "Herr Lukas Brandt",
    "Extension 105",
    occupied=True,
    wakes=(WakeFace("alarm/1", "05:45", "Once"), WakeFace("alarm/2", "06:00", "Mon–Fri")),
    count="2 of 23",
)


@pytest.fixture
def panel(qtbot: QtBot) -> RoomPanel:
    """Room 105."""
    made = RoomPanel()
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    made.show_room(FACE)
    return made


def test_every_action_is_told_and_has_its_key(panel: RoomPanel) -> None:
    pressed: list[Do] = []
    panel.pressed.connect(pressed.append)
    panel.show_room(replace(FACE, occupied=False))
    for button in (
        *(panel.call, panel.edit, panel.add),
        *(panel.log, panel.check_out, panel.delete),
    ):
        button.click()
    assert pressed == [Do.CALL, Do.GUEST, Do.WAKE, Do.LOG, Do.CHECK_OUT, Do.DELETE]
    assert KEYS[Do.WAKE] in panel.add.accessibleName()
    assert panel.accessibleName() == "Room 105"


def test_a_vacant_room_offers_to_check_in(panel: RoomPanel) -> None:
    assert panel.edit.shown == "Edit guest"
    assert panel.delete.isHidden()
    panel.show_room(PanelFace("101", full=True))
    assert panel.edit.shown == "Check in"
    assert panel.guest.whole == "Vacant"
    assert not panel.add.isEnabled()
    assert not panel.delete.isHidden()
    panel.show_room(None)
    assert panel.call.isHidden() or not panel.call.isVisible()


def test_cards_stay_what_they_are_while_they_change(panel: RoomPanel, qtbot: QtBot) -> None:
    card = panel.cards["alarm/1"]
    card.remove.click()
    panel.show_room(
        replace(FACE, count="2 of 23 ", wakes=(replace(FACE.wakes[0], what="x"), FACE.wakes[1]))
    )
    assert panel.cards["alarm/1"] is card
    assert card.asking, "what was asked stands"
    assert panel.leave_question()
    assert not panel.leave_question()
    card.change.setFocus()
    panel.show_room(replace(FACE, wakes=FACE.wakes[1:]))
    assert panel.add.hasFocus(), "its card is gone: the keyboard stays near"
    with qtbot.waitSignal(panel.removed) as removed:
        panel.cards["alarm/2"].sure.click()
    assert removed.args == ["alarm/2"]
    panel.failed("alarm/2")
    assert not panel.cards["alarm/2"].remove.pending
    panel.failed("gone")


def test_enter_in_the_list_does_the_first_thing(panel: RoomPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.pressed) as pressed:
        panel.press_first()
    assert pressed.args == [Do.CALL]


def test_what_the_pbx_cannot_do_is_no_button(panel: RoomPanel) -> None:
    """And stays away whichever room is chosen."""
    panel.offer(frozenset({Do.CHECK_OUT, Do.GUEST, Do.DELETE}))
    for face in (FACE, replace(FACE, number="106", occupied=False)):
        panel.show_room(face)
        assert panel.check_out.isHidden()
        assert panel.edit.isHidden()
        assert panel.delete.isHidden()
        assert not panel.add.isHidden()
    panel.offer(frozenset())
    assert not panel.check_out.isHidden()
    assert not panel.delete.isHidden()
