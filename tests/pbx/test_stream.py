"""One WebSocket, against a server that misbehaves."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from aiohttp import WSMsgType, web

from ctiapp.model.errors import (
    CannotConnect,
    CertificateRejected,
    LinkLost,
    LinkTimeout,
    NotAPbx,
)
from ctiapp.pbx import tls
from ctiapp.pbx.address import candidates
from ctiapp.pbx.stream import HandshakeRefused, Pulse, open_stream
from tests.pbx.certificates import certificate
from tests.pbx.small_server import account, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from ctiapp.pbx.interface import Account
    from ctiapp.pbx.stream import Stream

TOKEN = "t0ken-that-nobody-may-see"
CALM = Pulse("heartbeat", "heartbeat response", every_s=60, within_s=60)
HASTY = Pulse("heartbeat", "heartbeat response", every_s=0.02, within_s=0.02)


def sockets(
    serve: Callable[[web.WebSocketResponse], Awaitable[None]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handler(request: web.Request) -> web.StreamResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        await serve(ws)
        return ws

    return handler


async def listen(ws: web.WebSocketResponse) -> None:
    """Read on until the client leaves."""
    async for _ in ws:
        pass


@asynccontextmanager
async def opened(who: Account, pulse: Pulse = CALM, open_s: float = 5) -> AsyncIterator[Stream]:
    (origin,) = candidates(who.address, ports=(8088,), paths=frozenset())
    context = await tls.context_for(who, origin, timeout_s=5)
    target = f"/openapi/v1.0/subscribe?access_token={TOKEN}"
    async with open_stream(who, origin, target, context, pulse=pulse, open_s=open_s) as stream:
        yield stream


async def test_frames_come_in_order_each_with_its_second_and_the_reply_to_the_pulse_never() -> None:
    async def talk(ws: web.WebSocketResponse) -> None:
        for text in ("one", "heartbeat response", "two"):
            await ws.send_str(text)
        await ws.send_bytes(b"three \xff")
        await listen(ws)

    async with serving(sockets(talk)) as server, opened(account(server.url)) as stream:
        frames = stream.frames()
        got = [await anext(frames) for _ in range(3)]
        await frames.aclose()

        assert server.seen[0].headers["User-Agent"] == "OpenAPI"
        assert server.seen[0].query["access_token"] == TOKEN
    assert [text for text, _ in got] == ["one", "two", "three \ufffd"]
    assert sorted(at for _, at in got) == [at for _, at in got]


async def test_an_event_before_the_answer_is_kept_for_later() -> None:
    async def talk(ws: web.WebSocketResponse) -> None:
        async for message in ws:
            if message.data == "question":
                await ws.send_str("event")
                await ws.send_str("answer")

    async with serving(sockets(talk)) as server, opened(account(server.url)) as stream:
        assert await stream.ask("question", lambda text: text == "answer", within_s=5) == "answer"
        frames = stream.frames()
        assert (await anext(frames))[0] == "event"
        await frames.aclose()


async def test_no_answer_is_a_time_out() -> None:
    async with serving(sockets(listen)) as server, opened(account(server.url)) as stream:
        with pytest.raises(LinkTimeout):
            await stream.ask("question", lambda _: True, within_s=0.02)


async def test_a_refusal_is_read_even_where_the_socket_is_closed_behind_it() -> None:
    async def refuse(ws: web.WebSocketResponse) -> None:
        await ws.send_str("no")
        await ws.close()

    async with serving(sockets(refuse)) as server, opened(account(server.url)) as stream:
        assert await stream.ask("question", lambda _: True, within_s=5) == "no"


@pytest.mark.parametrize("code", [1000, 1001, 1011])
async def test_a_closed_stream_is_lost_however_politely(code: int) -> None:
    async def leave(ws: web.WebSocketResponse) -> None:
        await ws.close(code=code)

    async with serving(sockets(leave)) as server, opened(account(server.url)) as stream:
        with pytest.raises(LinkLost) as caught:
            await anext(stream.frames())

    assert caught.value.code == str(code)


async def test_a_cut_stream_is_lost() -> None:
    async def cut(ws: web.WebSocketResponse) -> None:
        assert ws._req is not None
        assert ws._req.transport is not None
        ws._req.transport.abort()

    async with serving(sockets(cut)) as server, opened(account(server.url)) as stream:
        with pytest.raises(LinkLost):
            await anext(stream.frames())


async def test_a_silent_stream_is_cut() -> None:
    async with serving(sockets(listen)) as server, opened(account(server.url), HASTY) as stream:
        with pytest.raises(LinkTimeout):
            await anext(stream.frames())


async def test_a_stream_that_answers_the_pulse_lives() -> None:
    beats: asyncio.Queue[str] = asyncio.Queue()

    async def answer(ws: web.WebSocketResponse) -> None:
        async for message in ws:
            if message.type is WSMsgType.TEXT:
                beats.put_nowait(message.data)
                await ws.send_str("heartbeat response")
                if beats.qsize() == 2:
                    await ws.send_str("event")

    lively = Pulse("heartbeat", "heartbeat response", every_s=0.3, within_s=0.3)
    async with serving(sockets(answer)) as server, opened(account(server.url), lively) as stream:
        frames = stream.frames()
        assert (await anext(frames))[0] == "event"
        await frames.aclose()

    assert [beats.get_nowait() for _ in range(2)] == ["heartbeat"] * 2


async def _beats(ws: web.WebSocketResponse, beats: asyncio.Queue[str]) -> None:
    async for message in ws:
        if message.type is WSMsgType.TEXT:
            beats.put_nowait(message.data)
            await ws.send_str("heartbeat response")


async def test_whoever_hurries_hears_more_beats_and_only_for_a_time() -> None:
    beats: asyncio.Queue[str] = asyncio.Queue()
    seldom = Pulse("beat", "heartbeat response", every_s=60, within_s=60, hurried_s=0.01)
    serve = sockets(lambda ws: _beats(ws, beats))
    async with serving(serve) as server, opened(account(server.url), seldom) as stream:
        reading = asyncio.create_task(anext(stream.frames()))
        await beats.get()
        stream.hurry(0.2)
        for _ in range(5):
            await beats.get()
        late = 0
        with suppress(TimeoutError):  # after the hurry comes none for a minute
            while late < 100:
                async with asyncio.timeout(0.5):
                    await beats.get()
                late += 1
        assert late < 100
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def test_asking_more_often_gives_a_silent_stream_no_more_time() -> None:
    hasty = Pulse("beat", "heartbeat response", every_s=0.05, within_s=0.3)
    async with serving(sockets(listen)) as server, opened(account(server.url), hasty) as stream:
        with pytest.raises(LinkTimeout):
            async with asyncio.timeout(5):
                await anext(stream.frames())


async def test_a_probe_asks_at_once_and_has_little_patience() -> None:
    wary = Pulse("beat", "heartbeat response", every_s=60, within_s=60, probe_s=0.05)
    async with serving(sockets(listen)) as server, opened(account(server.url), wary) as stream:
        stream.probe()
        with pytest.raises(LinkTimeout) as caught:
            async with asyncio.timeout(5):
                await anext(stream.frames())
    assert caught.value.params == {"silent_s": 0}


async def test_a_stream_that_lives_survives_a_probe() -> None:
    beats: asyncio.Queue[str] = asyncio.Queue()
    wary = Pulse("beat", "heartbeat response", every_s=60, within_s=60, probe_s=0.3)
    serve = sockets(lambda ws: _beats(ws, beats))
    async with serving(serve) as server, opened(account(server.url), wary) as stream:
        reading = asyncio.create_task(anext(stream.frames()))
        await beats.get()
        stream.probe()
        await beats.get()
        done, _ = await asyncio.wait({reading}, timeout=0.6)
        assert not done
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def test_a_frame_without_end_is_not_read() -> None:
    async def flood(ws: web.WebSocketResponse) -> None:
        await ws.send_str("x" * (5 * 2**20))
        await listen(ws)

    async with serving(sockets(flood)) as server, opened(account(server.url)) as stream:
        with pytest.raises(LinkLost):
            await anext(stream.frames())


async def test_an_http_answer_instead_is_handed_over() -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"errcode": 10004}, status=403)

    async with serving(refuse) as server:
        with pytest.raises(HandshakeRefused) as caught:
            async with opened(account(server.url)):
                pytest.fail("it is open")

    assert caught.value.status == 403
    assert json.loads(caught.value.body) == {"errcode": 10004}


async def test_a_redirect_is_not_followed() -> None:
    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("/elsewhere")

    async with serving(away) as server:
        with pytest.raises(HandshakeRefused):
            async with opened(account(server.url)):
                pytest.fail("it is open")
        assert len(server.seen) == 1


async def test_a_handshake_that_never_ends_is_a_time_out() -> None:
    over = asyncio.Event()

    async def hang(_: web.Request) -> web.Response:
        await over.wait()
        return web.Response()

    async with serving(hang) as server:
        with pytest.raises(LinkTimeout):
            async with opened(account(server.url), open_s=0.05):
                pytest.fail("it is open")
        over.set()


async def test_nobody_there_is_cannot_connect() -> None:
    async with serving(sockets(listen)) as server:
        url = server.url

    with pytest.raises(CannotConnect):
        async with opened(account(url)):
            pytest.fail("it is open")


async def test_a_certificate_that_nobody_vouches_for_is_rejected() -> None:
    shown = certificate()
    async with serving(sockets(listen), shown.server) as server:
        with pytest.raises(CertificateRejected) as caught:
            async with opened(account(server.url)):
                pytest.fail("it is open")
        assert server.seen == []

    assert caught.value.sha256 == shown.sha256


async def test_a_pinned_certificate_will_do() -> None:
    shown = certificate("other.example", expired=True)

    async def talk(ws: web.WebSocketResponse) -> None:
        await ws.send_str("event")
        await listen(ws)

    async with (
        serving(sockets(talk), shown.server) as server,
        opened(account(server.url, pin=shown.sha256)) as stream,
    ):
        frames = stream.frames()
        assert (await anext(frames))[0] == "event"
        await frames.aclose()


async def test_plain_text_where_tls_is_due_is_no_pbx() -> None:
    async with serving(sockets(listen)) as server:
        with pytest.raises(NotAPbx):
            async with opened(account(server.url.replace("http:", "https:"))):
                pytest.fail("it is open")


async def test_the_token_is_in_no_log_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=404)

    async with serving(refuse) as server:
        with pytest.raises(LinkLost) as caught:
            async with opened(account(server.url)):
                pytest.fail("it is open")

    assert TOKEN not in caplog.text
    assert TOKEN not in str(caught.value)
    assert caught.value.__cause__ is None
