"""One's own voicemail: the list of messages, hearing one, keeping one, deleting one.

The list is read when one has signed in or the link is back, when somebody looks at it, when a call
to one's own number ended in voicemail, and after anything was done with a message: no event tells
of messages. The answer is always the whole list, so what is shown is as old as `Mailbox.loaded_at`.
A message is known by who left it, when and how long it is (`key_of`), since a mailbox numbers its
files anew. Which of them was heard here is remembered until one signs out: not every PBX counts a
message as heard that was fetched.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    CtiError,
    InvalidState,
    LinkError,
    NoSuchTarget,
    NotSupported,
    OutcomeUnknown,
)
from ctiapp.model.events import CallRecorded
from ctiapp.model.messagekeys import came_since, key_of
from ctiapp.model.observers import Observers
from ctiapp.model.records import Outcome
from ctiapp.services.connection import Connection
from ctiapp.services.downloads import DownloadState
from ctiapp.services.freshness import is_fresh

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.call import Moment
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail
    from ctiapp.pbx.interface import Pbx, Piece
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.downloads import Download, Source
    from ctiapp.services.lookup import Identity
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session
    from ctiapp.services.soundfiles import SoundFiles

log = logging.getLogger("ctiapp.voicemail")

STALE: Final = timedelta(seconds=55)
"""After so long a list that is looked at again is read again."""

AFTER_CALL_S: Final = 3.0
"""How long after a call that ended in voicemail, in seconds, the message is asked for."""

AGAIN_S: Final = 60.0
"""How long after the way to the PBX failed, in seconds, the list is read again by itself."""


class Mailbox:
    """The messages for whoever is signed in.

    Args:
        session: tells when one is signed in, and to whom.
        clock: both clocks.
        sounds: fetches the messages.
        same: whether two numbers are one line.
        identify: who has a number.
    """

    def __init__(
        self,
        session: Session,
        clock: Clock,
        sounds: SoundFiles,
        same: Callable[[Number, Number], bool],
        identify: Callable[[Number | None], Identity | None],
    ) -> None:
        self._session = session
        self._clock = clock
        self._sounds = sounds
        self._same = same
        self._identify = identify
        self._pbx: Pbx | None = None
        self._online = False
        self._items: tuple[Voicemail, ...] = ()
        self._error: CtiError | None = None
        self._loaded_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._loading: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._due: asyncio.Handle | None = None
        self._heard: set[str] = set()
        self._deleting: set[str] = set()
        self._observers: Observers[None] = Observers()
        self._arrivals: Observers[tuple[Voicemail, ...]] = Observers()
        self._stops = (
            session.subscribe(self._on_status),
            session.subscribe_events(lambda told: self._on_event(*told)),
        )

    # -- the list --------------------------------------------------------------------------------

    @property
    def items(self) -> tuple[Voicemail, ...]:
        """The messages, the newest first."""
        return self._items

    @property
    def busy(self) -> bool:
        """Whether the list is being read now."""
        return self._loading is not None

    @property
    def error(self) -> CtiError | None:
        """Why it could not be read; None where it could."""
        return self._error

    @property
    def loaded_at(self) -> datetime | None:
        """When the list was asked for that is here, aware UTC; None: not yet."""
        return self._loaded_at

    @property
    def new_count(self) -> int | None:
        """How many nobody has heard yet; None where that is not known, or the PBX does not tell."""
        if self._loaded_at is None or any(each.new is None for each in self._items):
            return None
        return sum(self.is_new(each) for each in self._items)

    def is_new(self, message: Voicemail) -> bool:
        """Whether it is new as far as is known: the PBX says so, and it was not heard here."""
        return message.new is True and key_of(message) not in self._heard

    def is_deleting(self, message: Voicemail) -> bool:
        """Whether it is being deleted, and the PBX has not confirmed it yet."""
        return key_of(message) in self._deleting

    def who(self, message: Voicemail) -> str:
        """The name of who left it: today's, or as the PBX has it; empty where none is known."""
        number = message.caller.number
        known = None if number.withheld else self._identify(number)
        return message.caller.name if known is None else known.label

    def find(self, key: str) -> Voicemail | None:
        """The message that is known by that; None where there is none any more."""
        return next((each for each in self._items if key_of(each) == key), None)

    def left_by(self, number: Number) -> tuple[Voicemail, ...]:
        """The messages that were left from this line, however it is written."""
        if number.withheld:
            return ()
        return tuple(
            each
            for each in self._items
            if not each.caller.number.withheld and self._same(each.caller.number, number)
        )

    def subscribe(self, listener: Callable[[None], None]) -> Callable[[], None]:
        """Hear of each change of the list, and of how it stands; the answer ends it."""
        return self._observers.subscribe(listener)

    def subscribe_arrivals(
        self, listener: Callable[[tuple[Voicemail, ...]], None]
    ) -> Callable[[], None]:
        """Hear of messages that came since the list was read last; the answer ends it."""
        return self._arrivals.subscribe(listener)

    def look(self, *, again: bool = False) -> None:
        """Somebody looks at the list: read it, unless that was done, or refused, a moment ago.

        Args:
            again: read it in any case.
        """
        pbx = self._session.pbx
        if pbx is None or not self._online or not self._listed:
            return
        if again or not (self.busy or self._fresh):
            self._read(pbx)

    async def read(self) -> tuple[Voicemail, ...]:
        """Read the list now.

        Raises:
            InvalidState: key ``link.not_up``: nobody is signed in, or the link is down.
            NotSupported, NotPermitted: this PBX lists no messages, or not to us.
            PbxError: as it happened.
        """
        pbx = self._needed()
        self._read(pbx)
        while (loading := self._loading) is not None:
            await asyncio.wait((loading,))
        if self._session.pbx is not pbx:
            raise InvalidState("signed out meanwhile", key="link.not_up")
        if self._error is not None:
            raise self._error
        return self._items

    # -- what is done with one -------------------------------------------------------------------

    def fetch(self, key: str) -> Download:
        """Fetch a message to hear it; one that is here, or on its way, is not fetched twice."""
        download = self._sounds.fetch(_shelved(key), self._source(key))
        if download.state is DownloadState.RUNNING:
            download.subscribe(lambda each: self._on_fetched(key, each))
            download.subscribe(self._on_handed_out)
        return download

    def save(self, key: str, target: Path) -> Download:
        """Fetch a message and keep it as ``target``, which is replaced where it exists."""
        download = self._sounds.save(_shelved(key), self._source(key), target)
        download.subscribe(self._on_handed_out)
        return download

    async def delete(self, key: str) -> None:
        """Delete one, for good; it is done when the PBX no longer lists it.

        Raises:
            NoSuchTarget: it is gone already.
            InvalidState: it is being deleted, or nobody is signed in.
            OutcomeUnknown: it may be gone, or is still listed though the PBX said it was not.
            CommandError, PbxError: as it happened.
        """
        pbx = self._needed()
        message = self.find(key)
        if message is None:
            raise NoSuchTarget("no such message", key="voicemail.gone")
        if key in self._deleting:
            raise InvalidState("it is being deleted", key="voicemail.being_deleted")
        self._deleting.add(key)
        self._observers.tell(None)
        try:
            await self._delete(pbx, message)
        finally:
            self._deleting.discard(key)
            self._observers.tell(None)

    async def close(self) -> None:
        """End everything."""
        for stop in self._stops:
            stop()
        self._let_go()
        await asyncio.gather(*self._ending, return_exceptions=True)

    # ----------------------------------------------------------------------------------------------

    @property
    def _listed(self) -> bool:
        """Whether this PBX has messages to list."""
        return Capability.VOICEMAIL in self._session.status.offered

    def _needed(self) -> Pbx:
        pbx = self._session.pbx
        if pbx is None or not self._online:
            raise InvalidState("not connected", key="link.not_up")
        if not self._listed:
            raise NotSupported("this PBX lists no messages")
        return pbx

    @property
    def _fresh(self) -> bool:
        """Whether asking again would tell nothing new."""
        return is_fresh(self._asked_at, self._error, self._clock().at, stale=STALE)

    def _read(self, pbx: Pbx) -> None:
        """Begin to read; an answer that is on its way may be older than what was just done."""
        self._end_loading()
        self._asked_at = self._clock().at
        self._loading = asyncio.create_task(self._load(pbx), name="voicemail")
        self._observers.tell(None)

    async def _load(self, pbx: Pbx) -> None:
        asked_at = self._clock().at
        arrived: tuple[Voicemail, ...] = ()
        try:
            items = await pbx.voicemails()
        except CtiError as error:
            log.info("the messages could not be listed: %s", error)
            self._error = error
            if isinstance(error, LinkError) and self._due is None:
                self._expect(AGAIN_S)
        else:
            arrived = self._told(items, asked_at)
        finally:
            if self._loading is asyncio.current_task():
                self._loading = None
        self._observers.tell(None)
        if arrived:
            self._arrivals.tell(arrived)

    def _told(self, items: tuple[Voicemail, ...], asked_at: datetime) -> tuple[Voicemail, ...]:
        """These are the messages; returns those that came since the list was read last."""
        first, before = self._loaded_at is None, self._items
        self._items, self._loaded_at, self._error = items, asked_at, None
        self._heard &= {key_of(each) for each in items}
        return () if first else came_since(before, items)

    def _source(self, key: str) -> Source:
        """Asks for the message that is known by that, by the name that it has then."""

        def ask(pbx: Pbx) -> AsyncGenerator[Piece, None]:
            message = self.find(key)
            if message is None:
                raise NoSuchTarget("no such message", key="voicemail.gone")
            return pbx.voicemail(message)

        return ask

    def _on_fetched(self, key: str, download: Download) -> None:
        if download.state is DownloadState.DONE:
            self._heard.add(key)
            self._observers.tell(None)

    def _on_handed_out(self, download: Download) -> None:
        """The PBX may count it as heard now; or it is gone."""
        if download.state in (DownloadState.DONE, DownloadState.FAILED):
            self.look(again=True)

    async def _delete(self, pbx: Pbx, message: Voicemail) -> None:
        unknown: OutcomeUnknown | None = None
        try:
            await pbx.delete_voicemail(message)
        except OutcomeUnknown as error:
            unknown = error
        except CtiError:
            self.look(again=True)
            raise
        if self._session.pbx is not pbx:
            if unknown is not None:
                raise unknown
            return
        try:
            items = await self.read()
        except CtiError as error:
            if unknown is not None:
                raise unknown from error
            log.info("a message was deleted, the list could not be read since: %s", error)
            items = ()
        if any(each.is_same(message) for each in items):
            raise unknown or OutcomeUnknown("it is still listed", key="voicemail.still_there")
        self._sounds.forget(_shelved(key_of(message)))

    # -- when it is read by itself ---------------------------------------------------------------

    def _on_event(self, event: PbxEvent, _: Moment) -> None:
        if not isinstance(event, CallRecorded) or event.ended is None or not self._listed:
            return
        ended, me = event.ended, self._session.status.me
        if ended.outcome is not Outcome.VOICEMAIL or me is None:
            return
        callee = ended.callee.number
        if callee.withheld or self._same(callee, me.number):
            self._expect(AFTER_CALL_S)

    def _expect(self, after_s: float) -> None:
        """Read the list so long from now, and not before."""
        self._expect_nothing()
        self._due = asyncio.get_running_loop().call_later(after_s, self._on_due)

    def _on_due(self) -> None:
        self._due = None
        self.look(again=True)

    def _expect_nothing(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _on_status(self, status: ConnectionStatus) -> None:
        pbx = self._session.pbx
        was_online, self._online = self._online, status.state is Connection.ONLINE
        before, self._pbx = self._pbx, pbx
        if before is not None and pbx is not before:
            self._let_go()
            self._observers.tell(None)
        if self._online and not was_online:
            self.look(again=True)

    def _end_loading(self) -> None:
        if self._loading is not None:
            self._ending.add(self._loading)
            self._loading.add_done_callback(self._ending.discard)
            self._loading.cancel()
            self._loading = None

    def _let_go(self) -> None:
        """Nobody is signed in any more, or somebody else is: end and forget."""
        self._end_loading()
        self._expect_nothing()
        self._items = ()
        self._heard.clear()
        self._deleting.clear()
        self._error = self._loaded_at = self._asked_at = None


def _shelved(key: str) -> str:
    """What a message is known by among all that can be heard."""
    return f"voicemail {key}"
