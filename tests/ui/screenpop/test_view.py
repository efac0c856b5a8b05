"""Several pops: stacked, counted, put back on the screen, gone at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from ctiapp.model.call import Phase
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.callers import CallerLine, LastTalk
from ctiapp.settings import Corner
from ctiapp.tools import samples
from ctiapp.ui import text
from ctiapp.ui.screenpop.card import STEADY_S
from ctiapp.ui.screenpop.view import READY, ScreenPop
from ctiapp.ui.screenpop.viewmodel import Area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctiapp.services.cards import Card
    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme")

SCREEN = Area(0, 0, 1600, 900)


def ring(number: int) -> Card:
    """The card of the n-th call."""
    return replace(samples.INTERNAL, call_id=CallId(f"call-{number}"), sequence=number)


@pytest.fixture
def pops(qtbot, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScreenPop]:
    clock.now_s = samples.NOW_S
    monkeypatch.setattr(ScreenPop, "_area", lambda _self: SCREEN)
    made = ScreenPop(clock=clock, cards_can_be_placed=True)
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def shown(pops: ScreenPop) -> list[tuple[bool, Any]]:
    found: list[tuple[bool, Any]] = []
    pops.shown.connect(lambda visible, call_id: found.append((visible, call_id)))
    return found


def _geometries(pops: ScreenPop) -> list[QRect]:
    return [card.geometry() for card in pops.visible_cards]


def test_oldest_is_on_top_and_none_covers_another(pops: ScreenPop) -> None:
    pops.show_cards((ring(1), ring(2), samples.RINGING))
    places = _geometries(pops)

    assert [card.pop.call_id for card in pops.visible_cards if card.pop] == [
        "call-1",
        "call-2",
        samples.RINGING.call_id,
    ]
    assert [place.top() for place in places] == sorted(place.top() for place in places)
    for one, other in pairwise(places):
        assert not one.intersects(other)
    for place in places:
        assert QRect(0, 0, 1600, 900).contains(place)
    assert places[-1].bottom() == 900 - 16 - 1


def test_those_that_do_not_fit_are_counted(pops: ScreenPop) -> None:
    pops.show_cards(tuple(ring(number) for number in range(1, 9)))
    places = _geometries(pops)
    last = pops.visible_cards[-1]
    said = [text.bare(line.text()) for line in last.findChildren(QLabel) if line.isVisible()]

    assert 1 < len(places) < 8
    assert f"+{8 - len(places)} more calls ringing" in said
    assert places[0].top() >= 0
    assert places[-1].bottom() < 900

    pops.show_cards((ring(1), ring(2)))

    said = [
        text.bare(line.text())
        for card in pops.visible_cards
        for line in card.findChildren(QLabel)
        if line.isVisible()
    ]
    assert not any("more" in line for line in said)


def test_a_call_that_is_answered_goes_at_once(
    pops: ScreenPop, shown: list[tuple[bool, Any]]
) -> None:
    pops.show_cards((ring(1), ring(2)))
    cards = pops.visible_cards
    pops.show_cards((replace(ring(1), phase=Phase.TALKING), ring(2)))

    assert [card.isVisible() for card in cards] == [False, True]

    pops.show_cards(())

    assert not any(card.isVisible() for card in cards)
    assert shown == [(True, "call-1"), (True, "call-2"), (False, None)]


def test_cards_are_reused(pops: ScreenPop) -> None:
    used = set()
    for number in range(20):
        pops.show_cards((ring(number),))
        used |= {id(card) for card in pops.visible_cards}
        pops.show_cards(())

    assert len(used) <= READY
    assert len(pops._free) == READY


def test_more_cards_than_ready_are_made_and_kept(
    pops: ScreenPop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScreenPop, "_area", lambda _self: Area(0, 0, 1600, 1200))
    pops.show_cards(tuple(ring(number) for number in range(READY + 1)))
    count = len(pops.visible_cards)
    pops.show_cards(())

    assert count == READY + 1
    assert len(pops._free) == READY + 1


def test_clicks_name_their_call(pops: ScreenPop, qtbot, clock: Clock) -> None:
    asked: list[object] = []
    pops.rejected.connect(asked.append)
    pops.show_cards((ring(1), ring(2)))
    clock.now_s += STEADY_S

    for card in pops.visible_cards:
        for button in card.findChildren(QPushButton):
            if button.isVisible():
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert asked == ["call-1", "call-2"]


def test_the_focus_stays_where_it_was(pops: ScreenPop, qtbot, clock: Clock) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    for number in range(5):
        pops.show_cards((ring(number),))
        qtbot.keyClicks(QApplication.focusWidget(), str(number))
        pops.show_cards(())

    assert field.text() == "01234"
    assert QApplication.activeWindow() is field


def test_a_changed_screen_brings_them_back(
    pops: ScreenPop, monkeypatch: pytest.MonkeyPatch
) -> None:
    pops.show_cards((ring(1),))
    monkeypatch.setattr(ScreenPop, "_area", lambda _self: Area(0, 0, 800, 600))

    assert pops._screen is not None
    pops._screen.availableGeometryChanged.emit(QRect(0, 0, 800, 600))

    (place,) = _geometries(pops)
    assert QRect(0, 0, 800, 600).contains(place)


def test_a_removed_screen_is_left(pops: ScreenPop, qapp) -> None:
    pops.show_cards((ring(1),))
    screen = pops._screen
    assert screen is not None

    qapp.screenRemoved.emit(screen)

    assert pops.visible_cards[0].isVisible()


def test_the_corner_can_be_changed_while_it_rings(pops: ScreenPop) -> None:
    pops.show_cards((ring(1),))
    pops.set_corner(Corner.TOP_LEFT)

    assert _geometries(pops)[0].topLeft().toTuple() == (16, 16)


def _names(pops: ScreenPop) -> list[str]:
    return [
        button.accessibleName()
        for card in pops.visible_cards
        for button in card.findChildren(QPushButton)
        if button.isVisible()
    ]


def test_keys_are_printed_on_the_card_that_they_act_on(pops: ScreenPop) -> None:
    pops.show_cards((ring(1), ring(2)))
    assert _names(pops) == ["Reject, Shift+F8", "Reject"]

    pops.set_keys("F3", "Ctrl+R")
    assert _names(pops) == ["Reject, Ctrl+R", "Reject"]

    pops.show_cards((ring(2),))
    assert _names(pops) == ["Reject, Ctrl+R"]


async def test_paint_of_each_ring_is_told(pops: ScreenPop) -> None:
    seen: list[tuple[object, int]] = []
    all_seen = asyncio.Event()

    def on_painted(call_id: object, number: int, _received_s: float, _painted_s: float) -> None:
        seen.append((call_id, number))
        if len(seen) == 2:
            all_seen.set()

    pops.painted.connect(on_painted)
    pops.show_cards((ring(1), replace(ring(2), ring=3)))
    await all_seen.wait()

    assert sorted(seen) == [("call-1", 1), ("call-2", 3)]


class TestWhereNoWindowCanBePlaced:
    """On such a desktop the notifications have to do."""

    @pytest.fixture
    def pops(self, qapp) -> Iterator[ScreenPop]:
        made = ScreenPop(cards_can_be_placed=False)
        made.prepare()
        yield made
        made.close()

    def test_each_ring_is_notified_once_and_said_once(self, pops: ScreenPop) -> None:
        notes: list[tuple[str, str]] = []
        told: list[str] = []
        pops.notify.connect(lambda title, body: notes.append((title, body)))
        pops.told.connect(lambda notice: told.append(notice.key))

        pops.show_cards((samples.TRICKY,))
        pops.show_cards((samples.TRICKY,))
        pops.show_cards((samples.TRICKY, ring(2)))
        pops.show_cards(())
        pops.show_cards((replace(ring(2), ring=2),))

        assert len(notes) == 3
        assert not set("<>") & set("".join(map(str, notes)))
        assert told == ["screenpop.wayland"]
        assert pops.visible_cards == ()


def test_the_keys_are_printed_on_what_rings_not_on_what_is_offered(pops: ScreenPop) -> None:
    offered = replace(samples.OFFERED, call_id=CallId("offered"), sequence=0)
    later = replace(offered, call_id=CallId("later"), sequence=2)

    def printed() -> list[list[str]]:
        return [
            [b.accessibleName() for b in card.findChildren(QPushButton) if b.isVisible()]
            for card in pops.visible_cards
        ]

    pops.show_cards((offered, ring(1), later))
    assert printed() == [["Accept", "Refuse"], ["Reject, Shift+F8"], ["Accept", "Refuse"]]
    pops.show_cards((offered, later))
    assert printed() == [["Accept, F3", "Refuse, Shift+F8"], ["Accept", "Refuse"]]


def test_an_offered_call_that_rings_is_one_pop_all_the_way(
    pops: ScreenPop, qtbot, clock: Clock
) -> None:
    told: list[tuple[str, object]] = []
    for name in ("accepted", "refused", "answered", "rejected"):
        getattr(pops, name).connect(lambda call_id, name=name: told.append((name, call_id)))
    offered = replace(samples.OFFERED, call_id=CallId("one"))
    pops.show_cards((offered,))
    (card,) = pops.visible_cards
    clock.now_s += STEADY_S
    for button in (b for b in card.findChildren(QPushButton) if b.isVisible()):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    pops.show_cards((replace(samples.RINGING, call_id=CallId("one")),))

    assert pops.visible_cards == (card,)
    assert told == [("accepted", "one"), ("refused", "one")]
    pops.show_cards((replace(samples.RINGING, call_id=CallId("one"), phase=Phase.ENDED),))
    assert pops.visible_cards == ()


def test_the_keys_go_to_the_pop_to_which_they_were_moved_and_the_cards_stay(
    pops: ScreenPop,
) -> None:
    pops.show_cards((ring(1), ring(2)))
    cards, places = pops.visible_cards, _geometries(pops)
    pops.show_cards((ring(1), replace(ring(2), marked=True)))

    assert _names(pops) == ["Reject", "Reject, Shift+F8"]
    assert (pops.visible_cards, _geometries(pops)) == (cards, places)


@pytest.mark.parametrize("high", [900, 340])
def test_the_pop_that_the_keys_act_on_is_among_those_that_fit(
    pops: ScreenPop, shown: list[tuple[bool, Any]], monkeypatch: pytest.MonkeyPatch, high: int
) -> None:
    """The last that fits gives way; back at the oldest all is as before."""
    monkeypatch.setattr(ScreenPop, "_area", lambda _self: Area(0, 0, 1600, high))
    calls = tuple(ring(number) for number in range(1, 9))
    long = replace(samples.LONG, call_id=CallId("call-9"), sequence=9, marked=True)
    pops.show_cards((*calls, replace(long, marked=False)))
    before, keys = [card.pop for card in pops.visible_cards], _names(pops)
    pops.show_cards((*calls, long))

    now = [card.pop for card in pops.visible_cards]
    assert now[-1] is not None
    assert now[-1].call_id == "call-9"
    assert _names(pops)[-1] == "Reject, Shift+F8"
    assert all(place.top() >= 0 and place.bottom() < high for place in _geometries(pops))
    rest = [pop.call_id for pop in now[:-1] if pop]
    assert rest == [f"call-{number}" for number in range(1, len(rest) + 1)]
    said = [
        text.bare(line.text())
        for line in pops.visible_cards[-1].findChildren(QLabel)
        if line.isVisible()
    ]
    assert f"+{9 - len(now)} more calls ringing" in said
    assert shown[-1] == (True, now[0].call_id if now[0] else None)

    pops.show_cards((*calls, replace(long, marked=False)))
    assert ([card.pop for card in pops.visible_cards], _names(pops)) == (before, keys)
    assert shown[-1] == (True, "call-1")


def test_what_is_known_a_moment_later_moves_no_button(pops: ScreenPop) -> None:
    """A hand is on its way by then, and a click on what has moved under it is not taken."""
    pops.show_cards((ring(1), ring(2)))
    before = _geometries(pops)
    talk = LastTalk("Maria", datetime(2026, 1, 1, tzinfo=UTC), Number("2005"))
    line = CallerLine(calls_today=3, abandoned_today=1, last_talk=talk, note="word " * 80)
    pops.show_cards((replace(ring(1), caller=line), replace(ring(2), caller=line)))

    assert _geometries(pops) == before
