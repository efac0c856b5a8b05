"""The endpoints of mailboxes, rooms, paging groups, menus and routes (fact sheet, section 4).

What the sheet leaves open: messages are named by their order, and nothing is told of who left one;
the exchange counts them and knows no more. There is one paging group, the front desk's. A room in
which nobody is, is not answered. Inbound routes are the lines' numbers; they lead to the first
menu.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ctiapp.simpbx.openvox.finding import extensions_in, extensions_or_all
from ctiapp.simpbx.openvox.inferred import BAD_VALUE
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params

_EVERY = "all"
_PAGING_KINDS = ("paging", "intercom")


def query_voicemails(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the messages in mailboxes; whether one was heard is not told."""
    rows = [
        {"extid": entry.number, "voicemail": _messages(exchange, entry)}
        for entry in extensions_or_all(exchange, params, "extid")
        if entry.messages
    ]
    return {"voicemails": rows} if rows else {}


def _messages(exchange: Exchange, entry: Extension) -> list[JsonObject]:
    left = [
        line
        for line in exchange.archive.lines
        if line.to_number == entry.number and line.status == "voicemail"
    ][-entry.messages :]
    rows = []
    for at in range(entry.messages):
        line = left[at] if at < len(left) else None
        when_s = exchange.started_s if line is None else line.started_s
        local = exchange.wall.local(when_s)
        rows.append(
            {
                "voicemailfile": f"msg{at:04d}.wav",
                "messagefrom": "" if line is None else line.from_number,
                "voicemaildate": local.strftime("%Y-%m-%d %H:%M:%S"),
                "voicemaillength": str(0 if line is None else line.talk_s),
            }
        )
    return rows


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


@dataclass(slots=True)
class PagingGroup:
    """Phones that can be spoken to all at once; the API can only look at it and change it."""

    number: str
    name: str
    kind: str
    members: list[str]

    def row(self) -> JsonObject:
        """Return the group as it is answered."""
        return {
            "number": self.number,
            "name": self.name,
            "type": self.kind,
            "member": ",".join(self.members),
        }


def query_paging_groups(exchange: Exchange, params: Params) -> JsonObject:
    """Answer groups by number, or ``all``."""
    groups = _paging_groups(exchange)
    return {"paginggroup": [groups[number].row() for number in _chosen(groups, params, "number")]}


def update_paging_group(exchange: Exchange, params: Params) -> JsonObject:
    """Change a group: its kind must be given, its name and its members may."""
    group = _paging_groups(exchange).get(params.text("number"))
    kind = params.choice("type", _PAGING_KINDS)
    if group is None:
        raise RefusedError(BAD_VALUE)
    members = group.members
    if "member" in params:
        members = [each.number for each in extensions_in(exchange, params, "member")]
    group.kind, group.members = kind, members
    group.name = params.optional("name", group.name)
    return {}


_GROUPS: WeakKeyDictionary[Exchange, dict[str, PagingGroup]] = WeakKeyDictionary()
"""The paging groups of each exchange: no call depends on them, and no other API has them."""


def _paging_groups(exchange: Exchange) -> dict[str, PagingGroup]:
    """Return the groups by number; at first there is one, of the first extensions."""
    groups = _GROUPS.get(exchange)
    if groups is None:
        members = list(exchange.directory.extensions)[:4]
        group = PagingGroup("6250", "Front desk", _PAGING_KINDS[0], members)
        groups = _GROUPS[exchange] = {group.number: group}
    return groups


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
    return {"inroutes": [rows[name] for name in _chosen(rows, params, "name")]}


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
    return {"outroutes": [rows[name] for name in _chosen(rows, params, "name")]}


def _chosen(known: Mapping[str, object], params: Params, name: str) -> Iterable[str]:
    """Return which of what is known a mandatory parameter lists. Raises ``RefusedError``."""
    wanted = params.several(name)
    if wanted == [_EVERY]:
        return known
    if any(each not in known for each in wanted):
        raise RefusedError(BAD_VALUE)
    return wanted
