"""Whose the calls with somebody outside are, at a Cloud PBX. Pure.

The list of calls to outside names who called (l. 2647), and still does when that one has passed the
call on. So it does not say who talks: an extension's own line does (l. 951-1093), then what reports
told of the call, then the lines of others. Where none of these says otherwise, it is the one who
called (inferred).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegReport, LegState
from ctiapp.pbx.outsidecalls import caller_to_outside, placed
from ctiapp.pbx.told import ext_leg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import LegId
    from ctiapp.model.number import Number
    from ctiapp.pbx.cloud.wire_calls import Line


@dataclass(frozen=True, slots=True)
class Whose:
    """Says in which calls of the lists an extension stands.

    Args:
        me: the extension.
        line: its line, asked for after the lists.
        told: who stands in the call of an outside line by what was told; nobody where unknown.
    """

    me: Number
    line: Line
    told: Callable[[CallReport], tuple[LegReport, ...]]

    def is_current(self, report: CallReport) -> bool:
        """Whether the line names this call: so it is the current one."""
        in_use = self.line.state is not None
        return in_use and any(leg.leg_id in self.line.outsiders for leg in report.legs)

    def doubtful(self, report: CallReport) -> bool:
        """Whether others' lines are to be asked: one talks on it, as it seems, beside another."""
        caller = caller_to_outside(report)
        return (
            caller is not None
            and caller.number == self.me
            and caller.state is LegState.CONNECTED
            and self.line.state is not None
            and not self.is_current(report)
        )

    def placed(self, reports: Iterable[CallReport], taken: frozenset[LegId]) -> list[CallReport]:
        """The calls with those in them who are there.

        Args:
            reports: as the lists tell of them.
            taken: the outside lines that others' lines name.
        """
        return [self._placed(report, taken) for report in reports]

    def _placed(self, report: CallReport, taken: frozenset[LegId]) -> CallReport:
        if self.is_current(report):
            return self._with_me(report)
        elsewhere = any(leg.leg_id in taken for leg in report.legs)
        out = {ext_leg(self.me)} if self.line.state is None or elsewhere else ()
        return placed(report, self.told(report), out)

    def _with_me(self, report: CallReport) -> CallReport:
        """The current call: in it are those whom one's line names, though a list name another."""
        if any(leg.leg_id == ext_leg(self.me) for leg in report.legs):
            return report
        told = {leg.leg_id: leg for leg in self.told(report)}
        there = {ext_leg(number) for number in self.line.insiders}
        caller = caller_to_outside(report)
        rings = self.line.state is LegState.ALERTING
        legs = [
            # Who was called from here, and is passed on, rings by now.
            replace(leg, state=LegState.INITIATED, calling=True)
            if rings and leg.kind is LegKind.OUTBOUND
            else leg
            for leg in report.legs
            if caller is None or leg is not caller or leg.leg_id in there | told.keys()
        ]
        known = {leg.leg_id for leg in legs}
        legs += [
            told.get(leg_id, LegReport(leg_id, LegKind.EXTENSION, number, LegState.CONNECTED))
            for number in self.line.insiders
            if (leg_id := ext_leg(number)) not in known and number != self.me
        ]
        legs.append(self._mine(told.get(ext_leg(self.me)), calling=False if rings else None))
        return replace(report, legs=tuple(legs))

    def _mine(self, told: LegReport | None, *, calling: bool | None) -> LegReport:
        state = self.line.state or LegState.CONNECTED
        mine = LegReport(ext_leg(self.me), LegKind.EXTENSION, self.me, state, calling)
        return mine if told is None else replace(mine, calling=told.calling)
