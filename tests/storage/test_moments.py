"""A moment is kept to the millisecond, whatever its zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ctiapp.storage.moments import moment, stamp


@pytest.mark.parametrize(
    "at",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC),
        datetime(2026, 11, 22, 5, 45, 1, 234000, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    ],
)
def test_it_comes_back_as_it_was(at: datetime) -> None:
    assert moment(stamp(at)) == at
    assert moment(stamp(at)).tzinfo is UTC


def test_the_later_one_is_larger() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert stamp(at + timedelta(milliseconds=1)) == stamp(at) + 1
    assert stamp(at + timedelta(microseconds=999)) == stamp(at)
