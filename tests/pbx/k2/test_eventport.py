"""The event port over a real socket: clear text in, objects out, and a refusal told once."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import (
    CannotConnect,
    CredentialsRejected,
    LinkLost,
    LinkTimeout,
    UsageError,
)
from ctiapp.pbx.k2 import eventport
from ctiapp.pbx.k2.eventport import EventPort, log_in_text, open_event_port
from tests.pbx.k2.frames import text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Attend = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

BLOCK = b"Action: login\r\nUsername: ctiapp\r\nSecret: pass word\r\nVersion: 2.0.0\r\n\r\n"


@asynccontextmanager
async def port_that(attend: Attend) -> AsyncIterator[int]:
    """Serve the event port as a test says."""

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await attend(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(served, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@asynccontextmanager
async def opened(port: int, clock: Callable[[], float] | None = None) -> AsyncIterator[EventPort]:
    opening = open_event_port(
        "127.0.0.1", port, "ctiapp", "pass word", open_s=2, **({"clock": clock} if clock else {})
    )
    async with opening as stream:
        yield stream


async def all_of(stream: EventPort) -> list[str]:
    return [frame async for frame, _ in stream.frames()]


def telling(*pieces: bytes) -> Attend:
    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\r\n\r\n") == BLOCK
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return attend


def test_the_log_in_is_four_lines_and_a_blank_one() -> None:
    assert log_in_text("ctiapp", "pass word") == BLOCK
    for name, secret in (("a\nAction: x", "s"), ("a", "s\r"), ("a", "s\0")):
        with pytest.raises(UsageError):
            log_in_text(name, secret)


async def test_events_come_out_of_whatever_pieces() -> None:
    told = (text("CallStatus") + "\r\n" + text("BootUp")).encode()
    pieces = [told[at : at + 7] for at in range(0, len(told), 7)]
    greeting = b"Response: Success\r\n\r\n"
    async with port_that(telling(greeting, *pieces)) as port, opened(port) as stream:
        frames = stream.frames()
        found = [await anext(frames), await anext(frames)]
        assert [frame for frame, _ in found] == [text("CallStatus"), text("BootUp")]
        assert found[0][1] <= found[1][1]
        with pytest.raises(LinkLost):
            await anext(frames)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"Response: Error\r\nMessage: Authentication failed\r\n",
        b"ERR wrong user or secret\r\n",
        b'HTTP/1.1 400 Bad Request\r\n\r\n{"status":"Failed"}',
    ],
)
async def test_closed_soon_after_the_log_in_is_a_refusal(said: bytes) -> None:
    async with port_that(telling(said)) as port:
        with pytest.raises(CredentialsRejected) as caught:
            async with opened(port):
                pass
    assert caught.value.code == "event-port"


async def test_a_refusal_that_comes_late_is_still_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eventport, "SETTLE_S", 0)
    go = asyncio.Event()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await go.wait()
        writer.write(b"Response: Error\r\n")

    async with port_that(attend) as port, opened(port) as stream:
        go.set()
        with pytest.raises(CredentialsRejected):
            await all_of(stream)


async def test_closed_after_a_while_is_a_lost_link() -> None:
    now_s = 100.0
    go = asyncio.Event()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await go.wait()

    async with port_that(attend) as port, opened(port, lambda: now_s) as stream:
        now_s += eventport.SOON_S
        go.set()
        with pytest.raises(LinkLost):
            await all_of(stream)


async def test_words_of_refusal_within_an_event_are_an_event() -> None:
    said = b'{"event":"sms-send","status":"Response: Error"}'
    async with port_that(telling(said)) as port, opened(port) as stream:
        assert (await anext(stream.frames()))[0] == said.decode()


async def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(CannotConnect):
        async with opened(port):
            pass
    with pytest.raises(CannotConnect):
        async with opened(70_000):
            pass


async def test_what_has_no_end_ends_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctiapp.pbx.jsonstream.MAX_OBJECT", 100)
    monkeypatch.setattr("ctiapp.pbx.jsonstream.MAX_LOST", 100)
    pieces = [b'{"event":"', *[b"x" * 2**16] * 20]
    async with port_that(telling(*pieces)) as port, opened(port) as stream:
        with pytest.raises(LinkLost, match="without an end"):
            await all_of(stream)


@pytest.mark.expected_log("an event was left out")
async def test_a_quote_too_many_costs_one_event_and_leaves_a_doubt() -> None:
    broken = text("CallStatus").replace('"305"', '"3" 05"', 1) + "\r\n"
    good = (text("CallStatus") + "\r\n").encode()
    left_out: list[bool] = []
    async with port_that(telling(broken.encode(), good)) as port, opened(port) as stream:
        stream.on_left_out = lambda: left_out.append(True)
        assert (await anext(stream.frames()))[0] == text("CallStatus")
    assert left_out == [True]


async def test_an_event_that_is_not_whole_in_time_ends_the_stream() -> None:
    now_s = 100.0
    more = asyncio.Event()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'{}{"event":"')
        await more.wait()
        writer.write(b"not yet")
        await reader.read()

    async with port_that(attend) as port, opened(port, lambda: now_s) as stream:
        frames = stream.frames()
        assert (await anext(frames))[0] == "{}"
        now_s += eventport.WHOLE_S
        more.set()
        with pytest.raises(LinkLost, match="without an end"):
            await anext(frames)


async def test_an_event_that_comes_slowly_is_taken_once_it_is_whole() -> None:
    now_s = 100.0
    more = asyncio.Event()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'{}{"event":"')
        await more.wait()
        writer.write(b'BootUp"}')
        await reader.read()

    async with port_that(attend) as port, opened(port, lambda: now_s) as stream:
        frames = stream.frames()
        assert (await anext(frames))[0] == "{}"
        now_s += eventport.WHOLE_S
        more.set()
        assert (await anext(frames))[0] == '{"event":"BootUp"}'


@pytest.mark.expected_log("an event was left out")
async def test_one_that_is_too_deep_is_left_out() -> None:
    deep = b'{"a":' * 50 + b"1" + b"}" * 50
    async with port_that(telling(deep, deep, b"{}")) as port, opened(port) as stream:
        assert (await anext(stream.frames()))[0] == "{}"


async def test_the_system_watches_over_the_connection_and_asks_at_once() -> None:
    go = asyncio.Event()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"{}")
        await go.wait()

    async with port_that(attend) as port, opened(port) as stream:
        sock = stream._writer.get_extra_info("socket")

        def option(name: str) -> int:
            return int(sock.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)))

        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert option("TCP_KEEPCNT") == eventport._COUNT
        stream.probe()
        stream.probe()
        assert option("TCP_KEEPCNT") == eventport._PROBE_COUNT
        assert (await anext(stream.frames()))[0] == "{}"
        go.set()
    stream.probe()  # on a closed one it does nothing
    stream._calm.cancel()  # type: ignore[union-attr]


async def test_a_side_that_went_silent_is_told_so() -> None:
    go = asyncio.Event()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"{}")
        await go.wait()

    async with port_that(attend) as port, opened(port) as stream:
        frames = stream.frames()
        await anext(frames)
        stream._reader.set_exception(TimeoutError())  # what the system says of such a side
        with pytest.raises(LinkTimeout):
            await anext(frames)
        go.set()
