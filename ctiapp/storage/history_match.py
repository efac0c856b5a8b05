"""Which of the PBX's lines, and what was seen of calls, are one call; in the writer's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.model.history import MISSES, SUCCESSES, Fate
from ctiapp.model.historyfold import BESIDE, SAME
from ctiapp.storage.history_schema import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Sequence

    from ctiapp.model.history import PastCall, Seen
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.records import CallRecord

_SAME_MS = SAME.total_seconds() * 1000
_BESIDE_MS = round(BESIDE.total_seconds() * 1000)
DAY_MS = 24 * 3600 * 1000
"""For so long the id of a call means the same call."""


@dataclass(slots=True)
class Written:
    """Lines that are one call, and the call that is made of them.

    Attributes:
        lines: in order of time.
        told: what they say.
        calls: the calls that they were of before.
    """

    lines: tuple[CallRecord, ...]
    told: PastCall
    calls: list[int] = field(default_factory=list)


def call_written(
    connection: sqlite3.Connection, me: int, seen: Seen, at: int, reading: Reading
) -> int | None:
    """The call of which the PBX's lines told before this desk did."""
    row = connection.execute(
        "SELECT id FROM calls WHERE owner = ? AND call_id = ? AND abs(at - ?) <= ?",
        (me, seen.call_id, at, DAY_MS),
    ).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT id FROM calls WHERE owner = ? AND person = ? AND at BETWEEN ? AND ?"
            " AND incoming = ? AND NOT EXISTS (SELECT 1 FROM seen WHERE call = calls.id)"
            " ORDER BY abs(at - ?) LIMIT 1",
            (me, reading.key(seen.number), at - _SAME_MS, at + _SAME_MS, seen.incoming, at),
        ).fetchone()
    return None if row is None else int(row[0])


def targets(
    connection: sqlite3.Connection, me: int, wanted: Sequence[Written], reading: Reading
) -> list[int | None]:
    """Of which call each is: one that it was of, one of the same id, one seen here at that time.

    Lines that name nobody of one's own can be of a call that somebody took who is not known. Of
    several that may be the one seen here, the two that began the nearest to each other are one.
    What somebody took, and what nobody did, is not one call where they did not begin together.
    """
    targets: list[int | None] = [None] * len(wanted)
    taken: set[int] = set()
    open_: list[int] = []
    for index, each in enumerate(wanted):
        call = _known(connection, me, each, taken)
        if call is not None:
            targets[index] = call
            taken.add(call)
        else:
            open_.append(index)
    pairs: list[tuple[int, int, int]] = []
    for index in open_:
        told = wanted[index].told
        at = stamp(told.at)
        concerns = any(map(reading.concerns, wanted[index].lines))
        pairs += (
            (abs(seen_at - at), index, call)
            for call, seen_at, fate in connection.execute(
                "SELECT id, at, fate FROM calls"
                " WHERE owner = ? AND person = ? AND at BETWEEN ? AND ?"
                " AND incoming = ? AND NOT EXISTS (SELECT 1 FROM records WHERE call = calls.id)"
                " AND (? OR (fate = 'answered_elsewhere' AND taken_by IS NULL))",
                (me, told.person, at - _SAME_MS, at + _SAME_MS, told.incoming, concerns),
            )
            if abs(seen_at - at) <= _BESIDE_MS or not _contradict(Fate(fate), told.fate)
        )
    for _, index, call in sorted(pairs):
        if targets[index] is None and call not in taken:
            targets[index] = call
            taken.add(call)
    return targets


def _contradict(one: Fate, other: Fate) -> bool:
    """Whether somebody took the one call, and nobody the other."""
    return (one in SUCCESSES and other in MISSES) or (one in MISSES and other in SUCCESSES)


def _known(
    connection: sqlite3.Connection, me: int, written: Written, taken: Container[int]
) -> int | None:
    """The call that these lines were of before, or whose id they bear; one seen here first."""
    candidates = dict.fromkeys(written.calls)
    call_id = written.told.call_id
    if call_id is not None:
        at = stamp(written.told.at)
        for (call,) in connection.execute(
            "SELECT id FROM calls WHERE owner = ? AND call_id = ? AND abs(at - ?) <= ?",
            (me, call_id, at, DAY_MS),
        ):
            candidates[int(call)] = None
    free = [call for call in candidates if call not in taken]
    return next((call for call in free if _is_seen(connection, call)), free[0] if free else None)


def _is_seen(connection: sqlite3.Connection, call: int) -> bool:
    return connection.execute("SELECT 1 FROM seen WHERE call = ?", (call,)).fetchone() is not None
