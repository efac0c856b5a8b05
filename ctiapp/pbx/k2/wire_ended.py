"""What a K2 says of a call that is over, in ``NewCdr``. Pure.

The misspelt names are the wire's own (section 9, point 1 of the fact sheet); the right ones are
read as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.records import EndedCall
from ctiapp.pbx.csvrecords import direction_of, outcome_of, party
from ctiapp.pbx.lenient import count_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.ids import CallId


def ended_call(body: Mapping[str, object], call_id: CallId) -> EndedCall:
    """Read what ``NewCdr`` tells; what it leaves out, or says otherwise, is nought."""
    return EndedCall(
        call_id=call_id,
        started=text_of(body.get("timestart")),
        caller=party(body.get("callfrom")),
        callee=party(body.get("callto")),
        direction=direction_of(body.get("type")),
        outcome=outcome_of(body.get("status")),
        duration_s=_seconds(body, "callduraction", "callduration"),
        talk_s=_seconds(body, "talkduraction", "talkduration"),
        agent_ring_s=_seconds(body, "agentringtime"),
        did=number_of(body.get("didnumber")),
        recording=text_of(body.get("recording")),
    )


def _seconds(body: Mapping[str, object], *names: str) -> int:
    return next((count_of(body[name]) or 0 for name in names if text_of(body.get(name))), 0)
