"""A whole client of the Cloud PBX, at a simulated one, over sockets."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import LegKind
from ctiapp.model.commands import Capability, Dial, HangUpLeg, HoldLeg, MuteLeg, ResumeLeg
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    AddressBlocked,
    AuthError,
    CredentialsRejected,
    EventsBlocked,
    ExtensionNotFound,
    NotSupported,
    TokenExpired,
    WireError,
)
from ctiapp.model.events import CallRecorded, LinkState, RegistrationChanged
from ctiapp.model.number import Number
from ctiapp.pbx import posting
from ctiapp.pbx import receiver as receivers
from ctiapp.pbx.cloud import wire_rest
from ctiapp.pbx.hearing import LATE_S
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.link import Link
from tests.pbx.cloud.desk import AT_ONCE, COLLEAGUE, ME, Watcher

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import LegId
    from ctiapp.pbx.cloud.client import Cloud
    from tests.pbx.cloud.desk import Desk

CALLER = "12354978652"


class Clock:
    """Monotonic seconds; each look takes one."""

    now_s = 100.0

    def __call__(self) -> float:
        self.now_s += 1.0
        return self.now_s


def leg_of(report: CallReport, number: str) -> LegId:
    return next(leg.leg_id for leg in report.legs if leg.number.text == number)


# --- signing in ----------------------------------------------------------------------------------


async def test_signing_in_tells_who_and_where(desk: Desk) -> None:
    client = desk.client()
    signed_in = await client.sign_in(Credentials(desk.secret))

    assert signed_in.me.number == ME
    assert signed_in.pbx.kind == "cloud"
    assert signed_in.pbx.sn
    assert signed_in.pbx.system_time is not None
    assert signed_in.logged_in
    assert Capability.PARK not in signed_in.capabilities
    assert client.tokens is not None


async def test_a_wrong_password_is_sent_once(desk: Desk) -> None:
    client = desk.client()
    for _ in range(3):
        with pytest.raises(CredentialsRejected):
            await client.sign_in(Credentials("wrong"))

    assert desk.asked("login") == 1


@pytest.mark.parametrize("code", [30003, 20008, 20010, 20015, 20004])
async def test_a_password_that_is_refused_somehow_is_not_sent_again_by_itself(
    desk: Desk, code: int
) -> None:
    """30003 is the only failed log-in that the handbook prints (l. 726)."""
    desk.control("fail", endpoint="login", errcode=code, times=500)
    watcher = Watcher()
    link = Link(
        desk.client(), watcher, Credentials("wrong-password"), pace=AT_ONCE, persistent=True
    )
    watcher.link = link
    async with asyncio.timeout(10):
        await link.run()

    assert desk.asked("login") == 1
    assert isinstance(watcher.errors[-1], AuthError)


async def test_a_locked_address_is_told_as_such(desk: Desk) -> None:
    for attempt in range(5):
        with pytest.raises(CredentialsRejected):
            await desk.client().sign_in(Credentials(f"wrong-{attempt}"))
    with pytest.raises(AddressBlocked):
        await desk.client().sign_in(Credentials(desk.secret))


async def test_who_is_not_there_leaves_no_session_behind(desk: Desk) -> None:
    client = desk.client(extension=Number("9999"))
    with pytest.raises(ExtensionNotFound):
        await client.sign_in(Credentials(desk.secret))

    assert client.tokens is None
    assert desk.asked("logout") == 1


# --- calls ---------------------------------------------------------------------------------------


async def test_a_call_from_outside_rings_is_taken_and_ends(desk: Desk) -> None:
    async with desk.linked() as (_, watcher):
        desk.control("call", **{"from": CALLER, "to": "2000"})
        ringing = await watcher.until_legs(_2000="alerting", **{f"_{CALLER}": "initiated"})
        desk.control("pickup", extension="2000")
        await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})
        desk.control("caller_hangup", call_id=str(ringing.call_id))
        ended = await watcher.until_event(CallRecorded)
        await watcher.until_none()

    assert isinstance(ended, CallRecorded)
    assert ended.call_id == ringing.call_id
    assert ended.ended is not None
    assert ended.ended.caller.number.text == CALLER


async def test_dialling_holding_muting_and_hanging_up(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        answer = await client.execute(Dial(ME, COLLEAGUE))
        assert answer.call_id
        desk.control("pickup", extension="2000")
        desk.control("pickup", extension="2001")
        talk = await watcher.until_legs(_2000="connected", _2001="connected")
        assert talk.call_id == answer.call_id
        mine = leg_of(talk, "2000")
        await client.execute(HoldLeg(mine))
        await watcher.until_legs(_2000="held", _2001="connected")
        await client.execute(ResumeLeg(mine))
        await watcher.until_legs(_2000="connected", _2001="connected")
        await client.execute(MuteLeg(mine, on=True))
        await client.execute(HangUpLeg(mine))
        await watcher.until_none()

    assert desk.asked("extension/dial_extension") == 1
    assert desk.asked("extension/hangup") == 1


async def test_what_is_outside_is_dialled_outside(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        answer = await client.execute(Dial(ME, Number("05912345678")))
        desk.control("pickup", extension="2000")
        desk.control("outside_answer", call_id=answer.call_id)
        talk = await watcher.until_legs(_2000="connected", _05912345678="connected")
        assert {leg.kind for leg in talk.legs} == {LegKind.EXTENSION, LegKind.OUTBOUND}
        await client.execute(HangUpLeg(leg_of(talk, "05912345678")))
        await watcher.until_none()

    assert desk.asked("outbound/hangup") == 1


async def test_calls_that_go_on_are_found_by_the_snapshot(desk: Desk) -> None:
    outside = desk.control("call", **{"from": CALLER, "to": "2000"})
    desk.control("pickup", extension="2000")
    async with desk.linked() as (_, watcher):
        found = await watcher.until_legs(_2000="connected", **{f"_{CALLER}": "connected"})
        assert found.call_id == outside["call_id"]
        desk.control("hangup", extension="2000")
        await watcher.until_none()


async def test_a_call_between_extensions_is_found_by_the_snapshot(desk: Desk) -> None:
    desk.control("dial", extension="2001", number="2000")
    desk.control("pickup", extension="2000")
    async with desk.linked() as (_, watcher):
        await watcher.until_legs(_2000="connected", _2001="connected")
        desk.control("hangup", extension="2001")
        await watcher.until_none()


async def test_a_dead_token_costs_one_log_in_and_the_reports_come_again(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        before = client.tokens
        desk.control("expire_tokens")
        watcher.states.clear()
        watcher.link.retry_now()
        await watcher.until(lambda: watcher.states[-1:] == [LinkState.UP])
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await watcher.until_legs(_2000="alerting", **{f"_{CALLER}": "initiated"})

        assert client.tokens != before
        assert desk.asked("login") == 2


async def test_a_pair_that_ends_soon_is_renewed_and_the_reports_go_on(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        before = client.tokens
        desk.now += timedelta(minutes=28)
        assert not await client.keep_token_fresh()
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await watcher.until_legs(_2000="alerting", **{f"_{CALLER}": "initiated"})

        assert client.tokens != before
        assert desk.asked("login") == 1


async def test_without_a_token_there_is_no_stream(desk: Desk) -> None:
    client = desk.client()
    with pytest.raises(TokenExpired):
        async with client.stream():
            pass
    with pytest.raises(TokenExpired):
        await client.keep_token_fresh()


async def test_closing_logs_out_whatever_is_remembered(desk: Desk) -> None:
    client = await desk.signed_in()
    assert desk.pbx.face.live_tokens() == 1
    await client.close(revoke=False)

    assert desk.pbx.face.live_tokens() == 0
    assert client.tokens is None


async def test_a_remembered_token_is_not_used(desk: Desk) -> None:
    """Its reports would be posted to where nobody listens any more."""
    other = await desk.signed_in()
    await desk.client().sign_in(Credentials(desk.secret, other.tokens))

    assert desk.asked("login") == 2


async def test_a_pbx_that_cannot_reach_us_is_said_with_what_to_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "AGAIN_S", 0.05)
    client = desk.client(beat_s=0.02, clock=Clock())
    async with desk.linked(client) as (_, watcher):
        desk.control("cut")
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await watcher.until(lambda: any(isinstance(e, EventsBlocked) for e in watcher.errors))

        watcher.states.clear()
        await watcher.until(lambda: watcher.states.count(LinkState.DOWN) > 1)
        assert LinkState.UP not in watcher.states
        desk.control("face", name="reachable", value=True)
        await watcher.until(lambda: watcher.states[-1:] == [LinkState.UP])

    (blocked,) = [error for error in watcher.errors if isinstance(error, EventsBlocked)][:1]
    assert blocked.params["address"] == "127.0.0.1"
    assert blocked.params["port"] != 0


async def test_a_way_that_closes_later_is_said_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "AGAIN_S", 0.05)
    async with desk.linked(desk.client(beat_s=0.02, clock=Clock())) as (_, watcher):
        desk.control("register", extension="2003", registered=False)
        await watcher.until_event(RegistrationChanged)
        desk.control("cut")
        looks = desk.asked("extension/query")
        await watcher.until_looked(desk, looks + 2)
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await watcher.until(lambda: any(isinstance(e, EventsBlocked) for e in watcher.errors))


async def test_what_no_report_tells_of_does_not_make_a_way_a_closed_one(desk: Desk) -> None:
    """One's own hold, and a stranger who waits in a queue whose agents nobody watches."""
    desk.control("call", **{"from": CALLER, "to": "2000"})
    desk.control("pickup", extension="2000")
    async with desk.linked(desk.client(beat_s=0.02, clock=Clock())) as (client, watcher):
        (talk,) = watcher.calls.values()
        await client.execute(HoldLeg(leg_of(talk, "2000")))
        looks = desk.asked("extension/query")
        await watcher.until_looked(desk, looks + 2 * round(LATE_S))
        assert not watcher.errors
        assert watcher.states[-1] is LinkState.UP


async def test_a_computer_that_gets_another_address_has_its_reports_sent_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def moved(pbx: object) -> str:
        return "127.0.0.5"

    async with desk.linked() as (client, watcher):
        monkeypatch.setattr(receivers, "_local_address", moved)
        watcher.states.clear()
        watcher.link.look_now()  # as the watcher of networks does
        await watcher.until(lambda: watcher.states[-1:] == [LinkState.UP])
        assert client._speech.reports_to.startswith("127.0.0.5:")
        desk.control("call", **{"from": CALLER, "to": "2000"})
        await watcher.until_legs(_2000="alerting", **{f"_{CALLER}": "initiated"})

    assert desk.asked("login") == 2


async def test_a_pbx_that_is_gone_is_noticed_without_a_report(desk: Desk) -> None:
    async with desk.linked() as (_, watcher):
        watcher.states.clear()
        desk.control("black_hole", on=True)
        watcher.link.retry_now()
        await watcher.until(lambda: LinkState.DOWN in watcher.states)
        desk.control("black_hole", on=False)
        await watcher.until(lambda: watcher.states[-1:] == [LinkState.UP])


async def test_a_call_that_no_report_told_of_is_found_by_one_s_own_line(desk: Desk) -> None:
    """Where the administrator did not tick the extension nobody tells that it rings."""
    desk.control("monitor", extension="2000", call_state=False)
    async with desk.linked(desk.client(beat_s=0.02)) as (_, watcher):
        desk.control("register", extension="2003", registered=False)  # reports do come
        await watcher.until_event(RegistrationChanged)
        desk.control("dial", extension="2001", number="2000")
        await watcher.until_legs(_2000="alerting", _2001="initiated")


async def test_a_forged_report_is_refused(desk: Desk) -> None:
    client = await desk.signed_in()
    async with client.stream() as stream:
        desk.control("send", frame='{"action": "BootUp", "sn": "1"}')
        frame, _ = await anext(stream.frames())
        genuine = frame.replace('"1"', f'"{(await _sn(client))}"')
        for forged in (frame, '{"action": "BootUp"}'):
            with pytest.raises(WireError):
                client.parse(forged)
        assert client.parse(genuine)
        with pytest.raises(WireError):
            client.parse(frame)


async def test_a_first_report_of_another_number_is_believed_if_the_pbx_tells_of_its_call(
    desk: Desk,
) -> None:
    client = await desk.signed_in()
    doubts: list[str] = []
    client.heed_doubt(lambda: doubts.append("asked"))
    parties = '[{"ext":{"extid":"2000"}},{"inbound":{"from":"110","to":"2000","inboundid":"%s"}}]'
    ring = '{"action":"RING","sn":"evil","callid":"666","call":%s}' % parties  # noqa: UP031
    with pytest.raises(WireError):
        client.parse(ring % "666")
    assert doubts
    assert (await client.snapshot()).calls == ()
    with pytest.raises(WireError):
        client.parse(ring % "666")

    desk.control("call", **{"from": CALLER, "to": "2000"})
    ((call,),) = ((await client.snapshot()).calls,)
    line = next(leg for leg in call.legs if leg.kind is LegKind.INBOUND)
    told = ring % str(line.leg_id).partition(":")[2].partition("@")[0]
    told = told.replace("evil", "its-own")
    with pytest.raises(WireError):
        client.parse(told)
    assert not client.hears
    await client.snapshot()
    assert client.hears
    assert client.parse(told) == ()  # read, and nothing new
    assert client.parse('{"action":"BootUp","sn":"its-own"}')
    with pytest.raises(WireError):
        client.parse('{"action":"BootUp","sn":"evil"}')


async def _sn(client: Cloud) -> str:
    answer = await client._talk.query(wire_rest.INFORMATION)
    return wire_rest.information(answer)[0] or ""


async def test_a_restart_of_the_pbx_asks_for_the_calls(desk: Desk) -> None:
    desk.control("call", **{"from": CALLER, "to": "2000"})
    async with desk.linked() as (_, watcher):
        await watcher.until(lambda: len(watcher.calls) == 1)
        desk.control("restart")
        await watcher.until_none()


async def test_what_the_pbx_refuses_as_unknown_is_withdrawn(desk: Desk) -> None:
    client = await desk.signed_in()
    lost: list[frozenset[Capability]] = []
    client.heed_rights(lambda: lost.append(client.withdrawn))
    desk.control("call", **{"from": CALLER, "to": "2000"})
    desk.control("pickup", extension="2000")
    (talk,) = (await client.snapshot()).calls
    desk.control("fail", endpoint="extension/hold", errcode=10003)
    with pytest.raises(NotSupported):
        await client.execute(HoldLeg(next(each.leg_id for each in talk.legs if each.number == ME)))

    assert lost == [frozenset({Capability.HOLD})]


async def test_lists_of_people_and_places(desk: Desk) -> None:
    client = await desk.signed_in()
    people = [one async for page in client.extensions() for one in page.items]
    places = await client.places()

    assert ME in {one.number for one in people}
    assert any(place.number.text == "6400" for place in places) or places
    assert [page async for page in client.contacts()] == []
    assert (await client.extension(COLLEAGUE)) is not None
    assert (await client.extension(Number("9999"))) is None


async def test_lines_tell_who_rings_and_who_is_busy(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": CALLER, "to": "2001"})
    desk.control("dial", extension="2002", number="2003")
    lines = await client.lines()

    assert lines is not None
    assert lines[Number("2001")] is LineState.RINGING
    assert lines[Number("2002")] is LineState.BUSY
    assert Number("2005") not in lines
