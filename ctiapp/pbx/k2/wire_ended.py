"""What a K2 says of a call that is over: in ``NewCdr``, and in the list of calls. Pure.

The misspelt names are the wire's own (section 9, point 1 of the fact sheet); the right ones are
read as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction
from ctiapp.model.number import Number, looks_like_number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.lenient import count_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.ids import CallId

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    "answered": Outcome.ANSWERED,
    "answer": Outcome.ANSWERED,
    "no answered": Outcome.NO_ANSWER,  # the English page's words
    "no answer": Outcome.NO_ANSWER,  # the Chinese page's
    "noanswer": Outcome.NO_ANSWER,
    "busy": Outcome.BUSY,
    "failed": Outcome.FAILED,
    "voicemail": Outcome.VOICEMAIL,
    "abandoned": Outcome.ABANDONED,
}


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


def party(value: object) -> RecordParty:
    """Read who took part: ``Name<number>``, ``Name`` or ``number`` (as its relatives write it)."""
    text = text_of(value)
    name, opened, rest = text.rpartition("<")
    if opened and rest.endswith(">"):
        return RecordParty(Number.of(rest[:-1]), name.strip().strip('"'))
    if looks_like_number(text) or Number.of(text).withheld:
        return RecordParty(Number.of(text))
    return RecordParty(Number(""), text)


def outcome_of(value: object) -> Outcome:
    """Read how a call ended; a word that is not known is UNKNOWN."""
    return _OUTCOMES.get(" ".join(text_of(value).casefold().split()), Outcome.UNKNOWN)


def direction_of(value: object) -> Direction | None:
    """Read of what kind a call was; None where that is no word that is known."""
    try:
        return Direction(text_of(value).casefold())
    except ValueError:
        return None
