"""CSV files: contacts in, whatever wrote them, and one's own contacts out.

Nothing here trusts the file: its size, its rows, the length of a line and of a value are bounded; a
quote that never closes costs its own line, and what it swallowed is read again. Encoding and
delimiter are guessed from the bytes, and whoever reads the preview may say otherwise. It blocks,
and runs in a thread.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.importing import MAX_FILE, MAX_VALUE, Collector, Table, Why, defused, fused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp1252")
"""What a file may be read as; ``utf-8-sig`` is UTF-8 with its mark or without."""
DELIMITERS = (",", ";", "\t", "|")
"""What may stand between two values."""

_SAMPLE = 256 * 1024
_SAMPLE_ROWS = 30
_ROW = 200_000
"""Characters that one row may have, over all its lines."""
_AGAIN = 20_000_000
"""Characters that are read again in one file: a broken quote costs `_ROW` at most, and a file of an
enemy's may have one on each of a million lines."""
_TELL_EVERY = 1000


class _TooLongError(Exception):
    """A row that does not end."""


class _Feed:
    """The lines of a text for the CSV reader, bounded for each row."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._row = 0
        self._again: list[str] = []  # the next line last
        self._left = _AGAIN
        self.lines: list[str] = []
        self.line = 0
        self.ended = False

    def begin(self) -> None:
        """The next line begins a row."""
        self._row = 0
        self.lines = []

    def again(self) -> None:
        """Read all lines of this row again, except for the first; once too many were, none."""
        others = self.lines[1:]
        size = sum(map(len, others))
        if not others or size > self._left:
            return
        self._left -= size
        self._again.extend(reversed(others))
        self.line -= len(others)
        self.ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._fresh()
        if not line:
            self.ended = True
            raise StopIteration
        self.line += 1
        self._row += len(line)
        self.lines.append(line)
        if self._row >= _ROW:
            raise _TooLongError
        return line

    def _fresh(self) -> str:
        """A line of the text; of one that is too long, no more than shows that it is."""
        line = self._text.readline(_ROW)
        if len(line) == _ROW:
            rest = line
            while rest and not rest.endswith(("\n", "\r")):
                rest = self._text.readline(_ROW)
        return line


def load(path: Path, limit: int = MAX_FILE) -> bytes:
    """Read a file whole.

    Raises:
        StorageError: it cannot be read (key ``import.unreadable``), has nothing in it
            (``import.empty``) or more than ``limit`` bytes (``import.too_big``).
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise StorageError(
            f"{type(error).__name__}: {error.strerror}", key="import.unreadable", name=path.name
        ) from error
    if len(data) > limit:
        raise StorageError("too big", key="import.too_big", name=path.name, megabytes=limit >> 20)
    if not data.strip(b"\x00 \t\r\n"):
        raise StorageError("nothing in it", key="import.empty", name=path.name)
    return data


def guess_encoding(data: bytes) -> str:
    """What encoding a text most likely has; one of `ENCODINGS`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if max(even, odd) > len(sample) // 8:
            return "utf-16-be" if even > odd else "utf-16-le"
    if _decodes(data, "utf-8"):
        return "utf-8-sig"
    # Two bytes a sign, both high, are Chinese; one high byte among letters is European.
    high = sum(byte >= 0x80 for byte in sample)
    paired = sum(len(run) for run in re.findall(rb"(?:[\x81-\xfe][\xa1-\xfe])+", sample))
    if paired > high * 0.7 and _decodes(data, "gb18030"):
        return "gb18030"
    return "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def guess_delimiter(text: str) -> str:
    """What stands between the values: what parts the first rows into the most equal columns."""
    first = text.splitlines()[:1]
    if first and (said := re.fullmatch(r'"?sep=(.)"?\s*', first[0])):
        return said[1]
    best, score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in _sample_rows(text, delimiter) if any(row)]
        if not widths:
            continue
        common = max(set(widths), key=widths.count)
        fitting = widths.count(common) / len(widths)
        if common > 1 and common * fitting**3 > score:
            best, score = delimiter, common * fitting**3
    return best


def _sample_rows(text: str, delimiter: str) -> list[list[str]]:
    feed = _Feed(io.StringIO(text, newline=""))
    return [row for _, row in islice(_rows(feed, delimiter, Collector()), _SAMPLE_ROWS)]


def _has_headings(first: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """A first line without a digit or an ``@``, while the lines below it have some."""
    marks = re.compile(r"[0-9@]")
    telling = re.compile(r"[0-9]{3}|@")
    if not any(first) or any(telling.search(value) for value in first):
        return False
    below = [value for row in others for value in row]
    return not below or any(marks.search(value) for value in below)


def read_csv(
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    headings: bool | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Table:
    """Read a file's bytes; what is None is guessed.

    What cannot be decoded is shown as a replacement mark, so that a wrong encoding is seen.

    Raises:
        StorageError: key ``import.encoding``: an encoding that nobody knows.
    """
    chosen = encoding or guess_encoding(data)
    try:
        codecs.lookup(chosen)
    except LookupError:
        raise StorageError("unknown encoding", key="import.encoding", name=chosen[:40]) from None
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(chosen)
    if mark is not None:
        data = data.removeprefix(mark)
    sample = data[:_SAMPLE].decode(chosen, errors="replace")
    said_first = bool(re.match(r'"?sep=.', sample))
    between = delimiter or guess_delimiter(sample)
    raw = io.BytesIO(data)
    got = Collector()
    with io.TextIOWrapper(raw, encoding=chosen, errors="replace", newline="") as text:
        feed = _Feed(text)
        if said_first:
            next(feed)
        for line, row in _rows(feed, between, got):
            if got.full:
                got.cut = True
                break
            if any(value.strip() for value in row):
                got.add(line, tuple(fused(value.strip(" \xa0")) for value in row))
            if feed.line % _TELL_EVERY == 0:
                progress(raw.tell(), len(data))
    return _table(got, chosen, between, headings=headings)


def _rows(feed: _Feed, delimiter: str, got: Collector) -> Iterator[tuple[int, list[str]]]:
    """The rows with the lines on which they begin; what cannot be read is told to ``got``.

    A quote that does not close takes in the lines after it, until another one or the end: then the
    first line alone is refused, and all others are read again.
    """
    reader = csv.reader(feed, delimiter=delimiter)
    while not feed.ended:
        feed.begin()
        line = feed.line + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLongError):
            pass
        else:
            if len(feed.lines) == 1 or not _swallowed(feed, delimiter):
                yield line, row
                continue
        if got.full:
            got.cut = True
            return
        got.refuse(line, Why.TOO_LONG, feed.lines[0])
        feed.again()


def _swallowed(feed: _Feed, delimiter: str) -> bool:
    """Whether a row of several lines is none: its quote closes nowhere, or where another opens."""
    try:
        rows = sum(1 for _ in csv.reader(feed.lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return rows != 1


def _table(got: Collector, encoding: str, delimiter: str, *, headings: bool | None) -> Table:
    rows = got.rows
    width = max((len(row.values) for row in rows), default=0)
    if headings is None:
        headings = bool(rows) and _has_headings(
            rows[0].values, (row.values for row in rows[1 : _SAMPLE_ROWS + 1])
        )
    names = rows[0].values if rows and headings else ()
    return Table(
        columns=tuple(names[at] if at < len(names) else "" for at in range(width)),
        rows=tuple(rows[1:] if headings else rows),
        bad=tuple(got.bad),
        bad_count=got.bad_count,
        cut=got.cut,
        encoding=encoding,
        delimiter=delimiter,
        headings=headings,
    )


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that spreadsheets open rightly, and that cannot inject a formula into them.

    UTF-8 with its mark (else Excel takes it for the local code page), commas, CRLF. A value that a
    spreadsheet would compute gets an apostrophe before it (`defused`); `read_csv` takes it away
    again, so that ``+49 89 1234`` comes back as it was.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([defused(value) for value in columns])
    for row in rows:
        writer.writerow([defused(value[:MAX_VALUE]) for value in row])
    return out.getvalue().encode("utf-8-sig")
