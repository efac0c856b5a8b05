"""Where calls go: who starts them, what they ring, and why they fail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Conference, Extension, Ivr, ParkingSlot, Queue, RingGroup
from ctiapp.simpbx.facts import (
    CallForwarded,
    ExtensionParty,
    InboundParty,
    LegState,
    MenuPlayed,
    OutboundParty,
    Reason,
    Role,
)
from ctiapp.simpbx.legs import Attempt
from ctiapp.simpbx.numbering import outside_fate, resolve
from ctiapp.simpbx.routes import may_call

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.directory import Trunk
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

REFUSAL_S = 0.2
"""How long the exchange takes to refuse what was accepted for dialling."""

AUTO_ANSWER_S = 0.2
"""How long a phone takes to answer by itself."""

FATE_S = 1.5
"""How long an outside network takes to say that a number leads nowhere."""


class Router:
    """Starts calls on an exchange and leads each to its target."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange

    # Starting calls

    def inbound(
        self, from_number: str, to: str, *, trunk: Trunk, did: str = "", via: str = ""
    ) -> Call:
        """Let an outside party call ``to``, through the service ``via`` where one is named.

        ``from_number`` empty means withheld. Returns the call, which may have failed already.
        """
        exchange = self._exchange
        call = exchange.new_call(from_number, to, did=did or next(iter(trunk.dids), ""))
        party = InboundParty(from_number, to, trunk.name)
        leg = exchange.add_leg(call, party, Role.CALLER, LegState.DIALLING, via)

        def route() -> None:
            if via in exchange.directory.queues or via in exchange.directory.ivrs:
                leg.state = LegState.UP
            self.lead(leg, to, via)

        def come_in() -> None:
            if trunk.destination_control:
                exchange.screening.ask(leg, route)
            else:
                route()

        if trunk.inbound_control:
            exchange.screening.offer(leg, come_in)
        else:
            come_in()
        return call

    def dial(self, extension: str, number: str, *, device: int = 0) -> Call:
        """Let somebody dial ``number`` on a phone of ``extension``."""
        exchange = self._exchange
        call = exchange.new_call(extension, number)
        party = ExtensionParty(extension, device)
        for other in exchange.legs_of(extension):
            if other.party == party and other.state is LegState.UP and other.bridge is not None:
                exchange.hold(other)
        leg = exchange.add_leg(call, party, Role.CALLER, LegState.DIALLING)
        if (refusal := self.refusal(extension, number, extension)) is not None:
            exchange.fail(call, refusal)
        else:
            self.lead(leg, number, "")
        return call

    def dial_for(
        self, extension: str, number: str, *, rights_of: str = "", auto_answer: bool = False
    ) -> Call:
        """Ring ``extension``'s own phones first, then dial ``number`` (P handbook, l. 15762).

        ``rights_of`` lends another extension's rights. A refusal follows as a failed call.
        """
        exchange = self._exchange
        call = exchange.new_call(extension, number)
        refusal = self.refusal(extension, number, rights_of or extension)
        devices = self._devices(extension)
        if refusal is None and not devices:
            refusal = Reason.OFF
        if refusal is not None:
            reason = refusal
            party = ExtensionParty(extension)
            exchange.add_leg(call, party, Role.CALLER, LegState.DIALLING)
            call.waiting = True
            call.timer = exchange.after(REFUSAL_S, lambda: exchange.fail(call, reason))
            return call
        legs = [exchange.add_leg(call, d, Role.CALLER, LegState.RINGING) for d in devices]

        def answered(leg: Leg) -> None:
            leg.state = LegState.DIALLING
            self.lead(leg, number, "")

        def over(reason: Reason) -> None:
            # Who hangs their own ringing phone up has changed their mind: nothing has failed.
            if reason is Reason.RANG_OUT:
                exchange.fail(call, reason)
            else:
                exchange.end(call)

        exchange.start_attempt(call, Attempt(legs, answered, over), exchange.ring_timeout_s)
        exchange.changed(call)
        if auto_answer:
            first = legs[0]
            exchange.after(AUTO_ANSWER_S, lambda: self.answer_by_itself(first))
        return call

    # Leading them on

    def lead(self, origin: Leg, number: str, path: str) -> None:
        """Lead the caller at ``origin`` to ``number``; ``path`` is the service it came through."""
        exchange, call = self._exchange, origin.call
        target = resolve(exchange.directory, number)
        match target:
            case Reason():
                exchange.fail(call, target)
            case Extension():
                self._ring_extension(origin, target, path)
            case RingGroup():
                members = [exchange.directory.extensions[m] for m in target.members]
                free = [m for m in members if self.hindrance(m) is None]
                self._ring(origin, free, target.number, Reason.NO_ANSWER)
            case Queue():
                exchange.queues.join(origin, target)
            case Ivr():
                self._play_menu(origin, target)
            case ParkingSlot():
                exchange.parking.retrieve(origin, target.number)
            case Conference():
                exchange.conferences.enter(origin, target)
            case _:
                self._call_out(origin, target)

    def ring_legs(self, call: Call, extensions: Iterable[Extension], path: str) -> list[Leg]:
        """Open a ringing leg for every registered device of ``extensions``."""
        return [
            self._exchange.add_leg(call, party, Role.CALLEE, LegState.RINGING, path)
            for extension in extensions
            for party in self._devices(extension.number)
        ]

    def _devices(self, number: str) -> list[ExtensionParty]:
        devices = self._exchange.directory.extensions[number].devices
        return [ExtensionParty(number, i) for i, d in enumerate(devices) if d.registered]

    def refusal(self, caller: str, number: str, rights_of: str) -> Reason | None:
        """Return why the caller, with the rights of an extension, may not dial this, or None."""
        rights = self._exchange.directory.extensions.get(rights_of)
        target = resolve(self._exchange.directory, number)
        if rights is None:  # an outside party has none
            return None if isinstance(target, Extension | Queue | RingGroup) else Reason.NOT_FOUND
        if isinstance(target, Extension) and target.number != caller and not rights.may_dial:
            return Reason.NO_DIAL_PERMISSION
        if not isinstance(target, str) or isinstance(target, Reason):
            return None
        allowed = may_call(self._exchange.directory, rights, target)
        return None if allowed else Reason.NO_OUTBOUND_RIGHT

    def dead_end(self, caller: str, number: str, rights_of: str) -> Reason | None:
        """Return why a call in progress cannot go on to a number: refused, or no such number."""
        refusal = self.refusal(caller, number, rights_of)
        target = resolve(self._exchange.directory, number)
        return target if refusal is None and isinstance(target, Reason) else refusal

    def hindrance(self, extension: Extension) -> Reason | None:
        """Return why an extension cannot ring, or None."""
        if extension.presence == "do_not_disturb":
            return Reason.DND
        if not extension.registered:
            return Reason.OFF
        busy = self._exchange.state_of(extension.number) != "idle"
        return Reason.BUSY if busy and not extension.call_waiting else None

    def _ring_extension(self, origin: Leg, extension: Extension, path: str) -> None:
        call, to = origin.call, extension.forward_to
        if to and not call.forwarded:
            call.forwarded = True
            alone = replace(call.snapshot(), members=(origin.member(),))
            self._exchange.emit(CallForwarded(alone))
            self.lead(origin, to, path)
            return
        hindrance = self.hindrance(extension)
        if any(leg.extension == extension.number for leg in origin.call.legs if leg.alive):
            hindrance = Reason.BUSY
        if hindrance is None:
            self._ring(origin, [extension], path, Reason.RANG_OUT, mailbox=extension)
        elif self._exchange.mailboxes.takes(origin, extension):
            self._exchange.mailboxes.take(origin, extension)
        else:
            self._exchange.fail(origin.call, hindrance)

    def _ring(
        self,
        origin: Leg,
        extensions: list[Extension],
        path: str,
        rung: Reason,
        *,
        mailbox: Extension | None = None,
    ) -> None:
        """Ring extensions for ``origin``; ``rung`` is why the call fails when nobody answers.

        Where ``mailbox`` has one, it takes who was not answered.
        """
        exchange, call = self._exchange, origin.call
        legs = self.ring_legs(call, (e for e in extensions if e.number != origin.extension), path)
        if not legs:
            exchange.fail(call, rung)
            return
        if origin.bridge is None:
            origin.path = path

        def answered(leg: Leg) -> None:
            if origin.bridge is None:
                call.to_number = leg.extension or call.to_number
            self._meet(origin, leg)

        def over(reason: Reason) -> None:
            if mailbox is not None and exchange.mailboxes.takes(origin, mailbox):
                exchange.mailboxes.take(origin, mailbox)
            else:
                exchange.fail(call, rung if reason is Reason.RANG_OUT else reason)

        exchange.start_attempt(call, Attempt(legs, answered, over), exchange.ring_timeout_s)
        exchange.changed(call)

    def _play_menu(self, origin: Leg, ivr: Ivr) -> None:
        exchange, call = self._exchange, origin.call
        origin.state, origin.path = LegState.UP, ivr.number
        call.waiting = True

        def leave() -> None:
            alone = replace(call.snapshot(), members=(origin.member(),))
            exchange.emit(MenuPlayed(alone, ivr.number))
            call.waiting = False
            self.lead(origin, ivr.target, ivr.number)

        call.timer = exchange.after(ivr.menu_s, leave)
        exchange.changed(call)

    def _call_out(self, origin: Leg, number: str) -> None:
        exchange, call = self._exchange, origin.call
        trunk = self.free_trunk()
        if trunk is None:
            usable = any(each.usable for each in exchange.directory.trunks.values())
            exchange.fail(call, Reason.CONGESTION if usable else Reason.TRUNK_UNREACHABLE)
            return
        party = OutboundParty(origin.extension or call.from_number, number, trunk.name)
        leg = exchange.add_leg(call, party, Role.CALLEE, LegState.RINGING)

        def answered(answering: Leg) -> None:
            self._meet(origin, answering)

        def over(reason: Reason) -> None:
            rang_out = reason is Reason.RANG_OUT and fate is None
            exchange.fail(call, Reason.NO_ANSWER if rang_out else reason)

        fate = outside_fate(number)
        attempt = Attempt([leg], answered, over)
        exchange.start_attempt(call, attempt, exchange.outside_timeout_s)
        exchange.changed(call)
        if fate is not None:
            reason = fate

            def strike() -> None:
                if call.attempt is attempt:
                    exchange.end_attempt(call, reason)

            exchange.after(FATE_S, strike)

    def free_trunk(self) -> Trunk | None:
        """Return the first line that has room for one more call."""
        usable = (each for each in self._exchange.directory.trunks.values() if each.usable)
        return next((each for each in usable if self._in_use(each) < each.channels), None)

    def _meet(self, origin: Leg, leg: Leg) -> None:
        """Connect who answered with who called, or with whom the caller has left behind."""
        anchors = (origin, *(each for each in leg.call.legs if each.bridge is not None))
        anchor = next(each for each in anchors if each.alive and each is not leg)
        self._exchange.connect(anchor, leg)
        self._exchange.changed(leg.call)

    def _in_use(self, trunk: Trunk) -> int:
        return sum(
            1
            for call in self._exchange.calls.values()
            for leg in call.trunk_legs()
            if not isinstance(leg.party, ExtensionParty) and leg.party.trunk == trunk.name
        )

    def answer_by_itself(self, leg: Leg) -> None:
        """Let a phone answer that was told to when it was called."""
        if leg.ringing:
            self._exchange.pick_up(leg)
