"""How signing in and the link stand, as one fact sheet; and what a sign-in asks for.

The signed-out window shows both, so nothing of the telephone is loaded here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.logintries import TRIES_BEFORE_BLOCK

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.call import Moment
    from ctiapp.model.commands import Capability
    from ctiapp.model.directory import Extension, PbxInfo
    from ctiapp.model.notice import Notice
    from ctiapp.settings import Profile


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
        if self.pbx is not None:
            return self.capabilities
        from ctiapp.model.abilities import EVERY_CAPABILITY

        return EVERY_CAPABILITY

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


def request_of(profile: Profile) -> SignInRequest:
    """The sign-in that a profile stands for, without its secret."""
    return SignInRequest(
        address=profile.url,
        client_id=profile.client_id,
        extension=profile.extension,
        kind=profile.kind,
        remember=profile.remember,
        ca=None if profile.ca_path is None else Path(profile.ca_path),
        pin=profile.certificate_sha256,
        proxy=profile.proxy,
        listen=profile.listen,
        listen_told=profile.listen_told,
        event_port=profile.event_port,
        clear_event_password=profile.clear_event_password,
    )
