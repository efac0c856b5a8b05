"""The endpoints ``call/*`` (P handbook, l. 15602-17060)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.exchange import Exchange, NoSuchChannelError, WrongStateError
from ctiapp.simpbx.p_series import render
from ctiapp.simpbx.p_series.errors import ApiError, invalid, missing, success

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params


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
    lag_s = float(params.values.get("query_lag_s", 0.0))
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
    rights_of = params.optional("dial_permission")
    if rights_of and rights_of not in exchange.directory.extensions:
        raise invalid("dial_permission", rights_of)
    auto_answer = params.choice("auto_answer", ("yes", "no"), "no") == "yes"
    call = exchange.router.dial_for(caller, callee, rights_of=rights_of, auto_answer=auto_answer)
    return success(call_id=call.id)


def hold(exchange: Exchange, params: Params) -> JsonObject:
    """Hold from the side of ``channel_id`` (l. 16057)."""
    return _act(exchange, params, exchange.hold)


def unhold(exchange: Exchange, params: Params) -> JsonObject:
    """Resume from the side of ``channel_id`` (l. 16111)."""
    return _act(exchange, params, exchange.unhold)


def hang_up(exchange: Exchange, params: Params) -> JsonObject:
    """Hang ``channel_id`` up (l. 16660); on a ringing channel that refuses the call."""
    if "channel_id" not in params and "paging_number" in params:
        # No paging group is ever in a call here.
        raise ApiError(60001)
    return _act(exchange, params, exchange.hang_up)


def _act(exchange: Exchange, params: Params, act: Callable[[Leg], None]) -> JsonObject:
    try:
        leg = exchange.leg(params.text("channel_id"))
        act(leg)
    except NoSuchChannelError as error:
        raise ApiError(70130) from error
    except WrongStateError as error:
        raise ApiError(70132) from error
    return success(call_id=leg.call.id)
