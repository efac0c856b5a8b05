"""Whether what a PBX posts reaches us, tried with a phone and a receiver, without a PBX."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.commands import Dial, HangUpLeg
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    CannotConnect,
    CtiError,
    EventsBlocked,
    InvalidState,
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    OutcomeUnknown,
    TargetBusy,
    WireError,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx import eventtest
from ctiapp.pbx.address import Origin
from ctiapp.pbx.eventtest import (
    EventTest,
    Named,
    OwnPhone,
    named_by_event,
    named_by_told,
    named_together,
)
from ctiapp.pbx.interface import Listening
from ctiapp.pbx.receiver import Receiver
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ME, OTHER = Number("2000"), Number("2001")
RING, CALL = CallId("1.1"), CallId("2.2")
IDLE, RINGS, TALKS = (
    OwnPhone(in_use=False),
    OwnPhone(in_use=True, rings=True),
    OwnPhone(in_use=True),
)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eventtest, "LATE_S", 0.3)
    monkeypatch.setattr(eventtest, "LOOK_S", 0.01)
    monkeypatch.setattr(eventtest, "AGAIN_S", 0.005)


class Phone:
    """A phone that rings when it is told to, and what came of a test."""

    def __init__(self) -> None:
        self.tells_apart = True
        self.now = self.after = IDLE
        self.call_id: CallId | None = RING
        self.rung = self.hung_up = 0
        self.refused: CtiError | None = None
        self.stuck: CtiError | None = None
        self.unseen: list[CtiError] = []
        self.late = 0
        self.is_open: bool | None = None
        self.rang = asyncio.Event()
        self.ended = asyncio.Event()
        self.looked = asyncio.Event()

    def named(self, body: str) -> Named | None:
        if body == "garbled":
            raise WireError("garbled")
        if body == "another PBX's":
            return None
        return Named(RING, frozenset((Number(body),)))

    async def phone(self, ring: CallId | None) -> OwnPhone:
        assert ring in (None, self.call_id)
        self.looked.set()
        await asyncio.sleep(0)
        if self.rung and self.late:
            self.late -= 1
            return IDLE
        if self.rung and self.unseen:
            raise self.unseen.pop()
        return self.now

    async def ring(self) -> CallId | None:
        self.rung += 1
        if not isinstance(self.refused, TargetBusy):
            self.now = RINGS
            self.rang.set()
        if self.refused is not None:
            raise self.refused
        return self.call_id

    async def hang_up(self, ring: CallId | None) -> None:
        assert ring in (None, self.call_id)
        self.hung_up += 1
        if self.stuck is not None:
            raise self.stuck
        if self.late or not self.now.in_use:
            raise NoSuchTarget("nothing rings")
        self.now = self.after
        self.ended.set()

    def reached(self) -> None:
        self.is_open = True

    def missed(self, receiver: Receiver) -> CtiError:
        self.is_open = False
        return EventsBlocked("", address=receiver.authority, port=receiver.port)


async def nothing() -> None:
    """A sign of life."""


@asynccontextmanager
async def listening() -> AsyncIterator[Receiver]:
    receiver = await Receiver.open(
        Listening("127.0.0.1", 0), Origin(secure=False, host="127.0.0.1", port=1)
    )
    try:
        yield receiver
    finally:
        await receiver.close()


async def post(receiver: Receiver, body: str) -> None:
    """Post an event, as a PBX does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
    head = f"POST {receiver.path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write((head + body).encode())
    assert b"200" in await reader.readline()
    writer.close()


async def test_the_first_report_of_one_s_own_phone_shows_that_the_way_is_open() -> None:
    phone = Phone()
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        for body in ("garbled", "another PBX's", OTHER.text):
            await post(receiver, body)
        assert not trying.done()
        await post(receiver, ME.text)
        assert 0 <= await trying < 0.3
    assert (phone.is_open, phone.now, phone.hung_up) == (True, IDLE, 1)


async def test_none_in_time_shows_that_it_is_closed_and_ends_the_stream() -> None:
    phone = Phone()
    async with listening() as receiver, receiver.stream(nothing) as stream:
        with pytest.raises(EventsBlocked) as caught:
            await EventTest(ME, phone).run(receiver)
        with pytest.raises(EventsBlocked):
            await anext(stream.frames())
    assert caught.value.params["port"] == receiver.port
    assert (phone.is_open, phone.now) == (False, IDLE)


async def test_a_phone_that_did_not_ring_shows_nothing() -> None:
    phone = Phone()
    phone.late = 1000
    async with listening() as receiver:
        with pytest.raises(InvalidState) as caught:
            await EventTest(ME, phone).run(receiver)
    assert caught.value.key == "events.no_ring"
    assert phone.is_open is None


async def test_a_ring_that_the_pbx_lists_late_is_ended_nevertheless() -> None:
    phone = Phone()
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        phone.late = 4
        await post(receiver, ME.text)
        await trying
    assert phone.now == IDLE
    assert phone.hung_up > 1


async def test_a_handset_that_is_lifted_is_hung_up_before_the_time_is_over() -> None:
    phone = Phone()
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        phone.now = TALKS
        await phone.ended.wait()
        assert not trying.done()
        with pytest.raises(EventsBlocked):
            await trying
    assert phone.hung_up == 1


async def test_another_s_call_is_never_hung_up() -> None:
    phone = Phone()
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        phone.now = OwnPhone(in_use=True, others=True)
        await post(receiver, ME.text)
        await trying
    assert phone.hung_up == 0


async def test_a_colleague_s_call_that_looks_like_the_ring_is_not_hung_up_after_it() -> None:
    phone = Phone()
    phone.tells_apart, phone.after = False, RINGS
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        await post(receiver, ME.text)
        assert await trying < 0.3
    assert (phone.now, phone.hung_up) == (RINGS, 1)


async def test_nobody_who_talks_is_hung_up_before_the_end_where_it_may_be_another_s_call() -> None:
    phone = Phone()
    phone.tells_apart = False
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        phone.now = TALKS
        for _ in range(3):  # the first is over when the next begins
            phone.looked.clear()
            await phone.looked.wait()
        assert phone.hung_up == 0
        with pytest.raises(EventsBlocked):
            await trying
    assert phone.hung_up == 1


async def test_a_look_that_fails_leaves_no_ring() -> None:
    phone = Phone()
    phone.unseen = [LinkTimeout("no answer"), LinkTimeout("no answer")]
    async with listening() as receiver:
        with pytest.raises(LinkTimeout):
            await EventTest(ME, phone).run(receiver)
    assert (phone.now, phone.hung_up) == (IDLE, 1)


async def test_a_phone_that_cannot_be_looked_at_any_more_is_said() -> None:
    phone = Phone()
    phone.unseen = [LinkTimeout("no answer")] * (eventtest.ENDINGS + 1)
    async with listening() as receiver:
        with pytest.raises(LinkTimeout):
            await EventTest(ME, phone).run(receiver)
    assert phone.unseen == []
    assert phone.hung_up == 0


async def test_a_phone_in_use_is_not_rung() -> None:
    phone = Phone()
    phone.now = TALKS
    async with listening() as receiver:
        with pytest.raises(InvalidState) as caught:
            await EventTest(ME, phone).run(receiver)
    assert caught.value.key == "events.busy"
    assert phone.rung == 0


async def test_what_the_pbx_refuses_is_said_and_nothing_is_hung_up() -> None:
    phone = Phone()
    phone.refused = TargetBusy("not idle")
    async with listening() as receiver:
        with pytest.raises(TargetBusy):
            await EventTest(ME, phone).run(receiver)
    assert phone.hung_up == 0


async def test_a_ring_of_which_nobody_knows_is_ended() -> None:
    phone = Phone()
    phone.refused, phone.call_id = OutcomeUnknown("no answer"), None
    async with listening() as receiver:
        with pytest.raises(OutcomeUnknown):
            await EventTest(ME, phone).run(receiver)
    assert phone.now == IDLE


async def test_a_ring_that_goes_on_is_said() -> None:
    phone = Phone()
    phone.stuck = OutcomeUnknown("no answer")
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        await post(receiver, ME.text)
        with pytest.raises(InvalidState) as caught:
            await trying
    assert caught.value.key == "events.rings_on"
    assert phone.hung_up == eventtest.ENDINGS


async def test_a_pbx_that_is_gone_meanwhile_is_said() -> None:
    phone = Phone()
    phone.stuck = CannotConnect("gone")
    async with listening() as receiver:
        with pytest.raises(CannotConnect):
            await EventTest(ME, phone).run(receiver)


async def test_there_is_one_test_at_a_time_and_another_after_it() -> None:
    phone = Phone()
    async with listening() as receiver:
        test = EventTest(ME, phone)
        trying = asyncio.create_task(test.run(receiver))
        await phone.rang.wait()
        with pytest.raises(InvalidState) as caught:
            await test.run(receiver)
        assert caught.value.key == "events.running"
        await post(receiver, ME.text)
        await trying
        with pytest.raises(EventsBlocked):
            await test.run(receiver)
    assert phone.rung == 2


async def test_a_test_that_is_given_up_ends_its_ring() -> None:
    phone = Phone()
    async with listening() as receiver:
        test = EventTest(ME, phone)
        await test.stop()  # there is none
        trying = asyncio.create_task(test.run(receiver))
        await phone.rang.wait()
        await test.stop()
        assert phone.now == IDLE
        with pytest.raises(LinkLost):
            await trying


async def test_who_waits_no_longer_ends_it_too() -> None:
    phone = Phone()
    async with listening() as receiver:
        trying = asyncio.create_task(EventTest(ME, phone).run(receiver))
        await phone.rang.wait()
        trying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await trying
    assert phone.now == IDLE


MINE = frozenset((ME,))
RINGS_ALONE, GONE_ALONE = Named(CALL, MINE, rings=True), Named(CallId("3.3"), MINE)


async def test_a_ring_is_hidden_by_its_id() -> None:
    phone = Phone()
    async with listening() as receiver:
        test = EventTest(ME, phone)
        assert not test.hides(Named(RING, MINE, rings=True))
        trying = asyncio.create_task(test.run(receiver))
        await phone.rang.wait()
        await post(receiver, ME.text)
        await trying
        assert test.hides(Named(RING))
        assert test.hides(Named(RING, frozenset((ME, OTHER))))
        assert not test.hides(RINGS_ALONE)  # somebody dials by themselves
        assert not test.hides(GONE_ALONE)


async def test_a_ring_without_an_id_is_the_first_one_with_nobody_else_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    phone = Phone()
    phone.call_id = None
    async with listening() as receiver:
        test = EventTest(ME, phone)
        assert not test.hides(RINGS_ALONE)
        trying = asyncio.create_task(test.run(receiver))
        await phone.rang.wait()
        for others in (
            Named(None, MINE),  # a line is nobody's call
            Named(CALL, MINE, outside=True, rings=True),
            Named(CALL, frozenset((ME, OTHER)), rings=True),
            Named(CALL, frozenset(), rings=True),
        ):
            assert not test.hides(others)
        assert test.hides(RINGS_ALONE)
        assert not test.hides(Named(CallId("4.4"), MINE, rings=True))  # another one
        await post(receiver, ME.text)
        await trying
        assert test.hides(RINGS_ALONE)
        assert test.hides(GONE_ALONE)  # whose end may bear another id
        monkeypatch.setattr(test, "_settled_s", 1.0)  # long ago
        assert test.hides(RINGS_ALONE)
        assert not test.hides(GONE_ALONE)
        assert not test.hides(Named(CallId("5.5"), MINE, rings=True))


async def missed(receiver: Receiver) -> EventTest:
    """A test of which the PBX told nothing, by no answer either."""
    phone = Phone()
    phone.call_id = None
    test = EventTest(ME, phone)
    with pytest.raises(EventsBlocked):
        await test.run(receiver)
    return test


async def test_a_ring_that_was_missed_is_hidden_when_it_is_told_at_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with listening() as receiver:
        test = await missed(receiver)
    monkeypatch.setattr(test, "_settled_s", 1.0)  # long ago
    assert not test.hides(GONE_ALONE)
    test.heed(HangUpLeg(LegId("a")))
    assert test.hides(RINGS_ALONE)
    assert test.hides(GONE_ALONE)  # its end follows
    assert not test.hides(Named(CallId("5.5"), MINE, rings=True))  # somebody dials


async def test_a_ring_that_was_missed_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(eventtest, "OWED_S", 0.0)
    async with listening() as receiver:
        test = await missed(receiver)
    assert not test.hides(RINGS_ALONE)


async def test_a_call_that_one_dials_is_not_taken_for_a_ring_that_was_missed() -> None:
    async with listening() as receiver:
        test = await missed(receiver)
    test.heed(Dial(ME, OTHER))
    assert not test.hides(RINGS_ALONE)


async def test_a_ring_that_the_pbx_refused_is_not_waited_for() -> None:
    phone = Phone()
    phone.refused, phone.call_id = TargetBusy("not idle"), None
    async with listening() as receiver:
        test = EventTest(ME, phone)
        with pytest.raises(TargetBusy):
            await test.run(receiver)
    assert not test.hides(RINGS_ALONE)


def test_what_reports_name() -> None:
    leg, line = Party(LegKind.EXTENSION, ext_leg(ME), ME), outer_leg(LegKind.INBOUND, "7")
    caller = Party(LegKind.INBOUND, line, Number("030123456"))
    assert named_by_told(Told(Action.RING, CALL, (leg,))) == RINGS_ALONE
    assert named_by_told(Told(Action.BYE, CALL, (leg,))) == Named(CALL, MINE)
    assert named_by_told(Told(Action.RING, CALL, (leg, caller))).outside

    mine = LegReport(LegId("a"), LegKind.EXTENSION, ME, LegState.ALERTING, None)
    theirs = LegReport(LegId("b"), LegKind.INBOUND, OTHER, LegState.INITIATED, None)
    told = events.CallReported(CallReport(CALL, (mine, theirs)))
    assert named_by_event(told) == Named(CALL, MINE, outside=True, rings=True)
    line_of = events.LineChanged(ME, LineState.RINGING)
    assert named_by_event(line_of) == Named(None, frozenset((ME,)))
    assert named_by_event(events.CallRecorded(CALL, {})) == Named(CALL)
    assert named_by_event(events.UnknownEvent("x")) == Named(None)
    both = named_together((named_by_event(line_of), Named(CALL, frozenset((OTHER,)))))
    assert both == Named(CALL, frozenset((ME, OTHER)))
