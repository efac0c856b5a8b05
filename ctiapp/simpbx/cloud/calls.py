"""The endpoints that start, end, hold, pass on and listen to calls (handbook, l. 2555-3950)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import announce, media
from ctiapp.simpbx.cloud.shared import (
    BAD_NUMBER,
    NO_CALL,
    NO_CALLEE,
    NO_PROMPT,
    NOT_CONNECTED,
    NOT_IDLE,
    TOO_LATE,
)
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import ExtensionParty, InboundParty, LegState, OutboundParty, Role
from ctiapp.simpbx.numbering import resolve
from ctiapp.simpbx.pushparams import BLANK, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.cloud.shared import Shared
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.listening import ListenMode
    from ctiapp.simpbx.pushparams import JsonObject, Params

_YES_NO = ("yes", "no")


# Looking


def query_inbound(shared: Shared, params: Params) -> JsonObject:
    """Answer the calls from outside that are named, or all of them (l. 2555)."""
    return {"inbound": _lines(shared, params, InboundParty, "inbound")}


def query_outbound(shared: Shared, params: Params) -> JsonObject:
    """Answer the calls to the outside that are named, or all of them (l. 2624)."""
    return {"outbound": _lines(shared, params, OutboundParty, "outbound")}


def _lines(
    shared: Shared, params: Params, kind: type[InboundParty | OutboundParty], name: str
) -> list[JsonObject]:
    legs = shared.ids.legs(kind)
    if f"{name}id" in params:
        wanted = params.several(f"{name}id")
        if not all(each in legs for each in wanted):
            raise RefusedError(NO_CALL)
        legs = {each: legs[each] for each in wanted}
    rows = []
    for each, leg in legs.items():
        (told,) = shared.reports.member(leg.member(), leg.call.id).values()
        row = {f"{name}id": each, **told, "status": _status(leg)}
        if name == "inbound":
            row["callee"] = _callees(shared, leg)
        rows.append(row)
    return rows


def _status(leg: Leg) -> str:
    if leg.bridge is not None:
        return "Talking"
    return "Wait" if leg.call.waiting else "Progress"


def _callees(shared: Shared, leg: Leg) -> list[JsonObject]:
    """Return whom a caller talks to, or rings: extensions, lines to the outside, or the menu."""
    others = leg.company() or leg.call.parties_beside(leg)
    if not others and leg.path in shared.exchange.directory.ivrs:
        return [{"ivrid": leg.path}]
    numbers = dict.fromkeys(each.extension for each in others if each.extension is not None)
    lines = [each for each in others if isinstance(each.party, OutboundParty)]
    return [
        *({"extid": number} for number in numbers),
        *({"outboundid": shared.ids.of_leg(each)} for each in lines),
    ]


# Dialling


def dial_extension(shared: Shared, params: Params) -> JsonObject:
    """Ring the caller's own phones, then somebody inside (l. 2686)."""
    caller, callee = shared.extension(params.text("caller")).number, params.text("callee")
    target = resolve(shared.exchange.directory, callee)
    if isinstance(target, str):  # an outside number, or why it is none
        raise RefusedError(NO_CALLEE)
    return _dial(shared, params, caller, callee)


def dial_outbound(shared: Shared, params: Params) -> JsonObject:
    """Ring the extension's own phones, then a number outside (l. 2743)."""
    caller, number = shared.extension(params.text("extid")).number, params.text("outto")
    if not isinstance(resolve(shared.exchange.directory, number), str):
        raise RefusedError(BAD_NUMBER)
    return _dial(shared, params, caller, number)


def _dial(shared: Shared, params: Params, caller: str, number: str) -> JsonObject:
    automatic = params.choice("autoanswer", _YES_NO, "no") == "yes"
    shared.check(caller, number, caller)
    call = shared.exchange.router.dial_for(caller, number, auto_answer=automatic)
    return {"callid": call.id}


def play_to_extension(shared: Shared, params: Params) -> JsonObject:
    """Ring an extension and play prompts to it (l. 3822)."""
    number = shared.extension(params.text("extid")).number
    automatic = params.choice("autoanswer", _YES_NO, "no") == "yes"
    call = announce.play(shared.exchange, number, _prompts(params), auto_answer=automatic)
    return {"callid": call.id}


def play_outside(shared: Shared, params: Params) -> JsonObject:
    """Call a number outside and play prompts to it (l. 3890)."""
    number, rights_of = params.text("outto"), shared.lender(params)
    if not isinstance(resolve(shared.exchange.directory, number), str):
        raise RefusedError(BAD_NUMBER)
    shared.check(rights_of, number, rights_of)
    call = announce.play(shared.exchange, number, _prompts(params), rights_of=rights_of)
    return {"callid": call.id}


def _prompts(params: Params) -> list[str]:
    prompts = params.text("prompt").split("+")
    if any(each not in announce.PROMPTS for each in prompts):
        raise RefusedError(NO_PROMPT)
    return prompts


# What is done to an extension's current call


def hang_up(shared: Shared, params: Params) -> JsonObject:
    """End an extension's current call (l. 2800)."""
    shared.exchange.hang_up(shared.leg(params.text("extid")))
    return {}


def hold(shared: Shared, params: Params) -> JsonObject:
    """Hold an extension's current call (l. 2928)."""
    shared.exchange.hold(shared.leg(params.text("extid")))
    return {}


def unhold(shared: Shared, params: Params) -> JsonObject:
    """Go on with the call that an extension has held last (l. 2968)."""
    legs = shared.exchange.legs_of(shared.extension(params.text("extid")).number)
    held = [leg for leg in legs if leg.state is LegState.HELD]
    if not held:
        raise RefusedError(NOT_CONNECTED if legs else NO_CALL)
    shared.exchange.unhold(held[-1])
    return {}


def mute(shared: Shared, params: Params) -> JsonObject:
    """Let nobody hear an extension (l. 3006)."""
    media.mute(shared.leg(params.text("extid")), muted=True)
    return {}


def unmute(shared: Shared, params: Params) -> JsonObject:
    """Let an extension be heard again (l. 3050)."""
    media.mute(shared.leg(params.text("extid")), muted=False)
    return {}


# What is done to an outside line


def hang_up_inbound(shared: Shared, params: Params) -> JsonObject:
    """End a call from outside (l. 2841)."""
    shared.exchange.hang_up(shared.line(params, InboundParty, "inboundid"))
    return {}


def hang_up_outbound(shared: Shared, params: Params) -> JsonObject:
    """End a call to the outside (l. 2884)."""
    shared.exchange.hang_up(shared.line(params, OutboundParty, "outboundid"))
    return {}


def accept(shared: Shared, params: Params) -> JsonObject:
    """Let a call in that is offered (l. 3733)."""
    return _decide(shared, params, shared.exchange.screening.accept)


def refuse(shared: Shared, params: Params) -> JsonObject:
    """Turn a call away that is offered (l. 3775)."""

    def turn_away(leg: Leg) -> None:
        if leg.channel in shared.exchange.screening.offered:
            shared.reports.refuse(leg.call.id)
        shared.exchange.screening.refuse(leg)

    return _decide(shared, params, turn_away)


def _decide(shared: Shared, params: Params, act: Callable[[Leg], None]) -> JsonObject:
    try:
        act(shared.line(params, InboundParty, "inboundid"))
    except WrongStateError as error:
        raise RefusedError(TOO_LATE) from error
    return {}


# Passing on


def transfer(shared: Shared, params: Params) -> JsonObject:
    """Lead the other one of a call to a number; the transferor drops out (l. 3270)."""
    call_id, number = params.text("callid"), params.text("transferto")
    call = shared.exchange.calls.get(call_id)
    if call is None:
        raise RefusedError(NO_CALL)
    transferor, rights_of = params.text("transferor"), shared.lender(params)
    legs = [leg for leg in call.legs if leg.talking and leg.party.known_as == transferor]
    moved = legs[0].partner() if legs else None
    if moved is None:
        raise RefusedError(NOT_CONNECTED)
    who = legs[0].extension or ""
    shared.check(who, number, rights_of or who)
    with shared.quiet():
        shared.exchange.transfers.blind(moved, number, rights_of=rights_of)
    return {"callid": call_id}


def transfer_inbound(shared: Shared, params: Params) -> JsonObject:
    """Lead a caller from outside to a number, also while they wait for an answer (l. 3323)."""
    return _lead(shared, params, shared.line(params, InboundParty, "inboundid"))


def transfer_outbound(shared: Shared, params: Params) -> JsonObject:
    """Lead a called outside party to a number, also while it rings (l. 3381)."""
    params.text("fromext")
    return _lead(shared, params, shared.line(params, OutboundParty, "outboundid"))


def _lead(shared: Shared, params: Params, leg: Leg) -> JsonObject:
    exchange, call = shared.exchange, leg.call
    number, rights_of = params.text("number"), shared.lender(params)
    if leg.channel in exchange.screening.offered:
        raise RefusedError(NOT_CONNECTED)
    partner = leg.partner()
    who = (partner.extension if partner is not None else None) or rights_of
    shared.check(who or "", number, rights_of or who or "")
    with shared.quiet():
        if partner is not None or call.transferor:
            exchange.transfers.blind(leg, number, rights_of=rights_of)
        elif isinstance(leg.party, OutboundParty):
            # It has to answer first: whom it rings for is all there is of the call.
            raise RefusedError(NOT_CONNECTED)
        else:
            _redirect(shared, leg, number)
    return {"callid": call.id}


def _redirect(shared: Shared, leg: Leg, number: str) -> None:
    """Lead a caller elsewhere whom nobody has answered yet."""
    exchange, call = shared.exchange, leg.call
    exchange.silence(call)
    exchange.queues.leave(leg)
    if call.timer is not None:
        call.timer.cancel()
    call.waiting, leg.state, leg.role = False, LegState.DIALLING, Role.CALLER
    call.to_number = number
    exchange.router.lead(leg, number, "")


# Listening


def listen(shared: Shared, params: Params) -> JsonObject:
    """Let an extension hear another's call (l. 3088)."""
    return _listen(shared, params.text("listener"), params.text("listenedext"), "listen")


def whisper(shared: Shared, params: Params) -> JsonObject:
    """Let an extension talk to another in its call, unheard by the third (l. 3150)."""
    return _listen(shared, params.text("whisperer"), params.text("whisperedext"), "whisper")


def barge(shared: Shared, params: Params) -> JsonObject:
    """Let an extension come into another's call; the example spells it ``bargin`` (l. 3209)."""
    name = "bargein" if "bargein" in params else "bargin"
    return _listen(shared, params.text(name), params.text("bargedext"), "barge")


def _listen(shared: Shared, supervisor: str, number: str, mode: ListenMode) -> JsonObject:
    exchange = shared.exchange
    if exchange.state_of(shared.extension(supervisor).number) != "idle":
        raise RefusedError(NOT_IDLE)
    target = shared.leg(number)
    if not isinstance(target.party, ExtensionParty) or not target.company():
        raise RefusedError(NOT_CONNECTED)
    if supervisor == number:
        raise RefusedError(BLANK)
    exchange.listening.listen(target, supervisor, mode)
    return {}
