"""The calls as somebody else's run knew them: for a recording that is played, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.events import RingStep
from ctiapp.model.plaincalls import moved
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from ctiapp.model.events import CallsRecalled
    from ctiapp.state.book import Batch, CallBook


def recall(book: CallBook, told: CallsRecalled, batch: Batch) -> None:
    """Have exactly these calls, each as it was, as old as it was."""
    calls = {call.call_id: moved(call, told.at, batch.now) for call in told.calls}
    for call in list(book.calls.values()):
        if call.call_id not in calls:
            book.forget(call, batch)
    book.phone_rings.clear()
    for call_id, call in calls.items():
        before = book.calls.get(call_id)
        book.calls[call_id] = call
        book.touched[call_id] = batch.now.mono_s
        batch.changes.append(CallChanged(before, call, batch.now))
        book.count_from(call.sequence)
        for leg in call.legs:
            if book.is_own(leg.report) and (call.end is not None or not leg.living):
                book.ended_legs.add(call_id, leg.leg_id, batch.now.mono_s)
        if call.phone_ring is not None:
            book.phone_rings.take(call.phone_ring, RingStep.RINGS, book.me, batch.now.mono_s)
            book.phone_rings.bind(call_id, call.phone_ring)
    book.pair_rings(batch)
