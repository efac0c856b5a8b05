"""The stream of what a PBX posts to us: kept until somebody takes it, within bounds, and watched.

A stream that only listens does not see that the PBX, or the way to it, is gone. So somebody asks
the PBX for a sign of life (``beat``): now and then, and at once where the network has changed.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CtiError, LinkLost, LinkTimeout

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

MAX_KEPT: Final = 20_000
"""The most events that are kept until somebody takes them."""

MAX_KEPT_BYTES: Final = 16 * 2**20
"""The most bytes of them, in characters."""

BEAT_S: Final = 15.0
"""Seconds from one question for a sign of life to the next."""

WITHIN_S: Final = 6.0
"""Seconds within which it must be answered."""

PROBE_S: Final = 1.5
"""Seconds within which it must be answered where the network may have changed."""

AT_ONCE: Final = 16
"""The most events that are delivered before the loop comes round: the window paints between."""


class Pushed:
    """The events that are posted from now on; `ctiapp.pbx.interface.EventStream`.

    Args:
        beat: asks the PBX for a sign of life; a `CtiError` of its ends the stream.
        every_s: seconds from one such question to the next.
    """

    def __init__(self, beat: Callable[[], Awaitable[None]], every_s: float) -> None:
        self._beat = beat
        self._every_s = every_s
        self._kept: deque[tuple[str, float]] = deque()
        self._size = 0
        self._arrived = asyncio.Event()
        self._stirred = asyncio.Event()
        self._probing = False
        self._error: CtiError | None = None

    def take(self, frame: str, received_s: float) -> None:
        """Keep an event until it is asked for; too many end the stream."""
        self._size += len(frame)
        if len(self._kept) >= MAX_KEPT or self._size > MAX_KEPT_BYTES:
            self.fail(LinkLost("too many events that nobody takes"))
            return
        self._kept.append((frame, received_s))
        self._arrived.set()

    def fail(self, error: CtiError) -> None:
        """End the stream by this error; the first one counts."""
        if self._error is None:
            self._error = error
        self._arrived.set()

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        """Yield raw bodies with the monotonic second at which each arrived.

        Raises:
            LinkLost, LinkTimeout: the PBX gives no sign of life, or too much.
            CtiError: as ``beat`` raised it.
        """
        taken = 0
        while self._error is None:
            if not self._kept:
                self._arrived.clear()
                await self._arrived.wait()
                continue
            frame, received_s = self._kept.popleft()
            self._size -= len(frame)
            taken += 1
            if taken % AT_ONCE == 0:
                await asyncio.sleep(0)
            yield frame, received_s
        raise self._error

    def probe(self) -> None:
        """Ask for a sign of life at once, and wait for it only `PROBE_S`."""
        self._probing = True
        self._stirred.set()

    async def watch(self) -> None:
        """Ask for signs of life for ever; end the stream when none comes."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await self._stirred.wait()
            self._stirred.clear()
            within_s = PROBE_S if self._probing else WITHIN_S
            self._probing = False
            try:
                async with asyncio.timeout(within_s):
                    await self._beat()
            except TimeoutError:
                self.fail(LinkTimeout("the PBX gave no sign of life", silent_s=round(within_s)))
                return
            except CtiError as err:
                self.fail(err)
                return
