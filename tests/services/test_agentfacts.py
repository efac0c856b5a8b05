"""The fact sheets of agents and queues."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import Moment
from ctiapp.services.agentfacts import ServiceLevel

SINCE = Moment(0.0, datetime(2026, 1, 5, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("in_time", "counted", "percent"), [(0, 0, None), (0, 3, 0), (2, 3, 67), (3, 3, 100)]
)
def test_a_service_level_is_a_share_of_those_counted(
    in_time: int, counted: int, percent: int | None
) -> None:
    """Where nobody has called, there is no level, neither good nor bad."""
    assert ServiceLevel(in_time, counted, SINCE).percent == percent
