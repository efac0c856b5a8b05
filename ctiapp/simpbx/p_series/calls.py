"""The endpoints that look for calls and start them (P handbook, l. 15602-15850, 16598)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import announce
from ctiapp.simpbx.p_series import render
from ctiapp.simpbx.p_series.errors import invalid, missing, success

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

_LOUDEST = 20


def query(exchange: Exchange, params: Params) -> JsonObject:
    """Answer calls by ``call_id``, ``type`` or extension ``number`` (l. 15606); none is null."""
    calls = list(exchange.calls.values())
    if "call_id" in params:
        call_id = params.text("call_id")
        found = [call for call in calls if call.id == call_id]
    elif "type" in params:
        direction = params.choice("type", ("inbound", "outbound", "internal"), "")
        found = [call for call in calls if call.direction == direction]
    elif "number" in params:
        number = params.text("number")
        own = {id(leg.call) for leg in exchange.legs_of(number)}
        found = [call for call in calls if id(call) in own]
    else:
        raise missing("call_id")
    lag_s = params.settings.query_lag_s
    data = [
        render.call(call.snapshot(), render.QUERY_BLANK)
        for call in found
        if exchange.now_s - call.started_s >= lag_s
    ]
    return success(data=data or None)


def dial(exchange: Exchange, params: Params) -> JsonObject:
    """Ring the caller's own phones, then the callee (l. 15762); only extensions can be callers."""
    caller, callee = params.text("caller"), params.text("callee")
    if caller not in exchange.directory.extensions:
        raise invalid("caller", caller)
    rights_of = lender(exchange, params)
    auto_answer = params.choice("auto_answer", ("yes", "no"), "no") == "yes"
    call = exchange.router.dial_for(caller, callee, rights_of=rights_of, auto_answer=auto_answer)
    return success(call_id=call.id)


def play_prompt(exchange: Exchange, params: Params) -> JsonObject:
    """Call a number and play prompts to it (l. 16598); the answer names no call."""
    number, prompts = params.text("number"), params.values.get("prompts")
    if not prompts:
        raise missing("prompts")
    if not isinstance(prompts, list) or any(each not in announce.PROMPTS for each in prompts):
        raise invalid("prompts", str(prompts)[:1000])
    count, volume = params.integer("count", 1), params.integer("volume", 10)
    if count < 1:
        raise invalid("count", count)
    if not 0 <= volume <= _LOUDEST:
        raise invalid("volume", volume)
    announce.play(
        exchange,
        number,
        prompts,
        count=count,
        rights_of=lender(exchange, params),
        auto_answer=params.choice("auto_answer", ("yes", "no"), "no") == "yes",
    )
    return success()


def lender(exchange: Exchange, params: Params) -> str:
    """Return the extension whose rights are borrowed, or nothing. Raises 40002 for another."""
    number = params.optional("dial_permission")
    if number and number not in exchange.directory.extensions:
        raise invalid("dial_permission", number)
    return number
