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
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT text FROM entries").fetchall() == [(None,)]


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
    """By kind, by number, by call: none reads the whole file."""
    with closing(open_journal(path)) as connection:
        for column in ("kind", "number", "call_id"):
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
