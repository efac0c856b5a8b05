"""The hotel's file (SQLite): who stays in which room, written by one thread, whole after a kill.

One file for all of the hotel: whoever keeps more in it (`ctiapp.storage.hotel_wakes`) adds a step
to `ctiapp.storage.hotel_schema.MIGRATIONS`, and does its jobs with `HotelFile.worker`. A room's
number is another room at another PBX: every row says at which PBX it is, by its serial number, by
its address where it tells none.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ctiapp.model.number import Number
from ctiapp.storage.hotel_schema import MIGRATIONS
from ctiapp.storage.moments import moment, stamp
from ctiapp.storage.worker import Doer, Inline, Worker, migrate, open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.stays import Stay

MOST = 20_000
"""So many stays are read at once, at most."""

_COLUMNS = (
    "id, room, guests, name, language, arrival, departure, email, mobile, by, at, closed_by,"
    " closed_at"
)


class HotelFile:
    """The file.

    Args:
        path: where it lies; made when it is first used, readable by its owner alone. None: in
            memory, for as long as this object lives.
        migrations: what makes the tables what they are.

    Attributes:
        worker: does jobs with the only connection; for what else is kept in this file.
    """

    def __init__(self, path: Path | None, *, migrations: Sequence[str] = MIGRATIONS) -> None:
        def connect() -> sqlite3.Connection:
            return open_hotel(path, migrations)

        self._path = path

        self.worker: Doer = Inline("hotel", connect) if path is None else Worker("hotel", connect)

    @property
    def used(self) -> bool:
        """Whether there is anything to be looked through: else nothing was ever kept."""
        return self._path is None or self._path.exists()

    # -- stays -----------------------------------------------------------------------------------

    async def open_stays(self, pbx: str) -> tuple[Stay, ...]:
        """Who stays there now, by room.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self._stays("pbx = ? AND closed_at IS NULL ORDER BY room", (pbx,))

    async def closed_stays(self, pbx: str, since: datetime) -> tuple[Stay, ...]:
        """Who was checked out there since, in order of time.

        Raises:
            StorageError: the file cannot be read.
        """
        where = "pbx = ? AND closed_at >= ? ORDER BY closed_at, id"
        return await self._stays(where, (pbx, stamp(since)))

    async def put_stay(self, pbx: str, stay: Stay) -> Stay:
        """Keep that somebody stays in a room from now on; the stay with its id.

        Whoever stayed there until now does so no more: they are closed with it, unless it is the
        same stay (`Stay.stay_id`), which is rewritten.

        Raises:
            StorageError: it cannot be kept.
        """
        row = _row(stay)

        def job(connection: sqlite3.Connection) -> int:
            connection.execute(
                "UPDATE stays SET closed_at = ?, closed_by = ?"
                " WHERE pbx = ? AND room = ? AND closed_at IS NULL AND id <> ?",
                (row["at"], stay.by, pbx, row["room"], stay.stay_id),
            )
            if stay.stay_id:
                changed = connection.execute(
                    f"UPDATE stays SET {', '.join(f'{name} = ?' for name in row)}"  # noqa: S608 - ours
                    " WHERE id = ?",
                    (*row.values(), stay.stay_id),
                ).rowcount
                if changed:
                    return stay.stay_id
            marks = ", ".join("?" * (len(row) + 1))
            cursor = connection.execute(
                f"INSERT INTO stays (pbx, {', '.join(row)}) VALUES ({marks})",  # noqa: S608 - ours
                (pbx, *row.values()),
            )
            return int(cursor.lastrowid or 0)

        stay_id = await self.worker.do(job)
        return replace(stay, stay_id=stay_id)

    async def close_stay(self, pbx: str, room: Number, by: str, at: datetime) -> bool:
        """Whoever stays in a room is checked out; whether anybody was kept there.

        Raises:
            StorageError: it cannot be kept.
        """

        def job(connection: sqlite3.Connection) -> bool:
            return bool(
                connection.execute(
                    "UPDATE stays SET closed_at = ?, closed_by = ?"
                    " WHERE pbx = ? AND room = ? AND closed_at IS NULL",
                    (stamp(at), by, pbx, room.text),
                ).rowcount
            )

        return await self.worker.do(job)

    # -- check-outs ------------------------------------------------------------------------------

    async def begin_check_out(self, pbx: str, room: Number, by: str, at: datetime) -> int:
        """Keep that a room is about to be wiped; the id of the line.

        Raises:
            StorageError: it cannot be kept.
        """

        def job(connection: sqlite3.Connection) -> int:
            cursor = connection.execute(
                "INSERT INTO receipts (pbx, room, by, begun_at, result) VALUES (?, ?, ?, ?, '')",
                (pbx, room.text, by, stamp(at)),
            )
            return int(cursor.lastrowid or 0)

        return await self.worker.do(job)

    async def end_check_out(self, line: int, result: str, at: datetime) -> None:
        """Keep how it ended, in one word.

        Raises:
            StorageError: it cannot be kept.
        """

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE receipts SET ended_at = ?, result = ? WHERE id = ?",
                (stamp(at), result, line),
            )

        await self.worker.do(job)

    async def unfinished_check_outs(self, pbx: str) -> tuple[tuple[int, Number, datetime], ...]:
        """Check-outs that were begun and of which no end is kept: the line, the room, when.

        Raises:
            StorageError: the file cannot be read.
        """

        def job(connection: sqlite3.Connection) -> list[tuple[int, str, int]]:
            return connection.execute(
                "SELECT id, room, begun_at FROM receipts"
                " WHERE pbx = ? AND ended_at IS NULL ORDER BY id",
                (pbx,),
            ).fetchall()

        found = await self.worker.do(job)
        return tuple((line, Number(room), moment(at)) for line, room, at in found)

    # -- how far something has come --------------------------------------------------------------

    async def remember(self, pbx: str, key: str, value: str) -> None:
        """Keep how far something has come.

        Raises:
            StorageError: it cannot be kept.
        """

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO facts (pbx, key, value) VALUES (?, ?, ?)", (pbx, key, value)
            )

        await self.worker.do(job)

    async def all_remembered(self, key: str) -> Mapping[str, str]:
        """What is kept under that name of every PBX.

        Raises:
            StorageError: the file cannot be read.
        """

        def job(connection: sqlite3.Connection) -> list[tuple[str, str]]:
            return connection.execute(
                "SELECT pbx, value FROM facts WHERE key = ?", (key,)
            ).fetchall()

        return {str(pbx): str(value) for pbx, value in await self.worker.do(job)}

    async def remembered(self, pbx: str, key: str) -> str | None:
        """How far something has come; None where nothing is kept of it.

        Raises:
            StorageError: the file cannot be read.
        """

        def job(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT value FROM facts WHERE pbx = ? AND key = ?", (pbx, key)
            ).fetchone()
            return None if row is None else str(row[0])

        return await self.worker.do(job)

    # -- privacy ---------------------------------------------------------------------------------

    async def mobiles(self) -> tuple[str, ...]:
        """All mobile numbers of guests that are kept, as they were written.

        Raises:
            StorageError: the file cannot be read.
        """

        def job(connection: sqlite3.Connection) -> list[tuple[str]]:
            return connection.execute(
                "SELECT DISTINCT mobile FROM stays WHERE mobile <> ''"
            ).fetchall()

        return tuple(mobile for (mobile,) in await self.worker.do(job))

    async def forget(self, mobiles: Collection[str], pbx: str = "", room: str = "") -> int:
        """Take out guests for good; how many stays that were.

        Of whoever still stays there the mobile number alone goes: the desk needs to know who is in
        the house, and check-out erases them.

        Args:
            mobiles: those with one of these numbers, as they were written.
            pbx, room: and those of this room there; empty: of none.

        Raises:
            StorageError: they cannot be taken out.
        """
        values = (json.dumps(sorted(mobiles)), pbx, room)
        known = "(mobile IN (SELECT value FROM json_each(?)) OR (pbx = ? AND room = ?))"

        def job(connection: sqlite3.Connection) -> int:
            gone = connection.execute(
                f"DELETE FROM stays WHERE closed_at IS NOT NULL AND {known}",  # noqa: S608 - ours
                values,
            ).rowcount
            less = connection.execute(
                "UPDATE stays SET mobile = '' WHERE mobile IN (SELECT value FROM json_each(?))",
                values[:1],
            ).rowcount
            if gone or less:
                _empty_log(connection)
            return gone + less

        return await self.worker.do(job)

    async def counted(self, mobiles: Collection[str], pbx: str = "", room: str = "") -> int:
        """How many stays `forget` would touch.

        Raises:
            StorageError: the file cannot be read.
        """
        values = (json.dumps(sorted(mobiles)), pbx, room)

        def job(connection: sqlite3.Connection) -> int:
            row = connection.execute(
                "SELECT count(*) FROM stays WHERE mobile IN (SELECT value FROM json_each(?))"
                " OR (closed_at IS NOT NULL AND pbx = ? AND room = ?)",
                values,
            ).fetchone()
            return int(row[0])

        return await self.worker.do(job)

    async def prune(self, before: datetime) -> int:
        """Take out who left before; how many stays that were.

        Who was never checked out here counts as having left on the day that they named.

        Raises:
            StorageError: they cannot be taken out.
        """
        at, day = stamp(before), before.date().isoformat()

        def job(connection: sqlite3.Connection) -> int:
            connection.execute("DELETE FROM receipts WHERE begun_at < ?", (at,))
            gone = connection.execute(
                "DELETE FROM stays WHERE closed_at < ?"
                " OR (closed_at IS NULL AND departure < ? AND at < ?)",
                (at, day, at),
            ).rowcount
            if gone:
                _empty_log(connection)
            return gone

        return await self.worker.do(job)

    async def everything(self, after: int, limit: int) -> tuple[tuple[str, Stay], ...]:
        """Stays of all PBXs with which PBX each is of, in order of their ids from behind that on.

        Raises:
            StorageError: the file cannot be read.
        """

        def job(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                f"SELECT pbx, {_COLUMNS} FROM stays WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608 - ours
                (after, limit),
            ).fetchall()

        return tuple((row[0], _stay(row[1:])) for row in await self.worker.do(job))

    async def close(self) -> None:
        """Write what waits, and let the file go; nothing is taken any more."""
        await self.worker.close()

    async def _stays(self, where: str, values: tuple[object, ...]) -> tuple[Stay, ...]:
        def job(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            query = f"SELECT {_COLUMNS} FROM stays WHERE {where} LIMIT {MOST}"  # noqa: S608 - ours
            return connection.execute(query, values).fetchall()

        return tuple(map(_stay, await self.worker.do(job)))


def open_hotel(path: Path | None, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Open the file, and bring it to the newest version; raises as `open_database`."""
    if path is None:
        import sqlite3

        connection = sqlite3.connect(":memory:")
        migrate(connection, migrations, "hotel")
    else:
        connection = open_database(path, migrations)
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _row(stay: Stay) -> dict[str, object]:
    """A stay as it is kept, but for its id and its PBX.

    Raises:
        ValueError: it does not say since when; whoever keeps one knows.
    """
    if stay.at is None:
        raise ValueError("a stay that is kept has a time")
    return {
        "room": stay.room.text,
        "guests": json.dumps(list(stay.guests), ensure_ascii=False),
        "name": stay.name,
        "language": stay.language,
        "arrival": None if stay.arrival is None else stay.arrival.isoformat(),
        "departure": None if stay.departure is None else stay.departure.isoformat(),
        "email": stay.email,
        "mobile": stay.mobile,
        "by": stay.by,
        "at": stamp(stay.at),
        "closed_by": stay.closed_by,
        "closed_at": None if stay.closed_at is None else stamp(stay.closed_at),
    }


def _stay(row: tuple[Any, ...]) -> Stay:
    from ctiapp.model.stays import Stay  # an office reads none: it starts without

    stay_id, room, guests, name, language, arrival, departure, email, mobile, by, at, *closed = row
    closed_by, closed_at = closed
    return Stay(
        stay_id,
        Number(room),
        tuple(map(str, json.loads(guests))),
        name,
        language,
        None if arrival is None else date.fromisoformat(arrival),
        None if departure is None else date.fromisoformat(departure),
        email,
        mobile,
        by,
        moment(at),
        closed_by,
        None if closed_at is None else moment(closed_at),
    )


def _empty_log(connection: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log of what was taken out."""
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
