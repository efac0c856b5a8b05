"""Outside calls that wait to be let in or refused (P 30016): no leg of one's own, ten seconds.

What the P handbook says: the PBX holds the call for ten seconds, and lets it in by itself where
nobody has decided by then (l. 15856). What it does not, and is inferred: an offer is of nobody in
particular, so another program may decide it; a call that is let in goes on under the same call id
(30011), and may ring here at once, later (from a queue), or never.

An offer is told once. After a gap nobody knows whether it still stands, and no picture of one's own
calls has it: it is believed no more.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import OFFER_S, Call, EndReason, Leg, LegKind, LegState, Phase
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.notice import Notice
    from ctiapp.state.book import Batch, CallBook

log = logging.getLogger("ctiapp.state")

LATE_S = 0.4
"""How long after its time the PBX's own word that a call rings here is waited for."""
DECISIONS = frozenset({Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND})
TOO_LATE = "inbound.too_late"
"""The notice of a decision that came when the call was let in already."""
GONE = "inbound.gone"
"""The notice of a decision on a caller who is not there any more."""


def take_offer(book: CallBook, report: CallReport, batch: Batch) -> None:
    """Take in that a call waits to be let in; what is told twice or late changes nothing.

    Args:
        book: where it is kept.
        report: the call, with nobody but who calls in it.
        batch: takes what it changes; its time is when the ten seconds begin.
    """
    caller = next((leg for leg in report.legs if leg.kind is LegKind.INBOUND), None)
    if book.me is None or caller is None:
        return
    book.decided.forget_old(batch.now.mono_s)
    if report.call_id in book.calls or (report.call_id, caller.leg_id) in book.decided:
        log.info("late or repeated offer of call %s dropped", report.call_id)
        return
    if not book.has_room(batch):
        return
    legs = tuple(Leg(leg, batch.now) for leg in report.legs)
    call = Call(report.call_id, book.own, legs, batch.now, book.next_sequence(), offered=batch.now)
    if call.own_legs or not call.other_legs:
        return  # it rings somewhere already, or is over
    book.put(None, call, batch)


def follow_offered(book: CallBook, before: Call, legs: tuple[Leg, ...], batch: Batch) -> None:
    """An offered call is told of without a leg of one's own: let in, given up, or as it was.

    A caller who still waits alone proves neither: the last report of a call that was refused may
    look so, since ``BYE`` stands only at who hung up.
    """
    living = [leg for leg in legs if leg.living]
    call = replace(before, legs=legs or before.legs)
    if not any(leg.report.kind is LegKind.INBOUND for leg in living):
        reason = _gone(before)
    elif len(living) > 1 or living[0].state is not LegState.INITIATED:
        reason = _in(before)
    else:
        book.put(before, call, batch)
        return
    book.put(before, book.ended(call, reason, batch.now), batch)


def offer_gone(book: CallBook, before: Call, batch: Batch) -> None:
    """The PBX has an offered call no more."""
    book.end(before.call_id, _gone(before), batch)


def decide(book: CallBook, call_id: CallId, verb: Verb, batch: Batch) -> None:
    """The PBX has taken the decision: whom it lets in is for its routing to say."""
    before = book.calls.get(call_id)
    if before is None or before.phase is not Phase.OFFERED:
        return
    reason = EndReason.ACCEPTED if verb is Verb.ACCEPT_INBOUND else EndReason.REFUSED
    book.end(call_id, reason, batch)


def decision_refused(book: CallBook, call_id: CallId, notice: Notice, batch: Batch) -> None:
    """The PBX did not take the decision: where that came too late the offer is over."""
    before = book.calls.get(call_id)
    if before is None or before.phase is not Phase.OFFERED:
        return
    if notice.key == TOO_LATE:
        book.end(call_id, EndReason.LET_IN, batch)
    elif notice.key == GONE:
        book.end(call_id, EndReason.CALLER_GAVE_UP, batch)


def let_in_by_time(book: CallBook, batch: Batch) -> None:
    """Ten seconds have passed: nothing can be decided any more, the PBX lets the call in.

    A decision on its way is waited for: it is answered, refused or given up within seconds.
    """
    for call in book.living():
        if call.phase is not Phase.OFFERED or call.offered is None:
            continue
        late_s = batch.now.mono_s - call.offered.mono_s - OFFER_S
        if late_s >= LATE_S and not DECISIONS & call.pending.keys():
            book.end(call.call_id, EndReason.LET_IN, batch)


def rings_here(ended: Call, legs: tuple[Leg, ...]) -> Call:
    """A call that was let in, and rings here now: the same one, as old as its offer."""
    return replace(ended, legs=legs, end=None, notice=None, offered=None)


def remember_decided(book: CallBook, call: Call, now: Moment) -> None:
    """A call is offered no more: an event that offers it is late from now on."""
    for leg in call.legs:
        if leg.report.kind is LegKind.INBOUND:
            book.decided.add(call.call_id, leg.leg_id, now.mono_s)


def _gone(before: Call) -> EndReason:
    refusing = Verb.REFUSE_INBOUND in before.pending
    return EndReason.REFUSED if refusing else EndReason.CALLER_GAVE_UP


def _in(before: Call) -> EndReason:
    accepting = Verb.ACCEPT_INBOUND in before.pending
    return EndReason.ACCEPTED if accepting else EndReason.LET_IN
