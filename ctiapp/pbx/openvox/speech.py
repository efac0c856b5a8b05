"""How an OpenVox UC is spoken to: log-in, the life of its token, JSON or XML (sections 1, 2). Pure.

There is one token, which dies of 30 minutes of silence; a heartbeat has it live on. There is no
log-out: who leaves lets it die.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.pbx import xmltext
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.lenient import id_of
from ctiapp.pbx.openvox import wire_rest
from ctiapp.pbx.openvox.wire_rest import JSON, XML
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

KIND: Final = "openvox"

VERSION: Final = "0.0.1"
"""What the page's own example sends; events are well-formed JSON whichever it is (section 2)."""

LIFE: Final = timedelta(minutes=30)
"""How long a token lives in silence (section 2)."""

USED: Final = timedelta(minutes=12, seconds=30)
"""For so long a token is used without a heartbeat: one is due after some ten minutes of that."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where the PBX is to post its events.

    Attributes:
        ip: our address, as the PBX sees it.
        port: on which we listen.
        url: ``host:port/path``: the whole address.
    """

    ip: str
    port: int
    url: str


class Speech:
    """See `ctiapp.pbx.request.Speech`.

    Args:
        style: ``json`` or ``xml``: in what form the PBX is asked before it has answered.

    Attributes:
        told: where events are to be posted.
        style: in what form the PBX last answered; before that as it was said.
    """

    name = KIND
    json_type = "application/json; charset=utf-8"

    def __init__(self, style: str = JSON) -> None:
        self.told = Told("", 0, "")
        self.style = style
        self._forget: Callable[[], None] = lambda: None

    def path(self, request: Request) -> str:
        """Every endpoint has its own (section 1)."""
        return f"{wire_rest.API_PATH}/{request.endpoint}"

    def params(self, request: Request, token: str | None) -> dict[str, str | int]:
        """The token and the form of the bodies go in the query (section 1).

        A request may name a form of its own there.
        """
        params: dict[str, str | int] = {"type": self.style, **request.params}
        if token is not None:
            params["token"] = token
        return params

    def log_in(self, client_id: str, secret: str) -> Request:
        """Ask for a token, and for events at an absolute address.

        The password goes as lower-case MD5. Whoever has it can log in, so it is kept out of the log
        like the password itself.
        """
        digest = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
        self._forget()
        self._forget = log.redact(digest)
        body = {"username": client_id, "password": digest, "version": VERSION, **self._events()}
        return Request("POST", "login", body=body)

    def refresh(self, pair: TokenPair) -> Request:
        """Have the token live on: a heartbeat, which says again where events go."""
        body = {"ipaddr": self.told.ip, **self._events()}
        return Request("POST", "heartbeat", {"token": pair.access}, body)

    def revoke(self, _pair: TokenPair) -> None:
        """There is no way (section 8): it dies of silence."""
        return

    def pair(self, answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        """Read what a log-in brought.

        Raises:
            WireError: there is no token.
        """
        return _living(id_of(answer.get("token"), "token"), asked_at)

    def renewed(
        self, _answer: Mapping[str, object], stale: TokenPair, asked_at: datetime
    ) -> TokenPair:
        """After a heartbeat the same token lives on."""
        return _living(stale.access, asked_at)

    def checked(
        self, answer: Mapping[str, object], *, log_in: bool = False
    ) -> Mapping[str, object]:
        """Return an answer that says success; see `wire_rest.checked`."""
        return wire_rest.checked(answer, log_in=log_in)

    def read(self, answer: bytes) -> object:
        """It is JSON, or XML; the PBX is spoken to as it answers.

        Only an answer with a status counts: what is on the way to a PBX may answer with a page.
        """
        found = xmltext.read(answer)
        if isinstance(found, dict) and "status" in found:
            self.style = XML if xmltext.is_xml(answer) else JSON
        return found

    def written(self, request: Request) -> Mapping[str, object] | bytes | None:
        """What is sent of a request's body: XML to a PBX that speaks it, or where it is named."""
        if request.params.get("type", self.style) == JSON or request.body is None:
            return request.body
        return xmltext.dumps(request.body)

    def _events(self) -> dict[str, object]:
        return {"port": str(self.told.port), "url": self.told.url, "urltag": "1"}


def _living(token: str, asked_at: datetime) -> TokenPair:
    return TokenPair(token, "", asked_at + USED, asked_at + LIFE)
