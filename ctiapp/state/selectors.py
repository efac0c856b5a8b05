"""Pure questions to what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, LegState, Phase, Recording
from ctiapp.model.commands import Capability, Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId

_SELECTION_RANK = {
    Phase.TALKING: 0,
    Phase.DIALING: 0,
    Phase.HELD: 1,
    Phase.RINGING: 2,
    Phase.PARKED: 3,
}


def in_order(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Living calls first, oldest first; the ended ones after them.

    Of those the ones that can be taken back come first: what just ended must not push their button
    out of sight.
    """
    return tuple(
        sorted(
            calls,
            key=lambda call: (call.end is not None, not call.can_be_taken_back, call.sequence),
        )
    )


def select(
    calls: Iterable[Call], chosen: CallId | None, marked: CallId | None = None
) -> CallId | None:
    """Which call the keys act on: the chosen one, else talked on, else held, else oldest ringing.

    A choice holds as long as its call lives. Ringing never takes the selection from a call in
    progress, since it ranks behind it. An offered call is none's yet: nothing that the keys do with
    a selected call can be done with it.

    Args:
        calls: all that are known.
        chosen: the one chosen by hand.
        marked: of the ringing ones the one that comes before the oldest, since the keys that answer
            and reject were moved on to it; the key that hangs up must not reject another.
    """
    living = [call for call in calls if call.end is None and call.phase is not Phase.OFFERED]
    if any(call.call_id == chosen for call in living):
        return chosen
    best = min(
        living,
        key=lambda call: (
            _SELECTION_RANK.get(call.phase, 9),
            call.call_id != marked,
            call.sequence,
        ),
        default=None,
    )
    return None if best is None else best.call_id


def actions(call: Call) -> tuple[Verb, ...]:
    """The verbs that make sense for a call as it stands, in the order in which they are shown."""
    own = call.own_leg
    if call.can_be_taken_back:
        return (Verb.TAKE_BACK,)
    if call.phase is Phase.PARKED:
        return (Verb.RETRIEVE,) if call.slot is not None else ()
    if call.phase is Phase.OFFERED:
        return (Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND)
    if call.end is not None or own is None:
        return ()
    if call.phase is Phase.RINGING:
        answer = () if call.phone_ring is None else (Verb.ANSWER,)
        return (*answer, *_pass_on_actions(call), Verb.REJECT)
    if call.consult_of is not None or call.consulting is not None:
        return _consult_actions(call)
    if call.phase is Phase.HELD:
        return (Verb.RESUME, *_move_actions(call), Verb.HANG_UP)
    if call.phase is Phase.TALKING and own.state is LegState.CONNECTED:
        hold = (Verb.HOLD, Verb.RESUME) if call.hold_untold else (Verb.HOLD,)
        return (
            *hold,
            *_mute_actions(call),
            *_move_actions(call),
            *_add_actions(call),
            *_record_actions(call),
            Verb.HANG_UP,
        )
    return (Verb.HANG_UP,)


def unclear(
    call: Call, calls: Iterable[Call], capabilities: Collection[Capability]
) -> frozenset[Verb]:
    """What cannot be told a phone whose *current* call alone can be acted on; else nothing.

    Of several that it holds, or may hold, which one to take back; of several that it may talk on,
    which one to hold; beside another call, to end one with somebody inside that rings or is held.
    An outside party's call is ended by their line.

    Args:
        call: what it would be done with.
        calls: all of one's own, this one among them.
        capabilities: of the PBX. With ``SEVERAL_CALLS`` each call can be named; without
            ``CURRENT_CALL``, of a talk and a held call either may be the current one: they are
            swapped at the phone.
    """
    if Capability.SEVERAL_CALLS in capabilities:
        return frozenset()
    tells_current = Capability.CURRENT_CALL in capabilities
    others = [
        each.own_leg
        for each in calls
        if each.call_id != call.call_id and each.end is None and each.own_leg is not None
    ]
    states = {leg.state for leg in others}
    found = set()
    may_hold = LegState.HELD in states or any(leg.report.hold_untold for leg in others)
    if (call.phase is Phase.HELD and may_hold) or (call.hold_untold and states):
        found.add(Verb.RESUME)
    if call.hold_untold and LegState.CONNECTED in states:
        found.add(Verb.HOLD)
    inside = call.direction is Direction.INTERNAL
    if inside and call.phase is Phase.RINGING and states:
        found.add(Verb.REJECT)
    has_line = not inside and (tells_current or call.direction is Direction.INBOUND)
    perhaps_another = call.phase is Phase.HELD or not tells_current
    if not has_line and perhaps_another and states - {LegState.ALERTING}:
        found.add(Verb.HANG_UP)
    return frozenset(found)


def _move_actions(call: Call) -> tuple[Verb, ...]:
    """Moving somebody on needs somebody, and not several."""
    if len(call.other_legs) != 1:
        return ()
    return (Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.PARK)


def _pass_on_actions(call: Call) -> tuple[Verb, ...]:
    """A caller whom the PBX moves on before anybody answered; a call of several is nobody's to."""
    others = call.other_legs
    return (Verb.TRANSFER,) if len(others) == 1 and others[0].report.movable else ()


def _add_actions(call: Call) -> tuple[Verb, ...]:
    """One more is called into a talk, and only once the one before has answered.

    The P handbook promises ``call/add_member`` "in the course of a call", its example an
    established one (l. 16536, 16573), one member a request. Of a call on hold it says nothing, and
    whoever came would meet somebody who waits, without oneself: such a call is taken back first.
    """
    alone = not call.other_legs
    coming = any(leg.state is LegState.ALERTING for leg in call.other_legs)
    return () if alone or coming else (Verb.ADD,)


def _mute_actions(call: Call) -> tuple[Verb, ...]:
    """The other state than the last commanded; both where nobody knows which it is."""
    if call.muted is None:
        return (Verb.MUTE, Verb.UNMUTE)
    return (Verb.UNMUTE,) if call.muted else (Verb.MUTE,)


def _record_actions(call: Call) -> tuple[Verb, ...]:
    """The next state after the last commanded; to record and not to where nobody knows."""
    if call.recording is None:
        return (Verb.RECORD, Verb.PAUSE_RECORDING)
    if call.recording is Recording.ON:
        return (Verb.PAUSE_RECORDING,)
    return (Verb.RESUME_RECORDING,) if call.recording is Recording.PAUSED else (Verb.RECORD,)


def _consult_actions(call: Call) -> tuple[Verb, ...]:
    """The steps of a consultation stand at the consulted one's call."""
    if call.consulting is not None:
        return (Verb.ABORT,)
    steps = (Verb.COMPLETE, Verb.SWAP, Verb.CONFERENCE) if call.phase is not Phase.DIALING else ()
    return (*steps, Verb.ABORT)


def applicable(calls: Sequence[Call], verb: Verb) -> list[Call]:
    """The living calls to which a verb applies now.

    Hanging up rejects a ringing call, and ends a consultation.
    """
    instead = {Verb.REJECT, Verb.ABORT} if verb is Verb.HANG_UP else set()
    return [call for call in calls if {verb, *instead} & set(actions(call))]
