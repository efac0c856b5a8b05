"""What is kept of wake-up calls in the hotel's file: plans, how each went, and the log of them.

The log is written before anything is done, and its lines are on the disk when `write` returns.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.model.wakes import (
    RED,
    AckHow,
    Acknowledged,
    Known,
    LogBy,
    LogKind,
    LogLine,
    Plan,
    PlanState,
    Wake,
    WakeOutcome,
    WakeReason,
    WakeTry,
)
from ctiapp.storage.moments import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ctiapp.storage.worker import Doer

log = logging.getLogger("ctiapp.wakes")
T = TypeVar("T")

MAX_LINES = 5000
"""So many lines of the log are read at once, at most."""
MAX_OLDER = 500
"""So many older wake-up calls that somebody has to see to still are read at once, at most."""
_UNSEEN_WORDS = sorted(each.value for each in RED | {WakeOutcome.WAITING, WakeOutcome.RINGING})
"""The outcomes of those that somebody has to see to, or of which nobody knows how they went."""
_UNSEEN = ", ".join("?" * len(_UNSEEN_WORDS))
_WAKES = (
    "SELECT name, room, ext_id, wall, at, alarm, outcome, reason, tries, again_at, since,"
    " acknowledged FROM wakes"
)
_WATCHED = "watched"
"""The fact of until when one watched."""


class WakeFile:
    """That part of the file.

    Args:
        worker: of the hotel's file (`HotelFile.worker`).
    """

    def __init__(self, worker: Doer) -> None:
        self._worker = worker
        self._unread: dict[str, int] = {}

    @property
    def unread(self) -> int:
        """How many wake-up calls, alarms and plans could not be read when they last were.

        They are of a later version, or damaged; whatever else is kept is read all the same.
        """
        return sum(self._unread.values())

    # -- the log ---------------------------------------------------------------------------------

    async def write(self, owner: str, lines: Sequence[LogLine]) -> None:
        """Keep these lines, too; one that is kept already is kept once.

        Raises:
            StorageError: they cannot be kept.
        """
        rows = [(owner, *_line_row(line)) for line in lines]

        def job(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT OR IGNORE INTO wakelog (pbx, at, kind, room, by, who, wall, params)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

        await self._worker.do(job)

    async def lines(self, owner: str, room: Number | None, limit: int) -> tuple[LogLine, ...]:
        """The newest lines, of one room or (None) of all, the newest first.

        Raises:
            StorageError: they cannot be read.
        """
        named = "" if room is None else room.text
        values = (owner, room is None, named, max(0, min(limit, MAX_LINES)))

        def job(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                "SELECT at, kind, room, by, who, wall, params FROM wakelog"
                " WHERE pbx = ? AND (? OR room = ?) ORDER BY at DESC, id DESC LIMIT ?",
                values,
            ).fetchall()

        found, _ = _readable(_line, await self._worker.do(job))
        return found

    async def forget(self, before: datetime) -> None:
        """Take out what is older: lines, wake-up calls, and plans that are over.

        Raises:
            StorageError: it cannot be taken out.
        """
        at, day = stamp(before), before.date().isoformat()

        def job(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM wakelog WHERE at < ?", (at,))
            connection.execute("DELETE FROM wakes WHERE at < ?", (at,))
            connection.execute("DELETE FROM plans WHERE day < ?", (day,))

        await self._worker.do(job)

    # -- wake-up calls ---------------------------------------------------------------------------

    async def wakes(self, owner: str, since: datetime) -> tuple[Wake, ...]:
        """Those whose time was then or later, and older ones that somebody has to see to still.

        They are in order of time; of the older ones the newest `MAX_OLDER`.

        Raises:
            StorageError: they cannot be read.
        """
        at = stamp(since)
        values = (owner, at, *_UNSEEN_WORDS, owner, at, MAX_OLDER)

        def job(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                f"{_WAKES} WHERE pbx = ? AND at >= ? UNION ALL SELECT * FROM ({_WAKES} WHERE"  # noqa: S608 - constants
                f" acknowledged IS NULL AND outcome IN ({_UNSEEN}) AND pbx = ? AND at < ?"
                " ORDER BY at DESC LIMIT ?) ORDER BY at, name",
                values,
            ).fetchall()

        found, self._unread["wakes"] = _readable(_wake, await self._worker.do(job))
        return found

    async def put_wake(self, owner: str, wake: Wake) -> None:
        """Keep it as it is now.

        Raises:
            StorageError: it cannot be kept.
        """
        row = (owner, *_wake_row(wake))

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO wakes (pbx, name, room, ext_id, wall, at, alarm, outcome,"
                " reason, tries, again_at, since, acknowledged)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

        await self._worker.do(job)

    async def known(self, owner: str) -> tuple[Known, ...]:
        """All alarms that the PBX had when that was last kept, in the order they were given.

        Raises:
            StorageError: they cannot be read.
        """

        def job(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                "SELECT ext_id, room, alarm, seen FROM alarms WHERE pbx = ? ORDER BY id",
                (owner,),
            ).fetchall()

        found, self._unread["known"] = _readable(_known, await self._worker.do(job))
        return found

    async def put_known(self, owner: str, known: Sequence[Known]) -> None:
        """These are all alarms that the PBX has now.

        Raises:
            StorageError: it cannot be kept.
        """
        rows = [
            (owner, each.ext_id, each.room.text, _alarm_text(each.alarm), each.seen.isoformat())
            for each in known
        ]

        def job(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM alarms WHERE pbx = ?", (owner,))
            connection.executemany(
                "INSERT INTO alarms (pbx, ext_id, room, alarm, seen) VALUES (?, ?, ?, ?, ?)",
                rows,
            )

        await self._worker.do(job)

    async def watched(self, owner: str) -> tuple[datetime, datetime] | None:
        """Until when a desk here watched (UTC), and what the PBX's clock showed; None: never.

        Raises:
            StorageError: it cannot be read.
        """

        def job(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT value FROM facts WHERE pbx = ? AND key = ?", (owner, _WATCHED)
            ).fetchone()
            return None if row is None else str(row[0])

        found = await self._worker.do(job)
        rows = [] if found is None else [(found,)]
        read, self._unread["watched"] = _readable(_watched, rows)
        return read[0] if read else None

    async def put_watched(self, owner: str, at: datetime, wall: datetime) -> None:
        """It watches still, while the PBX's clock shows that.

        Raises:
            StorageError: it cannot be kept.
        """
        row = (owner, _WATCHED, f"{stamp(at)} {wall.isoformat()}")

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO facts (pbx, key, value) VALUES (?, ?, ?)", row
            )

        await self._worker.do(job)

    # -- plans -----------------------------------------------------------------------------------

    async def plans(self, owner: str, since: date) -> tuple[Plan, ...]:
        """All plans for that day and later, and those that are open, in order of time.

        Raises:
            StorageError: they cannot be read.
        """
        values = (owner, since.isoformat(), PlanState.WAITING.value, PlanState.SET.value)

        def job(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                "SELECT id, room, day, alarm, grp, state, notice, late FROM plans"
                " WHERE pbx = ? AND (day >= ? OR state IN (?, ?)) ORDER BY day, id",
                values,
            ).fetchall()

        found, self._unread["plans"] = _readable(_plan, await self._worker.do(job))
        return found

    async def add_plan(self, owner: str, plan: Plan, by: str, at: datetime) -> Plan:
        """Keep this one, too; the same with its id.

        Raises:
            StorageError: it cannot be kept.
        """
        row = (owner, *_plan_row(plan), by, stamp(at))

        def job(connection: sqlite3.Connection) -> int:
            cursor = connection.execute(
                "INSERT INTO plans (pbx, room, day, alarm, grp, state, notice, late, by, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            return int(cursor.lastrowid or 0)

        plan_id = await self._worker.do(job)
        return replace(plan, plan_id=plan_id)

    async def put_plan(self, owner: str, plan: Plan) -> None:
        """Keep it as it is now.

        Raises:
            StorageError: it cannot be kept.
        """
        row = (*_plan_row(plan), owner, plan.plan_id)

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE plans SET room = ?, day = ?, alarm = ?, grp = ?, state = ?, notice = ?,"
                " late = ? WHERE pbx = ? AND id = ?",
                row,
            )

        await self._worker.do(job)

    async def begin_plan(self, owner: str, plan_id: int, there: Collection[str]) -> None:
        """It is about to be set for the first time; the room has these alarms already.

        Raises:
            StorageError: it cannot be kept.
        """
        row = (json.dumps(sorted(there)), owner, plan_id)

        def job(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE plans SET there = ? WHERE pbx = ? AND id = ?", row)

        await self._worker.do(job)

    async def there(self, owner: str, plan_id: int) -> frozenset[str] | None:
        """Which alarms the room had before it was first tried; None: it never was.

        Raises:
            StorageError: it cannot be read.
        """

        def job(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT there FROM plans WHERE pbx = ? AND id = ?", (owner, plan_id)
            ).fetchone()
            return None if row is None or row[0] is None else str(row[0])

        found = await self._worker.do(job)
        return None if found is None else frozenset(map(str, json.loads(found)))


# -- as they are kept -----------------------------------------------------------------------------


def _readable(
    read: Callable[[Sequence[Any]], T], rows: Sequence[Sequence[Any]]
) -> tuple[tuple[T, ...], int]:
    """What these rows say, and how many of them cannot be read."""
    found: list[T] = []
    for row in rows:
        try:
            found.append(read(row))
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
            log.warning("what is kept of a wake-up call cannot be read: %r: %r", row[0], error)
    return tuple(found), len(rows) - len(found)


def _alarm_text(alarm: Alarm) -> str:
    kept = {
        "id": alarm.alarm_id,
        "at": f"{alarm.at:%H:%M}",
        "days": sorted(alarm.days),
        "snoozes": alarm.snoozes,
        "snooze_min": alarm.snooze_min,
        "prompt": alarm.prompt,
    }
    return json.dumps(kept, ensure_ascii=False)


def _alarm(text: str) -> Alarm:
    kept = json.loads(text)
    return Alarm(
        str(kept["id"]),
        time.fromisoformat(kept["at"]),
        frozenset(map(int, kept["days"])),
        int(kept["snoozes"]),
        int(kept["snooze_min"]),
        str(kept["prompt"]),
    )


def _watched(row: Sequence[Any]) -> tuple[datetime, datetime]:
    at, _, wall = str(row[0]).partition(" ")
    return moment(int(at)), datetime.fromisoformat(wall)


def _known(row: Sequence[Any]) -> Known:
    ext_id, room, alarm, seen = row
    return Known(ExtensionId(ext_id), Number(room), _alarm(alarm), datetime.fromisoformat(seen))


def _line_row(line: LogLine) -> tuple[Any, ...]:
    return (
        stamp(line.at),
        line.kind.value,
        "" if line.room is None else line.room.text,
        line.by.value,
        line.who,
        line.wall,
        _texts(line.params),
    )


def _line(row: Sequence[Any]) -> LogLine:
    at, kind, room, by, who, wall, params = row
    said = MappingProxyType({str(k): str(v) for k, v in json.loads(params).items()})
    where = Number(room) if room else None
    return LogLine(moment(at), LogKind(kind), where, LogBy(by), who, wall, said)


def _texts(params: Mapping[str, str]) -> str:
    return json.dumps(dict(params), ensure_ascii=False, sort_keys=True)


def _wake_row(wake: Wake) -> tuple[Any, ...]:
    said = wake.acknowledged
    kept = None
    if said is not None:
        kept = json.dumps(
            {"how": said.how.value, "by": said.by, "at": stamp(said.at), "note": said.note},
            ensure_ascii=False,
        )
    return (
        wake.wake_id,
        wake.room.text,
        wake.ext_id,
        wake.wall.isoformat(),
        stamp(wake.at),
        _alarm_text(wake.alarm),
        wake.outcome.value,
        wake.reason.value,
        json.dumps([_try_kept(one) for one in wake.tries]),
        _maybe(wake.again_at),
        _maybe(wake.since),
        kept,
    )


def _wake(row: Sequence[Any]) -> Wake:
    name, room, ext_id, wall, at, alarm, outcome, reason, tries, again_at, since, kept = row
    said = None if kept is None else json.loads(kept)
    return Wake(
        name,
        Number(room),
        ExtensionId(ext_id),
        datetime.fromisoformat(wall),
        moment(at),
        _alarm(alarm),
        WakeOutcome(outcome),
        WakeReason(reason),
        tuple(map(_try, json.loads(tries))),
        None if again_at is None else moment(again_at),
        None if since is None else moment(since),
        None
        if said is None
        else Acknowledged(AckHow(said["how"]), said["by"], moment(said["at"]), said["note"]),
    )


def _try_kept(one: WakeTry) -> list[Any]:
    return [
        one.number,
        stamp(one.at),
        one.outcome.value,
        one.reason.value,
        _maybe(one.settled_at),
        one.call_id,
    ]


def _try(kept: Sequence[Any]) -> WakeTry:
    number, at, outcome, reason, settled, call_id = kept
    return WakeTry(
        number,
        moment(at),
        WakeOutcome(outcome),
        WakeReason(reason),
        None if settled is None else moment(settled),
        None if call_id is None else CallId(call_id),
    )


def _plan_row(plan: Plan) -> tuple[Any, ...]:
    told = plan.notice
    notice = None
    if told is not None:
        notice = json.dumps(
            {"key": told.key, "params": dict(told.params), "code": told.code}, ensure_ascii=False
        )
    return (
        plan.room.text,
        plan.on.isoformat(),
        _alarm_text(plan.alarm),
        plan.group,
        plan.state.value,
        notice,
        int(plan.late),
    )


def _plan(row: Sequence[Any]) -> Plan:
    plan_id, room, day, alarm, group, state, notice, late = row
    told = None
    if notice is not None:
        kept = json.loads(notice)
        params = MappingProxyType(kept["params"])
        told = Notice(kept["key"], params, kept["code"], severity=Severity.ERROR)
    return Plan(
        plan_id,
        Number(room),
        date.fromisoformat(day),
        _alarm(alarm),
        group,
        PlanState(state),
        told,
        bool(late),
    )


def _maybe(at: datetime | None) -> int | None:
    return None if at is None else stamp(at)
