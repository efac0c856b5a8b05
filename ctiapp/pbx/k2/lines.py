"""What lines do, out of two sources that a K2 mixes up. Pure; what it keeps is bounded.

``ExtensionStatus`` says ``Registered`` of a phone that has hung up, and of one that moved to a new
address in the middle of a call (section 9, point 9). So what calls say of an extension goes before
it: who takes part in one is busy, whatever their phone's status.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.events import LineChanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

MAX_CALLS: Final = 2000
"""The most calls that are kept; the oldest go first."""

MAX_LINES: Final = 20_000
"""The most extensions whose status is kept."""

_GONE: Final = (LegState.CLEARED, LegState.FAILED)


class Lines:
    """How every extension's line stands."""

    def __init__(self) -> None:
        self._calls: OrderedDict[CallId, dict[Number, LineState]] = OrderedDict()
        self._of: dict[Number, dict[CallId, LineState]] = {}
        self._told: OrderedDict[Number, LineState] = OrderedDict()

    def clear(self) -> None:
        """Forget everything: a new picture comes."""
        self._calls.clear()
        self._of.clear()
        self._told.clear()

    def told(self, event: LineChanged) -> tuple[LineChanged, ...]:
        """A phone's status was told: what that makes of its line."""
        self._told[event.number] = event.state
        self._told.move_to_end(event.number)
        while len(self._told) > MAX_LINES:
            self._told.popitem(last=False)
        return (LineChanged(event.number, self._state(event.number)),)

    def report(self, report: CallReport) -> tuple[LineChanged, ...]:
        """A call was told: whose line that changes."""
        now = {} if over(report) else busy((report,))
        before = self._calls.get(report.call_id, {})
        if report.partial:
            now = {**before, **now}
        return self._changed(report.call_id, now)

    def ended(self, call_id: CallId) -> tuple[LineChanged, ...]:
        """A call is over: whose line that changes."""
        return self._changed(call_id, {})

    def gone(self, call_id: CallId) -> tuple[LineChanged, ...]:
        """A call is over, and nobody told its end: nor, perhaps, that its phones are free."""
        for number in self._calls.get(call_id, ()):
            if len(self._of[number]) == 1:
                self._told.pop(number, None)
        return self._changed(call_id, {})

    def suspects(self, event: LineChanged) -> tuple[CallId, ...]:
        """Calls that say otherwise of a line than the phone, which has none: they may be over.

        Or the phone moved in the middle of one: only the PBX knows.
        """
        if event.state is not LineState.IDLE:
            return ()
        return tuple(self._of.get(event.number, ()))

    def is_lit_by(self, call_id: CallId) -> bool:
        """Whether this call has any line busy or ringing."""
        return call_id in self._calls

    def _changed(self, call_id: CallId, now: dict[Number, LineState]) -> tuple[LineChanged, ...]:
        concerned = {**self._calls.get(call_id, {}), **now}
        before = {number: self._state(number) for number in concerned}
        self._drop(call_id)
        if now:
            self._calls[call_id] = now
            for number, state in now.items():
                self._of.setdefault(number, {})[call_id] = state
            while len(self._calls) > MAX_CALLS:
                self._drop(next(iter(self._calls)))
        return tuple(
            LineChanged(number, state)
            for number in concerned
            if (state := self._state(number)) is not before[number]
        )

    def _drop(self, call_id: CallId) -> None:
        for number in self._calls.pop(call_id, ()):
            calls = self._of[number]
            del calls[call_id]
            if not calls:
                del self._of[number]

    def _state(self, number: Number) -> LineState:
        in_calls = self._of.get(number, {}).values()
        told = self._told.get(number, LineState.IDLE)
        if LineState.BUSY in in_calls:
            return LineState.BUSY
        return LineState.RINGING if in_calls else told


def over(report: CallReport) -> bool:
    """Whether a call cannot go on: somebody has hung up, and fewer than two are left."""
    living = [leg for leg in report.legs if leg.state not in _GONE]
    return not living or (len(living) < 2 and len(living) < len(report.legs))


def busy(reports: Iterable[CallReport]) -> dict[Number, LineState]:
    """What these calls say of lines: talking outdoes ringing."""
    found: dict[Number, LineState] = {}
    for leg in (leg for report in reports for leg in report.legs):
        if leg.kind is not LegKind.EXTENSION or leg.state in _GONE:
            continue
        if leg.state is not LegState.ALERTING:
            found[leg.number] = LineState.BUSY
        else:
            found.setdefault(leg.number, LineState.RINGING)
    return found


def joined(
    listed: Mapping[Number, LineState], by_calls: Mapping[Number, LineState]
) -> dict[Number, LineState]:
    """What the list of extensions and the calls say together: talking outdoes ringing."""
    found = dict(listed)
    for number, state in by_calls.items():
        if state is LineState.BUSY or number not in found:
            found[number] = state
    return found
