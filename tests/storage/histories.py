"""A history of a few calls, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction
from ctiapp.model.history import EVERYTHING, Fate, HistoryFilter, PastCall, Seen
from ctiapp.model.historyfold import Reading
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan, blocks
from ctiapp.model.records import CallRecord, Outcome, RecordParty

if TYPE_CHECKING:
    from ctiapp.storage.history import HistoryFile

ME, ANNA, QUEUE = Number("2000"), Number("2001"), Number("6402")
ADA, BOB = Number("+4989123456"), Number("+442079460000")
READING = Reading(
    NumberPlan("DE", internal=blocks(["2000", "2001", "2002", "6402"])),
    frozenset({ME}),
    frozenset({QUEUE}),
)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = "3631A2082/2000"


def line(
    uid: str,
    at_s: float,
    caller: Number,
    callee: Number,
    outcome: Outcome = Outcome.ANSWERED,
    **more: object,
) -> CallRecord:
    """A line of the PBX's list."""
    base = CallRecord(
        uid,
        AT + timedelta(seconds=at_s),
        RecordParty(caller, "Ada" if caller == ADA else ""),
        RecordParty(callee),
        Direction.INBOUND,
        outcome,
        ring_s=4,
        talk_s=20 if outcome is Outcome.ANSWERED else 0,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def seen(call_id: str, at_s: float, fate: Fate = Fate.ANSWERED, **more: object) -> Seen:
    """A call as this desk saw it."""
    base = Seen(
        CallId(call_id),
        AT + timedelta(seconds=at_s),
        ADA,
        "Ada Lovelace",
        Direction.INBOUND,
        incoming=True,
        fate=fate,
        taken_by=ME if fate is Fate.ANSWERED else None,
        ring_s=4,
    )
    return replace(base, **more)  # type: ignore[arg-type]


async def all_of(kept: HistoryFile, wanted: HistoryFilter = EVERYTHING) -> tuple[PastCall, ...]:
    """All calls, the newest first."""
    return await kept.page(OWNER, wanted, None, 0, 1000)


async def fill(kept: HistoryFile) -> None:
    """A few calls over three days."""
    await kept.record(
        OWNER,
        [
            line("a", 0, ADA, ME, recording="a.wav"),
            line("b", 600, BOB, ME, Outcome.NO_ANSWER),
            line("c", 86400, ME, BOB, Outcome.BUSY, direction=Direction.OUTBOUND),
            line("d", 2 * 86400, ANNA, ME, direction=Direction.INTERNAL),
            line("e", 2 * 86400 + 900, ADA, QUEUE, Outcome.ABANDONED),
        ],
        READING,
    )
