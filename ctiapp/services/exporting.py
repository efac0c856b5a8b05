"""One's own data as files that others can read, in one archive: CSV for people, JSON beside it.

No secret is among it: secrets are in the key store, and neither journal nor settings ever hold one;
all text passes the redaction once more. A value that a spreadsheet would compute is made plain text
(`ctiapp.model.importing.defused`). The archive is written page by page, beside the loop, to a file
that takes its name when it is whole.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from ctiapp.log import without_secrets
from ctiapp.model.errors import StorageError
from ctiapp.model.importing import defused
from ctiapp.services.journal import CALL, NOTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ctiapp.model.directory import Contact
    from ctiapp.model.journal import JournalEntry
    from ctiapp.services.journal import Journal

PAGE = 1000
"""So many entries are taken from the journal at once."""
_NO_SETTINGS = frozenset({"client_id"})
_CALL_COLUMNS = (
    *("at", "number", "name", "direction", "incoming", "outcome", "ended", "ring_s", "talk_s"),
    *("via", "did", "who", "me", "call_id"),
)
_NOTE_COLUMNS = ("at", "number", "text", "call_id")
_CONTACT_COLUMNS = (
    *("name", "first_name", "last_name", "company", "department", "email", "remark"),
    *("numbers", "phonebooks"),
)


async def export(
    path: Path,
    journal: Journal,
    contacts: Sequence[Contact],
    settings: str,
    progress: Callable[[int], None],
) -> int:
    """Write the archive; how many entries of the journal are in it.

    Cancelled, it leaves nothing behind.

    Args:
        path: of the archive; replaced where there is one.
        journal: all of it is written.
        contacts: one's own.
        settings: what the settings file holds.
        progress: told how many entries are written.

    Raises:
        StorageError: key ``privacy.not_exported``: it could not be written or read.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        raw = await asyncio.to_thread(_begin, part)
        with raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            written = await _write_journal(archive, journal, progress)
            rest = {
                "contacts.csv": _table(_CONTACT_COLUMNS, map(_contact_row, contacts)),
                "contacts.json": _json([_contact(contact) for contact in contacts]),
                "settings.json": _json(_less(json.loads(settings))),
            }
            for name, content in rest.items():
                await asyncio.to_thread(archive.writestr, name, without_secrets(content))
        await asyncio.to_thread(part.replace, path)
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: {error}", key="privacy.not_exported") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return written


def _begin(part: Path) -> BinaryIO:
    return os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")


async def _write_journal(
    archive: zipfile.ZipFile, journal: Journal, progress: Callable[[int], None]
) -> int:
    """Write the journal three times: its calls, its notes, and all of it."""
    count = 0
    for name, kind, columns in (
        ("calls.csv", CALL, _CALL_COLUMNS),
        ("notes.csv", NOTE, _NOTE_COLUMNS),
        ("journal.jsonl", None, ()),
    ):
        with archive.open(name, "w", force_zip64=True) as file:
            await asyncio.to_thread(file.write, _head(columns))
            after = 0
            while page := await journal.page(after, PAGE):
                after = page[-1].row
                entries = [kept.entry for kept in page]
                if kind is None:
                    text = "".join(
                        json.dumps(_entry(e), ensure_ascii=False) + "\n" for e in entries
                    )
                    count += len(entries)
                    progress(count)
                else:
                    text = _rows(_row(e, columns) for e in entries if e.kind == kind)
                await asyncio.to_thread(file.write, without_secrets(text).encode())
    return count


def _head(columns: Sequence[str]) -> bytes:
    # With its mark: else Excel takes UTF-8 for the local code page.
    return _rows([columns]).encode("utf-8-sig") if columns else b""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\ufeff" + _rows([columns, *rows])


def _rows(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([defused(value) for value in row] for row in rows)
    return out.getvalue()


def _entry(entry: JournalEntry) -> dict[str, object]:
    return {
        "at": entry.at.isoformat(timespec="milliseconds"),
        "kind": entry.kind,
        "number": None if entry.number is None else entry.number.text,
        "call_id": entry.call_id,
        **entry.data,
    }


def _row(entry: JournalEntry, columns: Sequence[str]) -> list[str]:
    facts = _entry(entry)
    return [_text(facts.get(column)) for column in columns]


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _contact(contact: Contact) -> dict[str, object]:
    return {
        "name": contact.name,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "company": contact.company,
        "department": contact.department,
        "email": contact.email,
        "remark": contact.remark,
        "numbers": [{"kind": each.kind, "number": each.number.text} for each in contact.numbers],
        "phonebooks": list(contact.phonebooks),
    }


def _contact_row(contact: Contact) -> list[str]:
    facts = _contact(contact)
    facts["numbers"] = "; ".join(f"{each.kind}: {each.number.text}" for each in contact.numbers)
    facts["phonebooks"] = "; ".join(contact.phonebooks)
    return [_text(facts[column]) for column in _CONTACT_COLUMNS]


def _less(value: object) -> object:
    """The same without what tells who signs in as which API client."""
    if isinstance(value, dict):
        return {key: _less(inner) for key, inner in value.items() if key not in _NO_SETTINGS}
    return [_less(inner) for inner in value] if isinstance(value, list) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
