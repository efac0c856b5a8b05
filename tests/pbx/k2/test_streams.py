"""The two ways of a K2's events, at a simulated PBX: closed ways are said, lost ends are found."""

from __future__ import annotations

import asyncio
import itertools
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    CannotConnect,
    CredentialsRejected,
    CtiError,
    EventsBlocked,
    EventsOutdated,
    EventsSilent,
    LinkLost,
    TokenExpired,
    UsageError,
    WireError,
)
from ctiapp.model.ids import CallId
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.k2 import streams
from ctiapp.pbx.k2.streams import AGAIN_S, MAX_EARLY
from tests.pbx.k2.desk import COLLEAGUE, ME, Desk, following

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def test_a_restart_voids_what_is_known_of_calls(desk: Desk) -> None:
    doubts: list[bool] = []
    by_tcp = await desk.signed_in(desk.by_tcp())
    by_tcp.heed_doubt(lambda: doubts.append(True))
    async with following(by_tcp) as next_of:
        desk.pbx.face.send_raw('{"event":"BootUp"}')
        assert (await next_of(events.Reported)).name == "pbx-restarted"
    assert doubts == [True]
    client = await desk.signed_in()
    async with following(client) as next_of:
        desk.pbx.face.send_raw('{"event":"BootUp"}')
        await next_of(events.Reported)
        with pytest.raises(LinkLost):
            await next_of(events.Reported)


async def test_a_talk_whose_end_was_not_heard_is_found_gone(desk: Desk) -> None:
    told: list[events.PbxEvent] = []
    client = await desk.signed_in()
    client.heed_events(told.append)
    async with following(client) as next_of:
        call_id = desk.control("call", **{"from": "0301234567", "to": "2000"})["call_id"]
        desk.control("pickup", extension="2000")
        while not client._streams.ears.talks(ME):
            await next_of(events.CallReported)
        await client._streams.beat()
        assert told == []
        desk.control("cut")
        desk.control("hangup", extension="2000")
        await client._streams.beat()
        await client._streams.beat()
    assert told == [
        events.CallGone(CallId(str(call_id))),
        events.LineChanged(ME, LineState.IDLE),
    ]


async def test_a_line_whose_call_ended_unheard_is_free_once_its_phone_is(desk: Desk) -> None:
    told: list[events.PbxEvent] = []
    client = await desk.signed_in()
    client.heed_events(told.append)
    free = events.LineChanged(COLLEAGUE, LineState.IDLE)
    async with following(client) as next_of:
        call_id = desk.control("call", **{"from": "0301234567", "to": "2001"})["call_id"]
        desk.control("pickup", extension="2001")
        while (await next_of(events.LineChanged)).state is not LineState.BUSY:
            pass
        idle = '{"event":"ExtensionStatus","extension":"2001","status":"Registered"}'
        desk.pbx.face.send_raw(idle)
        await next_of(events.RegistrationChanged)
        await client._streams.beat()
        assert free not in told  # it moved: the call goes on
        desk.control("cut")
        desk.control("hangup", extension="2001")
        client.parse(idle)
        told.clear()
        await client._streams.beat()
        assert told == [events.CallGone(CallId(str(call_id))), free]
        await client._streams.beat()
        assert len(told) == 2


async def test_a_port_that_refuses_the_password_is_not_asked_again(desk: Desk) -> None:
    client = await desk.signed_in(desk.by_tcp())
    client._streams.secret = "something else"
    with pytest.raises(CredentialsRejected):
        async with following(client) as next_of:
            await next_of(events.CallReported)


async def refused_at(desk: Desk, port: int) -> CtiError:
    """How the event port that is named lets one in, whom the PBX let in."""
    client = await desk.signed_in(desk.by_tcp(event_port=port))
    with pytest.raises(CtiError) as caught:
        async with client.stream() as stream:
            await anext(stream.frames())
    assert caught.value.params == {"address": "127.0.0.1", "port": port}
    return caught.value


async def test_a_port_at_which_nothing_answers_is_named_and_not_the_pbx(desk: Desk) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        error = await refused_at(desk, free.getsockname()[1])
    assert isinstance(error, CannotConnect)
    assert error.key == "error.event_port_closed"


async def test_a_port_that_is_another_s_is_named_and_not_the_secret(desk: Desk) -> None:
    """The likeliest slip: the port of the PBX's web pages. Or it just closes."""
    async with port_of_its_own() as port:
        port.shuts = True
        for number in (int(desk.pbx.url.rpartition(":")[2]), port.number):
            error = await refused_at(desk, number)
            assert isinstance(error, CredentialsRejected)
            assert error.key == "error.event_port_refused"


async def test_a_port_that_takes_its_time_to_close_is_named_as_well(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctiapp.pbx.k2.eventport.SETTLE_S", 0)
    async with port_of_its_own() as port:
        port.shuts = True
        error = await refused_at(desk, port.number)
    assert isinstance(error, LinkLost)
    assert error.key == "error.event_port_refused"


async def test_a_port_that_took_it_before_may_be_starting(desk: Desk) -> None:
    client = await desk.signed_in(desk.by_tcp())
    async with following(client) as next_of:
        desk.pbx.face.send_raw('{"event":"BootUp"}')
        await next_of(events.Reported)
    client._streams.secret = "something else"
    for kind in (*[LinkLost] * (MAX_EARLY - 1), CredentialsRejected):
        with pytest.raises(kind):
            async with client.stream() as stream:
                await anext(stream.frames())


async def test_a_port_that_told_events_before_is_asked_again_after_a_while(desk: Desk) -> None:
    now_s = 100.0
    async with port_of_its_own() as port:
        port.said = b'{"event":"sms-send"}'
        client = desk.by_tcp(event_port=port.number, clock=lambda: now_s)
        await desk.signed_in(client)

        async def tried() -> None:
            async with following(client) as next_of:
                await next_of(events.Reported)

        await tried()
        port.said, port.shuts = b"", True
        for _ in range(MAX_EARLY):
            with pytest.raises(LinkLost):
                await tried()
        assert len(port.asked) == 1 + MAX_EARLY
        for since_s, asked in ((0, 0), (AGAIN_S - 1, 0), (1, 1), (1, 1)):
            now_s += since_s
            with pytest.raises(LinkLost):
                await tried()
            assert len(port.asked) == 1 + MAX_EARLY + asked
        now_s += AGAIN_S
        port.said, port.shuts = b'{"event":"sms-send"}', False
        await tried()


async def test_a_port_that_breaks_is_a_lost_link(desk: Desk) -> None:
    client = await desk.signed_in(desk.by_tcp())
    async with following(client) as next_of:
        desk.pbx.face.send_raw('{"event":"BootUp"}')
        await next_of(events.Reported)
        desk.control("cut")
        with pytest.raises(LinkLost):
            await next_of(events.CallReported)


class Port:
    """An event port of which a test says what it tells, and whether it closes after the log-in.

    Attributes:
        said: is written after each log-in.
        shuts: whether the connection ends then.
        asked: each log-in.
    """

    def __init__(self) -> None:
        self.said = b""
        self.shuts = False
        self.asked: list[bytes] = []
        self.number = 0

    async def attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(self.said)
            if not self.shuts:
                await reader.read()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def port_of_its_own() -> AsyncIterator[Port]:
    port = Port()
    async with await asyncio.start_server(port.attend, "127.0.0.1", 0) as server:
        port.number = server.sockets[0].getsockname()[1]
        yield port


@pytest.mark.parametrize("said", [b"", b"ERR wrong user or secret\r\n"])
async def test_a_port_that_stays_silent_in_a_call_is_said(desk: Desk, said: bytes) -> None:
    seconds = itertools.count(100.0, 4.0)
    async with port_of_its_own() as port:
        port.said = said
        client = desk.by_tcp(event_port=port.number, beat_s=0.01, clock=lambda: next(seconds))
        await desk.signed_in(client)
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        with pytest.raises(EventsSilent) as caught:
            async with client.stream() as stream:
                await anext(stream.frames())
        with pytest.raises(EventsSilent):  # perhaps it refused: five of these lock the address
            async with client.stream():
                pass
        assert len(port.asked) == 1
    assert caught.value.params == {"address": "127.0.0.1", "port": port.number}


@pytest.mark.expected_log("an event was left out")
async def test_what_the_port_left_out_leaves_a_doubt(desk: Desk) -> None:
    doubts: list[bool] = []
    client = await desk.signed_in(desk.by_tcp())
    client.heed_doubt(lambda: doubts.append(True))
    async with following(client) as next_of:
        desk.pbx.face.send_raw('{"event":"CallStatus","callid":"5" 1","members":[]}\r\n')
        desk.pbx.face.send_raw('{"event":"sms-send"}')
        await next_of(events.Reported)
    assert doubts == [True]


async def test_a_pbx_that_no_longer_answers_ends_the_stream_of_its_port(desk: Desk) -> None:
    client = await desk.signed_in(desk.by_tcp(beat_s=0.01))
    desk.pbx.face.expire_tokens()
    async with client.stream() as stream:
        with pytest.raises(TokenExpired):
            await anext(stream.frames())


async def test_no_port_without_a_token(desk: Desk) -> None:
    client = desk.by_tcp()
    with pytest.raises(TokenExpired):
        async with client.stream():
            pass


async def test_a_sign_of_life_does_not_take_events_from_another_desk(desk: Desk) -> None:
    client = await desk.signed_in()
    await client._streams.beat()
    assert not desk.asked("heartbeat")


class Posts:
    """A way on which events are posted, which a test closes and opens; the clock is its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now_s = 100.0
        self.client = desk.client(clock=lambda: self.now_s)

    async def a_call_is_missed(self) -> EventsBlocked:
        """Nobody tells of it on a stream that was just opened."""
        async with self.client.stream():
            self.desk.control("call", **{"from": "0301234567", "to": "2000"})
            await self.client._streams.beat()
            self.now_s += 15
            with pytest.raises(EventsBlocked) as caught:
                await self.client._streams.beat()
        self.desk.control("hangup", extension="2000")
        return caught.value

    async def something_comes(self) -> None:
        async with following(self.client) as next_of:
            self.desk.pbx.face.send_raw('{"event":"sms-send"}')
            await next_of(events.Reported)

    async def is_blocked(self) -> bool:
        """Whether a stream is refused, for the reason that nothing comes."""
        try:
            async with self.client.stream():
                return False
        except EventsBlocked:
            return True


@pytest.fixture
async def posts(desk: Desk) -> Posts:
    posts = Posts(desk)
    await desk.signed_in(posts.client)
    return posts


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for long that does not come."""
    monkeypatch.setattr(streams, "POSTED_S", 0.05)


@pytest.mark.usefixtures("hasty")
async def test_a_call_that_no_event_tells_of_shows_that_the_way_is_closed(posts: Posts) -> None:
    posts.desk.control("cut")
    blocked = await posts.a_call_is_missed()
    assert blocked.params["address"] == "127.0.0.1"

    for heartbeats in (1, 2, 3):  # it is said again where events are wanted
        assert await posts.is_blocked()
        assert len(posts.desk.asked("heartbeat")) == heartbeats


async def test_a_picture_that_shows_a_call_does_not_hide_that_the_way_is_closed(
    posts: Posts,
) -> None:
    """Those who look get one every ten seconds, and more often where one looks strange."""
    desk, client = posts.desk, posts.client
    desk.control("cut")
    async with client.stream():
        assert not (await client.snapshot()).calls
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        posts.now_s += 2
        assert (await client.snapshot()).calls
        await client._streams.beat()
        posts.now_s += 7
        assert (await client.snapshot()).calls
        await client._streams.beat()
        posts.now_s += 1
        with pytest.raises(EventsBlocked):
            await client._streams.beat()
    assert not client.hears


async def test_a_call_that_went_on_when_the_stream_was_opened_needs_no_event(posts: Posts) -> None:
    posts.desk.control("call", **{"from": "0301234567", "to": "2000"})
    posts.desk.control("cut")
    async with posts.client.stream():
        for _ in range(4):
            assert (await posts.client.snapshot()).calls
            await posts.client._streams.beat()
            posts.now_s += 15


@pytest.mark.usefixtures("hasty")
async def test_a_way_that_was_open_before_is_believed_in_once(posts: Posts) -> None:
    """Another desk may have had the events: a quiet PBX has nothing to post, and nobody waits."""
    await posts.something_comes()
    posts.desk.control("cut")
    await posts.a_call_is_missed()
    assert not await posts.is_blocked()
    assert len(posts.desk.asked("heartbeat")) == 1
    await posts.a_call_is_missed()
    assert await posts.is_blocked()
    assert await posts.is_blocked()


async def test_what_waited_shows_that_the_way_is_open_and_is_delivered(
    posts: Posts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "POSTED_S", 60.0)
    posts.desk.control("cut")
    await posts.a_call_is_missed()
    posts.desk.control("face", name="reachable", value=True)
    async with following(posts.client) as next_of:
        await next_of(events.CallReported)
    assert not await posts.is_blocked()
    assert len(posts.desk.asked("heartbeat")) == 1


@pytest.mark.usefixtures("hasty")
async def test_what_came_while_nobody_listened_shows_it_as_well(
    posts: Posts, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts.desk.control("cut")
    await posts.a_call_is_missed()
    assert await posts.is_blocked()
    monkeypatch.setattr(streams, "POSTED_S", 60.0)
    posts.desk.control("face", name="reachable", value=True)
    receiver = posts.client._streams._receiver
    assert receiver is not None
    assert await receiver.heard(10)
    assert not await posts.is_blocked()


async def test_the_events_of_another_pbx_are_left_out(desk: Desk) -> None:
    doubts: list[bool] = []
    client = await desk.signed_in()
    client.heed_doubt(lambda: doubts.append(True))
    ring = '{"event":"CallStatus","callid":"%s","sn":"%s","members":[]}'
    async with following(client) as next_of:
        call_id = desk.control("call", **{"from": "0301234567", "to": "2000"})["call_id"]
        told = await next_of(events.CallReported)
        assert str(told.report.call_id) == call_id
    for sn in ("evil", "evil", "3"):
        with pytest.raises(WireError):
            client.parse(ring % (call_id, sn))
    await client.snapshot()
    with pytest.raises(WireError):
        client.parse(ring % (call_id, "evil"))
    assert not doubts  # this PBX's number was in an event before


async def test_another_number_in_events_is_believed_once_the_pbx_tells_of_the_call(
    desk: Desk,
) -> None:
    doubts: list[bool] = []
    client = await desk.signed_in()
    client.heed_doubt(lambda: doubts.append(True))
    ring = '{"event":"CallStatus","callid":"%s","sn":"%s","members":[]}'
    with pytest.raises(WireError):
        client.parse(ring % ("666", "evil"))
    assert doubts == [True]
    call_id = desk.control("call", **{"from": "0301234567", "to": "2000"})["call_id"]
    with pytest.raises(WireError):
        client.parse(ring % (call_id, "its-own"))
    assert not client.hears
    await client.snapshot()
    assert client.hears
    assert client.parse(ring % (call_id, "its-own"))
    with pytest.raises(WireError):
        client.parse(ring % ("666", "evil"))


async def test_an_event_that_was_lost_leaves_a_doubt(desk: Desk) -> None:
    now_s = 100.0
    doubts: list[bool] = []
    client = await desk.signed_in(desk.client(clock=lambda: now_s))
    client.heed_doubt(lambda: doubts.append(True))
    async with following(client) as next_of:
        desk.control("events", drop=1000)
        desk.control("call", **{"from": "0301234567", "to": "2000"})
        desk.control("events")
        await client._streams.beat()
        now_s += 15
        desk.pbx.face.send_raw('{"event":"sms-send"}')
        await next_of(events.Reported)
        await client._streams.beat()
    assert doubts == [True]


async def test_a_pbx_that_sends_by_tcp_alone_says_so(desk: Desk) -> None:
    desk.control("face", name="transport", value="TCP")
    client = desk.client()
    with pytest.raises(UsageError) as caught:
        await client.sign_in(Credentials(desk.secret))
    assert caught.value.key == "account.events_by_tcp"
    assert desk.pbx.face.live_tokens() == 0
    await desk.signed_in(desk.by_tcp())


async def test_the_port_of_a_pbx_that_sends_by_http_is_not_shown_the_password(desk: Desk) -> None:
    desk.control("face", name="transport", value="HTTP")
    async with port_of_its_own() as port:
        client = desk.by_tcp(event_port=port.number)
        with pytest.raises(UsageError) as caught:
            await client.sign_in(Credentials(desk.secret))
        with pytest.raises(TokenExpired):
            async with client.stream():
                pass
        assert not port.asked
    assert caught.value.key == "account.events_by_http"
    assert desk.pbx.face.live_tokens() == 0
    await desk.signed_in()


@pytest.mark.parametrize("by_tcp", [False, True])
async def test_events_of_the_older_dialect_end_the_stream_and_are_said(
    desk: Desk, *, by_tcp: bool
) -> None:
    """Not one could be read: the window would stand as live, and blind."""
    now_s = 100.0
    make = desk.by_tcp if by_tcp else desk.client
    client = await desk.signed_in(make(clock=lambda: now_s))

    async with client.stream() as stream:
        desk.pbx.face.send_raw('{"action":"RING","callid":"1.1"}')
        frames = stream.frames()
        frame, _ = await anext(frames)
        with pytest.raises(WireError):
            client.parse(frame)
        with pytest.raises(EventsOutdated):
            await anext(frames)
    now_s += AGAIN_S - 1
    with pytest.raises(EventsOutdated):
        async with client.stream():
            pass
    now_s += 1
    async with following(client) as next_of:
        desk.pbx.face.send_raw('{"event":"sms-send"}')
        await next_of(events.Reported)
    beats = [each["body"] for each in desk.asked("heartbeat")]
    assert all(beat["version"] == "2.0.0" for beat in beats)  # type: ignore[index]
    assert len(beats) == (0 if by_tcp else 1)
