"""The one door: queued, at most once a frame, a ring's first card at once, nothing after close."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.numberplan import NumberPlan
from ctiapp.model.planguess import Guess
from ctiapp.services.connection import ConnectionStatus
from ctiapp.services.lookup import DirectoryProgress
from ctiapp.tools import samples
from ctiapp.ui import bridge as module
from ctiapp.ui.bridge import NEW_AT_ONCE, SHOWN, Bridge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctiapp.services.cards import Card

TALKING = replace(samples.RINGING, phase=Phase.TALKING)
OTHER = replace(samples.RINGING, call_id=CallId("2"), sequence=2)


class Source:
    """A service with listeners."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Any], None]] = []

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, what: object) -> None:
        for listener in self.listeners:
            listener(what)


class Time:
    """The bridge's clock and its frame timer, moved by hand."""

    now_s = 50.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def services() -> SimpleNamespace:
    names = ("desk", "session", "directory", "parking", "agents", "away", "notices", "numbering")
    made = SimpleNamespace(**{name: Source() for name in names})
    made.numbering.guess = Guess()
    return made


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(module, "time", made)
    return made


@pytest.fixture
def bridge(qapp, services: SimpleNamespace, time: Time) -> Iterator[Bridge]:
    made = Bridge(services)
    yield made
    made.close()


@pytest.fixture
def heard(bridge: Bridge) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name in (
        "cards_changed",
        "pop_changed",
        "status_changed",
        "directory_changed",
        "parked_changed",
        "agents_changed",
        "away_changed",
        "numbers_changed",
        "notice",
    ):
        getattr(bridge, name).connect(lambda what, name=name: found.append((name, what)))
    return found


async def _turn() -> None:
    """Let the event loop deliver what is queued, and only that."""
    for _ in range(3):
        await asyncio.sleep(0)


async def test_nothing_runs_inside_the_teller(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    services.desk.tell((samples.RINGING,))
    assert heard == []

    await _turn()
    assert heard == [("pop_changed", (samples.RINGING,))]

    bridge._frame.timeout.emit()
    assert heard == [
        ("pop_changed", (samples.RINGING,)),
        ("cards_changed", (samples.RINGING,)),
    ]


async def test_changes_of_a_frame_are_told_once(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    services.desk.tell((TALKING,))
    await _turn()
    heard.clear()

    held = replace(TALKING, phase=Phase.HELD)
    services.desk.tell((held,))
    services.desk.tell((TALKING, held))
    services.session.tell(ConnectionStatus())
    services.session.tell(ConnectionStatus(attempts_left=3))
    await _turn()
    assert heard == []
    assert bridge._frame.isActive()

    bridge._frame.timeout.emit()

    assert heard == [
        ("cards_changed", (TALKING, held)),
        ("status_changed", ConnectionStatus(attempts_left=3)),
    ]


async def test_a_new_ring_does_not_wait_for_the_frame(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    services.desk.tell((TALKING,))
    await _turn()
    heard.clear()
    services.session.tell(ConnectionStatus())

    services.desk.tell((TALKING, OTHER))
    await _turn()

    assert ("pop_changed", (OTHER,)) in heard
    assert ("cards_changed", (TALKING, OTHER)) not in heard
    assert bridge._frame.isActive()

    bridge._frame.timeout.emit()
    assert ("cards_changed", (TALKING, OTHER)) in heard


async def test_the_same_call_ringing_again_does_not_wait_either(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    services.desk.tell((OTHER,))
    await _turn()
    heard.clear()

    services.desk.tell((replace(OTHER, name="Somebody"),))
    await _turn()
    assert heard == []

    services.desk.tell((replace(OTHER, ring=2),))
    await _turn()

    assert heard[0] == ("pop_changed", (replace(OTHER, ring=2),))


async def test_after_a_quiet_frame_a_change_is_told_at_once(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    services.desk.tell((TALKING,))
    await _turn()
    heard.clear()
    time.now_s += module.FRAME_S

    services.desk.tell(())
    await _turn()

    assert heard == [("cards_changed", ())]


async def test_pop_is_told_only_of_what_rings_and_is_true(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    services.desk.tell((TALKING, OTHER, replace(samples.RINGING, stale=True)))
    await _turn()
    time.now_s += 1
    services.desk.tell((OTHER,))
    await _turn()

    assert [what for name, what in heard if name == "pop_changed"] == [(OTHER,)]


async def test_every_notice_is_told_in_order(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    notices = [Notice.of("dial.empty"), Notice.of("dial.empty"), Notice.of("error.usage")]
    for notice in notices:
        services.notices.tell(notice)
    services.directory.tell(DirectoryProgress(loaded=3))
    await _turn()

    assert [what for name, what in heard if name == "notice"] == notices
    assert ("directory_changed", DirectoryProgress(loaded=3)) in heard


async def test_close_ends_it(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    services.desk.tell((samples.RINGING,))

    bridge.close()
    await _turn()

    assert heard == []
    assert not any(source.listeners for source in vars(services).values())


async def test_the_slots_are_told_as_they_are_last(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    services.parking.tell(("6001",))
    services.parking.tell(("6001", "6002"))
    await _turn()

    assert heard == [("parked_changed", ("6001", "6002"))]


async def test_what_ended_in_a_gap_is_told(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    services.away.tell(("a call",))
    services.away.tell(("a call", "another"))
    await _turn()

    assert heard == [("away_changed", ("a call", "another"))]


def _many(count: int) -> tuple[Card, ...]:
    return tuple(
        replace(samples.RINGING, call_id=CallId(f"many-{index}"), sequence=index)
        for index in range(count)
    )


def _new(told: list[tuple[Card, ...]]) -> list[int]:
    """How many calls each telling has that the one before had not."""
    shown = [{card.call_id for card in what} for what in [(), *told]]
    return [len(later - before) for before, later in pairwise(shown)]


async def test_a_pbx_gone_mad_is_shown_a_few_calls_a_frame_and_never_more_than_can_be(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    for count in (1, 100, 500, 1000):
        services.desk.tell(_many(count))
    await _turn()
    for _ in range(3 * SHOWN):
        bridge._frame.timeout.emit()

    told = [what for name, what in heard if name == "cards_changed"]
    assert len(told[-1]) == SHOWN
    assert all(new <= NEW_AT_ONCE for new in _new(told))
    assert max(len(what) for name, what in heard if name == "pop_changed") == SHOWN
    assert [what.key for name, what in heard if name == "notice"] == ["calls.too_many"]


async def test_where_all_calls_are_others_at_once_they_come_a_few_a_frame_too(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    """What counts is how many show that did not before, not how many show."""
    many = _many(2 * SHOWN)
    services.desk.tell(many[:SHOWN])
    await _turn()
    for _ in range(3 * SHOWN):
        bridge._frame.timeout.emit()
    services.desk.tell(many[SHOWN:])
    await _turn()
    for _ in range(3 * SHOWN):
        bridge._frame.timeout.emit()

    told = [what for name, what in heard if name == "cards_changed"]
    assert told[-1] == many[SHOWN:]
    assert all(new <= NEW_AT_ONCE for new in _new(told))


async def test_twenty_thousand_changes_are_told_a_few_times_and_leave_nothing(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    """Counted, not timed: as many tellings as frames passed, whatever came in between."""
    for index in range(20_000):
        services.desk.tell((replace(TALKING, sequence=index),))
        if index % 1000 == 999:
            time.now_s += 0.02
            await _turn()
            bridge._frame.timeout.emit()

    assert 20 <= len([name for name, _ in heard if name == "cards_changed"]) <= 42
    assert heard[-1] == ("cards_changed", (replace(TALKING, sequence=19_999),))
    assert len(bridge._waiting) == 0
    assert bridge._notices == []


async def test_a_guess_is_told_as_it_is_when_it_is_told(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]]
) -> None:
    """The listener hears the plan; the window shows what is guessed, and why."""
    services.numbering.guess = Guess(country="CN")
    services.numbering.tell(NumberPlan())
    await _turn()

    assert heard == [("numbers_changed", Guess(country="CN"))]


async def test_nothing_is_told_between_a_first_ring_and_its_paint(
    bridge: Bridge, services: SimpleNamespace, heard: list[tuple[str, Any]], time: Time
) -> None:
    services.parking.tell(())
    services.desk.tell((samples.RINGING,))
    services.notices.tell(Notice.of("link.sign_in_first"))
    await _turn()
    assert [name for name, _ in heard] == ["pop_changed"]

    time.now_s += 0.02
    bridge._frame.timeout.emit()
    assert [name for name, _ in heard] == [
        "pop_changed",
        "cards_changed",
        "parked_changed",
        "notice",
    ]
