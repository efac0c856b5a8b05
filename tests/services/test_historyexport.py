"""Calls of the past as a table: whole, and without a formula."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.errors import StorageError
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.number import Number
from ctiapp.services.historyexport import HISTORY_COLUMNS, PAGE, history_row, write_history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def call(name: str = "Ada", number: str = "+4989123456") -> PastCall:
    """One of them."""
    return PastCall(
        "1", AT, Number(number), name, Direction.INBOUND, incoming=True, fate=Fate.MISSED
    )


def paged(calls: Sequence[PastCall]):
    async def page(offset: int, limit: int) -> Sequence[PastCall]:
        return calls[offset : offset + limit]

    return page


def table(path: Path) -> list[dict[str, str]]:
    """What a spreadsheet reads."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return [each.name for each in folder.iterdir()]


async def test_all_of_it_is_written(tmp_path: Path) -> None:
    calls = [call(f"caller {number}") for number in range(PAGE + 5)]

    assert await write_history(tmp_path / "calls.csv", paged(calls)) == len(calls)

    rows = table(tmp_path / "calls.csv")
    assert [row["name"] for row in rows] == [each.name for each in calls]
    assert rows[0]["at"] == "2026-03-02T09:30:00+00:00"
    assert rows[0]["fate"] == "missed"
    assert names(tmp_path) == ["calls.csv"]


@pytest.mark.parametrize("name", ["=1+2", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
async def test_nothing_is_a_formula(tmp_path: Path, name: str) -> None:
    await write_history(tmp_path / "calls.csv", paged([call(name)]))

    row = table(tmp_path / "calls.csv")[0]
    assert row["name"].lstrip()[0] not in "=+-@"
    assert row["number"].startswith("'+")


async def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        await write_history(tmp_path / "none" / "calls.csv", paged([call()]))
    assert caught.value.key == "history.not_exported"


async def test_what_cannot_be_read_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    await write_history(path, paged([call()]))

    async def page(_offset: int, _limit: int) -> Sequence[PastCall]:
        raise StorageError("the disk")

    with pytest.raises(StorageError):
        await write_history(path, page)
    assert len(table(path)) == 1
    assert names(tmp_path) == ["calls.csv"]


def test_each_column_has_its_value() -> None:
    assert len(history_row(call())) == len(HISTORY_COLUMNS)


def test_nobody_takes_the_call_that_they_made() -> None:
    came = replace(call(), fate=Fate.ANSWERED, taken_by=Number("2000"), taken_name="Kristin")
    taker = slice(HISTORY_COLUMNS.index("taken_by"), HISTORY_COLUMNS.index("taken_name") + 1)

    assert history_row(came)[taker] == ("2000", "Kristin")
    assert history_row(replace(came, incoming=False))[taker] == ("", "")
