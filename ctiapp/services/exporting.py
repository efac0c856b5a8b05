"""One's own data as files that others can read, in one archive: CSV for people, JSON beside it.

No secret is among it: secrets are in the key store, and neither journal nor settings ever hold one;
should one have got into a value all the same, it is taken out of that value before the value is
written, so that what people wrote stays whole and the files stay well-formed. A value that a
spreadsheet would compute is made plain text (`ctiapp.model.importing.defused`). The archive is made
slice by slice in a thread, beside the loop, in a file that takes its name when it is whole.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import zipfile
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import IO, TYPE_CHECKING, BinaryIO

from ctiapp.log import without_live_secrets
from ctiapp.model.errors import StorageError
from ctiapp.model.importing import defused
from ctiapp.services.historyexport import HISTORY_COLUMNS, history_row
from ctiapp.services.journal import CALL, NOTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ctiapp.model.directory import Contact
    from ctiapp.model.followups import Mark
    from ctiapp.model.history import PastCall
    from ctiapp.model.journal import JournalEntry
    from ctiapp.model.stays import Stay
    from ctiapp.services.hotel.guests import GuestBook
    from ctiapp.services.journal import Journal
    from ctiapp.services.privacy import CallHistory
    from ctiapp.storage.book_retention import Remark

PAGE = 1000
"""So many entries are taken from the journal at once."""
SLICE = 500
"""So many contacts are written at once."""
_NO_SETTINGS = frozenset({"client_id"})
_CALL_COLUMNS = (
    *("at", "number", "name", "direction", "incoming", "outcome", "ended", "ring_s", "talk_s"),
    *("via", "did", "who", "me", "call_id"),
)
_NOTE_COLUMNS = ("at", "number", "text", "call_id")
_SAID_COLUMNS = ("at", "number", "said", "until", "reason", "owner")
_STAY_COLUMNS = (
    *("room", "guests", "language", "arrival", "departure", "email", "mobile"),
    *("checked_in_at", "checked_in_by", "checked_out_at", "checked_out_by", "pbx"),
)
_CONTACT_COLUMNS = (
    *("name", "first_name", "last_name", "company", "department", "email", "remark"),
    *("numbers", "phonebooks"),
)


async def export(  # noqa: PLR0913 - what is in it, each by name
    path: Path,
    journal: Journal,
    contacts: Sequence[Contact],
    settings: str,
    progress: Callable[[int], None],
    *,
    remarks: Sequence[Remark] = (),
    history: CallHistory | None = None,
    said: Sequence[tuple[str, Mark]] = (),
    guests: GuestBook | None = None,
) -> int:
    """Write the archive; how many entries of the journal are in it.

    Cancelled, it leaves nothing behind.

    Args:
        path: of the archive; replaced where there is one.
        journal: all of it is written.
        contacts: one's own.
        settings: what the settings file holds.
        progress: told how many entries are written.
        remarks: notes on people, favourites, and who was chosen for a number.
        history: the calls of the past; all of it is written.
        said: what was said of those who waited to be called back, each with whose list it is of.
        guests: who stays, or stayed, in a hotel's rooms; all of them are written.

    Raises:
        StorageError: key ``privacy.not_exported``: it could not be written or read.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        raw = await asyncio.to_thread(_begin, part)
        with raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            written = await _write_journal(archive, journal, progress)
            await _write_history(archive, history)
            with archive.open("followups.csv", "w") as file:
                await asyncio.to_thread(file.write, _head(_SAID_COLUMNS))
                await asyncio.to_thread(_write, file, lambda: _said_rows(said))
            await _write_stays(archive, guests)
            await _write_contacts(archive, contacts)
            with archive.open("people.json", "w") as file:
                await asyncio.to_thread(_write, file, lambda: _remarks(remarks))
            with archive.open("settings.json", "w") as file:
                await asyncio.to_thread(_write, file, lambda: _settings(settings))
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
                entries = [kept.entry for kept in page if kind in (None, kept.entry.kind)]
                if kind is None:
                    await asyncio.to_thread(_write, file, partial(_lines, entries))
                    count += len(entries)
                    progress(count)
                else:
                    await asyncio.to_thread(_write, file, partial(_rows_of, entries, columns))
    return count


async def _write_history(archive: zipfile.ZipFile, history: CallHistory | None) -> None:
    """Write the calls of the past, whosever they are."""
    with archive.open("history.csv", "w", force_zip64=True) as file:
        await asyncio.to_thread(file.write, _head((*HISTORY_COLUMNS, "owner")))
        after = 0
        while history is not None and (page := await history.everything(after, PAGE)):
            after = int(page[-1][1].key)
            await asyncio.to_thread(_write, file, partial(_history_rows, page))


def _history_rows(page: Iterable[tuple[str, PastCall]]) -> str:
    return _rows([*map(_safe_text, history_row(call)), _safe_text(who)] for who, call in page)


def _said_rows(said: Iterable[tuple[str, Mark]]) -> str:
    return _rows(
        (
            mark.at.isoformat(timespec="milliseconds"),
            mark.line,
            mark.kind.value,
            "" if mark.until is None else mark.until.isoformat(timespec="milliseconds"),
            _safe_text(mark.reason),
            _safe_text(who),
        )
        for who, mark in said
    )


async def _write_stays(archive: zipfile.ZipFile, guests: GuestBook | None) -> None:
    """Write the guests of a hotel, at whichever PBX."""
    with archive.open("stays.csv", "w", force_zip64=True) as file:
        await asyncio.to_thread(file.write, _head(_STAY_COLUMNS))
        after = 0
        while guests is not None and (page := await guests.everything(after, PAGE)):
            after = page[-1][1].stay_id
            await asyncio.to_thread(_write, file, partial(_stay_rows, page))


def _stay_rows(page: Iterable[tuple[str, Stay]]) -> str:
    return _rows(
        [
            stay.room.text,
            _safe_text("; ".join(stay.guests)),
            _safe_text(stay.language),
            "" if stay.arrival is None else stay.arrival.isoformat(),
            "" if stay.departure is None else stay.departure.isoformat(),
            _safe_text(stay.email),
            _safe_text(stay.mobile),
            "" if stay.at is None else stay.at.isoformat(timespec="milliseconds"),
            _safe_text(stay.by),
            "" if stay.closed_at is None else stay.closed_at.isoformat(timespec="milliseconds"),
            _safe_text(stay.closed_by),
            _safe_text(pbx),
        ]
        for pbx, stay in page
    )


def _safe_text(text: str) -> str:
    return _text(_safe(text))


async def _write_contacts(archive: zipfile.ZipFile, contacts: Sequence[Contact]) -> None:
    """Write the contacts twice: as a table, and with all that they say."""
    slices = [contacts[start : start + SLICE] for start in range(0, len(contacts), SLICE)]
    with archive.open("contacts.csv", "w", force_zip64=True) as file:
        await asyncio.to_thread(file.write, _head(_CONTACT_COLUMNS))
        for some in slices:
            await asyncio.to_thread(_write, file, partial(_contact_rows, some))
    with archive.open("contacts.json", "w", force_zip64=True) as file:
        between = "["
        for some in slices:
            await asyncio.to_thread(_write, file, partial(_contact_items, some, between))
            between = ","
        await asyncio.to_thread(file.write, b"\n]\n" if slices else b"[]\n")


def _write(file: IO[bytes], make: Callable[[], str]) -> None:
    """Make a text and write it: both in the thread in which this runs."""
    file.write(make().encode())


def _lines(entries: Iterable[JournalEntry]) -> str:
    return "".join(json.dumps(_entry(e), ensure_ascii=False) + "\n" for e in entries)


def _rows_of(entries: Iterable[JournalEntry], columns: Sequence[str]) -> str:
    return _rows(_row(entry, columns) for entry in entries)


def _contact_rows(contacts: Iterable[Contact]) -> str:
    return _rows(map(_contact_row, contacts))


def _contact_items(contacts: Iterable[Contact], between: str) -> str:
    """Some items of a list, ``between`` before the first of them."""
    items = [json.dumps(_contact(contact), ensure_ascii=False) for contact in contacts]
    return between + "\n" + ",\n".join(items)


def _remarks(remarks: Iterable[Remark]) -> str:
    """One item for each, without what it does not say."""
    items = [{name: each for name, each in asdict(remark).items() if each} for remark in remarks]
    return json.dumps(_safe(items), ensure_ascii=False, indent=1) + "\n"


def _settings(text: str) -> str:
    return json.dumps(_safe(_less(json.loads(text))), ensure_ascii=False, indent=1) + "\n"


def _head(columns: Sequence[str]) -> bytes:
    # With its mark: else Excel takes UTF-8 for the local code page.
    return _rows([columns]).encode("utf-8-sig") if columns else b""


def _rows(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([defused(value) for value in row] for row in rows)
    return out.getvalue()


def _entry(entry: JournalEntry) -> dict[str, object]:
    facts = {
        "at": entry.at.isoformat(timespec="milliseconds"),
        "kind": entry.kind,
        "number": None if entry.number is None else entry.number.text,
        "call_id": entry.call_id,
        "pbx": entry.pbx,
        **entry.data,
    }
    return {name: _safe(fact) for name, fact in facts.items()}


def _row(entry: JournalEntry, columns: Sequence[str]) -> list[str]:
    facts = _entry(entry)
    return [_text(facts.get(column)) for column in columns]


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _contact(contact: Contact) -> dict[str, object]:
    facts = {
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
    return {name: _safe(fact) for name, fact in facts.items()}


def _contact_row(contact: Contact) -> list[str]:
    facts = _contact(contact)
    facts["numbers"] = "; ".join(f"{each.kind}: {each.number.text}" for each in contact.numbers)
    facts["phonebooks"] = "; ".join(contact.phonebooks)
    return [_text(_safe(facts[column])) for column in _CONTACT_COLUMNS]


def _less(value: object) -> object:
    """The same without what tells who signs in as which API client."""
    if isinstance(value, dict):
        return {key: _less(inner) for key, inner in value.items() if key not in _NO_SETTINGS}
    return [_less(inner) for inner in value] if isinstance(value, list) else value


def _safe(value: object) -> object:
    """The same without any secret that is in use."""
    if isinstance(value, str):
        return without_live_secrets(value)
    if isinstance(value, dict):
        return {key: _safe(inner) for key, inner in value.items()}
    return [_safe(inner) for inner in value] if isinstance(value, list) else value
