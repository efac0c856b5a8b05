"""What the journal of this desk, and the PBX at a call's end, say of a call: for the history. Pure.

The journal's words are those of `ctiapp.services.calljournal`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, EndReason, FailReason
from ctiapp.model.history import Fate, Seen
from ctiapp.model.historyfold import call_of
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord
from ctiapp.services.calljournal import ANSWERED
from ctiapp.services.journal import CALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.historyfold import Reading
    from ctiapp.model.journal import Fact, JournalEntry
    from ctiapp.model.records import EndedCall

_CAME: Mapping[str, Fate] = {
    EndReason.ANSWERED_ELSEWHERE.value: Fate.ANSWERED_ELSEWHERE,
    EndReason.REJECTED.value: Fate.REFUSED,
    EndReason.REFUSED.value: Fate.REFUSED,
    EndReason.HUNG_UP.value: Fate.REFUSED,
    # It was sent on while it rang: what became of it, the PBX's lines tell.
    EndReason.TRANSFERRED.value: Fate.UNKNOWN,
    EndReason.CALLER_GAVE_UP.value: Fate.MISSED,
    EndReason.REMOTE_HUNG_UP.value: Fate.MISSED,
    EndReason.NO_ANSWER.value: Fate.MISSED,
    EndReason.FAILED.value: Fate.MISSED,
}
_WENT: Mapping[str, Fate] = {
    EndReason.NO_ANSWER.value: Fate.NO_ANSWER,
    EndReason.HUNG_UP.value: Fate.NO_ANSWER,
    EndReason.REMOTE_HUNG_UP.value: Fate.NO_ANSWER,
    EndReason.REJECTED.value: Fate.NO_ANSWER,
    EndReason.CALLER_GAVE_UP.value: Fate.NO_ANSWER,
    EndReason.FAILED.value: Fate.FAILED,
}
_FAILED: Mapping[str, Fate] = {
    FailReason.BUSY.value: Fate.BUSY,
    FailReason.DO_NOT_DISTURB.value: Fate.BUSY,
    FailReason.NO_ANSWER.value: Fate.NO_ANSWER,
    FailReason.DECLINED.value: Fate.DECLINED,
}


def seen_here(entry: JournalEntry, reading: Reading) -> Seen | None:
    """What an entry of the journal says of a call of one's own; None where it is none."""
    if entry.kind != CALL or entry.call_id is None:
        return None
    facts = entry.data
    direction = _direction(facts.get("direction"))
    # What was talked on when this program began was never seen to ring.
    incoming = facts.get("incoming") is True or direction is Direction.INBOUND
    ring_s, talk_s = _seconds(facts.get("ring_s")), _seconds(facts.get("talk_s"))
    via = _number(facts.get("via"))
    fate = _fate(facts, incoming=incoming)
    in_queue = via is not None and via in reading.queues
    began = _began(facts) or entry.at - timedelta(seconds=ring_s + talk_s)
    away = facts.get("ended") == EndReason.WHILE_AWAY.value
    if in_queue and fate is Fate.MISSED and facts.get("ended") == EndReason.CALLER_GAVE_UP.value:
        fate = Fate.ABANDONED
    return Seen(
        call_id=entry.call_id,
        at=began,
        number=entry.number,
        name=_text(facts.get("name")),
        direction=direction,
        incoming=incoming,
        fate=fate,
        taken_by=_number(facts.get("who")),
        ring_s=ring_s,
        talk_s=talk_s,
        queue=via if in_queue else None,
        did=_number(facts.get("did")),
        # When in a gap it ended, nobody saw.
        over=began if away else entry.at,
    )


def told_at_end(ended: EndedCall, at: datetime, reading: Reading) -> Seen:
    """What the PBX told of a call when it was over.

    Args:
        ended: that.
        at: when it was told, aware UTC: the PBX's own time has no zone.
        reading: how its parties are read.
    """
    record = CallRecord(
        uid=ended.call_id,
        at=at - timedelta(seconds=ended.duration_s),
        caller=ended.caller,
        callee=ended.callee,
        direction=ended.direction,
        outcome=ended.outcome,
        ring_s=max(0, ended.duration_s - ended.talk_s),
        talk_s=ended.talk_s,
        did=ended.did,
        recording=ended.recording,
    )
    call = call_of([record], reading)
    # Whatever was dialled (a menu, a group) stands there as who was called: it took nothing.
    taken_by = call.taken_by if call.taken_by in reading.me else None
    return Seen(
        call_id=ended.call_id,
        at=call.at,
        number=call.number,
        name=call.name,
        direction=call.direction,
        incoming=call.incoming,
        fate=call.fate,
        taken_by=taken_by,
        ring_s=call.ring_s,
        talk_s=call.talk_s,
        queue=call.queue,
        did=call.did,
        recording=call.recording,
        mine=False,
        over=at,
    )


def _fate(facts: Mapping[str, Fact], *, incoming: bool) -> Fate:
    outcome = _text(facts.get("outcome"))
    if outcome == ANSWERED:
        return Fate.ANSWERED
    if incoming:
        return _CAME.get(outcome, Fate.UNKNOWN)
    fate = _WENT.get(outcome, Fate.UNKNOWN)
    return _FAILED.get(_text(facts.get("failed")), fate) if fate is Fate.FAILED else fate


def _began(facts: Mapping[str, Fact]) -> datetime | None:
    try:
        began = datetime.fromisoformat(_text(facts.get("began")))
    except ValueError:
        return None
    return None if began.tzinfo is None else began.astimezone(UTC)


def _text(fact: Fact) -> str:
    return fact if isinstance(fact, str) else ""


def _number(fact: Fact) -> Number | None:
    return Number(fact) if isinstance(fact, str) and fact else None


def _seconds(fact: Fact) -> int:
    return max(0, round(fact)) if isinstance(fact, int | float) else 0


def _direction(fact: Fact) -> Direction | None:
    try:
        return Direction(_text(fact))
    except ValueError:
        return None
