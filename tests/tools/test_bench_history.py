"""What the bench of the past calls measures; ``ctiapp bench history`` has the time."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.tools import bench_history
from ctiapp.tools.bench import Effort
from ctiapp.tools.bench_history import lines

if TYPE_CHECKING:
    import pytest

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_the_lines_are_those_of_a_busy_desk() -> None:
    """Each another call, the newest first, in both directions."""
    made = list(lines(500, NOW, random.Random(1)))

    assert len({each.uid for each in made}) == 500
    assert [each.at for each in made] == sorted((each.at for each in made), reverse=True)
    assert {each.caller.number.text == "2000" for each in made} == {True, False}
    assert all(each.at < NOW for each in made)


async def test_a_short_past_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way: taken in, looked through, scrolled, told."""
    monkeypatch.setattr(bench_history, "LINES", 600)
    monkeypatch.setattr(bench_history, "STEPS", 20)
    result = await bench_history.history(Effort(rounds=1))

    assert result.detail["calls"] == 600
    assert isinstance(result.detail["rows_shown"], int)
    assert result.detail["rows_shown"] >= 600
    assert result.value > 0
