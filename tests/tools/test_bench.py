"""The entry: which benches run, how it ends, and that one that breaks costs no other."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.tools import bench
from ctiapp.tools.bench import Effort, chosen, described
from ctiapp.tools.bench_report import BUDGETS, Outcome, Result, SkippedError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def outcomes(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say what benches find instead of running them."""

    def pretend(**found: Outcome) -> None:
        monkeypatch.setattr(bench, "run_one", lambda name, _: found[name.replace("-", "_")])

    return pretend


def test_every_bench_has_a_budget_and_a_function() -> None:
    assert set(bench.MODULES) == set(BUDGETS)
    for name, module in bench.MODULES.items():
        found = import_module(f"ctiapp.tools.{module}")
        assert callable(getattr(found, name.replace("-", "_")))


def test_without_names_all_run_but_the_long_one() -> None:
    assert chosen([]) == tuple(name for name in bench.MODULES if name != "soak")


def test_names_run_in_the_order_of_the_table_each_once() -> None:
    assert chosen(["soak", "store", "pop", "store"]) == ("pop", "store", "soak")


def test_an_unknown_name_is_a_usage_error_that_names_the_others() -> None:
    with pytest.raises(UsageError, match=r"no bench 'pup'.*pop-big"):
        bench.main(["pop", "pup"], as_json=True, gate=False)


def test_help_describes_each() -> None:
    assert all(f"  {name} " in described() for name in bench.MODULES)


def test_the_effort_comes_from_the_environment() -> None:
    assert Effort.of({}) == Effort()
    found = Effort.of({"CTIAPP_BENCH_ROUNDS": "3", "CTIAPP_SOAK_S": "60"})
    assert found == Effort(rounds=3, soak_s=60.0)


@pytest.mark.parametrize("value", ["0", "-1", "many", "nan", "1e9"])
def test_a_senseless_effort_is_a_usage_error(value: str) -> None:
    with pytest.raises(UsageError, match="CTIAPP_BENCH_ROUNDS"):
        Effort.of({"CTIAPP_BENCH_ROUNDS": value})


def test_json_is_one_object(
    outcomes: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes(pop=Outcome("pop", Result(4.0, 4.0)))

    assert bench.main(["pop"], as_json=True, gate=False) == 0

    printed = capsys.readouterr()
    assert json.loads(printed.out)["benches"]["pop"]["ratio"] == 1.0
    assert printed.err == ""


def test_a_person_gets_a_table(
    outcomes: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes(pop=Outcome("pop", Result(4.0, 4.0)))

    assert bench.main(["pop"], as_json=False, gate=False) == 0

    assert "1.00x" in capsys.readouterr().out


def test_only_the_gate_turns_a_missed_budget_into_a_failure(outcomes: Callable[..., None]) -> None:
    outcomes(pop=Outcome("pop", Result(40.0, 4.0)), store=Outcome("store", Result(9.0, 10.0)))

    assert bench.main(["pop", "store"], as_json=True, gate=False) == 0
    assert bench.main(["pop", "store"], as_json=True, gate=True) == 1
    assert bench.main(["store"], as_json=True, gate=True) == 0


def test_what_cannot_be_measured_is_a_failure_and_what_is_skipped_is_none(
    outcomes: Callable[..., None],
) -> None:
    outcomes(pop=Outcome("pop", failed="it broke"), memory=Outcome("memory", skipped="no PSS here"))

    assert bench.main(["pop"], as_json=True, gate=False) == 1
    assert bench.main(["memory"], as_json=True, gate=True) == 0


def test_a_bench_that_breaks_becomes_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: Effort) -> Result:
        raise ValueError("no such thing")

    async def elsewhere(_: Effort) -> Result:
        raise SkippedError("not here")

    module = import_module("ctiapp.tools.bench_store")
    monkeypatch.setattr(module, "store", broken)
    assert bench.run_one("store", Effort()).failed == "ValueError: no such thing"
    monkeypatch.setattr(module, "store", elsewhere)
    assert bench.run_one("store", Effort()).skipped == "not here"


def test_the_frozen_application_says_why_it_measures_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)

    assert "frozen" in (bench.run_one("pop", Effort()).skipped or "")
