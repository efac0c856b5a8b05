"""What a row of refused log-ins comes to, at each kind of PBX."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.errors import SettingsError
from ctiapp.model.logintries import LOCK, FailedLogIns, lock_of, locked

AT = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def row(count: int, lock: timedelta | None) -> FailedLogIns:
    """So many refusals, one a minute."""
    made = FailedLogIns("https://a", "id", 1, AT)
    for number in range(1, count):
        made = made.and_one(AT + number * MINUTE, lock, looked=True)
    return made


@pytest.mark.parametrize("kind", ["cloud", "k2", "openvox"])
def test_a_lock_of_ten_minutes_ends_by_itself(kind: str) -> None:
    assert lock_of(kind) == timedelta(minutes=10)


@pytest.mark.parametrize("kind", ["p-series", "auto"])
def test_no_other_block_ends_by_itself(kind: str) -> None:
    assert lock_of(kind) is None


def test_five_in_a_row_leave_none_until_the_lock_has_run_out() -> None:
    assert [row(count, LOCK).left for count in (1, 4, 5, 6)] == [4, 1, 0, 0]
    assert row(4, LOCK).locked_until is None
    full = row(5, LOCK)
    end = AT + 4 * MINUTE + LOCK

    assert full.locked_until == end
    assert not full.over(end - MINUTE)
    assert full.over(end)


def test_a_shorter_row_and_one_without_a_lock_never_run_out() -> None:
    years = AT + timedelta(days=3650)

    assert not row(4, LOCK).over(years)
    assert not row(7, None).over(years)
    assert (row(7, None).left, row(7, None).locked_until) == (0, None)


def test_a_secret_that_is_looked_at_before_a_lock_was_told_may_have_brought_it() -> None:
    """Somebody else here may have signed in meanwhile: the PBX counted fewer than we did."""
    sixth = row(5, LOCK).and_one(AT + 9 * MINUTE, LOCK, looked=True)

    assert (sixth.left, sixth.locked_until) == (0, AT + 9 * MINUTE + LOCK)


def test_what_a_locked_pbx_refuses_does_not_prolong_the_lock() -> None:
    full = row(5, LOCK)
    told = locked(full, "https://a", "id", AT + 9 * MINUTE, LOCK)

    assert (told.left, told.locked_until, told.told) == (0, full.locked_until, True)
    again = locked(told, "https://a", "id", AT + 10 * MINUTE, LOCK)
    assert again.locked_until == full.locked_until


@pytest.mark.parametrize("before", [None, row(2, LOCK)])
def test_a_lock_that_others_brought_ends_ten_minutes_after_it_was_told(
    before: FailedLogIns | None,
) -> None:
    told = locked(before, "https://a", "id", AT + 3 * MINUTE, LOCK)

    assert (told.left, told.locked_until) == (0, AT + 3 * MINUTE + LOCK)


def test_the_first_secret_that_is_looked_at_after_a_lock_begins_a_new_row() -> None:
    """Whoever lifted it: a locked PBX looks at none."""
    told = locked(row(5, LOCK), "https://a", "id", AT + 5 * MINUTE, LOCK)
    first = told.and_one(AT + 6 * MINUTE, LOCK, looked=True)

    assert first == FailedLogIns("https://a", "id", 1, AT + 6 * MINUTE)


def test_what_the_pbx_did_not_look_at_is_no_sign_that_the_lock_is_over() -> None:
    told = locked(row(5, LOCK), "https://a", "id", AT + 5 * MINUTE, LOCK)

    assert told.and_one(AT + 6 * MINUTE, LOCK, looked=False).left == 0


@pytest.mark.parametrize(
    "change",
    [
        {"count": 0},
        {"last_at": AT.replace(tzinfo=None)},
        {"locked_until": AT.replace(tzinfo=None)},
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    good: dict[str, object] = {"url": "a", "client_id": "b", "count": 1, "last_at": AT}
    with pytest.raises(SettingsError):
        FailedLogIns(**(good | change))  # type: ignore[arg-type]
