"""What a P-Series PBX says of a call that is over: in its list of calls, and in event 30012. Pure.

Line numbers are of the P handbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number, looks_like_number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.lenient import count_of, id_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    # l. 13719; ABANDONED by field reports
    "answered": Outcome.ANSWERED,
    "answer": Outcome.ANSWERED,  # 30012's table
    "no answer": Outcome.NO_ANSWER,
    "busy": Outcome.BUSY,
    "failed": Outcome.FAILED,
    "voicemail": Outcome.VOICEMAIL,
    "abandoned": Outcome.ABANDONED,
}


def ended_call(body: Mapping[str, object]) -> EndedCall:
    """Read what 30012 tells (l. 17478-17540); what it leaves out, or says otherwise, is nought.

    Raises:
        WireError: there is no call id.
    """
    return EndedCall(
        call_id=CallId(id_of(body.get("call_id"), "call_id")),
        started=text_of(body.get("time_start")),
        caller=party(body.get("call_from")),
        callee=party(body.get("call_to")),
        direction=direction_of(body.get("type")),
        outcome=outcome_of(body.get("status")),
        duration_s=count_of(body.get("call_duration")) or 0,
        talk_s=count_of(body.get("talk_duration")) or 0,
        agent_ring_s=count_of(body.get("agent_ring_time")) or 0,
        did=number_of(body.get("did_number")),
        recording=text_of(body.get("recording")),
    )


def party(value: object) -> RecordParty:
    """Read who took part: ``Name<number>``, ``Name`` or ``number`` (l. 13762-13790)."""
    text = text_of(value)
    name, opened, rest = text.rpartition("<")
    if opened and rest.endswith(">"):
        return RecordParty(Number.of(rest[:-1]), name.strip())
    if looks_like_number(text) or Number.of(text).withheld:
        return RecordParty(Number.of(text))
    return RecordParty(Number(""), text)


def outcome_of(value: object) -> Outcome:
    """Read how a call ended; a word that is not known is UNKNOWN.

    The list says ``ANSWERED``, and so does the example of the event, whose table says ``ANSWER``.
    """
    return _OUTCOMES.get(" ".join(text_of(value).casefold().split()), Outcome.UNKNOWN)


def direction_of(value: object) -> Direction | None:
    """Read of what kind a call was; None where that is no word that is known."""
    try:
        return Direction(text_of(value).casefold())
    except ValueError:
        return None
