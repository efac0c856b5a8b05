"""Calls rebuilt from an OpenVox UC's events, and looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import LegState
from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    NotSupported,
    WireError,
)
from ctiapp.model.events import CallReported
from ctiapp.model.ids import LegId
from tests.pbx.openvox.phone import Phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.request import Request

RING = {"ext": {"extid": ["305", "306"]}}


async def test_a_call_inside_is_kept_while_ones_own_line_is_busy() -> None:
    phone = Phone("Ringing")
    (event,) = phone.hear("RING", "1", **RING)
    assert isinstance(event, CallReported)
    assert {leg.leg_id for leg in event.report.legs} == {"ext:305@1", "ext:306@1"}
    assert len(await phone.look()) == 1
    phone.status("Idle")
    assert await phone.look() == []
    assert phone.complete


async def test_a_line_that_is_busy_with_a_call_that_nobody_told_of_is_not_complete() -> None:
    phone = Phone("InUse")
    assert await phone.look() == []
    assert not phone.complete
    phone.status("something new")
    assert await phone.look() == []
    assert not phone.complete


async def test_ones_own_line_says_whether_it_is_oneself_who_rings() -> None:
    row = {
        "inboundid": "7",
        "from": "030",
        "callee": {"extid": ["305", "306"]},
        "status": "Talking",
    }
    phone = Phone("Ringing", inbound__query={"inbound": [row]})
    (stands,) = await phone.look()
    assert stands == {
        "inbound:7@found-1": LegState.CONNECTED,
        "ext:305@found-1": LegState.ALERTING,
        "ext:306@found-1": LegState.CONNECTED,
    }
    assert phone.complete
    assert len(phone.calls.all()) == 1


async def test_a_pbx_without_calls_may_say_so_by_an_error() -> None:
    none = NoSuchTarget("", code="10007")
    phone = Phone(inbound__query=none, outbound__query=none)
    assert await phone.look() == []
    assert phone.complete


INSISTS = CommandError("something is missing", code="10004")
MINE = {"from": "305", "to": "030", "outboundid": "7", "status": "Talking"}
ANOTHERS = {"from": "306", "to": "040", "outboundid": "8", "status": "Talking"}


def insists(*there: dict[str, str]) -> Callable[[Request], dict[str, object]]:
    """A PBX that lists outside calls by their ids alone, and has these."""

    def answer(request: Request) -> dict[str, object]:
        wanted = (request.body or {}).get("outboundid")
        if not isinstance(wanted, str):
            raise INSISTS
        return {"outbound": [row for row in there if row["outboundid"] in wanted.split(",")]}

    return answer


@pytest.mark.parametrize("refusal", [INSISTS, CommandError(), NotSupported("", code="10003")])
@pytest.mark.parametrize("endpoint", ["inbound__query", "outbound__query"])
async def test_a_list_that_is_refused_is_not_told_and_ends_nothing(
    endpoint: str, refusal: CommandError
) -> None:
    """Neither the sign-in nor a call: what events told is kept while one's own line is in use."""
    phone = Phone("InUse", **{endpoint: refusal})
    assert await phone.look() == []
    assert not phone.complete
    kind = endpoint.partition("_")[0]
    line = {"from": "030", "to": "040", f"{kind}id": "7"}
    phone.hear("ANSWER", "1", ext={"extid": "305"}, **{kind: line})
    phone.hear("ANSWER", "2", ext={"extid": "306"}, **{kind: {**line, f"{kind}id": "8"}})
    talk = {f"{kind}:7@1": LegState.CONNECTED, "ext:305@1": LegState.CONNECTED}
    assert await phone.look() == [talk]
    assert not phone.complete
    phone.status("Idle")
    assert await phone.look() == []
    assert phone.complete
    assert [one.call_id for one in phone.calls.all()] == ["2"]


async def test_a_list_that_needs_ids_is_asked_for_the_lines_that_are_known() -> None:
    phone = Phone("InUse", outbound__query=insists(MINE, ANOTHERS))
    phone.hear("ANSWER", "1", ext={"extid": "305"}, outbound=MINE)
    phone.hear("ANSWER", "2", ext={"extid": "306"}, outbound=ANOTHERS)
    assert len(await phone.look()) == 1
    assert phone.complete
    assert phone.pbx.asked[-1].body == {"outboundid": "7,8"}

    phone.pbx.answers["outbound/query"] = insists(ANOTHERS)
    assert await phone.look() == []
    assert not phone.complete  # one's own line is in use, and nobody knows by what
    assert [one.call_id for one in phone.calls.all()] == ["2"]


@pytest.mark.parametrize("others", [False, True])
async def test_of_several_lines_that_are_not_there_one_may_be(others: bool) -> None:
    def answer(request: Request) -> dict[str, object]:
        raise NoSuchTarget("", code="10007") if request.body else INSISTS

    phone = Phone("InUse", outbound__query=answer)
    phone.hear("ANSWER", "1", ext={"extid": "305"}, outbound=MINE)
    if others:
        phone.hear("ANSWER", "2", ext={"extid": "306"}, outbound=ANOTHERS)
    assert len(await phone.look()) == int(others)


async def test_a_call_to_outside_that_was_passed_on_is_ones_own_no_more() -> None:
    """The list names who called, also when they have left."""
    phone = Phone(outbound__query={"outbound": [MINE]})
    phone.hear("ANSWER", "1", ext={"extid": "306"}, outbound=MINE)
    assert await phone.look() == []
    assert phone.complete
    (theirs,) = phone.calls.all()
    assert {leg.leg_id for leg in theirs.legs} == {"ext:306@1", "outbound:7@1"}
    phone.status("InUse")
    assert await phone.look() == []
    assert not phone.complete

    alone = Phone(outbound__query={"outbound": [MINE]})
    assert await alone.look() == []
    alone.status("InUse")
    assert len(await alone.look()) == 1


async def test_what_is_taken_at_the_phone_beside_a_talk_has_that_one_held() -> None:
    """A report of the first that comes again changes nothing: it did not ring."""
    phone = Phone("InUse")
    phone.hear("RING", "1", ext={"extid": ["305", "306"]})
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    phone.hear("RING", "2", ext={"extid": ["305", "307"]})
    events = phone.hear("ANSWER", "2", ext={"extid": ["305", "307"]})
    told = {one.report.call_id for one in events if isinstance(one, CallReported)}
    assert told == {"1", "2"}
    for _ in range(2):
        states = {leg.leg_id: leg.state for one in phone.calls.all() for leg in one.legs}
        own = (states[LegId("ext:305@1")], states[LegId("ext:305@2")])
        assert own == (LegState.HELD, LegState.CONNECTED)
        phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})


async def test_a_lost_end_is_doubted_when_the_line_is_idle() -> None:
    phone = Phone("Ringing")
    phone.hear("RING", "1", **RING)
    phone.calls.heard('{"action":"ExtensionStatus","extension":"305","status":"Idle"}')
    assert phone.doubts == 1


async def test_events_of_another_pbx_are_left_out_until_a_stream_begins() -> None:
    phone = Phone()
    assert phone.hear("RING", "1", **RING, sn="a")
    with pytest.raises(WireError):
        phone.hear("RING", "2", ext={"extid": ["308", "309"]}, sn="b")
    phone.calls.begin()
    assert phone.hear("RING", "2", ext={"extid": ["308", "309"]}, sn="b")


async def test_ones_own_line_tells_of_lost_events() -> None:
    phone = Phone("InUse")
    assert await phone.calls.look_at_line()
    assert phone.doubts == 1
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    assert await phone.calls.look_at_line()
    assert phone.doubts == 1
    phone.status("Idle")
    assert not await phone.calls.look_at_line()
    assert phone.doubts == 2


async def test_a_ring_inside_that_comes_after_its_calls_end_is_shown_where_the_line_rings() -> None:
    phone = Phone("Ringing")
    phone.hear("RING", "1", ext={"extid": ["307", "306"]})
    phone.hear("BYE", "1", ext={"extid": ["306", "307"]})
    assert phone.hear("RING", "1", **RING) == ()
    assert phone.doubts == 1
    assert await phone.look() == [
        {"ext:306/2@1": LegState.INITIATED, "ext:305@1": LegState.ALERTING}
    ]


async def test_what_may_be_held_is_where_a_queue_tells_it_and_nothing_that_is_known() -> None:
    """Nor any of several: a queue tells of the phone, not of which call."""
    line = {"inboundid": "7", "from": "030", "callee": {"extid": "305"}, "status": "Talking"}
    phone = Phone("InUse", inbound__query={"inbound": [line]}, outbound__query={})
    await phone.look()
    phone.hear("ANSWER", "1", **RING)
    phone.calls.hold_what_may_be()
    assert phone.told == []
    phone.hear("BYE", "1", **RING)
    phone.calls.hold_what_may_be()
    (event,) = phone.told
    assert isinstance(event, CallReported)
    assert LegState.HELD in {leg.state for leg in event.report.legs}

    known = Phone("InUse")
    known.hear("ANSWER", "1", **RING)
    known.calls.hold_what_may_be()
    assert known.told == []
