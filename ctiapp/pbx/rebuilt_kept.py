"""The calls of a PBX that are rebuilt: those that live, those that are over, and their names.

A call may bear several ids (OpenVox), and an outside line is in one call at a time: calls are found
by either. Whatever comes, what is kept is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind
from ctiapp.model.ids import CallId
from ctiapp.pbx.rebuilt import RebuiltCall
from ctiapp.pbx.told import no_place, party_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ctiapp.model.call import CallReport, LegReport
    from ctiapp.pbx.told import IsPlace, Party

MAX_CALLS = 2_000
"""Living calls that are kept at most; the one told of longest ago goes first."""
MAX_OVER = 1_000
"""Calls that are over and remembered for late reports."""
REMEMBERED_S = 600.0
"""How long a call that is over is remembered."""
MAX_LINES = 8 * MAX_CALLS
"""Outside lines by which calls are found; the one told of longest ago goes first."""
MAX_IDS = 8
"""Ids of one call that are remembered."""


class KeptCalls:
    """All calls that are kept.

    Args:
        on_doubt: is told that there are too many.
        loose: one call may bear several ids (OpenVox).
        is_place: see `RebuiltCall`.
    """

    def __init__(
        self, on_doubt: Callable[[str], None], *, loose: bool, is_place: IsPlace = no_place
    ) -> None:
        self._on_doubt = on_doubt
        self._loose = loose
        self._is_place = is_place
        self._living: OrderedDict[CallId, RebuiltCall] = OrderedDict()
        self._over: OrderedDict[CallId, tuple[RebuiltCall, float]] = OrderedDict()
        self._ids: OrderedDict[CallId, CallId] = OrderedDict()
        self._lines: OrderedDict[str, CallId] = OrderedDict()
        self._made = 0

    def __len__(self) -> int:
        return len(self._living) + len(self._over)

    # --- finding ---------------------------------------------------------------------------------

    @property
    def living(self) -> tuple[RebuiltCall, ...]:
        """Those that live: the one told of last is last."""
        return tuple(self._living.values())

    def over_since(self, span_s: float, now_s: float) -> Iterator[RebuiltCall]:
        """Those that are over for no longer than this; the one that ended last is first."""
        for call, over_s in reversed(self._over.values()):
            if now_s - over_s > span_s:
                return
            yield call

    def over_s(self, call: RebuiltCall) -> float:
        """When a call that is over ended, in monotonic seconds."""
        return self._over[call.call_id][1]

    def by_id(self, call_id: CallId) -> RebuiltCall | None:
        """A call by any of its ids."""
        call_id = self._ids.get(call_id, call_id)
        if call_id in self._living:
            return self._living[call_id]
        return self._over[call_id][0] if call_id in self._over else None

    def by_line(self, parties: Iterable[Party | LegReport]) -> RebuiltCall | None:
        """By the id of an outside line, which is in one call at a time."""
        best: RebuiltCall | None = None
        for party in parties:
            call = self._living.get(self._lines.get(party.leg_id, CallId("")))
            if call is not None and party.leg_id in call.legs:
                best = call if best is None or call.told_s > best.told_s else best
        return best

    # --- changing --------------------------------------------------------------------------------

    def new(self, call_id: CallId, now_s: float, *, provisional: bool = False) -> RebuiltCall:
        """A call of which nothing was told before."""
        call = RebuiltCall(
            call_id,
            now_s,
            provisional=provisional,
            loose=self._loose,
            is_place=self._is_place,
        )
        self._living[call_id] = call
        while len(self._living) > MAX_CALLS:
            self._living.popitem(last=False)
            self._on_doubt("too many calls")
        return call

    def make_id(self, report: CallReport) -> CallId:
        """An id for a call that a snapshot found: its outside line's, which Cloud's calls bear.

        Where a call may bear several, the line's may be another call's.
        """
        for leg in report.legs:
            if leg.kind is LegKind.INBOUND and not self._loose:
                call_id = CallId(party_of(leg.leg_id)[1])
                if call_id not in self._living:
                    return call_id
        self._made += 1
        return CallId(f"found-{self._made}")

    def alias(self, call_id: CallId, known: CallId) -> None:
        """A call bears one id more."""
        self._ids[call_id] = known
        while len(self._ids) > MAX_IDS * MAX_CALLS:
            self._ids.popitem(last=False)

    def note_lines(self, call: RebuiltCall) -> None:
        """Keep in which call its outside lines are, to find it by them."""
        for key, leg in call.legs.items():
            if leg.kind is not LegKind.EXTENSION:
                self._lines[key] = call.call_id
                self._lines.move_to_end(key)
        while len(self._lines) > MAX_LINES:
            self._lines.popitem(last=False)

    def touch(self, call: RebuiltCall) -> None:
        """A living call was told of."""
        self._living.move_to_end(call.call_id)
        self.note_lines(call)

    def reopened(self, call: RebuiltCall) -> RebuiltCall:
        """A call that was over goes on: rung anew by a queue, or wrongly taken for over."""
        self._over.pop(call.call_id, None)
        self._living[call.call_id] = call
        return call

    def bury(self, call: RebuiltCall, now_s: float) -> None:
        """A call is over: it is remembered for late reports."""
        self._living.pop(call.call_id, None)
        self._over.pop(call.call_id, None)
        self._over[call.call_id] = call, now_s
        while len(self._over) > MAX_OVER:
            self._over.popitem(last=False)

    def forget_old(self, now_s: float) -> None:
        """Those that are over for long are not remembered any more."""
        while self._over and now_s - next(iter(self._over.values()))[1] > REMEMBERED_S:
            self._over.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        self._living.clear()
        self._over.clear()
        self._ids.clear()
        self._lines.clear()
