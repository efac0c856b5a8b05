"""The trouble that frames meet on their way."""

from __future__ import annotations

import asyncio

from ctiapp.simpbx import trouble
from ctiapp.simpbx.trouble import Trouble, Way


def way_to(sent: list[str], wished: Trouble) -> Way[str]:
    way: Way[str] = Way(sent.append)
    way.trouble = wished
    return way


async def test_frames_are_lost_and_doubled() -> None:
    sent: list[str] = []
    way = way_to(sent, Trouble(drop=1, duplicate=True))
    way.go("a")
    way.go("b")
    assert sent == ["b", "b"]


async def test_frames_overtake_each_other() -> None:
    sent: list[str] = []
    way = way_to(sent, Trouble(reorder=True))
    for frame in "abc":
        way.go(frame)
    assert sent == ["b", "a"]
    way.flush()
    assert sent == ["b", "a", "c"]
    way.flush()
    assert sent == ["b", "a", "c"]


async def test_a_frame_is_held_back_until_it_no_longer_has_to_be() -> None:
    sent: list[str] = []
    way = way_to(sent, Trouble(reorder=True))
    way.go("a")
    way.trouble = Trouble(reorder=True, duplicate=True)
    assert sent == []
    way.trouble = Trouble()
    assert sent == ["a"]


async def test_a_frame_that_nothing_overtakes_goes_after_a_while() -> None:
    arrived = asyncio.Event()
    way: Way[str] = Way(lambda _: arrived.set())
    way.trouble = Trouble(reorder=True)
    way.go("a")
    await asyncio.wait_for(arrived.wait(), trouble._REORDER_PATIENCE_S + 10)


async def test_frames_come_late_and_stop() -> None:
    sent: list[str] = []
    arrived = asyncio.Event()

    def send(frame: str) -> None:
        sent.append(frame)
        arrived.set()

    way: Way[str] = Way(send)
    way.trouble = Trouble(delay_s=0.01)
    way.go("a")
    assert sent == []
    await asyncio.wait_for(arrived.wait(), 10)
    assert sent == ["a"]
    way.trouble = Trouble(reorder=True)
    way.go("b")
    way.stop()
    assert sent == ["a"]
