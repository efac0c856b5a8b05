"""The endpoints that act on a channel (fact sheet, section 5).

Whose channel is meant the sheet infers from the P-Series' book, and so does this PBX: hold, unhold,
attended transfer and add_member take that of who acts, mute and hangup that of who is meant,
callpark and the blind transfer that of the party to be moved (``inferred.py`` can turn the last one
round).

What it leaves open as well: a channel that is none is 10007, one that cannot do it now 10015; too
late to accept or to refuse is 10016; a parking slot that is taken or none is 10031; an outside
target of a blind transfer needs ``dialpermission`` (else 10024), as its table has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import media
from ctiapp.simpbx.consult import OPERATIONS
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.k2 import offers
from ctiapp.simpbx.k2.calls import need_number, need_right
from ctiapp.simpbx.k2.errors import (
    NOT_CONNECTED,
    TOO_LATE,
    success,
)
from ctiapp.simpbx.listening import LISTEN_MODES
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.pushparams import JsonObject, Params


def hold(site: Site, params: Params) -> JsonObject:
    """Hold from the side of ``channelid``."""
    return _act(site, params, site.exchange.hold)


def unhold(site: Site, params: Params) -> JsonObject:
    """Resume from the side of ``channelid``."""
    return _act(site, params, site.exchange.unhold)


def hang_up(site: Site, params: Params) -> JsonObject:
    """Hang ``channelid`` up; on a ringing channel that refuses the call."""
    return _act(site, params, site.exchange.hang_up)


def mute(site: Site, params: Params) -> JsonObject:
    """Mute the members of ``channelid``, which may name several."""
    return _mute(site, params, muted=True)


def unmute(site: Site, params: Params) -> JsonObject:
    """Let the members of ``channelid`` be heard again."""
    return _mute(site, params, muted=False)


def _mute(site: Site, params: Params, *, muted: bool) -> JsonObject:
    legs = [site.exchange.leg(each) for each in params.several("channelid")]
    for leg in legs:
        media.mute(leg, muted=muted)
    return success(callid=legs[0].call.id)


def accept_inbound(site: Site, params: Params) -> JsonObject:
    """Let the inbound call of ``channelid`` in, or ask first where it is to go."""
    return _act(site, params, lambda leg: offers.accept(site, leg), late=TOO_LATE)


def refuse_inbound(site: Site, params: Params) -> JsonObject:
    """Turn the inbound call of ``channelid`` away."""
    return _act(site, params, site.exchange.screening.refuse, late=TOO_LATE)


def transfer(site: Site, params: Params) -> JsonObject:
    """Lead the party of ``channelid`` to ``number`` without asking there."""
    number, rights_of = params.text("number"), site.lender(params)

    def lead(leg: Leg) -> None:
        need_number(site, number)
        if offers.lead(site, leg, number):
            return
        need_right(site, rights_of, number, rights_of)
        turned = site.inferred.transfer_moves == "other" and leg.partner() is not None
        moved = leg.partner() if turned else leg
        site.exchange.transfers.blind(moved or leg, number, rights_of=rights_of)

    return _act(site, params, lead)


def consult(site: Site, params: Params) -> JsonObject:
    """Hold the call of ``channelid`` and let its owner call ``tonumber``."""
    number, rights_of = params.text("tonumber"), site.lender(params)

    def begin(leg: Leg) -> None:
        need_number(site, number)
        site.exchange.consults.begin(leg, number, rights_of=rights_of)

    return _act(site, params, begin)


def operate(site: Site, params: Params) -> JsonObject:
    """Do the second step of an attended transfer; the answer names the first call."""
    name = params.choice("operate", OPERATIONS)
    operation = next(each for each in OPERATIONS if each == name)
    leg = site.exchange.leg(params.text("channelid"))
    return success(callid=site.exchange.consults.operate(leg, operation).id)


def add_member(site: Site, params: Params) -> JsonObject:
    """Invite a number into the call of ``channelid``."""
    number, rights_of = params.text("number"), site.lender(params)

    def invite(leg: Leg) -> None:
        need_number(site, number)
        site.exchange.conferences.invite(leg, number, rights_of=rights_of)

    return _act(site, params, invite)


def listen(site: Site, params: Params) -> JsonObject:
    """Let the extension ``monitor`` hear the one that ``extension`` talks on."""
    supervisor = site.extension(params.text("monitor"))
    heard = site.extension(params.text("extension"))
    name = params.choice("type", LISTEN_MODES)
    mode = next(each for each in LISTEN_MODES if each == name)
    talking = [leg for leg in site.exchange.legs_of(heard.number) if leg.company()]
    if not talking:
        raise RefusedError(NOT_CONNECTED)
    call = site.exchange.listening.listen(talking[-1], supervisor.number, mode)
    return success(callid=call.id)


def park(site: Site, params: Params) -> JsonObject:
    """Park the party of ``channelid``; the answer names the slot."""
    slot = params.optional("parkingslot")
    entry = site.exchange.parking.park(site.exchange.leg(params.text("channelid")), slot)
    return success(parkingslot=entry.slot)


def park_status(site: Site, _: Params) -> JsonObject:
    """Answer who is parked where."""
    remaining = site.inferred.park_time == "remaining"
    now_s = site.exchange.now_s
    rows = [
        {
            "parker": entry.parker_number,
            "parkedparty": entry.parked_number,
            "parkingslot": entry.slot,
            "parktime": str(round(entry.wait_s - (now_s - entry.since_s if remaining else 0))),
            "channelid": entry.leg.channel,
        }
        for entry in site.exchange.parking.slots.values()
    ]
    return success(parkinfos=rows)


def _act(
    site: Site, params: Params, act: Callable[[Leg], None], *, late: str = NOT_CONNECTED
) -> JsonObject:
    leg = site.exchange.leg(params.text("channelid"))
    call_id = leg.call.id
    try:
        act(leg)
    except WrongStateError as error:
        raise RefusedError(late) from error
    return success(callid=call_id)
