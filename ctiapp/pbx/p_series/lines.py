"""All calls of a P-Series PBX, and whose line is busy by them.

No endpoint says how an extension's phone stands: only event 30008 does, and only when that changes.
``call/query?type=`` (l. 15624) names everybody who takes part in a call; who is in none is idle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.errors import NoSuchTarget
from ctiapp.pbx.p_series import wire_calls
from ctiapp.pbx.p_series.asking import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.p_series.asking import Asker

KINDS = ("inbound", "outbound", "internal")
"""All the kinds of calls (l. 15628)."""


async def all_calls(asker: Asker) -> tuple[CallReport, ...] | None:
    """All calls, each once and as it was told last; None where the PBX refuses to be asked."""
    found: dict[CallId, CallReport] = {}
    for kind in KINDS:
        try:
            answer = await asker.query(wire_calls.calls_of_kind(kind))
        except NoSuchTarget:  # "no such data": there is no such call
            continue
        except REFUSALS as err:
            asker.note("calls of everybody", err)
            return None
        for report in wire_calls.call_reports(answer, asker.remark):
            found[report.call_id] = report
    return tuple(found.values())


def busy(reports: Iterable[CallReport]) -> dict[Number, LineState]:
    """What these calls say of lines: talking outdoes ringing."""
    found: dict[Number, LineState] = {}
    for leg in (leg for report in reports for leg in report.legs):
        gone = leg.state in (LegState.CLEARED, LegState.FAILED)
        if leg.kind is not LegKind.EXTENSION or gone:
            continue
        if leg.state is not LegState.ALERTING:
            found[leg.number] = LineState.BUSY
        else:
            found.setdefault(leg.number, LineState.RINGING)
    return found
