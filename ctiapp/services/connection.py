"""How signing in and the link stand, as one fact sheet; and what a sign-in asks for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model import errors
from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.events import LinkState
from ctiapp.model.logintries import TRIES_BEFORE_BLOCK
from ctiapp.model.notice import Notice, Severity

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.call import Moment
    from ctiapp.model.commands import Capability
    from ctiapp.model.directory import Extension, PbxInfo

_STEPS = {
    LinkState.OPENING: "signin.step.token",
    LinkState.SYNCING: "signin.step.snapshot",
}
"""What is being done while a first sign-in goes on."""


class Connection(Enum):
    """The words of ``ctl status``."""

    SIGNED_OUT = "signed-out"
    CONNECTING = "connecting"
    ONLINE = "online"
    RECONNECTING = "reconnecting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """Where we stand.

    Attributes:
        state: the connection.
        notice: why, or what is being done; None when all is well.
        attempts_left: log-ins that may still fail before the PBX blocks this address, at most.
        pbx: which PBX; None when signed out.
        me: one's own extension; None when signed out.
        capabilities: what this PBX can do.
        picture_at: when the picture shown was last known to be true; None before the first.
        silent: calls happen, but no event tells of them: the PBX's monitoring is off.
        certificate: the untrusted certificate's (host, issuer, sha256) that the user may trust;
            None where there is none, or it could not be read: nobody could judge it.
    """

    state: Connection = Connection.SIGNED_OUT
    notice: Notice | None = None
    attempts_left: int = TRIES_BEFORE_BLOCK
    pbx: PbxInfo | None = None
    me: Extension | None = None
    capabilities: frozenset[Capability] = frozenset()
    picture_at: datetime | None = None
    silent: bool = False
    certificate: tuple[str, str, str] | None = None

    @property
    def offered(self) -> frozenset[Capability]:
        """What the window and ``ctl`` offer: all of it until it is known which PBX this is."""
        return EVERY_CAPABILITY if self.pbx is None else self.capabilities

    def picture_s(self, now: Moment) -> float | None:
        """When the picture shown was last known to be true, on the monotonic clock."""
        if self.picture_at is None:
            return None
        return now.mono_s - (now.at - self.picture_at).total_seconds()


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """What the sign-in form, the command line or ``ctl signin`` asks for.

    Attributes:
        address: of the PBX, as typed.
        client_id: the API client.
        secret: its secret; None to use the remembered one.
        extension: as typed.
        kind: the dialect; `ctiapp.model.ctl_verbs.ANY_KIND`: it is to be found out.
        remember: keep the secret and the token pair in the key store.
        ca: a CA file to trust; None for the system's.
        pin: SHA-256 of the one certificate to trust; None for none.
        proxy: a proxy's URL; None for none.
        listen: ``[HOST:]PORT`` where the PBX posts its events; empty: the default.
        listen_told: ``HOST:PORT`` under which the PBX reaches that; empty: as it is.
        event_port: fetch events from this port of the PBX; None: it posts them.
        clear_event_password: it was agreed that the password goes in clear to that port.
    """

    address: str
    client_id: str
    extension: str
    secret: str | None = field(default=None, repr=False)
    kind: str = "p-series"
    remember: bool = False
    ca: Path | None = None
    pin: str | None = None
    proxy: str | None = None
    listen: str = ""
    listen_told: str = ""
    event_port: int | None = None
    clear_event_password: bool = False


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
