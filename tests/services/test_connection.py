"""How signing in and the link stand."""

from __future__ import annotations

from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.settings import TRIES_BEFORE_BLOCK
from tests.services.fakes import REQUEST


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
