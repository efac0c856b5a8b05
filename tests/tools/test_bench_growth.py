"""Growth: a leak of 1 kB a call is seen, and its absence too."""

from __future__ import annotations

import asyncio
import sys

import pytest

from ctiapp.tools.bench_growth import Look, measured, result_of, slope, with_window
from ctiapp.tools.bench_report import Outcome, Result

EVENTS = 12_000
LEAK = 32 * 1024


def looks(bytes_a_call: float, objects_a_call: float = 0.0) -> list[Look]:
    """A run that grows fast at first, and then by so much."""
    warm = [Look(calls, 20.0 + calls / 10, 1000) for calls in range(5)]
    return warm + [
        Look(calls, 30.0 + calls * bytes_a_call / 1e6, round(50_000 + calls * objects_a_call))
        for calls in range(1000, 21_000, 1000)
    ]


def outcome(result: Result) -> Outcome:
    return Outcome("growth", result)


def test_the_slope_shrugs_off_one_bad_look() -> None:
    points = [(float(x), 2.0 * x) for x in range(10)]
    points[4] = (4.0, 500.0)

    assert slope(points) == pytest.approx(2.0, abs=0.1)


def test_one_point_has_no_slope() -> None:
    with pytest.raises(ValueError, match="no two points"):
        slope([(1.0, 1.0)])


def test_a_kilobyte_a_call_is_over_the_limit_and_its_slack() -> None:
    result = result_of(looks(1024.0), 200_000)

    assert result.value == pytest.approx(1024.0)
    assert not outcome(result).passes


def test_a_memory_that_stands_is_fine_whatever_the_warm_up_took() -> None:
    result = result_of(looks(0.0), 200_000)

    assert result.value == 0.0
    assert outcome(result).ok


def test_a_memory_that_shrinks_is_no_negative_growth() -> None:
    assert result_of(looks(-300.0), 200_000).value == 0.0


def test_one_object_a_call_is_a_leak_however_small() -> None:
    result = result_of(looks(0.0, 1.0), 200_000)

    assert "1.00 living objects" in (result.broken or "")
    assert not outcome(result).passes
    assert outcome(result_of(looks(0.0, 0.1), 200_000)).ok


@pytest.mark.parametrize("leaked", [0, 2])
def test_what_the_window_leaves_behind_stands_out_of_what_goes_up_and_down(leaked: int) -> None:
    """A hundred objects more or fewer at a look are none; two a call are a leak."""
    swing = (0, -40, 110, -70, 90, 60, -100)
    found = [
        Look(24 * at, 140.0, 94_000 + swing[at % len(swing)] + 24 * at * leaked)
        for at in range(1, 26)
    ]
    result = with_window(Result(0.0), found)
    assert (result.broken is not None) is bool(leaked)


def test_the_growth_is_told_for_ten_thousand_events_too() -> None:
    """25 looks over 200,000 events: 20,000 calls, so 1,000 a 10,000 events."""
    detail = result_of(looks(1000.0), 200_000).detail

    assert detail["kb_per_10000_events"] == pytest.approx(1000.0, rel=0.01)


@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_planted_leak_is_seen_and_nothing_else_is() -> None:
    """The real process, shorter: once with memory left behind by each call, once without.

    The pages that the allocator keeps and gives back hide a kilobyte a call over a short run, so
    the planted leak is larger here; what a kilobyte gives is tried above.
    """
    leaking = outcome(asyncio.run(measured(EVENTS, leak=LEAK)))
    sound = outcome(asyncio.run(measured(EVENTS)))

    assert leaking.result is not None
    assert sound.result is not None
    assert leaking.result.value > sound.result.value + LEAK / 4
    assert not leaking.passes
    assert sound.result.broken is None
