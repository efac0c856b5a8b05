"""After a gap lines and people are read again, and nothing is read otherwise."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.errors import LinkTimeout
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.services.lamps import AGAIN_S, EVERY_S, LATER_S, SETTLED_S, LampReader
from ctiapp.state.changes import Lamp
from tests.model.said import ext, report
from tests.services.fakes import FakePbx, World, extension, pages, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.directory import Extension

A = Number("2001")


class Reading:
    """A signed-in world whose lamps are read."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.lines: Mapping[Number, LineState] | Exception | None = {A: LineState.BUSY}
        self.calls: tuple[CallReport, ...] | Exception = ()
        self.asked = self.asked_calls = self.loads = 0
        self.seen = True
        LampReader(
            world.store,
            world.clock,
            world.directory,
            lambda: world.session.pbx,
            lambda: self.seen,
            random.Random(1),
        )

    async def _lines(self) -> Mapping[Number, LineState] | None:
        self.asked += 1
        if isinstance(self.lines, Exception):
            raise self.lines
        return self.lines

    async def _all_calls(self) -> tuple[CallReport, ...]:
        self.asked_calls += 1
        if isinstance(self.calls, Exception):
            raise self.calls
        return self.calls

    def link(self, state: LinkState) -> None:
        self.world.store.apply(events.LinkChanged(state), self.world.clock())

    async def gap(self) -> None:
        """The link goes and comes back."""
        self.link(LinkState.DOWN)
        self.link(LinkState.UP)
        await settle()
        await asyncio.sleep(LATER_S[1] + 1)

    @property
    def lamp(self) -> Lamp:
        return self.world.store.lamps[A]


@pytest.fixture
async def reading(world: World) -> AsyncIterator[Reading]:
    made = Reading(world)
    await world.sign_in()
    await settle()
    made.loads = world.pbx.loads
    world.pbx.lines = made._lines  # type: ignore[method-assign]
    world.pbx.all_calls = made._all_calls  # type: ignore[method-assign]
    world.pbx.extension_pages = [
        *pages(replace(extension(A.text, "Anna"), presence=Presence.LUNCH))
    ]
    world.store.apply(events.LineChanged(A, LineState.IDLE), world.clock())
    world.store.apply(events.PresenceChanged(A, Presence.AVAILABLE), world.clock())
    yield made
    made.link(LinkState.DOWN)
    await settle()


async def test_after_a_gap_both_are_read_once(reading: Reading) -> None:
    assert (reading.asked, reading.loads) == (0, 1)  # signing in reads nothing twice
    await reading.gap()

    assert reading.asked == 1
    assert reading.lamp == Lamp(LineState.BUSY, Presence.LUNCH)
    assert not reading.world.store.lamps_doubtful
    assert reading.world.pbx.loads == 2


async def test_a_pbx_that_does_not_say_leaves_lines_unknown(reading: Reading) -> None:
    reading.lines = None
    await reading.gap()
    assert reading.lamp.line is LineState.UNKNOWN
    assert reading.lamp.presence is not Presence.UNKNOWN


async def test_what_fails_is_tried_again_while_the_link_is_up(reading: Reading) -> None:
    reading.lines = LinkTimeout()
    reading.link(LinkState.DOWN)
    reading.link(LinkState.UP)
    await asyncio.sleep(AGAIN_S * 2.5)
    assert reading.asked == 3
    reading.lines = {}
    await asyncio.sleep(AGAIN_S)
    assert reading.lamp.line is LineState.IDLE


async def test_another_gap_ends_the_reading(reading: Reading) -> None:
    reading.lines = LinkTimeout()
    await reading.gap()
    reading.link(LinkState.DOWN)
    await settle()
    asked = reading.asked
    await asyncio.sleep(AGAIN_S * 3)
    assert reading.asked == asked
    assert reading.world.store.lamps_doubtful


TALK = report(ext("2001", "ANSWERED"), ext("2003", "ANSWER"), call_id="9.1")


async def test_all_calls_tell_lines_and_with_whom(reading: Reading) -> None:
    reading.calls = (TALK,)
    await reading.gap()

    found = reading.world.store.engagements.of(A)
    assert found is not None
    assert found.other == Number("2003")
    assert reading.lamp.line is LineState.BUSY
    assert reading.asked == 0  # the calls have said it


async def test_nobody_in_any_call_is_a_picture_too(reading: Reading) -> None:
    reading.lines = {}
    reading.world.store.set_calls((TALK,), 0.0, reading.world.clock())
    await reading.gap()
    assert reading.world.store.engagements.of(A) is None
    assert not reading.world.store.engagements.doubtful


async def test_where_the_pbx_does_not_say_with_whom_it_is_forgotten(reading: Reading) -> None:
    reading.world.store.set_calls((TALK,), 0.0, reading.world.clock())
    await reading.gap()
    assert reading.lamp.line is LineState.BUSY
    assert reading.world.store.engagements.of(A) is None
    assert not reading.world.store.engagements.doubtful


async def test_at_the_start_all_calls_are_read_and_nobody_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def all_calls(_: FakePbx) -> tuple[CallReport, ...]:
        return (TALK,)

    monkeypatch.setattr(FakePbx, "all_calls", all_calls)
    LampReader(world.store, world.clock, world.directory, lambda: world.session.pbx, bool)
    await world.sign_in()
    await settle()
    loads = world.pbx.loads
    assert world.store.engagements.of(A) is not None
    await asyncio.sleep(LATER_S[1] + 1)
    assert world.pbx.loads == loads
    world.store.apply(events.LinkChanged(LinkState.DOWN), world.clock())
    await settle()


# --- events that are lost while the link stands --------------------------------------------------


def tell(reading: Reading, state: LineState) -> None:
    reading.world.store.apply(events.LineChanged(A, state), reading.world.clock())


async def test_a_lost_idle_is_made_good_by_the_next_look(
    reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    """Both the lamp and the talk go, and it is said that an event was lost."""
    caplog.set_level("INFO", "ctiapp.state")
    reading.lines = {}
    reading.calls = (TALK,)
    reading.link(LinkState.DOWN)
    reading.link(LinkState.UP)
    await settle()
    tell(reading, LineState.BUSY)
    reading.calls = ()
    caplog.clear()
    await asyncio.sleep(EVERY_S[1] + LATER_S[1] + 1)

    assert reading.lamp.line is LineState.IDLE
    assert reading.world.store.engagements.of(A) is None
    said = [record.getMessage() for record in caplog.records if record.name == "ctiapp.state"]
    assert said == [
        "lost events made good: 1 calls are over, and nobody told",
        "lost events made good: 1 phones are idle, and nobody told",
    ]


async def test_all_calls_are_read_every_few_minutes_and_no_more(reading: Reading) -> None:
    reading.calls = (TALK,)
    await reading.gap()
    asked = reading.asked_calls
    await asyncio.sleep(EVERY_S[0] - LATER_S[1] - 1)
    assert reading.asked_calls == asked
    await asyncio.sleep(3600.0)
    assert 6 <= reading.asked_calls - asked <= 13
    assert reading.world.pbx.loads == 2  # the people are not


async def test_nothing_is_read_for_a_window_that_nobody_sees(reading: Reading) -> None:
    reading.calls = (TALK,)
    await reading.gap()
    reading.seen = False
    asked = reading.asked_calls
    await asyncio.sleep(7200.0)
    assert reading.asked_calls == asked
    reading.seen = True
    await asyncio.sleep(AGAIN_S + 1)
    assert reading.asked_calls == asked + 1


@pytest.mark.parametrize(("before_s", "newer"), [(SETTLED_S - 1, True), (SETTLED_S + 1, False)])
async def test_what_was_told_just_before_the_look_is_newer(
    reading: Reading, *, before_s: float, newer: bool
) -> None:
    reading.lines = {}
    await reading.gap()
    asked: list[float] = []

    async def all_calls() -> tuple[CallReport, ...]:
        now = reading.world.clock()
        if not asked:  # as if it had been told so long before
            told = replace(now, mono_s=now.mono_s - before_s)
            reading.world.store.apply(events.LineChanged(A, LineState.RINGING), told)
        asked.append(now.mono_s)
        return ()

    reading.world.pbx.all_calls = all_calls  # type: ignore[method-assign]
    await asyncio.sleep(EVERY_S[1] + 1 - LATER_S[1])
    assert len(asked) == 1
    assert (reading.lamp.line is LineState.RINGING) is newer


@pytest.mark.parametrize("lines", [None, LinkTimeout()])
async def test_a_look_that_fails_leaves_what_events_told(
    reading: Reading, lines: Exception | None
) -> None:
    reading.calls = (TALK,)
    await reading.gap()
    tell(reading, LineState.BUSY)
    reading.calls, reading.lines, reading.asked = (), lines, 0
    await asyncio.sleep(3600.0)
    assert reading.lamp.line is LineState.BUSY
    assert reading.world.store.engagements.of(A) is not None
    # A PBX that does not say is not asked again; one that did not answer is.
    assert (reading.asked == 1) is (lines is None)


async def test_a_pbx_that_never_says_is_not_asked_again(reading: Reading) -> None:
    reading.lines = None
    await reading.gap()
    asked = reading.asked_calls
    await asyncio.sleep(3600.0)
    assert reading.asked_calls == asked


async def test_a_list_that_fails_is_tried_again_after_half_a_minute(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, times = reading.world.directory.read_people_again, []

    async def fail_once() -> tuple[Extension, ...]:
        times.append(reading.world.clock().mono_s)
        if len(times) == 1:
            raise LinkTimeout
        return await read()

    monkeypatch.setattr(reading.world.directory, "read_people_again", fail_once)
    await reading.gap()
    await asyncio.sleep(AGAIN_S)
    assert len(times) == 2
    assert not reading.world.store.lamps_doubtful
