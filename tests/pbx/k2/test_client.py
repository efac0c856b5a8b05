"""The whole client against the simulated K2, which is a real server."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta

import pytest
from aiohttp import web

from ctiapp.model import commands, events
from ctiapp.model.agents import AgentKind
from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import Capability, ListenMode
from ctiapp.model.directory import LineState, PlaceKind, Presence
from ctiapp.model.errors import (
    AddressBlocked,
    CannotConnect,
    CredentialsRejected,
    ExtensionNotFound,
    InvalidState,
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    NotSupported,
    TokenExpired,
    UsageError,
)
from ctiapp.model.ids import CallId, ExtensionId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Credentials, Listening, TokenPair
from ctiapp.pbx.k2.capabilities import CAPABILITIES
from ctiapp.pbx.k2.client import K2
from tests.pbx.k2.desk import COLLEAGUE, ME, THIRD, Desk, following
from tests.pbx.small_server import serving

# --- signing in ----------------------------------------------------------------------------------


async def test_signing_in_finds_oneself(desk: Desk) -> None:
    client = desk.client()
    signed_in = await client.sign_in(Credentials(desk.secret))

    assert signed_in.me.number == ME
    assert signed_in.pbx.kind == "k2"
    assert signed_in.pbx.sn
    assert signed_in.pbx.system_time is not None
    assert signed_in.capabilities == CAPABILITIES
    assert signed_in.logged_in
    assert client.tokens is not None
    assert [each["endpoint"] for each in desk.pbx.face.requests] == [
        "login",
        "extension/query",
        "deviceinfo/query",
    ]


async def test_neither_the_password_nor_its_digest_is_anywhere(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await desk.signed_in(desk.by_tcp())
    digest = hashlib.md5(desk.secret.encode(), usedforsecurity=False).hexdigest()
    assert desk.secret not in caplog.text
    assert digest not in caplog.text
    caplog.clear()


async def test_a_wrong_secret_is_tried_once(desk: Desk) -> None:
    client = desk.client()
    for _ in range(6):
        with pytest.raises(CredentialsRejected):
            await client.sign_in(Credentials("wrong"))
    assert len(desk.asked("login")) == 1


async def test_a_locked_address(desk: Desk) -> None:
    for n in range(5):
        with pytest.raises(CredentialsRejected):
            await desk.client().sign_in(Credentials(f"wrong {n}"))
    with pytest.raises(AddressBlocked):
        await desk.signed_in()


async def test_an_extension_that_is_not_there_leaves_no_token(desk: Desk) -> None:
    client = desk.client(extension=Number("2999"))
    with pytest.raises(ExtensionNotFound):
        await client.sign_in(Credentials(desk.secret))
    assert client.tokens is None
    assert desk.pbx.face.live_tokens() == 0


async def test_a_remembered_token_does_not_serve(desk: Desk) -> None:
    """It says nothing of where events are to go."""
    client = desk.client()
    ends_at = desk.now + timedelta(minutes=20)
    old = TokenPair("0" * 32, "", ends_at, ends_at)
    assert (await client.sign_in(Credentials(desk.secret, old))).logged_in
    with pytest.raises(CredentialsRejected) as caught:
        await desk.client().sign_in(Credentials("", old))
    assert caught.value.key == "error.signed_out"


async def test_nobody_answers() -> None:
    client = K2(Account("k2", "http://127.0.0.1:9", "c", ME, listen=Listening("127.0.0.1", 0)))
    with pytest.raises(CannotConnect):
        await client.sign_in(Credentials("secret"))
    await client.close(revoke=True)


async def test_signing_in_again_uses_the_token_that_lives(desk: Desk) -> None:
    client = await desk.signed_in()
    assert not (await client.sign_in(Credentials(desk.secret))).logged_in
    desk.pbx.face.expire_tokens()
    assert (await client.sign_in(Credentials(desk.secret))).logged_in
    assert len(desk.asked("login")) == 2


async def test_closing_ends_the_token_and_stops_listening(desk: Desk) -> None:
    client = await desk.signed_in()
    (before,) = desk.pbx.face.listeners()
    await client.close(revoke=False)
    assert desk.pbx.face.live_tokens() == 0
    assert desk.pbx.face.listeners() == []
    port = int(str(before["url"]).split(":")[2].partition("/")[0])
    with pytest.raises(OSError, match=r".*"):
        await asyncio.open_connection("127.0.0.1", port)
    with pytest.raises(LinkLost):
        async with client.stream():
            pass


async def test_a_password_in_clear_needs_a_yes(desk: Desk) -> None:
    with pytest.raises(UsageError) as caught:
        desk.by_tcp(clear_event_password=False)
    assert caught.value.key == "account.clear_password"


# --- the token -----------------------------------------------------------------------------------


async def test_a_heartbeat_keeps_the_token_and_says_again_where_events_go(desk: Desk) -> None:
    client = await desk.signed_in()
    before = client.tokens
    assert not await client.keep_token_fresh()
    desk.now += timedelta(minutes=26)
    assert not await client.keep_token_fresh()
    assert client.tokens is not None
    assert before is not None
    assert client.tokens.access == before.access
    assert client.tokens.access_ends_at > before.access_ends_at
    (beat,) = desk.asked("heartbeat")
    (login,) = desk.asked("login")
    told, told_first = beat["body"], login["body"]
    for name in ("version", "port", "url", "urltag"):
        assert told[name] == told_first[name]  # type: ignore[index]
    assert told["version"] == "2.0.0"  # type: ignore[index]
    assert len(desk.pbx.face.listeners()) == 1


async def test_a_refresh_token_is_used_where_there_is_one(desk: Desk) -> None:
    desk.control("face", name="gives_refresh_token", value=True)
    client = await desk.signed_in()
    before = client.tokens
    desk.now += timedelta(minutes=26)
    await client.keep_token_fresh()
    assert len(desk.asked("token/refresh")) == 1
    assert client.tokens != before
    assert (await client.snapshot()).calls == ()


async def test_a_token_that_died_is_told(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.pbx.face.expire_tokens()
    with pytest.raises(TokenExpired):
        await client.snapshot()
    assert client.tokens is None
    with pytest.raises(TokenExpired):  # so that the link logs in anew, whatever its events say
        await client.keep_token_fresh()


# --- events --------------------------------------------------------------------------------------


@pytest.fixture(params=["posted", "tcp"])
async def client(desk: Desk, request: pytest.FixtureRequest) -> K2:
    """A client that is signed in, with either way for its events."""
    return await desk.signed_in(desk.client() if request.param == "posted" else desk.by_tcp())


async def test_a_call_from_outside_to_its_end(desk: Desk, client: K2) -> None:
    async with following(client) as next_of:
        call_id = desk.control("call", **{"from": "0301234567", "to": "2000"})["call_id"]
        report = (await next_of(events.CallReported)).report
        while not any(leg.number == ME for leg in report.legs):
            report = (await next_of(events.CallReported)).report
        assert report.call_id == call_id
        assert (await next_of(events.LineChanged)).state is LineState.RINGING
        assert (await client.call(report.call_id)) == report
        assert (await client.snapshot()).calls == (report,)
        assert report in await client.all_calls()

        desk.control("pickup", extension="2000")
        while report.legs[-1].state is not LegState.CONNECTED:
            report = (await next_of(events.CallReported)).report
        own = next(leg for leg in report.legs if leg.number == ME)
        other = next(leg for leg in report.legs if leg.kind is LegKind.INBOUND)
        assert (await client.lines() or {})[ME] is LineState.BUSY
        assert await client.calls_of(ME) == (report,)

        await client.execute(commands.HoldLeg(own.leg_id))
        while not any(leg.state is LegState.HELD for leg in report.legs):
            report = (await next_of(events.CallReported)).report
        await client.execute(commands.ResumeLeg(own.leg_id))
        await client.execute(commands.MuteLeg(own.leg_id, on=True))
        slot = (await client.execute(commands.ParkLeg(other.leg_id))).slot
        (parked,) = await client.parked()
        assert (parked.slot, parked.party.text) == (slot, "0301234567")
        await client.execute(commands.HangUpLeg(parked.leg_id))
        recorded = await next_of(events.CallRecorded)
        assert recorded.call_id == call_id
        assert recorded.ended is not None
        assert await client.call(CallId(str(call_id))) is None


async def test_dialling_and_being_refused(desk: Desk, client: K2) -> None:
    async with following(client) as next_of:
        answer = await client.execute(commands.Dial(ME, COLLEAGUE, auto_answer=True))
        assert answer.call_id
        report = (await next_of(events.CallReported)).report
        while len(report.legs) < 2:
            report = (await next_of(events.CallReported)).report
        desk.control("refuse", extension="2001")
        failed = await next_of(events.CallFailed)
        assert failed.words == "486 Busy here"
        assert failed.report.call_id == answer.call_id


async def test_a_consultation_with_its_steps(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": "0301234567", "to": "2000"})
    desk.control("pickup", extension="2000")
    (call,) = (await client.snapshot()).calls
    own = next(leg for leg in call.legs if leg.number == ME)
    await client.execute(commands.ConsultLeg(own.leg_id, COLLEAGUE, ME))
    desk.control("pickup", extension="2001")
    assert len((await client.snapshot()).calls) == 2
    await client.execute(commands.ConsultStepLeg(own.leg_id, commands.ConsultStep.SWAP))
    await client.execute(commands.ConsultStepLeg(own.leg_id, commands.ConsultStep.SWAP))
    await client.execute(commands.ConsultStepLeg(own.leg_id, commands.ConsultStep.COMPLETE))
    assert (await client.snapshot()).calls == ()
    assert len(await client.calls_of(COLLEAGUE)) == 1


async def test_the_other_party_is_the_one_who_is_moved(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": "0301234567", "to": "2000"})
    desk.control("pickup", extension="2000")
    (call,) = (await client.snapshot()).calls
    other = next(leg for leg in call.legs if leg.kind is LegKind.INBOUND)
    await client.execute(commands.TransferLeg(other.leg_id, COLLEAGUE, ME))
    assert (await client.snapshot()).calls == ()
    (moved,) = await client.calls_of(COLLEAGUE)
    assert {leg.number.text for leg in moved.legs} >= {"2001", "0301234567"}


async def test_adding_somebody_and_listening_in(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": "0301234567", "to": "2001"})
    desk.control("pickup", extension="2001")
    desk.control("rights", extension="2001", monitored=True)
    (call,) = await client.calls_of(COLLEAGUE)
    theirs = next(leg for leg in call.legs if leg.number == COLLEAGUE)
    answer = await client.execute(commands.ListenIn(theirs.leg_id, ME, ListenMode.WHISPER))
    assert answer.call_id
    (asked,) = desk.asked("call/listen")
    assert asked["body"] == {"monitor": "2000", "extension": "2001", "type": "whisper"}
    with pytest.raises(NoSuchTarget):
        await client.execute(commands.ListenIn(LegId("?"), ME, ListenMode.BARGE))
    await client.execute(commands.AddMember(theirs.leg_id, THIRD))
    assert len(desk.asked("call/add_member")) == 1


async def test_what_a_k2_cannot_do_is_not_sent(desk: Desk) -> None:
    client = await desk.signed_in()
    before = len(desk.pbx.face.requests)
    for command in (
        commands.RecordLeg(LegId("1"), commands.RecordStep.START),
        commands.SetPresence(ExtensionId("2000"), Presence.AWAY),
    ):
        with pytest.raises(NotSupported):
            await client.execute(command)
    assert len(desk.pbx.face.requests) == before


async def test_an_endpoint_that_this_firmware_lacks_takes_its_verb_away(desk: Desk) -> None:
    client = await desk.signed_in()
    told: list[frozenset[Capability]] = []
    client.heed_rights(lambda: told.append(client.withdrawn))
    desk.control("fail", endpoint="call/callpark", errcode=10003)
    with pytest.raises(NotSupported):
        await client.execute(commands.ParkLeg(LegId("1")))
    assert told == [{Capability.PARK}]


async def test_an_answer_that_says_no(desk: Desk) -> None:
    client = await desk.signed_in()
    with pytest.raises((InvalidState, NoSuchTarget)):
        await client.execute(commands.HoldLeg(LegId("PJSIP/2000-deadbeef")))
    assert await client.calls_of(Number("9999")) == ()


async def test_an_edit_of_the_directory(desk: Desk, client: K2) -> None:
    async with following(client) as next_of:
        desk.pbx.face.send_raw(
            '{"event":"ConfigChange","type":"extension","extid":"2001","operation":"update"}'
        )
        event = await next_of(events.DirectoryChanged)
        assert (event.part, event.name) == (events.DirectoryPart.EXTENSION, "2001")


# --- the directory, queues, the past -------------------------------------------------------------


async def test_who_is_there(desk: Desk) -> None:
    client = await desk.signed_in()
    found = [one async for page in client.extensions() for one in page.items]
    assert len(found) == 24
    assert next(one for one in found if one.number == ME).email
    assert (await client.extension(COLLEAGUE)) == found[1]
    assert await client.extension(Number("9999")) is None
    assert [page.items async for page in client.contacts()] == [()]
    places = await client.places()
    assert {place.kind for place in places} == {PlaceKind.QUEUE, PlaceKind.CONFERENCE}


async def test_an_agent_comes_goes_and_rests(desk: Desk) -> None:
    client = await desk.signed_in()
    queue = (await client.queues())[0]
    assert queue.kind_of(ME) is AgentKind.DYNAMIC
    me, queue_ids = ExtensionId("2000"), (queue.queue_id,)

    async def mine() -> tuple[bool, bool]:
        (status,) = [each for each in await client.agents(queue.queue_id) if each.number == ME]
        return status.logged_in, status.paused

    await client.execute(commands.LogAgent(me, queue_ids, on=False))
    await client.queues()
    assert await mine() == (False, False)
    await client.execute(commands.LogAgent(me, queue_ids, on=True, paused=True))
    assert await mine() == (True, True)
    await client.execute(commands.PauseAgent(me, queue_ids, on=False))
    assert await mine() == (True, False)
    assert (await client.queue_rules(queue.queue_id)).agent_timeout_s
    assert (await client.queue_load(queue.queue_id)).waiting_count == 0
    with pytest.raises(NoSuchTarget):
        await client.queue_load(QueueId("9999"))


async def test_calls_of_the_past_and_what_was_recorded(desk: Desk) -> None:
    client = await desk.signed_in()
    assert client.tells_records
    assert client.tells_records_of(ME)
    assert not client.tells_records_of(Number("6400"))
    assert await client.call_records(ME) == ()
    desk.control("call", **{"from": "0301234567", "to": "2000"})
    desk.control("pickup", extension="2000")
    desk.control("hangup", extension="2000")
    (record,) = await client.call_records(Number("0301234567"))
    assert (record.caller.number.text, record.callee.number) == ("0301234567", ME)
    assert abs((record.at - desk.now).total_seconds()) < 60
    assert await client.call_records(Number("0777777777")) == ()
    with pytest.raises(NoSuchTarget):
        async for _ in client.recording("nothing.wav"):
            pass


async def test_a_hotel(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    assert abs((await hotel.wall_clock()).minute - desk.now.minute) <= 1
    room = ExtensionId("2005")
    station = await hotel.station(room)
    assert station.number.text == "2005"
    assert await hotel.alarms_of(room) == ()


async def test_pages_of_somebody_else_are_no_pbx() -> None:
    async def page(_: web.Request) -> web.Response:
        return web.json_response({"hello": "world"})

    async with serving(page) as server:
        here = Account("k2", server.url, "client", ME, listen=Listening("127.0.0.1", 0))
        client = K2(here)
        with pytest.raises(NotAPbx):
            await client.sign_in(Credentials("secret"))
        await client.close(revoke=True)
