"""The stack of cards: reused, in order, and the keyboard stays where it was."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.ids import CallId
from ctiapp.services.lookup import DirectoryProgress
from ctiapp.ui import text
from ctiapp.ui.calls.people import NoLamps
from ctiapp.ui.calls.view import CallsPlace
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.keymap import Keymap
from tests.ui.fakes import FakeDirectory, card, ended

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ctiapp.services.cards import Card

pytestmark = pytest.mark.usefixtures("scheme", "clock")

FIRST, SECOND, THIRD = card("1"), card("2", Phase.HELD), card("3", Phase.RINGING)


@pytest.fixture
def place(qtbot: QtBot) -> CallsPlace:
    made = CallsPlace(Keymap().first, NoLamps())
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def show(place: CallsPlace, *cards: Card, selected: str = "1") -> None:
    place.show_faces(faces(cards, CallId(selected)), None)


def ids(place: CallsPlace) -> list[str]:
    return [view.face.card.call_id for view in place.stack.cards if view.face is not None]


def test_cards_stand_in_order_below_each_other(place: CallsPlace) -> None:
    show(place, FIRST, SECOND, THIRD)

    assert ids(place) == ["1", "2", "3"]
    place.grab()
    tops = [view.geometry() for view in place.stack.cards]
    assert all(a.bottom() < b.top() for a, b in itertools.pairwise(tops))


def test_a_card_is_reused_and_the_others_stay(place: CallsPlace) -> None:
    show(place, FIRST, SECOND)
    first, second = place.stack.cards
    show(place, SECOND, THIRD)

    assert place.stack.cards[0] is second
    assert place.stack.cards[1] is not second
    assert ids(place) == ["2", "3"]
    show(place, SECOND, THIRD, card("4"))
    assert first in place.stack.cards


def test_a_card_keeps_its_height_while_another_goes(qtbot: QtBot, place: CallsPlace) -> None:
    """Its buttons stand still while the stack has the room of both for a moment."""
    show(place, FIRST)
    (first,) = place.stack.cards
    qtbot.waitUntil(lambda: first.height() > 0 and first.height() == place.stack.height())
    before = first.geometry()
    layout = place.stack.layout()
    assert layout is not None
    layout.setGeometry(place.stack.rect().adjusted(0, 0, 0, 90))

    assert first.geometry() == before


def test_order_follows_the_desk(qtbot: QtBot, place: CallsPlace) -> None:
    show(place, FIRST, SECOND)
    show(place, SECOND, ended(FIRST, EndReason.HUNG_UP), selected="2")

    assert ids(place) == ["2", "1"]
    one, two = place.stack.card("1"), place.stack.card("2")
    assert one is not None
    assert two is not None
    qtbot.waitUntil(lambda: one.y() > two.y())


def test_the_keyboard_stays_when_other_cards_come_and_go(place: CallsPlace) -> None:
    show(place, FIRST, SECOND)
    kept = place.stack.card("2")
    assert kept is not None
    kept.setFocus()
    show(place, THIRD, SECOND)

    assert place.window().focusWidget() is kept


def test_the_keyboard_goes_to_the_selected_card_when_its_own_goes(place: CallsPlace) -> None:
    show(place, FIRST, SECOND, THIRD, selected="1")
    gone = place.stack.card("1")
    assert gone is not None
    gone.setFocus()
    show(place, SECOND, THIRD, selected="3")

    assert place.window().focusWidget() is place.stack.card("3")


def test_a_button_tells_which_call_it_belongs_to(qtbot: QtBot, place: CallsPlace) -> None:
    asked: list[tuple[str, object]] = []
    place.pressed.connect(lambda call_id, verb: asked.append((call_id, verb.value)))
    show(place, FIRST, SECOND)
    view = place.stack.card("2")
    assert view is not None
    for button in view.buttons.values():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert asked == [("2", verb.value) for verb in SECOND.actions]


def test_without_calls_it_says_what_to_do(place: CallsPlace) -> None:
    assert "F2" in " ".join(
        child.text() for child in place.findChildren(type(place._loading)) if child.isVisible()
    )
    show(place, FIRST)
    assert not place._nothing.isVisible()


def test_loading_is_told_quietly_and_then_no_more(place: CallsPlace) -> None:
    people = FakeDirectory(("Anna Simmons", "2008")).extensions
    place.show_people(people, DirectoryProgress(500, 10_000))
    assert text.bare(place._loading.text()) == "Loading names: 500 of 10,000"
    assert place.people.isVisible()

    place.show_people(people, DirectoryProgress(10_000, 10_000, done=True))
    assert place._loading.text() == ""
    place.show_people((), DirectoryProgress(done=True))
    assert not place.people.isVisible()


def test_a_card_below_is_brought_into_view_and_the_keyboard_stays(
    qtbot: QtBot, place: CallsPlace
) -> None:
    """Where more calls ring than fit; of a call that is gone nothing is shown."""
    place.resize(1100, 400)
    show(place, *(card(str(number), Phase.RINGING) for number in range(1, 7)))
    first, *_, last = place.stack.cards
    qtbot.waitUntil(lambda: first.height() > 100 and last.y() > first.y())
    first.setFocus()
    place.bring_into_view("6")
    assert first.hasFocus()
    assert last.visibleRegion().boundingRect() == last.rect()
    assert first.visibleRegion().isEmpty()

    place.bring_into_view("gone")
    assert last.visibleRegion().boundingRect() == last.rect()


def test_nobody_is_listed_elsewhere_while_a_call_is_carried_to_them(
    qtbot: QtBot, place: CallsPlace
) -> None:
    """Whoever came meanwhile is listed when it is let go."""
    anna = FakeDirectory(("Anna", "2008")).extensions
    both = FakeDirectory(("Anna", "2008"), ("Aaron", "2001")).extensions
    carried = [True]
    place.show_people(anna, None)
    place.hold_people(lambda: bool(carried))
    place.show_people(both, None)
    place.show_only(lambda each: each.name == "Aaron")
    place.let_go()
    assert place.people.people.extensions == anna
    carried.clear()
    place.let_go()
    qtbot.waitUntil(lambda: place.people.people.extensions == both[1:])
