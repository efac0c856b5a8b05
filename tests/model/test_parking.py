"""When somebody who is parked comes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import Moment
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall

SINCE = Moment(100.0, datetime(2026, 3, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("since", "stays_s", "due_s"),
    [(SINCE, 60.0, 160.0), (None, 60.0, None), (SINCE, None, None)],
)
def test_it_is_known_where_both_its_beginning_and_its_length_are(
    since: Moment | None, stays_s: float | None, due_s: float | None
) -> None:
    call = ParkedCall("6001", Number("1"), Number("2"), LegId("a"), since, stays_s)
    assert call.due_s == due_s
