"""The endpoints ``conference/*`` and the queries of paging groups (fact sheet, section 7).

As far as the exchange has rooms: whoever dials into one is in it, its host is its moderator. Nobody
can be invited, and there are neither instant conferences nor paging groups: what needs those is
10003. What the sheet leaves open: an operator who is not the moderator is refused (10009), a number
that is in no conference 10015, a room that is none 10011; a room without a host takes any operator.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx import media
from ctiapp.simpbx.k2 import members
from ctiapp.simpbx.k2.errors import (
    NO_CALLEE,
    NOT_CONNECTED,
    NOT_MONITORED,
    success,
)
from ctiapp.simpbx.pushparams import ALL, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.directory import Conference
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.pushparams import JsonObject, Params

_SETTINGS: JsonObject = {
    "participantepassword": "",
    "moderatorpassword": "",
    "waitformoderator": "no",
    "allowinvite": "no",
    "musiconhold": "no",
}
"""What no call depends on, and its defaults."""

_SWITCHES = ("waitformoderator", "allowinvite", "musiconhold")
_NAME_REFUSED = frozenset("&'<>$]\\\"`|")


def query(site: Site, params: Params) -> JsonObject:
    """Answer the settings of rooms."""
    rows = [
        {
            "number": room.number,
            "name": room.name,
            **_SETTINGS,
            **site.rooms.get(room.number, {}),
            "moderators": room.host,
        }
        for room in _rooms(site, params)
    ]
    return success(conferences=rows)


def update(site: Site, params: Params) -> JsonObject:
    """Change what is given of a room."""
    room = _room(site, params.text("number"))
    name, host = params.optional("name", room.name), params.optional("moderators", room.host)
    if _NAME_REFUSED.intersection(name):
        raise RefusedError(NO_CALLEE)
    if host:
        site.extension(host)
    given = {name: params.optional(name) for name in _SETTINGS if name in params}
    for each in _SWITCHES:
        params.choice(each, ("yes", "no"), "no")
    site.exchange.directory.conferences[room.number] = replace(room, name=name, host=host)
    site.rooms[room.number] = {**site.rooms.get(room.number, {}), **given}
    return success()


def query_in_session(site: Site, params: Params) -> JsonObject:
    """Answer who is in which room now; a room that nobody is in is left out."""
    rows = []
    for room in _rooms(site, params):
        session = _in_session(site, room)
        if session is not None:
            rows.append(session)
    return success(conference=rows)


def kick(site: Site, params: Params) -> JsonObject:
    """Throw members out of a room."""
    return _act(site, params, site.exchange.hang_up)


def mute(site: Site, params: Params) -> JsonObject:
    """Mute members of a room."""
    return _act(site, params, partial(media.mute, muted=True))


def unmute(site: Site, params: Params) -> JsonObject:
    """Let members of a room be heard again."""
    return _act(site, params, partial(media.mute, muted=False))


def _in_session(site: Site, room: Conference) -> JsonObject | None:
    """Return who is in a room; None where it is empty."""
    used = site.exchange.conferences.rooms.get(room.number)
    if used is None or not used.bridge.legs:
        return None
    return {
        "callid": used.id,
        "conferencenumber": room.number,
        "conferencename": room.name,
        "members": [members.member(leg.member()) for leg in used.bridge.legs],
    }


def no_paging_groups(_: Site, params: Params) -> JsonObject:
    """Answer that there are no paging groups; one that is asked for by its number is none."""
    if "number" in params and params.several("number") != [ALL]:
        raise RefusedError(NO_CALLEE)
    return success()


def _act(site: Site, params: Params, act: Callable[[Leg], None]) -> JsonObject:
    room = _room(site, params.text("number"))
    operator = site.extension(params.text("operator")).number
    if room.host and operator != room.host:
        raise RefusedError(NOT_MONITORED)
    used = site.exchange.conferences.rooms.get(room.number)
    present = list(used.bridge.legs) if used is not None else []
    wanted = params.several("membernumber")
    if wanted != [ALL]:
        known = {leg.party.known_as: leg for leg in present}
        if any(each not in known for each in wanted):
            raise RefusedError(NOT_CONNECTED)
        present = [known[each] for each in wanted]
    for leg in present:
        act(leg)
    return success()


def _rooms(site: Site, params: Params) -> list[Conference]:
    wanted = params.several("number")
    if wanted == [ALL]:
        return list(site.exchange.directory.conferences.values())
    return [_room(site, each) for each in wanted]


def _room(site: Site, number: str) -> Conference:
    room = site.exchange.directory.conferences.get(number)
    if room is None:
        raise RefusedError(NO_CALLEE)
    return room
