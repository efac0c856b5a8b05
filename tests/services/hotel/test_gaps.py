"""When nobody could hear."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.wakes import WakeReason
from ctiapp.services.hotel.gaps import DEAF, SLEPT, Gaps

if TYPE_CHECKING:
    import pytest

AT = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def test_a_connection_that_is_lost_was_lost_before_that_was_known() -> None:
    """Not before something was heard last; and not longer ago than a dead one is found out."""
    gaps = Gaps()
    assert not gaps.link(at(0), up=True)
    assert gaps.link(at(0), up=False)
    assert not gaps.link(at(1), up=False)
    assert (gaps.open, gaps.closed_at) == (True, None)
    assert gaps.link(at(30), up=True)
    assert (gaps.open, gaps.closed_at) == (False, at(30))
    gaps.heard(at(90))
    gaps.link(at(100), up=False)
    gaps.link(at(101), up=True)
    gaps.link(at(900), up=False)
    assert [(gap.since, gap.until) for gap in gaps.all] == [
        (at(0) - DEAF, at(30)),
        (at(90), at(101)),
        (at(900) - DEAF, None),
    ]
    assert {gap.reason for gap in gaps.all} == {WakeReason.LINK}


def test_a_computer_that_slept(caplog: pytest.LogCaptureFixture) -> None:
    """What is open stays the last one: it goes on."""
    caplog.set_level(logging.ERROR, logger="ctiapp.wakes")
    gaps = Gaps()
    assert gaps.look(at(0), 0) is None
    gaps.link(at(1), up=False)
    assert gaps.look(at(5) + SLEPT, 5) is None
    assert gaps.look(at(600), 5) == at(5) + SLEPT
    assert gaps.open
    assert gaps.all[0].reason is WakeReason.NOT_RUNNING
    assert gaps.all[0].until == at(600)


def test_what_is_long_over_is_forgotten() -> None:
    gaps = Gaps()
    assert gaps.closed_at is None
    gaps.nobody(at(0), at(10))
    gaps.link(at(20), up=False)
    gaps.forget(at(9))
    assert len(gaps.all) == 2
    gaps.forget(at(99))
    assert [gap.until for gap in gaps.all] == [None]
