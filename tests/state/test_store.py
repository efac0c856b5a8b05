"""The store: replays of the trouble that a PBX makes, and what must never happen."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import FailReason, LegKind, LegReport, LegState, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.directory import LineState
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.state.book import MAX_CALLS
from ctiapp.state.changes import (
    CallChanged,
    CommandUnknown,
    LinkMoved,
)
from ctiapp.state.store import ENDED_SHOWN_S, Store
from tests.model.said import CALL, ME, ext, inbound, mine, moment, report
from tests.state.desk import Told, ring, talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.state.changes import Change

QUEUE = "6402"


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


# --- nobody signed in ----------------------------------------------------------------------------


def test_nobody_has_calls_while_signed_out() -> None:
    """No event can be anybody's own."""
    store = Store()
    assert store.apply(events.CallReported(report(mine("RING"))), moment()) == ()


# --- link ----------------------------------------------------------------------------------------


def test_the_link_moves_once(told: Told) -> None:
    """A state that stays is no news."""
    assert told.take(events.LinkChanged(LinkState.UP)) == (LinkMoved(LinkState.UP),)
    assert told.take(events.LinkChanged(LinkState.UP)) == ()


@pytest.mark.parametrize(
    "event",
    [
        events.DirectoryChanged(events.DirectoryPart.EXTENSION, "2001", "update"),
        events.Reported(30017, "dtmf", {}),
        events.UnknownEvent("30099"),
    ],
)
def test_what_is_for_others_changes_nothing(told: Told, event: events.Event) -> None:
    """The directory, and what later issues act on."""
    assert told.take(event) == ()


# --- listeners, time, forgetting -----------------------------------------------------------------


def test_listeners_are_told_once_a_batch(told: Told) -> None:
    """An event with many consequences is one batch; one without any is none."""
    talk(told)
    told.send(Verb.HANG_UP)
    told.batches.clear()
    told.said(inbound("ANSWERED"), mine("BYE"))
    told.said(inbound("ANSWERED"), mine("BYE"))
    assert [len(batch) for batch in told.batches] == [3]


def test_who_has_unsubscribed_hears_no_more(told: Told) -> None:
    """The answer of subscribe ends it."""
    heard: list[tuple[Change, ...]] = []
    stop: Callable[[], None] = told.store.subscribe(heard.append)
    stop()
    ring(told)
    assert heard == []


def test_an_ended_call_leaves_the_screen_after_its_time(told: Told) -> None:
    """Not before, and living ones never."""
    talk(told)
    told.said(inbound("ALERT"), mine("RING"), call_id="2.1")
    told.said(inbound("BYE"), mine("ANSWER"))
    end = told.call()
    assert told.store.tick(moment(told.now_s + ENDED_SHOWN_S - 0.1)) == ()
    now = moment(told.now_s + ENDED_SHOWN_S)
    assert told.store.tick(now) == (CallChanged(end, None, now),)
    assert told.living == {"2.1"}


def test_a_reset_forgets_everything_and_says_so(told: Told) -> None:
    """Calls leave, commands are unknown, lamps are dark, and the extension is another."""
    talk(told)
    call = told.call()
    token = told.send(Verb.HOLD)
    told.take(events.LineChanged(Number("2001"), LineState.BUSY))
    told.batches.clear()
    told.store.reset(Number("2001"), moment(500))
    assert told.batches == [
        (
            CallChanged(replace(call, pending={Verb.HOLD: token}), None, moment(500)),
            CommandUnknown(token),
        )
    ]
    assert (told.store.me, told.store.calls, told.store.lamps) == (Number("2001"), (), {})
    told.said(ext("2001", "RING"), inbound("ALERT"))
    assert told.phases == {CALL: Phase.RINGING}


# --- bounds --------------------------------------------------------------------------------------


def _size(kept: object) -> int:
    """How many things the store holds, in all of its containers and in theirs."""
    if hasattr(kept, "__len__"):
        return len(kept)
    if type(kept).__module__.startswith("ctiapp.state"):
        named = getattr(kept, "__dict__", None) or {
            name: getattr(kept, name) for name in getattr(kept, "__slots__", ())
        }
        return sum(_size(value) for value in named.values())
    return 0


@pytest.mark.timeout(300)
def test_memory_is_bounded_over_a_long_day() -> None:
    """200,000 events of one's own and of other people's calls leave nothing behind that grows."""
    rng = random.Random(7)
    store = Store()
    store.reset(ME, moment())
    states = [(state, calling) for state in LegState for calling in (True, False, None)]
    sizes = []
    token = 0
    for count in range(200_000):
        now = moment(count * 0.01)
        own = rng.random() < 0.3
        call_id = CallId(f"{count // 40 if own else count}.{rng.randrange(3)}")
        legs = tuple(
            LegReport(
                LegId(f"PJSIP/{index}-{count // 60}"),
                LegKind.EXTENSION if index else LegKind.INBOUND,
                ME if own and index == 1 else Number(str(3000 + rng.randrange(300))),
                *rng.choice(states),
            )
            for index in range(rng.randrange(4))
        )
        match rng.randrange(12):
            case 0:
                store.apply(events.CallRecorded(call_id, {}), now)
            case 1:
                failure = events.CallFailed(report(*legs, call_id=call_id), FailReason.BUSY, "x")
                store.apply(failure, now)
            case 2:
                store.apply(events.CallTransferred(report(*legs, call_id=call_id)), now)
            case 3:
                store.apply(events.LineChanged(Number(str(count % 500)), LineState.BUSY), now)
            case 4:
                token += 1
                verb = rng.choice(list(Verb))
                callee = Number("2001") if verb is Verb.DIAL else None
                called = None if verb is Verb.DIAL else call_id
                store.apply(events.CommandSent(token, verb, called, callee), now)
                if rng.random() < 0.5:
                    store.apply(events.CommandAccepted(token, call_id), now)
                store.apply(events.CommandExpired(token), now)
            case _:
                tells = events.InboundOffered if count % 9 == 0 else events.CallReported
                store.apply(tells(report(*legs, call_id=call_id)), now)
        if count % 50 == 0:
            store.tick(now)
        if count % 20_000 == 10_000:
            sizes.append(_size(store))
    assert min(sizes) > MAX_CALLS  # what is counted is what is kept
    # Ended legs and decided offers are the most: what ten minutes or their own bound allow.
    assert max(sizes) < 2 * 4096 + MAX_CALLS * 4 + 500 + 200
    store.replace((), moment(10_000))
    store.tick(moment(20_000))
    store.reset(None, moment(20_000))
    assert _size(store) <= 1
