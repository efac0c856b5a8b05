"""The fed application: a flood is taken, calls come and go, and nothing is left behind."""

from __future__ import annotations

import sys

import pytest

from ctiapp.tools.bench_feed import make_batch
from ctiapp.tools.bench_flood import _lives
from ctiapp.tools.bench_growth import Look, window, with_window
from ctiapp.tools.bench_report import Result


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_calls_come_and_go_in_the_real_window() -> None:
    looks = await window(8)

    assert [look.calls for look in looks] == list(range(1, 9))
    assert all(look.objects > 10_000 for look in looks)


def test_what_the_window_keeps_breaks_the_budget() -> None:
    def looks(objects_a_call: int) -> list[Look]:
        return [Look(calls, 50.0, 1000 + calls * objects_a_call) for calls in range(0, 200, 20)]

    assert with_window(Result(0.0), looks(0)).broken is None
    assert "1.00 living objects" in (with_window(Result(0.0), looks(1)).broken or "")
    assert with_window(Result(0.0, broken="worse"), looks(1)).broken == "worse"


def test_only_whole_calls_of_ones_own_are_fed() -> None:
    batch = make_batch(200, extensions=20, own_every=1)
    lives = _lives(batch)

    assert lives
    for life in lives:
        assert len({batch.frames[index].call_id for index in life}) == 1
        assert "30012" in batch.frames[life[-1]].text(0)
