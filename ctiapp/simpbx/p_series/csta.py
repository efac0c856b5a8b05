"""The endpoints ``uacsta_call/*`` (P handbook, l. 16873-17060)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.csta import NoSuchCstaCallError
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.p_series.errors import ApiError, invalid, success

if TYPE_CHECKING:
    from ctiapp.simpbx.csta import CstaAction
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params


def accept(exchange: Exchange, params: Params) -> JsonObject:
    """Let a phone answer (l. 16873)."""
    return _act(exchange, params, "accept")


def refuse(exchange: Exchange, params: Params) -> JsonObject:
    """Let a phone refuse its ring (l. 16934)."""
    return _act(exchange, params, "refuse")


def hang_up(exchange: Exchange, params: Params) -> JsonObject:
    """Let a phone hang up (l. 16998)."""
    return _act(exchange, params, "hangup")


def _act(exchange: Exchange, params: Params, action: CstaAction) -> JsonObject:
    extension, csta_id = params.text("extension"), params.text("call_id")
    address = params.text("ip_address")
    if extension not in exchange.directory.extensions:
        raise invalid("extension", extension)
    try:
        exchange.csta.act(action, extension, csta_id, address)
    except NoSuchCstaCallError as error:
        raise ApiError(60001) from error
    except WrongStateError as error:
        raise ApiError(70132) from error
    return success()
