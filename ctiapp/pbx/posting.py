"""A PBX that posts what happens to where this computer listens (Cloud, OpenVox): how we do.

Where it posts is told at a log-in, in each dialect's own words. A K2 is heard in another way
(`ctiapp.pbx.k2.streams`): it may be told anew at any time, or have a port that we open.
"""

from __future__ import annotations

from abc import abstractmethod
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import TokenExpired
from ctiapp.pbx.hearing import blocked_at
from ctiapp.pbx.parts import PbxOfParts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.pbx.eventtest import EventTest
    from ctiapp.pbx.hearing import Hearing
    from ctiapp.pbx.interface import EventStream
    from ctiapp.pbx.receiver import Receiver
    from ctiapp.pbx.talk import Talk

AGAIN_S: Final = 2.0
"""How long to wait, in seconds, for a report where none came before, until that is said again."""


class PostingPbx(PbxOfParts):
    """One account at one PBX that posts; a client sets these when it is made."""

    _talk: Talk
    _hearing: Hearing
    _trial: EventTest
    _receiver: Receiver | None
    _beat_s: float

    async def close(self, *, revoke: bool) -> None:
        """End the session, and close everything. Never raises.

        It is always logged out, as far as the PBX has that: nobody listens to it any more.
        """
        del revoke
        await self._trial.stop()
        await self._session.settle()
        await self._session.revoke()
        await self._talk.close()
        await self._stop_listening()

    async def _stop_listening(self) -> None:
        receiver, self._receiver = self._receiver, None
        if receiver is not None:
            await receiver.close()

    @asynccontextmanager
    async def _posted(self, receiver: Receiver) -> AsyncIterator[EventStream]:
        """Deliver what is posted from now on.

        Raises:
            EventsBlocked: nothing came before, nor now. What could not be posted is posted again:
                where the way is open by now, it comes.
        """
        self._hearing.look_away()
        async with receiver.stream(lambda: self._beat(receiver), every_s=self._beat_s) as stream:
            if self._hearing.blocked and not await receiver.heard(AGAIN_S):
                raise blocked_at(receiver)
            yield stream

    @abstractmethod
    async def _beat(self, receiver: Receiver) -> None:
        """See whether the PBX answers, and whether what it posts comes.

        Raises:
            EventsBlocked: it does not come.
            PbxError: as it happened.
        """

    @property
    def hears(self) -> bool:
        """Whether any report came on this stream; see `Pbx.hears`."""
        return self._hearing.hears

    @property
    def posts_events(self) -> bool:
        """It does; see `Pbx.posts_events`."""
        return True

    async def try_events(self) -> float:
        """Ring one's own phone for a moment; see `Pbx.try_events`."""
        if self._receiver is None:
            raise TokenExpired("not signed in")
        await self.snapshot()  # a call may be over whose end nobody posted
        return await self._trial.run(self._receiver)
