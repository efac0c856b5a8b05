"""How signing in and the link stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ctiapp.model.call import Moment
from ctiapp.model.logintries import TRIES_BEFORE_BLOCK
from ctiapp.services.connection import Connection, ConnectionStatus
from tests.services.fakes import REQUEST

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_nobody_is_signed_in_at_the_start() -> None:
    """All tries are left, nothing is known."""
    status = ConnectionStatus()
    assert (status.state, status.attempts_left) == (Connection.SIGNED_OUT, TRIES_BEFORE_BLOCK)
    assert (status.pbx, status.me, status.picture_at, status.certificate) == (None,) * 4
    assert not status.silent


def test_a_request_never_shows_its_secret() -> None:
    """Not in a log, not in a traceback."""
    assert "s3cret" not in repr(REQUEST)
    assert "s3cret" not in str(REQUEST)


def test_a_picture_s_age_is_told_on_the_clock_that_nobody_turns() -> None:
    status = ConnectionStatus(Connection.RECONNECTING, picture_at=NOW)
    assert status.picture_s(Moment(1075.0, NOW + timedelta(seconds=75))) == 1000.0
    assert ConnectionStatus().picture_s(Moment(1075.0, NOW)) is None
