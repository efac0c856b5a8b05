"""What became of calls, and what of that is a miss."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.history import MISSES, SUCCESSES, Fate, PastCall
from ctiapp.model.number import Number

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("fate", list(Fate))
def test_a_call_is_missed_where_it_came_in_and_leaves_somebody_waiting(fate: Fate) -> None:
    incoming = PastCall("1", AT, Number("5503301"), "", Direction.INBOUND, True, fate)
    outgoing = PastCall("2", AT, Number("5503301"), "", Direction.OUTBOUND, False, fate)

    assert incoming.missed is (fate in MISSES)
    assert not outgoing.missed


def test_nothing_is_both_a_miss_and_a_success() -> None:
    assert not MISSES & SUCCESSES
