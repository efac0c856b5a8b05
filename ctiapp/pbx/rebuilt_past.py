"""What was told of one rebuilt call so far: by it, what is told late, or again, is known.

Reports come late, swapped and twice (see `ctiapp.pbx.rebuilding`): who rang, parted and took part
is remembered, within bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import Enum

    from ctiapp.model.call import LegKind
    from ctiapp.model.number import Number
    from ctiapp.pbx.told import Party

LATE_S = 3.0
"""How long after a pair's end a report of it is old news, and no new ring."""
TWICE_S = 0.5
"""How long after it a ring that was told is told a second time, and is no new ring."""
MAX_ENDED_PAIRS = 128
"""Ended pairs of one call that are remembered; the oldest go first."""
MAX_SEEN = 512
"""Of one call: kinds of reports that are counted, and parties that are remembered."""

Pair = frozenset[str]


class CallPast:
    """What was told of a call.

    Attributes:
        ended: when each pair that is no more ended, in monotonic seconds.
        seeking: callers whose call somebody did not take: another may be rung for them.
    """

    def __init__(self) -> None:
        self.ended: dict[Pair, float] = {}
        self.seeking: set[str] = set()
        self._seen: dict[tuple[Enum, Pair], int] = {}
        self._faces: dict[str, tuple[LegKind, Number]] = {}
        self._calling: dict[bool, set[Number]] = {True: set(), False: set()}
        self._rung: set[Pair] = set()
        self._rang: set[Pair] = set()

    # --- reports ---------------------------------------------------------------------------------

    def seen(self, action: Enum, pair: Pair) -> int:
        """How many reports of this kind came of these: one that did not come may be late."""
        return self._seen.get((action, pair), 0)

    def heard(self, action: Enum) -> bool:
        """Whether any report of this kind came."""
        return any(each is action for each, _ in self._seen)

    def note(self, action: Enum, pair: Pair) -> None:
        """A report of this kind came of these."""
        if (action, pair) in self._seen or len(self._seen) < MAX_SEEN:
            self._seen[action, pair] = self.seen(action, pair) + 1

    # --- pairs -----------------------------------------------------------------------------------

    def note_ring(self, pair: Pair, *, anew: bool) -> None:
        """The ring of these was told; ``anew`` where none was known."""
        if anew:
            self._rang.discard(pair)
        self._rung.add(pair)

    def note_ended(self, pair: Pair, now_s: float) -> None:
        """These parted, whether or not they were known to be together."""
        self.ended.pop(pair, None)
        self.ended[pair] = now_s
        if pair in self._rung:
            self._rung.discard(pair)
            self._rang.add(pair)
        while len(self.ended) > MAX_ENDED_PAIRS:
            first = next(iter(self.ended))
            del self.ended[first]
            self._rang.discard(first)

    def ended_lately(self, pair: Pair, now_s: float) -> bool:
        """Whether this pair ended a moment ago, so that a report of it may be late."""
        ended_s = self.ended.get(pair)
        return ended_s is not None and now_s - ended_s <= LATE_S

    def late_ring(self, pair: Pair, now_s: float) -> bool:
        """Whether a ring of this pair is old news: it ended lately, and its ring was never told.

        Where that was told, the phone rings once more: but for a report that came twice.
        """
        ended_s = self.ended.get(pair)
        if ended_s is None:
            return False
        return now_s - ended_s <= (TWICE_S if pair in self._rang else LATE_S)

    def parted(self, key: str) -> bool:
        """Whether somebody was in a pair that is no more."""
        return any(key in pair for pair in self.ended)

    def seek(self, callers: Pair) -> None:
        """Somebody did not take the call of these."""
        if len(self.seeking) < MAX_SEEN:
            self.seeking |= callers

    # --- people ----------------------------------------------------------------------------------

    def meet(self, key: str, kind: LegKind, number: Number) -> None:
        """Somebody takes part, or did."""
        if len(self._faces) < MAX_SEEN:
            self._faces[key] = kind, number

    def part(self, parties: tuple[Party, ...], now_s: float) -> None:
        """These parted in what was a call of its own, of which no more is known."""
        for party in parties:
            self.meet(party.leg_id, party.kind, party.number)
        self.note_ended(frozenset(party.leg_id for party in parties[:2]), now_s)

    def note_role(self, number: Number, *, calling: bool) -> None:
        """Somebody calls, or is called."""
        if len(self._calling[calling]) < MAX_SEEN:
            self._calling[calling].add(number)

    def knows(self, key: str) -> bool:
        """Whether somebody of this id took part."""
        return key in self._faces

    def alike(self, kind: LegKind, number: Number) -> list[str]:
        """The ids of all who took part with this number."""
        return [key for key, known in self._faces.items() if known == (kind, number)]

    @property
    def people(self) -> frozenset[Number]:
        """Everybody who took part."""
        return frozenset(number for _, number in self._faces.values())

    def ran(self, caller: Number, callee: Number) -> bool:
        """Whether it may have been a call of the one to the other, and not the other way alone."""
        called, calling = self._calling[False], self._calling[True]
        turned = caller in called - calling or callee in calling - called
        return {caller, callee} <= self.people and not turned
