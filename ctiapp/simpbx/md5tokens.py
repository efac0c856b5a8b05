"""Log-ins by user name and MD5 of a password, as Cloud PBX, K2 and OpenVox UC have them.

From the handbooks (Cloud handbook, l. 640-760; K2 sheet, section 2; OpenVox sheet, section 2): a
token lives for 30 minutes; after five wrong passwords in a row the address is locked for ten
minutes. Inferred: the lock refuses log-ins alone, and a refresh token dies with its token.
"""

from __future__ import annotations

import hashlib
import random
import string
from dataclasses import dataclass

from ctiapp.simpbx.pushparams import RefusedError

TOKEN_LIFE_S = 1800.0
"""How long a token lives after a log-in, a refresh or a heartbeat."""
MAX_FAILURES = 5
"""Wrong passwords in a row before the address is locked."""
LOCK_S = 600.0
"""How long an address stays locked."""

LOCKED = "20002"
WRONG = "20003"
NO_SUCH_TOKEN = "20004"  # noqa: S105 - an error's code
BLANK_TOKEN = "20005"  # noqa: S105 - an error's code
TIMED_OUT = "20006"

_HEX = "0123456789abcdef"
_TOKEN_LENGTH = 32
_SECRET_LENGTH = 16
_MAX_DEAD = 1000
"""How many dead tokens are remembered as timed out."""


@dataclass(eq=False, slots=True)
class Session:
    """One log-in, with the tokens that it has now and when they die (s, the tokens' clock)."""

    number: int
    address: str
    token: str
    refresh: str
    until_s: float


def digest_of(password: str) -> str:
    """Return the MD5 of a password in lower-case hexadecimal digits."""
    return hashlib.md5(password.encode(errors="replace"), usedforsecurity=False).hexdigest()


class Md5Tokens:
    """The log-ins of the one API user of this PBX."""

    def __init__(self, *, seed: int, silence: bool = False) -> None:
        """Make the user's credentials from ``seed``.

        With ``silence`` a token dies of 30 minutes without any activity: each check is one.
        """
        self._random = random.Random(f"md5-{seed}")
        self._silence = silence
        self.user = "api" + self._make(string.digits, 4)
        self.password = self._make(string.ascii_letters + string.digits, _SECRET_LENGTH)
        self.sessions: dict[str, Session] = {}
        """The living and the timed-out sessions by their tokens."""
        self._failures: dict[str, int] = {}
        self._locked_until_s: dict[str, float] = {}
        self._count = 0

    def _make(self, letters: str, length: int) -> str:
        return "".join(self._random.choices(letters, k=length))

    @property
    def digest(self) -> str:
        """What a log-in sends for the password."""
        return digest_of(self.password)

    def admit(self, user: str, digest: str, address: str, now_s: float) -> None:
        """Let a user in who sends the right digest. Raises ``RefusedError`` 20002 or 20003.

        20002 is for a locked address, 20003 for the wrong user or digest: that counts as a failure.
        """
        if self._locked_until_s.get(address, float("-inf")) > now_s:
            raise RefusedError(LOCKED)
        if (user, digest) != (self.user, self.digest):
            failures = self._failures.get(address, 0) + 1
            self._failures[address] = failures
            if failures >= MAX_FAILURES:
                self._failures.pop(address)
                self._locked_until_s[address] = now_s + LOCK_S
            raise RefusedError(WRONG)
        self._failures.pop(address, None)

    def log_in(self, user: str, digest: str, address: str, now_s: float) -> Session:
        """Open a session. Raises ``RefusedError`` as :meth:`admit` does."""
        self.admit(user, digest, address, now_s)
        self._count += 1
        return self._issue(self._count, address, now_s)

    def refresh(self, refresh: str, now_s: float) -> Session:
        """Give a session new tokens; the old ones die. Raises 20004 or 20006."""
        session = next((each for each in self.sessions.values() if each.refresh == refresh), None)
        if session is None:
            raise RefusedError(NO_SUCH_TOKEN)
        if session.until_s <= now_s:
            raise RefusedError(TIMED_OUT)
        del self.sessions[session.token]
        session.token, session.refresh = self._pair()
        session.until_s = now_s + TOKEN_LIFE_S
        self.sessions[session.token] = session
        return session

    def check(self, token: str | None, now_s: float) -> Session:
        """Return the session of a token. Raises 20005 for none, 20004 or 20006 for a dead one."""
        if not token:
            raise RefusedError(BLANK_TOKEN)
        session = self.sessions.get(token)
        if session is None:
            raise RefusedError(NO_SUCH_TOKEN)
        if session.until_s <= now_s:
            raise RefusedError(TIMED_OUT)
        if self._silence:
            self.touch(session, now_s)
        return session

    def touch(self, session: Session, now_s: float) -> None:
        """Give a session its whole life again."""
        session.until_s = max(session.until_s, now_s + TOKEN_LIFE_S)

    def revoke(self, session: Session) -> None:
        """End a session."""
        self.sessions.pop(session.token, None)
        session.until_s = float("-inf")

    def expire(self, now_s: float) -> None:
        """Let every token die now."""
        for session in self.sessions.values():
            session.until_s = min(session.until_s, now_s)

    def unblock(self) -> None:
        """Forget all failures, and unlock all addresses."""
        self._failures.clear()
        self._locked_until_s.clear()

    def live(self, now_s: float) -> list[Session]:
        """Return the sessions whose tokens live."""
        return [each for each in self.sessions.values() if each.until_s > now_s]

    def _pair(self) -> tuple[str, str]:
        return self._make(_HEX, _TOKEN_LENGTH), self._make(_HEX, _TOKEN_LENGTH)

    def _issue(self, number: int, address: str, now_s: float) -> Session:
        dead = [each.token for each in self.sessions.values() if each.until_s <= now_s]
        for token in dead[: max(0, len(dead) - _MAX_DEAD)]:
            del self.sessions[token]
        session = Session(number, address, *self._pair(), now_s + TOKEN_LIFE_S)
        self.sessions[session.token] = session
        return session
