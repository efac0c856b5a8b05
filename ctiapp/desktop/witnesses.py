"""Everybody who can tell that the link must be looked after now, under one hand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.desktop.login1 import watch_sleep
from ctiapp.desktop.wake import ClockWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.desktop.network import NetworkWatch


class Witnesses:
    """Clocks, login1 and the network, each as far as this system has it.

    Args:
        look: called, on the loop, when the computer woke up or its network changed: what is
            connected is to be looked at, and what waits need not wait any longer.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._clocks = ClockWatch(look)
        self._login1: asyncio.Task[None] | None = None
        self._network: NetworkWatch | None = None

    def start(self) -> None:
        """Begin to listen; needs a running loop, and loads what it takes only now."""
        from ctiapp.desktop.network import NetworkWatch, system_reach

        self._clocks.start()
        self._login1 = asyncio.create_task(watch_sleep(self._look), name="login1")
        # Whatever has changed, both ways: without a network the link is to be seen dead soon.
        self._network = NetworkWatch(lambda _: self._look(), system_reach())

    async def stop(self) -> None:
        """Listen no more."""
        self._clocks.stop()
        if self._network is not None:
            self._network.stop()
        if self._login1 is not None:
            self._login1.cancel()
            await asyncio.gather(self._login1, return_exceptions=True)
