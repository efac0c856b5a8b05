"""The thread that owns a file: jobs in order, each a transaction, and never more than may wait."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.storage.worker import LaterVersion, Worker, migrate, open_database, storage_error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

STEPS = ("CREATE TABLE things (name TEXT)",)


@pytest.fixture
async def worker(tmp_path: Path) -> AsyncIterator[Worker]:
    """Over a file with one table."""
    made = Worker("things", lambda: open_database(tmp_path / "things.sqlite", STEPS))
    yield made
    await made.close()


def put(connection: sqlite3.Connection, name: str = "one") -> None:
    """Keep a name."""
    connection.execute("INSERT INTO things VALUES (?)", (name,))


def names(connection: sqlite3.Connection) -> list[str]:
    """What is kept."""
    return [name for (name,) in connection.execute("SELECT name FROM things ORDER BY rowid")]


async def test_jobs_are_done_in_order_in_a_thread_of_their_own(worker: Worker) -> None:
    """What a job answers comes back."""
    threads = set()

    def job(connection: sqlite3.Connection) -> None:
        threads.add(threading.current_thread())
        put(connection, str(len(names(connection))))

    await asyncio.gather(*(worker.do(job) for _ in range(5)))
    assert await worker.do(names) == ["0", "1", "2", "3", "4"]
    assert len(threads) == 1
    assert threading.main_thread() not in threads


async def test_a_job_that_fails_leaves_nothing_behind(worker: Worker) -> None:
    """It is a transaction; the next one is done."""

    def breaks(connection: sqlite3.Connection) -> None:
        put(connection)
        connection.execute("SELECT nothing")

    with pytest.raises(StorageError, match="things: OperationalError") as caught:
        await worker.do(breaks)
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
    assert await worker.do(names) == []


async def test_nothing_is_opened_before_the_first_job(tmp_path: Path) -> None:
    """Closing what was never used opens nothing either."""
    made = Worker("things", lambda: open_database(tmp_path / "things.sqlite", STEPS))
    await made.close()
    assert not os.listdir(tmp_path)  # noqa: PTH208 - nothing to wait for
    with pytest.raises(StorageError, match="closed"):
        await made.do(names)


async def test_what_cannot_be_opened_is_tried_again_with_the_next_job(tmp_path: Path) -> None:
    """A disk that was away may be back."""
    path = tmp_path / "away" / "things.sqlite"
    made = Worker("things", lambda: open_database(path, STEPS))
    with pytest.raises(StorageError, match="FileNotFoundError"):
        await made.do(names)
    path.parent.mkdir()
    assert await made.do(names) == []
    await made.close()


async def test_only_so_many_wait() -> None:
    """The next is refused at once."""
    held = threading.Event()

    def slow() -> sqlite3.Connection:
        held.wait()
        return sqlite3.connect(":memory:", check_same_thread=False)

    made = Worker("things", slow, max_waiting=1)
    jobs = [asyncio.create_task(made.do(lambda _: None)) for _ in range(3)]
    _, pending = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
    assert pending
    held.set()
    told = await asyncio.gather(*jobs, return_exceptions=True)
    assert "the disk does not keep up" in map(str, told)
    await made.close()


def test_a_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """Whatever the umask; and brought up to date."""
    path = tmp_path / "things.sqlite"
    with closing(open_database(path, STEPS, synchronous="NORMAL")) as connection:
        put(connection)
        connection.commit()
        assert connection.execute("PRAGMA synchronous").fetchone() == (1,)
        for each in tmp_path.iterdir():
            assert not stat.S_IMODE(each.stat().st_mode) & 0o077, each.name


def test_steps_are_taken_once_and_a_later_file_is_left_alone() -> None:
    """The number of the last step stands in the file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection, STEPS, "book")
        migrate(connection, (*STEPS, "CREATE TABLE more (x)"), "book")
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        with pytest.raises(LaterVersion, match="the book is of version 2"):
            migrate(connection, STEPS, "book")


def test_an_error_of_ours_stays_as_it_is() -> None:
    """Any other is told by its name."""
    ours = StorageError("full")
    assert storage_error("things", ours) is ours
    assert str(storage_error("things", OSError("gone"))) == "things: OSError: gone"
