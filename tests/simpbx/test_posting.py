"""Events that are posted: in order, again until somebody says 200, to whoever listens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.posting import Poster, address
from tests.simpbx.pushed import Listening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    server = Listening()
    await server.start()
    yield server
    await server.close()


@pytest.fixture
async def taken() -> list[object]:
    return []


@pytest.fixture
async def poster(taken: list[object]) -> AsyncIterator[Poster]:
    light = asyncio.Event()
    light.set()
    made = Poster(light, taken.append)
    made.retry_s = 0.01
    yield made
    await made.close()


def plain(text: str, version: str) -> str:
    return f"{text}{version}"


def url(listening: Listening, path: str = "x") -> str:
    return f"http://127.0.0.1:{listening.port}/{path}"


async def bodies(listening: Listening, count: int) -> list[str]:
    return [(await asyncio.wait_for(listening.taken.get(), 10))[2] for _ in range(count)]


async def test_events_come_in_order_each_on_a_connection_of_its_own(
    poster: Poster, listening: Listening, taken: list[object]
) -> None:
    poster.add(1, url(listening), "-v")
    for text in "abc":
        poster.put(text, plain)
    _, headers, body = await listening.taken.get()
    assert body == "a-v"
    assert headers["Connection"] == "close"
    assert await bodies(listening, 2) == ["b-v", "c-v"]
    poster.put("d", plain)
    await bodies(listening, 1)
    assert taken[:3] == [1, 1, 1]


async def test_what_is_not_taken_is_sent_again_before_all_else(
    poster: Poster, listening: Listening
) -> None:
    listening.status = 503
    poster.add(1, url(listening), "")
    poster.put("a", plain)
    poster.put("b", plain)
    assert await bodies(listening, 3) == ["a", "a", "a"]
    listening.status = 200
    rest = await bodies(listening, 2)
    while "b" not in rest:
        rest += await bodies(listening, 1)
    assert set(rest[:-1]) <= {"a"}
    assert rest[-1] == "b"


async def test_who_hangs_up_is_called_again(poster: Poster) -> None:
    called: asyncio.Queue[None] = asyncio.Queue()

    def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        called.put_nowait(None)
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        poster.add(1, f"http://127.0.0.1:{port}/", "")
        poster.put("a", plain)
        for _ in range(3):
            await asyncio.wait_for(called.get(), 10)
        assert list(poster.listeners[1].waiting) == ["a"]
        await poster.close()


class Slow:
    """Somebody who answers at once, and closes when told."""

    def __init__(self) -> None:
        self.heads: asyncio.Queue[bytes] = asyncio.Queue()
        self.may_close = asyncio.Event()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(1)
        self.heads.put_nowait(head)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        await self.may_close.wait()
        writer.close()


async def test_who_waits_for_the_close_posts_nothing_before_it(
    poster: Poster, taken: list[object]
) -> None:
    slow = Slow()
    poster.waits_for_close = True
    server = await asyncio.start_server(slow, "127.0.0.1", 0)
    async with server:
        poster.add(1, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x", "")
        poster.put("a", plain)
        poster.put("b", plain)
        head = await asyncio.wait_for(slow.heads.get(), 10)
        assert head.startswith(b"POST /x HTTP/1.1\r\n")
        assert b"Connection:" not in head
        assert taken == []
        assert slow.heads.empty()
        slow.may_close.set()
        await asyncio.wait_for(slow.heads.get(), 10)
        assert taken == [1]
        await poster.close()


async def test_an_answer_without_a_close_counts_all_the_same(
    poster: Poster, taken: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctiapp.simpbx.posting._ANSWER_S", 0.05)
    slow = Slow()
    poster.waits_for_close = True
    server = await asyncio.start_server(slow, "127.0.0.1", 0)
    async with server:
        poster.add(1, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x", "")
        poster.put("a", plain)
        poster.put("b", plain)
        await asyncio.wait_for(slow.heads.get(), 10)
        await asyncio.wait_for(slow.heads.get(), 10)
        assert taken == [1]
        slow.may_close.set()
        await poster.close()


async def test_cut_off_what_waits_comes_when_the_way_is_free(
    poster: Poster, listening: Listening
) -> None:
    poster.add(1, url(listening), "")
    assert poster.cut() == 1
    poster.put("a", plain)
    assert poster.mend() == 1
    assert await bodies(listening, 1) == ["a"]
    poster.cut()
    poster.put("b", plain)
    poster.add(2, url(listening), "")
    poster.put("c", plain)
    assert await bodies(listening, 1) == ["c"]
    assert list(poster.listeners) == [2]


async def test_a_heartbeat_points_elsewhere_and_opens_no_closed_way(
    poster: Poster, listening: Listening
) -> None:
    poster.add(1, url(listening), "")
    poster.cut()
    poster.put("a", plain)
    poster.add(1, url(listening), "-v")
    poster.put("b", plain)
    assert not poster.listeners[1].reachable.is_set()
    assert listening.taken.empty()
    poster.mend()
    assert await bodies(listening, 2) == ["a", "b-v"]
    poster.add(1, url(listening, "y"), "")
    poster.put("c", plain)
    path, _, body = await listening.taken.get()
    assert (path, body) == ("/y", "c")


async def test_several_listen_at_once(poster: Poster, listening: Listening) -> None:
    poster.add(1, url(listening), "-1")
    poster.add(2, url(listening, "y"), "-2")
    poster.put("a", plain)
    assert sorted(await bodies(listening, 2)) == ["a-1", "a-2"]
    poster.remove(1)
    poster.remove(3)
    poster.put("b", plain)
    assert await bodies(listening, 1) == ["b-2"]


async def test_an_address_that_is_none_hurts_nobody(poster: Poster, listening: Listening) -> None:
    poster.add(1, "http://[nowhere/x", "")
    poster.add(2, url(listening), "")
    poster.put("\ud800", plain)
    assert await bodies(listening, 1) == ["?"]
    assert len(poster.listeners[1].waiting) == 1


@pytest.mark.parametrize(
    ("url_", "absolute", "where"),
    [
        ("", False, "http://10.0.0.1:8260/"),
        ("", True, "http://10.0.0.1:8260/"),
        ("report", False, "http://10.0.0.1:8260/report"),
        ("/report", False, "http://10.0.0.1:8260/report"),
        ("192.0.2.1:9/report", True, "http://192.0.2.1:9/report"),
        ("https://example.org/x", True, "https://example.org/x"),
    ],
)
def test_where_events_go(url_: str, absolute: bool, where: str) -> None:
    assert address("10.0.0.1", "8260", url_, absolute=absolute) == where


def test_the_newer_kind_of_address_stands_in_brackets() -> None:
    assert address("::1", "8260", "", absolute=False) == "http://[::1]:8260/"
