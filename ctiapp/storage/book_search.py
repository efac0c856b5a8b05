"""One search over everybody, on the loop's own thread, so that a key is answered before the next.

Each question to SQLite answers one row (JSON): a step into SQLite lets the interpreter go, and
while the writer is at work each step back costs a wait; one row costs one. No question reads more
than `MOST` rows, of those that come first: by the numbering of the rows those are the extensions,
then the user's own contacts, places, company contacts. So that a whole name cannot be lost among
half a million, names that *begin* with the text are asked for by an index of their own.

What was typed is always bound, and in FTS5's language always a quoted word. Where many words are
common the rows are looked through in stretches, and when time is over (`PATIENCE_S`) what was found
by then is shown: the box never stands still.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ctiapp.model.directory import Origin
from ctiapp.model.number import Number
from ctiapp.model.ways import turn_of
from ctiapp.storage import book_typos
from ctiapp.storage.book_rows import Hit, key_of
from ctiapp.storage.book_schema import (
    MOST_NUMBERS,
    NUMBER_SHELF_BITS,
    ORIGINS,
    OWN_SOURCE,
    numbers_range,
    origin_of,
    place_of,
    range_of,
    shelf_of,
    shelf_range,
)
from ctiapp.storage.book_text import Wanted, wanted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ctiapp.model.directory import PersonKey

MOST: Final = 200
"""Rows that one question answers, and that are ranked."""
PATIENCE_S: Final = 0.005
"""After so long no further stretch of rows is looked through."""
STRETCH: Final = 20_000
"""Rows of one stretch."""
Stretch = tuple[int, int, bool]
"""From which row to which is looked through at once, and whether however late it is."""
_INDEXED: Final = 3
"""Beginnings of so many letters have a list of their own."""
_FEW: Final = 5
"""Digits of a long number that are looked up; those who have them are then compared whole."""
_MOST_GUESSES: Final = 12
"""Words that a mistyped word is taken for."""

# How well somebody fits, the best first.
_WHOLE_NUMBER, _NUMBER_BEGINS, _WHOLE_NAME, _NAME, _PART, _MORE, _GUESS = range(7)

_COLUMNS: Final = "id, ref, name, company, department, folded, name_words"
_PERSON: Final = "json_array(people.id, ref, name, company, department, folded, name_words)"


@dataclass(slots=True)
class _Found:
    """Somebody who fits: how well, and by which of their numbers (None: by name)."""

    rank: int
    row: int
    person: list[Any]
    place: int | None = None
    number: tuple[str, str] | None = None


class Search:
    """Looks for people in the rows of one PBX and in the user's own.

    Args:
        connection: reads the file; of the calling thread.
        source: the PBX; `OWN_SOURCE` for none.
        favourites: the rows that come first among equals.
        ways: by which of their numbers people were reached last: that one comes first.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        source: int,
        favourites: Collection[int] = (),
        ways: Mapping[PersonKey, str] = MappingProxyType({}),
    ) -> None:
        self._connection = connection
        self._favourites = favourites
        self._ways = ways
        self._end_s = 0.0
        sources = dict.fromkeys((source, OWN_SOURCE))
        shelves = [
            shelf_of(each, origin)
            for each in sources
            for origin in ORIGINS
            if (each == OWN_SOURCE) == (origin is Origin.OWN)
        ]
        self._highest = {each: high for each in shelves if (high := self._last(each)) is not None}
        self._shelves = list(self._highest)
        self._ranges = [
            (first, last)
            for first, last in map(range_of, sources)
            if any(first <= high <= last for high in self._highest.values())
        ]

    def find(self, text: str, limit: int) -> list[Hit]:
        """All that fit, best first."""
        asked = wanted(text)
        if not self._shelves:
            return []
        found: dict[int, _Found] = {}
        self._end_s = time.monotonic() + PATIENCE_S
        self._look(asked, limit, found)
        ranked = sorted(found.values(), key=lambda each: self._order(each, asked))[:limit]
        hits = [hit for each in ranked for hit in self._hits(each, asked)]
        return hits[:limit]

    def _look(self, asked: Wanted, limit: int, found: dict[int, _Found]) -> None:
        """Ask, the better questions first; less good ones only while there is room."""
        if asked.digits:
            self._numbers(asked.digits, limit, found)
        if not asked.words or (asked.digits and len(found) >= limit):
            return
        self._names(asked, found)
        match = _all_of(asked.words)
        short = all(len(way) <= _INDEXED for ways in asked.words for way in ways)
        count = self._words(match, asked, found, short=short)
        named = sum(each.rank <= _NAME for each in found.values())
        if count >= MOST and named < limit:
            # So many by company or department that names are missing: ask for those alone.
            self._words(match, asked, found, short=short, table="names")
        if len(found) < limit and not asked.digits:
            meant = [(*ways, *self._meant(ways)) for ways in asked.words]
            if meant != list(asked.words):
                self._words(_all_of(meant), replace(asked, words=()), found, short=False)

    # -- questions -------------------------------------------------------------------------------

    def _ask(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        """One question that answers a JSON list."""
        (answer,) = self._connection.execute(sql, values).fetchone()
        read: list[Any] = json.loads(answer)
        return read

    def _last(self, shelf: int) -> int | None:
        """The last row of a shelf; None where it is empty."""
        row: tuple[int | None] = self._connection.execute(
            "SELECT max(id) FROM people WHERE id BETWEEN ? AND ?", shelf_range(shelf)
        ).fetchone()
        return row[0]

    def _late(self) -> bool:
        return time.monotonic() > self._end_s

    def _names(self, asked: Wanted, found: dict[int, _Found]) -> None:
        """Those whose name begins with the whole text."""
        part = (
            f"SELECT * FROM (SELECT {_COLUMNS} FROM people WHERE shelf = ?"  # noqa: S608 - ours
            " AND folded >= ? AND folded < ? ORDER BY folded LIMIT ?)"
        )
        union = " UNION ALL ".join([part] * len(self._shelves))
        begin, behind = asked.folded, asked.folded + "\U0010ffff"
        values = [v for shelf in self._shelves for v in (shelf, begin, behind, MOST // 4)]
        rows = self._ask(
            f"SELECT json_group_array({_PERSON}) FROM ({union}) AS people",  # noqa: S608 - ours
            tuple(values),
        )
        self._add(rows, asked, found)

    def _words(
        self,
        match: str,
        asked: Wanted,
        found: dict[int, _Found],
        *,
        short: bool,
        table: str = "words",
    ) -> int:
        """Those with all these words, in their names or (``words``) anywhere; how many rows.

        FTS5 looks through the lists of all words at once, and cannot be stopped meanwhile. Short
        beginnings have long lists, and cost next to nothing to begin with: so they are looked
        through a stretch at a time, until there are enough or the time is over.
        """
        count = 0
        for first, last, begins in self._stretches() if short else self._whole():
            if not begins and self._late():
                break
            rows = self._ask(
                f"SELECT json_group_array({_PERSON}) FROM"  # noqa: S608 - ours
                f" (SELECT rowid AS at FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?"
                " LIMIT ?) JOIN people ON people.id = at",
                (match, first, last, MOST - count),
            )
            self._add(rows, asked, found)
            count += len(rows)
            if count >= MOST:
                break
        return count

    def _whole(self) -> Iterator[Stretch]:
        """All rows of the PBX, and of the user's own."""
        return ((first, last, True) for first, last in self._ranges)

    def _stretches(self) -> Iterator[Stretch]:
        """The rows of each shelf that has any, in stretches: first where each begins.

        However busy the computer is, nobody's own contacts are passed over for the PBX's.
        """
        later: list[Stretch] = []
        for shelf, highest in self._highest.items():
            first, _ = shelf_range(shelf)
            for start in range(first, highest + 1, STRETCH):
                stretch = (start, min(start + STRETCH - 1, highest), start == first)
                if start == first:
                    yield stretch
                else:
                    later.append(stretch)
        yield from later

    @staticmethod
    def _add(rows: Iterable[list[Any]], asked: Wanted, found: dict[int, _Found]) -> None:
        """Rank them: by the whole name, by words of the name, by other words, by what was meant."""
        for row, *person in rows:
            if row not in found:
                found[row] = _Found(_fit(person, asked), row, person)

    def _numbers(self, digits: str, limit: int, found: dict[int, _Found]) -> None:
        """Those with these digits in a number: as the whole, at its beginning, anywhere."""
        self._begins(digits, found)
        if len(found) < limit:
            self._within(digits, found)
        bare = digits.lstrip("0")
        if not found and len(bare) >= 5 and bare != digits:
            self._within(bare, found)  # a zero that is dialled at home only

    def _begins(self, digits: str, found: dict[int, _Found]) -> None:
        """By an index of their own: the whole number is the first of those that begin so."""
        part = (
            "SELECT * FROM (SELECT id AS at, kind, number FROM numbers"  # noqa: S608 - ours
            f" WHERE id >> {NUMBER_SHELF_BITS} = ? AND ltrim(number, '+') >= ?"
            " AND ltrim(number, '+') < ? ORDER BY ltrim(number, '+') LIMIT ?)"
        )
        union = " UNION ALL ".join([part] * len(self._shelves))
        values = [v for s in self._shelves for v in (s, digits, f"{digits}:", MOST // 4)]
        self._held(union, tuple(values), digits, found)

    def _within(self, digits: str, found: dict[int, _Found]) -> None:
        """Digits anywhere in a number; of many the last few, which differ most, are asked for."""
        few = digits[-_FEW:]
        for first, last in self._ranges:
            self._held(
                "SELECT numbers.id AS at, kind, number FROM parts"
                " JOIN numbers ON numbers.id = parts.rowid WHERE parts MATCH ?"
                " AND parts.rowid BETWEEN ? AND ? AND instr(number, ?) LIMIT ?",
                (_phrase(few), *numbers_range(first, last), digits, MOST),
                digits,
                found,
            )

    def _held(
        self, sql: str, values: tuple[object, ...], digits: str, found: dict[int, _Found]
    ) -> None:
        """Those who have these numbers."""
        rows = self._ask(
            f"SELECT json_group_array(json_array({_PERSON}, at, kind, number)) FROM ({sql})"  # noqa: S608
            f" JOIN people ON people.id = at / {MOST_NUMBERS}",
            values,
        )
        for (row, *person), at, kind, number in rows:
            bare = number.lstrip("+")
            rank = _PART
            if bare.startswith(digits):
                rank = _WHOLE_NUMBER if bare == digits else _NUMBER_BEGINS
            if row not in found or rank < found[row].rank:
                found[row] = _Found(rank, row, person, at % MOST_NUMBERS, (kind, number))

    def _meant(self, ways: tuple[str, ...]) -> list[str]:
        """What a word may have been meant to be, the likelier first."""
        word = ways[0]
        most = book_typos.slips(word)
        if not most or not word.isalpha():
            return []
        rests = json.dumps(sorted(book_typos.looked_up(word)))
        words: list[str] = self._ask(
            "SELECT json_group_array(word) FROM (SELECT DISTINCT vocabulary.word FROM rests"
            " JOIN vocabulary ON vocabulary.id = rests.word"
            " WHERE rest IN (SELECT value FROM json_each(?)) LIMIT 2000)",
            (rests,),
        )
        near = sorted(
            (book_typos.distance(word, other, most), other)
            for other in words
            if abs(len(other) - len(word)) <= most and other not in ways
        )
        return [other for far, other in near if far <= most][:_MOST_GUESSES]

    # -- ranking ---------------------------------------------------------------------------------

    def _order(self, each: _Found, asked: Wanted) -> tuple[object, ...]:
        folded: str = each.person[4]
        return (
            each.rank,
            each.row not in self._favourites,
            place_of(each.row),
            not folded.startswith(asked.folded),
            each.row,
        )

    def _hits(self, each: _Found, asked: Wanted) -> list[Hit]:
        """The numbers of somebody who was found: the one that fits, or all.

        Somebody without any is told once, with none: they cannot be called, and are found.
        """
        ref, name, company, department, folded, _ = each.person
        origin = origin_of(each.row)
        key = key_of(origin, ref)
        if each.number is not None:
            numbers = [each.number]
        else:
            numbers = [
                (kind, number)
                for kind, number in self._ask(
                    "SELECT json_group_array(json_array(kind, number)) FROM"
                    " (SELECT kind, number FROM numbers WHERE id BETWEEN ? AND ? ORDER BY id)",
                    numbers_range(each.row, each.row),
                )
            ]
            if origin is Origin.EXTENSION:
                del numbers[1:]
            last = self._ways.get(key)
            numbers.sort(key=lambda pair: turn_of(pair[0], pair[1], last))
            numbers = numbers or [("", "")]
        exact = each.rank in (_WHOLE_NUMBER, _WHOLE_NAME) or folded == asked.folded
        return [
            Hit(key, origin, name, company, department, Number(number), kind, exact)
            for kind, number in numbers
        ]


def _all_of(words: Iterable[Iterable[str]]) -> str:
    """All these words in FTS5's language, each in any of its ways, as the beginning of a word."""
    said = [" OR ".join(f'"{way}"*' for way in ways) for ways in words]
    return " AND ".join(f"({each})" for each in said)


def _phrase(digits: str) -> str:
    """Digits in a row in FTS5's language; one or two begin a word."""
    if len(digits) < 3:
        return f'"{digits}"*'
    return f'"{" ".join(digits[at : at + 3] for at in range(len(digits) - 2))}"'


def _fit(person: list[Any], asked: Wanted) -> int:
    """How well somebody fits by words."""
    folded, name_words = person[4], person[5].split(" ")
    if not asked.words:
        return _GUESS
    if folded == asked.folded:
        return _WHOLE_NAME
    for ways in asked.words:
        if not any(word.startswith(ways) for word in name_words):
            return _MORE
    return _NAME
