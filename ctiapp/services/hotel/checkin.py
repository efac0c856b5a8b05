"""Check-in: the guests' name and what their phone may do are written to the PBX, then read back.

What the receipt says is done was read to be so. A command that no answer came to is settled in the
same way: what is read afterwards counts, whatever was said before. What was typed stays with
whoever typed it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    CommandError,
    CtiError,
    NotSupported,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from ctiapp.model.hotel import StationChange
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.stays import (
    Item,
    ItemState,
    Receipt,
    ReceiptItem,
    StationName,
    Stay,
    problems,
    station_name,
    tidy,
)
from ctiapp.model.wakes import same_alarm
from ctiapp.services.hotel.readback import (
    blamed,
    compared,
    guest_of,
    not_sent,
    route_names,
    unread,
)
from ctiapp.services.journal import HOTEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.hotel import Alarm, Station
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number
    from ctiapp.model.stays import CheckIn
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.ports import Alarms
    from ctiapp.services.hotel.rooms import Rooms
    from ctiapp.services.journal import Journal
    from ctiapp.services.ports import Clock
    from ctiapp.storage.hotel import HotelFile

log = logging.getLogger("ctiapp.hotel")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is commanded.

    Attributes:
        ext_id: of which extension.
        name: as it is sent.
        email, mobile: the same; None: they stay as they are.
        routes: ids of the ways out; None where they could not be found out, or this PBX sets none:
            they stay as they are.
        names: what the ways out are called, by their ids.
        why: why they could not be found out.
    """

    ext_id: ExtensionId
    name: StationName
    email: str | None
    mobile: str | None
    routes: frozenset[str] | None
    names: Mapping[str, str]
    why: CtiError | None = None


class CheckIns:
    """They.

    Args:
        ground: at which PBX the desk works, and who stands there.
        rooms: which rooms there are; told what was read.
        alarms: sets the wake-up call.
        file: who stays where.
        journal: who did what.
        clock: both clocks.
    """

    def __init__(
        self,
        ground: Ground,
        rooms: Rooms,
        alarms: Alarms,
        file: HotelFile,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._ground = ground
        self._rooms = rooms
        self._alarms = alarms
        self._file = file
        self._journal = journal
        self._clock = clock
        self._locks: dict[str, asyncio.Lock] = {}

    @property
    def sets_outside(self) -> bool:
        """Whether it can be said here whether a room may call outside."""
        return self._ground.can(Capability.OUTSIDE_RIGHTS)

    async def check_in(self, wanted: CheckIn) -> Receipt:
        """Write what is wanted, read it back, and say what stands.

        Raises:
            UsageError: nothing was sent: a key of `problems`; ``checkin.no_room``: no room has that
                number; ``checkin.occupied``, ``checkin.occupied_stays`` where this PBX has no
                check-out: somebody is in it already (`CheckIn.again`).
            NotSupported: nothing was sent: key ``checkin.outside_not_here``: this PBX sets no
                outside rights.
            CtiError: nothing was sent: the room could not be read, or nobody is signed in.
        """
        for name, key in problems(wanted).items():
            raise UsageError(f"{name} cannot be written", key=key, field=name)
        if wanted.outside and not self.sets_outside:
            raise NotSupported("no outside rights", key="checkin.outside_not_here")
        room = self._rooms.room(wanted.room)
        if room is None:
            raise UsageError("no such room", key="checkin.no_room", room=wanted.room.text)
        async with self._locks.setdefault(wanted.room.text, asyncio.Lock()):
            return await self._check_in(wanted, room.ext_id)

    async def _check_in(self, wanted: CheckIn, ext_id: ExtensionId) -> Receipt:
        hotel, name = self._ground.hotel, station_name(wanted.guests)
        station = await hotel.station(ext_id)
        there = guest_of(station)
        if there and there != name.text and not wanted.again:
            leaves = self._ground.can(Capability.CHECK_OUT)
            key = "checkin.occupied" if leaves else "checkin.occupied_stays"
            raise UsageError("somebody is there", key=key, room=wanted.room.text, guest=there)
        notice = None if there else await self._left(wanted.room, ext_id)
        known = self._known(wanted.room, there)
        wanted = _with_what_stays(wanted, station, same=there == name.text)
        order = await self._order(wanted, ext_id, name)
        items, found = await self._write(wanted, order)
        if found is not None:
            self._rooms.take(found)
        if wanted.wake is not None:
            items.append(await self._wake(ext_id, wanted.wake))
        items.append(await self._keep(wanted, name, items, known))
        by = self._ground.who()
        receipt = Receipt(wanted.room, self._clock().at, by, tuple(items), notice)
        failed = [each.what.value for each in receipt.failed]
        self._journal.note(
            HOTEL, number=wanted.room, data={"deed": "check-in", "who": by, "failed": failed}
        )
        return receipt

    def _known(self, number: Number, there: str) -> Stay | None:
        """What is written down of those who are in the room before anything is sent."""
        stay = self._rooms.stay(number)
        return stay if stay is not None and stay.fits(there) else None

    async def _left(self, number: Number, ext_id: ExtensionId) -> Notice | None:
        """Whether a room where nobody is has wake-up calls: of whoever was there."""
        try:
            left = await self._alarms.read(ext_id)
        except CtiError as error:
            return error.notice(Severity.WARNING)
        if not left:
            return None
        return Notice.of(
            "checkin.alarms_left", severity=Severity.WARNING, room=number.text, count=len(left)
        )

    async def _order(self, wanted: CheckIn, ext_id: ExtensionId, name: StationName) -> _Order:
        email = None if Item.EMAIL in wanted.unsaid else wanted.email.strip()
        mobile = None if Item.MOBILE in wanted.unsaid else tidy(wanted.mobile)
        barred = frozenset[str]() if self.sets_outside else None
        order = _Order(ext_id, name, email, mobile, barred, {})
        if not wanted.outside:
            return order
        try:
            routes = await self._ground.hotel.routes()
        except CtiError as error:
            if wanted.routes is None:
                return replace(order, routes=None, why=error)
            return replace(order, routes=wanted.routes)
        names = {route.route_id: route.name for route in routes}
        chosen = frozenset(names) if wanted.routes is None else wanted.routes
        if not chosen:
            none = CommandError("there is no way out", key="checkin.no_routes")
            return replace(order, routes=None, why=none)
        return replace(order, routes=chosen, names=names)

    async def _write(
        self, wanted: CheckIn, order: _Order
    ) -> tuple[list[ReceiptItem], Station | None]:
        """Send it once, and read it back; what stands, and what was read."""
        hotel, name = self._ground.hotel, order.name
        refused: CtiError | None = None
        try:
            await hotel.change_station(
                order.ext_id,
                StationChange(
                    first_name=name.first,
                    last_name=name.last,
                    email=order.email,
                    mobile=order.mobile,
                    routes=order.routes,
                ),
            )
        except CtiError as error:
            refused = error
        texts = {Item.NAME: name.text}
        if order.email is not None:
            texts[Item.EMAIL] = order.email
        if order.mobile is not None:
            texts[Item.MOBILE] = order.mobile
        if self.sets_outside:
            texts[Item.OUTSIDE] = route_names(order.routes or (), order.names)
        try:
            found = await hotel.station(order.ext_id)
        except CtiError as error:
            if refused is not None and not isinstance(refused, OutcomeUnknown):
                return [
                    not_sent(what, text, blamed(what, refused) or refused)
                    for what, text in texts.items()
                ], None
            return [unread(what, text, error) for what, text in texts.items()], None
        there = StationName(found.first_name, found.last_name)
        items = [
            compared(what, texts[what], text, blamed(what, refused), same=same)
            for what, text, same in (
                (Item.NAME, there.text, there == name),
                (Item.EMAIL, found.email, found.email == order.email),
                (Item.MOBILE, found.mobile, found.mobile == order.mobile),
            )
            if what in texts
        ]
        if Item.OUTSIDE in texts:
            items.append(self._outside(wanted, order, found, blamed(Item.OUTSIDE, refused)))
        return items, found

    @staticmethod
    def _outside(
        wanted: CheckIn, order: _Order, found: Station, refused: CtiError | None
    ) -> ReceiptItem:
        if order.why is not None and wanted.outside:
            return not_sent(Item.OUTSIDE, "", order.why)
        routes = order.routes or frozenset()
        open_now = frozenset() if found.barred else found.routes
        return compared(
            Item.OUTSIDE,
            route_names(routes, order.names),
            None if open_now is None else route_names(open_now, order.names),
            refused,
            same=open_now == routes,
        )

    async def _wake(self, ext_id: ExtensionId, alarm: Alarm) -> ReceiptItem:
        """Set the wake-up call, and read it back."""
        text = f"{alarm.at:%H:%M}"
        refused: CtiError | None = None
        try:
            await self._alarms.add(ext_id, alarm)
        except CtiError as error:
            refused = error
        try:
            there = await self._alarms.read(ext_id)
        except CtiError as error:
            if refused is not None and not isinstance(refused, OutcomeUnknown):
                return not_sent(Item.WAKE_UPS, text, refused)
            return unread(Item.WAKE_UPS, text, error)
        return compared(
            Item.WAKE_UPS,
            text,
            ", ".join(f"{each.at:%H:%M}" for each in there),
            refused,
            same=any(same_alarm(alarm, each) for each in there),
        )

    async def _keep(
        self,
        wanted: CheckIn,
        name: StationName,
        items: list[ReceiptItem],
        known: Stay | None,
    ) -> ReceiptItem:
        """Write down who stays there, unless the PBX has somebody else."""
        text = name.text
        owner = self._ground.owner()
        failed = {each.what for each in items if each.state is ItemState.FAILED}
        if Item.NAME in failed or owner is None:
            why = Notice.of("receipt.stay_not_kept", severity=Severity.ERROR)
            return ReceiptItem(Item.STAY, text, "", ItemState.FAILED, why)
        before = Stay(0, wanted.room, (), "", at=self._clock().at) if known is None else known
        stay = replace(
            before,
            guests=tuple(filter(None, map(tidy, wanted.guests))),
            name=text,
            language=wanted.language,
            arrival=wanted.arrival,
            departure=wanted.departure,
            email=before.email if Item.EMAIL in failed else wanted.email.strip(),
            mobile=before.mobile if Item.MOBILE in failed else tidy(wanted.mobile),
            by=self._ground.who(),
        )
        try:
            kept = await self._file.put_stay(owner, stay)
        except StorageError as error:
            return not_sent(Item.STAY, text, error)
        self._rooms.stayed(wanted.room, kept)
        return ReceiptItem(Item.STAY, text, text, ItemState.DONE)


def _with_what_stays(wanted: CheckIn, there: Station, *, same: bool) -> CheckIn:
    """What is wanted, with the addresses that stay; those of an earlier guest are to go."""
    if not same:
        return replace(wanted, unsaid=frozenset())
    return replace(
        wanted,
        email=there.email if Item.EMAIL in wanted.unsaid else wanted.email,
        mobile=there.mobile if Item.MOBILE in wanted.unsaid else wanted.mobile,
    )
