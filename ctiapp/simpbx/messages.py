"""The messages in the mailboxes, as PBXs list them that tell more of them than their number.

What the handbooks leave open: a message is new ("unread") until it is fetched or heard at a phone;
the files of one mailbox are counted from ``msg0000.wav`` on, and what was counted once keeps its
name. A mailbox by the rule ``mailbox_folders`` (see ``rules.py``) counts anew instead.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx import sound
from ctiapp.simpbx.facts import CallEnded

if TYPE_CHECKING:
    from ctiapp.simpbx.clocked import Clocked
    from ctiapp.simpbx.directory import Directory
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.rules import Rules

MAX_KEPT = 100
"""How many messages a mailbox holds; the oldest go."""


@dataclass(slots=True, eq=False)
class Message:
    """One message. ``at_s`` on the exchange's clock; ``caller`` is empty where withheld."""

    file: str
    caller: str
    at_s: float
    seconds: int
    read: bool = False

    @property
    def status(self) -> str:
        """The status in the vendors' words."""
        return "read" if self.read else "unread"

    def sound(self) -> bytes:
        """Make the file."""
        return sound.recorded(self.seconds)


class Messages:
    """The messages of all mailboxes, oldest first."""

    def __init__(self, clock: Clocked, directory: Directory, rules: Rules) -> None:
        """Note what is left from now on."""
        self._clock = clock
        self._directory = directory
        self._rules = rules
        self._kept: defaultdict[str, list[Message]] = defaultdict(list)
        self._counts: defaultdict[str, int] = defaultdict(int)
        clock.listen(self._on_fact)

    def of(self, number: str) -> list[Message]:
        """Return the messages of an extension."""
        entry = self._directory.extensions.get(number)
        self._keep(number, entry.messages if entry is not None else 0)
        return list(self._kept.get(number, ()))

    def find(self, number: str, file: str, status: str) -> Message | None:
        """Return a message of an extension by its file and its status, or None."""
        named = (each for each in self.of(number) if each.file == file and each.status == status)
        return next(named, None)

    def leave(self, number: str, caller: str, at_s: float, seconds: int) -> Message:
        """Put a message into the mailbox of an extension that there is."""
        kept = self.of(number)
        self._directory.extensions[number].messages = min(len(kept) + 1, MAX_KEPT)
        return self._add(number, caller, at_s, seconds)

    def hear(self, number: str, message: Message) -> None:
        """Somebody hears a message: it is new no more."""
        message.read = True
        self._count_anew(number)

    def remove(self, number: str, message: Message) -> None:
        """Delete a message."""
        self._kept[number].remove(message)
        self._directory.extensions[number].messages = len(self._kept[number])
        self._count_anew(number)

    def _on_fact(self, fact: Fact) -> None:
        if not isinstance(fact, CallEnded) or fact.cdr.status != "voicemail":
            return
        record, number = fact.cdr, fact.cdr.to_number
        entry = self._directory.extensions.get(number)
        if entry is None:
            return
        left_s = round(self._clock.now_s - record.started_s)
        seconds = max(1, min(left_s, round(self._rules.message_s)))
        self._keep(number, entry.messages - 1)
        self._add(number, record.from_number, self._clock.now_s, seconds)

    def _add(self, number: str, caller: str, at_s: float, seconds: int) -> Message:
        message = Message(f"msg{self._counts[number]:04d}.wav", caller, at_s, seconds)
        self._counts[number] += 1
        insort(self._kept[number], message, key=lambda each: each.at_s)
        del self._kept[number][:-MAX_KEPT]
        self._count_anew(number)
        return message

    def _keep(self, number: str, newest: int) -> None:
        """Forget all but the newest: a check-out has emptied the mailbox meanwhile."""
        kept = self._kept.get(number)
        if kept and len(kept) > newest:
            del kept[: len(kept) - max(0, newest)]
            self._count_anew(number)

    def _count_anew(self, number: str) -> None:
        """Name the files of a mailbox by where they stand in their folders, where it has such."""
        if self._rules.mailbox_folders:
            for read in (False, True):
                folder = [each for each in self._kept[number] if each.read is read]
                for at, message in enumerate(folder):
                    message.file = f"msg{at:04d}.wav"
