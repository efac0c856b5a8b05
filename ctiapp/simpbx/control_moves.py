"""What the control API lets people do beyond a plain call: pass it on, park it, press keys."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.control_calls import at_leg, find_call, find_extension, find_leg, of_call
from ctiapp.simpbx.facts import KeyPressed, LegState, SurveyAnswered
from ctiapp.simpbx.rules import Rules

if TYPE_CHECKING:
    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.server import RunningPbx

RULES = tuple(field.name for field in fields(Rules))
_KEYS = "0123456789*#ABCD"


def phone_transfer(pbx: RunningPbx, args: Args) -> Answer:
    """Pass a call on at a phone: to a number, or the held one to the one that is spoken to."""
    exchange = pbx.exchange
    if "number" in args:
        moved = _other(find_leg(pbx, args, lambda leg: leg.talking, "talking"))
        exchange.transfers.blind(moved, args.text("number"), by_phone=True)
        return at_leg(moved)
    spoken = find_leg(pbx, args, lambda leg: leg.state is LegState.UP, "talking")
    consultation = exchange.consults.of(spoken)
    if consultation is not None:
        exchange.hang_up(spoken)
        return of_call(consultation.first.call)
    held = [
        leg
        for leg in exchange.legs_of(spoken.extension or "")
        if leg.party == spoken.party and leg.state is LegState.HELD
    ]
    if not held:
        message = "this phone holds no call that could be passed on"
        raise ControlError(message)
    return of_call(exchange.consults.join_at_phone(held[0], spoken))


def phone_park(pbx: RunningPbx, args: Args) -> Answer:
    """Park the other party at a phone."""
    leg = _other(find_leg(pbx, args, lambda leg: leg.talking, "talking"))
    entry = pbx.exchange.parking.park(leg, args.text("slot", ""), by_phone=True)
    return {**at_leg(leg), "slot": entry.slot}


def csta(pbx: RunningPbx, args: Args) -> Answer:
    """Switch an extension's uaCSTA on or off; rings that have begun stay as they are."""
    entry = pbx.exchange.directory.extensions[find_extension(pbx, args)]
    entry.csta = args.flag("on")
    return {"on": entry.csta}


def forward(pbx: RunningPbx, args: Args) -> Answer:
    """Forward all calls of an extension, or none any more."""
    entry = pbx.exchange.directory.extensions[find_extension(pbx, args)]
    entry.forward_to = args.text("to", "")
    return {"to": entry.forward_to}


def voicemail(pbx: RunningPbx, args: Args) -> Answer:
    """Give an extension a mailbox, or take it away."""
    entry = pbx.exchange.directory.extensions[find_extension(pbx, args)]
    entry.voicemail = args.flag("on")
    return {"on": entry.voicemail}


def dtmf(pbx: RunningPbx, args: Args) -> Answer:
    """Press keys in a call."""
    call, keys = find_call(pbx, args), args.text("keys")
    if not keys or any(key not in _KEYS for key in keys):
        message = f"keys must be some of {_KEYS}"
        raise ControlError(message)
    whole = args.flag("whole", default=False)
    for key in keys:
        pbx.exchange.emit(KeyPressed(call.snapshot(), key, call.keys, keys if whole else ""))
        call.keys += 1
    return {**of_call(call), "keys": call.keys}


def survey(pbx: RunningPbx, args: Args) -> Answer:
    """Let a caller give a mark; the call may be over by then."""
    pbx.exchange.emit(SurveyAnswered(args.text("call_id"), args.text("result")))
    return {}


def set_rules(pbx: RunningPbx, args: Args) -> None:
    """Set those rules of the exchange that are among the arguments."""
    rules = pbx.exchange.rules
    for name in RULES:
        if name in args:
            switch = isinstance(getattr(rules, name), bool)
            setattr(rules, name, args.flag(name) if switch else args.number(name))


def _other(leg: Leg) -> Leg:
    partner = leg.partner()
    if partner is None:
        message = f"{leg.channel} does not talk to one other"
        raise ControlError(message)
    return partner
