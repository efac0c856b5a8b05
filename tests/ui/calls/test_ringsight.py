"""Who begins to ring is seen, and no hand is disturbed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider

from ctiapp.model.call import Phase
from ctiapp.model.ids import CallId
from ctiapp.ui.calls import ringsight
from ctiapp.ui.calls.people import NoLamps
from ctiapp.ui.calls.view import CallsPlace
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.keymap import Keymap
from tests.ui.fakes import card

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ctiapp.ui.calls.card import CardView

pytestmark = pytest.mark.usefixtures("scheme", "clock")
HELD = [card(str(number), Phase.HELD, sequence=number) for number in (1, 2, 3)]
RINGS = card("4", Phase.RINGING, sequence=4)


@pytest.fixture
def place(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CallsPlace:
    """As low as in the smallest window, with three held calls."""
    monkeypatch.setattr(ringsight, "_AGAIN_MS", 1)
    made = CallsPlace(Keymap().first, NoLamps())
    qtbot.addWidget(made)
    made.resize(816, 560)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_faces(faces(HELD, CallId("1")), 990.0)
    qtbot.waitUntil(lambda: made.stack.cards[2].y() > made.stack.cards[0].height() > 100)
    return made


def ring(place: CallsPlace) -> CardView:
    """One more begins to ring."""
    place.show_faces(faces((*HELD, RINGS), CallId("1")), 990.0)
    place.ring_sight.show(CallId("4"))
    return place.stack.cards[3]


def seen(view: CardView) -> bool:
    """Whether head and buttons are to be seen."""
    return bool(view.height()) and view.visibleRegion().boundingRect() == view.rect()


def counted(place: CallsPlace, most: int) -> Callable[[], bool]:
    """Tells when it has looked so many times whether it may."""
    looks = [0]

    def look() -> None:
        looks[0] += 1

    place.ring_sight._soon.timeout.connect(look)
    return lambda: looks[0] >= most


def test_a_ringing_card_is_seen_and_the_keyboard_stays(qtbot: QtBot, place: CallsPlace) -> None:
    first = place.stack.cards[0]
    first.setFocus()
    view = ring(place)
    qtbot.waitUntil(lambda: seen(view))
    assert first.hasFocus()


def test_it_waits_while_a_note_is_written(qtbot: QtBot, place: CallsPlace) -> None:
    first = place.stack.cards[0]
    first.write_note()
    view = ring(place)
    looks = counted(place, 3)
    qtbot.waitUntil(looks)
    assert not seen(view)
    qtbot.keyClicks(first.note, "later")
    assert first.note.hasFocus()
    place.stack.leave_note()
    qtbot.waitUntil(lambda: seen(view))


def test_it_waits_while_somebody_scrolls(qtbot: QtBot, place: CallsPlace) -> None:
    place.stack.cards[0].setFocus()
    bar = place._fitting.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderSingleStepAdd)
    view = ring(place)
    qtbot.waitUntil(counted(place, 3))
    assert not seen(view)
    place.ring_sight._scrolled.stop()
    qtbot.waitUntil(lambda: seen(view))


def test_it_waits_for_a_button_that_is_held_down(qtbot: QtBot, place: CallsPlace) -> None:
    first = place.stack.cards[0]
    qtbot.mousePress(first, Qt.MouseButton.LeftButton)
    view = ring(place)
    qtbot.waitUntil(counted(place, 3))
    assert not seen(view)
    qtbot.mouseRelease(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen(view))


def test_who_rings_no_more_is_not_scrolled_to(qtbot: QtBot, place: CallsPlace) -> None:
    first = place.stack.cards[0]
    first.write_note()
    ring(place)
    qtbot.waitUntil(counted(place, 2))
    place.show_faces(faces(HELD, CallId("1")), 990.0)
    place.stack.leave_note()
    qtbot.waitUntil(lambda: not place.ring_sight._wanted)
    assert place._fitting.verticalScrollBar().value() == 0
