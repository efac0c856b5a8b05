"""One token pair, and everything that gets, renews and ends it.

Rule 1: a log-in is tried once; a refused secret is never sent again. Five failures in a row block
the address of the whole office (P, l. 1021-1048; Cloud, l. 650).
Where a PBX says that its API does not run, that may be: or it says so of a wrong secret, as the
Cloud handbook prints it (l. 726). So a secret that never served is not sent again by itself; one
that did is, seldom, and fewer times than would block anybody.
Rule 2: a refresh kills the pair it was made with, so there is never more than one, and whoever
waits for it may go away without ending it: the new pair must not get lost. Where a dialect keeps
its one token alive by a heartbeat, that is its refresh: see `ctiapp.pbx.request.Speech`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    AuthError,
    CommandError,
    CredentialsRejected,
    CtiError,
    LinkLost,
    NoToken,
    TokenExpired,
    WireError,
)

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime
    from random import Random

    from ctiapp.pbx.interface import TokenPair
    from ctiapp.pbx.request import Request, Speech

Ask = Callable[["Request", str | None, float | None], Awaitable[dict[str, object]]]

REVOKE_S = 2.0
"""How long revoking may take: a quit waits for it."""

_EARLY = (0.15, 0.25)
"""How long before its end, as parts of its life, a token is renewed; somewhere between."""

_SAFETY_S = 5.0
"""A token that ends within this time is not sent any more."""

MAX_UNCLEAR: Final = 4
"""So often in a row is a secret that served sent to a PBX whose API, by its own word, does not run;
five failures would lock this address."""

UNCLEAR_S: Final = 60.0
"""Seconds from one such try to the next."""

_logger = log.topic("pbx")


class Session:
    """The token pair of one client at one PBX.

    Args:
        ask: sends one request and returns its answer, unchecked: the request, the token where one
            is needed, and the time for the whole answer in seconds (None: the usual one).
        speech: how this PBX is spoken to.
        client_id: the API client.
        now: aware UTC.
        rng: for the jitter, so that the desktops of an office do not all renew at once.

    Attributes:
        on_dead: is called where the pair was found dead, and dropped: nothing that the PBX sends
            comes any more, and it is replaced at once or not at all.
    """

    def __init__(
        self,
        ask: Ask,
        speech: Speech,
        client_id: str,
        *,
        now: Callable[[], datetime],
        rng: Random,
    ) -> None:
        self._ask = ask
        self._speech = speech
        self._client_id = client_id
        self._now = now
        self._rng = rng
        self._pair: TokenPair | None = None
        self._renew_at: datetime | None = None
        self._refused: str | None = None
        self._served: str | None = None
        self._unclear = 0
        self._unclear_at: datetime | None = None
        self._working: asyncio.Task[None] | None = None
        self._forget: list[Callable[[], None]] = []
        self.on_dead: Callable[[], None] = lambda: None

    @property
    def pair(self) -> TokenPair | None:
        """The pair that lives, as far as is known."""
        return self._pair

    @property
    def usable(self) -> bool:
        """Whether the access token may still be sent."""
        return self._pair is not None and self._lasts(self._pair.access_ends_at)

    @property
    def due(self) -> bool:
        """Whether it is time to renew."""
        return self._renew_at is not None and self._now() >= self._renew_at

    def adopt(self, pair: TokenPair | None) -> None:
        """Take a pair (a remembered one, a new one), or drop the one there is."""
        for forget in self._forget:
            forget()
        self._forget = []
        self._pair = pair
        self._renew_at = None
        if pair is None:
            return
        self._forget = [log.redact(token) for token in (pair.access, pair.refresh) if token]
        # A remembered pair's own life is not known; the rest of it serves as well.
        early = self._rng.uniform(*_EARLY)
        self._renew_at = pair.access_ends_at - (pair.access_ends_at - self._now()) * early

    async def log_in(self, secret: str) -> None:
        """Get a pair for the client's secret.

        Raises:
            CredentialsRejected: it is wrong (another try with it fails without asking), or there is
                none (key ``error.signed_out``).
            SeatLimit, AddressBlocked, AddressForbidden, ApiDisabled, LinkError, NotAPbx.
            NoSuchApi: nobody looked at the secret.
            NoToken: it was taken, and nothing came of it.
            AuthError: it was refused, perhaps for another reason.
        """
        if not secret:
            raise CredentialsRejected(
                "no secret to log in with", key="error.signed_out", looked=False
            )
        if secret == self._refused:
            raise CredentialsRejected("refused before; not sent again", code=-1, looked=False)
        if self._is_early(secret):
            raise LinkLost("not asked again so soon", key=ApiDisabled.key)
        await self._alone(lambda: self._log_in(secret))

    async def refresh(self, stale: TokenPair) -> None:
        """Get the pair after ``stale``; nothing is done where somebody already did.

        Raises:
            TokenExpired: the pair is dead, and dropped.
            AddressBlocked, AddressForbidden, ApiDisabled, LinkError, NotAPbx.
        """
        if self._pair is stale:
            await self._alone(lambda: self._refresh(stale))
        if self._pair is None:
            raise TokenExpired("the token pair is dead", code=10004)

    async def revoke(self) -> None:
        """End the pair at the PBX, and drop it. Never raises."""
        await self.settle()
        pair = self._pair
        if pair is None:
            return
        try:
            request = self._speech.revoke(pair)
            if request is not None:
                self._speech.checked(await self._ask(request, pair.access, REVOKE_S))
        except CtiError as err:
            _logger.info("token not revoked: %s %s", type(err).__name__, err.code or "")
        self.adopt(None)

    async def settle(self) -> None:
        """Wait for a log-in or refresh that is under way, whatever comes of it."""
        if self._working is not None:
            await asyncio.wait({self._working})

    async def _alone(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run one log-in or refresh at a time; who waits for it may be cancelled, it may not."""
        if self._working is None:
            self._working = asyncio.create_task(work(), name=f"{self._speech.name}-auth")
            self._working.add_done_callback(self._done)
        await asyncio.shield(self._working)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._working = None
        # Nobody may be left to take the exception; those who are get it from the task itself.
        if not task.cancelled():
            task.exception()

    async def _log_in(self, secret: str) -> None:
        asked_at = self._now()
        forget = log.redact(secret)
        try:
            request = self._speech.log_in(self._client_id, secret)
            answer = await self._ask(request, None, None)
            taken = self._speech.checked(answer, log_in=True)
        except CredentialsRejected:
            self._refused = secret
            raise
        except LinkLost as err:
            if err.key == ApiDisabled.key:
                self._doubt(secret, asked_at, err)
            raise
        finally:
            forget()
        try:
            pair = self._speech.pair(taken, asked_at)
        except WireError as err:
            raise NoToken(err.detail) from err
        self._served, self._unclear, self._unclear_at = secret, 0, None
        self.adopt(pair)

    def _is_early(self, secret: str) -> bool:
        """Whether the PBX said a moment ago that its API does not run."""
        if secret != self._served or self._unclear_at is None:
            return False
        return (self._now() - self._unclear_at).total_seconds() < UNCLEAR_S

    def _doubt(self, secret: str, asked_at: datetime, err: LinkLost) -> None:
        """The PBX's API does not run, by its own word.

        Raises:
            AuthError: or the secret is wrong: only a person may send it again.
        """
        self._unclear += 1
        self._unclear_at = asked_at
        if secret != self._served or self._unclear >= MAX_UNCLEAR:
            self._unclear, self._unclear_at = 0, None
            raise AuthError(err.detail, code=err.code) from err

    async def _refresh(self, stale: TokenPair) -> None:
        asked_at = self._now()
        request = self._speech.refresh(stale)
        if request is None or not self._lasts(stale.refresh_ends_at):
            self._die()
            return
        answer = await self._ask(request, None, None)
        try:
            pair = self._speech.renewed(self._speech.checked(answer), stale, asked_at)
        except (AddressBlocked, AddressForbidden, ApiDisabled):
            raise
        except (TokenExpired, CommandError, WireError) as err:
            # Whatever the PBX has against it: it would have it again.
            _logger.info("token pair is dead: %s %s", type(err).__name__, err.code or "")
            self._die()
            return
        self.adopt(pair)

    def _die(self) -> None:
        self.adopt(None)
        self.on_dead()

    def _lasts(self, ends_at: datetime) -> bool:
        return (ends_at - self._now()).total_seconds() > _SAFETY_S
