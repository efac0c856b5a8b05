"""What the user writes on a call: one note each, kept as it is typed, there again at the next call.

A keystroke is written at once, and what follows it once half a second has passed: a program that is
killed loses no more than what was typed within that. A note belongs to a call and is found again by
the caller's number; on one who withholds it, by the call alone. Where the other party changes while
the call lasts, the note is filed anew as `ctiapp.services.filing` says.
"""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.observers import Observers
from ctiapp.services.filing import Filing
from ctiapp.services.journal import NOTE
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Call
    from ctiapp.model.errors import StorageError
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.journal import Journal
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

MAX_NOTE = 2000
"""Characters of a note."""
SPACING_S = 0.5
"""How long after it was written what is typed on is written again."""

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def plain_note(text: str) -> str:
    """A note as it is kept: one line, without what controls and what cannot be seen, bounded."""
    shown = "".join(_plain(char) for char in text[: 4 * MAX_NOTE])
    return shown.strip()[:MAX_NOTE].rstrip()


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if char in _JOINERS:
        return char
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char


class Notes:
    """The notes of the calls that are known now.

    Args:
        store: which calls there are, and whose they are.
        journal: keeps the notes.
    """

    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._journal = journal
        self._texts: dict[CallId, str] = {}
        self._filing = Filing()
        self._numbers: dict[CallId, Number | None] = {}
        self._unwritten: dict[CallId, asyncio.Handle] = {}
        self._resting: dict[CallId, asyncio.Handle] = {}
        self._observers: Observers[CallId] = Observers()
        store.subscribe(self._on_changes)

    def of(self, call_id: CallId) -> str:
        """The note on a call; empty where there is none."""
        return self._texts.get(call_id, "")

    def knows(self, call_id: CallId) -> bool:
        """Whether a call can be written on here: it is on the screen still."""
        return self._store.call(call_id) is not None

    def subscribe(self, listener: Callable[[CallId], None]) -> Callable[[], None]:
        """Hear which call's note changed; the answer ends it."""
        return self._observers.subscribe(listener)

    def write(self, call_id: CallId, text: str) -> None:
        """The note on a call is this now; empty: none. It is kept without being waited for."""
        if self._put(call_id, plain_note(text)) and call_id not in self._unwritten:
            self._unwritten[call_id] = self._resting.get(call_id) or self._later(call_id, 0.0)

    async def keep(self, call_id: CallId, text: str) -> None:
        """The same, for who wants to know that it is safe.

        Raises:
            UsageError: key ``call.gone`` where there is no such call, ``note.too_long``.
            StorageError: it could not be kept.
        """
        if self._store.call(call_id) is None:
            raise UsageError("no such call", key="call.gone", call=call_id[:60])
        if len(text) > MAX_NOTE:
            raise UsageError("too long", key="note.too_long", most=MAX_NOTE)
        self._put(call_id, plain_note(text))
        error = await self._send(call_id)
        if error is not None:
            raise error

    def restore(self, call_id: CallId, text: str) -> None:
        """What the journal has of a call that was known before; what was typed since stands."""
        call = self._store.call(call_id)
        if call_id not in self._texts and call is not None:
            self._numbers[call_id] = self._filing.number(call)
            self._texts[call_id] = plain_note(text)
            self._observers.tell(call_id)

    def forget(self, call_ids: frozenset[CallId]) -> None:
        """These have no notes any more: the journal was told to forget them."""
        for call_id in call_ids & self._texts.keys():
            self._drop_timers(call_id)
            self._texts[call_id] = ""
            self._observers.tell(call_id)

    def writing(self, call_id: CallId, *, on: bool) -> None:
        """Somebody writes on a call: it stays to be seen when it is over."""
        if on:
            self._store.lingering.add(call_id)
        else:
            self._store.lingering.discard(call_id)

    def flush(self) -> None:
        """Write now what is still to be written."""
        for call_id in list(self._unwritten):
            self._send(call_id)

    # ----------------------------------------------------------------------------------------------

    def _put(self, call_id: CallId, text: str) -> bool:
        """Take a text; tells whether it is another one."""
        call = self._store.call(call_id)
        if call is not None:
            self._numbers[call_id] = self._filing.number(call)
        elif call_id not in self._numbers:
            return False  # it has left the screen, and there was no note on it
        if self._texts.get(call_id, "") == text:
            return False
        self._texts[call_id] = text
        self._observers.tell(call_id)
        return True

    def _later(self, call_id: CallId, delay_s: float) -> asyncio.Handle:
        loop = asyncio.get_running_loop()
        return loop.call_later(delay_s, self._on_time, call_id)

    def _on_time(self, call_id: CallId) -> None:
        self._resting.pop(call_id, None)
        if call_id in self._unwritten:
            self._send(call_id)
            self._resting[call_id] = self._later(call_id, SPACING_S)

    def _send(self, call_id: CallId) -> asyncio.Task[StorageError | None]:
        """Write the note as it is now."""
        self._drop_timers(call_id)
        text = self._texts.get(call_id, "")
        if not text:
            return self._journal.drop(NOTE, call_id)
        return self._journal.put(NOTE, call_id, self._numbers.get(call_id), {"text": text})

    def _drop_timers(self, call_id: CallId) -> None:
        for timers in (self._unwritten, self._resting):
            timer = timers.pop(call_id, None)
            if timer is not None:
                timer.cancel()

    def _file(self, call: Call) -> None:
        """File the note on a call anew where it is another's now."""
        number = self._filing.number(call)
        call_id = call.call_id
        if self._texts.get(call_id) and self._numbers.get(call_id) != number:
            self._numbers[call_id] = number
            self._send(call_id)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if not isinstance(change, CallChanged):
                continue
            if change.after is not None:
                self._file(change.after)
            if change.before is None:
                continue
            call_id = change.before.call_id
            over = change.after is None or change.after.end is not None
            if over and call_id in self._unwritten:
                self._send(call_id)
            if change.after is None:
                self._texts.pop(call_id, None)
                self._numbers.pop(call_id, None)
                self._filing.drop(call_id)
                self._drop_timers(call_id)
