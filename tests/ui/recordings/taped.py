"""Recordings as a test says them, and a sound that only pretends to play."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.call import Direction
from ctiapp.model.errors import CtiError
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.model.records import Recording, RecordParty
from ctiapp.services.downloads import Download

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT = datetime(2026, 3, 2, 9, 4, tzinfo=UTC)


def taped(
    index: int,
    caller: RecordParty | str = "+493055501",
    callee: RecordParty | str = "2000",
    *,
    at: datetime | None = AT,
    talk_s: int = 205,
    size: int = 3_280_044,
    direction: Direction | None = Direction.INBOUND,
) -> Recording:
    """A recording of that id."""
    parties = [
        each if isinstance(each, RecordParty) else RecordParty(Number(each))
        for each in (caller, callee)
    ]
    return Recording(
        str(index), at, f"u{index}", parties[0], parties[1], talk_s, size, direction, f"{index}.wav"
    )


class FakeSound(QObject):
    """It says what a player would, when the test wants it."""

    moved = Signal(int)
    lasting = Signal(int)
    playing = Signal(bool)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.is_playing = False
        self.silent = False
        self.position_ms = 0
        self.length_ms = 0
        self.speed = 1.0

    def open(self, path: Path) -> None:
        self.path, self.position_ms, self.length_ms = path, 0, 30_000
        self.lasting.emit(self.length_ms)

    def play(self) -> None:
        self._be(playing=True)

    def pause(self) -> None:
        self._be(playing=False)

    def seek(self, at_ms: int) -> None:
        self.position_ms = min(max(0, at_ms), self.length_ms)

    def set_speed(self, speed: float) -> None:
        self.speed = speed

    def close(self) -> None:
        self.path = None
        self._be(playing=False)

    def _be(self, *, playing: bool) -> None:
        if playing is not self.is_playing:
            self.is_playing = playing
            self.playing.emit(playing)


class FakeRecordings:
    """Recordings: those a test says; a file is here at once, or when the test says so."""

    def __init__(self) -> None:
        self.items: tuple[Recording, ...] = ()
        self.others: set[str] = set()
        self.complete = True
        self.busy = False
        self.outdated = False
        self.error: CtiError | None = None
        self.loaded_at: datetime | None = None
        self.looks: list[bool] = []
        self.wanted_more = 0
        self.path: Path | None = None
        self.fetched: list[Download] = []
        self.saved: list[tuple[str, Path]] = []
        self._observers: Observers[None] = Observers()

    def subscribe(self, listener: Callable[[None], None]) -> Callable[[], None]:
        return self._observers.subscribe(listener)

    def change(self, *items: Recording) -> None:
        """These are the recordings now, the newest first."""
        self.items = items
        self._observers.tell(None)

    def look(self, *, again: bool = False) -> None:
        self.looks.append(again)

    def more(self) -> None:
        self.wanted_more += 1

    def mine(self, recording: Recording) -> bool:
        return recording.recording_id not in self.others

    def fetch(self, file: str) -> Download:
        self.fetched.append(self._made(file, self.path))
        return self.fetched[-1]

    def save(self, file: str, target: Path) -> Download:
        self.saved.append((file, target))
        self.fetched.append(self._made(file, None if self.path is None else target))
        return self.fetched[-1]

    @staticmethod
    def _made(file: str, path: Path | None) -> Download:
        made = Download(file, lambda pbx: pbx.recording(file))
        if path is not None:
            end(made, path)
        return made


def end(download: Download, outcome: Path | CtiError | None) -> None:
    """A download is over: it is here, it failed, or it was let be."""
    if isinstance(outcome, CtiError):
        download.error = outcome
    else:
        download.path = outcome
    download._end()
