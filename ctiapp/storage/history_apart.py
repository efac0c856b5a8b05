"""Takes lines of the PBX's list apart again that only look like parts of one call.

Lines of one person that follow one another within seconds are one call that was passed on, or one
who was not answered and tried again at once: the list does not say which. What was seen of the
calls does: where two lines begin with two calls of different ids, there were two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.historyfold import BESIDE, SAME, call_of
from ctiapp.storage.history_schema import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from ctiapp.model.historyfold import Reading
    from ctiapp.model.records import CallRecord

_SAME_MS = round(SAME.total_seconds() * 1000)
_BESIDE_MS = round(BESIDE.total_seconds() * 1000)


def apart(
    connection: sqlite3.Connection,
    me: int,
    told: Iterable[tuple[CallRecord, ...]],
    reading: Reading,
) -> Iterator[tuple[CallRecord, ...]]:
    """The lines of each call, as far as that is known of what was seen.

    Args:
        me: whose calls.
        told: lines that look like one call, in order of time.
        reading: how their parties are read.
    """
    for lines in told:
        if len(lines) == 1:
            yield lines
            continue
        begun = connection.execute(
            "SELECT seen.call_id, seen.at FROM seen JOIN calls ON calls.id = seen.call"
            " WHERE calls.owner = ? AND calls.person = ? AND calls.at BETWEEN ? AND ?",
            (
                *(me, call_of(lines, reading).person),
                *(stamp(lines[0].at) - _SAME_MS, stamp(lines[-1].at) + _SAME_MS),
            ),
        ).fetchall()
        yield from split(lines, begun)


def split(
    lines: Sequence[CallRecord], begun: Iterable[tuple[str, int]]
) -> Iterator[tuple[CallRecord, ...]]:
    """Split lines where the next one begins with another call; pure.

    Args:
        lines: in order of time, at least one.
        begun: the ids of calls that were seen, each with when it began (as `stamp` has it).
    """
    begun = tuple(begun)
    part: list[CallRecord] = []
    current = ""
    for line in lines:
        call_id = _begun_with(line, begun)
        if part and current and call_id not in ("", current):
            yield tuple(part)
            part = []
        part.append(line)
        current = call_id or current
    yield tuple(part)


def _begun_with(line: CallRecord, begun: Iterable[tuple[str, int]]) -> str:
    """The call that began when this line did; empty where none was seen to."""
    at = stamp(line.at)
    near = sorted((abs(began - at), call_id) for call_id, began in begun)
    return near[0][1] if near and near[0][0] <= _BESIDE_MS else ""
