"""All who tell of a sleep or another network, together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from ctiapp.desktop import network, wake, witnesses
from ctiapp.desktop.network import Reachability
from ctiapp.desktop.witnesses import Witnesses

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


class PlayedReach(QObject):
    """The network."""

    reachabilityChanged = Signal(QNetworkInformation.Reachability)  # noqa: N815 - Qt's name


async def test_each_of_them_has_the_link_looked_after(monkeypatch: pytest.MonkeyPatch) -> None:
    reach = PlayedReach()
    back: asyncio.Queue[None] = asyncio.Queue()
    ended = asyncio.Event()

    async def played_login1(woke: Callable[[], None]) -> None:
        try:
            while True:
                await back.get()
                woke()
        finally:
            ended.set()

    monkeypatch.setattr(network, "system_reach", lambda: reach)
    monkeypatch.setattr(witnesses, "watch_sleep", played_login1)
    looks: asyncio.Queue[None] = asyncio.Queue()
    heard = Witnesses(lambda: looks.put_nowait(None))
    await heard.stop()  # one that never began

    heard.start()
    async with asyncio.timeout(10):
        back.put_nowait(None)
        await looks.get()
    for reachability in (Reachability.Disconnected, Reachability.Online):
        reach.reachabilityChanged.emit(reachability)
        looks.get_nowait()
    assert looks.empty()

    await heard.stop()
    assert ended.is_set()
    reach.reachabilityChanged.emit(Reachability.Disconnected)
    assert looks.empty()


async def test_the_clocks_are_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "system_reach", lambda: None)
    monkeypatch.setattr(wake, "TICK_S", 0.01)
    monkeypatch.setattr(wake, "slept", lambda *_: True)
    looks: asyncio.Queue[None] = asyncio.Queue()
    heard = Witnesses(lambda: looks.put_nowait(None))
    heard.start()
    async with asyncio.timeout(10):
        await looks.get()
    await heard.stop()
