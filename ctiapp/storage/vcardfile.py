"""vCard files (2.1, 3.0, 4.0; many cards in one) as a table.

The cards are parted here, by their BEGIN and END, and bounded; what is in one is read by vobject, a
card at a time, so that a broken one costs nobody else. Photos, logos, sounds and keys are left out
before anything looks at them. It blocks, and runs in a thread; vobject is imported there.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ctiapp.model.importing import Collector, Field, Table, Why
from ctiapp.storage.csvfile import guess_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COLUMNS = (
    Field.UID,
    Field.NAME,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.COMPANY,
    Field.DEPARTMENT,
    Field.EMAIL,
    Field.BUSINESS,
    Field.BUSINESS2,
    Field.MOBILE,
    Field.MOBILE2,
    Field.HOME,
    Field.HOME2,
    Field.BUSINESS_FAX,
    Field.HOME_FAX,
    Field.OTHER,
    Field.REMARK,
)
_NEEDED = {"VERSION", "UID", "FN", "N", "ORG", "EMAIL", "TEL", "NOTE"}
_CARD = 64 * 1024
"""Bytes that one card may have besides its pictures."""
_TELL_EVERY = 200

_BEGIN = re.compile(rb"^\s*(?:[\w-]+\.)?BEGIN[ \t]*:[ \t]*VCARD\s*$", re.IGNORECASE)
_END = re.compile(rb"^\s*(?:[\w-]+\.)?END[ \t]*:[ \t]*VCARD\s*$", re.IGNORECASE)
_NAME = re.compile(rb"^(?:[\w-]+\.)?([A-Za-z][\w-]*)[ \t]*[;:]")
_CHARSET = re.compile(rb"CHARSET=\"?([\w.:-]+)", re.IGNORECASE)


def is_vcard(data: bytes) -> bool:
    """Whether these bytes are vCards, whatever the file is called."""
    start = data[:4096]
    return b"BEGIN:VCARD" in start.replace(b"\x00", b"").upper()


def read_vcards(
    data: bytes,
    *,
    encoding: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Table:
    """Read all cards; ``progress`` gets how many bytes were read of how many, and raises to stop.

    Args:
        data: the file.
        encoding: what it is read as; None: UTF-8, else what a card says, else what is guessed.
        progress: hears how far it is.
    """
    guessed = encoding or guess_encoding(data)
    if guessed.startswith("utf-16"):
        data = data.decode(guessed, errors="replace").encode()
        guessed = "utf-8-sig"
    got = Collector()
    for count, (at, lines) in enumerate(_cards(data), start=1):
        if got.full:
            got.cut = True
            break
        _take(got, count, lines, guessed)
        if count % _TELL_EVERY == 0:
            progress(at, len(data))
    return Table(
        columns=tuple(field.value for field in _COLUMNS),
        rows=tuple(got.rows),
        bad=tuple(got.bad),
        bad_count=got.bad_count,
        fields=_COLUMNS,
        cut=got.cut,
        encoding=guessed,
    )


def _take(got: Collector, count: int, lines: list[bytes] | None, encoding: str) -> None:
    if lines is None:
        got.refuse(count, Why.BROKEN)
        return
    needed = list(_needed(lines))
    if sum(map(len, needed)) > _CARD:
        got.refuse(count, Why.TOO_LONG, _decoded(b" ".join(needed)[:200], encoding))
        return
    text = _decoded(b"\n".join(needed), encoding)
    try:
        values = _values(text)
    except Exception:  # noqa: BLE001 - a library's parser fails on hostile text as it likes
        name = re.search(r"^FN[^:\n]*:(.*)$", text, re.MULTILINE | re.IGNORECASE)
        got.refuse(count, Why.BROKEN, name[1] if name else "")
        return
    got.add(count, values)


def _cards(data: bytes) -> Iterator[tuple[int, list[bytes] | None]]:
    """Each card's lines, with how far the file is read; None: a card that does not end."""
    card: list[bytes] | None = None
    at = 0
    for line in data.splitlines(keepends=True):
        at += len(line)
        bare = line.rstrip(b"\r\n")
        if len(bare) < 64 and _BEGIN.match(bare.removeprefix(b"\xef\xbb\xbf")):
            if card is not None:
                yield at, None
            card = []
        elif card is not None and len(bare) < 64 and _END.match(bare):
            yield at, card
            card = None
        elif card is not None:
            card.append(bare)
    if card is not None:
        yield at, None


def _needed(lines: list[bytes]) -> Iterator[bytes]:
    """The card without what nobody here reads: a picture's lines are never looked at again."""
    yield b"BEGIN:VCARD"
    wanted = quoted = False
    for line in lines:
        folded = line[:1] in (b" ", b"\t")
        if not folded and not quoted:
            named = _NAME.match(line[:200])
            if named is not None:
                wanted = named[1].upper().decode() in _NEEDED
                quoted_line = b"QUOTED-PRINTABLE" in line[:200].upper()
            else:
                # Not a property: a broken line, unless it goes on with what nobody reads.
                quoted_line = False
                if not line.strip():
                    continue
        else:
            quoted_line = quoted
        if wanted:
            yield line
        quoted = quoted_line and line.endswith(b"=")
    yield b"END:VCARD"


def _decoded(raw: bytes, encoding: str) -> str:
    """UTF-8 where it is; else what the card says of itself; else what the file seems to be."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(raw)
        for name in (said[1].decode("ascii", "replace") if said else "", encoding):
            try:
                return raw.decode(name)
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
        return raw.decode("utf-8", errors="replace")


def _values(text: str) -> tuple[str, ...]:
    """One card, read by vobject, as a row of `_COLUMNS`."""
    from vobject.base import readOne
    from vobject.vcard import splitFields

    card = readOne(text, allowQP=True, transform=False)
    found: dict[Field, str] = {}
    lines: dict[str, list[Any]] = card.contents

    def first(name: str) -> str:
        return next((str(line.value) for line in lines.get(name, ()) if line.value), "")

    def parts(name: str, between: str = " ") -> list[str]:
        return [
            between.join(word.strip() for word in part) if isinstance(part, list) else part
            for part in splitFields(first(name))
        ]

    found[Field.UID] = first("uid").strip()
    found[Field.NAME] = first("fn")
    for field, value in zip_longest((Field.LAST_NAME, Field.FIRST_NAME), parts("n")[:2]):
        if field is not None:
            found[field] = value or ""
    for field, value in zip_longest((Field.COMPANY, Field.DEPARTMENT), parts("org", ", ")[:2]):
        if field is not None:
            found[field] = value or ""
    found[Field.EMAIL] = first("email").removeprefix("mailto:")
    found[Field.REMARK] = first("note")
    for line in lines.get("tel", ()):
        _put_number(found, _said_of(line), str(line.value))
    return tuple(found.get(field, "") for field in _COLUMNS)


def _said_of(line: Any) -> set[str]:
    """The types of a number, as each version writes them."""
    said = [*line.singletonparams, *line.params.get("TYPE", ())]
    return {word.strip().lower() for one in said for word in str(one).split(",")}


_KINDS: tuple[tuple[set[str], tuple[Field, ...]], ...] = (
    ({"fax", "home"}, (Field.HOME_FAX,)),
    ({"fax"}, (Field.BUSINESS_FAX,)),
    ({"cell"}, (Field.MOBILE, Field.MOBILE2)),
    ({"iphone"}, (Field.MOBILE, Field.MOBILE2)),
    ({"work"}, (Field.BUSINESS, Field.BUSINESS2)),
    ({"home"}, (Field.HOME, Field.HOME2)),
    (set(), (Field.BUSINESS, Field.BUSINESS2)),
)
_ANYWHERE = (Field.OTHER, Field.BUSINESS2, Field.MOBILE2, Field.HOME2)


def _put_number(found: dict[Field, str], said: set[str], value: str) -> None:
    """Put a number where its type says; where that is taken, where there is room."""
    number = value.strip()
    if number.lower().startswith("tel:"):
        number = unquote(number[4:].partition(";")[0])
    if not number:
        return
    places = next(fields for words, fields in _KINDS if words <= said)
    for field in (*places, *_ANYWHERE):
        if not found.get(field):
            found[field] = number
            return
