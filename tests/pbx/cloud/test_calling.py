"""What is done with calls at a Cloud PBX, over sockets, and what must not be done."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import (
    DecideInbound,
    Dial,
    HangUpLeg,
    ListenIn,
    ListenMode,
    ParkLeg,
    TransferLeg,
)
from ctiapp.model.errors import CommandError, InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.events import InboundOffered
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from tests.pbx.cloud.desk import ME

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport
    from tests.pbx.cloud.desk import Desk, Watcher

CALLER, OTHER = "12354978652", "12354970000"


def leg_of(report: CallReport, number: str) -> LegId:
    return next(leg.leg_id for leg in report.legs if leg.number.text == number)


async def ringing(watcher: Watcher, caller: str) -> CallReport:
    """Wait until one's own phone rings for this caller."""

    def found() -> list[CallReport]:
        return [
            report
            for report in watcher.calls.values()
            if any(leg.number.text == caller for leg in report.legs)
            and any(leg.number == ME and leg.state.value == "alerting" for leg in report.legs)
        ]

    await watcher.until(lambda: bool(found()))
    return found()[0]


async def test_a_second_call_is_refused_without_ending_the_first(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("call", **{"from": CALLER, "to": "2000"})
        first = await ringing(watcher, CALLER)
        desk.control("pickup", extension="2000")
        await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})
        desk.control("call", **{"from": OTHER, "to": "2000"})
        second = await ringing(watcher, OTHER)
        assert leg_of(first, "2000") != leg_of(second, "2000")
        await client.execute(HangUpLeg(leg_of(second, "2000")))
        await watcher.until(lambda: watcher.calls.keys() == {first.call_id})
        await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})

    assert desk.asked("extension/hangup") == 0
    assert desk.asked("inbound/hangup") == 1


async def test_a_colleague_who_rings_beside_a_talk_cannot_be_refused_from_here(desk: Desk) -> None:
    """Hanging up one's own line would end the talk."""
    async with desk.linked() as (client, watcher):
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await ringing(watcher, CALLER)
        desk.control("pickup", extension="2000")
        await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})
        desk.control("dial", extension="2001", number="2000")
        second = await ringing(watcher, "2001")
        with pytest.raises(InvalidState):
            await client.execute(HangUpLeg(leg_of(second, "2000")))

    assert desk.asked("extension/hangup") == 0


async def test_the_talk_is_hung_up_though_another_rings(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("call", **{"from": CALLER, "to": "2000"})
        first = await ringing(watcher, CALLER)
        desk.control("pickup", extension="2000")
        await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})
        desk.control("call", **{"from": OTHER, "to": "2000"})
        await ringing(watcher, OTHER)
        await client.execute(HangUpLeg(leg_of(first, "2000")))
        await watcher.until_legs(_2000="alerting", **{f"_{OTHER}": "initiated"})


async def test_an_outside_caller_is_moved_to_a_colleague(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await ringing(watcher, CALLER)
        desk.control("pickup", extension="2000")
        talk = await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})
        await client.execute(TransferLeg(leg_of(talk, CALLER), Number("2001"), ME))
        await watcher.until(
            lambda: (
                not any(
                    leg.number == ME and leg.state.value == "connected"
                    for report in watcher.calls.values()
                    for leg in report.legs
                )
            )
        )

    assert desk.asked("inbound/transfer_number") == 1


async def test_a_colleague_is_moved_to_another(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("dial", extension="2001", number="2000")
        await ringing(watcher, "2001")
        desk.control("pickup", extension="2000")
        talk = await watcher.until_legs(_2000="connected", _2001="connected")
        await client.execute(TransferLeg(leg_of(talk, "2001"), Number("2002"), ME))

    assert desk.asked("calltransfer") == 1


async def test_an_offered_call_is_let_in_or_refused(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("monitor", line="City-SIP", inbound_control=True)
        desk.control("call", **{"from": CALLER, "to": "2000"})
        offered = await watcher.until_event(InboundOffered)
        assert isinstance(offered, InboundOffered)
        await client.execute(DecideInbound(leg_of(offered.report, CALLER), accept=True))
        await ringing(watcher, CALLER)

    assert desk.asked("inbound/accept") == 1


@pytest.mark.parametrize(
    ("mode", "endpoint"),
    [
        (ListenMode.LISTEN, "extension/listen"),
        (ListenMode.WHISPER, "extension/whisper"),
        (ListenMode.BARGE, "extension/barge"),
    ],
)
async def test_a_colleagues_talk_is_listened_to(
    desk: Desk, mode: ListenMode, endpoint: str
) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("dial", extension="2001", number="2002")
        desk.control("pickup", extension="2002")
        talk = await watcher.until_legs(_2001="connected", _2002="connected")
        try:
            await client.execute(ListenIn(leg_of(talk, "2001"), ME, mode))
        except CommandError as err:
            assert err.code in ("10009", "10010")  # noqa: PT017 - it may not be allowed here

    assert desk.asked(endpoint) == 1


async def test_a_verb_that_there_is_not_and_a_leg_that_there_is_not(desk: Desk) -> None:
    client = await desk.signed_in()
    with pytest.raises(NotSupported):
        await client.execute(ParkLeg(LegId("ext:2000@1")))
    for leg_id in ("", "nonsense", "ext:", "trunk:4"):
        with pytest.raises(NoSuchTarget):
            await client.execute(HangUpLeg(LegId(leg_id)))
    with pytest.raises(InvalidState):
        await client.execute(TransferLeg(LegId("ext:2001@found-1"), Number("2002"), ME))


async def test_calls_of_others_are_known_by_their_reports(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("dial", extension="2001", number="2002")
        desk.control("pickup", extension="2002")
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await ringing(watcher, CALLER)  # so all that came before it is read
        (call,) = await client.calls_of(Number("2001"))
        assert {leg.number.text for leg in call.legs} == {"2001", "2002"}
        assert len(await client.all_calls()) == 2
        mine = await client.call(next(iter(watcher.calls.values())).call_id)
        assert mine is None or mine.legs


@pytest.mark.parametrize("number", ["6400", "6200", "6500", "6300", "2001"])
async def test_what_is_inside_is_dialled_inside(desk: Desk, number: str) -> None:
    """Of ring groups and conferences no list tells."""
    client = await desk.signed_in()
    await client.execute(Dial(ME, Number(number)))

    assert (desk.asked("extension/dial_extension"), desk.asked("extension/dial_outbound")) == (1, 0)


@pytest.mark.parametrize(
    ("number", "inside", "outside"),
    [("013912345678", 0, 1), ("112", 0, 1), ("911", 0, 1), ("7345", 1, 1), ("*45", 0, 1)],
)
async def test_what_is_not_inside_is_dialled_outside(
    desk: Desk, number: str, inside: int, outside: int
) -> None:
    """A short number that nobody inside bears is tried there first, but in an emergency."""
    client = await desk.signed_in()
    with contextlib.suppress(CommandError):  # its trunks may not put it through
        await client.execute(Dial(ME, Number(number)))

    assert desk.asked("extension/dial_extension") == inside
    assert desk.asked("extension/dial_outbound") == outside


async def test_what_is_refused_inside_for_another_reason_is_not_dialled_outside(
    desk: Desk,
) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="extension/dial_extension", errcode=10008)
    with pytest.raises(InvalidState):
        await client.execute(Dial(ME, Number("6300")))

    assert desk.asked("extension/dial_outbound") == 0


async def test_doubts_about_who_is_inside_hold_no_emergency_up(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="extension/query", errcode=10001)
    with contextlib.suppress(CommandError):
        await client.execute(Dial(ME, Number("112")))

    assert desk.asked("extension/dial_outbound") == 1


async def test_a_caller_whom_a_menu_serves_or_who_was_led_outside_again_is_no_call_of_ones_own(
    desk: Desk,
) -> None:
    """Though the lists name whom they talk to otherwise than by an extension."""
    async with desk.linked() as (client, watcher):
        desk.control("call", **{"from": OTHER, "to": "6200"})
        desk.control("call", **{"from": CALLER, "to": "2000"})
        ring = await ringing(watcher, CALLER)
        desk.control("pickup", extension="2000")
        await watcher.until(
            lambda: {leg.state.value for leg in watcher.calls[ring.call_id].legs} == {"connected"}
        )
        assert [report.call_id for report in (await client.snapshot()).calls] == [ring.call_id]
        await client.execute(TransferLeg(leg_of(ring, CALLER), Number("013900000001"), ME))
        assert (await client.snapshot()).calls == ()
        told = {
            frozenset(leg.number.text for leg in report.legs) for report in await client.all_calls()
        }
        assert told == {frozenset((OTHER,)), frozenset((CALLER, "013900000001"))}


async def test_a_call_of_which_the_pbx_asks_where_to_go_rings_when_it_came_there(
    desk: Desk,
) -> None:
    async with desk.linked() as (client, watcher):
        desk.control("monitor", line="City-SIP", destination_control=True)
        desk.control("call", **{"from": CALLER, "to": "2000"})
        assert (await client.snapshot()).calls == ()
        desk.control("advance", seconds=11)
        ring = await ringing(watcher, CALLER)
        assert len(ring.legs) == 2
