"""What the control API lets people do: call, answer, hold, hang up, come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.directory import EVERY_ROUTE
from ctiapp.simpbx.facts import ExtensionParty, InboundParty, LegState, OutboundParty, Reason
from ctiapp.simpbx.monitoring import SWITCHES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.legs import Call, Leg
    from ctiapp.simpbx.server import RunningPbx

Answer = dict[str, object]


# Finding things


def find_extension(pbx: RunningPbx, args: Args) -> str:
    """Return the number of the extension that is meant."""
    number = args.text("extension")
    if number not in pbx.exchange.directory.extensions:
        message = f"no extension {number}"
        raise ControlError(message)
    return number


def find_call(pbx: RunningPbx, args: Args) -> Call:
    """Return the call that is meant."""
    call = pbx.exchange.calls.get(args.text("call_id"))
    if call is None:
        message = f"no call {args.text('call_id')}"
        raise ControlError(message)
    return call


def find_leg(pbx: RunningPbx, args: Args, fits: Callable[[Leg], bool], what: str) -> Leg:
    """Return the oldest leg of an extension (in a call, on a device) that fits."""
    number = find_extension(pbx, args)
    legs = [leg for leg in pbx.exchange.legs_of(number) if fits(leg)]
    if "call_id" in args:
        legs = [leg for leg in legs if leg.call.id == args.text("call_id")]
    if "device" in args:
        device = args.whole("device", 0)
        legs = [leg for leg in legs if leg.party == ExtensionParty(number, device)]
    if not legs:
        message = f"extension {number} has no {what} channel like that"
        raise ControlError(message)
    return legs[0]


def of_call(call: Call) -> Answer:
    """Return what names a call."""
    return {"call_id": call.id}


def at_leg(leg: Leg) -> Answer:
    """Return what names a leg."""
    return {"call_id": leg.call.id, "channel": leg.channel}


# Calls


def call(pbx: RunningPbx, args: Args) -> Answer:
    """Let an outside party call in."""
    trunks = pbx.exchange.directory.trunks
    name = args.text("trunk", next(iter(trunks)))
    if name not in trunks:
        message = f"no trunk {name}; valid: {', '.join(trunks)}"
        raise ControlError(message)
    via = args.text("via", "")
    if via and not pbx.exchange.directory.is_service(via):
        message = f"via: no queue, ring group, IVR or conference {via}"
        raise ControlError(message)
    to, did = args.text("to"), args.text("did", "")
    started = pbx.exchange.router.inbound(
        args.text("from", ""), to, trunk=trunks[name], did=did, via=via
    )
    return of_call(started)


def pickup(pbx: RunningPbx, args: Args) -> Answer:
    """Lift a handset."""
    leg = find_leg(pbx, args, lambda leg: leg.ringing, "ringing")
    pbx.exchange.pick_up(leg)
    return at_leg(leg)


def hangup(pbx: RunningPbx, args: Args) -> Answer:
    """Put a handset down."""
    leg = find_leg(pbx, args, lambda _: True, "living")
    pbx.exchange.hang_up(leg)
    return at_leg(leg)


def caller_hangup(pbx: RunningPbx, args: Args) -> Answer:
    """Let the outside party, or else the caller, hang up."""
    ended = find_call(pbx, args)
    legs = ended.trunk_legs() or [leg for leg in ended.legs if leg.alive]
    pbx.exchange.hang_up(legs[0])
    return at_leg(legs[0])


def outside_answer(pbx: RunningPbx, args: Args) -> Answer:
    """Let the called outside party answer."""
    legs = [leg for leg in find_call(pbx, args).trunk_legs() if leg.ringing]
    if not legs:
        message = "no outside party rings in this call"
        raise ControlError(message)
    pbx.exchange.pick_up(legs[0])
    return at_leg(legs[0])


def dial(pbx: RunningPbx, args: Args) -> Answer:
    """Dial on a phone."""
    extension, device = find_extension(pbx, args), args.whole("device", 0)
    return of_call(pbx.exchange.router.dial(extension, args.text("number"), device=device))


def hold(pbx: RunningPbx, args: Args) -> Answer:
    """Press hold on a phone."""
    leg = find_leg(pbx, args, lambda leg: leg.state is LegState.UP, "talking")
    pbx.exchange.hold(leg)
    return at_leg(leg)


def unhold(pbx: RunningPbx, args: Args) -> Answer:
    """Press hold again."""
    leg = find_leg(pbx, args, lambda leg: leg.state is LegState.HELD, "holding")
    pbx.exchange.unhold(leg)
    return at_leg(leg)


def busy(pbx: RunningPbx, args: Args) -> Answer:
    """Refuse a ring as busy (User Busy)."""
    leg = find_leg(pbx, args, lambda leg: leg.ringing, "ringing")
    pbx.exchange.hang_up(leg, reason=Reason.BUSY)
    return at_leg(leg)


def refuse(pbx: RunningPbx, args: Args) -> Answer:
    """Refuse a ring (486)."""
    leg = find_leg(pbx, args, lambda leg: leg.ringing, "ringing")
    pbx.exchange.hang_up(leg)
    return at_leg(leg)


# Extensions and lines


def register(pbx: RunningPbx, args: Args) -> Answer:
    """Sign an extension's devices on or off."""
    number = find_extension(pbx, args)
    devices = args.whole("devices", 1)
    pbx.exchange.register(number, registered=args.flag("registered"), devices=devices)
    entry = pbx.exchange.directory.extensions[number]
    return {"registered": sum(device.registered for device in entry.devices)}


def presence(pbx: RunningPbx, args: Args) -> Answer:
    """Set an extension's presence."""
    pbx.exchange.set_presence(find_extension(pbx, args), args.text("status"))
    return {}


def rights(pbx: RunningPbx, args: Args) -> Answer:
    """Set what an extension may do."""
    entry = pbx.exchange.directory.extensions[find_extension(pbx, args)]
    if "outbound" in args:
        entry.may_call_out = args.flag("outbound")
        entry.routes = entry.routes or EVERY_ROUTE
    entry.may_dial = args.flag("internal", entry.may_dial)
    entry.call_waiting = args.flag("call_waiting", entry.call_waiting)
    entry.monitored = args.flag("monitored", entry.monitored)
    entry.recorded = args.flag("recorded", entry.recorded)
    return {
        "outbound": entry.may_call_out,
        "internal": entry.may_dial,
        "call_waiting": entry.call_waiting,
        "monitored": entry.monitored,
        "recorded": entry.recorded,
    }


def trunk(pbx: RunningPbx, args: Args) -> Answer:
    """Set a trunk's status."""
    name = args.text("name")
    if name not in pbx.exchange.directory.trunks:
        message = f"no trunk {name}"
        raise ControlError(message)
    pbx.exchange.set_trunk_status(name, args.whole("status", 1))
    return {}


def monitor(pbx: RunningPbx, args: Args) -> Answer:
    """Tick or untick monitoring, for one extension or trunk or for all."""
    trunks = pbx.exchange.directory.trunks
    name = args.text("line", "")
    if name and name not in trunks:
        message = f"no trunk {name}; valid: {', '.join(trunks)}"
        raise ControlError(message)
    for control in ("inbound_control", "destination_control"):
        if control in args:
            for each in [trunks[name]] if name else trunks.values():
                setattr(each, control, args.flag(control))
    monitoring = pbx.face.monitoring
    if "extension" in args:
        number = find_extension(pbx, args)
        off = monitoring.off_for.setdefault(number, set())
    else:
        off = monitoring.off
    for switch in SWITCHES:
        if switch in args:
            (off.discard if args.flag(switch) else off.add)(switch)
    controlled = [each.name for each in trunks.values() if each.inbound_control]
    asking = [each.name for each in trunks.values() if each.destination_control]
    return {"off": sorted(off), "inbound_control": controlled, "destination_control": asking}


# Looking


def _leg_state(leg: Leg) -> Answer:
    party = leg.party
    if isinstance(party, ExtensionParty):
        who: Answer = {"kind": "extension", "number": party.number, "device": party.device}
    else:
        who = {
            "kind": "inbound" if isinstance(party, InboundParty) else "outbound",
            "from": party.from_number,
            "to": party.to_number,
            "trunk": party.trunk,
        }
        if isinstance(party, OutboundParty):
            who["number"] = party.to_number
    return {
        **who,
        "channel": leg.channel,
        "role": leg.role.value,
        "state": leg.state.value,
        "path": leg.path,
        "muted": leg.muted,
        "recording": leg.recording,
    }


def state(pbx: RunningPbx, _: Args) -> Answer:
    """Return how everything stands."""
    exchange = pbx.exchange
    states = {n: exchange.state_of(n) for n in exchange.directory.extensions}
    return {
        "now": exchange.now_s,
        "scenario": pbx.stage.name,
        "cue": pbx.stage.cue,
        "calls": [
            {
                "call_id": each.id,
                "direction": each.direction,
                "from": each.from_number,
                "to": each.to_number,
                "waiting": each.waiting,
                "slot": each.slot,
                "recording": each.recording,
                "legs": [_leg_state(leg) for leg in each.legs],
            }
            for each in exchange.calls.values()
        ],
        "extensions": {n: status for n, status in states.items() if status != "idle"},
        "sockets": pbx.face.listeners(),
        "live_tokens": pbx.face.live_tokens(),
    }
