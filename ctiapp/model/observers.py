"""Who wants to hear of a change: told at once, in the order in which they asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Observers(Generic[T]):
    """A list of listeners for one kind of news."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

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
        for listener in tuple(self._listeners):
            listener(news)
