"""A PBX that has sounds, a session that is signed in to it, and what they are made of."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import Moment
from ctiapp.model.errors import CtiError
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx.interface import Page, Piece
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.simpbx.sound import recorded
from tests.pbx.small_server import account
from tests.services.fakes import INFO, LEO, FakePbx

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from ctiapp.model.commands import Capability
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.records import Recording
    from ctiapp.pbx.interface import Account

AT = datetime(2026, 4, 27, 12, tzinfo=UTC)
SOUND = recorded(20)


class Taped(FakePbx):
    """A PBX with recordings."""

    def __init__(self, whose: Account | None = None) -> None:
        super().__init__(whose or account("https://pbx"))
        self.pages: list[list[Recording] | CtiError] = []
        self.sound = SOUND
        self.error: CtiError | None = None
        self.go = asyncio.Event()
        self.go.set()
        self.asked: list[str] = []
        self.ended = 0
        self.messages: list[Voicemail] | CtiError = []
        self.deleting: CtiError | None = None
        self.keeps = False

    async def recordings(self) -> AsyncGenerator[Page[Recording], None]:
        self.asked.append("list")
        try:
            for page in list(self.pages):
                await self.go.wait()
                if isinstance(page, CtiError):
                    raise page
                yield Page(tuple(page), len(self.everything()))
        finally:
            self.ended += 1

    def everything(self) -> set[str]:
        pages = (page for page in self.pages if isinstance(page, list))
        return {each.recording_id for page in pages for each in page}

    def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        return self.played(file)

    async def played(self, file: str) -> AsyncGenerator[Piece, None]:
        """The sound, in pieces; after the first it waits, and may break off."""
        self.asked.append(file)
        try:
            yield Piece(self.sound[:100_000], len(self.sound))
            await self.go.wait()
            if self.error is not None:
                raise self.error
            for begin in range(100_000, len(self.sound), 100_000):
                yield Piece(self.sound[begin : begin + 100_000], len(self.sound))
        finally:
            self.ended += 1

    async def voicemails(self) -> tuple[Voicemail, ...]:
        self.asked.append("voicemails")
        messages = self.messages if isinstance(self.messages, CtiError) else tuple(self.messages)
        await self.go.wait()
        if isinstance(messages, CtiError):
            raise messages
        return messages

    def voicemail(self, message: Voicemail) -> AsyncGenerator[Piece, None]:
        return self.played(message.file)

    async def delete_voicemail(self, message: Voicemail) -> None:
        """``keeps``: it stays all the same; ``deleting``: what is answered."""
        self.asked.append(f"delete {message.file}")
        assert isinstance(self.messages, list)
        await self.go.wait()
        if not self.keeps:
            self.messages = [each for each in self.messages if not each.is_same(message)]
        if self.deleting is not None:
            raise self.deleting


def message(
    index: int,
    caller: str = "5503301",
    *,
    name: str = "",
    length_s: int | None = 12,
    new: bool | None = True,
    file: str = "",
) -> Voicemail:
    """A message left in that minute."""
    party = RecordParty(Number(caller), name)
    at = AT + timedelta(minutes=index)
    return Voicemail(file or f"msg{index:04}.wav", party, at, length_s, new)


class Signed:
    """A session, as far as lists and files know one."""

    def __init__(self) -> None:
        self.pbx: Taped | None = None
        self.status = ConnectionStatus(me=LEO)
        self.listeners: Observers[ConnectionStatus] = Observers()
        self.events: Observers[tuple[PbxEvent, Moment]] = Observers()
        self.listening: set[Callable[[], None]] = set()

    def subscribe(self, listener: Callable[[ConnectionStatus], None]) -> Callable[[], None]:
        return self._counted(self.listeners.subscribe(listener))

    def subscribe_events(
        self, listener: Callable[[tuple[PbxEvent, Moment]], None]
    ) -> Callable[[], None]:
        return self._counted(self.events.subscribe(listener))

    def _counted(self, stop: Callable[[], None]) -> Callable[[], None]:
        """``listening``: who has not ended it."""
        self.listening.add(stop)

        def stopped() -> None:
            self.listening.discard(stop)
            stop()

        return stopped

    def tell(self, event: PbxEvent) -> None:
        self.events.tell((event, Moment(0.0, AT)))

    def be(
        self,
        pbx: Taped | None,
        state: Connection = Connection.ONLINE,
        capabilities: frozenset[Capability] = EVERY_CAPABILITY,
    ) -> None:
        self.pbx = pbx
        self.status = ConnectionStatus(
            state, pbx=None if pbx is None else INFO, me=LEO, capabilities=capabilities
        )
        self.listeners.tell(self.status)
