"""What the benches found: the one table of limits, ratios, the gate, and how it is printed.

A *ratio* says how many times the application needs what its yardstick needs in the same run, so it
holds on a slow machine as on a fast one. Milliseconds are information. Where a budget has no
yardstick (idle CPU, growth) the limit is on the value itself.
"""

from __future__ import annotations

import math
import os
import platform
from dataclasses import dataclass, field
from importlib import metadata
from statistics import median
from typing import TYPE_CHECKING

from ctiapp import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SLACK = 1.25
"""The gate fails only beyond this many times the limit: a busy machine is no regression."""


@dataclass(frozen=True, slots=True)
class Budget:
    """One line of the table of budgets.

    Attributes:
        what: what is measured, in words.
        unit: of the value and the yardstick.
        limit: the highest ratio to the yardstick; where there is none, the highest value.
        aim: the value to aim at on an idle desktop; None where there is none.
        yardstick: what it is compared with, in words; None: the limit is on the value.
        more_is_better: the value is a rate, not a cost.
    """

    what: str
    unit: str
    limit: float
    aim: float | None = None
    yardstick: str | None = None
    more_is_better: bool = False


BUDGETS: Mapping[str, Budget] = {
    "pop": Budget(
        "frame received -> pop painted, p99, idle, first ring included",
        "ms",
        limit=2.0,
        aim=8.3,
        yardstick="bare qasync + websockets + QWidget pop, the same frames, p99",
    ),
    "pop-big": Budget(
        "the same with 10,000 extensions loaded and 200 events/s of other people's calls",
        "ms",
        limit=3.5,
        aim=16.7,
        yardstick="the same bare pop, idle, p99",
    ),
    "cold-start": Budget(
        "process start -> signed-out window painted",
        "ms",
        limit=2.5,
        aim=300.0,
        yardstick="bare PySide6 window",
    ),
    "memory": Budget(
        "memory after sign-in with 10,000 extensions, as if it ran alone",
        "MB",
        limit=3.0,
        aim=130.0,
        yardstick="bare PySide6 window",
    ),
    "growth": Budget(
        "memory that a call leaves behind, over 200,000 events after warm-up",
        "B/call",
        limit=512.0,
        aim=0.0,
    ),
    "store": Budget(
        "events a second through wire and store, and no frame over 50 ms with the window on",
        "events/s",
        limit=10.0,
        aim=2000.0,
        yardstick="plain loop that only decodes the same frames",
        more_is_better=True,
    ),
    "flood": Budget(
        "20,000 frames at once over a socket: the longest that the window's thread computed",
        "ms",
        limit=100.0,
        aim=16.7,
    ),
    "panel": Budget(
        "the longest frame of the panel with 10,000 people, 200 of whom change a second",
        "ms",
        limit=33.0,
        aim=16.7,
    ),
    "search": Budget(
        "key in the search box -> results painted, p99, 10,000 extensions and 500,000 contacts",
        "ms",
        limit=16.7,
        aim=8.3,
    ),
    "history": Budget(
        "the longest frame while 200,000 calls of the past are looked at",
        "ms",
        limit=33.0,
        aim=16.7,
    ),
    "idle-cpu": Budget("CPU of the signed-in application at rest", "%", limit=0.5, aim=0.2),
    "soak": Budget(
        "memory that 8 simulated hours with a cut every 5 minutes leave behind",
        "MB",
        limit=2.0,
        aim=0.0,
    ),
}
"""Every bench by its name, with its limit."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one bench found.

    Attributes:
        value: the median over the rounds.
        yardstick: the same of what it is compared with; None where the budget has none.
        detail: what else was seen.
        broken: what must never be, whatever the figures; it fails the gate without slack.
    """

    value: float
    yardstick: float | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    broken: str | None = None


class SkippedError(Exception):
    """A bench cannot run here; the text says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the report: a budget and what came of it; a result, or why there is none."""

    name: str
    result: Result | None = None
    skipped: str | None = None
    failed: str | None = None

    @property
    def budget(self) -> Budget:
        """What was to be held."""
        return BUDGETS[self.name]

    @property
    def ratio(self) -> float | None:
        """How many times the yardstick it costs; above 1 is worse than it, also for rates."""
        if self.result is None or self.result.yardstick is None:
            return None
        value, yardstick = self.result.value, self.result.yardstick
        if self.budget.more_is_better:
            value, yardstick = yardstick, value
        return value / yardstick if yardstick > 0 else math.inf

    @property
    def ok(self) -> bool | None:
        """Within the limit, without slack; None where it was skipped."""
        if self.skipped is not None:
            return None
        return self._within(1.0)

    @property
    def passes(self) -> bool:
        """Within the limit and its slack: what the gate asks."""
        return self.skipped is not None or self._within(SLACK)

    def _within(self, slack: float) -> bool:
        if self.result is None or self.result.broken is not None:
            return False
        measured = self.ratio if self.budget.yardstick is not None else self.result.value
        return measured is not None and measured <= self.budget.limit * slack

    def picture(self) -> dict[str, object]:
        """The machine form."""
        result, budget = self.result, self.budget
        found: dict[str, object] = {
            "what": budget.what,
            "value": None if result is None else _rounded(result.value),
            "unit": budget.unit,
            "yardstick": None if result is None else _rounded(result.yardstick),
            "ratio": _rounded(self.ratio),
            "limit": budget.limit,
            "limit_on": "ratio" if budget.yardstick is not None else "value",
            "aim": budget.aim,
            "ok": self.ok,
            "detail": {} if result is None else dict(result.detail),
        }
        if budget.yardstick is not None:
            found["yardstick_is"] = budget.yardstick
        if self.skipped is not None:
            found["skipped"] = self.skipped
        problem = self.failed or (result.broken if result is not None else None)
        if problem is not None:
            found["problem"] = problem
        return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed (nearest rank).

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values")
    rank = max(1, math.ceil(share * len(values)))
    return sorted(values)[rank - 1]


def spread(values: Sequence[float]) -> dict[str, object]:
    """The rounds of a measurement: each, and how far they lie apart."""
    return {"rounds": [_rounded(value) for value in values], "median": _rounded(median(values))}


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "ctiapp": __version__,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": _load(),
        "python": platform.python_version(),
        "pyside6": _version("PySide6-Essentials"),
        "qasync": _version("qasync"),
        "websockets": _version("websockets"),
        "qt_platform": os.environ.get("QT_QPA_PLATFORM")
        or ("xcb" if os.environ.get("DISPLAY") else "default"),
    }


def as_object(outcomes: Iterable[Outcome], machine: Mapping[str, object]) -> dict[str, object]:
    """The whole report as one object."""
    return {
        "machine": dict(machine),
        "benches": {outcome.name: outcome.picture() for outcome in outcomes},
    }


def as_text(outcomes: Iterable[Outcome], machine: Mapping[str, object]) -> str:
    """The whole report for a person."""
    lines = [", ".join(f"{key} {value}" for key, value in machine.items()), ""]
    head = ("", "value", "yardstick", "ratio", "limit", "aim", "")
    rows = [head, *(_row(outcome) for outcome in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def _row(outcome: Outcome) -> tuple[str, ...]:
    budget, result = outcome.budget, outcome.result
    sign = "x" if budget.yardstick is not None else f" {budget.unit}"
    aim = "" if budget.aim is None else f"{budget.aim:g} {budget.unit}"
    limit = f"{budget.limit:g}{sign}"
    if outcome.skipped is not None:
        return (outcome.name, "", "", "", limit, aim, f"skipped: {outcome.skipped}")
    if result is None:
        return (outcome.name, "", "", "", limit, aim, f"FAILED: {_last_line(outcome.failed)}")
    verdict = "ok" if outcome.ok else "OVER THE LIMIT"
    if result.broken is not None:
        verdict = f"BROKEN: {result.broken}"
    ratio, yardstick = outcome.ratio, result.yardstick
    return (
        outcome.name,
        f"{_figure(result.value)} {budget.unit}",
        "" if yardstick is None else f"{_figure(yardstick)} {budget.unit}",
        "" if ratio is None else f"{ratio:.2f}x",
        limit,
        aim,
        verdict,
    )


def _last_line(text: str | None) -> str:
    """What stands last says what it was; the rest is in the machine form."""
    return (text or "").strip().rpartition("\n")[2]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _rounded(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return round(value, 3)


def _load() -> float | None:
    try:
        return round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):  # Windows has none
        return None


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
