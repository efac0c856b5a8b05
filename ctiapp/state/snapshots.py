"""The whole picture: every call of one's own extension as the PBX has it, asked for.

A picture is believed: a call that was wrongly taken for over comes back with it, one that it lacks
has ended meanwhile. Only what events told since it was asked for is newer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, Phase
from ctiapp.state.commanding import forget_commanded
from ctiapp.state.ending import why_gone
from ctiapp.state.moves import cleared
from ctiapp.state.reports import take_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import CallId
    from ctiapp.state.book import Batch, CallBook


@dataclass(frozen=True, slots=True)
class Asked:
    """When a picture was asked for, while events went on.

    Attributes:
        asked_s: when, on the monotonic clock; None after a gap, when no event counts before it.
        grace_s: how long before it a call may have come, or ended, that it is late to know of.
    """

    asked_s: float | None = None
    grace_s: float = 0.0


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
    # First those that are gone: no call of the picture may be taken for a part of one of them.
    _end_missing(book, {report.call_id for report in listed}, asked, batch)
    for report in listed:
        call = book.calls.get(report.call_id)
        ended_s = None if call is None or call.end is None else call.end.at.mono_s
        if not _newer(book, report.call_id, ended_s, asked):
            take_report(book, report, batch, snapshot=True)
    if asked.asked_s is None:
        forget_commanded(book, batch)


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
