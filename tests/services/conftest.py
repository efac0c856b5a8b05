"""Time that takes none: what waits for a moment gets it as soon as nothing else can run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.fakes import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
async def time_flies(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Put the loop's clock forward to the next timer whenever everybody waits.

    Only for tests without sockets, as all are here: nothing could arrive meanwhile.
    """
    loop: Any = asyncio.get_running_loop()
    now_s = 1000.0
    run_once = loop._run_once

    def run_with_time() -> None:
        nonlocal now_s
        timers = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
        if not loop._ready and timers:
            now_s = max(now_s, min(timers))
        run_once()

    monkeypatch.setattr(loop, "time", lambda: now_s)
    monkeypatch.setattr(loop, "_run_once", run_with_time)
    yield
    monkeypatch.undo()


@pytest.fixture
async def world(time_flies: None) -> AsyncIterator[World]:
    """All services; whatever a test leaves open is closed after it."""
    made = World()
    yield made
    await made.end()
