"""The verbs of the control API: one table, one function a verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import Args, ControlError
from ctiapp.simpbx.facts import ExtensionParty, InboundParty, LegState, OutboundParty, Reason
from ctiapp.simpbx.faults import Fault
from ctiapp.simpbx.hub import Trouble
from ctiapp.simpbx.p_series.facade import SWITCHES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.legs import Call, Leg
    from ctiapp.simpbx.server import RunningPbx

Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what it takes, what it is for, and what does it."""

    help: str
    arguments: tuple[str, ...]
    act: Callable[[RunningPbx, Args], Answer]


# Finding things


def _extension(pbx: RunningPbx, args: Args) -> str:
    number = args.text("extension")
    if number not in pbx.exchange.directory.extensions:
        message = f"no extension {number}"
        raise ControlError(message)
    return number


def _call(pbx: RunningPbx, args: Args) -> Call:
    call = pbx.exchange.calls.get(args.text("call_id"))
    if call is None:
        message = f"no call {args.text('call_id')}"
        raise ControlError(message)
    return call


def _leg(pbx: RunningPbx, args: Args, fits: Callable[[Leg], bool], what: str) -> Leg:
    """Return the oldest leg of an extension (in a call, on a device) that fits."""
    number = _extension(pbx, args)
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


def _of_call(call: Call) -> Answer:
    return {"call_id": call.id}


def _at_leg(leg: Leg) -> Answer:
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
    return _of_call(started)


def pickup(pbx: RunningPbx, args: Args) -> Answer:
    """Lift a handset."""
    leg = _leg(pbx, args, lambda leg: leg.ringing, "ringing")
    pbx.exchange.pick_up(leg)
    return _at_leg(leg)


def hangup(pbx: RunningPbx, args: Args) -> Answer:
    """Put a handset down."""
    leg = _leg(pbx, args, lambda _: True, "living")
    pbx.exchange.hang_up(leg)
    return _at_leg(leg)


def caller_hangup(pbx: RunningPbx, args: Args) -> Answer:
    """Let the outside party, or else the caller, hang up."""
    ended = _call(pbx, args)
    legs = ended.trunk_legs() or [leg for leg in ended.legs if leg.alive]
    pbx.exchange.hang_up(legs[0])
    return _at_leg(legs[0])


def outside_answer(pbx: RunningPbx, args: Args) -> Answer:
    """Let the called outside party answer."""
    legs = [leg for leg in _call(pbx, args).trunk_legs() if leg.ringing]
    if not legs:
        message = "no outside party rings in this call"
        raise ControlError(message)
    pbx.exchange.pick_up(legs[0])
    return _at_leg(legs[0])


def dial(pbx: RunningPbx, args: Args) -> Answer:
    """Dial on a phone."""
    extension, device = _extension(pbx, args), args.whole("device", 0)
    return _of_call(pbx.exchange.router.dial(extension, args.text("number"), device=device))


def hold(pbx: RunningPbx, args: Args) -> Answer:
    """Press hold on a phone."""
    leg = _leg(pbx, args, lambda leg: leg.state is LegState.UP, "talking")
    pbx.exchange.hold(leg)
    return _at_leg(leg)


def unhold(pbx: RunningPbx, args: Args) -> Answer:
    """Press hold again."""
    leg = _leg(pbx, args, lambda leg: leg.state is LegState.HELD, "holding")
    pbx.exchange.unhold(leg)
    return _at_leg(leg)


def busy(pbx: RunningPbx, args: Args) -> Answer:
    """Refuse a ring as busy (User Busy)."""
    leg = _leg(pbx, args, lambda leg: leg.ringing, "ringing")
    pbx.exchange.hang_up(leg, reason=Reason.BUSY)
    return _at_leg(leg)


def refuse(pbx: RunningPbx, args: Args) -> Answer:
    """Refuse a ring (486)."""
    leg = _leg(pbx, args, lambda leg: leg.ringing, "ringing")
    pbx.exchange.hang_up(leg)
    return _at_leg(leg)


# Extensions and lines


def register(pbx: RunningPbx, args: Args) -> Answer:
    """Sign an extension's devices on or off."""
    number = _extension(pbx, args)
    devices = args.whole("devices", 1)
    pbx.exchange.register(number, registered=args.flag("registered"), devices=devices)
    entry = pbx.exchange.directory.extensions[number]
    return {"registered": sum(device.registered for device in entry.devices)}


def presence(pbx: RunningPbx, args: Args) -> Answer:
    """Set an extension's presence."""
    pbx.exchange.set_presence(_extension(pbx, args), args.text("status"))
    return {}


def rights(pbx: RunningPbx, args: Args) -> Answer:
    """Set what an extension may do."""
    entry = pbx.exchange.directory.extensions[_extension(pbx, args)]
    entry.may_call_out = args.flag("outbound", entry.may_call_out)
    entry.may_dial = args.flag("internal", entry.may_dial)
    entry.call_waiting = args.flag("call_waiting", entry.call_waiting)
    return {
        "outbound": entry.may_call_out,
        "internal": entry.may_dial,
        "call_waiting": entry.call_waiting,
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
    """Tick or untick monitoring, for one extension or for all."""
    monitoring = pbx.api.monitoring
    if "extension" in args:
        number = _extension(pbx, args)
        off = monitoring.off_for.setdefault(number, set())
    else:
        off = monitoring.off
    for switch in SWITCHES:
        if switch in args:
            (off.discard if args.flag(switch) else off.add)(switch)
    return {"off": sorted(off)}


# Scenarios and time


def scenario(pbx: RunningPbx, args: Args) -> Answer:
    """Play a scenario."""
    speed = args.number("speed", 1.0)
    if speed == 0:
        message = "speed must be above 0"
        raise ControlError(message)
    pbx.stage.play(args.text("name"), speed=speed)
    return {"name": pbx.stage.name}


def stop_scenario(pbx: RunningPbx, _: Args) -> Answer:
    """End the scenario that plays."""
    pbx.stage.stop()
    return {}


def advance(pbx: RunningPbx, args: Args) -> Answer:
    """Let time pass at once."""
    pbx.skip(args.number("seconds"), silence=args.flag("idle", default=False))
    return {"now": pbx.exchange.now_s}


# Trouble


def cut(pbx: RunningPbx, _: Args) -> Answer:
    """Break every event socket."""
    return {"sockets": pbx.hub.cut()}


def black_hole(pbx: RunningPbx, args: Args) -> Answer:
    """Accept everything and answer nothing."""
    if args.flag("on"):
        pbx.hub.light.clear()
    else:
        pbx.hub.light.set()
    return {"on": not pbx.hub.light.is_set()}


def events(pbx: RunningPbx, args: Args) -> Answer:
    """Delay, repeat, swap or lose events."""
    pbx.hub.trouble = Trouble(
        delay_s=args.number("delay_s", 0.0),
        duplicate=args.flag("duplicate", default=False),
        reorder=args.flag("reorder", default=False),
        drop=args.whole("drop", 0),
    )
    if not pbx.hub.trouble.reorder:
        pbx.hub.flush()
    return {}


def send(pbx: RunningPbx, args: Args) -> Answer:
    """Send any text on every event socket."""
    return {"sockets": pbx.hub.send_raw(args.text("frame"))}


def expire_tokens(pbx: RunningPbx, _: Args) -> Answer:
    """Let every access token die now."""
    pbx.api.tokens.expire(pbx.exchange.now_s)
    return {}


def fail(pbx: RunningPbx, args: Args) -> Answer:
    """Let the next matching requests fail."""
    fault = Fault(
        endpoint=args.text("endpoint") if "endpoint" in args else None,
        errcode=args.whole("errcode", -1) if "errcode" in args else None,
        errmsg=args.text("errmsg", "FAILURE"),
        field=args.text("field") if "field" in args else None,
        silent=args.flag("silent", default=False),
        hang_s=args.number("hang_s", 0.0),
        times=args.whole("times", 1),
    )
    pbx.site.faults.ordered.append(fault)
    return {"ordered": len(pbx.site.faults.ordered)}


def unblock(pbx: RunningPbx, _: Args) -> Answer:
    """Lift every block of an address."""
    pbx.api.tokens.unblock()
    return {}


def settings(pbx: RunningPbx, args: Args) -> Answer:
    """Set what an administrator may set."""
    api, exchange = pbx.api.settings, pbx.exchange
    api.api_enabled = args.flag("api_enabled", api.api_enabled)
    api.allow_address = args.flag("allow_address", api.allow_address)
    api.call_centre = args.flag("call_centre", api.call_centre)
    api.query_lag_s = args.number("query_lag_s", api.query_lag_s)
    if "refuse_topics" in args:
        api.refuse_topics = frozenset(args.numbers("refuse_topics"))
    exchange.ring_timeout_s = args.number("ring_timeout_s", exchange.ring_timeout_s)
    for queue in exchange.directory.queues.values():
        queue.agent_timeout_s = args.number("agent_timeout_s", queue.agent_timeout_s)
        queue.retry_s = args.number("retry_s", queue.retry_s)
        queue.max_missed = args.whole("max_missed", queue.max_missed)
    return {
        "api_enabled": api.api_enabled,
        "allow_address": api.allow_address,
        "call_centre": api.call_centre,
        "query_lag_s": api.query_lag_s,
        "refuse_topics": sorted(api.refuse_topics),
        "ring_timeout_s": exchange.ring_timeout_s,
    }


# Looking


def requests(pbx: RunningPbx, args: Args) -> Answer:
    """Return every API request so far."""
    seen = list(pbx.site.requests)
    if args.flag("clear", default=False):
        pbx.site.requests.clear()
    return {"requests": seen}


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
    }


def state(pbx: RunningPbx, _: Args) -> Answer:
    """Return how everything stands."""
    exchange = pbx.exchange
    states = {n: exchange.state_of(n) for n in exchange.directory.extensions}
    return {
        "now": exchange.now_s,
        "scenario": pbx.stage.name,
        "calls": [
            {
                "call_id": each.id,
                "direction": each.direction,
                "from": each.from_number,
                "to": each.to_number,
                "waiting": each.waiting,
                "legs": [_leg_state(leg) for leg in each.legs],
            }
            for each in exchange.calls.values()
        ],
        "extensions": {n: status for n, status in states.items() if status != "idle"},
        "sockets": [{"topics": sorted(each.topics)} for each in pbx.hub.sockets],
        "live_tokens": pbx.api.tokens.live(exchange.now_s),
    }


_LEG = ("extension", "call_id", "device")

VERBS = {
    "call": Verb(
        "an outside party calls: from (empty = withheld), to, via?, trunk?, did?",
        ("from", "to", "via", "trunk", "did"),
        call,
    ),
    "pickup": Verb("a handset is lifted: extension, call_id?, device?", _LEG, pickup),
    "hangup": Verb("a handset is put down: extension, call_id?, device?", _LEG, hangup),
    "caller_hangup": Verb("the outside party hangs up: call_id", ("call_id",), caller_hangup),
    "outside_answer": Verb("the called outside party answers: call_id", ("call_id",), outside_answer),
    "dial": Verb(
        "somebody dials on a phone: extension, number, device?",
        ("extension", "number", "device"),
        dial,
    ),
    "hold": Verb("hold is pressed on a phone: extension, call_id?, device?", _LEG, hold),
    "unhold": Verb("hold is pressed again: extension, call_id?, device?", _LEG, unhold),
    "busy": Verb("a ring is refused as busy: extension, call_id?, device?", _LEG, busy),
    "refuse": Verb("a ring is refused (486): extension, call_id?, device?", _LEG, refuse),
    "register": Verb(
        "devices sign on or off: extension, registered, devices? (how many, default 1)",
        ("extension", "registered", "devices"),
        register,
    ),
    "presence": Verb("presence: extension, status", ("extension", "status"), presence),
    "rights": Verb(
        "an extension's rights: extension, outbound?, internal?, call_waiting?",
        ("extension", "outbound", "internal", "call_waiting"),
        rights,
    ),
    "trunk": Verb("a line's status: name, status (1 idle, 41-44 trouble)", ("name", "status"), trunk),
    "monitor": Verb(
        f"monitoring switches: extension? and any of {', '.join(SWITCHES)}: true or false",
        ("extension", *SWITCHES),
        monitor,
    ),
    "scenario": Verb("play a scenario: name, speed?", ("name", "speed"), scenario),
    "stop_scenario": Verb("end the scenario", (), stop_scenario),
    "cut": Verb("break every event socket", (), cut),
    "black_hole": Verb("accept everything, answer nothing: on", ("on",), black_hole),
    "events": Verb(
        "trouble with events: delay_s?, duplicate?, reorder?, drop? (how many); {} resets",
        ("delay_s", "duplicate", "reorder", "drop"),
        events,
    ),
    "send": Verb("send any text on every event socket: frame", ("frame",), send),
    "expire_tokens": Verb("every access token dies", (), expire_tokens),
    "fail": Verb(
        "the next requests fail: endpoint?, errcode?, errmsg?, field?, silent?, hang_s?, times?",
        ("endpoint", "errcode", "errmsg", "field", "silent", "hang_s", "times"),
        fail,
    ),
    "advance": Verb(
        "time passes at once: seconds, idle? (the sockets were silent, too)",
        ("seconds", "idle"),
        advance,
    ),
    "unblock": Verb("lift every block of an address", (), unblock),
    "settings": Verb(
        "api_enabled?, allow_address?, refuse_topics?, call_centre?, query_lag_s?, "
        "ring_timeout_s?, agent_timeout_s?, retry_s?, max_missed?",
        (
            "api_enabled", "allow_address", "refuse_topics", "call_centre", "query_lag_s",
            "ring_timeout_s", "agent_timeout_s", "retry_s", "max_missed",
        ),  # fmt: skip
        settings,
    ),
    "requests": Verb("every API request so far: clear?", ("clear",), requests),
    "state": Verb("how everything stands", (), state),
}
"""Every verb of the control API by its name."""
