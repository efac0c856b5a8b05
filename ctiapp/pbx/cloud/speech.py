"""How a Cloud PBX is spoken to: see `ctiapp.pbx.request.Speech`."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.pbx.cloud import wire_rest
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.lenient import id_of
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

KIND: Final = "cloud"

VERSION: Final = "1.0.2"
"""Of the reports: older ones are no JSON (l. 666)."""

TOKEN_LIFE: Final = timedelta(minutes=30)
"""How long a token lives (l. 681); its refresh must come before that (l. 735)."""


class Speech:
    """The Cloud PBX's own.

    Attributes:
        reports_to: ``host:port/path`` where the PBX is to post its reports; told by a log-in only.
        port: the port in it.
    """

    name = KIND
    json_type = "application/json; charset=utf-8"

    def __init__(self) -> None:
        self.reports_to = ""
        self.port = 0
        self._forget: Callable[[], None] = lambda: None

    def path(self, request: Request) -> str:
        """Every endpoint has its own (l. 526)."""
        return f"{wire_rest.API_PATH}/{request.endpoint}"

    def params(self, request: Request, token: str | None) -> dict[str, str | int]:
        """The token goes in the query (l. 526)."""
        params = dict(request.params)
        if token is not None:
            params["token"] = token
        return params

    def log_in(self, client_id: str, secret: str) -> Request:
        """Ask for a token, and for reports at an absolute address (l. 654-700).

        The password goes as lower-case MD5: that is what the PBX wants to see (l. 649). Whoever has
        it can log in, so it is kept out of the log like the password itself.
        """
        digest = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
        self._forget()
        self._forget = log.redact(digest)
        body = {
            "username": client_id,
            "password": digest,
            "port": str(self.port),
            "version": VERSION,
            "url": self.reports_to,
            "urltag": "1",
        }
        return Request("POST", "login", body=body)

    def refresh(self, pair: TokenPair) -> Request:
        """Ask for the next pair (l. 743); no token in the query."""
        return Request("POST", "token/refresh", body={"refreshtoken": pair.refresh})

    def revoke(self, _pair: TokenPair) -> Request:
        """Log out (l. 796); the reports end with it."""
        return Request("POST", "logout")

    def pair(self, answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        """Read a pair (l. 670-675).

        Raises:
            WireError: a token is missing.
        """
        ends_at = asked_at + TOKEN_LIFE
        return TokenPair(
            access=id_of(answer.get("token"), "token"),
            refresh=id_of(answer.get("refreshtoken"), "refreshtoken"),
            access_ends_at=ends_at,
            refresh_ends_at=ends_at,
        )

    def renewed(
        self, answer: Mapping[str, object], _stale: TokenPair, asked_at: datetime
    ) -> TokenPair:
        """Read the next pair: both tokens are new (l. 751-756)."""
        return self.pair(answer, asked_at)

    def checked(
        self, answer: Mapping[str, object], *, log_in: bool = False
    ) -> Mapping[str, object]:
        """Return an answer that says success; see `wire_rest.checked`."""
        return wire_rest.checked(answer, log_in=log_in)

    def read(self, answer: bytes) -> object:
        """It is JSON, or nearly."""
        return wire_rest.read(answer)
