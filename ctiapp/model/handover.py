"""What a shift leaves behind in figures: the calls of a day, counted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.history import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from ctiapp.model.history import PastCall

HOURS = 24


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The calls of a day at this desk.

    Attributes:
        answered: came in and were answered here.
        elsewhere: came in and were answered by somebody else.
        missed: came in and rang in vain, voice mail included.
        abandoned: gave up in a queue.
        outgoing: were called from here.
        average_ring_s: how long those that were answered here rang, in seconds; None where none
            was.
        talk_s: all talk of this desk, in seconds.
        by_hour: of each hour of the day, how many came in and were answered here, and how many
            were not answered by anybody.
    """

    answered: int = 0
    elsewhere: int = 0
    missed: int = 0
    abandoned: int = 0
    outgoing: int = 0
    average_ring_s: float | None = None
    talk_s: int = 0
    by_hour: tuple[tuple[int, int], ...] = ((0, 0),) * HOURS


def figures(calls: Iterable[PastCall], zone: tzinfo | None = None) -> DayFigures:
    """Count them.

    Args:
        calls: of one day.
        zone: in which the hours are; None: this computer's.
    """
    count = dict.fromkeys(Fate, 0)
    outgoing = ring_s = talk_s = 0
    hours = [[0, 0] for _ in range(HOURS)]
    for call in calls:
        if call.incoming:
            count[call.fate] += 1
        else:
            outgoing += 1
        answered = call.incoming and call.fate is Fate.ANSWERED
        if answered:
            ring_s += call.ring_s
        if answered or not call.incoming:
            talk_s += call.talk_s
        if answered or call.missed:
            hours[call.at.astimezone(zone).hour][0 if answered else 1] += 1
    taken = count[Fate.ANSWERED]
    return DayFigures(
        answered=taken,
        elsewhere=count[Fate.ANSWERED_ELSEWHERE],
        missed=count[Fate.MISSED] + count[Fate.VOICEMAIL],
        abandoned=count[Fate.ABANDONED],
        outgoing=outgoing,
        average_ring_s=ring_s / taken if taken else None,
        talk_s=talk_s,
        by_hour=tuple((hour[0], hour[1]) for hour in hours),
    )
