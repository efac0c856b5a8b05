"""Calls that one moved on: when a transfer is done, and whom it leaves to be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, LegState
from ctiapp.model.commands import Verb
from ctiapp.state.merge import IN_TALK

if TYPE_CHECKING:
    from ctiapp.model.call import Call, Leg, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.state.book import Batch, CallBook

MOVED_SHOWN_S = 120.0
"""How long one whom one transferred, and nobody has answered yet, stays to be taken back."""
MOVED_S = 10.0
"""How soon after a transfer was told one's own leg must leave to have been the one who moved on."""


def note_moved(book: CallBook, call_id: CallId, batch: Batch) -> None:
    """The PBX tells of a transfer (P 30013), of a consultation by either of its calls."""
    call = book.calls.get(call_id)
    if call is None:
        return
    for each in (call_id, call.consult_of):
        if each is not None and each in book.calls:
            book.moved[each] = batch.now.mono_s
        confirmed = [] if each is None else book.commands.moved(each)
        if confirmed:
            batch.changes.extend(confirmed)
            book.mark(each, batch)


def left_by(book: CallBook, call: Call, reason: EndReason, now: Moment) -> EndReason:
    """The reason, or TRANSFERRED where that was told and the others go on without oneself.

    JOINED where those whom one consulted have come over into the call that waited.
    """
    if _came_over(book, call):
        return EndReason.JOINED
    moving = Verb.TRANSFER in call.pending or Verb.COMPLETE in call.pending
    if moving and reason is not EndReason.REMOTE_HUNG_UP:
        return EndReason.TRANSFERRED
    moved_s = book.moved.get(call.call_id)
    if (
        reason is EndReason.HUNG_UP
        and Verb.HANG_UP not in call.pending
        and moved_s is not None
        and now.mono_s - moved_s <= MOVED_S
        and call.other_legs
    ):
        return EndReason.TRANSFERRED
    return reason


def _came_over(book: CallBook, call: Call) -> bool:
    """Whether the others of a consultation are in the call that waited for it, and so is one."""
    waiting = None if call.consult_of is None else book.calls.get(call.consult_of)
    before = book.calls.get(call.call_id)
    if waiting is None or before is None or not waiting.own_legs:
        return False
    there = {leg.leg_id for leg in waiting.other_legs}
    return any(leg.leg_id in there for leg in before.other_legs)


def follow_moved(book: CallBook, before: Call | None, legs: tuple[Leg, ...], batch: Batch) -> None:
    """Somebody whom one transferred goes on: until answered, they can be taken back.

    What becomes of them afterwards is others' affair: the call stays the one that it was here.
    """
    if before is None or before.end is None or before.end.reason is not EndReason.TRANSFERRED:
        return
    if not _on_its_way(before, before):
        return
    after = replace(before, legs=legs)
    if not _on_its_way(before, after):
        after = replace(before, legs=cleared(before.legs))
    book.put(before, after, batch)


def _on_its_way(before: Call, call: Call) -> bool:
    """Whether the one who was moved, as known before, still waits for somebody to answer."""
    moved = before.remote
    talking = [leg for leg in call.other_legs if leg.state in IN_TALK]
    return (
        moved is not None
        and any(leg.leg_id == moved.leg_id for leg in call.other_legs)
        and len(talking) < 2
    )


def cleared(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """These legs once nothing more is to be seen of them."""
    return tuple(replace(leg, report=replace(leg.report, state=LegState.CLEARED)) for leg in legs)
