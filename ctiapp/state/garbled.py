"""Calls with a member that cannot be read, of which none that can is one's own.

Such a call may be one's own all the same, so the PBX is asked; but where a newer firmware has a
word that nobody here knows, every call of the office looks so. So each is asked for a few times.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.ids import CallId

ASKED_MAX = 3
"""How often one such call sets off a look: a new call may be seconds late in it."""
REMEMBERED_MAX = 256
"""How many of them are remembered; the oldest go first."""


class Garbled:
    """How often each was asked for; bounded."""

    def __init__(self) -> None:
        self._asked: OrderedDict[CallId, int] = OrderedDict()

    def may_ask(self, call_id: CallId) -> bool:
        """Whether a call may be asked for once more; it counts as asked for."""
        asked = self._asked.get(call_id, 0)
        if asked >= ASKED_MAX:
            return False
        self._asked[call_id] = asked + 1
        while len(self._asked) > REMEMBERED_MAX:
            self._asked.popitem(last=False)
        return True

    def clear(self) -> None:
        """Forget all."""
        self._asked.clear()
