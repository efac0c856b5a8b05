"""Cold start: the real application is painted, and what it loaded before is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.tools import bench_start
from ctiapp.tools.bench import Effort
from ctiapp.tools.bench_report import Outcome
from ctiapp.tools.bench_start import APP, Start, cold_start, compiled_in, start

if TYPE_CHECKING:
    from pathlib import Path


MOST_OF_OURS = 70
"""Modules of ours that are loaded when the window is painted first: each costs a millisecond or
more. What the signed-out window does without is loaded after that (`ctiapp.app`)."""


async def test_the_real_application_says_when_it_is_painted(tmp_path: Path) -> None:
    found = await start("-m", APP, "--data-dir", str(tmp_path))

    assert found.cpu_ms > 0.0
    assert 0.0 < found.painted_ms < 60_000.0
    assert found.early == ()
    assert 0 < found.own <= MOST_OF_OURS


def test_byte_code_is_kept_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed application is compiled: compiling is no part of its start."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("ELSE", "kept")

    env = compiled_in("there")

    assert "PYTHONDONTWRITEBYTECODE" not in env
    assert env["PYTHONPYCACHEPREFIX"] == "there"
    assert env["ELSE"] == "kept"


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pretend to start: the application takes 5 ms, the bare window 2, the first of each 100."""
    seen: list[str] = []

    async def pretend(*arguments: str, env: dict[str, str]) -> Start:
        assert env["PYTHONPYCACHEPREFIX"]
        seen.append(arguments[0])
        if len(seen) <= 2:
            return Start(100.0, 100.0)
        return Start(5.0, 5.0, ("httpx",)) if arguments[0] == "-m" else Start(2.0, 2.0)

    monkeypatch.setattr(bench_start, "start", pretend)
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
