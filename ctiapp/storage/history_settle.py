"""Puts what is known of calls together to rows; in the writer's thread, each job a transaction.

Which lines and which calls that were seen are one `ctiapp.model.historyjoin` finds, anew each time
from all that is near: so it does not matter what comes first, nor in what pieces. A row keeps its
key as long as anything of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.model.historybegun import Begun, begun
from ctiapp.model.historyjoin import LONGEST, together
from ctiapp.storage import history_schema as schema
from ctiapp.storage.history_rows import derive, new_call
from ctiapp.storage.moments import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from ctiapp.model.history import Seen
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.records import CallRecord

DAY_MS = 24 * 3600 * 1000
"""For so long the id of a call means the same call."""
_LONGEST_MS = round(LONGEST.total_seconds() * 1000)


@dataclass(slots=True)
class _Call:
    """One call.

    Attributes:
        lines: of the PBX's list.
        at: when it began, as it is kept; by the PBX's clock where there are lines.
        row: which row is that of the call that was seen; None where it has none yet, or was not.
        rows: all rows that any part of it was of.
        seen: the rows of what was seen of it.
        fresh: whether anything of it is.
    """

    lines: tuple[CallRecord, ...]
    at: int
    row: int | None
    rows: list[int]
    seen: tuple[int, ...]
    fresh: bool


@dataclass(slots=True)
class _Known:
    """What is kept of the time that is looked at.

    Attributes:
        lines: by uid, each with the row that it is of.
        calls: what was seen of each call, with the rows of that and the one that it is of.
    """

    lines: dict[str, tuple[CallRecord, int | None]] = field(default_factory=dict)
    calls: list[tuple[list[Seen], list[int], int | None]] = field(default_factory=list)


def settle(
    connection: sqlite3.Connection,
    me: int,
    owner: str,
    reading: Reading,
    *,
    lines: Mapping[str, int] | None = None,
    seen: Mapping[int, int] | None = None,
) -> tuple[int, ...]:
    """Put to calls what may be of another one now; which calls changed.

    Lines that neither concern oneself or one's queues nor belong to a call that does are left out.

    Args:
        me, owner: whose calls.
        reading: how numbers are read.
        lines: those of the PBX's list that are new or say something else, by uid, with when each
            began.
        seen: the same of what was seen, by its row.
    """
    lines, seen = lines or {}, seen or {}
    moments = [*lines.values(), *seen.values()]
    if not moments:
        return ()
    # A line can join or part others as far away as a call is long; these must be seen whole.
    near = min(moments) - _LONGEST_MS, max(moments) + _LONGEST_MS
    known = _known(connection, me, near[0] - _LONGEST_MS, near[1] + _LONGEST_MS)
    calls = _together(known, reading, lines, seen)
    touched: dict[int, None] = {}
    taken = {call.row for call in calls if call.row is not None}
    for call in _touched(calls, near):
        touched |= dict.fromkeys(call.rows)
        row = call.row
        if row is None:
            row = next((each for each in call.rows if each not in taken), None)
        if row is None:
            if not call.seen and not any(map(reading.concerns, call.lines)):
                _leave_out(connection, me, call.lines)
                continue
            row = new_call(connection, me, call.at)
        taken.add(row)
        touched[row] = None
        connection.executemany(
            "UPDATE records SET call = ? WHERE owner = ? AND uid = ?",
            [(row, me, line.uid) for line in call.lines if known.lines[line.uid][1] != row],
        )
        if row != call.row:
            connection.executemany(
                "UPDATE seen SET call = ? WHERE id = ?", [(row, each) for each in call.seen]
            )
    for each in touched:
        derive(connection, me, owner, each, reading)
    return tuple(touched)


def _known(connection: sqlite3.Connection, me: int, first: int, last: int) -> _Known:
    """What is kept of calls that began in that time."""
    known = _Known()
    for *row, call in connection.execute(
        f"SELECT {schema.RECORD_COLUMNS}, call FROM records"  # noqa: S608 - ours
        " WHERE owner = ? AND at BETWEEN ? AND ?",
        (me, first, last),
    ):
        known.lines[row[0]] = schema.record_of(row), call
    of_id: dict[str, int] = {}
    for *row, number, call in connection.execute(
        f"SELECT {schema.SEEN_COLUMNS}, id, call FROM seen"  # noqa: S608 - ours
        " WHERE owner = ? AND at BETWEEN ? AND ? ORDER BY call_id, at, mine DESC, id",
        (me, first, last),
    ):
        seen = schema.seen_of(row)
        index = of_id.get(seen.call_id)
        if index is not None and row[1] - stamp(known.calls[index][0][0].at) <= DAY_MS:
            told, numbers, had = known.calls[index]
            told.append(seen)
            numbers.append(number)
            known.calls[index] = told, numbers, had or call or None
        else:
            of_id[seen.call_id] = len(known.calls)
            known.calls.append(([seen], [number], call or None))
    for told, _, _ in known.calls:
        told.sort(key=lambda each: not each.mine)
    return known


def _together(
    known: _Known, reading: Reading, lines: Mapping[str, int], seen: Mapping[int, int]
) -> list[_Call]:
    calls: Sequence[Begun] = begun([each[0] for each in known.calls], reading)
    found: list[_Call] = []
    for joined in together((line for line, _ in known.lines.values()), calls, reading):
        told: tuple[int, ...] = ()
        row: int | None = None
        if joined.begun is not None:
            _, numbers, row = known.calls[joined.begun]
            told = tuple(numbers)
        rows = [] if row is None else [row]
        rows += (of for line in joined.lines if (of := known.lines[line.uid][1]) is not None)
        fresh = any(line.uid in lines for line in joined.lines) or any(e in seen for e in told)
        at = joined.lines[0].at if joined.lines else calls[joined.begun or 0].at
        found.append(_Call(joined.lines, stamp(at), row, list(dict.fromkeys(rows)), told, fresh))
    return sorted(found, key=lambda call: call.at)


def _touched(calls: Sequence[_Call], near: tuple[int, int]) -> list[_Call]:
    """The calls of which something is fresh, and those that are made of other parts now.

    Args:
        calls: all.
        near: from when to when something fresh can join or part others.
    """
    of_row: dict[int, list[int]] = {}
    for index, call in enumerate(calls):
        for row in call.rows:
            of_row.setdefault(row, []).append(index)
    waiting = [
        index
        for index, call in enumerate(calls)
        if call.fresh
        or (
            near[0] <= call.at <= near[1]
            and (len(call.rows) > 1 or any(len(of_row[row]) > 1 for row in call.rows))
        )
    ]
    found: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index not in found:
            found.add(index)
            waiting += (other for row in calls[index].rows for other in of_row[row])
    # Whoever has a row of their own keeps it, and what was seen of a call takes it from the lines.
    order = sorted(found, key=lambda index: (not calls[index].seen, index))
    return [calls[index] for index in order]


def _leave_out(connection: sqlite3.Connection, me: int, lines: Collection[CallRecord]) -> None:
    connection.executemany(
        "DELETE FROM records WHERE owner = ? AND uid = ?", [(me, line.uid) for line in lines]
    )
