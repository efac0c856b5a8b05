"""The endpoints that act on a channel (P handbook, l. 15850-16860).

Whose channel it is differs from verb to verb, and each does what it is told: with the wrong one,
the wrong party is parked or passed on.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx import media
from ctiapp.simpbx.consult import OPERATIONS
from ctiapp.simpbx.errors import (
    ForbiddenError,
    FullError,
    NoSuchChannelError,
    SlotError,
    WrongStateError,
)
from ctiapp.simpbx.listening import LISTEN_MODES
from ctiapp.simpbx.p_series.calls import lender
from ctiapp.simpbx.p_series.errors import ApiError, invalid, success

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params


def hold(exchange: Exchange, params: Params) -> JsonObject:
    """Hold from the side of ``channel_id`` (l. 16056)."""
    return _act(exchange, params, exchange.hold)


def unhold(exchange: Exchange, params: Params) -> JsonObject:
    """Resume from the side of ``channel_id`` (l. 16109)."""
    return _act(exchange, params, exchange.unhold)


def hang_up(exchange: Exchange, params: Params) -> JsonObject:
    """Hang ``channel_id`` up (l. 16658); on a ringing channel that refuses the call."""
    if "channel_id" not in params and "paging_number" in params:
        # No paging group is ever in a call here.
        raise ApiError(60001)
    return _act(exchange, params, exchange.hang_up)


def mute(exchange: Exchange, params: Params) -> JsonObject:
    """Mute the member of ``channel_id`` (l. 16163)."""
    return _act(exchange, params, partial(media.mute, muted=True))


def unmute(exchange: Exchange, params: Params) -> JsonObject:
    """Let the member of ``channel_id`` be heard again (l. 16218)."""
    return _act(exchange, params, partial(media.mute, muted=False))


def record_start(exchange: Exchange, params: Params) -> JsonObject:
    """Record the member of ``channel_id`` (l. 16714)."""
    return _act(exchange, params, partial(media.start_recording, exchange))


def record_pause(exchange: Exchange, params: Params) -> JsonObject:
    """Pause the recording of ``channel_id`` (l. 16765)."""
    return _act(exchange, params, media.pause_recording)


def record_unpause(exchange: Exchange, params: Params) -> JsonObject:
    """Go on with the recording of ``channel_id`` (l. 16818)."""
    return _act(exchange, params, media.resume_recording)


def accept_inbound(exchange: Exchange, params: Params) -> JsonObject:
    """Let the inbound call of ``channel_id`` in (l. 15850)."""
    return _act(exchange, params, exchange.screening.accept)


def refuse_inbound(exchange: Exchange, params: Params) -> JsonObject:
    """Turn the inbound call of ``channel_id`` away (l. 15918)."""
    return _act(exchange, params, exchange.screening.refuse)


def park(exchange: Exchange, params: Params) -> JsonObject:
    """Park the party of ``channel_id`` in a slot (l. 16270)."""
    slot = params.optional("parking_slot")
    with _failures():
        leg = exchange.leg(params.text("channel_id"))
        try:
            entry = exchange.parking.park(leg, slot)
        except SlotError as error:
            raise invalid("parking_slot", slot) from error
        except FullError as error:
            raise ApiError(60002) from error
    return success(call_id=leg.call.id, parking_slot=entry.slot)


def park_status(exchange: Exchange, _: Params) -> JsonObject:
    """Answer who is parked where (l. 16334); nobody is null."""
    rows = [
        {
            "parker": entry.parker_number,
            "parked_party": entry.parked_number,
            "parking_slot": entry.slot,
            "park_time": round(entry.wait_s),
            "channel_id": entry.leg.channel,
        }
        for entry in exchange.parking.slots.values()
    ]
    return success(data=rows or None)


def transfer(exchange: Exchange, params: Params) -> JsonObject:
    """Pass a call on (l. 16406): blind by the channel of who is moved, attended by one's own."""
    kind = params.choice("type", ("blind", "attended"), "")
    rights_of = lender(exchange, params)
    with _failures():
        channel = params.text("channel_id")
        if kind == "attended" and "attended_operate" in params:
            name = params.choice("attended_operate", OPERATIONS, "")
            operation = next(each for each in OPERATIONS if each == name)
            return success(call_id=exchange.consults.operate(exchange.leg(channel), operation).id)
        number = params.text("number")
        leg = exchange.leg(channel)
        call_id = leg.call.id
        if kind == "blind":
            exchange.transfers.blind(leg, number, rights_of=rights_of)
        else:
            exchange.consults.begin(leg, number, rights_of=rights_of)
    return success(call_id=call_id)


def add_member(exchange: Exchange, params: Params) -> JsonObject:
    """Invite a number into the call of ``channel_id`` (l. 16536)."""
    number, rights_of = params.text("number"), lender(exchange, params)

    def invite(leg: Leg) -> None:
        exchange.conferences.invite(leg, number, rights_of=rights_of)

    return _act(exchange, params, invite)


def listen(exchange: Exchange, params: Params) -> JsonObject:
    """Let the extension ``monitor`` hear the member of ``channel_id`` (l. 15980)."""
    supervisor, name = params.text("monitor"), params.choice("type", LISTEN_MODES, "")
    if supervisor not in exchange.directory.extensions:
        raise invalid("monitor", supervisor)
    mode = next(each for each in LISTEN_MODES if each == name)
    with _failures():
        leg = exchange.leg(params.text("channel_id"))
        call_id = exchange.listening.listen(leg, supervisor, mode).id
    return success(call_id=call_id)


def _act(exchange: Exchange, params: Params, act: Callable[[Leg], None]) -> JsonObject:
    with _failures():
        leg = exchange.leg(params.text("channel_id"))
        call_id = leg.call.id
        act(leg)
    return success(call_id=call_id)


@contextmanager
def _failures() -> Iterator[None]:
    """Turn what the exchange cannot do into the PBX's errors."""
    try:
        yield
    except NoSuchChannelError as error:
        raise ApiError(70130) from error
    except WrongStateError as error:
        raise ApiError(70132) from error
    except FullError as error:
        raise ApiError(70510) from error
    except ForbiddenError as error:
        raise ApiError(70084) from error
