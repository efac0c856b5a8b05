"""How signing in and the link stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model import errors
from ctiapp.model.call import Moment
from ctiapp.model.events import LinkState
from ctiapp.model.logintries import TRIES_BEFORE_BLOCK
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.connection import (
    Connection,
    ConnectionStatus,
    refused,
    said_no,
    trying,
)
from tests.services.fakes import REQUEST

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(minutes=5), NOW + timedelta(minutes=5)


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


@pytest.mark.parametrize(
    ("error", "no"),
    [
        (errors.CredentialsRejected("wrong"), True),
        (errors.CertificateRejected("unknown", host="pbx", issuer="x", sha256="a" * 64), True),
        (errors.CannotConnect("nobody"), False),
    ],
    ids=lambda value: getattr(value, "key", value),
)
def test_who_says_no_says_so_again(error: errors.CtiError, no: bool) -> None:
    """An address that answers nothing may answer later."""
    assert said_no(error) is no


def test_the_untrusted_certificate_is_shown() -> None:
    """Whose it is, and its fingerprint; nothing of who was signed in before."""
    error = errors.CertificateRejected("unknown", host="pbx", issuer="Acme", sha256="a" * 64)
    status = refused(error, Connection.REFUSED, 3)
    assert (status.state, status.attempts_left) == (Connection.REFUSED, 3)
    assert status.certificate == ("pbx", "Acme", "a" * 64)
    assert refused(errors.CannotConnect("x"), Connection.SIGNED_OUT, 5).certificate is None


def test_a_certificate_that_could_not_be_read_is_not_to_be_trusted() -> None:
    """Nobody could compare it."""
    unread = errors.CertificateRejected("unknown", host="pbx", issuer="", sha256="")
    assert refused(unread, Connection.REFUSED, 5).certificate is None


@pytest.mark.parametrize(
    ("error", "silent"),
    [
        (errors.EventsBlocked("x", address="10.0.0.7", port=8260), False),
        (errors.EventsSilent("x", address="10.0.0.5", port=5038), False),
        (errors.LinkLost("x"), True),
    ],
    ids=lambda value: getattr(value, "key", value),
)
def test_where_the_error_says_why_nothing_is_told_no_other_cause_is_named(
    error: errors.CtiError, silent: bool
) -> None:
    """A closed way is not mended by switching monitoring on."""
    online = ConnectionStatus(Connection.ONLINE, silent=True)
    assert trying(online, LinkState.DOWN, error, was_up=True, now=NOW).silent is silent


def test_a_picture_ages_from_the_moment_the_link_fell() -> None:
    """Not from the moment of a later try."""
    online = ConnectionStatus(Connection.ONLINE, picture_at=EARLIER)
    fell = trying(online, LinkState.DOWN, errors.LinkLost("x"), was_up=True, now=NOW)
    assert (fell.state, fell.picture_at) == (Connection.RECONNECTING, NOW)
    assert fell.notice is not None
    assert fell.notice.severity is Severity.WARNING

    again = trying(fell, LinkState.OPENING, None, was_up=True, now=LATER)
    assert (again.picture_at, again.notice) == (NOW, fell.notice)


def test_a_first_sign_in_says_how_far_it_is() -> None:
    """Step by step; what failed is said instead."""
    first = ConnectionStatus(Connection.CONNECTING)
    opening = trying(first, LinkState.OPENING, None, was_up=False, now=NOW)
    assert opening.notice == Notice.of("signin.step.token")
    assert (opening.state, opening.picture_at) == (Connection.CONNECTING, None)


def test_a_picture_s_age_is_told_on_the_clock_that_nobody_turns() -> None:
    status = ConnectionStatus(Connection.RECONNECTING, picture_at=NOW)
    assert status.picture_s(Moment(1075.0, NOW + timedelta(seconds=75))) == 1000.0
    assert ConnectionStatus().picture_s(Moment(1075.0, NOW)) is None
