"""The keys that were pressed in calls (P 30017), also before a call reaches one's own extension.

A menu asks its callers for keys and only then lets them through: what they pressed is told of calls
in which one's own extension has no leg yet, so it is kept for a while, whoever's calls they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.events import DigitsPressed
    from ctiapp.model.ids import CallId

MAX_CALLS = 500
"""Of how many calls keys are kept; whichever was told of longest ago makes room."""

MAX_KEYS = 64
"""How many keys of one call are kept: an account number and a choice or two."""


class Digits:
    """Keys by call, each in its place."""

    def __init__(self) -> None:
        self._pressed: dict[CallId, dict[int, str]] = {}

    def take(self, event: DigitsPressed) -> str:
        """Take one key, or all of them, in; return what is pressed by now.

        A key that is told again, or late, goes where it belongs; a whole text replaces all before.
        """
        keys = self._pressed.pop(event.call_id, {})
        if event.index is None:
            keys = dict(enumerate(event.digits[:MAX_KEYS]))
        elif event.index < MAX_KEYS:
            keys[event.index] = event.digits[:1]
        self._pressed[event.call_id] = keys
        if len(self._pressed) > MAX_CALLS:
            del self._pressed[next(iter(self._pressed))]
        return _text(keys)

    def of(self, call_id: CallId) -> str:
        """What was pressed in a call; empty where nothing was."""
        return _text(self._pressed.get(call_id, {}))

    def forget(self, call_id: CallId) -> None:
        """A call is over and off the screen."""
        self._pressed.pop(call_id, None)

    def clear(self) -> None:
        """Forget everything."""
        self._pressed.clear()


def _text(keys: dict[int, str]) -> str:
    return "".join(keys[index] for index in sorted(keys))
