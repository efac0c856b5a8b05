"""Where one stands after what the link did: the statuses of a session, one from the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model import errors
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.connection import Connection, ConnectionStatus

if TYPE_CHECKING:
    from datetime import datetime

_STEPS = {
    LinkState.OPENING: "signin.step.token",
    LinkState.SYNCING: "signin.step.snapshot",
}
"""What is being done while a first sign-in goes on."""


def said_no(error: errors.CtiError) -> bool:
    """Whether PBX or trust said no: that does not change by trying again."""
    return isinstance(error, errors.AuthError | errors.CertificateRejected | errors.WireError)


def refused(error: errors.CtiError, state: Connection, left: int) -> ConnectionStatus:
    """Where one stands after a sign-in that failed for good.

    Args:
        error: why.
        state: refused, or signed out where nobody was reached.
        left: log-ins that may still fail.
    """
    certificate = None
    if isinstance(error, errors.CertificateRejected) and error.sha256:
        certificate = (str(error.params.get("host", "")), error.issuer, error.sha256)
    return ConnectionStatus(
        state, notice=error.notice(), attempts_left=left, certificate=certificate
    )


def trying(
    status: ConnectionStatus,
    link: LinkState,
    error: errors.CtiError | None,
    *,
    was_up: bool,
    now: datetime,
) -> ConnectionStatus:
    """Where one stands while the link is being set up, for the first time or again.

    Args:
        status: where one stood.
        link: how far it is.
        error: why it fell; None where nothing failed.
        was_up: whether this session had a live picture before.
        now: aware UTC; until now the picture was true, if it was live.
    """
    state = Connection.RECONNECTING if was_up else Connection.CONNECTING
    notice = status.notice
    if error is not None:
        notice = error.notice(Severity.WARNING)
    elif state is Connection.CONNECTING and link in _STEPS:
        notice = Notice.of(_STEPS[link])
    picture_at = status.picture_at
    if status.state is Connection.ONLINE:
        picture_at = now - _silence(error)
    unheard = isinstance(error, errors.EventsBlocked | errors.EventsSilent | errors.EventsOutdated)
    silent = status.silent and not unheard  # the error says why nothing is told
    return replace(status, state=state, notice=notice, picture_at=picture_at, silent=silent)


def _silence(error: errors.CtiError | None) -> timedelta:
    """How long nothing had come by the time a link was found dead: its picture is so old, too."""
    silent_s = None if error is None else error.params.get("silent_s")
    return timedelta(seconds=silent_s) if isinstance(silent_s, int) else timedelta()
