"""A call with its members, as a PBX pushes it that tells whole calls: K2 and the P-Series. Pure.

How one member is written, and what its words mean, stays with the dialect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.call import CallReport, FailReason
from ctiapp.model.errors import WireError
from ctiapp.pbx.lenient import items_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import LegReport
    from ctiapp.model.ids import CallId

MAX_MEMBERS: Final = 512
"""The most members of one call that are read; a paging group may have hundreds."""


def call_of(
    call_id: CallId,
    value: object,
    legs_of: Callable[[object], list[LegReport]],
    remark: Callable[[str], None],
) -> CallReport:
    """Read a call by its members.

    A member that cannot be read is left out, or all of them, and the report marked: it proves
    nothing of whom it does not name.

    Args:
        call_id: which call it is.
        value: the members, as they came.
        legs_of: reads one; raises a `WireError` where it cannot.
        remark: is told what was left out.
    """
    try:
        members = items_of(value, "members")
        partial = len(members) > MAX_MEMBERS
        if partial:
            remark("members left out: too many")
    except WireError as err:
        members, partial = [], True
        remark(f"members left out: {err.detail}")
    legs: list[LegReport] = []
    for member in members[:MAX_MEMBERS]:
        try:
            legs += legs_of(member)
        except WireError as err:
            remark(f"member left out: {err.detail}")
            partial = True
    return CallReport(call_id, tuple(legs), partial)


def fail_reason(words: str, reasons: Mapping[str, FailReason]) -> FailReason:
    """Read why a call failed, by a dialect's words in small letters, or SIP's codes alone.

    SIP's codes come with several spellings of their words, so the code is what counts.
    """
    folded = " ".join(words.casefold().split())
    return reasons.get(folded) or reasons.get(folded[:3], FailReason.OTHER)
