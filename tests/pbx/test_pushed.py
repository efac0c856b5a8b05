"""What was posted is kept for whoever takes it, and the PBX is asked for signs of life."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CtiError, LinkLost, LinkTimeout, TokenExpired
from ctiapp.pbx import pushed
from ctiapp.pbx.pushed import Pushed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


async def alive() -> None:
    """A PBX that answers."""


def unwatched() -> Pushed:
    return Pushed(alive, 600)


@asynccontextmanager
async def watched(beat: Callable[[], Awaitable[None]], every_s: float) -> AsyncIterator[Pushed]:
    stream = Pushed(beat, every_s)
    watching = asyncio.create_task(stream.watch())
    try:
        yield stream
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def test_what_is_kept_comes_out_in_order_and_then_why_it_ended() -> None:
    stream = unwatched()
    frames = stream.frames()
    stream.take("a", 1.0)
    stream.take("b", 2.5)
    assert [await anext(frames), await anext(frames)] == [("a", 1.0), ("b", 2.5)]
    stream.fail(LinkLost("first"))
    stream.fail(LinkLost("second"))
    with pytest.raises(LinkLost, match="first"):
        await anext(frames)


@pytest.mark.parametrize(("bound", "most"), [("MAX_KEPT", 2), ("MAX_KEPT_BYTES", 5)])
async def test_too_many_that_nobody_takes_end_the_stream(
    monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(pushed, bound, most)
    stream = unwatched()
    for frame in ("aa", "bb", "cc"):
        stream.take(frame, 1.0)
    with pytest.raises(LinkLost):
        await anext(stream.frames())


async def test_what_was_taken_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushed, "MAX_KEPT_BYTES", 5)
    stream = unwatched()
    frames = stream.frames()
    for number in range(10):
        stream.take(f"{number:4}", 1.0)
        assert (await anext(frames))[0] == f"{number:4}"


async def test_the_loop_comes_round_among_many() -> None:
    """The window paints between."""
    stream = unwatched()
    for _ in range(pushed.AT_ONCE):
        stream.take("x", 1.0)
    painted = asyncio.Event()
    asyncio.get_running_loop().call_soon(painted.set)
    frames = stream.frames()
    for _ in range(pushed.AT_ONCE - 1):
        await anext(frames)
    assert not painted.is_set()
    await anext(frames)
    assert painted.is_set()


@pytest.mark.parametrize("error", [LinkTimeout(), TokenExpired("dead", code=20004)])
async def test_without_a_sign_of_life_the_stream_ends(error: CtiError) -> None:
    async def dead() -> None:
        raise error

    async with watched(dead, 0.01) as stream:
        with pytest.raises(type(error)):
            await anext(stream.frames())


async def test_a_probe_asks_at_once_and_does_not_wait_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushed, "PROBE_S", 0.01)
    asked = asyncio.Event()

    async def silent() -> None:
        asked.set()
        await asyncio.Event().wait()

    async with watched(silent, 600) as stream:
        stream.probe()
        await asked.wait()
        with pytest.raises(LinkTimeout):
            await anext(stream.frames())


async def test_signs_of_life_go_on() -> None:
    asked = asyncio.Semaphore(0)

    async def beat() -> None:
        asked.release()

    async with watched(beat, 0.01):
        for _ in range(3):
            await asked.acquire()
