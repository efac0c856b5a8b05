"""A call as the PBX reports it (P 30011, ``call/query``): laid upon what was known of it.

A report replaces what was known of its call. Only calls in which one's own extension has a leg are
kept: other people's calls cost a look at their members and nothing more.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import Call, LegState, Recording
from ctiapp.state.ending import in_doubt, others_gone, why_gone, why_over
from ctiapp.state.merge import aged, counted, merge
from ctiapp.state.moves import follow_moved, left_by

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport, Leg, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.state.book import Batch, CallBook

log = logging.getLogger("ctiapp.state")


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
    if before is None and not any(book.is_own(leg) for leg in report.legs):
        return
    book.ended_legs.forget_old(batch.now.mono_s)
    merged = merge(report, before, book.ended_legs, book.me, batch.now, snapshot=snapshot)
    if merged.doubt is not None:
        book.doubt(report.call_id, merged.doubt, batch)
    if merged.legs is None:
        return
    if before is not None and before.end is None:
        known: Call | None = before
        call: Call | None = replace(before, legs=merged.legs)
    else:
        known = None
        call = _come(book, report, before, merged.legs, batch, snapshot=snapshot)
    if call is None:
        follow_moved(book, before, merged.legs, batch)
        return
    reason = None if call.is_parked else why_over(known, call, listed=snapshot)
    if reason is not None and known is None:
        return  # it was over before we saw it, or still is
    if not snapshot:
        book.touched[report.call_id] = batch.now.mono_s
        if in_doubt(known, call) and (reason is None or not others_gone(call)):
            book.doubt(report.call_id, "the others are gone", batch)
    if reason is not None:
        why = left_by(book, call, reason, batch.now)
        call = book.ended(_with_faces(known, call), why, batch.now)
    else:
        call = aged(known, counted(known, call), batch.now, snapshot=snapshot)
    book.put(before, call, batch)


def take_gone(book: CallBook, call_id: CallId, batch: Batch) -> None:
    """The PBX has a call no more, or has written its record (P 30012)."""
    before = book.calls.get(call_id)
    if before is None:
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
    if not any(book.is_own(leg.report) and leg.living for leg in legs):
        return None
    if ended is not None:
        return _back(book, ended, legs, batch.now, snapshot=snapshot)
    if not book.has_room(batch):
        log.info("call %s left out: there are too many", report.call_id)
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


def _left(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """These legs once their call is over."""
    return tuple(replace(leg, report=replace(leg.report, state=LegState.CLEARED)) for leg in legs)


def _with_faces(before: Call | None, call: Call) -> Call:
    """An ended call whose others were left out of its last report: who it was is still seen."""
    if before is None or any(not call.is_own(leg.report) for leg in call.legs):
        return call
    return replace(call, legs=before.legs)
