"""Putting connections away behind the user's back: leaving is at once, what it takes goes on."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from ctiapp.pbx.interface import Pbx, TokenPair
    from ctiapp.services.connection import SignInRequest
    from ctiapp.services.remember import Memory
    from ctiapp.services.watch import SilenceWatch

log = logging.getLogger("ctiapp.session")

REMEMBER_S = 1.5
"""How long quitting waits for the key store to take what a sign-in leaves behind."""
SHUTDOWN_S = 3.0
"""How long quitting waits for the PBX at most."""


class PutAway:
    """Keeps what the user wants remembered, and closes what was left."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._keeping: set[asyncio.Task[bool]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._remembering: asyncio.Task[None] | None = None

    def remember(self, writing: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Write what a sign-in leaves behind.

        A task of its own: whoever quits right after signing in wants to be remembered, too.
        """
        self._remembering = asyncio.create_task(writing, name="remember")
        return self._remembering

    async def remembered(self) -> None:
        """Wait until that is written, and not for long."""
        if self._remembering is not None:
            await asyncio.wait({self._remembering}, timeout=REMEMBER_S)
            self._remembering.cancel()
            await asyncio.gather(self._remembering, return_exceptions=True)

    def keep(self, request: SignInRequest, tokens: TokenPair | None) -> None:
        """Bring the remembered pair up to date (None: it is dead)."""
        task = asyncio.create_task(self._memory.keep_tokens(request, tokens), name="tokens")
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    def close(
        self,
        pbx: Pbx,
        tasks: Iterable[asyncio.Task[None] | None],
        watch: SilenceWatch | None,
        kept_for: SignInRequest | None,
        *,
        revoke: bool,
    ) -> None:
        """Put a connection away once these tasks are over.

        Args:
            pbx: it.
            tasks: what may still ask it something; cancelled already, or about to end.
            watch: looks at it until now.
            kept_for: the sign-in for which its pair is remembered; None: it is not.
            revoke: end the token at the PBX.
        """
        closing = asyncio.create_task(
            self._close(pbx, tasks, watch, kept_for, revoke=revoke), name="leaving"
        )
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    async def _close(
        self,
        pbx: Pbx,
        tasks: Iterable[asyncio.Task[None] | None],
        watch: SilenceWatch | None,
        kept_for: SignInRequest | None,
        *,
        revoke: bool,
    ) -> None:
        if watch is not None:
            await watch.stop()
        for task in tasks:
            if task is not None:
                await asyncio.wait({task})
        if kept_for is not None:
            self.keep(kept_for, None if revoke else pbx.tokens)
        await pbx.close(revoke=revoke)

    async def closed(self) -> None:
        """Wait until what was left is put away."""
        while self._closing:
            await asyncio.wait(self._closing)

    async def end(self) -> None:
        """Wait for all of it before quitting, and not for long."""
        try:
            async with asyncio.timeout(SHUTDOWN_S):
                await self.closed()
                if self._keeping:
                    await asyncio.wait(self._keeping)
        except TimeoutError:
            log.info("the PBX did not answer in time; quitting all the same")
            left = [*self._closing, *self._keeping]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
