"""Under which number a call is filed: its note and its entry alike.

Whoever is in a call may change while it lasts: a caller is transferred to a colleague, who goes on
with it, or a colleague hands one on. A call is filed under **the party outside, if there ever was
one** (the one whom one had last, where there were several), **else under whom one had last**: what
was noted is of use when that caller calls again. One outside who withholds the number stays
nobody: what was noted on them is not filed under a colleague.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind

if TYPE_CHECKING:
    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

_OUTSIDE = (LegKind.INBOUND, LegKind.OUTBOUND)


class Filing:
    """Remembers the parties outside whom one had in the calls that are known now."""

    def __init__(self) -> None:
        self._outside: dict[CallId, Number] = {}

    def number(self, call: Call) -> Number | None:
        """Under which number it is filed as it stands now; to be asked at each change of it."""
        remote = call.remote
        if remote is not None and remote.report.kind in _OUTSIDE:
            self._outside[call.call_id] = remote.number
        return self._outside.get(call.call_id, call.remote_number)

    def drop(self, call_id: CallId) -> None:
        """It is known no more."""
        self._outside.pop(call_id, None)
