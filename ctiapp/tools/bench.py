"""The benchmarks: the budgets of the application, each beside the yardstick of the same run.

Milliseconds differ from machine to machine, so what counts (``--gate``) is the ratio to a bare
program that does the same with nothing of ours, measured in turns with the application. Each
figure is the median of several rounds; ``CTIAPP_BENCH_ROUNDS`` sets how many (5). ``soak`` runs
only when it is named, and for ``CTIAPP_SOAK_S`` real seconds at most.

What is measured how stands at the head of each ``bench_*.py``; the limits in ``bench_report.py``.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.tools.bench_report import (
    BUDGETS,
    Outcome,
    Result,
    SkippedError,
    as_object,
    as_text,
    machine,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

ROUNDS = 5
SOAK_S = 6 * 3600.0

MODULES: Mapping[str, str] = {
    "pop": "bench_pop",
    "pop-big": "bench_pop",
    "cold-start": "bench_start",
    "memory": "bench_memory",
    "growth": "bench_growth",
    "store": "bench_store",
    "flood": "bench_burst",
    "search": "bench_search",
    "panel": "bench_panel",
    "history": "bench_history",
    "idle-cpu": "bench_idle",
    "soak": "bench_soak",
}
"""Where each bench is: the function of its name, imported when it is run."""

ONLY_BY_NAME = frozenset({"soak"})
"""What does not run unless it is asked for."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to measure.

    Attributes:
        rounds: how often each thing is measured; the median counts.
        soak_s: how many real seconds a soak may take.
    """

    rounds: int = ROUNDS
    soak_s: float = SOAK_S

    @staticmethod
    def of(env: Mapping[str, str]) -> Effort:
        """As the environment has it.

        Raises:
            UsageError: a variable is no sensible number.
        """
        return Effort(
            rounds=int(_number(env, "CTIAPP_BENCH_ROUNDS", ROUNDS, 1, 100)),
            soak_s=_number(env, "CTIAPP_SOAK_S", SOAK_S, 1, 1e6),
        )


def _number(env: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    text = env.get(name, "")
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise UsageError(f"{name} is a number from {least:g} to {most:g}, not {text[:20]!r}")
    return number


def described() -> str:
    """Every bench by its name, for ``--help``."""
    width = max(map(len, MODULES))
    lines = [
        f"  {name.ljust(width)}  {BUDGETS[name].what}"
        + (" (only when named)" if name in ONLY_BY_NAME else "")
        for name in MODULES
    ]
    return "\n".join(["benches:", *lines])


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The benches to run, in the order of the table.

    Raises:
        UsageError: a name names none.
    """
    wanted = list(names)
    unknown = [name for name in wanted if name not in MODULES]
    if unknown:
        raise UsageError(f"no bench {unknown[0]!r}; there are: {', '.join(MODULES)}")
    return tuple(
        name for name in MODULES if name in wanted or (not wanted and name not in ONLY_BY_NAME)
    )


def run_one(name: str, effort: Effort) -> Outcome:
    """Run one bench; whatever becomes of it is an outcome."""
    if getattr(sys, "frozen", False):
        return Outcome(name, skipped="the frozen application has no interpreter to start")
    module = import_module(f"ctiapp.tools.{MODULES[name]}")
    measure: Callable[[Effort], Awaitable[Result]] = getattr(module, name.replace("-", "_"))

    async def measured() -> Result:
        return await measure(effort)

    try:
        return Outcome(name, result=asyncio.run(measured()))
    except SkippedError as why:
        return Outcome(name, skipped=str(why))
    except Exception as err:  # noqa: BLE001 - one bench that breaks must not cost the others
        return Outcome(name, failed=f"{type(err).__name__}: {err}")


def main(names: list[str], as_json: bool, gate: bool) -> int:  # noqa: FBT001 - as the command line has it
    """Run benches, print the report, and return the exit code.

    Args:
        names: which; none: all but those that run only when named.
        as_json: print one JSON object.
        gate: 1 where one is over its limit and the slack. One that broke always makes it 1.

    Raises:
        UsageError: a name names none.
    """
    wanted = chosen(names)
    effort = Effort.of(os.environ)
    here = machine()
    outcomes = []
    for name in wanted:
        if not as_json:
            print(f"{name} …", file=sys.stderr, flush=True)
        outcomes.append(run_one(name, effort))
    if as_json:
        print(json.dumps(as_object(outcomes, here), ensure_ascii=False, indent=1))
    else:
        print(as_text(outcomes, here))
    if any(outcome.failed is not None for outcome in outcomes):
        return 1
    return 1 if gate and not all(outcome.passes for outcome in outcomes) else 0
