"""What is posted to us, by a PBX and by strangers."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from ctiapp.model.errors import (
    CannotConnect,
    CannotListen,
    LinkError,
    LinkLost,
    UsageError,
)
from ctiapp.pbx import receiver as receivers
from ctiapp.pbx.address import Origin
from ctiapp.pbx.interface import Listening
from ctiapp.pbx.receiver import Receiver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.pbx.pushed import Pushed

PBX = Origin(secure=False, host="127.0.0.1", port=80)
ANY = Listening(port=0)


class Clock:
    """Monotonic seconds, put forward by the test."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


async def alive() -> None:
    """A PBX that answers."""


@asynccontextmanager
async def receiving(listening: Listening = ANY) -> AsyncIterator[tuple[Receiver, Clock]]:
    clock = Clock()
    receiver = await Receiver.open(listening, PBX, clock=clock)
    try:
        yield receiver, clock
    finally:
        await receiver.close()


async def post(receiver: Receiver, *bodies: str | bytes, method: str = "POST") -> list[int]:
    """Post each as a PBX does, on a connection of its own; return the answers."""
    answers = []
    for body in bodies:
        async with httpx.AsyncClient(trust_env=False) as client:
            url = f"http://{receiver.address_for_pbx()}"
            answers.append((await client.request(method, url, content=body)).status_code)
    return answers


async def taken(stream: Pushed, count: int) -> list[str]:
    frames = stream.frames()
    return [(await anext(frames))[0] for _ in range(count)]


async def test_what_is_posted_comes_out_in_order_with_its_time() -> None:
    async with receiving() as (receiver, clock), receiver.stream(alive) as stream:
        assert await post(receiver, '{"a": 1}') == [200]
        clock.now_s = 107.5
        assert await post(receiver, b'\xef\xbb\xbf{"b": 2}') == [200]
        frames = stream.frames()

        assert await anext(frames) == ('{"a": 1}', 100.0)
        assert await anext(frames) == ('{"b": 2}', 107.5)


async def test_it_is_answered_though_nobody_listens_and_is_not_told_later() -> None:
    """Before the stream was opened the snapshot was not taken: it will know better."""
    async with receiving() as (receiver, _):
        assert await post(receiver, "early") == [200]
        async with receiver.stream(alive) as stream:
            await post(receiver, "later")
            assert await taken(stream, 1) == ["later"]


async def test_that_something_came_is_known_though_nobody_listened() -> None:
    """The PBX takes it for told: it may post nothing more for a long time."""
    async with receiving() as (receiver, _):
        await post(receiver, "before")
        receiver.miss()
        assert not await receiver.heard(0)
        await post(receiver, "between")
        assert await receiver.heard(0)
        receiver.miss()
        waiting = asyncio.create_task(receiver.heard(5))
        await post(receiver, "awaited")
        assert await waiting


@pytest.mark.expected_log("was no HTTP")
async def test_what_is_no_http_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    """A PBX may post a head without a path, and wonder why nothing rings here."""
    async with receiving() as (receiver, _):
        for head in (b"POST HTTP/1.1", b"\x16\x03\x01 secret", b"POST HTTP/1.1"):
            reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
            writer.write(head + b"\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
            assert b" 400 " in await reader.readline()
            writer.close()
        assert receiver._strangers.refused == 3
        assert await post(receiver, "{}") == [200]
    (told,) = [one.getMessage() for one in caplog.records if "no HTTP" in one.getMessage()]
    assert "secret" not in told


async def test_what_is_posted_again_is_told_once_but_news_again_after_something_else() -> None:
    async with receiving() as (receiver, clock), receiver.stream(alive) as stream:
        await post(receiver, "ring", "ring", "idle", "ring")
        clock.now_s += receivers.REPEAT_S + 1
        await post(receiver, "ring", "end")

        assert await taken(stream, 5) == ["ring", "idle", "ring", "ring", "end"]


async def test_only_who_knows_the_path_is_heard() -> None:
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        async with httpx.AsyncClient(trust_env=False) as client:
            for path in ("/", "/report", f"{receiver.path}x"):
                answer = await client.post(f"http://{receiver.authority}{path}", content="forged")
                assert answer.status_code == 404
        assert await post(receiver, method="GET") == []
        assert await post(receiver, "x", method="GET") == [405]
        await post(receiver, "true")

        assert await taken(stream, 1) == ["true"]
        assert len(receiver.address_for_pbx().partition("/")[2]) == 32


async def test_a_pbx_that_asks_before_it_sends_is_told_to_go_on() -> None:
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
        writer.write(
            f"POST {receiver.path}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
            "Expect: 100-continue\r\nConnection: close\r\n\r\n".encode()
        )
        assert b" 100 " in await reader.readline()
        writer.write(b"true")
        assert b"HTTP/1.1 200 OK" in await reader.read()
        writer.close()
        await writer.wait_closed()

        assert await taken(stream, 1) == ["true"]


@pytest.mark.expected_log("an event of more than")
async def test_what_is_too_long_is_answered_and_left_out() -> None:
    """Without the answer it would be posted for ever."""
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        huge = b"x" * (receivers.MAX_BODY + 1)
        assert await post(receiver, huge, huge + b"y", "short") == [200, 200, 200]

        assert await taken(stream, 1) == ["short"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "", b"200"), ("GET", "", b"405"), ("POST", "/no", b"404")],
)
async def test_each_answer_closes_its_connection(method: str, path: str, status: bytes) -> None:
    """Or who posts one event after the other, and waits for the end, is late with each."""
    async with receiving() as (receiver, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
        head = (
            f"{method} {receiver.path}{path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}"
        )
        writer.write(head.encode())
        async with asyncio.timeout(receivers.HEAD_S / 2):
            answer = await reader.read()
        writer.close()
        assert answer.split()[1] == status
        assert b"connection: close" in answer.lower()


async def test_bytes_that_are_no_text_are_told_as_well_as_they_can_be() -> None:
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        await post(receiver, b"\xff\x00caf\xe9")

        assert await taken(stream, 1) == ["\ufffd\x00caf\ufffd"]


async def test_the_oldest_connection_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receivers, "MAX_OPEN", 1)
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")  # and then nothing more
        assert b"404" in await reader.readline()
        await post(receiver, "heard")

        assert await taken(stream, 1) == ["heard"]
        await reader.read()  # to its end
        writer.close()
        await writer.wait_closed()


async def test_no_crowd_at_the_port_takes_more_than_its_share() -> None:
    """They come faster than the loop comes round, and say nothing."""
    allowed, most = receivers.MAX_OPEN + 4 * receivers.BACKLOG, 0
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        crowd = []
        for _ in range(4 * receivers.MAX_OPEN):
            stranger = socket.socket()
            stranger.setblocking(False)
            stranger.connect_ex(("127.0.0.1", receiver.port))
            crowd.append(stranger)
            if len(crowd) % receivers.BACKLOG:
                continue
            await asyncio.sleep(0)
            assert receiver._http is not None
            most = max(most, len(receiver._http.connections))
            assert most <= allowed
        assert len(receiver._guests) <= receivers.MAX_OPEN
        await post(receiver, "heard")
        assert await taken(stream, 1) == ["heard"]
        for stranger in crowd:
            stranger.close()


@pytest.mark.parametrize("said", [b"", b"POST / HTTP/1.1\r\nHost:"])
async def test_who_asks_for_nothing_is_shown_out(
    monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(receivers, "HEAD_S", 0.05)
    async with receiving() as (receiver, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
        writer.write(said)
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        assert receiver._guests == {}


async def test_signs_of_life_go_on() -> None:
    asked = asyncio.Semaphore(0)

    async def beat() -> None:
        asked.release()

    async with receiving() as (receiver, _), receiver.stream(beat, every_s=0.01):
        for _ in range(3):
            await asked.acquire()


async def test_closing_ends_the_stream_and_frees_the_port() -> None:
    async with receiving() as (receiver, _), receiver.stream(alive) as stream:
        await receiver.close()
        with pytest.raises(LinkLost):
            await taken(stream, 1)
        async with receiving(Listening(port=receiver.port)) as (again, _):
            assert again.port == receiver.port
            assert again.address_for_pbx() != receiver.address_for_pbx()


async def test_another_address_of_this_computer_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def moved(pbx: Origin) -> str:
        return "127.0.0.5"

    async def away(pbx: Origin) -> str:
        raise CannotConnect("no way")

    async with (
        receiving() as (receiver, _),
        receiving(Listening("127.0.0.1", 0)) as (named, _),
        receiving(Listening(port=0, told="office.example.com")) as (told, _),
    ):
        assert not await receiver.has_moved()
        monkeypatch.setattr(receivers, "_local_address", away)
        assert not await receiver.has_moved()
        monkeypatch.setattr(receivers, "_local_address", moved)
        assert await receiver.has_moved()
        assert not await told.has_moved()
        assert not await named.has_moved()


async def test_a_port_that_is_taken_is_named() -> None:
    async with receiving() as (receiver, _):
        with pytest.raises(CannotListen) as caught:
            await Receiver.open(Listening(port=receiver.port), PBX)

    assert caught.value.params == {"address": "127.0.0.1", "port": receiver.port}


async def test_an_address_of_another_computer_is_named() -> None:
    with pytest.raises(CannotListen) as caught:
        await Receiver.open(Listening(host="192.0.2.1", port=0), PBX)

    assert caught.value.params["address"] == "192.0.2.1"


async def test_a_pbx_without_a_name_cannot_reach_us() -> None:
    with pytest.raises(CannotConnect):
        await Receiver.open(ANY, Origin(secure=True, host="nobody.invalid", port=443))


@pytest.mark.parametrize(
    ("host", "told", "authority"),
    [
        ("", "", "127.0.0.1:{port}"),
        ("0.0.0.0", "", "127.0.0.1:{port}"),  # noqa: S104 - what a user may write
        ("", "office.example.com", "office.example.com:{port}"),
        ("", "office.example.com:18260", "office.example.com:18260"),
        ("", "[2001:db8::1]:80", "[2001:db8::1]:80"),
    ],
)
async def test_the_pbx_is_told_where_it_reaches_us(host: str, told: str, authority: str) -> None:
    async with receiving(Listening(host, 0, told)) as (receiver, _):
        assert receiver.authority == authority.format(port=receiver.port)


@pytest.mark.parametrize("told", ["http://x", "a b", "host:port", "x/y"])
async def test_what_is_no_address_is_not_told(told: str) -> None:
    with pytest.raises(UsageError):
        await Receiver.open(Listening(port=0, told=told), PBX)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
async def test_an_address_of_six_groups_is_told_in_brackets() -> None:
    pbx = Origin(secure=False, host="::1", port=80)
    try:
        receiver = await Receiver.open(ANY, pbx)
    except LinkError:
        pytest.skip("no IPv6 on loopback")
    assert receiver.authority == f"[::1]:{receiver.port}"
    await receiver.close()


async def test_somebody_else_hears_each_body_while_they_want_to() -> None:
    async with receiving() as (receiver, _):
        heard: list[str] = []
        with receiver.overheard(heard.append):
            await post(receiver, "once", "once")  # posted again: it shows the way all the same
        await post(receiver, "later")
        assert heard == ["once", "once"]


async def test_a_stream_is_ended_from_outside_where_one_is_open() -> None:
    async with receiving() as (receiver, _):
        receiver.fail(LinkLost("nobody listens"))
        async with receiver.stream(alive) as stream:
            receiver.fail(LinkLost("enough"))
            with pytest.raises(LinkLost, match="enough"):
                await anext(stream.frames())
