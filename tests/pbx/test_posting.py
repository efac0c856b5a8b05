"""What is done in one way where a PBX posts what happens to us."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

import pytest

from ctiapp.model.errors import EventsBlocked, TokenExpired
from ctiapp.pbx.hearing import Hearing
from ctiapp.pbx.posting import AGAIN_S, PostingPbx
from tests.pbx.small_server import account
from tests.services.fakes import FakePbx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from ctiapp.pbx.interface import EventStream, Snapshot
    from ctiapp.pbx.receiver import Receiver

STREAM = cast("EventStream", object())


class Part:
    """The session, the way there, the trial and the receiver: what was done to any of them."""

    authority = "10.0.0.7:8260"

    def __init__(self, done: list[str], *, comes: bool = False) -> None:
        self.done = done
        self.comes = comes
        self.beat: Callable[[], Awaitable[None]] | None = None

    async def stop(self) -> None:
        self.done.append("stop")

    async def settle(self) -> None:
        self.done.append("settle")

    async def revoke(self) -> None:
        self.done.append("revoke")

    async def close(self) -> None:
        self.done.append("close")

    async def run(self, receiver: Receiver) -> float:
        assert receiver is not None
        self.done.append("run")
        return 0.5

    async def heard(self, within_s: float) -> bool:
        self.done.append(f"heard within {within_s:g}")
        return self.comes

    @asynccontextmanager
    async def stream(
        self, beat: Callable[[], Awaitable[None]], *, every_s: float
    ) -> AsyncIterator[EventStream]:
        assert every_s == 30.0
        self.beat = beat
        yield STREAM


class Desk(PostingPbx, FakePbx):
    """A client of such parts."""

    def __init__(self, *, comes: bool = False, listens: bool = True) -> None:
        super().__init__(account("https://pbx"))
        self.done: list[str] = []
        self.part = Part(self.done, comes=comes)
        self._session = self._talk = self._trial = self.part
        self._receiver = self.part if listens else None
        self._hearing = Hearing(lambda: 0.0)
        self._beat_s = 30.0

    async def _beat(self, receiver: Receiver) -> None:
        assert receiver is self.part
        self.done.append("beat")

    async def snapshot(self) -> Snapshot:
        self.done.append("snapshot")
        return await super().snapshot()


async def test_what_is_posted_is_delivered_and_watched_over() -> None:
    desk = Desk()
    desk._hearing.came()
    assert desk.hears
    async with desk._posted(desk.part) as stream:
        assert stream is STREAM
        assert not desk.hears, "what happened in the gap nobody could tell"
        assert desk.part.beat is not None
        await desk.part.beat()
    assert desk.done == ["beat"]
    assert desk.posts_events


async def test_a_way_that_was_closed_is_waited_for_and_said_again() -> None:
    desk = Desk()
    desk._hearing.blocked = True
    with pytest.raises(EventsBlocked) as told:
        async with desk._posted(desk.part):
            pytest.fail("delivered")
    assert told.value.params["port"] == 8260
    assert desk.done == [f"heard within {AGAIN_S:g}"]


async def test_a_way_that_is_open_by_now_delivers() -> None:
    desk = Desk(comes=True)
    desk._hearing.blocked = True
    async with desk._posted(desk.part) as stream:
        assert stream is STREAM


async def test_the_calls_are_looked_at_before_the_way_is_tried() -> None:
    desk = Desk()
    assert await desk.try_events() == 0.5
    assert desk.done == ["snapshot", "run"]
    with pytest.raises(TokenExpired):
        await Desk(listens=False).try_events()


@pytest.mark.parametrize("revoke", [False, True])
async def test_closing_always_logs_out_and_listens_no_longer(revoke: bool) -> None:
    desk = Desk()
    await desk.close(revoke=revoke)
    assert desk.done == ["stop", "settle", "revoke", "close", "close"]
    assert desk._receiver is None
    desk = Desk(listens=False)
    await desk.close(revoke=revoke)
    assert desk.done == ["stop", "settle", "revoke", "close"]
