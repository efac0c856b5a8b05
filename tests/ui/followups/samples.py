"""People who wait to be called back, to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ctiapp.model.followups import FollowUp, Miss, withheld_line
from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from ctiapp.ui.followups.viewmodel import PersonFace, person_face
from tests.ui.history.samples import NOW, known

if TYPE_CHECKING:
    from datetime import datetime

JOSEPH, ANNA = "+12354978652", "2008"


def miss(minutes: float, number: str | None = JOSEPH, **facts: Any) -> Miss:
    """Somebody tried in vain so many minutes before noon."""
    key = f"{number}@{minutes}"
    line = withheld_line(key) if number is None else number
    kept = None if number is None else Number(number)
    at = NOW - timedelta(minutes=minutes)
    return replace(Miss(key, line, at, kept, "", Fate.MISSED, 20), **facts)


def row(*misses: Miss, **facts: Any) -> FollowUp:
    """Somebody with these tries, the last one first; Joseph, twelve minutes ago, by default."""
    tries = misses or (miss(12),)
    lines = tuple(dict.fromkeys(each.line for each in tries))
    return replace(FollowUp(lines[0], lines, tries), **facts)


def face(one: FollowUp, now: datetime = NOW) -> PersonFace:
    """How somebody is painted."""
    return person_face(one, known(now))


def busy() -> list[FollowUp]:
    """A list with one of each kind."""
    support = Number("6402")
    return [
        row(
            miss(2, fate=Fate.ABANDONED, queue=support, waited_s=95),
            miss(9, fate=Fate.ABANDONED, queue=support, waited_s=31),
            miss(31),
        ),
        row(miss(14, None)),
        row(miss(50, ANNA), reason="wants the plan of the second floor", said_at=NOW),
        row(miss(200, "+4989123456", name="MEIER GMBH", fate=Fate.VOICEMAIL, waited_s=0)),
        row(miss(1500, "+442079460000")),
        row(miss(90, "+12065550111", name="Ida"), until=NOW + timedelta(hours=2)),
    ]
