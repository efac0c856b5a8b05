"""How a K2 is spoken to: log-in, the life of its token, where a request goes (sections 1, 2). Pure.

Where the log-in gives a refresh token, that renews; where it gives none, a heartbeat has the one
token live on. Both are inferred: the log-in's page lists no such token, another page takes one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.k2 import wire_rest
from ctiapp.pbx.k2.wire import VERSION
from ctiapp.pbx.lenient import id_of, text_of
from ctiapp.pbx.rest import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.pbx.request import Request

KIND: Final = "k2"

LIFE: Final = timedelta(minutes=30)
"""How long a token lives without a sign of life (section 2)."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where the PBX is to post its events.

    Attributes:
        ip: our address as the PBX sees it.
        port: on which we listen.
        url: ``host:port/path``: the whole address.
    """

    ip: str
    port: int
    url: str


class K2Speech:
    """See `ctiapp.pbx.request.Speech`.

    Attributes:
        told: where events are to be posted; None: they are fetched from the event port.
        ip: our address as the PBX sees it, which a heartbeat must name in any case.
        transport: how the PBX says it is set to send events; empty until it said so.
    """

    json_type = "application/json; charset=utf-8"

    def __init__(self) -> None:
        self.told: Told | None = None
        self.ip = ""
        self.transport = ""

    @property
    def name(self) -> str:
        """The dialect."""
        return KIND

    def path(self, request: Request) -> str:
        """Where a request goes."""
        return f"{wire_rest.API_PATH}/{request.endpoint}"

    def params(self, request: Request, token: str | None) -> dict[str, str | int]:
        """The whole query of a request."""
        return dict(request.params) if token is None else {**request.params, "token": token}

    def log_in(self, client_id: str, secret: str) -> Request:
        """Ask for a token: the password as lower-case MD5, which is what the API wants."""
        digest = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
        return wire_rest.post("login", username=client_id, password=digest, **self._events())

    def refresh(self, pair: TokenPair) -> Request | None:
        """Renew the pair, or have its token live on.

        A heartbeat says again where events go: what it leaves out may fall back (section 2).
        """
        if pair.refresh:
            return wire_rest.post("token/refresh", refreshtoken=pair.refresh)
        return replace(self.heartbeat(), params={"token": pair.access})

    def heartbeat(self) -> Request:
        """Say that one is there, and where events go."""
        ip = self.told.ip if self.told is not None else self.ip
        return wire_rest.post("heartbeat", ipaddr=ip, **self._events())

    def revoke(self, pair: TokenPair) -> Request | None:
        """End the session; events end with it."""
        del pair
        return wire_rest.post("logout")

    def pair(self, answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        """Read what a log-in brought.

        Raises:
            WireError: there is no token.
        """
        self.transport = text_of(answer.get("transport")).upper()
        return self._pair(answer, asked_at)

    def renewed(
        self, answer: Mapping[str, object], stale: TokenPair, asked_at: datetime
    ) -> TokenPair:
        """Read the next pair; after a heartbeat the same lives on.

        Raises:
            WireError: a token is missing.
        """
        if stale.refresh:
            return self._pair(answer, asked_at)
        ends_at = asked_at + LIFE
        return TokenPair(stale.access, "", ends_at, ends_at)

    def checked(
        self, answer: Mapping[str, object], *, log_in: bool = False
    ) -> Mapping[str, object]:
        """Return an answer that says success; see `wire_rest.checked`."""
        return wire_rest.checked(answer, log_in=log_in)

    def read(self, answer: bytes) -> object:
        """Read the body of an answer."""
        return read_json(answer)

    def _events(self) -> dict[str, object]:
        """The dialect of the events, and where they are to be posted, as absolute address."""
        if self.told is None:
            return {"version": VERSION}
        return {
            "version": VERSION,
            "port": str(self.told.port),
            "url": self.told.url,
            "urltag": "1",
        }

    @staticmethod
    def _pair(answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        ends_at = asked_at + LIFE
        refresh = answer.get("refreshtoken", answer.get("refresh_token"))
        return TokenPair(
            access=id_of(answer.get("token"), "token"),
            refresh=id_of(refresh, "refreshtoken") if text_of(refresh) else "",
            access_ends_at=ends_at,
            refresh_ends_at=ends_at,
        )
