"""The PBX is asked for what it wrote down: when there may be something new, and politely."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import Direction
from ctiapp.model.errors import CtiError, LinkTimeout
from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.pbx.interface import SignedIn
from ctiapp.services.historysync import (
    AFTER_CALL_S,
    AFTER_SIGN_IN_S,
    AIM,
    EVERY_S,
    FIRST,
    LONG_MARGIN,
    MANY,
    MARGIN,
    RETRY_S,
    WINDOW,
)
from tests.model.said import ME, ext, inbound, mine, report
from tests.services.fakes import INFO, LEO, Clock, FakePbx, World, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ADA = Number("5503301")
SOON_S = AFTER_SIGN_IN_S[1] + 5


class Records:
    """The list that a PBX keeps."""

    def __init__(self) -> None:
        self.lines: list[CallRecord] = []
        self.asked: list[tuple[Number, datetime, datetime]] = []
        self.error: CtiError | None = None
        self.tells = True

    def add(self, at: datetime, *, callee: Number = ME, talk_s: int = 0) -> None:
        """One line more: somebody called; in vain unless they talked."""
        self.lines.append(
            CallRecord(
                f"u{len(self.lines)}",
                at,
                RecordParty(ADA),
                RecordParty(callee),
                Direction.INBOUND,
                Outcome.ANSWERED if talk_s else Outcome.NO_ANSWER,
                ring_s=0 if talk_s else 9,
                talk_s=talk_s,
            )
        )

    async def of(
        self, number: Number, *, since: datetime, until: datetime, most: int
    ) -> tuple[CallRecord, ...]:
        self.asked.append((number, since, until))
        await asyncio.sleep(0.01)
        if self.error is not None:
            raise self.error
        found = [
            line
            for line in self.lines
            if number in (line.caller.number, line.callee.number) and since <= line.at <= until
        ]
        return tuple(sorted(found, key=lambda line: line.at, reverse=True)[:most])


@pytest.fixture
async def records(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Records]:
    """What the PBX of a world that has a history wrote down."""
    made = Records()

    async def call_records(_: FakePbx, number: Number, **more: object) -> tuple[CallRecord, ...]:
        return await made.of(number, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(FakePbx, "call_records", call_records)
    monkeypatch.setattr(FakePbx, "tells_records", property(lambda _: made.tells))
    _ = world.history
    return made


async def test_what_the_pbx_wrote_is_in_the_list_soon_after_a_sign_in(
    world: World, records: Records
) -> None:
    now = world.clock().at
    for days in (1, 20, 29, 31):
        records.add(now - timedelta(days=days))
    await world.sign_in()
    assert records.asked == []
    await Clock.pass_s(SOON_S)

    assert [call.fate for call in await world.history.latest(9)] == [Fate.MISSED] * 3
    assert world.history.synced_at is not None
    assert not world.history.busy
    spans = [(since, until) for _, since, until in records.asked]
    assert len(spans) == 2  # three days have one call: a month may be asked for
    assert spans[0][1] - spans[0][0] == WINDOW
    assert spans == sorted(spans, reverse=True)  # what is new is there first
    assert spans[0][0] == spans[1][1]
    assert spans[-1][0] > now - FIRST - timedelta(minutes=1)


async def test_who_has_more_calls_is_asked_about_in_more_windows(
    world: World, records: Records
) -> None:
    """No answer is longer than it has to be: a PBX makes it all at once."""
    now = world.clock().at
    for number in range(120 * 30):
        records.add(now - timedelta(hours=number / 5))
    await world.sign_in()
    await Clock.pass_s(SOON_S)

    found = [
        sum(since <= line.at <= until for line in records.lines)
        for _, since, until in records.asked
    ]
    assert len(found) == 5
    assert max(found) <= AIM * 1.1
    assert sum(day.count for day in await world.history.days()) >= 120 * 30 - 120


async def test_calls_are_asked_for_no_farther_back_than_they_are_kept(
    world: World, records: Records
) -> None:
    world.preferences.change(lambda settings: replace(settings, keep_calls_days=2))
    await world.sign_in()
    now = world.clock().at
    await Clock.pass_s(SOON_S)

    assert min(since for _, since, _ in records.asked) >= now - timedelta(days=2)


async def test_after_that_it_is_asked_from_where_it_was_left_off(
    world: World, records: Records
) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    last = world.history.synced_at
    assert last is not None
    await Clock.pass_s(EVERY_S)

    ((_, since, _),) = records.asked
    assert since == last - MARGIN


async def test_after_a_new_sign_in_a_longer_call_may_have_ended(
    world: World, records: Records
) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    last = world.history.synced_at
    await world.session.sign_out()
    assert world.history.synced_at is None
    records.asked.clear()
    await world.sign_in()
    await Clock.pass_s(SOON_S)

    assert last is not None
    assert [since for _, since, _ in records.asked] == [last - LONG_MARGIN]


async def test_a_few_seconds_after_each_call(world: World, records: Records) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    world.link.told(inbound("ALERT"), mine("RING"), call_id="1.1")
    began = world.clock().at
    await Clock.pass_s(9)
    world.link.told(inbound("BYE"), mine("RING"), call_id="1.1")
    records.add(began)
    await Clock.pass_s(AFTER_CALL_S + 1)

    ((number, since, until),) = records.asked
    assert number == ME
    assert since <= began <= until
    (call,) = await world.history.latest(9)
    assert call.call_id == "1.1"
    assert [leg.uid for leg in await world.history.legs(call.key)] == ["u0"]


async def test_a_pbx_whose_clock_is_behind_is_asked_by_its_clock(
    world: World, records: Records
) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    shows = world.clock().at.astimezone().replace(tzinfo=None) - timedelta(seconds=540)
    info = replace(INFO, system_time=shows)
    world.link.observer.on_signed_in(SignedIn(LEO, info, frozenset(), logged_in=True))
    began = world.clock().at
    call_id = f"{int(began.timestamp()) - 540}.1"
    world.link.told(inbound("ALERT"), mine("RING"), call_id=call_id)
    await Clock.pass_s(9)
    world.link.told(inbound("BYE"), mine("RING"), call_id=call_id)
    records.add((began - timedelta(seconds=540)).replace(microsecond=0))
    await Clock.pass_s(AFTER_CALL_S + 1)

    (call,) = await world.history.latest(9)
    assert (call.call_id, call.at) == (call_id, began)
    assert [leg.uid for leg in await world.history.legs(call.key)] == ["u0"]


async def test_a_window_with_too_many_calls_is_asked_for_in_halves(
    world: World, records: Records
) -> None:
    now = world.clock().at
    for number in range(MANY + 10):
        records.add(now - timedelta(hours=1, seconds=60 * number))
    await world.sign_in()
    await Clock.pass_s(SOON_S * 3)

    assert sum(day.count for day in await world.history.days()) == MANY + 10
    (_, since, until), (_, half, same), *_ = records.asked
    assert (until, half) == (same, until - (until - since) / 2)


async def test_what_fails_is_said_and_tried_again(world: World, records: Records) -> None:
    records.error = LinkTimeout("slow", key="link.timeout")
    records.add(world.clock().at)
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    assert world.history.notice is not None
    assert world.history.notice.key == "link.timeout"
    assert world.history.synced_at is None

    records.error = None
    await Clock.pass_s(RETRY_S)
    assert world.history.notice is None
    assert len(await world.history.latest(9)) == 1


async def test_what_fails_again_and_again_is_tried_less_and_less(
    world: World, records: Records
) -> None:
    records.error = LinkTimeout("slow", key="link.timeout")
    await world.sign_in()
    await Clock.pass_s(SOON_S + EVERY_S)
    assert len(records.asked) == 5  # again after 30 s, a minute, two and four

    records.asked.clear()
    await Clock.pass_s(5 * EVERY_S)
    assert len(records.asked) == 5


async def test_what_was_wanted_when_it_failed_is_wanted_still(
    world: World, records: Records
) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    talk = (inbound("ANSWERED"), mine("ANSWER"))
    world.pbx.calls = (report(*talk, call_id="1.1"),)
    world.link.told(*talk)
    await Clock.pass_s(20)
    moved = report(inbound("ANSWERED"), ext("2001", "ANSWER"), call_id="1.1")
    world.pbx.calls = ()
    world.link.observer.on_event(events.CallTransferred(moved), world.clock().mono_s)
    records.error = LinkTimeout("slow", key="link.timeout")
    await Clock.pass_s(AFTER_CALL_S + 1)
    records.error = None
    records.asked.clear()
    await Clock.pass_s(RETRY_S + 5)

    assert {number for number, _, _ in records.asked} == {ME, ADA}


async def test_a_pbx_that_does_not_tell_is_said_to(world: World, records: Records) -> None:
    records.tells = False
    await world.sign_in()
    await Clock.pass_s(SOON_S)

    assert world.history.notice is not None
    assert world.history.notice.key == "history.not_told"


async def test_signed_out_nobody_is_asked(world: World, records: Records) -> None:
    await world.sign_in()
    await Clock.pass_s(AFTER_SIGN_IN_S[0] - 1)
    await world.session.sign_out()
    world.history.ask_now()
    await Clock.pass_s(EVERY_S)

    assert records.asked == []


async def test_asking_now(world: World, records: Records) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    told: list[bool] = []
    world.history.subscribe(lambda: told.append(world.history.busy))
    world.history.ask_now()
    await settle()
    await Clock.pass_s(1)

    assert len(records.asked) == 1
    assert told[0] is True
    assert told[-1] is False


async def test_who_took_it_is_asked_for_by_the_callers_number(
    world: World, records: Records
) -> None:
    """The line of a call that went on with a colleague names the caller and them alone."""
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    talk = (inbound("ANSWERED"), mine("ANSWER"))
    world.pbx.calls = (report(*talk, call_id="1.1"),)
    world.link.told(*talk)
    began = world.clock().at
    await Clock.pass_s(20)
    moved = report(inbound("ANSWERED"), ext("2001", "ANSWER"), call_id="1.1")
    world.pbx.calls = ()
    world.link.observer.on_event(events.CallTransferred(moved), world.clock().mono_s)
    records.add(began, talk_s=20)
    records.add(began + timedelta(seconds=20), callee=Number("2001"), talk_s=60)
    await Clock.pass_s(AFTER_CALL_S + 5)

    assert [number for number, _, _ in records.asked] == [ME, ADA]
    (call,) = await world.history.latest(9)
    assert (call.call_id, call.fate, call.parts) == ("1.1", Fate.ANSWERED, 2)


async def test_a_caller_without_a_list_of_their_own_is_not_asked_about(
    world: World, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be one's own list, which is asked for already."""
    monkeypatch.setattr(FakePbx, "tells_records_of", lambda _, number: number == ME)
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    talk = (inbound("ANSWERED"), mine("ANSWER"))
    world.pbx.calls = (report(*talk, call_id="1.1"),)
    world.link.told(*talk)
    await Clock.pass_s(20)
    moved = report(inbound("ANSWERED"), ext("2001", "ANSWER"), call_id="1.1")
    world.pbx.calls = ()
    world.link.observer.on_event(events.CallTransferred(moved), world.clock().mono_s)
    await Clock.pass_s(AFTER_CALL_S + 5)

    assert [number for number, _, _ in records.asked] == [ME]


async def test_many_calls_do_not_put_off_what_is_asked_now_and_then(
    world: World, records: Records
) -> None:
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    for number in range(22):
        world.link.told(inbound("ALERT"), mine("RING"), call_id=f"1.{number}")
        world.link.told(inbound("BYE"), mine("RING"), call_id=f"1.{number}")
        await Clock.pass_s(60)

    widths = [until - since for _, since, until in records.asked]
    assert sum(width > 2 * MARGIN for width in widths) == 2


async def test_a_young_call_of_ours_is_read_again_when_its_recording_is_ready(
    world: World, records: Records
) -> None:
    """Its line may not have named the recording before; an old one, and others', are let be."""
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    records.asked.clear()
    at = world.clock().at - timedelta(hours=3)
    ready = events.RecordingReady("x.wav", ready=True, at=at, numbers=frozenset({ADA, ME}))
    for other in (
        replace(ready, ready=False),
        replace(ready, at=None),
        replace(ready, at=at - LONG_MARGIN),
        replace(ready, numbers=frozenset({ADA})),
    ):
        world.link.observer.on_event(other, world.clock().mono_s)
    await Clock.pass_s(AFTER_CALL_S * 2)
    assert records.asked == []

    world.link.observer.on_event(ready, world.clock().mono_s)
    await Clock.pass_s(1)
    assert {number for number, _, _ in records.asked} == {ME}
    assert min(since for _, since, _ in records.asked) < at


async def test_a_ring_of_one_s_own_phone_by_oneself_is_no_call_of_the_past(
    world: World, records: Records
) -> None:
    """A test of events rings it so; the PBX writes that down like a call in vain."""
    now = world.clock().at
    records.add(now - timedelta(hours=1))
    mine = RecordParty(ME)
    records.lines.append(
        CallRecord(
            "test", now - timedelta(hours=2), mine, mine, Direction.INTERNAL, Outcome.NO_ANSWER
        )
    )
    await world.sign_in()
    await Clock.pass_s(SOON_S)
    assert [call.number for call in await world.history.latest(9)] == [ADA]
