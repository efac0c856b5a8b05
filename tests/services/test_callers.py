"""What is known of a caller's earlier calls."""

from __future__ import annotations

from ctiapp.services.callers import CallerLine


def test_nothing_is_known_of_a_stranger() -> None:
    """No calls, no talk, no note."""
    line = CallerLine()
    assert (line.calls_today, line.abandoned_today, line.last_talk, line.note) == (0, 0, None, "")
