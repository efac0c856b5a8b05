"""Who wants to hear of a change: told at once, in the order in which they asked."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger("ctiapp.observers")


class Observers(Generic[T]):
    """A list of listeners for one kind of news.

    A listener that raises is logged, and costs neither the others their news nor the teller its
    work. What a listener makes happen is told after what it is just being told: everybody hears
    everything in the same order.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []
        self._untold: deque[tuple[T, tuple[Callable[[T], None], ...]]] = deque()
        self._telling = False

    def __len__(self) -> int:
        return len(self._listeners)

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Hear of each piece of news from now on; the answer ends it, and may be called twice."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, news: T) -> None:
        """Tell everybody who listens now."""
        self._untold.append((news, tuple(self._listeners)))
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                told, listeners = self._untold.popleft()
                for listener in listeners:
                    if listener in self._listeners:
                        self._tell_one(listener, told)
        finally:
            self._telling = False

    @staticmethod
    def _tell_one(listener: Callable[[T], None], news: T) -> None:
        try:
            listener(news)
        except Exception:
            log.exception("a listener failed: %s", getattr(listener, "__qualname__", listener))
