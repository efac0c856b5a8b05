"""Which of the calls that are kept a report, a record or a snapshot speaks of.

OpenVox's two BYEs bear different call ids, its records may as well, and a snapshot names no calls
at all: what bears an unknown id is matched by the outside leg's id, else by who takes part and
when. Of several that fit alike none is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegState
from ctiapp.pbx.rebuilt_fit import covers, fit
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, Party

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.records import EndedCall
    from ctiapp.pbx.rebuilt import RebuiltCall
    from ctiapp.pbx.rebuilt_kept import KeptCalls
    from ctiapp.pbx.told import Told

TOGETHER_S = 10.0
"""How long after a call's end its second BYE may come, under another id."""
RECORD_S = 120.0
"""How long after a call's end its record may come, under another id."""
RECORD_OFF_S = 5.0
"""How far a record's duration may be from how long its call was known here."""


class Finder:
    """Finds calls.

    Args:
        kept: among which.
        me: one's own extension.
        on_doubt: is told, in a few stable words, that a snapshot is needed.
        loose: one call may bear several ids (OpenVox).
    """

    def __init__(
        self, kept: KeptCalls, me: Number, on_doubt: Callable[[str], None], *, loose: bool
    ) -> None:
        self._kept = kept
        self._me = me
        self._on_doubt = on_doubt
        self._loose = loose

    def told_of(self, told: Told, now_s: float) -> RebuiltCall | None:
        """The call that a report speaks of; None where it is unknown, or several fit alike."""
        known = self._kept.by_id(told.call_id)
        if known is None:
            known = (
                self._kept.by_line(told.parties)
                or self._by_first_bye(told, now_s)
                or self._by_people(told, now_s)
            )
            if known is not None:
                self._kept.alias(told.call_id, known.call_id)
        return known

    def fitting(self, told: Told, now_s: float) -> list[RebuiltCall]:
        """The living calls that a report of an unknown id fits best: several fit alike."""
        best = 1
        found: list[RebuiltCall] = []
        for call in [each for each in self._kept.living if self._loose or each.provisional]:
            fits = fit(call, told, now_s)
            if fits > best:
                best, found = fits, [call]
            elif fits == best:
                found.append(call)
        return found

    def shown(
        self, report: CallReport, now_s: float, *, taken: Container[CallId]
    ) -> RebuiltCall | None:
        """The living call of which a snapshot tells, but for those of which it has told already."""
        if report.call_id:
            known = self._kept.by_id(report.call_id)
            if known is not None:
                return known if not known.over else self._kept.reopened(known)
        parties = tuple(
            Party(leg.kind, leg.leg_id, leg.number, leg.called, leg.trunk) for leg in report.legs
        )
        line = self._kept.by_line(parties)
        if line is not None or not parties:
            return line
        for call in reversed(self._kept.living):
            if call.call_id not in taken and all(call.has(party) for party in parties):
                return call
        callers = [
            party
            for party, leg in zip(parties, report.legs, strict=True)
            if leg.calling is not False
        ]
        return self._begun(callers, now_s)

    def recorded(self, ended: EndedCall, now_s: float) -> RebuiltCall | None:
        """The call that a record is of, by who called whom in it: one that just ended, else lives.

        Who talks may have talked before: what lives is ended by a record only where it has lived
        for as long as the record says. Else it is looked up.
        """
        for call in self._kept.over_since(RECORD_S, now_s):
            if not call.recorded and covers(call, ended):
                return call
        living = [call for call in self._kept.living if covers(call, ended)]
        if len(living) == 1 and abs(now_s - living[0].began_s - ended.duration_s) <= RECORD_OFF_S:
            return living[0]
        if any(call.names(self._me) for call in living):
            self._on_doubt("a record of what may be another call")
        return None

    def _by_people(self, told: Told, now_s: float) -> RebuiltCall | None:
        """By who takes part: where ids differ within one call, or a snapshot named none."""
        fitting = self.fitting(told, now_s)
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
        if not self._loose or len(told.parties) < 2:
            return None
        for call in self._kept.over_since(TOGETHER_S, now_s):
            pair = call.pair_of(told.parties[0], told.parties[1])
            rings = told.action in (Action.RING, Action.ALERT)
            # Who was seen to ring before rings anew now: that is another call.
            if pair in call.past.ended and not (rings and call.past.seen(Action.RING, pair)):
                late = told.action is Action.BYE or call.past.ended_lately(pair, now_s)
                if late and not (
                    told.action is Action.BYE and call.past.seen(Action.BYE, pair) > 1
                ):
                    return call
        return None

    def _by_first_bye(self, told: Told, now_s: float) -> RebuiltCall | None:
        """The call that the first BYE of these two has just ended, where this is the second.

        Another call of the same two may go on: two callers who tell no number, or one who calls
        twice. Which of them ended is looked up as well.
        """
        if not self._loose or told.action is not Action.BYE or len(told.parties) < 2:
            return None
        for call in self._kept.over_since(TOGETHER_S, now_s):
            pair = call.pair_of(told.parties[0], told.parties[1])
            if pair in call.past.ended and call.past.seen(Action.BYE, pair) == 1:
                if any(fit(each, told, now_s) for each in self._kept.living):
                    self._on_doubt("a second call of the same two")
                return call
        return None

    def _begun(self, callers: Iterable[Party], now_s: float) -> RebuiltCall | None:
        """The call that has just begun, of whose caller alone is told: the ring is on its way."""
        for call in reversed(self._kept.living):
            if now_s - call.told_s > LATE_S or len(call.legs) != 1:
                continue
            (leg,) = call.legs.values()
            dials = leg.calling is True and leg.state is LegState.INITIATED
            if dials and any(call.has(party) for party in callers):
                return call
        return None
