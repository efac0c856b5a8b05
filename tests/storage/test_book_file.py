"""The contacts' file: its owner's alone, and whatever is wrong with it, the app goes on."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Origin, PersonKey, person_key
from ctiapp.model.errors import StorageError
from ctiapp.storage import book_file, worker
from ctiapp.storage.book import ContactBook
from ctiapp.storage.book_file import is_lasting
from ctiapp.storage.book_rows import of_contact
from ctiapp.storage.worker import storage_error
from tests.storage.books import AT, contact, filled, names

if TYPE_CHECKING:
    from pathlib import Path

ADA = of_contact(contact("9", "Ada Byron"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "contacts.sqlite"


def spoil(path: Path) -> None:
    """Make a file that SQLite did not write."""
    path.write_bytes(b"this is no database, and much too long to be taken for an empty one " * 99)


def content(path: Path) -> bytes:
    """What is in a file."""
    return path.read_bytes()


async def test_the_next_start_has_everybody(path: Path) -> None:
    """And the file is its owner's alone."""
    book = await filled(path)
    await book.close()
    for each in path.parent.iterdir():
        assert not stat.S_IMODE(each.stat().st_mode) & 0o077, each.name
    again = ContactBook(path)
    assert not again.ready
    assert again.search("ann", 8) == ()
    assert await again.serve("SN1", AT) is None
    assert again.ready
    assert names(again, "ann") == ["Ann Lee", "Ann Other"]
    await again.close()


async def test_what_was_forgotten_is_in_no_file_any_more(path: Path) -> None:
    """Neither in the file nor in its write-ahead log: not even a piece of it."""
    book = await filled(path)
    await book.choose("+4989777123456", person_key(Origin.COMPANY, "1"))
    assert await book.forget_choices(lambda number: number == "+4989777123456") == 1

    assert not [each.name for each in path.parent.iterdir() if b"777123456" in each.read_bytes()]
    await book.close()


async def test_it_is_read_while_it_is_written(path: Path) -> None:
    """What was last whole is seen; reading waits for nothing."""
    book = await filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM people")
        assert names(book, "goffin") == ["Joe Goffin"]
        other.rollback()
    await book.close()


async def test_a_reader_cannot_write(path: Path) -> None:
    """Whatever is typed into the box."""
    book = await filled(path)
    reader = book._reader
    assert reader is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM people")
    await book.close()


async def test_a_damaged_file_is_put_aside_and_a_new_one_begun(path: Path) -> None:
    """Told once; nothing is deleted."""
    spoil(path)
    was = content(path)
    book = ContactBook(path)
    trouble = await book.serve("SN1", AT)
    assert trouble is not None
    assert trouble.key == "book.damaged"
    assert trouble.aside is not None
    assert trouble.aside.name.startswith("contacts.sqlite.broken-")
    assert content(trouble.aside) == was
    await book.put(Origin.COMPANY, [ADA])
    assert names(book, "ada") == ["Ada Byron"]
    assert not book.in_memory
    assert await book.serve("SN1", AT) is None
    await book.close()


async def test_a_file_of_a_later_version_is_left_alone(path: Path) -> None:
    """The directory lives in memory meanwhile."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version=99")
    was = content(path)
    book = ContactBook(path)
    trouble = await book.serve("SN1", AT)
    assert trouble is not None
    assert trouble.key == "book.later"
    await book.put(Origin.COMPANY, [ADA])
    assert names(book, "ada") == ["Ada Byron"]
    assert book.in_memory
    await book.close()
    assert content(path) == was


async def test_a_folder_that_is_not_there_costs_only_the_next_start(tmp_path: Path) -> None:
    """It goes on in memory, and says so."""
    book = ContactBook(tmp_path / "gone" / "contacts.sqlite")
    trouble = await book.serve("SN1", AT)
    assert trouble is not None
    assert trouble.key == "book.memory"
    await book.put(Origin.COMPANY, [ADA])
    assert names(book, "ada") == ["Ada Byron"]
    await book.close()


async def test_where_writing_fails_it_goes_on_with_what_can_be_read(path: Path) -> None:
    """The disk is full: whoever was known stays known, and who comes is known, too."""
    book = await filled(path)
    await book.set_favourite(book.search("leo", 1)[0].key, on=True)

    def full(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA max_page_count=1")
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(StorageError, match="full") as caught:
        await book._do(full)
    trouble = await book.fall_back(caught.value)
    assert trouble.key == "book.memory"
    assert names(book, "goffin") == ["Joe Goffin"]
    await book.put(Origin.COMPANY, [ADA])
    assert names(book, "ada") == ["Ada Byron"]
    await book.serve("SN1", AT)
    assert [str(key) for key in book.favourites] == ["extension:2000"]
    await book.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM people WHERE name = 'Ada Byron'").fetchone() == (0,)


async def test_where_nothing_can_be_read_it_begins_anew(path: Path) -> None:
    """Whoever serves asks again."""
    book = await filled(path)
    await book._worker.close()
    for each in path.parent.iterdir():
        each.unlink()
    await book.fall_back(StorageError("gone"))
    assert names(book, "goffin") == []
    assert await book.serve("SN1", AT) is None
    await book.put(Origin.COMPANY, [ADA])
    assert names(book, "ada") == ["Ada Byron"]
    await book.close()


@pytest.mark.expected_log("the contacts cannot be read")
async def test_what_cannot_be_read_is_said_once_and_is_unknown(path: Path) -> None:
    """A file that breaks while it is open."""
    book = await filled(path)
    await book._do(lambda db: db.execute("DROP TABLE people"))
    assert book.search("ann", 8) == ()
    assert book.contact(book.favourites[0] if book.favourites else "own:1") is None  # type: ignore[arg-type]
    await book.close()


async def test_the_loop_turns_while_it_is_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is opened in the writer's thread."""
    turned = 0
    loop = asyncio.get_running_loop()
    real = book_file.open_database

    def slow(*args: object) -> sqlite3.Connection:
        nonlocal turned
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()
        turned += 1
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(book_file, "open_database", slow)
    book = ContactBook(path)
    await book.serve("SN1", AT)
    assert turned == 1
    await book.close()


class Failed(sqlite3.OperationalError):
    """As SQLite tells it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "lasting"),
    [
        ("SQLITE_FULL", True),
        ("SQLITE_READONLY_DIRECTORY", True),
        ("SQLITE_CORRUPT_VTAB", True),
        ("SQLITE_NOTADB", True),
        ("SQLITE_BUSY", False),
        ("SQLITE_BUSY_SNAPSHOT", False),
        ("SQLITE_CONSTRAINT", False),
    ],
)
def test_what_passes_is_no_reason_to_leave_the_file(name: str, lasting: bool) -> None:
    """A lock passes; a disk that is full may be so for days."""
    assert is_lasting(storage_error("contacts", Failed(name))) is lasting
    assert not is_lasting(StorageError("the disk does not keep up"))


async def test_a_lock_that_passes_costs_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried again, some time after the first was waited for in vain."""
    monkeypatch.setattr(worker, "BUSY_S", 0.01)
    book = await filled(path)
    waited: list[float] = []
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")

        async def passes(wait_s: float) -> None:
            waited.append(wait_s)
            if len(waited) == 2:
                other.rollback()

        monkeypatch.setattr(book_file.asyncio, "sleep", passes)
        await book.put(Origin.COMPANY, [ADA])
        assert waited == list(book_file.BUSY_AGAIN_S[:2])
        assert names(book, "ada") == ["Ada Byron"]

        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            await book.put(Origin.COMPANY, [of_contact(contact("10", "Eve Moss"))])
        other.rollback()
    await book.close()


async def test_what_is_kept_in_memory_is_in_the_file_once_that_can_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then nothing of it is lost, however often that is tried in vain."""
    monkeypatch.setattr(worker, "BUSY_S", 0.01)
    book = await filled(path)
    leo = book.search("leo", 1)[0].key
    assert not await book.come_back()
    await book.fall_back(StorageError("full"))
    await book.set_favourite(leo, on=True)
    await book.set_note(leo, "prefers mornings")
    await book.save_own([contact("", "Zoe Own", numbers=["+49301"])])
    await book.serve("SN2", AT)
    await book.set_note(leo, "another's")
    await book.serve("SN1", AT)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not await book.come_back()
        other.rollback()
    assert book.in_memory

    assert await book.come_back()

    assert not book.in_memory
    assert names(book, "zoe") == ["Zoe Own"]
    await book.close()
    again = ContactBook(path)
    await again.serve("SN1", AT)
    assert again.note(leo) == "prefers mornings"
    assert again.favourites == (leo,)
    await again.serve("SN2", AT)
    assert again.note(leo) == "another's"
    assert names(again, "zoe") == ["Zoe Own"]
    await again.close()


async def test_a_file_of_which_nothing_could_be_read_is_left_alone(path: Path) -> None:
    """Whose notes they were nobody could tell in it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version=99")
    later = ContactBook(path)
    await later.serve("SN1", AT)
    await later.set_note(PersonKey("company:1"), "x")
    assert not await later.come_back()
    await later.close()
