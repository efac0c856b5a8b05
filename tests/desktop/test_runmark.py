"""The mark of a run: what stands at a start says how the run before ended."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop.runmark import RunMark, UncleanEnd

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where it stands."""
    return tmp_path / "run.json"


def begun(path: Path, *, crashed: bool = False) -> RunMark:
    """A run that has begun."""
    mark = RunMark(path, lambda: NOW)
    mark.begin(crashed=crashed)
    return mark


def test_the_first_run_and_one_after_an_orderly_end_have_nothing_to_offer(path: Path) -> None:
    """All was well."""
    first = begun(path)
    assert first.unclean is None
    assert not stat.S_IMODE(path.stat().st_mode) & 0o077
    first.end()
    assert begun(path).unclean is None


def test_a_run_that_was_killed_is_told(path: Path) -> None:
    """With the time when it began."""
    begun(path)
    assert begun(path).unclean == UncleanEnd(NOW, crashed=False)


def test_a_crash_is_told_even_where_the_mark_is_gone(path: Path) -> None:
    """The crash file says it."""
    assert begun(path, crashed=True).unclean == UncleanEnd(None, crashed=True)


def test_the_offer_stays_until_it_was_seen_to(path: Path) -> None:
    """Over clean runs, and not beyond."""
    begun(path)
    begun(path, crashed=True).end()
    again = begun(path)
    assert again.unclean == UncleanEnd(NOW, crashed=True)
    again.seen_to()
    assert again.unclean is None
    again.end()
    assert begun(path).unclean is None


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 9000], ids=["empty", "half", "list", "deep"])
def test_a_mark_that_a_power_cut_left_half_written_is_one(path: Path, text: str) -> None:
    """Whatever stands there, the run before was not ended in order."""
    path.write_text(text, encoding="utf-8")
    assert begun(path).unclean == UncleanEnd(None, crashed=False)


def test_times_that_make_no_sense_are_not_known(path: Path) -> None:
    """And cost nothing else."""
    path.write_text('{"running": true, "began_at": "2026-03-02"}', encoding="utf-8")
    assert begun(path).unclean == UncleanEnd(None, crashed=False)


@pytest.mark.expected_log("the mark of this run cannot be written")
def test_a_disk_that_refuses_stops_nobody(tmp_path: Path) -> None:
    """The run goes on, and the log says why there will be no offer."""
    mark = RunMark(tmp_path / "nowhere" / "run.json", lambda: NOW)
    mark.begin(crashed=False)
    mark.end()
    assert mark.unclean is None
