"""The whole picture: every call of one's own extension as the PBX has it, asked for.

A picture is believed: a call that was wrongly taken for over comes back with it, one that it lacks
has ended meanwhile. Only what events told since it was asked for is newer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, LegState, Phase
from ctiapp.state.commanding import forget_commanded
from ctiapp.state.ending import why_gone
from ctiapp.state.moves import cleared
from ctiapp.state.reports import take_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.call import Call, CallReport
    from ctiapp.model.ids import CallId
    from ctiapp.state.book import Batch, CallBook

_OVER = (LegState.CLEARED, LegState.FAILED)


@dataclass(frozen=True, slots=True)
class Asked:
    """When a picture was asked for, while events went on.

    Attributes:
        asked_s: when, on the monotonic clock; None after a gap, when no event counts before it.
        grace_s: how long before it a call may have come, or ended, that it is late to know of.
        complete: False where a call of it could not be named, so that any may be the one.
    """

    asked_s: float | None = None
    grace_s: float = 0.0
    complete: bool = True


def take_picture(book: CallBook, reports: Iterable[CallReport], asked: Asked, batch: Batch) -> None:
    """Take the whole picture in: calls that it lacks have ended meanwhile.

    Args:
        book: where the calls are kept.
        reports: all calls of one's own extension.
        asked: when it was asked for.
        batch: takes what it changes.
    """
    listed = tuple(reports)
    if asked.asked_s is None:
        _let_moved_go(book, {report.call_id for report in listed}, batch)
    # First those that are gone, and those that go on without us: no call of the picture may be
    # taken for a part of one of them, and end with it.
    if asked.complete:
        _end_missing(
            book, {report.call_id for report in listed if _lists(book, report)}, asked, batch
        )
    for report in sorted(listed, key=lambda report: _mine(book, report)):
        call = book.calls.get(report.call_id)
        ended_s = None if call is None or call.end is None else call.end.at.mono_s
        if not _newer(book, report.call_id, ended_s, asked):
            take_report(book, report, batch, snapshot=True)
        elif call is not None and ended_s is None and not _same(call, report):
            # The event's word stands; where it was late that shows when nothing more is told.
            book.doubt(report.call_id, "an event and the picture of it crossed", batch)
    if asked.asked_s is None:
        forget_commanded(book, batch)


def _lists(book: CallBook, report: CallReport) -> bool:
    """Whether it makes a call one's own that it is in the picture: an offer has no leg of ours."""
    call = book.calls.get(report.call_id)
    offered = call is not None and call.phase is Phase.OFFERED
    return not offered or _mine(book, report)


def _mine(book: CallBook, report: CallReport) -> bool:
    """Whether a leg of ours lives in it."""
    return any(book.is_own(leg) and leg.state not in _OVER for leg in report.legs)


def _same(call: Call, report: CallReport) -> bool:
    """Whether a picture tells of a call what is known of it."""
    known = {leg.leg_id: leg.state for leg in call.legs if leg.living}
    told = {leg.leg_id: leg.state for leg in report.legs if leg.state not in _OVER}
    return known == told or report.partial


def _let_moved_go(book: CallBook, present: set[CallId], batch: Batch) -> None:
    """After a gap nobody whom one transferred can be taken back: they may be in a talk by now.

    Pictures of one's own calls do not have them, so that none tells that they still wait.
    """
    for call in list(book.calls.values()):
        if call.can_be_taken_back and call.call_id not in present:
            book.put(call, replace(call, legs=cleared(call.legs)), batch)


def _end_missing(book: CallBook, present: set[CallId], asked: Asked, batch: Batch) -> None:
    """The calls that a picture lacks are over, but for those that no picture has."""
    for call in book.living():
        came_s = call.first_seen.mono_s
        if call.call_id in present or _newer(book, call.call_id, came_s, asked):
            continue
        if call.is_parked:
            continue  # one's own leg is gone: the list of slots tells whether it waits
        if call.phase is Phase.OFFERED and asked.asked_s is not None:
            continue  # no picture of one's own calls has it; only a gap makes it doubtful
        reason = EndReason.WHILE_AWAY if asked.asked_s is None else why_gone(call)
        book.end(call.call_id, reason, batch)


def _newer(book: CallBook, call_id: CallId, since_s: float | None, asked: Asked) -> bool:
    """Whether what is known of a call is newer than a picture that was asked for then."""
    if asked.asked_s is None:
        return False
    if since_s is not None and since_s > asked.asked_s - asked.grace_s:
        return True
    return book.touched.get(call_id, asked.asked_s) > asked.asked_s
