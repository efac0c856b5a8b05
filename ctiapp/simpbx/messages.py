"""The messages in the mailboxes, as PBXs list them that tell more of them than their number.

The exchange only counts them. What the handbooks leave open: a message is new ("unread") until it
is fetched; the files of one mailbox are counted from ``msg0000.wav`` on and never renumbered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx import sound
from ctiapp.simpbx.facts import CallEnded

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Fact

MAX_KEPT = 100
"""How many messages a mailbox holds; the oldest go."""


@dataclass(slots=True)
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

    def __init__(self, exchange: Exchange) -> None:
        """Note what is left from now on."""
        self._exchange = exchange
        self._kept: defaultdict[str, list[Message]] = defaultdict(list)
        self._counts: defaultdict[str, int] = defaultdict(int)
        exchange.listen(self._on_fact)

    def of(self, number: str) -> list[Message]:
        """Return the messages of an extension."""
        entry = self._exchange.directory.extensions.get(number)
        self._keep(number, entry.messages if entry is not None else 0)
        return list(self._kept.get(number, ()))

    def find(self, number: str, file: str) -> Message | None:
        """Return a message of an extension by its file, or None."""
        return next((each for each in self.of(number) if each.file == file), None)

    def remove(self, number: str, message: Message) -> None:
        """Delete a message."""
        self._kept[number].remove(message)
        self._exchange.directory.extensions[number].messages = len(self._kept[number])

    def _on_fact(self, fact: Fact) -> None:
        if not isinstance(fact, CallEnded) or fact.cdr.status != "voicemail":
            return
        record, number = fact.cdr, fact.cdr.to_number
        entry = self._exchange.directory.extensions.get(number)
        if entry is None:
            return
        left_s = round(self._exchange.now_s - record.started_s)
        seconds = max(1, min(left_s, round(self._exchange.rules.message_s)))
        file = f"msg{self._counts[number]:04d}.wav"
        self._counts[number] += 1
        self._keep(number, entry.messages - 1)
        self._kept[number].append(Message(file, record.from_number, self._exchange.now_s, seconds))
        del self._kept[number][:-MAX_KEPT]

    def _keep(self, number: str, newest: int) -> None:
        """Forget all but the newest: a check-out has emptied the mailbox meanwhile."""
        kept = self._kept.get(number)
        if kept:
            del kept[: max(0, len(kept) - newest)]
