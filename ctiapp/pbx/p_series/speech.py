"""How a P-Series PBX is spoken to: see `ctiapp.pbx.request.Speech`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.pbx.p_series import wire_rest
from ctiapp.pbx.rest import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.pbx.interface import TokenPair
    from ctiapp.pbx.request import Request

KIND: Final = "p-series"


class Speech:
    """The P-Series' own; it holds nothing."""

    name = KIND
    json_type = "application/json"

    def path(self, request: Request) -> str:
        """Every endpoint has its own (l. 562)."""
        return f"{wire_rest.API_PATH}/{request.endpoint}"

    def params(self, request: Request, token: str | None) -> dict[str, str | int]:
        """The token goes in the query (l. 562)."""
        params = dict(request.params)
        if token is not None:
            params["access_token"] = token
        return params

    def log_in(self, client_id: str, secret: str) -> Request:
        """Ask for a token pair (l. 1099)."""
        return wire_rest.log_in(client_id, secret)

    def refresh(self, pair: TokenPair) -> Request:
        """Ask for the next pair (l. 1163)."""
        return wire_rest.refresh(pair.refresh)

    def revoke(self, _pair: TokenPair) -> Request:
        """End the pair (l. 1218)."""
        return wire_rest.REVOKE

    def pair(self, answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        """Read a pair; see `wire_rest.token_pair`."""
        return wire_rest.token_pair(answer, asked_at)

    def renewed(
        self, answer: Mapping[str, object], _stale: TokenPair, asked_at: datetime
    ) -> TokenPair:
        """Read the next pair: both tokens are new."""
        return wire_rest.token_pair(answer, asked_at)

    def checked(
        self, answer: Mapping[str, object], *, log_in: bool = False
    ) -> Mapping[str, object]:
        """Return an answer that says success; see `wire_rest.checked`."""
        return wire_rest.checked(answer, log_in=log_in)

    def read(self, answer: bytes) -> object:
        """It is JSON."""
        return read_json(answer)
