"""The history's file: private, lasting, and read by day from an index alone."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

from ctiapp.model.history import EVERYTHING
from ctiapp.storage.history import HistoryFile, open_history
from tests.storage.histories import (
    OWNER,
    all_of,
    fill,
)

if TYPE_CHECKING:
    from pathlib import Path

# -- the file ------------------------------------------------------------------------------------


async def test_a_file_is_private_and_lasts(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    kept = HistoryFile(path)
    await kept.remember(OWNER, "synced", "now")
    await fill(kept)
    before = await all_of(kept)
    await kept.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    again = HistoryFile(path)
    assert await all_of(again) == before
    assert await again.remembered(OWNER, "synced") == "now"
    assert await again.remembered(OWNER, "nothing") is None
    await again.close()


async def test_a_time_zone_that_changed_moves_the_days(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    kept = HistoryFile(path)
    await fill(kept)
    days = await kept.days(OWNER, EVERYTHING)
    await kept.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE calls SET day = day - 1")
        connection.execute("UPDATE state SET value = 'elsewhere' WHERE key = 'zone'")

    again = HistoryFile(path)
    assert await again.days(OWNER, EVERYTHING) == days
    await again.close()


async def test_days_come_from_an_index_alone(tmp_path: Path) -> None:
    """A list of 200,000 calls must not be read through to say how many a day has."""
    kept = HistoryFile(tmp_path / "history.sqlite")
    await fill(kept)
    await kept.close()
    with closing(open_history(tmp_path / "history.sqlite")) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT day, count(*) FROM calls WHERE owner = 1"
            " AND incoming = 1 AND fate IN ('missed') GROUP BY day ORDER BY day DESC"
        ).fetchall()
    assert "COVERING INDEX calls_by_day" in plan[0][3]
