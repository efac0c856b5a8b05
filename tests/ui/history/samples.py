"""Past calls to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Direction
from ctiapp.model.history import DayCount, Fate, HistoryLeg, PastCall
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome, RecordParty
from ctiapp.ui.history.model import Faces
from ctiapp.ui.history.viewmodel import Known, Who, call_face, day_face, leg_face

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = NOW.astimezone().date()
NAMES = {"2008": Who("Anna Simmons"), "+12354978652": Who("Joseph Goffin", "Ticketsales")}


def known(now: datetime = NOW) -> Known:
    """Two people, a queue, and oneself."""
    return Known(
        lambda number: NAMES.get(number.text, Who()),
        lambda number: {"6402": "Support"}.get(number.text, ""),
        lambda number: number.text == "2000",
        lambda: now,
    )


def faces() -> Faces:
    """How lines are said."""
    knows = known()
    return Faces(
        lambda call: call_face(call, knows),
        lambda leg: leg_face(leg, knows),
        lambda day: day_face(day, TODAY),
    )


def call(key: str = "1", **facts: Any) -> PastCall:
    """An answered call from outside; ``facts`` replace what differs."""
    usual = PastCall(
        key,
        NOW - timedelta(hours=1),
        Number("+12354978652"),
        "GOFFIN J",
        Direction.INBOUND,
        incoming=True,
        fate=Fate.ANSWERED,
        ring_s=7,
        talk_s=125,
        queue=Number("6402"),
        did=Number("5503301"),
    )
    return replace(usual, **facts)


def leg(**facts: Any) -> HistoryLeg:
    """Anna was called and did not answer."""
    usual = HistoryLeg(
        NOW - timedelta(hours=1),
        RecordParty(Number("+12354978652"), "GOFFIN J"),
        RecordParty(Number("2008"), "A Simmons"),
        Outcome.NO_ANSWER,
        ring_s=15,
        reason="Queue Support timed out",
    )
    return replace(usual, **facts)


def days(*counts: int) -> tuple[DayCount, ...]:
    """Today, yesterday and so on, with so many calls each."""
    return tuple(DayCount(TODAY - timedelta(days=at), count) for at, count in enumerate(counts))


def some(day: date, offset: int, limit: int, **facts: Any) -> Sequence[PastCall]:
    """Calls of a day, told by where they stand."""
    return tuple(call(f"{day}/{at}", **facts) for at in range(offset, offset + limit))
