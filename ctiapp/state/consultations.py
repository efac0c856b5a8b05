"""A consultation's two calls: bound while both live, ended together where they were joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason
from ctiapp.state.pairs import consulted_for

if TYPE_CHECKING:
    from ctiapp.model.call import Call
    from ctiapp.state.book import Batch, CallBook


def bind(book: CallBook, before: Call | None, call: Call, batch: Batch) -> Call:
    """Bind a new call to the one that waits for it; let go where either is over.

    Args:
        book: where the other call of the two is looked for, and written.
        before: the call as it was; None where it is new.
        call: as it is about to be stored.
        batch: takes what it changes of the other one.

    Returns:
        The call to store.
    """
    if call.end is not None or not call.own_legs:
        return _let_go(book, call, batch)
    if (before is not None and before.own_legs) or call.consult_of is not None:
        return call  # of a known call, that one comes into it: who is consulted was in a slot
    waiting = consulted_for(call, book.calls.values())
    if waiting is None:
        return call
    guessed = None if waiting.consulting is None else book.calls.get(waiting.consulting)
    if guessed is not None:
        book.put(guessed, replace(guessed, consult_of=None), batch)
    call = replace(call, consult_of=waiting.call_id)
    book.calls[call.call_id] = call
    book.put(waiting, replace(waiting, consulting=call.call_id), batch)
    return call


def _let_go(book: CallBook, call: Call, batch: Batch) -> Call:
    for other_id in (call.consult_of, call.consulting):
        other = None if other_id is None else book.calls.get(other_id)
        if other is None or other.end is not None:
            continue
        after = replace(
            other,
            consult_of=None if other.consult_of == call.call_id else other.consult_of,
            consulting=None if other.consulting == call.call_id else other.consulting,
        )
        if call.end is not None and call.end.reason is EndReason.TRANSFERRED:
            # Completed: those two talk with each other now, and neither with us.
            after = book.ended(after, EndReason.TRANSFERRED, batch.now)
        book.put(other, after, batch)
    return replace(call, consult_of=None, consulting=None)
