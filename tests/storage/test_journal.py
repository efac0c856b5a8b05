"""The journal's file: what is confirmed is in it, whatever happens to the program."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.storage import journal
from ctiapp.storage.journal import MAX_DATA, MIGRATIONS, JournalFile, open_journal
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KILLS = 20


def entry(kind: str = "listening", count: int = 1) -> JournalEntry:
    """An entry like any other."""
    data = {"count": count, "agents": ["1003"], "who": "王小明"}
    return JournalEntry(AT, kind, Number("1003"), CallId("9.1"), data)


def spoil(path: Path) -> None:
    """Make a file that SQLite did not write."""
    path.write_bytes(b"this is no database, and much too long to be taken for an empty one " * 20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "journal.sqlite"


@pytest.fixture
async def kept(path: Path) -> AsyncIterator[JournalFile]:
    """A new file."""
    made = JournalFile(path)
    yield made
    await made.close()


async def test_an_entry_comes_back_as_it_was(kept: JournalFile) -> None:
    """Time, kind, whom, which call and all the rest."""
    await kept.write(entry())

    assert await kept.entries() == (entry(),)


async def test_any_zone_is_kept_as_the_same_instant(kept: JournalFile) -> None:
    """The file has UTC alone."""
    there = AT.astimezone(timezone(timedelta(hours=8)))
    await kept.write(JournalEntry(there, "listening"))

    (found,) = await kept.entries()
    assert (found.at, found.at.tzinfo) == (AT, UTC)
    assert (found.number, found.call_id, found.data) == (None, None, {})


async def test_the_newest_of_a_kind_come_first(kept: JournalFile) -> None:
    """As many as are asked for."""
    for count in range(5):
        await kept.write(entry("listening" if count % 2 else "supervisor", count))

    assert [one.data["count"] for one in await kept.entries("supervisor", 2)] == [4, 2]
    assert [one.data["count"] for one in await kept.entries(limit=3)] == [4, 3, 2]


async def test_nothing_is_opened_before_it_is_needed(path: Path) -> None:
    """A desk that notes nothing has no file and no thread."""
    made = JournalFile(path)
    await made.close()

    assert not list(path.parent.iterdir())


async def test_the_file_is_its_owners_alone(kept: JournalFile, path: Path) -> None:
    """Who listened to whom is nobody else's business."""
    await kept.write(entry())

    for each in path.parent.iterdir():
        assert not stat.S_IMODE(each.stat().st_mode) & 0o077, each.name


async def test_the_loop_goes_on_while_the_disk_is_slow(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop turns while the file is being opened; what was asked is done, in order."""
    slow = threading.Event()
    real = journal.open_journal

    def held(*args: object) -> sqlite3.Connection:
        slow.wait()
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "open_journal", held)
    made = JournalFile(path)
    writes = [asyncio.create_task(made.write(entry(count=count))) for count in range(3)]
    for _ in range(10):
        await asyncio.sleep(0)
    assert not any(write.done() for write in writes)

    slow.set()
    await asyncio.gather(*writes)
    assert [one.data["count"] for one in await made.entries()] == [2, 1, 0]
    await made.close()


async def test_a_disk_that_has_stopped_does_not_fill_the_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many may wait; the next is refused."""
    slow, begun = threading.Event(), threading.Event()
    real = journal.open_journal

    def held(*args: object) -> sqlite3.Connection:
        begun.set()
        slow.wait()
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "open_journal", held)
    made = JournalFile(path, max_waiting=2)
    first = asyncio.create_task(made.write(entry()))
    await asyncio.sleep(0)
    begun.wait()  # taken out of the queue by the thread
    others = [asyncio.create_task(made.write(entry(count=count))) for count in (2, 3)]
    await asyncio.sleep(0)

    with pytest.raises(StorageError, match="does not keep up"):
        await made.write(entry(count=4))
    slow.set()
    await asyncio.gather(first, *others)
    assert len(await made.entries()) == 3
    await made.close()


async def test_closing_writes_what_waits_and_takes_nothing_more(path: Path) -> None:
    """Quitting loses nothing."""
    made = JournalFile(path)
    writes = [asyncio.create_task(made.write(entry(count=count))) for count in range(20)]
    await asyncio.sleep(0)
    await made.close()
    await asyncio.gather(*writes)

    with pytest.raises(StorageError, match="closed"):
        await made.write(entry())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (20,)


async def test_an_entry_without_end_is_refused(kept: JournalFile) -> None:
    """What comes from a network must not fill the disk."""
    with pytest.raises(StorageError, match="characters"):
        await kept.write(JournalEntry(AT, "listening", data={"text": "x" * MAX_DATA}))


async def test_what_is_no_journal_is_said_and_tried_again(kept: JournalFile, path: Path) -> None:
    """A broken file is left as it is; once it is taken away, the next entry is kept."""
    spoil(path)
    with pytest.raises(StorageError, match="DatabaseError"):
        await kept.write(entry())

    os.remove(path)  # noqa: PTH107 - nothing to wait for
    await kept.write(entry())
    assert len(await kept.entries()) == 1


async def test_an_older_file_is_brought_up_to_date(path: Path) -> None:
    """What is in it stays; a step that was taken is not taken again."""
    older = JournalFile(path)
    await older.write(entry())
    await older.close()

    newer = JournalFile(path, migrations=(*MIGRATIONS, "ALTER TABLE entries ADD COLUMN text TEXT"))
    assert await newer.entries() == (entry(),)
    await newer.close()
    with closing(sqlite3.connect(path)) as connection:
        version = len(MIGRATIONS) + 1
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT text FROM entries").fetchall() == [(None,)]


async def test_a_file_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    """What was kept before numbers had ends is there, and what comes now is found by them."""
    older = JournalFile(path, migrations=MIGRATIONS[:1])
    with closing(open_journal(path, MIGRATIONS[:1])) as connection:
        connection.execute(
            "INSERT INTO entries (at, kind, number, call_id, data) VALUES (?, ?, ?, ?, ?)",
            (AT.isoformat(), "listening", "1003", "9.1", "{}"),
        )
        connection.commit()
    await older.close()

    newer = JournalFile(path)
    await newer.put(said(), tail="5503301", since=AT)
    found = await newer.about(["5503301"], (CallId("9.1"), AT - timedelta(seconds=1)))
    assert [(each.entry.kind, each.entry.pbx) for each in found] == [
        ("note", None),
        ("listening", None),
    ]
    await newer.close()


def said(call: str = "7.1", words: str = "wants the invoice", at: datetime = AT) -> JournalEntry:
    """A note on a call."""
    return JournalEntry(at, "note", Number("+15503301"), CallId(call), {"text": words})


async def test_one_entry_stands_for_a_call(kept: JournalFile) -> None:
    """A later one takes the place of the earlier, and of none else's; it is found by the number."""
    await kept.put(said(), tail="5503301", since=AT)
    await kept.put(entry(), tail="1003", since=AT)
    await kept.put(said(words="and again"), tail="5503301", since=AT)
    await kept.put(said("8.1"), tail="5503301", since=AT)

    notes = [each.entry for each in await kept.about(["5503301"])]
    found = [(note.call_id, note.data["text"]) for note in notes]
    assert found == [("8.1", "wants the invoice"), ("7.1", "and again")]
    assert len(await kept.entries()) == 3


async def test_the_same_id_long_after_is_another_call(kept: JournalFile) -> None:
    """A PBX that was set up anew begins to count again: what was noted before stays."""
    await kept.put(said(), tail="5503301", since=AT)
    later = AT + timedelta(days=3)
    await kept.put(said(at=later), tail="5503301", since=later - timedelta(days=1))

    assert len(await kept.about(["5503301"])) == 2


async def test_what_is_about_a_call_is_found_without_its_number(kept: JournalFile) -> None:
    """A note on one who withholds their number is there while their call is."""
    await kept.put(said(), tail=None, since=AT)

    assert [each.entry for each in await kept.about([], (CallId("7.1"), AT))] == [said()]
    assert await kept.about([], (CallId("8.1"), AT)) == ()


async def test_as_many_as_are_asked_for_the_newest_first(kept: JournalFile) -> None:
    """Somebody who called a thousand times costs no more than one who called ten times."""
    for count in range(9):
        await kept.put(said(f"{count}.1"), tail="5503301", since=AT)

    found = [each.entry.call_id for each in await kept.about(["5503301"], limit=3)]
    assert found == ["8.1", "7.1", "6.1"]


async def test_one_reads_on_where_there_are_more(kept: JournalFile) -> None:
    """Of numbers that end in either way, each entry once."""
    for count in range(5):
        tail = "5503301" if count % 2 else "503301"
        await kept.put(said(f"{count}.1"), tail=tail, since=AT)
    first = await kept.about(["5503301", "503301"], limit=3)
    rest = await kept.about(["5503301", "503301"], before=first[-1].row, limit=3)

    calls = [each.entry.call_id for each in (*first, *rest)]
    assert calls == ["4.1", "3.1", "2.1", "1.1", "0.1"]


async def test_a_calls_id_long_ago_is_another_call(kept: JournalFile) -> None:
    """It is not found by its id any more."""
    await kept.put(said(), tail="5503301", since=AT)

    assert await kept.about([], (CallId("7.1"), AT + timedelta(seconds=1))) == ()


async def test_the_same_id_at_another_pbx_is_another_call(kept: JournalFile) -> None:
    """Neither its note is replaced, nor taken out; and where each was is kept."""
    here, there = replace(said(), pbx="A"), replace(said(words="of another"), pbx="B")
    await kept.put(here, tail="5503301", since=AT)
    await kept.put(there, tail="5503301", since=AT)
    assert await kept.entries() == (there, here)

    await kept.drop("note", CallId("7.1"), AT, "B")
    assert [each.entry for each in await kept.page(0, 9)] == [here]


async def test_a_note_that_is_emptied_is_gone(kept: JournalFile) -> None:
    """It, and no other."""
    await kept.put(said(), tail="5503301", since=AT)
    await kept.put(said("8.1"), tail="5503301", since=AT)
    await kept.drop("note", CallId("7.1"), AT)

    assert [each.entry.call_id for each in await kept.about(["5503301"])] == ["8.1"]


async def test_what_is_forgotten_is_in_no_file_any_more(kept: JournalFile, path: Path) -> None:
    """Neither in the journal nor in its write-ahead log: not even a piece of it."""
    await kept.put(said(words="SWORDFISH"), tail="5503301", since=AT)
    await kept.put(said("8.1"), tail="5503301", since=AT)
    (row,) = [each.row for each in await kept.about(["5503301"]) if each.entry.call_id == "7.1"]

    assert await kept.forget([row, 999]) == 1

    assert [each.entry.call_id for each in await kept.about(["5503301"])] == ["8.1"]
    assert not [each.name for each in path.parent.iterdir() if b"SWORDFISH" in each.read_bytes()]


async def test_what_is_too_old_goes_by_its_kind(kept: JournalFile) -> None:
    """Each kind has its own time, and what has none stays."""
    for days in (0, 10, 100):
        at = AT - timedelta(days=days)
        await kept.put(said(f"{days}.1", at=at), tail="5503301", since=at)
        await kept.write(JournalEntry(at, "listening"))
        await kept.write(JournalEntry(at, "call"))
    gone = await kept.prune(
        {"note": AT - timedelta(days=50), "call": AT - timedelta(days=5), "x": AT}
    )

    assert gone == 3
    counts = {kind: len(await kept.entries(kind)) for kind in ("note", "call", "listening")}
    assert counts == {"note": 2, "call": 1, "listening": 3}


async def test_all_of_it_page_by_page(kept: JournalFile) -> None:
    """The oldest first, each once."""
    for count in range(5):
        await kept.write(entry(count=count))
    first = await kept.page(0, 3)
    rest = await kept.page(first[-1].row, 3)

    assert [each.entry.data["count"] for each in (*first, *rest)] == [0, 1, 2, 3, 4]
    assert await kept.page(rest[-1].row, 3) == ()


def test_a_step_is_taken_whole_or_not_at_all(path: Path) -> None:
    """One that fails in its middle leaves the file as it was."""
    bad = ("CREATE TABLE one (x); CREATE TABLE one (x)",)
    with pytest.raises(sqlite3.OperationalError):
        open_journal(path, bad)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


async def test_a_later_file_is_left_alone(path: Path) -> None:
    """A program that was put back to an older version spoils nothing."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")

    made = JournalFile(path)
    with pytest.raises(StorageError, match="version 99"):
        await made.write(entry())
    await made.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (99,)


def test_each_search_has_its_index(path: Path) -> None:
    """By kind, by number and its end, by call: none reads the whole file."""
    with closing(open_journal(path)) as connection:
        for column in ("kind", "number", "call_id", "tail"):
            query = f"SELECT * FROM entries WHERE {column} = 'x' ORDER BY id DESC"  # noqa: S608
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            assert "USING INDEX" in plan[0][3], plan


@pytest.mark.parametrize("kill", range(KILLS))
def test_it_is_whole_after_a_kill(path: Path, kill: int) -> None:
    """Killed at any moment: the file opens, and has each entry that was said to be safe."""
    writer = [sys.executable, "-m", "tests.storage.write_until_killed", str(path)]
    lines = random.Random(kill).randrange(60)
    with subprocess.Popen(writer, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for _ in range(lines + 1):
            program.stdout.readline()
        program.kill()
        rest = program.stdout.read()
    # What was said between the last line read and the kill counts, too; half a line does not.
    whole = rest.rpartition("\n")[0].split()
    safe = int(whole[-1]) if whole and whole[-1] != "ready" else lines

    with closing(open_journal(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = connection.execute(
            "SELECT json_extract(data, '$.count') FROM entries ORDER BY id"
        ).fetchall()
    counts = [count for (count,) in found]
    assert counts == list(range(1, len(counts) + 1))
    assert safe <= len(counts) <= safe + 1
