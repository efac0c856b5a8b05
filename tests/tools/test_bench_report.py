"""Ratios, limits, the gate and the printed forms: figures made up, nothing is measured."""

from __future__ import annotations

import json
import math

import pytest

from ctiapp.tools.bench_report import (
    BUDGETS,
    SLACK,
    Outcome,
    Result,
    as_object,
    as_text,
    machine,
    percentile,
    spread,
)


def test_a_cost_is_so_many_times_its_yardstick() -> None:
    outcome = Outcome("pop", Result(value=9.0, yardstick=4.5))

    assert outcome.ratio == 2.0
    assert outcome.ok is True
    assert outcome.passes


def test_a_rate_counts_the_other_way_round() -> None:
    """A fifth of the yardstick's events a second costs five times as much an event."""
    assert Outcome("store", Result(value=20_000.0, yardstick=100_000.0)).ratio == 5.0


def test_over_the_limit_is_said_but_passes_the_gate_within_its_slack() -> None:
    limit = BUDGETS["pop"].limit
    outcome = Outcome("pop", Result(value=limit * (SLACK - 0.01), yardstick=1.0))

    assert outcome.ok is False
    assert outcome.passes


def test_beyond_the_slack_the_gate_fails() -> None:
    limit = BUDGETS["pop"].limit
    outcome = Outcome("pop", Result(value=limit * (SLACK + 0.01), yardstick=1.0))

    assert not outcome.passes


def test_where_there_is_no_yardstick_the_value_has_the_limit() -> None:
    assert Outcome("idle-cpu", Result(value=0.49)).ok
    assert Outcome("idle-cpu", Result(value=0.51)).ok is False
    assert not Outcome("idle-cpu", Result(value=0.7)).passes


def test_a_yardstick_that_was_not_measured_is_no_pass() -> None:
    """Without it nothing is known: neither is a figure of the yardstick of nothing."""
    assert not Outcome("pop", Result(value=1.0)).passes
    nothing = Outcome("pop", Result(value=1.0, yardstick=0.0))
    assert nothing.ratio == math.inf
    assert not nothing.passes


def test_what_must_never_be_fails_without_slack() -> None:
    outcome = Outcome("cold-start", Result(1.0, 1.0, broken="imported httpx"))

    assert outcome.ok is False
    assert not outcome.passes


def test_skipped_is_neither_good_nor_bad_and_failed_is_bad() -> None:
    assert Outcome("memory", skipped="no PSS").ok is None
    assert Outcome("memory", skipped="no PSS").passes
    assert Outcome("memory", failed="it broke").ok is False
    assert not Outcome("memory", failed="it broke").passes


def test_the_machine_form_is_json_with_a_place_for_everything() -> None:
    outcomes = [
        Outcome("pop", Result(8.12345, 4.0, {"p50_ms": 3.0})),
        Outcome("memory", skipped="no PSS"),
        Outcome("store", failed="ValueError: x"),
        Outcome("cold-start", Result(3.0, 0.0, broken="imported httpx")),
    ]

    found = json.loads(json.dumps(as_object(outcomes, {"cpus": 2}), allow_nan=False))

    assert found["machine"] == {"cpus": 2}
    benches = found["benches"]
    assert list(benches) == ["pop", "memory", "store", "cold-start"]
    required = {"what", "value", "unit", "yardstick", "ratio", "limit", "aim", "ok", "detail"}
    assert all(required <= set(bench) for bench in benches.values())
    assert benches["pop"]["value"] == 8.123
    assert benches["pop"]["ratio"] == 2.031
    assert benches["pop"]["limit_on"] == "ratio"
    assert benches["pop"]["detail"] == {"p50_ms": 3.0}
    assert benches["memory"]["skipped"] == "no PSS"
    assert benches["memory"]["ok"] is None
    assert benches["store"]["problem"] == "ValueError: x"
    assert benches["cold-start"]["ratio"] is None
    assert benches["cold-start"]["problem"] == "imported httpx"


def test_the_table_says_what_falls_short() -> None:
    text = as_text(
        [
            Outcome("pop", Result(4.0, 4.0)),
            Outcome("pop-big", Result(40.0, 4.0)),
            Outcome("memory", skipped="no PSS"),
            Outcome("store", failed="Traceback\nValueError: x"),
            Outcome("cold-start", Result(1.0, 1.0, broken="imported httpx")),
            Outcome("idle-cpu", Result(0.1)),
        ],
        {"cpus": 2},
    )

    lines = {line.split()[0]: line for line in text.splitlines()[3:]}
    assert lines["pop"].endswith("ok")
    assert "1.00x" in lines["pop"]
    assert lines["pop-big"].endswith("OVER THE LIMIT")
    assert lines["memory"].endswith("skipped: no PSS")
    assert lines["store"].endswith("FAILED: ValueError: x")
    assert lines["cold-start"].endswith("BROKEN: imported httpx")
    assert "0.5 %" in lines["idle-cpu"]


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(value) for value in range(100, 0, -1)]

    assert percentile(values, 0.5) == 50.0
    assert percentile(values, 0.99) == 99.0
    assert percentile([7.0], 0.99) == 7.0
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_the_rounds_are_shown_beside_their_median() -> None:
    assert spread([3.0, 1.0, 2.0]) == {"rounds": [3.0, 1.0, 2.0], "median": 2.0}


def test_the_machine_is_told_without_a_name_or_a_path() -> None:
    told = machine()

    assert told["python"]
    assert not any("/" in str(value) for value in told.values())
