"""Requests to a PBX with a token that lives: what each may be sent how often."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from ctiapp import log
from ctiapp.model.errors import (
    CannotConnect,
    LinkLost,
    LinkTimeout,
    NoSuchFunction,
    NotAPbx,
    OutcomeUnknown,
    SessionRenewed,
    TokenExpired,
    WireError,
)
from ctiapp.pbx.rest import NO_SUCH_PAGE, Rest, Timing
from ctiapp.pbx.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from random import Random

    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import Account, TokenPair
    from ctiapp.pbx.request import Request, Speech

T = TypeVar("T")

_logger = log.topic("pbx")


class Command(Protocol):
    """Has something done, at most once; see `Talk.command`."""

    async def __call__(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Send it and return the answer that says success."""


def plain(request: Request) -> Mapping[str, object] | None:
    """What is sent of a request's body where all is JSON."""
    return request.body


class Talk:
    """The way to one PBX: an address, and the token pair that goes with what is asked.

    Args:
        account: whom it speaks for.
        speech: how this PBX is spoken to.
        timing: how long to wait for answers.
        now: aware UTC.
        rng: for the jitter of renewals.
        written: what is sent of a request's body; by default it is JSON.

    Attributes:
        session: the token pair.
        settled: whether a PBX has answered at this address: then no other is tried.
    """

    def __init__(
        self,
        account: Account,
        speech: Speech,
        timing: Timing,
        *,
        now: Callable[[], datetime],
        rng: Random,
        written: Callable[[Request], Mapping[str, object] | bytes | None] = plain,
    ) -> None:
        self._account = account
        self._written = written
        self._speech = speech
        self._timing = timing
        self._rest: Rest | None = None
        self.settled = False
        self._known = False
        self.session = Session(self.send, speech, account.client_id, now=now, rng=rng)

    @property
    def rest(self) -> Rest:
        """The open way.

        Raises:
            LinkLost: there is none.
        """
        if self._rest is None:
            raise LinkLost("closed")
        return self._rest

    async def open(self, origin: Origin) -> None:
        """Go to this address from now on; see `Rest.open`."""
        await self.close()
        self._rest = await Rest.open(self._account, origin, self._timing)

    async def reach(
        self,
        origins: Iterable[Origin],
        sign_in: Callable[[], Awaitable[T]],
        given_up: Callable[[], Awaitable[None]] | None = None,
    ) -> T:
        """Sign in at the first address at which a PBX answers; once it has, at no other.

        Args:
            origins: where it may be, the likeliest first.
            sign_in: at the address that was gone to.
            given_up: an address at which nobody answered is left.

        Raises:
            CannotConnect: nobody answers.
            LinkError, AuthError: as ``sign_in`` has it.
        """
        if self.settled:
            return await sign_in()
        unreachable = CannotConnect("no address")
        for origin in origins:
            try:
                await self.open(origin)
                return await sign_in()
            except CannotConnect as err:
                if self.settled:  # it answered before, so the other addresses are none
                    raise
                unreachable = err
                if given_up is not None:
                    await given_up()
        raise unreachable

    async def close(self) -> None:
        """Close every connection."""
        if self._rest is not None:
            await self._rest.aclose()
            self._rest = None

    async def query(self, request: Request) -> Mapping[str, object]:
        """Ask something that is safe to repeat."""

        async def ask(pair: TokenPair) -> Mapping[str, object]:
            return self._checked(await self.send(request, pair.access, None))

        return await self.authorised(ask)

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Have something done, at most once.

        Args:
            request: what.
            repeatable: doing it a second time does nothing, so that it may be sent again where the
                token had ended before its time.

        Raises:
            CommandError: refused; ``NoSuchFunction`` where there is no page for it,
                ``OutcomeUnknown`` where no answer came, ``SessionRenewed`` where it was not done
                and may not be repeated by itself.
            LinkError, AuthError: it was not sent, or the session is over.
        """
        return await self.authorised(lambda pair: self._command(request, pair), replay=repeatable)

    async def _command(self, request: Request, pair: TokenPair) -> Mapping[str, object]:
        try:
            return self._checked(await self.send(request, pair.access, None))
        except (LinkTimeout, LinkLost, WireError) as err:
            if err.code == "TLS":
                raise CannotConnect(err.detail, code=err.code) from err
            if err.code is not None and err.code in NO_SUCH_PAGE:
                raise NoSuchFunction(err.detail, answer=err.code) from err
            raise OutcomeUnknown(err.detail, code=err.code) from err

    async def authorised(
        self, send: Callable[[TokenPair], Awaitable[T]], *, replay: bool = True
    ) -> T:
        """Send with the live token; where it has ended refresh it once.

        Args:
            send: sends, with a token.
            replay: send once more after that; not what must never be done twice.

        Raises:
            TokenExpired: there is no token, or no more.
            SessionRenewed: there is a new one, and it was not sent again.
        """
        session = self.session
        pair = session.pair
        if pair is None:
            raise TokenExpired("not signed in")
        if session.usable:
            try:
                return await send(pair)
            except TokenExpired as err:
                _logger.info("the token ended early")
                if not replay:
                    await session.refresh(pair)
                    raise SessionRenewed(err.detail, code=err.code) from err
        await session.refresh(pair)
        pair = session.pair
        if pair is None:
            raise TokenExpired("not signed in")
        return await send(pair)

    async def send(
        self, request: Request, token: str | None, total_s: float | None
    ) -> dict[str, object]:
        """Send one request and return its answer, unchecked; see `Session`."""
        with self._of_the_pbx():
            answer = await self.rest.ask(
                request.method,
                self._speech.path(request),
                params=self._speech.params(request, token),
                body=self._written(request),
                total_s=total_s,
                read=self._speech.read,
                json_type=self._speech.json_type,
            )
        self.settled = True
        return answer

    def _checked(self, answer: Mapping[str, object]) -> Mapping[str, object]:
        """An answer to whoever is let in, which says success."""
        with self._of_the_pbx():
            checked = self._speech.checked(answer)
        self._known = True
        return checked

    @contextmanager
    def _of_the_pbx(self) -> Iterator[None]:
        """What is no answer says nothing against an address at which somebody was let in."""
        try:
            yield
        except NotAPbx as err:
            if self._known and err.code != "TLS":
                err.known()
            raise
