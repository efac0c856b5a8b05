"""The exchange: legs, bridges and calls under a clock that somebody else turns.

Pure: no I/O, no threads, no clock of its own. Time moves only by :meth:`Exchange.advance`. What
happens is told to listeners as facts (``facts.py``), each after the change that it tells of.
Where calls go is ``routing.py``; how queues share them out is ``queues.py``. What moves a call
(``transfer.py``, ``consult.py``, ``parking.py``, ``conference.py``) are operations on its legs and
bridges.

A channel stands in two calls while its owner consults: two legs bear its name then, and ``legs``
holds the one that is spoken on.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

from ctiapp.simpbx.archive import Archive
from ctiapp.simpbx.clocked import Clocked
from ctiapp.simpbx.conference import Conferences
from ctiapp.simpbx.consult import Consultations
from ctiapp.simpbx.csta import Csta
from ctiapp.simpbx.directory import PRESENCES, Device, Directory
from ctiapp.simpbx.errors import ExchangeError, NoSuchChannelError, WrongStateError
from ctiapp.simpbx.facts import (
    CallChanged,
    CallEnded,
    CallFailed,
    ExtensionState,
    ExtensionStateChanged,
    LegState,
    OutboundParty,
    PresenceChanged,
    Reason,
    RegistrationChanged,
    Role,
    TrunkChanged,
)
from ctiapp.simpbx.ledger import Ledger
from ctiapp.simpbx.legs import Attempt, Bridge, Call, Leg
from ctiapp.simpbx.listening import Listening
from ctiapp.simpbx.messages import Messages
from ctiapp.simpbx.parking import Parking
from ctiapp.simpbx.queues import QueueService
from ctiapp.simpbx.recordings import Recordings
from ctiapp.simpbx.records import record
from ctiapp.simpbx.routing import Router
from ctiapp.simpbx.rules import Rules
from ctiapp.simpbx.screening import Screening
from ctiapp.simpbx.transfer import Transfers
from ctiapp.simpbx.voicemail import Mailboxes
from ctiapp.simpbx.wakeups import Wakeups
from ctiapp.simpbx.walltime import WallClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.facts import Party


class Exchange(Clocked):
    """A telephone exchange over a :class:`~ctiapp.simpbx.directory.Directory`."""

    def __init__(self, directory: Directory, *, now_s: float, seed: int = 1) -> None:
        """Start with no calls at ``now_s`` (epoch seconds); ``seed`` fixes every random choice."""
        super().__init__(now_s)
        self.directory = directory
        self.random = random.Random(seed)
        self.calls: dict[str, Call] = {}
        self.legs: dict[str, Leg] = {}
        self.ring_timeout_s = 60.0
        self.outside_timeout_s = 60.0
        self.started_s = now_s
        self.rules = Rules()
        self.archive = Archive(self, directory)
        self.recordings = Recordings(self)
        self.messages = Messages(self, directory, self.rules)
        self.ledger = Ledger(self, directory)
        self.queues = QueueService(self)
        self.router = Router(self)
        self.mailboxes = Mailboxes(self)
        self.parking = Parking(self)
        self.transfers = Transfers(self)
        self.consults = Consultations(self)
        self.conferences = Conferences(self)
        self.screening = Screening(self)
        self.csta = Csta(self)
        self.listening = Listening(self)
        self.wall = WallClock(lambda: self.now_s)
        self.wakeups = Wakeups(self)
        self._legs_of: defaultdict[str, list[Leg]] = defaultdict(list)
        self._states: dict[str, ExtensionState] = {}
        self._call_count = 0
        self._channel_count = 0

    # Looking

    def leg(self, channel: str) -> Leg:
        """Return the living leg of a channel, or raise ``NoSuchChannelError``."""
        leg = self.legs.get(channel)
        if leg is None:
            message = f"no channel {channel!r}"
            raise NoSuchChannelError(message)
        return leg

    def legs_of(self, extension: str) -> list[Leg]:
        """Return the living legs of an extension, oldest first."""
        return list(self._legs_of.get(extension, ()))

    def state_of(self, extension: str) -> ExtensionState:
        """Return whether an extension is idle, ringing or busy."""
        legs = self._legs_of.get(extension)
        if not legs:
            return "idle"
        return "ringing" if all(leg.ringing for leg in legs) else "busy"

    # Building calls: for the router, the queues and later operations

    def new_call(self, from_number: str, to_number: str, *, did: str = "") -> Call:
        """Open a call; its id is the epoch second and a running number, as the PBX's are."""
        self._call_count += 1
        call_id = f"{int(self.now_s)}.{self._call_count}"
        call = Call(call_id, from_number, to_number, self.now_s, did=did)
        self.calls[call_id] = call
        return call

    def add_leg(
        self,
        call: Call,
        party: Party,
        role: Role,
        state: LegState,
        path: str = "",
        *,
        channel: str = "",
    ) -> Leg:
        """Open a channel for ``party`` in ``call``, or let one that exists stand in it, too."""
        if not channel:
            self._channel_count += 1
            channel = f"PJSIP/{party.endpoint}-{self._channel_count:08x}"
        leg = Leg(channel, call, party, role, state, path)
        call.add(leg)
        self.legs[channel] = leg
        if leg.extension is not None:
            self._legs_of[leg.extension].append(leg)
        return leg

    def move_leg(self, leg: Leg, partner: Leg, *, trace: bool = False) -> None:
        """Let a leg go over to the call of ``partner`` and talk there; nothing is told yet.

        With a ``trace`` it stands in the last snapshot of its old call, as gone.
        """
        call, old = partner.call, leg.call.legs
        holds = leg.state is LegState.HELD
        leg.leave_bridge()
        index = old.index(leg)
        ghost = Leg(leg.channel, leg.call, leg.party, leg.role, LegState.GONE, alive=False)
        old[index : index + 1] = [ghost] if trace else []
        leg.call = call
        leg.role = Role.CALLEE if partner.role is Role.CALLER else Role.CALLER
        call.add(leg)
        self.connect(partner, leg)
        if holds:
            leg.state = LegState.HELD

    def drop_leg(self, leg: Leg) -> None:
        """Let a leg vanish without a trace in later snapshots."""
        self._bury(leg)
        if leg in leg.call.legs:
            leg.call.legs.remove(leg)

    def dismiss(self, leg: Leg) -> None:
        """Let a leg hang up: the next snapshot shows it as gone. Nothing is told yet."""
        self._bury(leg)
        leg.state = LegState.GONE

    def start_attempt(self, call: Call, attempt: Attempt, timeout_s: float) -> None:
        """Let legs ring until one answers, all refuse, or ``timeout_s`` is over."""
        call.attempt = attempt
        call.rang_s = self.now_s
        attempt.timer = self.after(timeout_s, lambda: self.end_attempt(call, Reason.RANG_OUT))

    def end_attempt(self, call: Call, reason: Reason) -> None:
        """Give an attempt up for ``reason``: what is done next is the attempt's own affair."""
        attempt = call.attempt
        if attempt is None:
            return
        attempt.stop()
        call.attempt = None
        attempt.on_over(reason)

    def connect(self, first: Leg, second: Leg) -> None:
        """Let two legs talk to each other; one that holds its conversation goes on holding it."""
        bridge = first.bridge or second.bridge or Bridge()
        for leg in (first, second):
            if leg.bridge is not bridge:
                leg.leave_bridge()
                leg.bridge = bridge
                bridge.legs.append(leg)
                leg.state = LegState.UP
        if first.call.answered_s is None:
            first.call.answered_s = self.now_s

    def changed(self, call: Call) -> None:
        """Tell how a call stands now; legs that hung up are in this snapshot and no later one."""
        if call.over:
            return
        self.emit(CallChanged(call.snapshot()))
        numbers = [leg.extension for leg in call.legs]
        call.legs = [leg for leg in call.legs if leg.alive]
        self.tell_states(numbers)
        self.csta.look(call)

    def fail(self, call: Call, reason: Reason) -> None:
        """Say why what was tried in a call failed; that ends it, unless it has a fallback."""
        if call.over:
            return
        if call.fallback is not None:
            fallback, call.fallback = call.fallback, None
            self.emit(CallFailed(call.snapshot(), reason))
            self.silence(call)
            fallback()
            return
        call.reason = reason
        snapshot = call.snapshot()
        if any(member.state is LegState.GONE for member in snapshot.members):
            self.emit(CallChanged(snapshot))
        self.emit(CallFailed(snapshot, reason))
        self._finish(call)

    def silence(self, call: Call) -> None:
        """Stop whatever rings in a call."""
        call.fallback = None
        if call.attempt is not None:
            call.attempt.stop()
            call.attempt = None
        ringing = [leg for leg in call.legs if leg.ringing]
        for leg in ringing:
            self.drop_leg(leg)
        self.tell_states(leg.extension for leg in ringing)

    def end(self, call: Call) -> None:
        """End a call: a last snapshot, then its record."""
        if call.over:
            return
        self.emit(CallChanged(call.snapshot()))
        self._finish(call)

    def tell_states(self, numbers: Iterable[str | None]) -> None:
        """Tell which of these extensions became idle, ringing or busy."""
        for number in dict.fromkeys(numbers):
            if number is None:
                continue
            state = self.state_of(number)
            if self._states.get(number, "idle") != state:
                self._states[number] = state
                self.emit(ExtensionStateChanged(number, state))

    # What people do

    def pick_up(self, leg: Leg) -> None:
        """Answer a ringing leg; a call that the same device talks on is held, as phones do."""
        attempt = leg.call.attempt
        if attempt is None or leg not in attempt.legs or not leg.ringing:
            message = f"{leg.channel} does not ring"
            raise WrongStateError(message)
        for other in self.legs_of(leg.extension or ""):
            if other.party == leg.party:
                self._hold_talk(other)
        call = leg.call
        attempt.stop()
        call.attempt, call.fallback, call.transferor = None, None, ""
        for other in attempt.legs:
            if other is not leg:
                self.drop_leg(other)
        silenced = [other.extension for other in attempt.legs]
        attempt.on_answer(leg)
        self.tell_states(silenced)

    def hang_up(self, leg: Leg, *, reason: Reason = Reason.REFUSED) -> None:
        """Hang a leg up. On a ringing leg this refuses the call, for ``reason``."""
        if not leg.alive:
            message = f"{leg.channel} is gone"
            raise NoSuchChannelError(message)
        if self.consults.hang_up(leg):
            return
        call = leg.call
        self.dismiss(leg)
        attempt = call.attempt
        if attempt is not None and leg in attempt.legs:
            attempt.legs.remove(leg)
            if not attempt.legs:
                self.end_attempt(call, reason)
            else:
                self.changed(call)
            return
        self.settle(call)

    def settle(self, call: Call) -> None:
        """After a leg has left: go on with who remains, or end the call."""
        if call.over:
            return
        parked = self.parking.holds(call)
        trying = call.attempt.legs if call.attempt is not None else []
        present = [leg for leg in call.legs if leg.alive and leg not in trying]
        if len(present) > 1 or (present and (trying or call.waiting or parked)):
            self.changed(call)
        else:
            self.end(call)

    def hold(self, leg: Leg) -> None:
        """Put the call of a leg on hold, from this leg's side."""
        if leg.state is not LegState.UP or leg.bridge is None:
            message = f"{leg.channel} is not talking"
            raise WrongStateError(message)
        leg.state = LegState.HELD
        self.changed(leg.call)

    def _hold_talk(self, leg: Leg) -> None:
        """Hold where a leg talks; who listens to a queue's music or a menu cannot be held."""
        if leg.state is LegState.UP and leg.bridge is not None:
            self.hold(leg)

    def unhold(self, leg: Leg) -> None:
        """Take back the hold that this leg set."""
        if leg.state is not LegState.HELD or leg.bridge is None:
            message = f"{leg.channel} does not hold its call"
            raise WrongStateError(message)
        for other in self.legs_of(leg.extension or ""):
            if other is not leg and other.party == leg.party:
                self._hold_talk(other)
        leg.state = LegState.UP
        self.legs[leg.channel] = leg
        self.changed(leg.call)

    def early_media(self, leg: Leg) -> None:
        """Let the network of a ringing outside party send sound already (a 183)."""
        if leg.state is not LegState.RINGING or not isinstance(leg.party, OutboundParty):
            message = f"{leg.channel} is no ringing outside party"
            raise WrongStateError(message)
        leg.state = LegState.PROGRESS
        self.changed(leg.call)

    # What happens to extensions and trunks

    def set_presence(self, extension: str, status: str) -> None:
        """Set an extension's presence; ``do_not_disturb`` also keeps direct calls away."""
        if status not in PRESENCES:
            message = f"unknown presence {status!r}; valid: {', '.join(PRESENCES)}"
            raise ExchangeError(message)
        entry = self.directory.extensions[extension]
        if entry.presence != status:
            entry.presence = status
            self.emit(PresenceChanged(extension, status))

    def register(self, extension: str, *, registered: bool, devices: int = 1) -> None:
        """Register the first ``devices`` devices of an extension, or sign all of them off."""
        entry = self.directory.extensions[extension]
        count = max(1, devices)
        while registered and len(entry.devices) < count:
            kind = ("Sip", "Desktop", "Mobile", "Web", "Pad")[min(len(entry.devices), 4)]
            address = f"192.168.28.{150 + len(entry.devices)}"
            entry.devices.append(Device(kind, address, registered=False))
        for index, device in enumerate(entry.devices):
            wanted = registered and index < count
            if device.registered != wanted:
                device.registered = wanted
                self.emit(
                    RegistrationChanged(extension, device.kind, wanted, device.address),
                )

    def set_trunk_status(self, trunk: str, status: int) -> None:
        """Set a trunk's status in the vendor's numbers (P handbook, l. 17317)."""
        entry = self.directory.trunks[trunk]
        if entry.status != status:
            entry.status = status
            self.emit(TrunkChanged(trunk, status, entry.address))

    # Inner works

    def _bury(self, leg: Leg) -> None:
        leg.alive = False
        leg.leave_bridge()
        self.consults.forget(leg)
        self.queues.leave(leg)
        legs = self.legs_of(leg.extension or "")
        twins = [each for each in legs if each.channel == leg.channel and each is not leg]
        if twins:
            self.legs[leg.channel] = twins[0]
        else:
            self.legs.pop(leg.channel, None)
            for service in (self.screening, self.csta, self.listening):
                service.forget(leg.channel)
        if leg.extension is not None and leg in legs:
            self._legs_of[leg.extension].remove(leg)
            if len(legs) == 1:
                del self._legs_of[leg.extension]

    def _finish(self, call: Call) -> None:
        """Take a call down and write its record; its legs keep their last states."""
        call.over = True
        call.waiting = False
        if call.attempt is not None:
            call.attempt.stop()
            call.attempt = None
        if call.timer is not None:
            call.timer.cancel()
        self.parking.call_over(call)
        other = self.consults.other_leg(call)
        for leg in call.legs:
            if leg.alive:
                self._bury(leg)
        del self.calls[call.id]
        self.conferences.call_over(call)
        self.tell_states(leg.extension for leg in call.legs)
        self.emit(CallEnded(record(call, self.now_s)))
        if other is not None:
            self.consults.resume(other)
