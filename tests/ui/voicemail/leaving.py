"""Messages as a test leaves them, and a mailbox that decides nothing by itself."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.messagekeys import key_of
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.services.downloads import Download
from tests.ui.recordings.taped import end

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.model.errors import CtiError

AT = datetime(2026, 3, 2, 9, 4, tzinfo=UTC)


def left(
    index: int,
    caller: str = "+493055501",
    name: str = "",
    *,
    at: datetime | None = AT,
    length_s: int | None = 12,
    new: bool | None = True,
) -> Voicemail:
    """A message of that minute."""
    when = None if at is None else at + timedelta(minutes=index)
    party = RecordParty(Number(caller), name)
    return Voicemail(f"msg{index:04}.wav", party, when, length_s, new)


class FakeMailbox:
    """Messages as a test says them; a file is here at once, or when the test says so."""

    def __init__(self) -> None:
        self.items: tuple[Voicemail, ...] = ()
        self.busy = False
        self.error: CtiError | None = None
        self.loaded_at: datetime | None = None
        self.heard: set[str] = set()
        self.deleting: set[str] = set()
        self.names: dict[str, str] = {}
        self.looks: list[bool] = []
        self.path: Path | None = None
        self.fetched: list[Download] = []
        self.saved: list[tuple[str, Path]] = []
        self.deleted: list[str] = []
        self.refusal: CtiError | None = None
        self.go = asyncio.Event()
        self.go.set()
        self._observers: Observers[None] = Observers()
        self._arrivals: Observers[tuple[Voicemail, ...]] = Observers()

    def subscribe(self, listener: Callable[[None], None]) -> Callable[[], None]:
        return self._observers.subscribe(listener)

    def subscribe_arrivals(
        self, listener: Callable[[tuple[Voicemail, ...]], None]
    ) -> Callable[[], None]:
        return self._arrivals.subscribe(listener)

    def change(self, *items: Voicemail) -> None:
        """These are the messages now, the newest first."""
        self.items, self.loaded_at = items, AT
        self._observers.tell(None)

    def tell(self) -> None:
        """Something else changed."""
        self._observers.tell(None)

    def arrive(self, *messages: Voicemail) -> None:
        """These came just now."""
        self.change(*messages, *self.items)
        self._arrivals.tell(messages)

    @property
    def new_count(self) -> int | None:
        if self.loaded_at is None or any(each.new is None for each in self.items):
            return None
        return sum(self.is_new(each) for each in self.items)

    def find(self, key: str) -> Voicemail | None:
        return next((each for each in self.items if key_of(each) == key), None)

    def is_new(self, message: Voicemail) -> bool:
        return message.new is True and key_of(message) not in self.heard

    def is_deleting(self, message: Voicemail) -> bool:
        return key_of(message) in self.deleting

    def who(self, message: Voicemail) -> str:
        return self.names.get(message.caller.number.text, message.caller.name)

    def look(self, *, again: bool = False) -> None:
        self.looks.append(again)

    def fetch(self, key: str) -> Download:
        self.fetched.append(self._made(key, self.path))
        return self.fetched[-1]

    def save(self, key: str, target: Path) -> Download:
        self.saved.append((key, target))
        self.fetched.append(self._made(key, None if self.path is None else target))
        return self.fetched[-1]

    async def delete(self, key: str) -> None:
        """The PBX takes its time, refuses, or it is gone."""
        self.deleting.add(key)
        self.tell()
        try:
            await self.go.wait()
            if self.refusal is not None:
                raise self.refusal
            self.deleted.append(key)
            self.items = tuple(each for each in self.items if key_of(each) != key)
        finally:
            self.deleting.discard(key)
            self.tell()

    @staticmethod
    def _made(key: str, path: Path | None) -> Download:
        made = Download(key, lambda pbx: pbx.recording(key))
        if path is not None:
            end(made, path)
        return made
