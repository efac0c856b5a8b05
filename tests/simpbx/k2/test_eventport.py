"""The TCP port for events."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.simpbx.k2.served import PATIENCE_S, Served, rest_of

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House


async def events(reader: asyncio.StreamReader, count: int) -> list[dict[str, Any]]:
    """Return the next events; each stands on a line of its own here."""
    async with asyncio.timeout(PATIENCE_S):
        return [json.loads(await reader.readline()) for _ in range(count)]


async def test_events_follow_each_other(served: Served) -> None:
    reader = await served.admitted()
    served.house.ring_in("2000")
    told = await events(reader, 2)
    assert [event["event"] for event in told] == ["CallStatus", "ExtensionStatus"]


async def test_a_piece_may_end_in_the_middle_of_a_character(served: Served) -> None:
    served.face.configure("delimiter", "")
    reader = await served.admitted()
    text = json.dumps({"event": "X", "agent": "美玲" * 200}, ensure_ascii=False)
    served.face.send_raw(text)
    served.face.send_raw(text)
    pieces, size = [], 2 * len(text.encode())
    async with asyncio.timeout(PATIENCE_S):
        while sum(map(len, pieces)) < size:
            pieces.append(await reader.read(4096))
    assert b"".join(pieces).decode() == text * 2
    assert len(pieces) > 2

    def is_whole(piece: bytes) -> bool:
        try:
            piece.decode()
        except UnicodeDecodeError:
            return False
        return True

    assert not all(map(is_whole, pieces))


@pytest.mark.parametrize("end", ["\r\n", "\n"])
async def test_either_line_end_ends_the_log_in(served: Served, end: str) -> None:
    reader = await served.admitted(version="", end=end)
    served.house.ring_in("2000")
    (event, _) = await events(reader, 2)
    assert event["action"] == "RING"


async def test_a_wrong_log_in_ends_soon_and_counts(served: Served) -> None:
    served.face.configure("farewell_s", 0)
    for _ in range(5):
        assert await rest_of(await served.connect("wrong")) == b""
    assert await rest_of(await served.connect()) == b""
    assert (await served.log_in())["errno"] == "20002"
    served.face.unblock()
    await served.admitted()
    assert served.face.live_tokens() == 0


@pytest.mark.parametrize(
    "block",
    [
        b"\r\n",
        b"Action: logoff\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff\xfe\r\n\r\n",
        b"x" * 9000,
    ],
)
async def test_what_is_no_log_in_is_cut_off(served: Served, block: bytes) -> None:
    served.face.configure("farewell_s", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", served.face.port.port)
    served.writers.append(writer)
    writer.write(block)
    assert await rest_of(reader) == b""
    assert served.face.port.connections == []


async def test_who_leaves_is_forgotten(served: Served) -> None:
    await served.admitted()
    served.writers[0].close()
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*served.face.port._tasks)
    assert served.face.port.connections == []


async def test_a_pbx_that_pushes_by_http_alone_lets_nobody_in(served: Served) -> None:
    first = await served.admitted()
    served.face.configure("farewell_s", 0)
    served.face.configure("transport", "HTTP")
    assert await rest_of(first) == b""
    assert await rest_of(await served.connect()) == b""


async def test_a_pbx_may_greet(served: Served) -> None:
    served.face.configure("greeting", "Response: Success")
    reader = await served.admitted()
    async with asyncio.timeout(PATIENCE_S):
        assert await reader.readline() == b"Response: Success\r\n"


async def test_a_restart_breaks_connections(served: Served) -> None:
    reader = await served.admitted()
    served.face.go_down()
    assert await rest_of(reader) == b""


async def test_nothing_goes_out_in_the_dark(served: Served) -> None:
    reader = await served.admitted()
    served.face.light.clear()
    served.house.ring_in("2000")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await reader.read(1)
    served.face.light.set()
    assert (await events(reader, 1))[0]["event"] == "CallStatus"


async def test_who_reads_nothing_for_ages_is_let_go(served: Served) -> None:
    reader = await served.admitted()
    served.face.light.clear()
    for index in range(10_002):
        served.face.port.send_raw(str(index))
    assert await rest_of(reader) == b""


def test_a_port_that_never_opened_is_none(house: House) -> None:
    assert house.face.described() == {"event_port": 0}
    assert house.face.port.cut() == 0
