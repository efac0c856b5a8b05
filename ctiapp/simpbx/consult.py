"""Consultations: an operator's channel stands in two calls, and talks in one of them at a time.

The first call is held; the second has an id and a record of its own. Where two calls become one,
the older one's id lives on. What the handbook does not say follows Asterisk's attended transfer,
whose very words the handbook uses (abort, complete, threeway, swap).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import CallTransferred, ExtensionParty, LegState, Role
from ctiapp.simpbx.routing import REFUSAL_S

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

Operation = Literal["abort", "complete", "threeway", "swap"]
OPERATIONS: tuple[Operation, ...] = ("abort", "complete", "threeway", "swap")


@dataclass(eq=False, slots=True)
class Consultation:
    """An operator's two legs. ``number``: whom the second was to reach."""

    first: Leg
    second: Leg
    number: str

    @property
    def joinable(self) -> bool:
        """Whether there is somebody to talk to at both ends."""
        return bool(self.first.company() and self.second.company())


class Consultations:
    """All consultations of an exchange, by the operator's channel."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self.pairs: dict[str, Consultation] = {}

    def of(self, leg: Leg) -> Consultation | None:
        """Return the consultation that a leg's owner is in the middle of."""
        return self.pairs.get(leg.channel)

    def begin(self, first: Leg, number: str, *, rights_of: str = "") -> Call:
        """Hold the call of ``first`` and let its owner call ``number``; returns the second call."""
        exchange = self._exchange
        if not isinstance(first.party, ExtensionParty) or not first.company():
            message = f"{first.channel} is no extension in a conversation"
            raise WrongStateError(message)
        if self.of(first) is not None:
            message = f"{first.channel} consults somebody already"
            raise WrongStateError(message)
        if first.state is LegState.UP:
            exchange.hold(first)
        own = first.party.number
        call = exchange.new_call(own, number)
        second = exchange.add_leg(
            call, first.party, Role.CALLER, LegState.DIALLING, channel=first.channel
        )
        self.pairs[first.channel] = Consultation(first, second, number)
        refusal = exchange.router.dead_end(own, number, rights_of or own)
        if refusal is None:
            exchange.router.lead(second, number, "")
        else:
            reason = refusal
            call.waiting = True
            call.timer = exchange.after(REFUSAL_S, lambda: exchange.fail(call, reason))
            exchange.changed(call)
        return call

    def operate(self, leg: Leg, operation: Operation) -> Call:
        """Do the second step of an attended transfer; returns the operator's first call."""
        pair = self.of(leg)
        if pair is None:
            message = f"{leg.channel} consults nobody"
            raise WrongStateError(message)
        call = pair.first.call
        match operation:
            case "abort":
                self._abort(pair)
            case "complete":
                self._complete(pair)
            case "threeway":
                self._threeway(pair)
            case "swap":
                self._swap(pair)
        return call

    # What the exchange tells

    def hang_up(self, leg: Leg) -> bool:
        """Let an operator who consults hang up; False where ``leg`` is none's."""
        pair = self.of(leg)
        if pair is None:
            return False
        if pair.joinable and self._exchange.rules.hangup_completes:
            self._join(pair, by_hanging_up=True)
            return True
        exchange, moved = self._exchange, pair.first.partner()
        extension = leg.extension or ""
        exchange.dismiss(pair.first)
        exchange.dismiss(pair.second)
        exchange.end(pair.second.call)
        if moved is not None and self.of(moved) is None and exchange.rules.comes_back:
            moved.leave_bridge()
            exchange.transfers.recall(moved, extension)
        else:
            exchange.settle(pair.first.call)
        return True

    def forget(self, leg: Leg) -> None:
        """End the consultation of a leg that leaves."""
        pair = self.of(leg)
        if pair is not None and leg in (pair.first, pair.second):
            del self.pairs[leg.channel]

    def other_leg(self, call: Call) -> Leg | None:
        """Return where an operator will still be when ``call`` has ended."""
        for leg in call.legs:
            pair = self.of(leg) if leg.alive else None
            if pair is not None and leg in (pair.first, pair.second):
                return pair.second if leg is pair.first else pair.first
        return None

    def resume(self, leg: Leg) -> None:
        """Let the operator talk again where only this is left."""
        held = leg.alive and leg.state is LegState.HELD
        if held and self._exchange.rules.consult_returns:
            self._exchange.unhold(leg)

    # The operations

    def _abort(self, pair: Consultation) -> None:
        exchange = self._exchange
        exchange.dismiss(pair.second)
        exchange.end(pair.second.call)
        if pair.first.alive and pair.first.state is LegState.HELD:
            exchange.unhold(pair.first)

    def _complete(self, pair: Consultation) -> None:
        if pair.joinable:
            self._join(pair, by_hanging_up=False)
            return
        # Whom one does not wait for, one transfers blindly to.
        moved = pair.first.partner()
        if moved is None:
            message = f"{pair.first.channel} has more than one to pass on"
            raise WrongStateError(message)
        exchange = self._exchange
        exchange.dismiss(pair.second)
        exchange.end(pair.second.call)
        exchange.transfers.blind(moved, pair.number)

    def _threeway(self, pair: Consultation) -> None:
        exchange, first = self._exchange, pair.first
        second = self._answered(pair)
        if not pair.joinable:
            message = f"{first.channel} is alone in its first call"
            raise WrongStateError(message)
        self._move_over(pair)
        first.state = LegState.UP
        exchange.dismiss(pair.second)
        exchange.changed(first.call)
        exchange.end(second)

    def _swap(self, pair: Consultation) -> None:
        self._answered(pair)
        spoken = self._exchange.legs[pair.first.channel]
        self._exchange.unhold(pair.second if spoken is pair.first else pair.first)

    def _answered(self, pair: Consultation) -> Call:
        """Return the second call, in which somebody must have answered."""
        if not pair.second.company():
            message = f"{pair.number} has not answered yet"
            raise WrongStateError(message)
        return pair.second.call

    def join_at_phone(self, first: Leg, second: Leg) -> Call:
        """Let a phone that has two calls pass one on to the other; the older call's id lives on."""
        calls = list(self._exchange.calls)
        if calls.index(second.call.id) < calls.index(first.call.id):
            first, second = second, first
        pair = Consultation(first, second, "")
        if not pair.joinable:
            message = f"{first.channel} and {second.channel} are not both in conversations"
            raise WrongStateError(message)
        pair.number = second.company()[0].party.known_as
        self._join(pair, by_hanging_up=True)
        return first.call

    def _join(self, pair: Consultation, *, by_hanging_up: bool) -> None:
        """Let those of both calls talk to each other, without the operator."""
        exchange, call, second = self._exchange, pair.first.call, pair.second.call
        if by_hanging_up or exchange.rules.transfer_told:
            exchange.emit(CallTransferred(call.snapshot()))
        self._move_over(pair)
        call.to_number = pair.number
        exchange.dismiss(pair.second)
        if by_hanging_up:
            exchange.dismiss(pair.first)
        else:
            exchange.drop_leg(pair.first)
        exchange.changed(call)
        exchange.end(second)
        exchange.tell_states([pair.first.extension])

    def _move_over(self, pair: Consultation) -> None:
        """Bring those whom the operator consulted into the first call."""
        for leg in pair.second.company():
            self._exchange.move_leg(leg, pair.first.company()[0])
