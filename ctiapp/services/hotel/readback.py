"""Compares what was wanted of a room's extension with what was read of it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.directory import Presence
from ctiapp.model.errors import CommandError
from ctiapp.model.hotel import StationChange
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.stays import Item, ItemState, ReceiptItem, StationName
from ctiapp.services.hotel.roompicture import guest_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.errors import CtiError
    from ctiapp.model.hotel import Alarm, Station

RESET = frozenset({Presence.AVAILABLE, Presence.UNKNOWN})
"""How an extension's presence can stand after check-out: the PBX says nothing of it any more, or
what it says of everybody new (P handbook, l. 15549 and l. 18507: emptied, or reset)."""
GUEST = frozenset({Item.NAME, Item.EMAIL, Item.MOBILE})
"""What an extension has of its guests, and what can be taken out of each."""


_FIELDS = {
    Item.NAME: ("first_name", "last_name"),
    Item.EMAIL: ("email",),
    Item.MOBILE: ("mobile",),
    Item.OUTSIDE: ("routes",),
}
"""Which attributes of an extension each thing is."""


def blamed(what: Item, refused: CtiError | None) -> CtiError | None:
    """Why a thing was not taken: its own fault where the PBX named it, else that of all."""
    if not isinstance(refused, FieldsRefused):
        return refused
    field = next((each for each in _FIELDS.get(what, ()) if each in refused.fields), None)
    if field is None:
        return refused
    holder = refused.holders.get(field)
    if holder is None:
        return CommandError(refused.detail, key=refused.fields[field], code=refused.code)
    return CommandError(refused.detail, key="station.taken_by", code=refused.code, holder=holder)


def compared(
    what: Item, wanted: str, found: str | None, why: CtiError | None = None, *, same: bool
) -> ReceiptItem:
    """One line of a receipt.

    Args:
        what: which thing.
        wanted, found: as texts; ``found`` None: the PBX does not tell.
        why: what the command ran into; None where it was taken.
        same: whether what was found is what was wanted.
    """
    if found is None:
        notice = Notice.of("receipt.not_told", severity=Severity.WARNING)
        return ReceiptItem(what, wanted, None, ItemState.UNVERIFIED, notice)
    if same:
        return ReceiptItem(what, wanted, found, ItemState.DONE)
    notice = Notice.of("receipt.differs", severity=Severity.ERROR) if why is None else why.notice()
    return ReceiptItem(what, wanted, found, ItemState.FAILED, notice)


def unread(what: Item, wanted: str, why: CtiError) -> ReceiptItem:
    """The line of something that was commanded, and could not be read afterwards."""
    return ReceiptItem(what, wanted, None, ItemState.UNVERIFIED, why.notice(Severity.WARNING))


def not_sent(what: Item, wanted: str, why: CtiError) -> ReceiptItem:
    """The line of something that was not commanded, or not taken."""
    return ReceiptItem(what, wanted, None, ItemState.FAILED, why.notice())


def route_names(routes: Iterable[str], names: Mapping[str, str]) -> str:
    """The names of outside routes, or their ids where they have none; in one order."""
    return ", ".join(sorted(names.get(route, route) for route in routes))


def guest_of(station: Station) -> str:
    """Who is in a room, as the PBX shows it; empty where nobody is."""
    name = StationName(station.first_name, station.last_name).text
    return guest_name(name, station.number)


def alarm_times(alarms: Iterable[Alarm]) -> str:
    """When they ring."""
    return ", ".join(f"{each.at:%H:%M}" for each in alarms)


def standing(
    station: Station, alarms: tuple[Alarm, ...] | None, names: Mapping[str, str]
) -> tuple[tuple[Item, str | None], ...]:
    """What stands in a room, each thing as text; None where it is not told."""
    password = None if station.has_password is None else "*" * (4 * station.has_password)
    presence = "" if station.presence in RESET else station.presence.value
    routes = None if station.routes is None else route_names(station.routes, names)
    return (
        (Item.NAME, guest_of(station)),
        (Item.EMAIL, station.email),
        (Item.MOBILE, station.mobile),
        (Item.PASSWORD, password),
        (Item.PRESENCE, presence),
        (Item.OUTSIDE, routes),
        (Item.WAKE_UPS, None if alarms is None else alarm_times(alarms)),
    )


def left_over(before: Station, there: Station) -> StationChange | None:
    """What takes the guests out who are there still; None where nothing of them is.

    Args:
        before: as it was with them: what is otherwise now is of somebody else, and stays.
        there: as it is now.
    """
    who = guest_of(there)
    if who and who != guest_of(before):
        return None
    name = "" if who else None
    email = "" if there.email and there.email == before.email else None
    mobile = "" if there.mobile and there.mobile == before.mobile else None
    if name is email is mobile is None:
        return None
    return StationChange(name, name, email, mobile)


def gone(what: Item, found: str | None, refused: CtiError | None) -> ReceiptItem:
    """The line of something that is to be gone."""
    return compared(what, "", found, refused, same=not found)
