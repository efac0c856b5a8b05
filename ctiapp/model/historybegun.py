"""When a call that was seen began and ended by the PBX's clock. Pure.

The whole part of a call's id is the second in which it began, by the PBX's own clock, as the times
of its lines are (so it is in every example of the P handbook: l. 13520, 13736, 17506). Where an id
is of another make, what is known of both clocks has to tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.history import Fate, Seen
    from ctiapp.model.historyfold import Reading

BESIDE: Final = timedelta(seconds=5)
"""Lines of one person that follow one another by no more than this are parts of one call; so near
begin what was seen and its line, where both clocks are known."""
SAME: Final = timedelta(seconds=90)
"""The same where the PBX's clock may be off ours, and nobody knows by how much."""
ROUNDED: Final = timedelta(seconds=2)
"""By so much moments of one clock can differ that were rounded, or told a little late."""
_CLOCKS: Final = timedelta(hours=15)
"""A clock that was set by hand in another zone is off by no more."""
_NEAR: Final = 10
"""So many calls before and after one tell how far the PBX's clock was off then."""
_WAITS: Final = timedelta(minutes=15)
"""Nobody waits longer for it to ring here, where nothing else tells."""
_BEGAN = re.compile(r"([0-9]{9,11})\.[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Begun:
    """A call that was seen, on the PBX's clock.

    Attributes:
        call_id: its id.
        person: under which key everything of the number is found; empty where it is withheld.
        incoming: whether it came.
        fate: what became of it, as far as it was seen.
        taken_by: who took it, as a key; empty where that is not known.
        at, over: when it began, and until when it surely went on, aware UTC.
        slack: so far from ``at`` its first line may begin.
        exact: whether its id says when it began.
    """

    call_id: str
    person: str
    incoming: bool
    fate: Fate
    taken_by: str
    at: datetime
    over: datetime
    slack: timedelta
    exact: bool


def began_at(call_id: str, near: datetime) -> datetime | None:
    """When a call began by the PBX's clock, as its id says; None where it does not.

    Args:
        call_id: the id.
        near: when it was seen, aware; an id that means a time means one near this.
    """
    match = _BEGAN.fullmatch(call_id)
    if match is None:
        return None
    at = datetime.fromtimestamp(int(match[1]), UTC)
    return at if abs(at - near) <= _CLOCKS else None


def begun(calls: Sequence[Sequence[Seen]], reading: Reading) -> tuple[Begun, ...]:
    """Put calls that were seen on the PBX's clock.

    Args:
        calls: all that was seen and told of each, at least one; what counts most first.
        reading: how numbers are read.
    """
    first = [min(each.at for each in call) for call in calls]
    ids = [began_at(call[0].call_id, at) for call, at in zip(calls, first, strict=True)]
    # A call is seen when it begins, or later: how far that clock is ahead is the most of these.
    ahead = sorted((at, said - at) for at, said in zip(first, ids, strict=True) if said is not None)
    moments = [at for at, _ in ahead]
    found: list[Begun] = []
    for call, at, said in zip(calls, first, ids, strict=True):
        over = max(_over(each) for each in call)
        known = next((each.ahead_s for each in call if each.ahead_s is not None), None)
        skew = timedelta(seconds=known or 0.0)
        if said is not None:
            stands = bisect_left(moments, at)
            near = [each for _, each in ahead[max(0, stands - _NEAR) : stands + _NEAR + 1]]
            if known is not None and timedelta(0) <= skew - max(near) <= _WAITS:
                near.append(skew)
            off, slack = max(near), ROUNDED
        else:
            off, slack = skew, SAME if known is None else BESIDE
        told = call[0]
        found.append(
            Begun(
                told.call_id,
                reading.key(next((e.number for e in call if e.number is not None), None)),
                told.incoming,
                told.fate,
                reading.key(next((e.taken_by for e in call if e.taken_by is not None), None)),
                at + off if said is None else said,
                over + off,
                slack,
                exact=said is not None,
            )
        )
    return tuple(found)


def _over(seen: Seen) -> datetime:
    return seen.over or seen.at + timedelta(seconds=seen.ring_s + seen.talk_s)
