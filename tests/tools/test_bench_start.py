"""Cold start: the real application is painted, and what it loaded before is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.tools import bench_start
from ctiapp.tools.bench import Effort
from ctiapp.tools.bench_report import Outcome
from ctiapp.tools.bench_start import APP, cold_start, painted_ms

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_real_application_says_when_it_is_painted(tmp_path: Path) -> None:
    found_ms, early = await painted_ms("-m", APP, "--data-dir", str(tmp_path))

    assert 0.0 < found_ms < 60_000.0
    assert early == []


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pretend to start: the application takes 5 ms, the bare window 2, the first of each 100."""
    seen: list[str] = []

    async def pretend(*arguments: str) -> tuple[float, list[str]]:
        seen.append(arguments[0])
        if len(seen) <= 2:
            return 100.0, []
        return (5.0, ["httpx"]) if arguments[0] == "-m" else (2.0, [])

    monkeypatch.setattr(bench_start, "painted_ms", pretend)
    return seen


async def test_both_take_turns_and_the_first_does_not_count(starts: list[str]) -> None:
    result = await cold_start(Effort(rounds=3))

    assert starts == ["-m", "-c"] * 4
    assert (result.value, result.yardstick) == (5.0, 2.0)


@pytest.mark.usefixtures("starts")
async def test_a_module_that_came_too_early_breaks_the_budget() -> None:
    outcome = Outcome("cold-start", await cold_start(Effort(rounds=3)))

    assert outcome.ratio == 2.5
    assert "httpx" in (outcome.result.broken or "" if outcome.result else "")
    assert not outcome.passes
