"""What the book keeps, and what makes room in it."""

from __future__ import annotations

import pytest

from ctiapp.state.book import MAX_CALLS
from tests.model.said import inbound, mine
from tests.state.desk import Told


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_too_many_calls_are_left_out_and_ended_ones_make_room(told: Told) -> None:
    """A PBX that invents calls fills neither the memory nor the screen."""
    for number in range(MAX_CALLS + 20):
        told.said(inbound("ALERT"), mine("RING"), call_id=f"{number}.1", after_s=0.001)
    assert len(told.store.calls) == MAX_CALLS
    told.recorded("5.1")
    told.said(inbound("ALERT"), mine("RING"), call_id="new")
    assert "new" in told.living
    assert "5.1" not in told.phases


def test_that_it_is_full_is_logged_once(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    """A flood of calls must not become a flood of lines."""
    with caplog.at_level("INFO", "ctiapp.state"):
        for number in range(MAX_CALLS + 20):
            told.said(inbound("ALERT"), mine("RING"), call_id=f"{number}.9", after_s=0.001)
    assert sum("too many" in line for line in caplog.messages) == 1
