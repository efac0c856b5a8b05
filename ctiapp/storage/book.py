"""The book of contacts: everybody whom the PBXs of this desk know, and the user's own.

What it answers of a PBX is of the one that it was last told to serve, and of the user's own.
What is read is read on the loop's thread, at once; what is written, by the file's own thread.

How the file is opened: `book_file`; how rows are numbered and why: `book_schema`; how they are
found: `book_search`; how they are written: `book_write`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, Department, Origin, PersonKey, key_parts
from ctiapp.model.folding import fold
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.storage import book_ways
from ctiapp.storage.book_file import BookFile, Trouble, empty_log, iso
from ctiapp.storage.book_schema import (
    MOST_NUMBERS,
    ORIGINS,
    OWN_SOURCE,
    numbers_range,
    origin_of,
    range_of,
    shelf_of,
    shelf_range,
)
from ctiapp.storage.cleaning import clean

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ctiapp.model.directory import Extension, Place
    from ctiapp.storage.book_retention import Remark
    from ctiapp.storage.book_rows import Hit, Holder, Row
    from ctiapp.storage.book_write import Met, Written

__all__ = ["ContactBook", "ContactsPage", "Trouble"]

MOST_BEGINS = 200
"""Characters of the beginning of a name that are looked at."""
MOST_HOLDERS = 64
"""So many who may have one number are told."""
READ_AT_ONCE = 500
"""Extensions that are read before the loop may do something else."""


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """Some contacts of a list that may be long.

    Attributes:
        total: how many the whole list has.
        contacts: those that were asked for, by name.
    """

    total: int
    contacts: tuple[Contact, ...]


class ContactBook(BookFile):
    """What is known of people, in a file or in memory.

    Args:
        path: where it lies; None: in memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        super().__init__(path)
        self._favourites: dict[PersonKey, int] = {}
        self._ways: dict[PersonKey, str] = {}

    async def serve(self, pbx: str | None, at: datetime) -> Trouble | None:
        """Open it, and answer of this PBX; see `BookFile.serve`."""
        trouble = await super().serve(pbx, at)
        self._read_kept()
        return trouble

    def rest(self) -> None:
        """Answer of the user's own alone."""
        super().rest()
        self._read_kept()

    # -- reading, on the loop's thread -----------------------------------------------------------

    def by_tail(self, tail: str) -> tuple[Holder, ...]:
        """Everybody with a number that ends so, in the order of `ORIGINS`.

        ``tail`` is what `ctiapp.model.numberplan.tail_of` answers.
        """
        from ctiapp.storage.book_rows import Holder, key_of

        if not tail:
            return ()
        own, pbx = range_of(OWN_SOURCE), range_of(self._source)
        rows = self._list(
            "SELECT json_group_array(json_array(at, number, ref, name, company)) FROM ("  # noqa: S608
            " SELECT numbers.id AS at, number, ref, name, company FROM numbers"
            f" JOIN people ON people.id = numbers.id / {MOST_NUMBERS} WHERE tail = ?"
            " AND (numbers.id BETWEEN ? AND ? OR numbers.id BETWEEN ? AND ?) LIMIT ?)",
            (clean(tail), *numbers_range(*own), *numbers_range(*pbx), MOST_HOLDERS),
        )
        held = [(origin_of(at // MOST_NUMBERS), *rest) for at, *rest in rows]
        held.sort(key=lambda each: ORIGINS.index(each[0]))
        return tuple(
            Holder(key_of(origin, ref), Number(number), name, company)
            for origin, number, ref, name, company in held
        )

    def search(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Everybody who fits, the best first; see `ctiapp.storage.book_search`."""
        from ctiapp.storage.book_search import Search

        if self._reader is None:
            return ()
        import sqlite3

        rows = frozenset(self._favourites.values())
        try:
            found = Search(self._reader, self._source, rows, self._ways).find(text, limit)
        except sqlite3.Error as error:
            self._cannot_read(error)
            return ()
        return tuple(found)

    async def read_ahead(self) -> None:
        """Read what first keys need, a little at a time; raises `StorageError`."""
        from ctiapp.storage.book_ahead import KEYS, read_ahead

        source = self._source
        for each in KEYS:
            await self._do(lambda db, key=each: read_ahead(db, source, key))  # type: ignore[misc]

    def contact(self, key: PersonKey) -> Contact | None:
        """All that is kept of somebody; None where nobody is known by this key.

        Extensions and places come as contacts, too: a sheet shows all in one way.
        """
        row = self.row(key)
        return None if row is None else self._contacts([row])[0]

    def row(self, key: PersonKey) -> int | None:
        """The row of somebody, as `rows` has it; None where nobody is known by this key."""
        parts = key_parts(key)
        if parts is None:
            return None
        shelf = shelf_of(self._scope(key), parts[0])
        found = self._list(
            "SELECT json_group_array(id) FROM people WHERE shelf = ? AND ref = ?",
            (shelf, clean(parts[1])),
        )
        return int(found[0]) if found else None

    def contacts(
        self, origins: Sequence[Origin], offset: int, limit: int, begins: str = ""
    ) -> ContactsPage:
        """Some people of these origins by name; ``begins``: of those whose name begins so."""
        shelves = [shelf_of(self._scope_of(origin), origin) for origin in origins]
        begin = fold(clean(begins[:MOST_BEGINS]))
        part = "SELECT folded, id FROM people WHERE shelf = ? AND folded >= ? AND folded < ?"
        union = " UNION ALL ".join([part] * len(shelves))
        values = [v for shelf in shelves for v in (shelf, begin, begin + "\U0010ffff")]
        total = self._one(f"SELECT count(*) FROM ({union})", tuple(values))  # noqa: S608 - ours
        rows = self._list(
            f"SELECT json_group_array(id) FROM ({union}"  # noqa: S608
            " ORDER BY folded, id LIMIT ? OFFSET ?)",
            (*values, limit, offset),
        )
        return ContactsPage(0 if total is None else int(total[0]), tuple(self._contacts(rows)))

    @property
    def whole_at(self) -> datetime | None:
        """When all of the PBX was last loaded; None where it never was."""
        row = self._one("SELECT whole_at FROM sources WHERE id = ?", (self._source,))
        return None if row is None or row[0] is None else datetime.fromisoformat(row[0])

    def extensions(self, after: int = 0) -> tuple[list[Extension], int | None]:
        """Some extensions in the PBX's order, and from where to go on; None: those were all."""
        from ctiapp.storage.book_rows import as_extension

        first, last = shelf_range(shelf_of(self._source, Origin.EXTENSION))
        rows = self._list(
            "SELECT json_group_array(json_array(id, ref, more)) FROM (SELECT id, ref, more"
            " FROM people WHERE id > ? AND id <= ? ORDER BY id LIMIT ?)",
            (max(after, first - 1), last, READ_AT_ONCE),
        )
        found = [as_extension(ref, more) for _, ref, more in rows]
        return found, rows[-1][0] if len(rows) == READ_AT_ONCE else None

    def places(self) -> tuple[Place, ...]:
        """Queues, IVRs, ring groups and conferences of the PBX."""
        from ctiapp.storage.book_rows import as_place

        first, last = shelf_range(shelf_of(self._source, Origin.PLACE))
        rows = self._list(
            "SELECT json_group_array(json_array(ref, name, kind)) FROM people"  # noqa: S608 - ours
            f" JOIN numbers ON numbers.id = people.id * {MOST_NUMBERS}"
            " WHERE people.id BETWEEN ? AND ?",
            (first, last),
        )
        return tuple(as_place(*row) for row in rows)

    def outside_numbers(self, limit: int) -> tuple[Number, ...]:
        """Some numbers of company contacts: from these the numbering is guessed."""
        low, high = numbers_range(*shelf_range(shelf_of(self._source, Origin.COMPANY)))
        rows = self._list(
            "SELECT json_group_array(number) FROM"
            " (SELECT number FROM numbers WHERE id BETWEEN ? AND ? LIMIT ?)",
            (low, high, limit),
        )
        return tuple(map(Number, rows))

    def departments(self) -> tuple[Department, ...]:
        """Those of the PBX."""
        rows = self._list(
            "SELECT json_group_array(json_array(ref, name, parent, members))"
            " FROM departments WHERE source = ?",
            (self._source,),
        )
        return tuple(
            Department(ref, name, parent, frozenset(map(ExtensionId, json.loads(members))))
            for ref, name, parent, members in rows
        )

    @property
    def favourites(self) -> tuple[PersonKey, ...]:
        """Whom the user keeps at the top, the first one first."""
        return tuple(self._favourites)

    def chosen(self, number: str) -> PersonKey | None:
        """Whom the user last said this number to be; None where nobody was named."""
        row = self._one(
            "SELECT person FROM choices WHERE source = ? AND number = ?",
            (self._source, clean(number)),
        )
        return None if row is None else PersonKey(row[0])

    def reached_by(self, key: PersonKey) -> Number | None:
        """By which of their numbers somebody was reached last; None where by none."""
        number = self._ways.get(key)
        return None if number is None else Number(number)

    def note(self, key: PersonKey) -> str:
        """What the user noted of somebody; empty where nothing."""
        row = self._one(
            "SELECT text FROM notes WHERE source = ? AND person = ?",
            (self._scope(key), clean(key)),
        )
        return "" if row is None else str(row[0])

    # -- writing ---------------------------------------------------------------------------------

    async def put(self, origin: Origin, rows: Sequence[Row], met: Met | None = None) -> Written:
        """Write some rows of one origin; raises `StorageError`."""
        from ctiapp.storage import book_write

        source = OWN_SOURCE if origin is Origin.OWN else self._source
        return await self._do(lambda db: book_write.put(db, source, origin, rows, met))

    async def drop(self, key: PersonKey, scope: int | None = None) -> bool:
        """Take somebody out, with what the user kept of them; raises `StorageError`.

        Args:
            key: whom.
            scope: what `scope` answered when they were meant; None: as it would now.
        """
        from ctiapp.storage import book_write

        parts = key_parts(key)
        if parts is None:
            return False
        origin, ref = parts
        source = self._scope(key) if scope is None else scope

        def gone(db: sqlite3.Connection) -> bool:
            for table in ("favourites", "choices", "notes", "ways"):
                db.execute(
                    f"DELETE FROM {table} WHERE source = ? AND person = ?",  # noqa: S608 - ours
                    (source, clean(key)),
                )
            return book_write.drop(db, source, origin, clean(ref))

        done = await self._keep(gone)
        self._read_kept()
        return done

    async def prune(self, origin: Origin, met: Met) -> int:
        """After a whole load: take out what it has not met; how many. Raises `StorageError`."""
        from ctiapp.storage import book_write

        source = self._source
        after, count = 0, 0
        _, end = shelf_range(shelf_of(source, origin))
        while after < end:

            def step(db: sqlite3.Connection, after: int = after) -> tuple[int, int]:
                rows, seen = book_write.unmet(db, source, origin, met, after)
                return book_write.remove(db, rows).removed, seen

            removed, after = await self._do(step)
            count += removed
        if count:
            await self._do(book_write.forget_words)
        return count

    async def set_departments(self, departments: Sequence[Department]) -> None:
        """Keep these in the place of all that were known; raises `StorageError`."""
        source = self._source
        rows = [
            (
                *(source, clean(each.department_id), clean(each.name)),
                *(each.parent_id, json.dumps(sorted(each.members))),
            )
            for each in departments
        ]

        def replace(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM departments WHERE source = ?", (source,))
            db.executemany("INSERT OR REPLACE INTO departments VALUES (?, ?, ?, ?, ?)", rows)

        await self._do(replace)

    async def set_whole(self, at: datetime) -> None:
        """All of the PBX was loaded just now; raises `StorageError`."""
        values = (iso(at), self._source)
        await self._do(lambda db: _run(db, "UPDATE sources SET whole_at = ? WHERE id = ?", values))

    async def set_favourite(self, key: PersonKey, *, on: bool) -> None:
        """Keep somebody at the top, or no longer; raises `StorageError`."""
        sql = (
            "INSERT OR IGNORE INTO favourites (source, person) VALUES (?, ?)"
            if on
            else "DELETE FROM favourites WHERE source = ? AND person = ?"
        )
        values = (self._scope(key), clean(key))
        await self._keep(lambda db: _run(db, sql, values))
        self._read_favourites()

    async def choose(self, number: str, key: PersonKey) -> None:
        """Of several who have this number, it was this one; raises `StorageError`."""
        values = (self._source, clean(number), clean(key))
        sql = "INSERT OR REPLACE INTO choices VALUES (?, ?, ?)"
        await self._keep(lambda db: _run(db, sql, values))

    async def reach_by(self, key: PersonKey, number: str) -> None:
        """Somebody was reached by this number of theirs; raises `StorageError`."""
        values = (self._scope(key), clean(key), clean(number))
        await self._keep(lambda db: book_ways.keep(db, *values))
        self._read_kept()

    async def forget_choices(self, is_one: Callable[[str], bool]) -> int:
        """Nobody was ever named for these numbers, nor reached by them; how many were.

        Args:
            is_one: tells whether a number is one of them; asked in the writer's thread.

        Raises:
            StorageError: they cannot be forgotten.
        """

        def forget(db: sqlite3.Connection) -> int:
            kept = [number for (number,) in db.execute("SELECT DISTINCT number FROM choices")]
            gone = [(number,) for number in kept if is_one(number)]
            count = sum(
                db.execute("DELETE FROM choices WHERE number = ?", one).rowcount for one in gone
            ) + book_ways.forget(db, is_one)
            if count:
                empty_log(db)
            return count

        count = await self._keep(forget)
        self._read_kept()
        return count

    async def set_note(self, key: PersonKey, text: str) -> None:
        """Keep a note on somebody; an empty one is none. Raises `StorageError`."""
        values = (self._scope(key), clean(key), clean(text[:4000]))
        sql = (
            "INSERT OR REPLACE INTO notes VALUES (?, ?, ?)"
            if text
            else "DELETE FROM notes WHERE source = ? AND person = ? AND ? IS NOT NULL"
        )
        await self._keep(lambda db: _run(db, sql, values))

    async def save_own(self, contacts: Sequence[Contact]) -> tuple[tuple[str, ...], Written]:
        """Keep some of the user's own; the id of each, and what became of them.

        One without an id gets one; by what its source calls it, or by all that it says, it gets the
        same again. Raises `StorageError`.
        """
        from ctiapp.storage import book_own

        return await self._keep(lambda db: book_own.save(db, contacts))

    # -- how long it is kept ---------------------------------------------------------------------

    async def forget_unused(self, before: datetime, now: datetime) -> int:
        """Forget all PBXs last signed in to before this, and all people of theirs.

        The one that is served is used now. Returns how many; raises `StorageError`.
        """
        from ctiapp.storage import book_retention, book_write

        served, last = self._source, iso(before)
        await self._do(lambda db: book_retention.use(db, served, iso(now)))
        sources = await self._do(lambda db: book_retention.unused(db, served, last))
        for source in sources:
            while not await self._do(
                lambda db, source=source: book_retention.forget(db, source, last)  # type: ignore[misc]
            ):
                pass
        if sources:
            await self._do(book_write.forget_words)
        return len(sources)

    async def remarks(self) -> Sequence[Remark]:
        """All notes on people, favourites, choices and ways; raises `StorageError`."""
        from ctiapp.storage import book_retention

        return await self._do(book_retention.remarks)

    # -- long lists ------------------------------------------------------------------------------

    async def rows(self, origin: Origin, phonebook: str = "", text: str = "") -> Sequence[int]:
        """The rows of one origin by name, all or those that fit; see `book_list`."""
        from ctiapp.storage import book_list

        shelf = shelf_of(self._scope_of(origin), origin)
        return await self._do(
            lambda db: book_list.rows(db, shelf, phonebook=clean(phonebook), text=clean(text))
        )

    async def phonebooks(self) -> tuple[str, ...]:
        """The phonebooks that the company's contacts are in, by name."""
        from ctiapp.storage import book_list

        shelf = shelf_of(self._source, Origin.COMPANY)
        return await self._do(lambda db: book_list.phonebooks(db, shelf))

    def people(self, rows: Sequence[int]) -> tuple[Contact, ...]:
        """The people of these rows, in this order; who is gone meanwhile is left out."""
        return tuple(self._contacts(rows))

    async def drop_own(self, refs: Sequence[str]) -> int:
        """Take some of the user's own out, with what was kept of them; how many were there.

        Raises `StorageError`.
        """
        from ctiapp.storage import book_list

        count = await self._keep(lambda db: book_list.drop_own(db, [clean(ref) for ref in refs]))
        self._read_kept()
        return count

    def scope(self, key: PersonKey) -> int:
        """Whose entry that is, for a `drop` later on, when another PBX may be served."""
        return self._scope(key)

    # -- for itself ------------------------------------------------------------------------------

    def _scope_of(self, origin: Origin) -> int:
        return OWN_SOURCE if origin is Origin.OWN else self._source

    def _scope(self, key: PersonKey) -> int:
        """Whose entry that is: a key of a PBX means nobody at another."""
        parts = key_parts(key)
        return self._source if parts is None else self._scope_of(parts[0])

    def _read_kept(self) -> None:
        """Read favourites, and by which numbers people were reached: both are asked for often."""
        self._read_favourites()
        self._ways = book_ways.as_ways(self._list(book_ways.READ, (OWN_SOURCE, self._source)))

    def _read_favourites(self) -> None:
        rows = self._list(
            "SELECT json_group_array(person) FROM (SELECT person FROM favourites"
            " WHERE source IN (?, ?) ORDER BY id)",
            (OWN_SOURCE, self._source),
        )
        self._favourites = {}
        for key in map(PersonKey, rows):
            parts = key_parts(key)
            row = parts and self._one(
                "SELECT id FROM people WHERE shelf = ? AND ref = ?",
                (shelf_of(self._scope(key), parts[0]), parts[1]),
            )
            self._favourites[key] = row[0] if row else -1

    def _contacts(self, rows: Sequence[int]) -> list[Contact]:
        """These people, whole, in this order."""
        from ctiapp.storage.book_rows import as_contact

        found = self._list(
            "SELECT json_group_array(json_array(people.id, ref, name, company, department, more, ("  # noqa: S608
            "  SELECT json_group_array(json_array(kind, number)) FROM numbers"
            f"  WHERE numbers.id BETWEEN people.id * {MOST_NUMBERS}"
            f"  AND people.id * {MOST_NUMBERS} + {MOST_NUMBERS - 1})))"
            " FROM json_each(?) JOIN people ON people.id = json_each.value",
            (json.dumps(list(rows)),),
        )
        by_row = {
            row: as_contact(origin_of(row), ref, tuple(fields), numbers)
            for row, ref, *fields, numbers in found
        }
        return [by_row[row] for row in rows if row in by_row]


def _run(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> None:
    connection.execute(sql, values)
