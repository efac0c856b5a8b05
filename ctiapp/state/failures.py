"""Calls that the PBX could not put through (P 30015): what that refuses, and what it ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import CallEnd, EndReason, LegKind, LegState, Phase
from ctiapp.model.notice import Notice, Severity
from ctiapp.state.merge import IN_TALK
from ctiapp.state.reports import take_report

if TYPE_CHECKING:
    from ctiapp.model.call import Call, CallReport, FailReason
    from ctiapp.state.book import Batch, CallBook

_SOMEBODY = "somebody who was rung did not take it"


def take_failure(
    book: CallBook, report: CallReport, reason: FailReason, words: str, batch: Batch
) -> None:
    """Take in that a call, or somebody whom it rang, failed.

    Args:
        book: where the call is kept, if it is one's own.
        report: the whole call, as the PBX tells it.
        reason: why, as one of the known reasons.
        words: why, as the PBX says it.
        batch: takes what it changes.
    """
    notice = Notice.of(
        f"call.failed.{reason.value}",
        severity=Severity.WARNING,
        detail=words,
        call_id=report.call_id,
    )
    for token in book.commands.refused_dials(report, book.is_own, notice):
        book.refuse(token, notice, batch)
    before = book.calls.get(report.call_id)
    own = before is None and any(book.is_own(leg) for leg in report.legs)
    for token in book.commands.refused_moves(report, reason, own=own):
        book.refuse(token, notice, batch)
    before = book.calls.get(report.call_id)
    if before is None:
        return
    if before.end is not None:
        # The others' BYE came first; now it is known why they did not take the call.
        if before.end.reason in (EndReason.NO_ANSWER, EndReason.UNKNOWN) and not _called(before):
            end = CallEnd(EndReason.FAILED, before.end.at, reason)
            book.put(before, replace(before, end=end, notice=notice), batch)
        return
    if before.phase is Phase.OFFERED:
        take_report(book, report, batch)
        return
    others = [leg for leg in report.legs if not book.is_own(leg)]
    one_failed = any(leg.state is LegState.CLEARED for leg in others)
    if before.phase is Phase.RINGING:
        # Somebody who was rung did not take it: that was oneself, or another agent.
        _take_ring_failure(book, report, batch)
    elif before.phase is Phase.DIALING and not (
        one_failed and any(leg.state is not LegState.CLEARED for leg in others)
    ):
        call = replace(before, notice=notice)
        book.put(before, book.ended(call, EndReason.FAILED, batch.now, reason), batch)
    elif any(leg.state in IN_TALK for leg in before.other_legs):
        book.put(before, replace(before, notice=notice), batch)
    else:
        book.doubt(report.call_id, _SOMEBODY, batch)


def _take_ring_failure(book: CallBook, report: CallReport, batch: Batch) -> None:
    if any(book.is_own(leg) for leg in report.legs):
        take_report(book, report, batch)
    else:
        book.doubt(report.call_id, _SOMEBODY, batch)


def _called(call: Call) -> bool:
    """Whether somebody else is the side that calls."""
    others = (leg.report for leg in call.legs if not call.is_own(leg.report))
    return any(leg.calling is True or leg.kind is LegKind.INBOUND for leg in others)
