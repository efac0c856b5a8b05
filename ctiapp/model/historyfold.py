"""What the lines of the PBX's list say of a call, and what all sides say of it together. Pure.

A call that was passed on, or that rang at one after the other, has several lines; which lines are
one call `ctiapp.model.historyjoin` finds. The recording's name says which call a line belongs to
(``YYYYMMDDhhmmss-<call id>-from-to-type.wav``); most lines have no recording, though.

What this desk saw of a call counts more than the PBX's lines, as far as it goes: the lines do not
tell who refused, and know nothing of whom a queue rang in vain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.history import Fate, PastCall
from ctiapp.model.ids import CallId
from ctiapp.model.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ctiapp.model.history import Seen
    from ctiapp.model.number import Number
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.model.records import CallRecord, RecordParty

_LINKED = re.compile(r"[0-9]{14}-([0-9]{1,12}\.[0-9]{1,9})-")
_RANKS: Final = {
    fate: rank
    for rank, fate in enumerate(
        (
            *(Fate.UNKNOWN, Fate.NO_ANSWER, Fate.MISSED, Fate.FAILED, Fate.BUSY, Fate.DECLINED),
            *(Fate.REFUSED, Fate.ABANDONED, Fate.VOICEMAIL, Fate.ANSWERED_ELSEWHERE, Fate.ANSWERED),
        )
    )
}
"""Of what two sources say of one call, the one that says more; later ones say more."""
_OUTGOING: Final = {
    Outcome.ANSWERED: Fate.ANSWERED,
    Outcome.NO_ANSWER: Fate.NO_ANSWER,
    Outcome.BUSY: Fate.BUSY,
    Outcome.FAILED: Fate.FAILED,
    Outcome.VOICEMAIL: Fate.VOICEMAIL,
    Outcome.ABANDONED: Fate.NO_ANSWER,
}
_INCOMING: Final = {
    Outcome.NO_ANSWER: Fate.MISSED,
    # Who was told that one was busy was not answered; what was refused here is known from here.
    Outcome.BUSY: Fate.MISSED,
    Outcome.FAILED: Fate.FAILED,
    Outcome.VOICEMAIL: Fate.VOICEMAIL,
    Outcome.ABANDONED: Fate.ABANDONED,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the parties of a line are read.

    Attributes:
        plan: how numbers are read.
        me: one's own numbers.
        queues: the numbers of one's own queues.
    """

    plan: NumberPlan
    me: frozenset[Number]
    queues: frozenset[Number] = frozenset()
    _keys: dict[str, tuple[str, bool]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def key(self, number: Number | None) -> str:
        """Under which key everything of a number is found; empty where there is none."""
        return "" if number is None else self._read(number)[0]

    def inside(self, number: Number) -> bool:
        """Whether it is one of the house's numbers."""
        return number in self.me or number in self.queues or self._read(number)[1]

    def _read(self, number: Number) -> tuple[str, bool]:
        known = self._keys.get(number.text)
        if known is None:
            line = self.plan.line(number)
            known = self._keys[number.text] = line.choice_key, line.internal
        return known

    def concerns(self, record: CallRecord) -> bool:
        """Whether a line is of one's own, or of one's own queues."""
        ours = self.me | self.queues
        return record.caller.number in ours or record.callee.number in ours


def linked_id(recording: str) -> str:
    """The id of the call that a recording's name tells; empty where it tells none."""
    match = _LINKED.match(recording)
    return "" if match is None else match[1]


def ended_at(record: CallRecord) -> datetime:
    """When a line's part of a call was over."""
    return record.at + timedelta(seconds=record.ring_s + record.talk_s)


def other_party(record: CallRecord, reading: Reading) -> RecordParty:
    """Who is on the other side: whoever is outside, else whoever is not oneself."""
    if not _inside(record.caller, reading):
        return record.caller
    if not _inside(record.callee, reading):
        return record.callee
    return record.callee if record.caller.number in reading.me else record.caller


def _inside(party: RecordParty, reading: Reading) -> bool:
    return not party.number.withheld and reading.inside(party.number)


# -- what a call was -------------------------------------------------------------------------------


def call_of(lines: Sequence[CallRecord], reading: Reading, *, key: str = "") -> PastCall:
    """What the lines of one call say.

    Args:
        lines: in order of time, at least one.
        reading: how parties are read.
        key: of the call.
    """
    first = lines[0]
    other = other_party(first, reading)
    number = None if other.number.withheld else other.number
    incoming = first.caller.number not in reading.me
    fate, taker = _fate(lines, reading, incoming=incoming)
    answered = [each for each in lines if each.outcome is Outcome.ANSWERED]
    link = next((each for line in lines if (each := linked_id(line.recording))), "")
    return PastCall(
        key=key,
        at=first.at,
        number=number,
        name=other.name,
        direction=first.direction,
        incoming=incoming,
        fate=fate,
        taken_by=None if taker is None or taker.number.withheld else taker.number,
        taken_name="" if taker is None else taker.name,
        ring_s=_ring_s(lines),
        talk_s=sum(each.talk_s for each in answered),
        queue=next((e.callee.number for e in lines if e.callee.number in reading.queues), None),
        did=next((each.did for each in lines if each.did is not None), None),
        recording=next((each.recording for each in lines if each.recording), ""),
        call_id=CallId(link) if link else None,
        parts=len(lines),
        person=reading.key(number),
    )


def _ring_s(lines: Sequence[CallRecord]) -> int:
    """How long it rang until somebody answered first, or at all."""
    total = 0
    for each in lines:
        total += each.ring_s
        if each.outcome is Outcome.ANSWERED:
            break
    return total


def _fate(
    lines: Sequence[CallRecord], reading: Reading, *, incoming: bool
) -> tuple[Fate, RecordParty | None]:
    """What became of it, and who of the house took it."""
    if not incoming:
        fate = max((_OUTGOING.get(e.outcome, Fate.UNKNOWN) for e in lines), key=_RANKS.__getitem__)
        return fate, lines[0].caller if fate is Fate.ANSWERED else None
    takers = [
        each.callee
        for each in lines
        if each.outcome is Outcome.ANSWERED and each.caller.number not in reading.me
    ]
    mine = next((party for party in takers if party.number in reading.me), None)
    if mine is not None:
        return Fate.ANSWERED, mine
    if takers:
        known = next((party for party in takers if party.number not in reading.queues), None)
        return Fate.ANSWERED_ELSEWHERE, known
    fates = (_INCOMING.get(each.outcome, Fate.UNKNOWN) for each in lines)
    return max(fates, key=_RANKS.__getitem__), None


def joined(
    seen: Sequence[Seen], lines: PastCall | None, reading: Reading, *, key: str, note: str = ""
) -> PastCall:
    """One call of what is known of it from all sides.

    Args:
        seen: what this desk saw, or the PBX told at its end; what counts most comes first.
        lines: what the lines of the PBX's list say; None where there is none of it.
        reading: how numbers are read.
        key: of the call.
        note: on it.

    Raises:
        ValueError: nothing is known of it at all.
    """
    calls = [_of_seen(each, reading) for each in seen]
    if lines is not None:
        calls.append(lines)
    if not calls:
        raise ValueError("a call of which nothing is known")
    first, *others = calls
    call = first
    for other in others:
        further = _RANKS[other.fate] > _RANKS[call.fate]
        teller = other if further else call
        same = call.number == other.number
        taken_by = teller.taken_by or (other.taken_by if teller.fate is other.fate else None)
        call = replace(
            call,
            number=call.number if call.number is not None else other.number,
            name=call.name or (other.name if same or call.number is None else ""),
            direction=call.direction or other.direction,
            fate=teller.fate,
            taken_by=taken_by,
            taken_name=_name_of(taken_by, (teller, call, other)),
            ring_s=call.ring_s or other.ring_s,
            talk_s=teller.talk_s or call.talk_s or other.talk_s,
            queue=call.queue or other.queue,
            did=call.did or other.did,
            recording=call.recording or other.recording,
            call_id=call.call_id or other.call_id,
            parts=max(call.parts, other.parts),
        )
    return replace(call, key=key, note=note, person=reading.key(call.number))


def _name_of(taken_by: Number | None, calls: Iterable[PastCall]) -> str:
    """The taker's name from whichever side tells of the same one."""
    names = (each.taken_name for each in calls if each.taken_by == taken_by)
    return next((name for name in names if name), "")


def _of_seen(seen: Seen, reading: Reading) -> PastCall:
    return PastCall(
        key="",
        at=seen.at,
        number=seen.number,
        name=seen.name,
        direction=seen.direction,
        incoming=seen.incoming,
        fate=seen.fate,
        taken_by=seen.taken_by,
        taken_name=seen.taken_name,
        ring_s=seen.ring_s,
        talk_s=seen.talk_s,
        queue=seen.queue,
        did=seen.did,
        recording=seen.recording,
        call_id=seen.call_id,
        person=reading.key(seen.number),
    )
