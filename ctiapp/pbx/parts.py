"""A PBX that is put together of parts: what every dialect's client does with its own in one way.

How it is signed in to, heard and commanded, each client says itself. Who it is that signs in, who
is in the house, and how the queues stand, its parts tell alike, whatever they ask.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import (
    ExtensionNotFound,
    LinkError,
    PbxError,
    TokenExpired,
    UsageError,
)
from ctiapp.pbx.interface import Pbx

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from ctiapp.model.agents import AgentStatus, Queue, QueueLoad, QueueRules
    from ctiapp.model.directory import Extension, Place
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Account, Page, TokenPair
    from ctiapp.pbx.interface_hotel import HotelPbx
    from ctiapp.pbx.session import Session


def utc_now() -> datetime:
    """Aware UTC."""
    return datetime.now(UTC)


def jitter() -> random.Random:
    """What the moments of renewals are drawn with."""
    return random.Random()  # noqa: S311 - jitter is no secret


class DirectoryPart(Protocol):
    """Who and what is where."""

    async def extension(self, number: Number, /) -> Extension:
        """The extension of exactly this number.

        Raises:
            ExtensionNotFound: there is none.
        """

    def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """See `Pbx.extensions`."""

    async def places(self) -> tuple[Place, ...]:
        """See `Pbx.places`."""


class QueuesPart(Protocol):
    """How the queues stand."""

    async def listed(self) -> tuple[Queue, ...]:
        """See `Pbx.queues`."""

    async def rules(self, queue_id: QueueId) -> QueueRules:
        """See `Pbx.queue_rules`."""

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        """See `Pbx.agents`."""

    async def load(self, queue_id: QueueId) -> QueueLoad:
        """See `Pbx.queue_load`."""


class PbxOfParts(Pbx):
    """One account at one PBX; a client sets these when it is made."""

    _account: Account
    _session: Session
    _directory: DirectoryPart
    _queues: QueuesPart
    _hotel: HotelPbx

    @property
    def account(self) -> Account:
        """Whom this speaks for."""
        return self._account

    @property
    def tokens(self) -> TokenPair | None:
        """The live pair, or None."""
        return self._session.pair

    async def _who(
        self,
        log_in: Callable[[], Awaitable[None]],
        *,
        by_pair: Callable[[Number], Awaitable[Extension]] | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> tuple[Extension, bool]:
        """Find one's own extension: by the pair that lives, else after a log-in.

        Whoever logged in and is no extension is logged out again: the token would stay one of the
        few that a client may have, and events would be posted to nobody.

        Args:
            log_in: gets a pair with the secret.
            by_pair: finds it where a pair lives; by default as after a log-in.
            check: looks at what the log-in answered; may raise a `UsageError`.

        Returns:
            It, and whether it took a log-in.

        Raises:
            PbxError, UsageError: as it happened.
        """
        session, wanted = self._session, self._account.extension
        if session.pair is not None:
            try:
                return await (by_pair or self._directory.extension)(wanted), False
            except TokenExpired:
                session.adopt(None)  # dead and beyond refreshing
        await log_in()
        try:
            check()
            return await self._directory.extension(wanted), True
        except LinkError:
            raise  # the pair stays, for the next try
        except (PbxError, UsageError):
            await session.revoke()
            raise

    # --- the directory ---------------------------------------------------------------------------

    def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """All extensions, page by page."""
        return self._directory.extensions()

    async def places(self) -> tuple[Place, ...]:
        """Queues and what else there is by number and name; see `Pbx.places`."""
        return await self._directory.places()

    async def extension(self, number: Number) -> Extension | None:
        """The extension that bears exactly this number; see `Pbx.extension`."""
        try:
            return await self._directory.extension(number)
        except ExtensionNotFound:
            return None

    @property
    def hotel(self) -> HotelPbx:
        """Wake-up calls, rooms and check-out, as far as they go; see `Pbx.hotel`."""
        return self._hotel

    # --- queues and agents -----------------------------------------------------------------------

    async def queues(self) -> tuple[Queue, ...]:
        """All queues with their agents; see `Pbx.queues`."""
        return await self._queues.listed()

    async def queue_rules(self, queue_id: QueueId) -> QueueRules:
        """How a queue rings and rests; see `Pbx.queue_rules`."""
        return await self._queues.rules(queue_id)

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        """How each agent of a queue stands now; see `Pbx.agents`."""
        return await self._queues.agents(queue_id)

    async def queue_load(self, queue_id: QueueId) -> QueueLoad:
        """Who waits in a queue now, as far as it is told; see `Pbx.queue_load`."""
        return await self._queues.load(queue_id)
