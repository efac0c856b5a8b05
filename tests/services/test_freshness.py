"""When a list that is looked at is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.errors import CtiError, LinkLost, NotPermitted, NotSupported
from ctiapp.services.freshness import AFTER_ERROR, is_fresh

AT = datetime(2026, 5, 4, 10, tzinfo=UTC)
STALE = timedelta(seconds=60)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("error", "held"),
    [
        (None, STALE),
        (LinkLost("gone"), AFTER_ERROR),
    ],
)
def test_it_stands_for_a_while_and_after_a_failure_for_less(
    error: CtiError | None, held: timedelta
) -> None:
    assert is_fresh(AT, error, AT + held - MOMENT, stale=STALE)
    assert not is_fresh(AT, error, AT + held, stale=STALE)
    assert not is_fresh(None, error, AT, stale=STALE)


@pytest.mark.parametrize("error", [NotSupported("no"), NotPermitted("no")])
def test_what_is_refused_is_not_asked_for_again_by_a_look(error: CtiError) -> None:
    assert is_fresh(AT, error, AT + timedelta(days=1), stale=STALE)
    assert not is_fresh(None, error, AT, stale=STALE)
