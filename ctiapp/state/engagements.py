"""Who rings or talks with whom, everywhere in the office, and since when: other people's calls too.

Of others' calls nothing is kept but the last report (P 30011) and when each extension came into its
state. Who the other one is, is worked out when it is asked for: a busy PBX tells of hundreds of
calls a second, and a screen shows a few dozen people.

What holds here:

* ``since`` is when we saw it begin. What a picture found, or an event told of a call that may have
  gone on before we looked, has none: a wrong age is worse than none.
* A call is dropped when its members are gone, when its record comes (P 30012), when the next
  picture of all calls lacks it; and one whose end was lost, when the phone says that it is idle.
* After a gap nothing of it holds (`Engagements.doubtful`) until all calls were read again. The ages
  are kept meanwhile: whoever talks in the same call still, has talked since then.
* A report that comes after its call's end brings nobody back.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.engagement import Doing, Engagement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ctiapp.model.call import CallReport, LegReport, Moment
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.model.number import Number

log = logging.getLogger("ctiapp.state")

MAX_CALLS = 5_000
"""Calls kept at most; the one told of longest ago goes first."""
MAX_OF_ONE = 32
"""Calls of one extension that are kept at most; the oldest goes first. Nobody has so many, and each
of them is looked through at every report of another."""
MAX_LEGS = 64
"""Members of one call that are looked at."""
MAX_OVER = 1_000
"""Calls that are over and remembered for late reports."""


_RANK = {
    LegState.CONNECTED: 0,
    LegState.INITIATED: 1,
    LegState.HELD: 2,
    LegState.QUEUED: 3,
    LegState.ALERTING: 4,
}
"""What outdoes what, where one has several phones or calls; the rest is no part any more."""
_RINGS = _RANK[LegState.ALERTING]
_DOING = (Doing.TALKING, Doing.CALLING, Doing.TALKING, Doing.TALKING, Doing.RINGING)


_Stand = tuple[int, "Moment | None", "Number"]


class _Known:
    """A call that goes on.

    Attributes:
        report: as it was last told.
        people: each extension in it by its digits: how it stands (an index of `_DOING`), since
            when, and the number itself. Digits are looked up in half the time that numbers take.
        told_s: when it was last told of, on the monotonic clock.
    """

    __slots__ = ("people", "report", "told_s")

    def __init__(self, report: CallReport, people: dict[str, _Stand], told_s: float) -> None:
        self.report = report
        self.people = people
        self.told_s = told_s


class Engagements:
    """All calls of the office, by who takes part in them."""

    def __init__(self) -> None:
        self._calls: OrderedDict[CallId, _Known] = OrderedDict()
        self._of: dict[str, tuple[CallId, ...]] = {}
        self._over: OrderedDict[CallId, tuple[tuple[LegId, ...], float]] = OrderedDict()
        self._complete = False
        self._doubtful = False

    # -- reading ---------------------------------------------------------------------------------

    @property
    def doubtful(self) -> bool:
        """Whether there was a gap since all calls were last read."""
        return self._doubtful

    def __len__(self) -> int:
        return len(self._calls)

    def of(self, number: Number) -> Engagement | None:
        """What an extension does now, the talk before the ring; None where nothing, or unknown."""
        if self._doubtful:
            return None
        best: tuple[int, _Known] | None = None
        for call_id in self._of.get(number.text, ()):
            known = self._calls[call_id]
            rank = known.people[number.text][0]
            if best is None or rank < best[0]:
                best = rank, known
        return None if best is None else _made(number, best[1])

    def count_of(self, number: Number) -> int:
        """In how many calls an extension is, ringing ones included."""
        return 0 if self._doubtful else len(self._of.get(number.text, ()))

    def lines(self) -> dict[Number, LineState]:
        """Whose phone rings or is busy by these calls."""
        found: dict[Number, LineState] = {}
        for digits, calls in self._of.items():
            stands = [self._calls[call_id].people[digits] for call_id in calls]
            rings = all(_DOING[rank] is Doing.RINGING for rank, _, _ in stands)
            found[stands[0][2]] = LineState.RINGING if rings else LineState.BUSY
        return found

    # -- writing: each answers whose picture changed ---------------------------------------------

    def clear(self) -> tuple[Number, ...]:
        """Forget everything."""
        told = self._everybody()
        self._calls.clear()
        self._of.clear()
        self._over.clear()
        self._complete = self._doubtful = False
        return told

    def doubt(self) -> None:
        """There is a gap: nothing of it holds until all calls were read again."""
        self._doubtful = True
        self._complete = False

    def take(self, report: CallReport, now: Moment) -> tuple[Number, ...]:
        """An event tells how a call stands."""
        known = self._calls.get(report.call_id)
        if known is not None:
            known.told_s = now.mono_s
            self._calls.move_to_end(report.call_id)
            if known.report.legs == report.legs:
                return ()
            if report.partial:  # who could not be read takes part as before
                read = {leg.leg_id for leg in report.legs}
                kept = [leg for leg in known.report.legs if leg.leg_id not in read]
                report = replace(report, legs=(*report.legs, *kept))
        elif report.call_id in self._over and self._is_late(report):
            return ()
        sure = known is not None or self._complete
        return self._put(known, report, now, seen=now, sure=sure)

    def end(self, call_id: CallId, now: Moment) -> tuple[Number, ...]:
        """A call is over."""
        known = self._calls.pop(call_id, None)
        if known is None:
            return ()
        legs = tuple(leg.leg_id for leg in known.report.legs[:MAX_LEGS])
        self._over[call_id] = legs, now.mono_s
        if len(self._over) > MAX_OVER:
            self._over.popitem(last=False)
        for digits in known.people:
            self._leave(digits, call_id)
        return tuple([stand[2] for stand in known.people.values()])

    def idle(self, number: Number, now: Moment) -> tuple[Number, ...]:
        """A phone says that it is idle (P 30008): whatever it was in, it is not any more."""
        calls = self._of.pop(number.text, ())
        for call_id in calls:
            known = self._calls[call_id]
            del known.people[number.text]
            if not known.people:
                self.end(call_id, now)
        return (number,) if calls else ()

    def replace(
        self, reports: Iterable[CallReport], now: Moment, asked_s: float
    ) -> tuple[Number, ...]:
        """All calls as they were when asked for; what events told since is newer.

        Args:
            reports: the whole picture.
            now: when it arrived.
            asked_s: when it was asked for, on the monotonic clock.
        """
        listed = {report.call_id: report for report in reports}
        lost = 0
        changed: dict[Number, None] = dict.fromkeys(self._everybody()) if self._doubtful else {}
        for call_id, known in tuple(self._calls.items()):
            if call_id not in listed and known.told_s <= asked_s:
                changed.update(dict.fromkeys(self.end(call_id, now)))
                lost += 1
        if lost and self._complete:  # else there was a gap, or one had not looked yet
            log.info("lost events made good: %d calls are over, and nobody told", lost)
        for call_id, report in listed.items():
            before = self._calls.get(call_id)
            if before is not None:
                self._calls.move_to_end(call_id)
                same = before.report.legs == report.legs and not self._doubtful
                if same or before.told_s > asked_s:
                    continue
            if before is None and self._ended_s(call_id) > asked_s:
                continue  # it ended while the answer was on its way
            changed.update(dict.fromkeys(self._put(before, report, now, seen=None, sure=False)))
        self._doubtful, self._complete = False, True
        return tuple(changed)

    # ----------------------------------------------------------------------------------------------

    def _put(
        self,
        known: _Known | None,
        report: CallReport,
        now: Moment,
        *,
        seen: Moment | None,
        sure: bool,
    ) -> tuple[Number, ...]:
        """Lay a report upon what was known of its call.

        Args:
            known: the call as it was; None where it is new.
            report: as it is told.
            now: when that arrived.
            seen: the same where it is an event; None where a picture found it so.
            sure: whether a talk that is new here has just begun, and not before we looked.
        """
        standing, over = _people(report.legs)
        call_id = report.call_id
        if over or not standing:
            return self.end(call_id, now) if known is not None else ()
        before = {} if known is None else known.people
        people: dict[str, _Stand] = {}
        told = []
        for digits, (rank, number) in standing.items():
            was = before.get(digits)
            told.append(number)
            if was is None:
                begins = sure or _DOING[rank] is not Doing.TALKING
                people[digits] = rank, seen if begins else None, number
                calls = self._of.get(digits, ())
                if len(calls) >= MAX_OF_ONE:
                    told += self.end(calls[0], now)
                    calls = self._of.get(digits, ())
                self._of[digits] = (*calls, call_id)
            else:
                same = _DOING[was[0]] is _DOING[rank]
                people[digits] = rank, was[1] if same else seen, number
        for digits, stand in before.items():
            if digits not in people:
                told.append(stand[2])
                self._leave(digits, call_id)
        if known is None:
            if len(self._calls) >= MAX_CALLS:
                told += self.end(next(iter(self._calls)), now)
            self._calls[call_id] = _Known(report, people, now.mono_s)
        else:
            known.report, known.people = report, people
        return tuple(told)

    def _everybody(self) -> tuple[Number, ...]:
        """All who are in any call."""
        return tuple(self._calls[calls[0]].people[digits][2] for digits, calls in self._of.items())

    def _leave(self, digits: str, call_id: CallId) -> None:
        calls = self._of.get(digits, ())
        rest = tuple([each for each in calls if each != call_id])
        if rest:
            self._of[digits] = rest
        elif calls:
            del self._of[digits]

    def _is_late(self, report: CallReport) -> bool:
        """Whether this tells of nothing but members of a call that is over."""
        over = self._over.get(report.call_id)
        return over is not None and all(leg.leg_id in over[0] for leg in report.legs)

    def _ended_s(self, call_id: CallId) -> float:
        """When a call ended, on the monotonic clock; long ago where that is not remembered."""
        over = self._over.get(call_id)
        return float("-inf") if over is None else over[1]


def _people(legs: tuple[LegReport, ...]) -> tuple[dict[str, tuple[int, Number]], bool]:
    """How each extension of a call stands, by its digits, and whether the call is over.

    It is where no member is left; or where somebody hung up and one alone is left (who is not in a
    queue or a menu), or nothing but phones that still ring.
    """
    standing: dict[str, tuple[int, Number]] = {}
    living, ringing, served, left = 0, 0, False, False
    for leg in legs if len(legs) <= MAX_LEGS else legs[:MAX_LEGS]:
        state = leg.state
        # Compared, not looked up: the hash of an enumeration's member is computed in Python.
        if state is LegState.CONNECTED:
            rank = 0
        elif state is LegState.ALERTING:
            rank = _RINGS
            ringing += 1
        elif state is LegState.CLEARED or state is LegState.FAILED:
            left = True
            continue
        else:
            rank = _RANK[state]
        living += 1
        if leg.via is not None and leg.calling is not False:
            served = True
        if leg.kind is LegKind.EXTENSION:
            was = standing.get(leg.number.text)
            if was is None or rank < was[0]:
                standing[leg.number.text] = rank, leg.number
    alone = (living < 2 and not served) or ringing == living
    return standing, not living or (left and alone)


def _others(number: Number, report: CallReport) -> Iterator[LegReport]:
    for leg in report.legs[:MAX_LEGS]:
        own = leg.kind is LegKind.EXTENSION and leg.number == number
        if not own and leg.state in _RANK:
            yield leg


def _made(number: Number, known: _Known) -> Engagement:
    rank, since, _ = known.people[number.text]
    doing = _DOING[rank]

    def foremost(leg: LegReport) -> tuple[bool, int]:
        calls = leg.calling is True or leg.kind is LegKind.INBOUND
        return (doing is Doing.RINGING and not calls, _RANK[leg.state])

    others = sorted(_others(number, known.report), key=foremost)
    other = others[0] if others else None
    # Several devices of one person are one person.
    faces = {leg.number if leg.kind is LegKind.EXTENSION else leg.leg_id for leg in others}
    return Engagement(
        known.report.call_id,
        doing,
        None if other is None else other.number,
        other is not None and other.kind is LegKind.EXTENSION,
        max(0, len(faces) - 1) if doing is Doing.TALKING else 0,
        next((leg.via for leg in known.report.legs if leg.via is not None), None),
        since,
    )
