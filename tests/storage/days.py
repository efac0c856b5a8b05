"""A random day of calls: as it was, as the desk saw it, and as the PBX wrote it down.

Made without anything of the product's but its types: each call is known by its number, in the ids
of its lines as well, so that a test can tell which parts of it became one row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import assume
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.history import Fate, Seen
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from tests.storage.histories import ADA, ANNA, AT, BOB, ME, QUEUE

if TYPE_CHECKING:
    from datetime import datetime

NOBODY = Number("")
PEOPLE = (ADA, BOB, NOBODY, NOBODY)
"""Who calls, each one call after the other; two of them withhold their numbers."""
TOGETHER_S = 3.0
"""What is no farther apart, in what the PBX writes begins and ends together."""
GAPS = 3
"""So often nobody sees anything, at most."""
KINDS = ("missed", "answered", "refused", "passed_on", "gave_up", "dialled", "dialled_in_vain")


@dataclass(frozen=True)
class Part:
    """One part of a call. Moments in seconds of the day, by a true clock."""

    at_s: float
    caller: Number
    callee: Number
    outcome: Outcome
    ring_s: int
    talk_s: int


@dataclass(frozen=True)
class Call:
    """One call, as it was."""

    index: int
    kind: str
    other: Number
    parts: tuple[Part, ...]
    recorded: bool
    late_s: float
    """How long the desk took to see it."""

    @property
    def at_s(self) -> float:
        return self.parts[0].at_s

    @property
    def over_s(self) -> float:
        return max(part.at_s + part.ring_s + part.talk_s for part in self.parts)

    @property
    def incoming(self) -> bool:
        return not self.kind.startswith("dialled")

    @property
    def missed(self) -> bool:
        return self.kind in ("missed", "gave_up")


_FATES = {
    "missed": Fate.MISSED,
    "answered": Fate.ANSWERED,
    "passed_on": Fate.ANSWERED,
    "refused": Fate.REFUSED,
    "gave_up": Fate.ABANDONED,
    "dialled": Fate.ANSWERED,
    "dialled_in_vain": Fate.NO_ANSWER,
}


@dataclass(frozen=True)
class Day:
    """All calls of a day.

    ``ahead_s``: by how much the PBX's clock is. ``gaps``: from when to when nobody saw anything.
    ``plain``: whether ids say when calls began.
    """

    calls: tuple[Call, ...]
    gaps: tuple[tuple[float, float], ...]
    ahead_s: float
    plain: bool

    def call_id(self, call: Call) -> CallId:
        """What the PBX calls it."""
        if not self.plain:
            return CallId(f"{call.index + 1}.{call.index + 7}")
        return CallId(f"{math.floor(self._there(call.at_s).timestamp())}.{call.index}")

    def index(self, call_id: str) -> int:
        """Which call has this id."""
        return next(each.index for each in self.calls if self.call_id(each) == call_id)

    def _there(self, at_s: float) -> datetime:
        return AT + timedelta(seconds=at_s + self.ahead_s)

    def seen(self, call: Call, ahead_s: float | None = None) -> Seen | None:
        """What the desk saw of it; None where it came and went in a gap."""
        at_s, over_s = call.at_s + call.late_s, call.over_s
        fate = _FATES[call.kind]
        for start, end in self.gaps:
            if start <= at_s < end:
                at_s = end  # it is found in the picture after the gap
        if at_s >= over_s:
            return None
        for start, end in self.gaps:
            if at_s < start < over_s <= end:
                over_s, fate = at_s, Fate.UNKNOWN  # when in the gap, nobody saw
        talk_s = sum(part.talk_s for part in call.parts)
        return Seen(
            self.call_id(call),
            AT + timedelta(seconds=at_s),
            None if call.other.withheld else call.other,
            "",
            Direction.INBOUND if call.incoming else Direction.OUTBOUND,
            call.incoming,
            fate,
            taken_by=ME if fate is Fate.ANSWERED else None,
            talk_s=talk_s,
            mine=call.kind != "gave_up",
            over=AT + timedelta(seconds=over_s),
            ahead_s=ahead_s,
        )

    def lines(self, call: Call) -> list[CallRecord]:
        """What the PBX wrote down of it."""
        stamp = "20260302090000"
        file = f"{stamp}-{self.call_id(call)}-x-y-Inbound.wav" if call.recorded else ""
        return [
            CallRecord(
                f"{call.index}-{number}",
                self._there(part.at_s).replace(microsecond=0),
                RecordParty(part.caller),
                RecordParty(part.callee),
                Direction.INBOUND if call.incoming else Direction.OUTBOUND,
                part.outcome,
                part.ring_s,
                part.talk_s,
                recording=file if part.talk_s and not number else "",
            )
            for number, part in enumerate(call.parts)
        ]


def _parts(kind: str, other: Number, at_s: float, ring_s: int, talk_s: int) -> tuple[Part, ...]:
    taken, vain = Outcome.ANSWERED, Outcome.NO_ANSWER
    if kind == "dialled":
        return (Part(at_s, ME, other, taken, ring_s, talk_s),)
    if kind == "dialled_in_vain":
        return (Part(at_s, ME, other, vain, ring_s, 0),)
    if kind == "answered":
        return (Part(at_s, other, ME, taken, ring_s, talk_s),)
    if kind == "gave_up":
        return (Part(at_s, other, QUEUE, Outcome.ABANDONED, ring_s, 0),)
    if kind == "refused":
        return (Part(at_s, other, ME, Outcome.BUSY, ring_s, 0),)
    if kind == "passed_on":
        first = Part(at_s, other, ME, taken, ring_s, talk_s)
        return (first, Part(at_s + ring_s + talk_s, other, ANNA, taken, 3, 20))
    return (Part(at_s, other, ME, vain, ring_s, 0),)


@st.composite
def days(draw: st.DrawFn, *, plain: bool = True, most: int = 4) -> Day:
    """A day.

    Where ids say nothing, calls of one person, and of those who hide, begin farther apart than is
    known of the clocks.
    """
    calls: list[Call] = []
    for other in PEOPLE if plain else PEOPLE[:3]:
        at_s, before = draw(st.floats(0, 900)), None
        for _ in range(draw(st.integers(0, most))):
            kind = draw(st.sampled_from(KINDS if not other.withheld else KINDS[:5]))
            at_s += draw(st.floats(0, 7 if plain else 60))
            parts = _parts(kind, other, at_s, draw(st.integers(2, 40)), draw(st.integers(5, 300)))
            same = before is not None and parts[0].callee == before.callee
            if not same or not plain:
                # What is dialled anew and what was passed on look alike, to another one.
                apart = timedelta(seconds=20 if not plain else 9)
                parts = tuple(_later(part, apart.total_seconds()) for part in parts)
            late_s = draw(st.floats(0, 1.5))
            recorded = draw(st.booleans())
            call = Call(len(calls), kind, other, parts, recorded, late_s)
            calls.append(call)
            at_s, before = call.over_s, call.parts[-1]
    hidden = [call for call in calls if call.other.withheld]
    assume(not any(_alike(one, other) for one in hidden for other in hidden))
    gaps = []
    end_s = 0.0
    for _ in range(draw(st.integers(0, GAPS))):
        start_s = end_s + draw(st.floats(1, 600))
        end_s = start_s + draw(st.floats(5, 900))
        gaps.append((start_s, end_s))
    ahead_s = draw(st.floats(-600, 600))
    return Day(tuple(calls), tuple(gaps), ahead_s, plain)


def _alike(one: Call, other: Call) -> bool:
    """Whether a part of one who hides could as well be what became of another one."""
    return one is not other and any(
        one.parts[-1].callee != part.callee and abs(part.at_s - one.over_s) <= TOGETHER_S
        for part in other.parts
    )


def _later(part: Part, by_s: float) -> Part:
    return Part(part.at_s + by_s, part.caller, part.callee, part.outcome, part.ring_s, part.talk_s)
