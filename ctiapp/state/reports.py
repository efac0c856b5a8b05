"""A call as the PBX reports it (P 30011, ``call/query``): laid upon what was known of it.

A report replaces what was known of its call. Only calls in which one's own extension has a leg are
kept: other people's calls cost a look at their members and nothing more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import Call, LegState, Phase, Recording
from ctiapp.state.ending import in_doubt, others_gone, why_gone, why_over
from ctiapp.state.merge import aged, counted, merge, unset
from ctiapp.state.moves import follow_moved, left_by
from ctiapp.state.offers import follow_offered, offer_gone, rings_here

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport, EndReason, Leg, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.state.book import Batch, CallBook


def take_report(
    book: CallBook, report: CallReport, batch: Batch, *, snapshot: bool = False
) -> None:
    """Take in how a call stands.

    Args:
        book: where it is kept.
        report: the whole call, as the PBX tells it.
        batch: takes what it changes.
        snapshot: it was asked for, not told by an event.
    """
    before = book.calls.get(report.call_id)
    own = before is not None or any(book.is_own(leg) for leg in report.legs)
    if report.partial and not snapshot and (own or book.garbled.may_ask(report.call_id)):
        # Who could not be read may be oneself, or may be gone: the whole call is to be had.
        book.doubt(report.call_id, "a member cannot be read", batch)
    if not own:
        return
    book.ended_legs.forget_old(batch.now.mono_s)
    merged = merge(report, before, book.ended_legs, book.me, batch.now, snapshot=snapshot)
    if merged.doubt is not None:
        book.doubt(report.call_id, merged.doubt, batch)
    if merged.legs is None:
        return
    if before is not None and before.phase is Phase.OFFERED and not _mine(book, merged.legs):
        follow_offered(book, before, merged.legs, batch)
        return
    known = before if before is not None and before.end is None else None
    if known is not None:
        call: Call | None = _now(known, merged.legs, unread=report.partial)
    else:
        call = _come(book, report, before, merged.legs, batch, snapshot=snapshot)
    if call is None:
        follow_moved(book, before, merged.legs, batch)
        return
    reason = None if call.is_parked else why_over(known, call, listed=snapshot)
    if reason is None or known is not None:
        _keep(book, before, known, call, reason, batch, snapshot=snapshot)
    # Else it was over before we saw it, or still is.


def _keep(
    book: CallBook,
    before: Call | None,
    known: Call | None,
    call: Call,
    reason: EndReason | None,
    batch: Batch,
    *,
    snapshot: bool,
) -> None:
    """Store a call by its new report; ``known`` is as it was while it lived, ``reason`` its end."""
    if not snapshot:
        book.touched[call.call_id] = batch.now.mono_s
        if in_doubt(known, call) and (reason is None or not others_gone(call)):
            book.doubt(call.call_id, "the others are gone", batch)
    if reason is not None:
        why = left_by(book, call, reason, batch.now)
        call = book.ended(_with_faces(known, call), why, batch.now)
    else:
        call = unset(known, counted(known, call))
        call = aged(known, call, batch.now, snapshot=snapshot)
    book.put(before, call, batch)


def take_gone(book: CallBook, call_id: CallId, batch: Batch) -> None:
    """The PBX has a call no more, or has written its record (P 30012)."""
    before = book.calls.get(call_id)
    if before is None:
        book.digits.forget(call_id)
        return
    if before.phase is Phase.OFFERED:
        offer_gone(book, before, batch)
        return
    if before.can_be_taken_back:
        book.put(before, replace(before, legs=_left(before.legs)), batch)
    book.end(call_id, why_gone(before), batch)


def _come(
    book: CallBook,
    report: CallReport,
    ended: Call | None,
    legs: tuple[Leg, ...],
    batch: Batch,
    *,
    snapshot: bool,
) -> Call | None:
    """A call that is new here, or that ended here; None where no leg of ours lives in it."""
    if not _mine(book, legs):
        return None
    if ended is not None:
        back = _back(book, ended, legs, batch.now, snapshot=snapshot)
        return replace(back, unread=report.partial)
    if not book.has_room(batch):
        return None
    return Call(
        report.call_id,
        book.own,
        legs,
        batch.now,
        book.next_sequence(),
        dialled=book.commands.dialled_as(report, book.is_own),
        from_snapshot=snapshot,
        muted=None if snapshot else False,
        recording=None if snapshot else Recording.OFF,
        unread=report.partial,
    )


def _back(
    book: CallBook, ended: Call, legs: tuple[Leg, ...], now: Moment, *, snapshot: bool
) -> Call:
    """A call that ended here and has a living leg of ours again.

    On a leg of before it had not ended after all; on a new one it rings anew: whoever dialled
    it once, now one is called.
    """
    before = {leg.leg_id for leg in ended.legs if book.is_own(leg.report)}
    if any(leg.leg_id in before and book.is_own(leg.report) and leg.living for leg in legs):
        return replace(ended, legs=legs, end=None, notice=None)
    if ended.offered is not None:
        return rings_here(ended, legs)
    return Call(
        ended.call_id,
        ended.me,
        legs,
        now,
        book.next_sequence(),
        ring=ended.ring,
        from_snapshot=snapshot,
        slot=ended.slot,
        muted=None if snapshot else False,
        recording=None if snapshot else Recording.OFF,
    )


def _now(known: Call, legs: tuple[Leg, ...], *, unread: bool) -> Call:
    """A call that goes on with these legs, and with somebody who cannot be read.

    Where it rings on new ones, somebody comes back from a slot or from a transfer: whoever dialled
    it once, now one is called.
    """
    call = replace(known, legs=legs, unread=unread, offered=None)
    old = {leg.leg_id for leg in known.own_legs}
    anew = bool(call.own_legs) and all(
        leg.state is LegState.ALERTING and leg.leg_id not in old for leg in call.own_legs
    )
    return replace(call, dialled=None) if anew else call


def _mine(book: CallBook, legs: tuple[Leg, ...]) -> bool:
    """Whether a leg of ours lives among these."""
    return any(book.is_own(leg.report) and leg.living for leg in legs)


def _left(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """These legs once their call is over."""
    return tuple(replace(leg, report=replace(leg.report, state=LegState.CLEARED)) for leg in legs)


def _with_faces(before: Call | None, call: Call) -> Call:
    """An ended call whose others were left out of its last report: who it was is still seen."""
    if before is None or any(not call.is_own(leg.report) for leg in call.legs):
        return call
    return replace(call, legs=before.legs)
