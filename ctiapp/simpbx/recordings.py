"""The recordings of past calls, and the links by which they are fetched.

What was recorded stands in the record of its call by its file's name, whether it was started by
hand or because an extension is always recorded. The handbook leaves open how long after a call its
recording is there: here at once. An administrator may delete one; the call's record keeps its name.
A file may have to be made ready first (`Recordings.prepare`), once for as long as a link holds.
"""

from __future__ import annotations

import random
import string
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx import sound
from ctiapp.simpbx.facts import (
    CallChanged,
    CallEnded,
    ExtensionParty,
    LegState,
    RecordingPrepared,
)
from ctiapp.simpbx.media import start_recording

if TYPE_CHECKING:
    from ctiapp.simpbx.archive import PastCall
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import CallSnapshot, Fact

LINK_LIFE_S = 1800.0
"""How long a link holds (P handbook, l. 13591)."""

LONGEST_S = 20
"""No sound is longer than this: what was said is made up anyway, and the demo is not to weigh."""

MAX_KEPT = 10_000
"""How many recordings are kept; the oldest go."""

_MAX_LINKS = 1000
_LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording: its own id, and the line of the call that it is of."""

    id: int
    line: PastCall

    @property
    def file(self) -> str:
        """The file's name."""
        return self.line.recording

    @property
    def seconds(self) -> int:
        """How long it sounds."""
        return min(LONGEST_S, max(1, self.line.talk_s))

    @property
    def size(self) -> int:
        """The file's size in bytes."""
        return sound.size_of(self.seconds)

    def sound(self) -> bytes:
        """Make the file."""
        return sound.recorded(self.seconds)


class Recordings:
    """All recordings of one exchange, oldest first."""

    def __init__(self, exchange: Exchange) -> None:
        """Keep what is recorded at ``exchange`` from now on, after its archive has written."""
        self.kept: list[Recording] = []
        self._exchange = exchange
        self._random = random.Random("links")
        self._links: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._preparing: set[str] = set()
        self._ready_until: dict[str, float] = {}
        self._count = 0
        exchange.listen(self._on_fact)

    def add(self, line: PastCall) -> Recording:
        """Keep the recording of a line that names one."""
        self._count += 1
        recording = Recording(self._count, line)
        self.kept.append(recording)
        del self.kept[:-MAX_KEPT]
        return recording

    def find(self, *, recording_id: int | None = None, file: str = "") -> Recording | None:
        """Return the recording of an id or of a file's name; None where there is none."""
        for recording in reversed(self.kept):
            if recording.id == recording_id or (recording_id is None and recording.file == file):
                return recording
        return None

    def remove(self, recording: Recording) -> None:
        """Delete one; its links lead nowhere from now on."""
        self.kept.remove(recording)

    def prepare(self, recording: Recording, within_s: float) -> bool:
        """Have a file made ready within so many seconds; tells whether it is.

        When it is, or when it was deleted meanwhile, that is a fact of its own.
        """
        file = recording.file
        if within_s <= 0 or self._ready_until.get(file, 0.0) > self._exchange.now_s:
            return True
        if file not in self._preparing:
            self._preparing.add(file)
            self._exchange.after(within_s, lambda: self._prepared(file))
        return False

    def _prepared(self, file: str) -> None:
        self._preparing.discard(file)
        now_s = self._exchange.now_s
        self._ready_until = {
            each: until_s for each, until_s in self._ready_until.items() if until_s > now_s
        }
        found = self.find(file=file)
        link = ""
        if found is not None:
            self._ready_until[file] = now_s + LINK_LIFE_S
            link = self.link(found)
        self._exchange.emit(RecordingPrepared(file, link, now_s))

    def link(self, recording: Recording) -> str:
        """Return the name under which a recording can be fetched for `LINK_LIFE_S`."""
        name = f"{''.join(self._random.choices(_LETTERS, k=16))}.wav"
        self._links[name] = recording.file, self._exchange.now_s + LINK_LIFE_S
        while len(self._links) > _MAX_LINKS:
            self._links.popitem(last=False)
        return name

    def behind(self, name: str) -> Recording | None:
        """Return what a link leads to; None where it has ended, and where there never was one."""
        file, until_s = self._links.get(name, ("", 0.0))
        if until_s <= self._exchange.now_s:
            return None
        return self.find(file=file)

    def _on_fact(self, fact: Fact) -> None:
        match fact:
            case CallChanged():
                self._record_always(fact.call)
            case CallEnded() if fact.cdr.recording:
                lines = reversed(self._exchange.archive.lines)
                self.add(next(line for line in lines if line.recording == fact.cdr.recording))
            case _:
                pass

    def _record_always(self, call: CallSnapshot) -> None:
        """Start where somebody talks whose calls are all recorded."""
        extensions = self._exchange.directory.extensions
        for member in call.members:
            if member.state is not LegState.UP or not isinstance(member.party, ExtensionParty):
                continue
            leg = self._exchange.legs.get(member.channel)
            entry = extensions.get(member.party.number)
            if leg is not None and leg.recording == "off" and entry is not None and entry.recorded:
                start_recording(self._exchange, leg)
