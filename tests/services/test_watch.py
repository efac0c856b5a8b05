"""Live but silent is a lie; and a look mends what a lost event left wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.errors import LinkTimeout
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId
from ctiapp.pbx.interface import Account
from ctiapp.services.tally import Tally
from ctiapp.services.watch import (
    BREATH_S,
    PROVEN_S,
    SUSPICIOUS_S,
    UNPROVEN_S,
    SilenceWatch,
)
from ctiapp.state.store import Store
from tests.model.said import CALL, ME, inbound, mine, report
from tests.services.fakes import Clock, FakePbx, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.call import CallReport, LegReport

TALK = (inbound("ANSWERED"), mine("ANSWER"))


class Watched:
    """A watch over a live store, and what it says."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = Store()
        self.store.reset(ME, self.clock())
        self.store.apply(events.LinkChanged(LinkState.UP), self.clock())
        self.pbx = FakePbx(Account("p-series", "pbx", "client", ME))
        self.heard: list[bool] = []
        self.watch = SilenceWatch(self.store, self.pbx, self.clock, self._on_silence, Tally())

    def _on_silence(self, *, silent: bool) -> None:
        if not self.heard or self.heard[-1] is not silent:
            self.heard.append(silent)

    def said(self, *legs: LegReport, call_id: str = CALL) -> None:
        """An event tells of a call."""
        self.store.apply(events.CallReported(report(*legs, call_id=call_id)), self.clock())

    def has(self, *calls: CallReport) -> None:
        """These calls the PBX has."""
        self.pbx.calls = calls

    async def until_look(self) -> float:
        """Wait for the next look; how long it took."""
        began_s, looks = self.clock().mono_s, self.pbx.looks
        while self.pbx.looks == looks:
            await self.clock.pass_s(0.25)
        await settle()
        return self.clock().mono_s - began_s


@pytest.fixture
async def watched(time_flies: None) -> AsyncIterator[Watched]:
    """Nothing has happened yet."""
    made = Watched()
    made.watch.start()
    yield made
    made.pbx.gate.open()
    await made.watch.stop()


async def test_it_looks_often_until_an_event_has_come_and_seldom_then(watched: Watched) -> None:
    """The first event of one's own calls proves that they are told."""
    assert await watched.until_look() == pytest.approx(UNPROVEN_S, abs=0.3)
    watched.said(*TALK)
    watched.has(report(*TALK))
    await watched.until_look()
    assert await watched.until_look() == pytest.approx(PROVEN_S, abs=0.3)
    assert watched.heard == [False]


async def test_a_call_that_two_looks_find_and_no_event_tells_is_silence(watched: Watched) -> None:
    """The first look is not enough."""
    watched.has(report(*TALK))
    await watched.until_look()
    assert watched.heard == []
    assert await watched.until_look() == pytest.approx(SUSPICIOUS_S, abs=0.3)
    assert watched.heard == [True]


async def test_where_nothing_comes_at_all_the_link_says_why_and_not_the_watch(
    watched: Watched,
) -> None:
    """A way that is closed is no monitoring that is off."""
    watched.pbx.heard_any = False
    watched.has(report(*TALK))
    await watched.until_look()
    await watched.until_look()
    assert await watched.until_look() == pytest.approx(UNPROVEN_S, abs=0.3)  # asked politely
    assert watched.heard == []

    watched.pbx.heard_any = True
    watched.has(report(*TALK), report(*TALK, call_id="2.1"))
    await watched.until_look()
    await watched.until_look()
    assert watched.heard == [True]


async def test_a_look_that_comes_back_when_the_link_is_down_says_nothing(watched: Watched) -> None:
    """Why nothing is told the link says by then."""
    watched.has(report(*TALK))
    await watched.until_look()
    down = events.LinkChanged(LinkState.DOWN)
    watched.pbx.on_look = lambda: watched.store.apply(down, watched.clock())
    await watched.until_look()
    assert watched.heard == []


async def test_the_silence_ends_with_the_first_event(watched: Watched) -> None:
    """Also one of the very call that showed it: it was late, not lost."""
    watched.has(report(*TALK))
    await watched.until_look()
    await watched.until_look()
    watched.said(inbound("ANSWERED"), mine("HOLD"))
    assert watched.heard == [True, False]


async def test_an_event_that_crosses_the_look_raises_no_alarm(watched: Watched) -> None:
    """It arrives while the answer is on its way, or soon after it."""
    watched.has(report(inbound("ALERT"), mine("RING")))
    watched.pbx.on_look = lambda: watched.said(inbound("ALERT"), mine("RING"))
    await watched.until_look()
    watched.pbx.on_look = None

    watched.has(*watched.pbx.calls, report(*TALK, call_id="2.1"))
    await watched.until_look()
    watched.said(*TALK, call_id="2.1")
    await watched.until_look()
    await watched.until_look()
    assert watched.heard == [False]


async def test_a_late_event_that_crosses_the_look_is_looked_into_again(watched: Watched) -> None:
    """It is believed for no longer than that takes."""
    watched.said(*TALK)
    held = report(inbound("HOLD"), mine("ANSWER"))
    watched.has(held)
    told = events.CallReported(report(*TALK))

    def crosses() -> None:
        now = watched.clock()
        watched.store.apply(told, replace(now, mono_s=now.mono_s + 0.1))

    watched.pbx.on_look = crosses
    await watched.until_look()
    watched.pbx.on_look = None
    assert await watched.until_look() <= BREATH_S + 0.25
    call = watched.store.call(CALL)
    assert call is not None
    assert call.held_by_other


async def test_a_look_itself_proves_nothing(watched: Watched) -> None:
    """What it mends is no event: a stream that fell silent is found out all the same."""
    watched.said(*TALK)
    watched.has(report(inbound("ANSWERED"), mine("HOLD")), report(*TALK, call_id="2.1"))
    await watched.until_look()
    watched.has(report(*TALK), report(*TALK, call_id="2.1"))
    await watched.until_look()
    assert watched.heard == [False, True]


async def test_calls_of_the_first_picture_are_no_silence(time_flies: None) -> None:
    """They began before we listened."""
    watched = Watched()
    watched.store.replace([report(*TALK)], watched.clock())
    watched.watch = SilenceWatch(
        watched.store, watched.pbx, watched.clock, watched._on_silence, Tally()
    )
    watched.watch.start()
    watched.has(report(*TALK))
    for _ in range(3):
        await watched.until_look()
    assert watched.heard == []
    await watched.watch.stop()


async def test_a_call_that_is_listed_without_oneself_is_no_silence(watched: Watched) -> None:
    """One has left it; others talk on."""
    watched.has(report(inbound("ANSWERED"), mine("BYE")), report(inbound("ANSWERED"), call_id="2"))
    for _ in range(3):
        await watched.until_look()
    assert watched.heard == []


async def test_a_look_mends_the_picture(watched: Watched) -> None:
    """A lost hold, a lost end."""
    watched.said(*TALK)
    await watched.clock.pass_s(5)
    watched.has(report(inbound("ANSWERED"), mine("HOLD")))
    await watched.until_look()
    call = watched.store.call(CALL)
    assert call is not None
    assert call.phase.value == "held"
    watched.has()
    await watched.until_look()
    assert [call.end is None for call in watched.store.calls] == [False]


async def test_a_call_that_just_came_is_not_ended_by_a_look_that_lacks_it(
    watched: Watched,
) -> None:
    """New channels may be seconds late."""
    watched.said(*TALK)
    watched.watch.look_now()
    await watched.until_look()
    assert [call.end for call in watched.store.calls] == [None]


async def test_an_impossible_step_is_looked_into_at_once(watched: Watched) -> None:
    """The late RING changes nothing; the look says how it is."""
    watched.said(*TALK)
    watched.has(report(inbound("ANSWERED"), mine("HOLD")))
    watched.said(inbound("ALERT"), mine("RING"))
    assert await watched.until_look() <= 0.25
    call = watched.store.call(CALL)
    assert call is not None
    assert call.phase.value == "held"


async def test_many_doubts_are_few_looks(watched: Watched) -> None:
    """The PBX is asked politely, whatever it sends."""
    watched.said(*TALK)
    watched.has(report(*TALK))
    began_s = watched.clock().mono_s
    for _ in range(100):
        watched.said(inbound("ALERT"), mine("RING"))
        await watched.clock.pass_s(0.05)
    passed_s = watched.clock().mono_s - began_s
    assert watched.pbx.looks <= passed_s / BREATH_S + 2


async def test_a_call_that_lingers_is_looked_at_again(watched: Watched) -> None:
    """It was taken for over a moment ago, and the PBX still has it: the next look decides."""
    watched.said(*TALK)
    await watched.clock.pass_s(5)
    watched.has(report(*TALK))
    watched.said(mine("ANSWER"))
    await watched.until_look()
    assert [call.end is None for call in watched.store.calls] == [False]
    await watched.until_look()
    await watched.until_look()
    assert [call.end is None for call in watched.store.calls] == [True]


async def test_nothing_is_asked_while_the_link_is_not_up(watched: Watched) -> None:
    """The link takes a picture of its own when it is."""
    watched.store.apply(events.LinkChanged(LinkState.DOWN), watched.clock())
    watched.watch.look_now()
    await watched.clock.pass_s(3 * UNPROVEN_S)
    assert watched.pbx.looks == 0


async def test_a_look_that_fails_is_tried_again_soon(watched: Watched) -> None:
    """Nothing is ended by it; once one succeeds the calm pace is back."""
    watched.said(*TALK)
    watched.pbx.look_error = LinkTimeout("late")
    await watched.until_look()
    assert await watched.until_look() == pytest.approx(UNPROVEN_S, abs=0.3)
    watched.pbx.look_error = None
    watched.has(report(*TALK))
    await watched.until_look()
    assert await watched.until_look() == pytest.approx(PROVEN_S, abs=0.3)
    assert [call.end for call in watched.store.calls] == [None]


@pytest.mark.expected_log("looking at one's own calls failed")
async def test_a_look_that_breaks_does_not_end_the_watch(watched: Watched) -> None:
    """It is logged, and the next one comes."""
    watched.pbx.look_error = ZeroDivisionError()
    await watched.until_look()
    watched.pbx.look_error = None
    watched.has(report(*TALK))
    await watched.until_look()
    assert watched.store.call(CallId(CALL)) is not None


async def test_stopping_ends_a_look_that_is_on_its_way(time_flies: None) -> None:
    """And nothing is heard any more."""
    watched = Watched()
    watched.watch.start()
    watched.pbx.gate.shut()
    await watched.until_look()
    await watched.watch.stop()
    watched.said(*TALK)
    assert watched.heard == []
