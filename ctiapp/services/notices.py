"""What to tell the user; buffered until a view listens."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.notice import Notice

_KEPT = 50


class Notices:
    """The one road to the user for things that belong to no call and no form."""

    def __init__(self) -> None:
        self._observers: Observers[Notice] = Observers()
        self._waiting: deque[Notice] = deque(maxlen=_KEPT)

    def post(self, notice: Notice) -> None:
        """Tell the listeners, or keep it until the first one comes (the newest fifty)."""
        if self._observers:
            self._observers.tell(notice)
        else:
            self._waiting.append(notice)

    def subscribe(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Listen from now on, and get what waited; the answer ends it."""
        unsubscribe = self._observers.subscribe(listener)
        while self._waiting:
            listener(self._waiting.popleft())
        return unsubscribe
