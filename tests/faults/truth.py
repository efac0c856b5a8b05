"""What is true of one extension, read from the exchange itself, and where a picture differs.

Written from the documents, with nothing of the application's rules but its words for phases: a
misreading must not agree with itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import LegState as Shown
from ctiapp.model.call import Phase, Recording
from ctiapp.simpbx.facts import ExtensionParty, InboundParty, LegState, Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from ctiapp.model.call import Call as ShownCall
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg
    from ctiapp.state.store import Store

RINGS = (LegState.RINGING, LegState.PROGRESS)
TALKS = (LegState.UP, LegState.HELD)
SHOWN = {
    LegState.DIALLING: Shown.INITIATED,
    LegState.RINGING: Shown.ALERTING,
    LegState.PROGRESS: Shown.ALERTING,
    LegState.UP: Shown.CONNECTED,
    LegState.HELD: Shown.HELD,
}


@dataclass(frozen=True, slots=True)
class Truth:
    """One call as it is for the extension.

    Attributes:
        phase: what it is to the extension.
        legs: every living leg with its state.
        others: who else is in it.
        held: whether everybody else holds.
        parties: how many take part, the extension included.
        consult_of: the call that waits while this one is consulted.
        muted: whether the leg that is spoken on is muted.
        recording: whether it is recorded, in the exchange's word.
        devices: how many of the extension's devices are in it.
    """

    phase: Phase
    legs: dict[str, Shown]
    others: list[str]
    held: bool
    parties: int
    consult_of: str | None
    muted: bool
    recording: str
    devices: int


def number_of(leg: Leg) -> str:
    """Who is at a leg."""
    party = leg.party
    if isinstance(party, ExtensionParty):
        return party.number
    return party.from_number if isinstance(party, InboundParty) else party.to_number


def truths(exchange: Exchange, me: str) -> dict[str, Truth]:
    """Every call in which the extension has a leg."""
    firsts = {pair.second.call.id: pair.first.call.id for pair in exchange.consults.pairs.values()}
    found = {}
    for call in exchange.calls.values():
        living = [leg for leg in call.legs if leg.alive]
        own = [leg for leg in living if leg.extension == me]
        if own:
            others = [leg for leg in living if leg.extension != me]
            mine = min(own, key=lambda leg: _ORDER[leg.state])
            pair = exchange.consults.of(mine)
            consults = pair is not None and pair.second.call is call
            found[call.id] = Truth(
                _phase(mine, others),
                {leg.channel: SHOWN[leg.state] for leg in living},
                sorted(number_of(leg) for leg in others),
                bool(others) and all(leg.state is LegState.HELD for leg in others),
                _parties(others),
                firsts.get(call.id) if consults else None,
                mine.muted,
                mine.recording,
                len(own),
            )
    return found


_ORDER = {
    LegState.UP: 0,
    LegState.HELD: 1,
    LegState.DIALLING: 2,
    LegState.RINGING: 3,
    LegState.PROGRESS: 3,
}


def _phase(mine: Leg, others: list[Leg]) -> Phase:
    if mine.state is LegState.HELD:
        return Phase.HELD
    if mine.state is LegState.DIALLING:
        return Phase.DIALING
    if mine.state in RINGS:
        return Phase.DIALING if mine.role is Role.CALLER else Phase.RINGING
    rung = bool(others) and all(leg.state in RINGS for leg in others)
    served = mine.role is Role.CALLER and bool(mine.path)
    return Phase.DIALING if rung and not served else Phase.TALKING


def _parties(others: list[Leg]) -> int:
    # Somebody on two phones is one.
    inside = len({leg.extension or leg.channel for leg in others if leg.state in TALKS})
    return inside + 1 if inside else min(2, 1 + len(others))


def offered(exchange: Exchange) -> set[str]:
    """The calls that wait to be let in."""
    return {exchange.leg(channel).call.id for channel in exchange.screening.offered}


def slots(exchange: Exchange) -> dict[str, str]:
    """Who waits in which slot."""
    return {slot: entry.leg.channel for slot, entry in exchange.parking.slots.items()}


def differences(
    exchange: Exchange,
    store: Store,
    me: str,
    *,
    slots_known: bool,
    unsure: Collection[str] = (),
) -> list[str]:
    """Where what is shown is not what is; one line each.

    Args:
        exchange: the truth.
        store: the picture.
        me: the extension.
        slots_known: whether the list of slots was asked for since somebody last came or went.
        unsure: the channels of which nobody tells whether they are muted or recorded.
    """
    wrong = []
    due = truths(exchange, me)
    living = {str(call.call_id): call for call in store.calls if call.end is None}
    waiting = slots(exchange)
    for call_id, shown in living.items():
        if call_id not in due:
            wrong += _without_me(exchange, shown, slots_known=slots_known)
    for call_id, true in due.items():
        if call_id not in living:
            wrong.append(f"{call_id} is {true.phase.value}, and is not shown")
        else:
            if true.devices > 1 and true.phase in (Phase.TALKING, Phase.HELD):
                continue  # one talks with oneself: nobody says what that is
            sound = not set(true.legs) & set(unsure)
            found = _compared(true, living[call_id], sound=sound)
            wrong += [f"{call_id}: {words}" for words in found]
    if slots_known:
        listed = {one.slot: str(one.leg_id) for one in store.parked}
        if listed != waiting:
            wrong.append(f"in the slots wait {waiting}, shown are {listed}")
    return wrong


def _without_me(exchange: Exchange, shown: ShownCall, *, slots_known: bool) -> list[str]:
    """A call in which the extension has no leg waits to be let in, or in a slot."""
    call_id = str(shown.call_id)
    if shown.phase is Phase.OFFERED:
        stands = call_id in offered(exchange)
        return [] if stands else [f"{call_id} is offered, and waits no more"]
    if shown.phase is not Phase.PARKED:
        return [f"{call_id} is shown as {shown.phase.value}, and is not here"]
    if slots_known and not _waits(shown, slots(exchange)):
        return [f"{call_id} is shown in slot {shown.slot}: {slots(exchange)}"]
    return []


def _waits(shown: ShownCall, waiting: dict[str, str]) -> bool:
    return shown.slot is not None and waiting.get(shown.slot) == str(shown.other_legs[0].leg_id)


def _compared(true: Truth, shown: ShownCall, *, sound: bool) -> list[str]:
    legs = {str(leg.leg_id): leg.state for leg in shown.legs if leg.living}
    pairs = {
        "phase": (true.phase, shown.phase),
        "legs": (true.legs, legs),
        "others": (true.others, sorted(leg.number.text for leg in shown.other_legs)),
        "held by other": (true.held, shown.held_by_other),
        "parties": (true.parties, shown.parties),
        "consult_of": (true.consult_of, shown.consult_of),
    }
    wrong = [
        f"{what} is {is_so!r}, shown is {is_shown!r}"
        for what, (is_so, is_shown) in pairs.items()
        if is_so != is_shown
    ]
    if sound and shown.muted not in (None, true.muted):
        wrong.append(f"muted is {true.muted}, shown is {shown.muted}")
    if sound and shown.recording is not None and shown.recording is not Recording(true.recording):
        wrong.append(f"recording is {true.recording}, shown is {shown.recording}")
    remote = shown.remote
    if len(true.others) == 1 and (remote is None or remote.number.text != true.others[0]):
        wrong.append(f"with {true.others[0]}, shown is {remote and remote.number.text}")
    return wrong
