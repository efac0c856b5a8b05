"""One's own data as files: all of it, readable, and nothing that harms or betrays."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.log import redact
from ctiapp.model.directory import Contact, ContactNumber, Origin
from ctiapp.model.errors import StorageError
from ctiapp.model.followups import Mark, MarkKind
from ctiapp.model.ids import CallId
from ctiapp.model.importing import defused
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.services import exporting
from ctiapp.services.exporting import export
from ctiapp.services.hotel.guests import Guests
from ctiapp.services.journal import CALL, NOTE, Journal
from ctiapp.services.notices import Notices
from ctiapp.storage.hotel import HotelFile
from tests.services.fakes import START, Clock
from tests.services.journaling import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import IO

ANYA = Contact(
    "5",
    "Anya <b>",
    "=cmd|' /C calc'!A0",
    numbers=(ContactNumber("mobile", Number("+4989")),),
    origin=Origin.OWN,
)
COOKIES = replace(ANYA, company="Smart Cookie", remark="Authorization: the boss; cookie: vanilla")
SETTINGS = json.dumps(
    {"language": "en", "profiles": [{"name": "x", "client_id": "the-client-of-the-office"}]}
)


class Desk:
    """A journal with calls and notes."""

    def __init__(self) -> None:
        self.keeper = Keeper()
        self.journal = Journal(self.keeper, Clock(), Notices())
        self.told: list[int] = []

    def fill(self, calls: int) -> None:
        """So many calls, each with a note."""
        for count in range(calls):
            at, call_id = START + timedelta(minutes=count), CallId(f"{count}.1")
            call = {"incoming": True, "outcome": "answered", "talk_s": 3, "via": None}
            self.keeper.take(JournalEntry(at, CALL, Number("5503301"), call_id, call))
            text = {"text": f"=SUM(A1) {count} 王"}
            self.keeper.take(JournalEntry(at, NOTE, Number("5503301"), call_id, text))

    async def export(
        self, path: Path, settings: str = SETTINGS, contacts: Sequence[Contact] = (ANYA,)
    ) -> int:
        """Write it all."""
        return await export(path, self.journal, contacts, settings, self.told.append)


@pytest.fixture
async def desk(time_flies: None) -> Desk:
    """Nothing is kept yet."""
    return Desk()


def rows(path: Path, name: str) -> list[dict[str, str]]:
    """A table of the archive."""
    with zipfile.ZipFile(path) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


async def test_what_was_said_of_those_who_wait_is_in_it(tmp_path: Path) -> None:
    """As text that computes nothing; whoever withheld the number by what stands for it."""
    desk, path = Desk(), tmp_path / "mine.zip"
    said = [
        ("sn/2000", Mark("+4989", START, MarkKind.DONE, None, "=SUM(A1)")),
        ("sn/2001", Mark("withheld:7", START, MarkKind.SNOOZE, START + timedelta(hours=1))),
    ]
    await export(path, desk.journal, (), SETTINGS, desk.told.append, said=said)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("followups.csv").decode("utf-8-sig")
    done, later = csv.DictReader(io.StringIO(text))
    assert (done["number"], done["said"], done["until"]) == ("'+4989", "done", "")
    assert (done["reason"], done["owner"]) == ("'=SUM(A1)", "sn/2000")
    assert (later["number"], later["said"], later["reason"]) == ("withheld:7", "snooze", "")
    assert later["until"] == (START + timedelta(hours=1)).isoformat(timespec="milliseconds")


async def test_all_of_it_is_in_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page, with progress; each entry once, each kind as a table too."""
    monkeypatch.setattr(exporting, "PAGE", 4)
    desk.fill(5)
    path = tmp_path / "mine.zip"
    assert await desk.export(path) == 10

    assert desk.told == [4, 8, 10]
    calls, notes = rows(path, "calls.csv"), rows(path, "notes.csv")
    assert [row["call_id"] for row in calls] == [f"{count}.1" for count in range(5)]
    assert (calls[0]["number"], calls[0]["incoming"], calls[0]["via"]) == ("5503301", "true", "")
    assert notes[1]["text"] == "'=SUM(A1) 1 王"
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("journal.jsonl").decode().splitlines()
    assert json.loads(lines[1])["text"] == "=SUM(A1) 0 王"
    assert len(lines) == 10


async def test_no_formula_and_no_secret(desk: Desk, tmp_path: Path) -> None:
    """A spreadsheet computes nothing; who signs in as which API client is nobody's business."""
    path = tmp_path / "mine.zip"
    await desk.export(path)

    (contact,) = rows(path, "contacts.csv")
    assert contact["company"].startswith("'=")
    assert contact["numbers"] == "mobile: +4989"
    with zipfile.ZipFile(path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        assert json.loads(archive.read("settings.json"))["language"] == "en"
        assert json.loads(archive.read("contacts.json"))[0]["company"] == ANYA.company
    assert b"the-client-of-the-office" not in whole


async def test_what_people_wrote_stays_whole(desk: Desk, tmp_path: Path) -> None:
    """Words that stand before secrets in a log are words: neither a line nor the form breaks."""
    text = "cookie: vanilla, password=sesame, Authorization: by the boss"
    entry = JournalEntry(START, NOTE, Number("5503301"), CallId("1.1"), {"text": text})
    desk.keeper.take(entry)
    path = tmp_path / "mine.zip"
    await desk.export(path, contacts=[COOKIES, ANYA])

    assert [row["text"] for row in rows(path, "notes.csv")] == [text]
    first, _ = rows(path, "contacts.csv")
    assert (first["company"], first["remark"]) == (COOKIES.company, COOKIES.remark)
    assert first["numbers"] == "mobile: +4989"
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("journal.jsonl"))["text"] == text
        kept = json.loads(archive.read("contacts.json"))
    assert [each["company"] for each in kept] == [COOKIES.company, ANYA.company]


async def test_a_live_secret_that_got_into_a_value_is_taken_out(desk: Desk, tmp_path: Path) -> None:
    """Wherever it is, and the form stays whole."""
    secret = 'tok"en,42'
    forget = redact(secret)
    try:
        text = {"text": f"it is {secret}, he says"}
        desk.keeper.take(JournalEntry(START, NOTE, None, CallId("1.1"), text))
        path = tmp_path / "mine.zip"
        await desk.export(
            path, json.dumps({"url": secret}), [replace(ANYA, remark=secret, phonebooks=(secret,))]
        )
    finally:
        forget()

    assert [row["text"] for row in rows(path, "notes.csv")] == ["it is [redacted], he says"]
    (contact,) = rows(path, "contacts.csv")
    assert (contact["remark"], contact["phonebooks"]) == ("[redacted]", "[redacted]")
    with zipfile.ZipFile(path) as archive:
        whole = "".join(archive.read(name).decode() for name in archive.namelist())
        assert json.loads(archive.read("settings.json")) == {"url": "[redacted]"}
    assert "tok" not in whole


async def test_nothing_is_made_on_the_loops_thread(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand contacts would hold the window; in slices each of which lets it in."""
    threads: list[int] = []
    made: list[int] = []
    wrote = exporting._write

    def noted(text: str) -> str:
        threads.append(threading.get_ident())
        return defused(text)

    def write(file: IO[bytes], make: Callable[[], str]) -> None:
        threads.append(threading.get_ident())
        wrote(file, lambda: _counted(make()))

    def _counted(text: str) -> str:
        made.append(text.count(ANYA.name))
        return text

    monkeypatch.setattr(exporting, "SLICE", 2)
    monkeypatch.setattr(exporting, "defused", noted)
    monkeypatch.setattr(exporting, "without_live_secrets", noted)
    monkeypatch.setattr(exporting, "_write", write)
    monkeypatch.setattr(exporting, "_head", lambda columns: ",".join(columns).encode() + b"\r\n")
    desk.fill(2)
    path = tmp_path / "mine.zip"
    await desk.export(path, contacts=[ANYA] * 5)

    assert threads
    assert threading.get_ident() not in threads
    assert max(made) == 2
    assert len(rows(path, "contacts.csv")) == 5
    with zipfile.ZipFile(path) as archive:
        assert len(json.loads(archive.read("contacts.json"))) == 5


async def test_without_contacts_there_is_an_empty_list(desk: Desk, tmp_path: Path) -> None:
    """And no file that cannot be read."""
    path = tmp_path / "mine.zip"
    await desk.export(path, contacts=[])
    assert rows(path, "contacts.csv") == []
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("contacts.json")) == []


async def test_it_is_its_owners_alone_and_whole(desk: Desk, tmp_path: Path) -> None:
    """Nothing else is left beside it."""
    path = tmp_path / "mine.zip"
    await desk.export(path)
    assert path.stat().st_mode & 0o077 == 0
    assert os.listdir(tmp_path) == ["mine.zip"]  # noqa: PTH208 - nothing to wait for


async def test_where_it_cannot_be_written_that_is_said(desk: Desk, tmp_path: Path) -> None:
    """And nothing is left of it."""
    with pytest.raises(StorageError) as refused:
        await desk.export(tmp_path / "none" / "mine.zip")
    assert refused.value.key == "privacy.not_exported"


async def test_a_journal_that_cannot_be_read_leaves_no_half_archive(
    desk: Desk, tmp_path: Path
) -> None:
    """What was there before stays."""
    path = tmp_path / "mine.zip"
    path.write_text("before")
    desk.keeper.refuses = True
    with pytest.raises(StorageError):
        await desk.export(path)
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["mine.zip"]  # noqa: PTH208 - nothing to wait for


async def test_guests_are_in_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them, page by page, both of two; as text that computes nothing."""
    monkeypatch.setattr(exporting, "PAGE", 1)
    file, path = HotelFile(None), tmp_path / "mine.zip"
    guests = ("=SUM(A1)", "Ben")
    stay = Stay(0, Number("105"), guests, "x", "de", date(2026, 3, 2), mobile="+49170", at=START)
    await file.put_stay("SN1", stay)
    await file.close_stay("SN1", Number("105"), "Eve", START)
    await file.put_stay("SN1", stay)

    book = Guests(file, lambda: None)
    await export(path, desk.journal, (), SETTINGS, desk.told.append, guests=book)

    left, here = rows(path, "stays.csv")
    assert (left["room"], left["guests"]) == ("105", "'=SUM(A1); Ben")
    assert (left["arrival"], left["departure"], left["mobile"]) == ("2026-03-02", "", "'+49170")
    assert (left["checked_out_by"], here["checked_out_at"]) == ("Eve", "")
    await file.close()
