"""The call verbs: each on the right leg, each pending until the PBX confirms it.

Whose leg goes in is settled here, and nowhere else: one's own to hold, mute, record, consult and
hang up; *the other one's* to park, to transfer blind, to let in and to refuse (``api/README.md``,
the table of channels).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.abilities import EVERY_CAPABILITY, able
from ctiapp.model.call import EndReason, LegKind, LegState, Phase
from ctiapp.model.commands import (
    AddMember,
    AnswerRing,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    DecideInbound,
    Dial,
    HangUpLeg,
    HoldLeg,
    MuteLeg,
    ParkLeg,
    RecordLeg,
    RecordStep,
    RefuseRing,
    ResumeLeg,
    TransferLeg,
    Verb,
)
from ctiapp.model.dialpolicy import checked, is_emergency
from ctiapp.model.errors import CtiError, InvalidState, NoSuchTarget, NotSupported, UsageError
from ctiapp.model.events import CallReported, LinkState
from ctiapp.model.number import Number
from ctiapp.services.commander import CONFIRM_S, Commander, Outcome, RefusedByEventError
from ctiapp.state import selectors
from ctiapp.state.offers import GONE, TOO_LATE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import Call, Leg
    from ctiapp.model.commands import Capability
    from ctiapp.model.ids import CallId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.state.store import Store

__all__ = ["CONFIRM_S", "Calls", "Outcome", "RefusedByEventError"]

MAX_PARTIES = 9
"""Parties of one call at most (P handbook, l. 16542)."""

_STEPS = {
    Verb.COMPLETE: ConsultStep.COMPLETE,
    Verb.ABORT: ConsultStep.ABORT,
    Verb.SWAP: ConsultStep.SWAP,
    Verb.CONFERENCE: ConsultStep.THREE_WAY,
}
_LATE: Mapping[type[CtiError], str] = {InvalidState: TOO_LATE, NoSuchTarget: GONE}
"""What the PBX says of a decision on a call that is let in already (70132), or gone (70130)."""


class Calls:
    """What can be done with calls.

    Every verb raises `CtiError` where it is refused or makes no sense; the call shows it too.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        preferences: Preferences,
        *,
        confirm_s: float = CONFIRM_S,
    ) -> None:
        self._store = store
        self._preferences = preferences
        self._clock = clock
        self._pbx: Pbx | None = None
        self._offered = EVERY_CAPABILITY
        self._commander = Commander(store, clock, confirm_s=confirm_s)
        self._dialling: set[Number] = set()

    def attach(self, pbx: Pbx | None, ask_picture: Callable[[], None]) -> None:
        """Speak to this PBX from now on; ``ask_picture`` has a fresh snapshot fetched."""
        self._pbx = pbx
        self._commander.attach(pbx, ask_picture)

    def offer(self, capabilities: frozenset[Capability]) -> None:
        """Do what a PBX of these can do, and refuse everything else before it is sent."""
        self._offered = capabilities

    def refuse_unable(self, verb: Verb) -> None:
        """Refuse what this PBX cannot do at all.

        Raises:
            NotSupported: it cannot.
        """
        if not able(verb, self._offered):
            raise NotSupported("not one of its capabilities", verb=verb.value)

    # -- calling and leaving -----------------------------------------------------------------------

    async def dial(self, number: Number) -> Outcome:
        """Call somebody; one's own phone rings first. The same number is not sent twice."""
        return await self._dial(Verb.DIAL, number)

    async def retrieve(self, slot: str) -> Outcome:
        """Take back who waits in a slot, by dialling it."""
        return await self._dial(Verb.RETRIEVE, Number.of(slot))

    async def _dial(self, verb: Verb, number: Number) -> Outcome:
        self.refuse_unable(verb)
        me = self._me
        if number == me:
            raise UsageError("own number", key="dial.own", number=number.text)
        checked(number)
        if number in self._dialling:
            raise UsageError("already asked", key="call.pending", verb=verb.value)
        settings = self._preferences.settings
        urgent = verb is Verb.DIAL and is_emergency(number, settings.dial_rules)
        self._dialling.add(number)
        try:
            command = Dial(me, number, settings.auto_answer, urgent)
            return await self._commander.run(verb, None, [command], callee=number)
        finally:
            self._dialling.discard(number)

    async def hold(self, call_id: CallId) -> Outcome:
        """Hold a call that one talks on."""
        leg = self._leg(call_id, Verb.HOLD, LegState.CONNECTED)
        return await self._commander.run(Verb.HOLD, call_id, [HoldLeg(leg.leg_id)])

    async def resume(self, call_id: CallId) -> Outcome:
        """Take a call back that one holds, or may hold."""
        call = self._store.call(call_id)
        states = {LegState.HELD}
        if call is not None and call.hold_untold:
            states.add(LegState.CONNECTED)
        leg = self._leg(call_id, Verb.RESUME, *states)
        return await self._commander.run(Verb.RESUME, call_id, [ResumeLeg(leg.leg_id)])

    async def hang_up(self, call_id: CallId) -> Outcome:
        """Leave a call; a ringing one is rejected. Never blocked by another pending verb.

        During a consultation, of whichever of its two calls, it ends the consulted one's and
        returns the caller: one's own channel stands in both, and hanging that up would let the
        caller go, or connect them (the PBX decides, and the handbook does not say which).
        """
        call = self._call(call_id)
        consults = call.consulting is not None or call.consult_of is not None
        if consults and able(Verb.ABORT, self._offered):
            return await self._step(Verb.ABORT, call_id)
        verb = Verb.REJECT if call.phase is Phase.RINGING else Verb.HANG_UP
        self.refuse_unable(verb)
        own = call.own_leg
        legs = call.own_legs
        if own is not None and own.state is not LegState.ALERTING:
            legs = tuple(leg for leg in legs if leg.state is not LegState.ALERTING)
        return await self._commander.run(verb, call_id, [HangUpLeg(leg.leg_id) for leg in legs])

    async def answer(self, call_id: CallId) -> Outcome:
        """Have one's phone take a ringing call; only where the phone said that it can."""
        self.refuse_unable(Verb.ANSWER)
        call = self._call(call_id)
        if call.phone_ring is None or call.phase is not Phase.RINGING:
            raise UsageError("no phone to command", key="call.lift_handset")
        self._refuse_repetition(call, Verb.ANSWER)
        return await self._commander.run(Verb.ANSWER, call_id, [AnswerRing(call.phone_ring)])

    async def reject(self, call_id: CallId) -> Outcome:
        """Refuse a ringing call: by the phone that can be commanded, else on every device."""
        self.refuse_unable(Verb.REJECT)
        call = self._call(call_id)
        if call.phase is not Phase.RINGING:
            raise UsageError("not ringing", key="call.not_possible", verb=Verb.REJECT.value)
        ring = call.phone_ring if able(Verb.ANSWER, self._offered) else None
        if ring is not None and len(call.own_legs) == 1:
            return await self._commander.run(Verb.REJECT, call_id, [RefuseRing(ring)])
        return await self.hang_up(call_id)

    # -- before it rings ---------------------------------------------------------------------------

    async def accept_inbound(self, call_id: CallId) -> Outcome:
        """Let an offered call in: the PBX routes it, and rings whom that leads to."""
        return await self._decide(Verb.ACCEPT_INBOUND, call_id, accept=True)

    async def refuse_inbound(self, call_id: CallId) -> Outcome:
        """Turn an offered call away."""
        return await self._decide(Verb.REFUSE_INBOUND, call_id, accept=False)

    async def _decide(self, verb: Verb, call_id: CallId, *, accept: bool) -> Outcome:
        """Decide on the *caller's* leg: there is none of one's own."""
        self.refuse_unable(verb)
        call = self._store.call(call_id)
        if call is None or (call.end is not None and call.end.reason is not EndReason.LET_IN):
            raise UsageError("no such call", key="call.gone", call=call_id)
        if call.end is not None:
            raise UsageError("not in time", key=TOO_LATE)
        if call.phase is not Phase.OFFERED:
            raise UsageError("not offered", key="inbound.not_offered")
        self._refuse_repetition(call, verb)
        caller = next(leg for leg in call.other_legs if leg.report.kind is LegKind.INBOUND)
        command = DecideInbound(caller.leg_id, accept=accept)
        return await self._commander.run(verb, call_id, [command], meaning=_LATE)

    # -- in a call ---------------------------------------------------------------------------------

    async def mute(self, call_id: CallId) -> Outcome:
        """Mute oneself."""
        return await self._set_mute(Verb.MUTE, call_id, on=True)

    async def unmute(self, call_id: CallId) -> Outcome:
        """Be heard again."""
        return await self._set_mute(Verb.UNMUTE, call_id, on=False)

    async def _set_mute(self, verb: Verb, call_id: CallId, *, on: bool) -> Outcome:
        leg = self._leg(call_id, verb, LegState.CONNECTED)
        return await self._commander.run(verb, call_id, [MuteLeg(leg.leg_id, on=on)])

    async def record(self, call_id: CallId) -> Outcome:
        """Record from now on."""
        return await self._record(Verb.RECORD, call_id, RecordStep.START)

    async def pause_recording(self, call_id: CallId) -> Outcome:
        """Leave out what follows."""
        return await self._record(Verb.PAUSE_RECORDING, call_id, RecordStep.PAUSE)

    async def resume_recording(self, call_id: CallId) -> Outcome:
        """Go on recording."""
        return await self._record(Verb.RESUME_RECORDING, call_id, RecordStep.RESUME)

    async def _record(self, verb: Verb, call_id: CallId, step: RecordStep) -> Outcome:
        leg = self._leg(call_id, verb, LegState.CONNECTED)
        return await self._commander.run(verb, call_id, [RecordLeg(leg.leg_id, step)])

    async def add(self, call_id: CallId, number: Number) -> Outcome:
        """Call one more party into a talk; one on hold is to be taken back first."""
        leg = self._leg(call_id, Verb.ADD, LegState.CONNECTED)
        call = self._call(call_id)
        if Verb.ADD not in selectors.actions(call):
            raise UsageError("not in that state", key="call.not_possible", verb=Verb.ADD.value)
        if call.parties >= MAX_PARTIES:
            raise UsageError("full", key="call.full", most=MAX_PARTIES)
        checked(number)
        return await self._commander.run(Verb.ADD, call_id, [AddMember(leg.leg_id, number)])

    # -- moving the other one on -------------------------------------------------------------------

    async def park(self, call_id: CallId, slot: str | None = None) -> Outcome:
        """Let the other one wait in a slot, the first free one where none is named."""
        other = self._other(call_id, Verb.PARK)
        return await self._commander.run(Verb.PARK, call_id, [ParkLeg(other.leg_id, slot)])

    async def transfer(self, call_id: CallId, number: Number) -> Outcome:
        """Move the other one to somebody else, unasked."""
        other = self._other(call_id, Verb.TRANSFER)
        checked(number)
        command = TransferLeg(other.leg_id, number, self._me)
        return await self._commander.run(Verb.TRANSFER, call_id, [command], callee=number)

    async def take_back(self, call_id: CallId) -> Outcome:
        """Send one whom one transferred, and nobody has answered yet, to one's own extension.

        The PBX is asked first: where the word of the answer was lost, they are in a talk by now,
        and nobody may be torn out of that.
        """
        self.refuse_unable(Verb.TAKE_BACK)
        await self._look_after(self._moving(call_id))
        call = self._moving(call_id)
        moved = next(leg for leg in call.other_legs if leg.state is not LegState.ALERTING)
        command = TransferLeg(moved.leg_id, self._me, self._me)
        return await self._commander.run(Verb.TAKE_BACK, call_id, [command])

    def _moving(self, call_id: CallId) -> Call:
        """The call that can be taken back.

        Raises:
            UsageError: it cannot, or that is under way.
        """
        call = self._store.call(call_id)
        if call is None or not call.can_be_taken_back:
            raise UsageError("nobody to take back", key="call.gone", call=call_id)
        self._refuse_repetition(call, Verb.TAKE_BACK)
        return call

    async def _look_after(self, call: Call) -> None:
        """Take in how one whom one transferred stands, unless an event was quicker."""
        if self._pbx is None or self._store.link is not LinkState.UP:
            return  # sending says so
        report = await self._pbx.call(call.call_id)
        # A call that the PBX does not have is left to the command: its leg is gone, and nobody
        # can be torn from anything by it.
        if report is not None and self._store.call(call.call_id) is call:
            self._store.apply(CallReported(report), self._clock())

    async def consult(self, call_id: CallId, number: Number) -> Outcome:
        """Call somebody while the other one waits."""
        leg = self._leg(call_id, Verb.CONSULT, LegState.CONNECTED, LegState.HELD)
        self.refuse_second_consultation(call_id)
        checked(number)
        command = ConsultLeg(leg.leg_id, number, self._me)
        return await self._commander.run(Verb.CONSULT, call_id, [command], callee=number)

    def refuse_second_consultation(self, call_id: CallId) -> None:
        """Refuse to consult about a call that is part of a consultation already.

        Raises:
            UsageError: it is.
        """
        call = self._store.call(call_id)
        if call is not None and (call.consulting is not None or call.consult_of is not None):
            raise UsageError("consults", key="call.not_possible", verb=Verb.CONSULT.value)

    async def complete(self, call_id: CallId) -> Outcome:
        """Bring the one who waits and the consulted one together, and leave."""
        return await self._step(Verb.COMPLETE, call_id)

    async def abort(self, call_id: CallId) -> Outcome:
        """End a consultation and return to the one who waits; never blocked."""
        call = self._store.call(call_id)
        if call is not None and call.can_be_taken_back:
            return await self.take_back(call_id)
        return await self._step(Verb.ABORT, call_id)

    async def swap(self, call_id: CallId) -> Outcome:
        """Change between the one who waits and the consulted one."""
        return await self._step(Verb.SWAP, call_id)

    async def conference(self, call_id: CallId) -> Outcome:
        """Bring all three together."""
        return await self._step(Verb.CONFERENCE, call_id)

    async def _step(self, verb: Verb, call_id: CallId) -> Outcome:
        """One step of the consultation to which the call belongs, named by either of its calls."""
        self.refuse_unable(verb)
        call = self._call(call_id)
        waiting = call if call.consult_of is None else self._call(call.consult_of)
        if waiting.consulting is None:
            raise UsageError("no consultation", key="call.not_possible", verb=verb.value)
        if verb is not Verb.ABORT:
            self._refuse_repetition(waiting, verb)
        leg = waiting.own_legs[0]
        return await self._commander.run(
            verb, waiting.call_id, [ConsultStepLeg(leg.leg_id, _STEPS[verb])]
        )

    # ----------------------------------------------------------------------------------------------

    @property
    def _me(self) -> Number:
        if self._store.me is None:
            raise InvalidState("signed out", key="link.not_up")
        return self._store.me

    def _call(self, call_id: CallId) -> Call:
        call = self._store.call(call_id)
        if call is not None and call.phase is Phase.OFFERED:
            raise UsageError("offered", key="inbound.undecided")
        if call is None or call.end is not None or not call.own_legs:
            raise UsageError("no such call", key="call.gone", call=call_id)
        return call

    def _leg(self, call_id: CallId, verb: Verb, *states: LegState) -> Leg:
        self.refuse_unable(verb)
        call = self._call(call_id)
        leg = next((leg for leg in call.own_legs if leg.state in states), None)
        if leg is None:
            raise UsageError("not in that state", key="call.not_possible", verb=verb.value)
        self._refuse_repetition(call, verb)
        return leg

    def _other(self, call_id: CallId, verb: Verb) -> Leg:
        """The one other party, to be moved on; a conference has several."""
        self.refuse_unable(verb)
        call = self._call(call_id)
        if verb not in selectors.actions(call) or len(call.other_legs) != 1:
            raise UsageError("not in that state", key="call.not_possible", verb=verb.value)
        self._refuse_repetition(call, verb)
        return call.other_legs[0]

    @staticmethod
    def _refuse_repetition(call: Call, verb: Verb) -> None:
        if verb in call.pending:
            raise UsageError("already asked", key="call.pending", verb=verb.value)
