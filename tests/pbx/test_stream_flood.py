"""A burst of frames: the window's loop comes round between them, and nothing piles up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import LinkLost
from ctiapp.pbx import stream as module
from ctiapp.pbx.stream import AT_ONCE
from tests.pbx.small_server import account, serving
from tests.pbx.test_stream import listen, opened, sockets

if TYPE_CHECKING:
    from aiohttp import web

BURST = 20_000
FRAME = '{"type":30008,"sn":"1","msg":"{\\"extension\\":\\"2000\\",\\"status\\":\\"busy\\"}"}'


async def test_a_burst_of_answers_that_nobody_sees_leaves_them_too() -> None:
    """Signs of life are never delivered: taking them must not hold the loop either."""

    async def talk(ws: web.WebSocketResponse) -> None:
        for _ in range(BURST // 4):
            await ws.send_str("heartbeat response")
        await ws.send_str("the end")
        await listen(ws)

    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with serving(sockets(talk)) as server, opened(account(server.url)) as stream:
        frames = stream.frames()
        turning = asyncio.create_task(turn())
        assert (await anext(frames))[0] == "the end"
        await frames.aclose()
        turning.cancel()
        await asyncio.gather(turning, return_exceptions=True)

    assert turns >= BURST // 4 // AT_ONCE


async def test_twenty_thousand_frames_in_a_burst_leave_the_loop_its_turns() -> None:
    """Counted, not timed: never more than a few frames between two turns of the loop."""

    async def talk(ws: web.WebSocketResponse) -> None:
        for _ in range(BURST):
            await ws.send_str(FRAME)
        await listen(ws)

    turns = 0
    most, since_turn, got = 0, 0, 0

    async def turn() -> None:
        nonlocal turns, since_turn
        while True:
            turns += 1
            since_turn = 0
            await asyncio.sleep(0)

    async with serving(sockets(talk)) as server, opened(account(server.url)) as stream:
        turning = asyncio.create_task(turn())
        frames = stream.frames()
        while got < BURST:
            await anext(frames)
            got += 1
            since_turn += 1
            most = max(most, since_turn)
        await frames.aclose()
        turning.cancel()
        await asyncio.gather(turning, return_exceptions=True)

    assert most <= AT_ONCE
    assert turns >= BURST // AT_ONCE


async def test_what_comes_before_an_answer_is_not_kept_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_KEPT", 100)

    async def talk(ws: web.WebSocketResponse) -> None:
        async for _ in ws:
            for _ in range(101):
                await ws.send_str(FRAME)

    async with serving(sockets(talk)) as server, opened(account(server.url)) as stream:
        with pytest.raises(LinkLost, match="too many"):
            await stream.ask("question", lambda text: text == "answer", within_s=20)
