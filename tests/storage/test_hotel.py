"""The hotel's file: who stays where is in it, whatever happens to the program."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.storage.hotel import HotelFile, open_hotel
from ctiapp.storage.hotel_schema import MIGRATIONS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROOM, OTHER = Number("105"), Number("106")
BRANDT = Stay(
    0,
    ROOM,
    ("Lukas Brandt", "王小明"),
    "L. Brandt / 王小明",
    "de",
    date(2026, 3, 2),
    date(2026, 3, 5),
    "lukas@example.com",
    "+491701234567",
    "Front desk",
    AT,
)
LI = Stay(0, ROOM, ("A. Li",), "A. Li", by="Night", at=AT + timedelta(days=1))
KILLS = 12


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "hotel.sqlite"


@pytest.fixture
async def file(path: Path) -> AsyncIterator[HotelFile]:
    """A new file."""
    made = HotelFile(path)
    yield made
    await made.close()


async def test_a_stay_comes_back_as_it_was(file: HotelFile) -> None:
    """With both guests, and the id that it was given."""
    kept = await file.put_stay("SN1", BRANDT)

    assert kept == replace(BRANDT, stay_id=kept.stay_id)
    assert kept.stay_id > 0
    assert await file.open_stays("SN1") == (kept,)


async def test_a_room_is_another_at_another_pbx(file: HotelFile) -> None:
    """Nobody moves out of a house that they never were in."""
    here = await file.put_stay("SN1", BRANDT)
    there = await file.put_stay("SN2", LI)

    assert await file.open_stays("SN1") == (here,)
    assert await file.open_stays("SN2") == (there,)


async def test_whoever_moves_in_ends_the_stay_before(file: HotelFile) -> None:
    """A room has one stay at a time; the one before is kept as closed, at that moment."""
    await file.put_stay("SN1", BRANDT)
    new = await file.put_stay("SN1", LI)

    assert await file.open_stays("SN1") == (new,)
    (closed,) = await file.closed_stays("SN1", AT)
    assert (closed.guests, closed.closed_at) == (BRANDT.guests, LI.at)
    assert closed.closed_by == "Night"


async def test_the_same_stay_is_rewritten(file: HotelFile) -> None:
    """A later departure is no new stay."""
    kept = await file.put_stay("SN1", BRANDT)
    longer = await file.put_stay("SN1", replace(kept, departure=date(2026, 3, 9)))

    assert longer.stay_id == kept.stay_id
    assert await file.open_stays("SN1") == (longer,)
    assert await file.closed_stays("SN1", AT - timedelta(days=9)) == ()


async def test_a_stay_that_was_forgotten_meanwhile_is_kept_anew(file: HotelFile) -> None:
    """Rather than not at all."""
    kept = await file.put_stay("SN1", replace(BRANDT, stay_id=99))

    assert await file.open_stays("SN1") == (kept,)


async def test_a_check_out_closes_and_keeps(file: HotelFile) -> None:
    """For the sheet of the day; of an empty room it says that nobody was kept there."""
    await file.put_stay("SN1", BRANDT)

    assert await file.close_stay("SN1", ROOM, "Front desk", AT + timedelta(hours=1))
    assert not await file.close_stay("SN1", ROOM, "Front desk", AT + timedelta(hours=2))

    assert await file.open_stays("SN1") == ()
    (closed,) = await file.closed_stays("SN1", AT)
    assert closed.closed_at == AT + timedelta(hours=1)
    assert await file.closed_stays("SN1", AT + timedelta(hours=2)) == ()


async def test_a_check_out_that_was_begun_stays_known_until_it_ended(file: HotelFile) -> None:
    """Whatever became of it."""
    line = await file.begin_check_out("SN1", ROOM, "Ann", AT)
    await file.begin_check_out("SN2", OTHER, "Ann", AT)

    assert await file.unfinished_check_outs("SN1") == ((line, ROOM, AT),)

    await file.end_check_out(line, "done", AT)

    assert await file.unfinished_check_outs("SN1") == ()


async def test_what_is_remembered_is_of_one_pbx(file: HotelFile) -> None:
    """And the last word counts."""
    await file.remember("SN1", "sheet", "2026-03-01")
    await file.remember("SN1", "sheet", "2026-03-02")

    assert await file.remembered("SN1", "sheet") == "2026-03-02"
    assert await file.remembered("SN2", "sheet") is None
    await file.remember("SN2", "serial", "7")
    assert await file.all_remembered("sheet") == {"SN1": "2026-03-02"}


async def test_a_mobile_number_is_forgotten_for_good(file: HotelFile, path: Path) -> None:
    """Who left goes wholly; who is in the house keeps all but the number; the disk has neither."""
    await file.put_stay("SN1", BRANDT)
    await file.close_stay("SN1", ROOM, "x", AT)
    here = await file.put_stay("SN1", replace(BRANDT, room=OTHER, guests=("Still There",)))

    assert await file.mobiles() == (BRANDT.mobile,)
    assert await file.counted([BRANDT.mobile]) == 2
    assert await file.forget([BRANDT.mobile]) == 2

    assert await file.open_stays("SN1") == (replace(here, mobile=""),)
    assert await file.closed_stays("SN1", AT) == ()
    await file.close()
    assert all(b"1701234567" not in each.read_bytes() for each in path.parent.iterdir())


async def test_a_room_is_forgotten_at_its_pbx_alone(file: HotelFile) -> None:
    """And whoever is in it stays known until they leave."""
    for pbx in ("SN1", "SN2"):
        await file.put_stay(pbx, BRANDT)
        await file.put_stay(pbx, LI)

    assert await file.counted([], "SN1", "105") == 1
    assert await file.forget([], "SN1", "105") == 1

    assert len(await file.open_stays("SN1")) == 1
    assert await file.closed_stays("SN1", AT) == ()
    assert len(await file.closed_stays("SN2", AT)) == 1


async def test_what_is_too_old_goes(file: HotelFile) -> None:
    """Who left before, and who should have; not who is in the house without a day."""
    await file.put_stay("SN1", BRANDT)
    await file.close_stay("SN1", ROOM, "x", AT)
    await file.put_stay("SN1", replace(BRANDT, room=OTHER))
    await file.put_stay("SN1", replace(LI, room=Number("107"), at=AT))
    await file.begin_check_out("SN1", ROOM, "x", AT)

    assert await file.prune(AT + timedelta(days=30)) == 2

    assert [stay.room.text for stay in await file.open_stays("SN1")] == ["107"]
    assert await file.unfinished_check_outs("SN1") == ()
    assert await file.prune(AT + timedelta(days=30)) == 0


async def test_all_of_it_can_be_taken_along(file: HotelFile) -> None:
    """Page by page."""
    first = await file.put_stay("SN1", BRANDT)
    second = await file.put_stay("SN2", LI)

    assert await file.everything(0, 1) == (("SN1", first),)
    assert await file.everything(first.stay_id, 10) == (("SN2", second),)


async def test_it_can_live_in_memory() -> None:
    """The demo leaves nothing behind."""
    file = HotelFile(None)
    kept = await file.put_stay("SN1", BRANDT)

    assert await file.open_stays("SN1") == (kept,)
    await file.close()
    with pytest.raises(StorageError):
        await file.open_stays("SN1")


async def test_a_stay_without_a_time_is_a_mistake(file: HotelFile) -> None:
    """It is told, and nothing is kept."""
    with pytest.raises(ValueError, match="time"):
        await file.put_stay("SN1", replace(BRANDT, at=None))


async def test_only_its_owner_reads_it(file: HotelFile, path: Path) -> None:
    """Guests' names are nobody else's business on a shared computer."""
    await file.put_stay("SN1", BRANDT)

    if os.name == "posix":
        assert _mode(path) == 0o600


async def test_a_file_of_a_later_version_is_left_alone(path: Path) -> None:
    """It may hold what this program would spoil."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    file = HotelFile(path)

    with pytest.raises(StorageError, match="version"):
        await file.open_stays("SN1")
    await file.close()


async def test_a_room_with_two_open_stays_cannot_be(path: Path) -> None:
    """Not even where somebody else writes the file."""
    with closing(open_hotel(path)) as connection:
        insert = (
            "INSERT INTO stays (pbx, room, guests, name, language, email, mobile, by, at,"
            " closed_by) VALUES ('SN1', '105', '[]', '', '', '', '', '', 0, '')"
        )
        connection.execute(insert)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(insert)


@pytest.mark.parametrize("kill", range(KILLS))
def test_it_is_whole_after_a_kill(path: Path, kill: int) -> None:
    """Killed at any moment: each stay that was said to be safe is there, and one alone is open."""
    writer = [sys.executable, "-m", "tests.storage.stays_until_killed", str(path)]
    lines = random.Random(kill).randrange(60)
    with subprocess.Popen(writer, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for _ in range(lines + 1):
            program.stdout.readline()
        program.kill()
        rest = program.stdout.read()
    whole = rest.rpartition("\n")[0].split()
    safe = int(whole[-1]) if whole and whole[-1] != "ready" else lines

    with closing(open_hotel(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = connection.execute("SELECT name, closed_at FROM stays ORDER BY id").fetchall()
    names = [name for name, _ in found]
    assert names == [f"Guest {count}" for count in range(1, len(names) + 1)]
    assert safe <= len(names) <= safe + 1
    assert [closed is None for _, closed in found] == [False] * (len(names) - 1) + [True] * bool(
        names
    )
