"""Contacts on their way in: a table of text, what its columns mean, and why a row cannot be read.

A vCard file, a CSV file and an LDAP search all become a `Table`; what turns a row into a contact
(`ctiapp.services.importing`) knows no format. Values are plain text, whatever they look like: HTML
stays as it is written, and a formula is a string of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from ctiapp.model.directory import CONTACT_KINDS

MAX_FILE = 128 * 1024 * 1024
"""Bytes that a file may have: enough for `MAX_ROWS` vCards without pictures."""
MAX_ROWS = 500_000
"""Rows, cards or entries that one source may have."""
MAX_COLUMNS = 200
"""Columns that a row may have."""
MAX_VALUE = 4000
"""Characters that one value may have; what is longer is no entry of an address book."""
MAX_BAD = 1000
"""So many unreadable rows are told one by one; the others are counted."""


class Field(Enum):
    """What a column means; those of numbers are `ctiapp.model.directory.CONTACT_KINDS`."""

    SKIP = "skip"
    UID = "uid"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    COMPANY = "company"
    DEPARTMENT = "department"
    EMAIL = "email"
    REMARK = "remark"
    BUSINESS = "business"
    BUSINESS2 = "business2"
    MOBILE = "mobile"
    MOBILE2 = "mobile2"
    HOME = "home"
    HOME2 = "home2"
    BUSINESS_FAX = "business_fax"
    HOME_FAX = "home_fax"
    OTHER = "other"

    @property
    def is_number(self) -> bool:
        """Whether telephone numbers stand in such a column."""
        return self in NUMBERS


NUMBERS = tuple(Field(kind) for kind in CONTACT_KINDS)
"""The kinds of numbers, in the order in which they are shown."""


class Why(Enum):
    """Why a row was left out."""

    BROKEN = "broken"
    """A card whose lines cannot be read, or that never ends."""
    TOO_LONG = "too_long"
    """A value is longer than any entry of an address book."""
    TOO_WIDE = "too_wide"
    """It has more columns than there can be."""
    NOT_TEXT = "not_text"
    """It holds control characters: this is no text."""
    NO_NAME = "no_name"
    """Nobody is named, neither a person nor a company."""
    NO_NUMBER = "no_number"
    """There is a name, and no number to call."""
    BAD_NUMBER = "bad_number"
    """None of its numbers can be dialled."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: where it begins: the line of a CSV file, else the count of the card or the entry,
            from 1.
        values: one for each column of the table.
    """

    line: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was left out.

    Attributes:
        line: as in `Row`.
        why: the reason.
        excerpt: its beginning, to find it by; text from outside.
    """

    line: int
    why: Why
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a source holds.

    Attributes:
        columns: the columns' names, as the source has them; empty where it names none.
        rows: what could be read.
        bad: what could not, the first `MAX_BAD` of it.
        bad_count: how many could not be read.
        fields: what each column means where the source says so (vCard, LDAP); else empty.
        cut: whether it has more than `MAX_ROWS`, and the rest was left out.
        encoding, delimiter: how a CSV file was read.
        headings: whether its first line was taken for headings.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[Bad, ...] = ()
    bad_count: int = 0
    fields: tuple[Field, ...] = ()
    cut: bool = False
    encoding: str = ""
    delimiter: str = ""
    headings: bool = False


class Collector:
    """Gathers the rows of a table, bounded."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.bad: list[Bad] = []
        self.bad_count = 0
        self.cut = False

    @property
    def full(self) -> bool:
        """Whether no more is taken. One who asks for another row then says that it was cut."""
        return len(self.rows) + self.bad_count >= MAX_ROWS

    def add(self, line: int, values: tuple[str, ...]) -> None:
        """Take a row, if it is one: neither too wide, nor too long, and text."""
        why = trouble(values)
        if why is None:
            self.rows.append(Row(line, values))
        else:
            self.refuse(line, why, " ".join(value[:80] for value in values[:3]))

    def refuse(self, line: int, why: Why, excerpt: str = "") -> None:
        """Count a row that cannot be read."""
        self.bad_count += 1
        if len(self.bad) < MAX_BAD:
            self.bad.append(Bad(line, why, clean(excerpt[:200])[:80]))


def trouble(values: tuple[str, ...]) -> Why | None:
    """Why a row of these values is none; None where it is one."""
    if len(values) > MAX_COLUMNS:
        return Why.TOO_WIDE
    if any(len(value) > MAX_VALUE for value in values):
        return Why.TOO_LONG
    if any(_CONTROL.search(value) for value in values):
        return Why.NOT_TEXT
    return None


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
# Direction overrides and blanks without width. The joiners stay: Persian and Indic names, and
# emoji, need them.


def clean(text: str) -> str:
    """One line as an address book keeps it: composed, blanks run together, nothing invisible."""
    plain = _CONTROL.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(plain.split())


def clean_lines(text: str) -> str:
    """The same for a remark, whose lines stay lines."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


# --- CSV: what a spreadsheet must not take for a formula ---------------------------------------

_FORMULA = re.compile(r"'*[ \"]*'*[=+\-@\t\r\n＝＋－＠]")
_DEFUSED = re.compile(r"'+[ \"]*'*[=+\-@\t\r\n＝＋－＠]")
_INSIDE = re.compile(r"([;|\t\r\n][\s\"]*)('*[=+\-@＝＋－＠])")
_INSIDE_DEFUSED = re.compile(r"([;|\t\r\n][\s\"]*)'('*[=+\-@＝＋－＠])")


def defused(value: str) -> str:
    """What is written into a CSV file: a spreadsheet shows it, and computes nothing.

    An apostrophe goes before a value that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line
    break, their full-width forms included (spreadsheets in East Asia read those as well), and
    before such a value that has apostrophes already, so that `fused` always finds the way back.

    The same inside a value, behind whatever else may part values: a spreadsheet of a country that
    lists with ``;`` makes two cells of ``Acme;=1+1``, in quotes or not. Quotes and blanks before
    the sign are no hindrance: some read over them.
    """
    value = _INSIDE.sub(r"\1'\2", value)
    return f"'{value}" if _FORMULA.match(value) else value


def fused(value: str) -> str:
    """The way back: ``'+49 89 1234`` is ``+49 89 1234``, and ``="0171"`` is ``0171``.

    The second is how spreadsheets are kept from eating the zeros and plus signs of numbers.
    """
    value = _INSIDE_DEFUSED.sub(r"\1\2", value)
    if _DEFUSED.match(value):
        return value[1:]
    if len(value) >= 3 and value.startswith('="') and value.endswith('"'):
        return value[2:-1].replace('""', '"')
    return value
