"""Event sockets, and the trouble that can be made on them."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from tests.simpbx.office import Client, event


async def test_events_are_doubled_swapped_delayed_and_lost(client: Client) -> None:
    ws = await client.open(30009)

    async def change(status: str) -> None:
        await client.control("presence", extension="2000", status=status)

    async def statuses(count: int) -> list[str]:
        return [(await event(ws))[1]["status"] for _ in range(count)]

    await client.control("events", duplicate=True)
    await change("lunch")
    assert await statuses(2) == ["lunch", "lunch"]
    await client.control("events", reorder=True)
    await change("away")
    await change("lunch")
    assert await statuses(2) == ["lunch", "away"]
    await change("available")
    await client.control("events")
    assert await statuses(1) == ["available"]
    await client.control("events", drop=1)
    await change("away")
    await change("lunch")
    assert await statuses(1) == ["lunch"]
    await client.control("events", drop=1, topics=[30011])
    await change("off_work")
    assert await statuses(1) == ["off_work"]
    await client.control("events", delay_s=0.05)
    begun = time.monotonic()
    await change("away")
    assert await statuses(1) == ["away"]
    assert time.monotonic() - begun >= 0.04
    await client.control("events")
    await client.control("send", frame="no json {")
    assert await ws.receive_str() == "no json {"


async def test_sockets_are_cut(client: Client) -> None:
    ws = await client.open(30011)
    assert await client.control("cut") == {"sockets": 1}
    assert (await ws.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def test_a_black_hole_answers_nothing(client: Client) -> None:
    ws = await client.open(30009)
    await client.control("black_hole", on=True)
    asked = asyncio.create_task(client.post("call/hold", channel_id="x"))
    await ws.send_str("heartbeat")
    await client.control("presence", extension="2000", status="lunch")
    await client.control("state")
    assert not asked.done()
    await client.control("black_hole", on=False)
    assert (await event(ws))[0] == 30009
    with pytest.raises(aiohttp.ClientError):
        await asked
