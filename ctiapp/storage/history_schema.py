"""The tables of the history's file, and how a row of it becomes a call again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Direction
from ctiapp.model.history import Fate, HistoryLeg, PastCall, Seen
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.storage.moments import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE owners (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE calls (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        owner INTEGER NOT NULL,
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        number TEXT,
        name TEXT NOT NULL,
        direction TEXT,
        incoming INTEGER NOT NULL,
        fate TEXT NOT NULL,
        taken_by TEXT,
        taken_name TEXT NOT NULL,
        ring_s INTEGER NOT NULL,
        talk_s INTEGER NOT NULL,
        queue TEXT,
        did TEXT,
        recording TEXT NOT NULL,
        recorded INTEGER NOT NULL,
        note TEXT NOT NULL,
        call_id TEXT,
        parts INTEGER NOT NULL,
        person TEXT NOT NULL,
        words TEXT NOT NULL
    );
    CREATE INDEX calls_by_day
        ON calls (owner, day, at, id, incoming, fate, direction, recorded, queue);
    CREATE INDEX calls_by_person ON calls (owner, person, at);
    CREATE INDEX calls_by_call ON calls (owner, call_id) WHERE call_id IS NOT NULL;
    CREATE TABLE seen (
        id INTEGER PRIMARY KEY,
        owner INTEGER NOT NULL,
        call_id TEXT NOT NULL,
        mine INTEGER NOT NULL,
        at INTEGER NOT NULL,
        number TEXT,
        name TEXT NOT NULL,
        direction TEXT,
        incoming INTEGER NOT NULL,
        fate TEXT NOT NULL,
        taken_by TEXT,
        taken_name TEXT NOT NULL,
        ring_s INTEGER NOT NULL,
        talk_s INTEGER NOT NULL,
        queue TEXT,
        did TEXT,
        recording TEXT NOT NULL,
        call INTEGER NOT NULL
    );
    CREATE INDEX seen_by_call_id ON seen (owner, call_id);
    CREATE INDEX seen_by_call ON seen (call);
    CREATE TABLE records (
        id INTEGER PRIMARY KEY,
        owner INTEGER NOT NULL,
        uid TEXT NOT NULL,
        at INTEGER NOT NULL,
        caller TEXT NOT NULL,
        caller_name TEXT NOT NULL,
        callee TEXT NOT NULL,
        callee_name TEXT NOT NULL,
        direction TEXT,
        outcome TEXT NOT NULL,
        ring_s INTEGER NOT NULL,
        talk_s INTEGER NOT NULL,
        did TEXT,
        reason TEXT NOT NULL,
        recording TEXT NOT NULL,
        call INTEGER,
        UNIQUE (owner, uid)
    );
    CREATE INDEX records_by_time ON records (owner, at);
    CREATE INDEX records_by_call ON records (call);
    CREATE TABLE notes (
        pbx TEXT NOT NULL,
        call_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (pbx, call_id)
    ) WITHOUT ROWID;
    CREATE TABLE forgotten (
        owner INTEGER NOT NULL,
        uid TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (owner, uid)
    ) WITHOUT ROWID;
    CREATE TABLE marks (
        id INTEGER PRIMARY KEY,
        owner TEXT NOT NULL,
        person TEXT NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        until INTEGER,
        reason TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX marks_by_person ON marks (owner, person, at);
    CREATE TABLE state (
        owner TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (owner, key)
    ) WITHOUT ROWID;
    """,
    """
    CREATE INDEX calls_by_words
        ON calls (owner, day, words, person, incoming, fate, direction, recorded, queue);
    """,
    """
    ALTER TABLE seen ADD COLUMN ended INTEGER;
    ALTER TABLE seen ADD COLUMN ahead_s REAL;
    CREATE INDEX seen_by_time ON seen (owner, at);
    """,
    """
    ALTER TABLE records ADD COLUMN ahead_s REAL;
    """,
)
"""Each step from one version of the file to the next. Never edited once it was released.

Moments are milliseconds since 1970. A day is the proleptic ordinal of the local date. An owner is
whose history it is: a PBX and an extension. ``forgotten`` keeps the PBX's ids of lines that were
told to be forgotten (they name nobody), so that the PBX does not tell them anew. Records bear the
times of the PBX's clock, and by how much that was ahead of ours when they came. Where a text is
sought every call is looked at: ``calls_by_words`` spares the rows from being read whole.
"""


CALL_COLUMNS = (
    "id, at, number, name, direction, incoming, fate, taken_by, taken_name, ring_s, talk_s,"
    " queue, did, recording, note, call_id, parts, person"
)
SEEN_COLUMNS = (
    "call_id, at, number, name, direction, incoming, fate, taken_by, taken_name, ring_s, talk_s,"
    " queue, did, recording, mine, ended, ahead_s"
)
RECORD_COLUMNS = (
    "uid, at, caller, caller_name, callee, callee_name, direction, outcome, ring_s, talk_s, did,"
    " reason, recording"
)


def local_day(kept: int) -> int:
    """Which day a kept moment was, by local time."""
    return moment(kept).astimezone().toordinal()


def local_date(day: int) -> date:
    """The date of a kept day."""
    return date.fromordinal(day)


def call_of(row: Sequence[Any]) -> PastCall:
    """A row of `CALL_COLUMNS`."""
    return PastCall(
        key=str(row[0]),
        note=row[14],
        call_id=None if row[15] is None else CallId(row[15]),
        parts=row[16],
        person=row[17],
        **_told(row),
    )


def _told(row: Sequence[Any]) -> dict[str, Any]:
    """What a row of `CALL_COLUMNS` and one of `SEEN_COLUMNS` have in the same places."""
    return {
        "at": moment(row[1]),
        "number": number_of(row[2]),
        "name": row[3],
        "direction": _direction(row[4]),
        "incoming": bool(row[5]),
        "fate": Fate(row[6]),
        "taken_by": number_of(row[7]),
        "taken_name": row[8],
        "ring_s": row[9],
        "talk_s": row[10],
        "queue": number_of(row[11]),
        "did": number_of(row[12]),
        "recording": row[13],
    }


def call_values(call: PastCall) -> dict[str, Any]:
    """What a row of a call holds, less its id and owner."""
    at = stamp(call.at)
    return {
        "at": at,
        "day": local_day(at),
        "number": text_of(call.number),
        "name": call.name,
        "direction": None if call.direction is None else call.direction.value,
        "incoming": call.incoming,
        "fate": call.fate.value,
        "taken_by": text_of(call.taken_by),
        "taken_name": call.taken_name,
        "ring_s": call.ring_s,
        "talk_s": call.talk_s,
        "queue": text_of(call.queue),
        "did": text_of(call.did),
        "recording": call.recording,
        "recorded": bool(call.recording),
        "note": call.note,
        "call_id": call.call_id,
        "parts": call.parts,
        "person": call.person,
        "words": words_of(call),
    }


def words_of(call: PastCall) -> str:
    """What a call is searched by."""
    numbers = (call.number, call.queue, call.did, call.taken_by)
    return "\n".join(
        each
        for each in (
            *(call.name.casefold(), call.taken_name.casefold(), call.note.casefold()),
            *("" if number is None else number.text.casefold() for number in numbers),
            call.person,
        )
        if each
    )


def seen_of(row: Sequence[Any]) -> Seen:
    """A row of `SEEN_COLUMNS`."""
    return Seen(
        call_id=CallId(row[0]),
        mine=bool(row[14]),
        over=None if row[15] is None else moment(row[15]),
        ahead_s=row[16],
        **_told(row),
    )


def seen_values(seen: Seen) -> tuple[Any, ...]:
    """What a row of `SEEN_COLUMNS` holds."""
    return (
        *(seen.call_id, stamp(seen.at), text_of(seen.number), seen.name),
        *(None if seen.direction is None else seen.direction.value, seen.incoming),
        *(seen.fate.value, text_of(seen.taken_by), seen.taken_name, seen.ring_s, seen.talk_s),
        *(text_of(seen.queue), text_of(seen.did), seen.recording, seen.mine),
        *(None if seen.over is None else stamp(seen.over), seen.ahead_s),
    )


def record_of(row: Sequence[Any]) -> CallRecord:
    """A row of `RECORD_COLUMNS`."""
    return CallRecord(
        uid=row[0],
        at=moment(row[1]),
        caller=RecordParty(Number(row[2]), row[3]),
        callee=RecordParty(Number(row[4]), row[5]),
        direction=_direction(row[6]),
        outcome=Outcome(row[7]),
        ring_s=row[8],
        talk_s=row[9],
        did=number_of(row[10]),
        reason=row[11],
        recording=row[12],
    )


def record_values(record: CallRecord) -> tuple[Any, ...]:
    """What a row of `RECORD_COLUMNS` holds."""
    return (
        *(record.uid, stamp(record.at), record.caller.number.text, record.caller.name),
        *(record.callee.number.text, record.callee.name),
        None if record.direction is None else record.direction.value,
        *(record.outcome.value, record.ring_s, record.talk_s, text_of(record.did)),
        *(record.reason, record.recording),
    )


def here(at: datetime, ahead_s: float | None) -> datetime:
    """A moment of the PBX's clock by ours; as it is where nobody knows how far that was ahead."""
    return at if ahead_s is None else at - timedelta(seconds=ahead_s)


def leg_of(record: CallRecord, ahead_s: float | None) -> HistoryLeg:
    """A line as a part of a call, by our clock."""
    return HistoryLeg(
        here(record.at, ahead_s),
        record.caller,
        record.callee,
        record.outcome,
        record.ring_s,
        record.talk_s,
        record.recording,
        record.reason,
        record.uid,
    )


def number_of(text: str | None) -> Number | None:
    """A kept number."""
    return None if text is None else Number(text)


def text_of(number: Number | None) -> str | None:
    """A number as it is kept."""
    return None if number is None else number.text


def _direction(text: str | None) -> Direction | None:
    return None if text is None else Direction(text)


def insert(table: str, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """A statement that writes a row anew, and its values."""
    marks = ", ".join("?" for _ in values)
    names = ", ".join(values)
    return f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(values.values())  # noqa: S608 - ours
