"""The banner of who listens: from the ring to the end, with its button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import Listening
from ctiapp.ui.queues.listenbanner import ListenBanner
from tests.ui.agent.sheets import CLOCK

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "clock")

RINGS = Listening(
    Number("2008"), "Anna", "listen", CallId("9"), LegId("PJSIP/2008-1"), CLOCK.ago(65)
)
HEARS = replace(RINGS, answered=True)


@pytest.fixture
def banner(qtbot: QtBot) -> ListenBanner:
    """Nobody is listened to."""
    made = ListenBanner()
    qtbot.addWidget(made)
    return made


def test_it_says_that_ones_own_phone_rings_first(banner: ListenBanner) -> None:
    """Then, that one listens; each is spoken once."""
    said = banner.show_listening(RINGS)
    assert said == banner.message == "Your phone rings: pick it up to listen to Anna."
    assert banner.isVisible()
    assert banner.show_listening(RINGS) == ""

    said = banner.show_listening(HEARS)
    assert said == "You are listening to Anna. They do not hear you."
    assert banner._age.text() == "1:05"
    assert banner.show_listening(None) == ""
    assert not banner.isVisible()


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("whisper", "You hear Anna and the caller. Anna alone hears you."),
        ("barge", "You are in the call of Anna. Both hear you."),
    ],
)
def test_each_mode_says_who_hears_oneself(banner: ListenBanner, mode: str, said: str) -> None:
    """That must never be in doubt."""
    assert banner.show_listening(replace(HEARS, mode=mode)) == said


def test_a_number_stands_in_for_a_name(banner: ListenBanner) -> None:
    """Where the PBX tells none."""
    assert "2008" in banner.show_listening(replace(HEARS, agent_name=""))


def test_stop_is_pressed(banner: ListenBanner, qtbot: QtBot) -> None:
    """By mouse and by key; its name says what goes on."""
    banner.show_listening(HEARS)
    assert "the call of Anna goes on" in banner.stop.accessibleName()
    with qtbot.waitSignal(banner.stopped):
        qtbot.mouseClick(banner.stop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(banner.stopped):
        qtbot.keyClick(banner.stop, Qt.Key.Key_Space)
