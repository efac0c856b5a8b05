"""The trouble that can be made for event frames on their way out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_REORDER_PATIENCE_S = 0.5

Frame = TypeVar("Frame")


@dataclass(slots=True)
class Trouble:
    """What happens to event frames on their way, those of ``topics`` or (None) of all.

    ``drop`` is how many of the next ones are lost.
    """

    delay_s: float = 0.0
    duplicate: bool = False
    reorder: bool = False
    drop: int = 0
    topics: frozenset[int] | None = None


class Way(Generic[Frame]):
    """What frames pass on their way to ``send``. Lives in the server's event loop."""

    def __init__(self, send: Callable[[Frame], None]) -> None:
        """Let frames pass without trouble at first."""
        self._trouble = Trouble()
        self._send = send
        self._held_back: tuple[Frame] | None = None
        self._flush: asyncio.TimerHandle | None = None

    @property
    def trouble(self) -> Trouble:
        """What happens to frames on their way."""
        return self._trouble

    @trouble.setter
    def trouble(self, trouble: Trouble) -> None:
        """Set what happens to frames from now on; who is held back no longer has to be goes."""
        self._trouble = trouble
        if not trouble.reorder:
            self.flush()

    def go(self, frame: Frame) -> None:
        """Send a frame through the trouble that is set."""
        trouble = self.trouble
        if trouble.drop > 0:
            trouble.drop -= 1
            return
        if not trouble.reorder:
            self._send_late(frame)
        elif self._held_back is None:
            self._held_back = (frame,)
            loop = asyncio.get_running_loop()
            self._flush = loop.call_later(_REORDER_PATIENCE_S, self.flush)
        else:
            self._send_late(frame)
            self.flush()

    def flush(self) -> None:
        """Send the frame that was held back to be overtaken."""
        self.stop()
        held_back, self._held_back = self._held_back, None
        if held_back is not None:
            self._send_late(*held_back)

    def stop(self) -> None:
        """Let a frame that is held back wait for ever."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None

    def _send_late(self, frame: Frame) -> None:
        times = 2 if self.trouble.duplicate else 1
        for _ in range(times):
            if self.trouble.delay_s > 0:
                loop = asyncio.get_running_loop()
                loop.call_later(self.trouble.delay_s, self._send, frame)
            else:
                self._send(frame)
