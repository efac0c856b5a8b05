"""What happens to one's own commands: sent, accepted by the PBX, refused, or never heard of again.

A verb stays pending until `ctiapp.state.confirm` sees it done; only the services' timer, by
`CommandExpired`, gives up on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Recording
from ctiapp.model.commands import Verb
from ctiapp.state import offers
from ctiapp.state.changes import CommandConfirmed, CommandUnknown
from ctiapp.state.confirm import BY_ANSWER
from ctiapp.state.merge import counted
from ctiapp.state.pending import Command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model import events
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.state.book import Batch, CallBook

COMMANDED: Mapping[Verb, Mapping[str, Any]] = {
    Verb.MUTE: {"muted": True},
    Verb.UNMUTE: {"muted": False},
    Verb.RECORD: {"recording": Recording.ON},
    Verb.PAUSE_RECORDING: {"recording": Recording.PAUSED},
    Verb.RESUME_RECORDING: {"recording": Recording.ON},
}
"""What a call is after a verb that the PBX tells nothing of."""


def send(book: CallBook, event: events.CommandSent, batch: Batch) -> None:
    """A command leaves: its verb is pending on its call."""
    sent = None if event.call_id is None else book.calls.get(event.call_id)
    book.commands.add(event.token, Command(event.verb, event.call_id, event.callee, sent))
    book.mark(event.call_id, batch)


def accept(book: CallBook, event: events.CommandAccepted, batch: Batch) -> None:
    """The PBX took a command: done, where it tells nothing more of it; else events follow."""
    guess = book.commands.named(event.token)
    if guess is not None and event.call_id is not None and event.call_id != guess.call_id:
        _set_dialled(book, guess.call_id, None, batch)
        _set_dialled(book, event.call_id, guess.callee, batch)
    command = book.commands.get(event.token)
    if command is None:
        return
    if command.verb in BY_ANSWER:
        book.commands.drop(event.token)
        batch.changes.append(CommandConfirmed(event.token))
        book.mark(command.call_id, batch)
        _note_commanded(book, command, batch)
    elif command.verb is Verb.PARK and event.slot is not None and command.call_id is not None:
        call = book.calls.get(command.call_id)
        if call is not None:
            book.put(call, replace(call, slot=event.slot), batch)
    elif command.dials and event.call_id is not None:
        command.call_id = event.call_id
        refusal = book.commands.early_refusal(event.call_id)
        if refusal is not None:
            book.refuse(event.token, refusal, batch)
        else:
            _set_dialled(book, event.call_id, command.callee, batch)


def fail(book: CallBook, event: events.CommandFailed, batch: Batch) -> None:
    """The PBX refused a command by its answer."""
    command = book.commands.get(event.token)
    book.refuse(event.token, event.notice, batch)
    if command is not None and command.call_id and command.verb in offers.DECISIONS:
        offers.decision_refused(book, command.call_id, event.notice, batch)


def expire(book: CallBook, token: int, batch: Batch) -> None:
    """Nothing told whether a command was done: its mark goes.

    Where nothing else ever tells it either, what it was to set is not known from now on.
    """
    command = book.commands.drop(token)
    if command is None:
        return
    batch.changes.append(CommandUnknown(token))
    book.mark(command.call_id, batch)
    call = None if command.call_id is None else book.calls.get(command.call_id)
    if call is not None and call.end is None and command.verb in COMMANDED:
        unknown: dict[str, Any] = dict.fromkeys(COMMANDED[command.verb])
        book.put(call, replace(call, **unknown), batch)


def forget_commanded(book: CallBook, batch: Batch) -> None:
    """After a gap nobody knows whether a call is muted or recorded."""
    for call in book.living():
        book.put(call, replace(call, muted=None, recording=None), batch)


def _note_commanded(book: CallBook, command: Command, batch: Batch) -> None:
    """Mute and recording have no event: they are as last commanded. A decision is taken."""
    if command.call_id is not None and command.verb in offers.DECISIONS:
        offers.decide(book, command.call_id, command.verb, batch)
        return
    call = None if command.call_id is None else book.calls.get(command.call_id)
    if call is None or command.verb not in COMMANDED:
        return
    book.put(call, replace(call, **COMMANDED[command.verb]), batch)


def _set_dialled(book: CallBook, call_id: CallId, callee: Number | None, batch: Batch) -> None:
    """Learn that a call is, or is not, the one that was dialled from here."""
    before = book.calls.get(call_id)
    if before is not None:
        call = replace(before, dialled=callee)
        if call.end is None:
            call = counted(before, call)
        book.put(before, call, batch)
