"""The endpoints ``outbound_route/*`` that only look (P handbook, l. 8670-9300).

What they leave open: ``last_pos`` is the highest position of all; the ids of trunks and patterns
are made from their order; a search answers the routes whose name or pattern holds the keyword.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import ApiError, success
from ctiapp.simpbx.p_series.params import listing, matching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.directory import OutboundRoute
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Columns, Params

_COLUMNS: Columns[OutboundRoute] = {
    "id": lambda route: route.id,
    "pos": lambda route: route.position,
    "name": lambda route: route.name,
    "outb_cid": lambda route: route.caller_id,
}


def list_routes(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the outbound routes (l. 8672)."""
    return _listed(exchange, params, exchange.directory.outbound_routes)


def search_routes(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the outbound routes that hold a keyword (l. 8818)."""
    routes = exchange.directory.outbound_routes
    return _listed(exchange, params, matching(routes, params, lambda r: (r.name, *r.patterns)))


def get_route(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one outbound route (l. 8923)."""
    return success(data=_details(exchange, _by_id(exchange, params.integer("id"))))


def query_routes(exchange: Exchange, params: Params) -> JsonObject:
    """Answer several outbound routes by ``ids`` (l. 9061)."""
    wanted = [_by_id(exchange, each) for each in params.ids("ids")]
    return success(data=[_details(exchange, route) for route in wanted])


def _listed(exchange: Exchange, params: Params, routes: Iterable[OutboundRoute]) -> JsonObject:
    answer = listing(params, routes, _COLUMNS, lambda route: _row(exchange, route))
    every = exchange.directory.outbound_routes
    data = answer.pop("data")
    return {**answer, "last_pos": max((each.position for each in every), default=0), "data": data}


def _by_id(exchange: Exchange, wanted: int) -> OutboundRoute:
    for route in exchange.directory.outbound_routes:
        if route.id == wanted:
            return route
    raise ApiError(60001)


def _trunks(exchange: Exchange, route: OutboundRoute) -> list[JsonObject]:
    ids = {name: index for index, name in enumerate(exchange.directory.trunks, start=1)}
    return [{"id": ids[name], "name": name} for name in route.trunks if name in ids]


def _row(exchange: Exchange, route: OutboundRoute) -> JsonObject:
    return {
        "id": route.id,
        "name": route.name,
        "dial_pattern": list(route.patterns),
        "trunk": _trunks(exchange, route) or None,
        "pos": route.position,
    }


def _details(exchange: Exchange, route: OutboundRoute) -> JsonObject:
    users = [e for e in exchange.directory.extensions.values() if route.id in e.routes]
    return {
        "id": route.id,
        "name": route.name,
        "outbound_cid": route.caller_id,
        "dial_pattern_list": [
            {"id": route.id * 10 + index, "pattern": pattern, "strip": 0}
            for index, pattern in enumerate(route.patterns)
        ],
        "trunk_list": [{**each, "type": "peer"} for each in _trunks(exchange, route)] or None,
        "ext_list": [
            {"ext_number": e.number, "ext_name": e.name, "type": "extension", "id": e.id}
            for e in users
        ]
        or None,
        "pos": route.position,
        "pin_protect": "disable",
    }
