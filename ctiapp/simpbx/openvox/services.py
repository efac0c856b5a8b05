"""The endpoints of conference rooms, menus and routes (fact sheet, section 4).

What the sheet leaves open: a room in which nobody is, is not answered. Inbound routes are the
lines' numbers; they lead to the first menu.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.inferred import BAD_VALUE
from ctiapp.simpbx.pushparams import ALL, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params


def query_conferences(exchange: Exchange, params: Params) -> JsonObject:
    """Answer who is in rooms, in the words of the example: its table has others."""
    rows = []
    for number in params.several("number"):
        room = exchange.conferences.rooms.get(number)
        if room is not None:
            members = [
                {
                    "number": leg.party.known_as,
                    "channelid": leg.channel,
                    "memberstatus": "Up",
                }
                for leg in room.bridge.legs
            ]
            rows.append({"number": number, "member": members})
    return {"conference": rows} if rows else {}


def query_ivrs(exchange: Exchange, params: Params) -> JsonObject:
    """Answer voice menus by ``name``, or all; the table's hints call it ``ivrid``."""
    wanted = params.several("name") if "name" in params else None
    rows = [
        {
            "ivrid": ivr.number,
            "ivrname": ivr.name,
            "prompt": "default",
            "promptrepeat": "3",
            "responsetimeout": str(round(ivr.menu_s)),
        }
        for ivr in exchange.directory.ivrs.values()
        if wanted is None or ivr.name in wanted or ivr.number in wanted
    ]
    return {"ivr": rows}


def query_inbound_routes(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the ways in by name, or ``all``."""
    target = next(iter(exchange.directory.ivrs.values()), None)
    dids = [did for trunk in exchange.directory.trunks.values() for did in trunk.dids]
    rows = {
        f"In-{did.removeprefix('+')}": {
            "id": str(at),
            "name": f"In-{did.removeprefix('+')}",
            "did": did,
            "caller_id": "",
            "desttype": "IVR",
            "dest": "" if target is None else target.number,
        }
        for at, did in enumerate(dids, start=1)
    }
    return {"inroutes": [rows[name] for name in chosen(rows, params, "name")]}


def query_outbound_routes(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the ways out by name, or ``all``."""
    rows = {
        route.name: {
            "id": str(route.id),
            "name": route.name,
            "prepend": "",
            "prefix": "",
            "matchpattern": ",".join(route.patterns),
            "callerid": route.caller_id,
            "trunks": ",".join(route.trunks),
        }
        for route in exchange.directory.outbound_routes
    }
    return {"outroutes": [rows[name] for name in chosen(rows, params, "name")]}


def chosen(known: Mapping[str, object], params: Params, name: str) -> Iterable[str]:
    """Return which of what is known a mandatory parameter lists. Raises ``RefusedError``."""
    wanted = params.several(name)
    if wanted == [ALL]:
        return known
    if any(each not in known for each in wanted):
        raise RefusedError(BAD_VALUE)
    return wanted
