"""Tokens: their lives, their number, and the address that is blocked after five failures."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass

from ctiapp.simpbx.p_series.errors import ApiError

ACCESS_LIFE_S = 1800
REFRESH_LIFE_S = 86_400
MAX_LIVE = 8
"""Live access tokens one client may have; from field reports, not from the handbook."""
MAX_FAILURES = 5
"""Failed log-ins in a row before the address is blocked (P handbook, l. 1021-1048)."""

_LENGTH = 32


@dataclass(slots=True)
class TokenPair:
    """An access and a refresh token with the exchange times (s) at which they die.

    ``session`` stays the same from log-in through every refresh: event sockets live by it.
    """

    access: str
    refresh: str
    access_until_s: float
    refresh_until_s: float
    session: int


class TokenBook:
    """All tokens of the one API client of this PBX. Every time is the exchange's clock, in s."""

    def __init__(self, *, seed: int) -> None:
        """Make the client's credentials from ``seed``."""
        self._random = random.Random(f"tokens-{seed}")
        self.client_id = self._make()
        self.client_secret = self._make()
        self._pairs: list[TokenPair] = []
        self._failures: dict[str, int] = {}
        self._sessions = 0

    def _make(self) -> str:
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=_LENGTH))

    def log_in(self, username: str, password: str, address: str, now_s: float) -> TokenPair:
        """Return a new pair for the client's credentials.

        Raises ``ApiError`` -1 for wrong ones (l. 608-624), 60002 when all tokens are taken.
        """
        if (username, password) != (self.client_id, self.client_secret):
            self._failures[address] = self._failures.get(address, 0) + 1
            wrong = {"field": "username or password", "value": "error"}
            raise ApiError(-1, invalid=[wrong])
        self._failures.pop(address, None)
        if self.live(now_s) >= MAX_LIVE:
            raise ApiError(60002)
        self._sessions += 1
        return self._issue(now_s, self._sessions)

    def refresh(self, token: str, now_s: float) -> TokenPair:
        """Exchange a refresh token for a new pair; the old pair dies. Raises 10004."""
        for pair in self._pairs:
            if pair.refresh == token and pair.refresh_until_s > now_s:
                self._pairs.remove(pair)
                return self._issue(now_s, pair.session)
        raise ApiError(10004)

    def revoke(self, access: str) -> None:
        """Kill the pair of an access token."""
        self._pairs = [pair for pair in self._pairs if pair.access != access]

    def check(self, access: str | None, now_s: float) -> None:
        """Raise ``ApiError`` 10005 without a token, 10004 with one that does not live."""
        if not access:
            raise ApiError(10005)
        if self.until_s(access) <= now_s:
            raise ApiError(10004)

    def until_s(self, access: str) -> float:
        """When an access token dies; minus infinity for one that is dead or unknown."""
        for pair in self._pairs:
            if pair.access == access:
                return pair.access_until_s
        return float("-inf")

    def session_of(self, access: str) -> int:
        """Return the session of a token, or 0 for one that is unknown."""
        return next((pair.session for pair in self._pairs if pair.access == access), 0)

    def session_until_s(self, session: int) -> float:
        """When the newest access token of a session dies; minus infinity for none."""
        untils = [pair.access_until_s for pair in self._pairs if pair.session == session]
        return max(untils, default=float("-inf"))

    def live(self, now_s: float) -> int:
        """How many access tokens live."""
        return sum(1 for pair in self._pairs if pair.access_until_s > now_s)

    def blocked(self, address: str) -> bool:
        """Whether an address failed too often."""
        return self._failures.get(address, 0) >= MAX_FAILURES

    def unblock(self) -> None:
        """Forget all failures of all addresses."""
        self._failures.clear()

    def expire(self, now_s: float) -> None:
        """Let every access token die now; refresh tokens live on."""
        for pair in self._pairs:
            pair.access_until_s = min(pair.access_until_s, now_s)

    def _issue(self, now_s: float, session: int) -> TokenPair:
        self._pairs = [pair for pair in self._pairs if pair.refresh_until_s > now_s]
        pair = TokenPair(
            self._make(), self._make(), now_s + ACCESS_LIFE_S, now_s + REFRESH_LIFE_S, session
        )
        self._pairs.append(pair)
        return pair
