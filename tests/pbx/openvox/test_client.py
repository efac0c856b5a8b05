"""The whole client against the simulated OpenVox UC, which is a real server."""

from __future__ import annotations

import contextlib
import hashlib
from datetime import timedelta

import pytest

from ctiapp.model import commands
from ctiapp.model.agents import AgentKind
from ctiapp.model.call import EndReason, FailReason, LegState, Phase
from ctiapp.model.commands import Capability, ListenMode
from ctiapp.model.directory import LineState, PlaceKind, Presence
from ctiapp.model.errors import (
    AddressBlocked,
    CannotConnect,
    CredentialsRejected,
    ExtensionNotFound,
    LinkLost,
    NoSuchFunction,
    NoSuchTarget,
    NotPermitted,
    NotSupported,
    TokenExpired,
    UsageError,
    WireError,
)
from ctiapp.model.events import CallRecorded
from ctiapp.model.ids import ExtensionId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.address import Origin
from ctiapp.pbx.interface import Account, Credentials, Listening
from ctiapp.pbx.openvox.capabilities import CAPABILITIES
from ctiapp.pbx.openvox.client import OpenVox, origins
from ctiapp.pbx.openvox.unprinted import PROBES
from tests.pbx.openvox.desk import COLLEAGUE, ME, Desk, following

# --- where it is ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pbx.example.com", (Origin(True, "pbx.example.com", 9011),)),
        ("http://10.0.0.5", (Origin(False, "10.0.0.5", 9011),)),
        ("https://10.0.0.5", (Origin(True, "10.0.0.5", 9011),)),
        ("http://10.0.0.5:80", (Origin(False, "10.0.0.5", 80),)),
        ("10.0.0.5:8443", (Origin(True, "10.0.0.5", 8443),)),
        ("http://10.0.0.5:9011/api/v0.0.1/", (Origin(False, "10.0.0.5", 9011),)),
    ],
)
def test_it_is_looked_for_at_its_own_port(text: str, found: tuple[Origin, ...]) -> None:
    assert origins(text) == found


def test_an_address_that_is_none() -> None:
    with pytest.raises(UsageError):
        origins("http://10.0.0.5/somewhere")


# --- signing in ----------------------------------------------------------------------------------


async def test_signing_in_finds_oneself(desk: Desk) -> None:
    client = desk.client()
    signed_in = await client.sign_in(Credentials(desk.secret))

    assert signed_in.me.number == ME
    assert signed_in.me.name
    assert signed_in.pbx.kind == "openvox"
    assert signed_in.capabilities == CAPABILITIES
    assert signed_in.logged_in
    asked = [each["endpoint"] for each in desk.pbx.face.requests]
    assert asked == ["login", "extension/query", "queue/query", "ivr/query"]
    assert not (await client.sign_in(Credentials(desk.secret))).logged_in


async def test_neither_the_password_nor_its_digest_is_anywhere(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await desk.signed_in()
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


async def test_an_extension_that_is_not_there(desk: Desk) -> None:
    client = desk.client(extension=Number("2999"))
    with pytest.raises(ExtensionNotFound):
        await client.sign_in(Credentials(desk.secret))
    assert client.tokens is None


async def test_nobody_answers() -> None:
    account = Account("openvox", "http://127.0.0.1:9", "c", ME, listen=Listening("127.0.0.1", 0))
    client = OpenVox(account)
    with pytest.raises(CannotConnect):
        await client.sign_in(Credentials("secret"))
    with pytest.raises(LinkLost):
        async with client.stream():
            pass
    await client.close(revoke=True)


async def test_a_heartbeat_is_sent_after_ten_minutes_and_says_where_events_go(desk: Desk) -> None:
    client = await desk.signed_in()
    before = client.tokens
    desk.now += timedelta(minutes=9)
    assert not await client.keep_token_fresh()
    assert desk.asked("heartbeat") == []
    desk.now += timedelta(minutes=2)
    assert not await client.keep_token_fresh()
    (beat,), (login,) = desk.asked("heartbeat"), desk.asked("login")
    assert client.tokens is not None
    assert before is not None
    assert client.tokens.access == before.access
    for name in ("port", "url", "urltag"):
        assert beat["body"][name] == login["body"][name]  # type: ignore[index]
    assert beat["body"]["ipaddr"] == "127.0.0.1"  # type: ignore[index]
    async with following(client) as seen:
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        await seen.until(seen.phase(Phase.RINGING))


async def test_a_token_that_died_is_told(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.pbx.face.expire_tokens()
    with pytest.raises(TokenExpired):
        await client.snapshot()
    assert client.tokens is None
    assert (await client.sign_in(Credentials(desk.secret))).logged_in


# --- calls ---------------------------------------------------------------------------------------


async def test_a_call_from_outside_to_its_end(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        call_id = desk.control("call", **{"from": "0301234567", "to": "2000"})["call_id"]
        await seen.until(seen.phase(Phase.RINGING))
        assert seen.call.remote_number == Number("0301234567")
        assert seen.call.trunk
        (ringing,) = (await client.snapshot()).calls
        assert {leg.number.text: leg.state for leg in ringing.legs} == {
            "0301234567": LegState.INITIATED,
            "2000": LegState.ALERTING,
        }
        desk.control("pickup", extension="2000")
        await seen.until(seen.phase(Phase.TALKING))
        (talking,) = (await client.snapshot()).calls
        assert {leg.state for leg in talking.legs} == {LegState.CONNECTED}
        assert (await client.lines() or {})[ME] is LineState.BUSY
        assert await client.calls_of(ME) == (talking,)
        assert talking in await client.all_calls()
        assert await client.call(talking.call_id) == talking
        desk.control("caller_hangup", call_id=call_id)
        await seen.until(seen.phase(Phase.ENDED))
        assert seen.call.end is not None
        assert seen.call.end.reason is EndReason.REMOTE_HUNG_UP
        await seen.until(lambda: any(isinstance(each, CallRecorded) for each in seen.events))
        (record,) = (each for each in seen.events if isinstance(each, CallRecorded))
        assert record.call_id == seen.call.call_id
        assert record.ended is not None
        assert (await client.snapshot()).calls == ()
        assert await client.call(talking.call_id) is None


@pytest.mark.parametrize("quirk", ["answered_too", "bye_keeps_id", "record_has_third_id"])
async def test_a_call_inside_whatever_ids_its_reports_bear(desk: Desk, quirk: str) -> None:
    desk.control("face", name=quirk, value=True)
    client = await desk.signed_in()
    async with following(client) as seen:
        for _ in range(2):
            desk.control("dial", extension="2001", number="2000")
            await seen.until(seen.phase(Phase.RINGING))
            assert seen.call.remote_number == COLLEAGUE
            desk.control("pickup", extension="2000")
            await seen.until(seen.phase(Phase.TALKING))
            desk.control("hangup", extension="2000")
            await seen.until(seen.phase(Phase.ENDED))
            assert seen.call.end is not None
            assert seen.call.end.reason is EndReason.HUNG_UP
        await seen.until(lambda: sum(isinstance(each, CallRecorded) for each in seen.events) == 2)
        records = [each.call_id for each in seen.events if isinstance(each, CallRecorded)]
        assert set(records) == {call.call_id for call in seen.store.calls}
        assert len(seen.store.calls) == 2


async def test_dialling_a_colleague_and_holding(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        answer = await client.execute(commands.Dial(ME, COLLEAGUE, auto_answer=True))
        assert answer.call_id is None
        await seen.until(
            lambda: seen.phase(Phase.DIALING)() and seen.call.remote_number == COLLEAGUE
        )
        desk.control("pickup", extension="2001")
        await seen.until(seen.phase(Phase.TALKING))
        own = seen.call.own_leg
        assert own is not None
        await client.execute(commands.HoldLeg(own.leg_id))
        assert seen.call.phase is Phase.HELD
        await seen.look()
        assert seen.call.phase is Phase.HELD
        await client.execute(commands.ResumeLeg(own.leg_id))
        assert seen.call.phase is Phase.TALKING
        await client.execute(commands.HangUpLeg(own.leg_id))
        await seen.until(seen.phase(Phase.ENDED))
        assert seen.call.end is not None
        assert seen.call.end.reason is EndReason.HUNG_UP


async def test_dialling_outside(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        await client.execute(commands.Dial(ME, Number("03091234567"), auto_answer=True))
        await seen.until(seen.phase(Phase.DIALING))
        await seen.until(lambda: seen.call.remote_number == Number("03091234567"))
        assert [each["endpoint"] for each in desk.pbx.face.requests][
            -1
        ] == "extension/dial_outbound"
        (asked,) = (await client.snapshot()).calls
        assert asked.call_id == seen.call.call_id
        desk.control("outside_answer", call_id=asked.call_id)
        await seen.until(seen.phase(Phase.TALKING))


async def test_a_short_number_that_is_nobodys_is_dialled_outside(desk: Desk) -> None:
    client = await desk.signed_in()
    await client.execute(commands.Dial(ME, Number("112"), auto_answer=True))
    dialled = [each["endpoint"] for each in desk.pbx.face.requests][-2:]
    assert dialled == ["extension/dial_extension", "extension/dial_outbound"]


async def test_an_emergency_number_that_is_somebodys_in_the_house_reaches_them(desk: Desk) -> None:
    client = await desk.signed_in()
    assert [page async for page in client.extensions()]  # now it is known who is in the house
    before = len(desk.pbx.face.requests)
    await client.execute(commands.Dial(ME, COLLEAGUE, auto_answer=True, emergency=True))
    dialled = [each["endpoint"] for each in desk.pbx.face.requests][before:]
    assert dialled == ["extension/dial_extension"]


async def test_a_colleague_refuses(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        await client.execute(commands.Dial(ME, COLLEAGUE, auto_answer=True))
        await seen.until(
            lambda: seen.phase(Phase.DIALING)() and seen.call.remote_number == COLLEAGUE
        )
        desk.control("refuse", extension="2001")
        await seen.until(seen.phase(Phase.ENDED))
        assert seen.call.end is not None
        assert seen.call.end.failed is FailReason.DECLINED


async def test_one_rejects_a_call(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        desk.control("dial", extension="2001", number="2000")
        await seen.until(seen.phase(Phase.RINGING))
        own = seen.call.own_leg
        assert own is not None
        await client.execute(commands.HangUpLeg(own.leg_id))
        await seen.until(seen.phase(Phase.ENDED))
        assert seen.call.end is not None
        assert seen.call.end.reason is EndReason.REJECTED


async def test_a_second_call_from_outside_is_rejected_by_its_line(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        await seen.until(seen.phase(Phase.RINGING))
        desk.control("pickup", extension="2000")
        await seen.until(seen.phase(Phase.TALKING))
        desk.control("call", **{"from": "0307654321", "to": "2000"})
        await seen.until(lambda: len(seen.store.calls) == 2)
        own = seen.call.own_leg
        assert own is not None
        await client.execute(commands.HangUpLeg(own.leg_id))
        await seen.until(seen.phase(Phase.ENDED))
        assert desk.asked("extension/hangup") == []
        assert len([call for call in seen.store.calls if call.end is None]) == 1


async def test_an_outside_caller_can_be_hung_up_and_a_called_one_cannot(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        await seen.until(seen.phase(Phase.RINGING))
        remote = seen.call.remote
        assert remote is not None
        await client.execute(commands.HangUpLeg(remote.leg_id))
        await seen.until(seen.phase(Phase.ENDED))
    with pytest.raises(NotSupported):
        await client.execute(commands.HangUpLeg(LegId("outbound:7.1@7.1")))
    with pytest.raises(NoSuchTarget):
        await client.execute(commands.HangUpLeg(LegId("PJSIP/2000-1")))


async def test_a_lost_end_is_found_by_a_look(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as seen:
        call_id = desk.control("call", **{"from": "0301234567", "to": "2000"})["call_id"]
        await seen.until(seen.phase(Phase.RINGING))
        desk.control("caller_hangup", call_id=call_id)
        await seen.look()
        assert seen.call.phase is Phase.ENDED


async def test_a_call_found_by_a_look_goes_on_by_its_events(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": "0301234567", "to": "2000"})
    async with following(client) as seen:
        await seen.look()
        assert seen.call.phase is Phase.RINGING
        desk.control("pickup", extension="2000")
        await seen.until(seen.phase(Phase.TALKING))
        desk.control("hangup", extension="2000")
        await seen.until(seen.phase(Phase.ENDED))
        assert len(seen.store.calls) == 1


async def test_ones_own_idle_line_wishes_for_a_look(desk: Desk) -> None:
    """Nothing else tells of a phone that stops ringing because somebody else was quicker."""
    client = await desk.signed_in()
    async with following(client) as seen:
        idle = '{"action":"ExtensionStatus","extension":"2000","status":"Idle"}'
        client.parse(idle)
        assert seen.doubts == 0
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        await seen.until(seen.phase(Phase.RINGING))
        client.parse(idle)
        assert seen.doubts == 1


async def test_listening_in(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": "0301234567", "to": "2001"})
    desk.control("pickup", extension="2001")
    desk.control("rights", extension="2001", monitored=True)
    await client.snapshot()
    (call,) = await client.calls_of(COLLEAGUE)
    theirs = next(leg for leg in call.legs if leg.number == COLLEAGUE)
    for mode in ListenMode:
        with contextlib.suppress(NotPermitted):
            await client.execute(commands.ListenIn(theirs.leg_id, ME, mode))
    bodies = [each["body"] for each in desk.pbx.face.requests][-3:]
    assert bodies == [
        {"listener": "2000", "listenedext": "2001"},
        {"whisperer": "2000", "whisperedext": "2001"},
        {"bargein": "2000", "bargedext": "2001"},
    ]


async def test_what_this_pbx_cannot_do_is_not_sent(desk: Desk) -> None:
    client = await desk.signed_in()
    before = len(desk.pbx.face.requests)
    for command in (
        commands.MuteLeg(LegId("ext:2000@1"), on=True),
        commands.ParkLeg(LegId("ext:2000@1")),
        commands.TransferLeg(LegId("inbound:1@1"), COLLEAGUE, ME),
        commands.SetPresence(ExtensionId("2000"), Presence.AWAY),
    ):
        with pytest.raises(NotSupported):
            await client.execute(command)
    assert len(desk.pbx.face.requests) == before


@pytest.mark.parametrize("no_page", [False, True])
async def test_an_endpoint_that_this_firmware_lacks_takes_its_verb_away(
    desk: Desk, no_page: bool
) -> None:
    desk.control("face", name="missing_has_no_page", value=no_page)
    client = await desk.signed_in()
    told: list[frozenset[Capability]] = []
    client.heed_rights(lambda: told.append(client.withdrawn))
    desk.control("face", name="missing", value=["extension/dial_extension"])
    for _ in range(2 if no_page else 1):  # a missing page may be of a web server that starts anew
        assert told == []
        with pytest.raises(NoSuchFunction if no_page else NotSupported):
            await client.execute(commands.Dial(ME, COLLEAGUE))
        await client.lines()
    assert told == [{Capability.DIAL, Capability.AUTO_ANSWER, *PROBES}]


@pytest.mark.parametrize("no_page", [False, True])
async def test_a_list_that_this_firmware_lacks_takes_its_place_away(
    desk: Desk, no_page: bool
) -> None:
    desk.control("face", name="missing_has_no_page", value=no_page)
    desk.control("face", name="missing", value=["queue/query", "wakeupcall/query"])
    client = await desk.signed_in()
    assert await client.queues() == ()
    assert client.withdrawn == {Capability.QUEUES, *PROBES}
    assert client.hotel is not None
    with pytest.raises(NotSupported):
        await client.hotel.alarms_of(ExtensionId("2000"))
    assert client.withdrawn == {Capability.QUEUES, Capability.WAKE_UPS, *PROBES}
    assert (await client.snapshot()).complete


async def test_the_events_of_another_pbx_are_left_out(desk: Desk) -> None:
    client = await desk.signed_in()
    ring = '{"action":"RING","callid":"1.1","ext":{"extid":["2000","2001"]},"sn":"%s"}'
    assert client.parse(ring % "a1")
    with pytest.raises(WireError):
        client.parse(ring.replace("1.1", "1.2") % "a2")


async def test_a_pbx_that_answers_in_xml_is_spoken_to_in_xml(desk: Desk) -> None:
    client = await desk.signed_in()
    client._speech.read(b"<xml><status>Success</status></xml>")
    (found,) = [one async for page in client.extensions() for one in page.items if one.number == ME]
    assert found.number == ME
    await client.snapshot()
    assert desk.pbx.face.requests[-1]["endpoint"] == "outbound/query"


# --- the directory, queues, the past -------------------------------------------------------------


async def test_who_is_there(desk: Desk) -> None:
    client = await desk.signed_in()
    found = [one async for page in client.extensions() for one in page.items]
    assert len(found) == 24
    assert next(one for one in found if one.number == ME).email
    assert (await client.extension(COLLEAGUE)) == found[1]
    assert await client.extension(Number("9999")) is None
    assert [page.items async for page in client.contacts()] == [()]
    assert {place.kind for place in await client.places()} == {PlaceKind.QUEUE, PlaceKind.IVR}


async def test_an_agent_comes_goes_and_rests(desk: Desk) -> None:
    client = await desk.signed_in()
    queue = (await client.queues())[0]
    assert queue.kind_of(ME) is AgentKind.DYNAMIC
    me, queue_ids = ExtensionId("2000"), (queue.queue_id,)

    async def mine() -> tuple[bool, bool]:
        (status,) = [each for each in await client.agents(queue.queue_id) if each.number == ME]
        return status.logged_in, status.paused

    await client.execute(commands.LogAgent(me, queue_ids, on=True))
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
        await client.queue_rules(QueueId("9999"))


async def test_nothing_tells_that_an_extension_was_edited(desk: Desk) -> None:
    """The sheet has no event of it."""
    assert not (await desk.signed_in()).tells_edits
