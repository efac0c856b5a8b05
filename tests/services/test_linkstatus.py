"""What a session's status becomes after what the link did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model import errors
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.linkstatus import refused, said_no, trying

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(minutes=5), NOW + timedelta(minutes=5)


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
