"""Check-out: the PBX wipes a room, which cannot be undone; then each thing is read to be gone.

Nothing is wiped that was not shown before: what stood in the room as it was shown must still stand
there, or somebody else may have moved in meanwhile. Several rooms are wiped one after the other.
What was begun is kept before it is sent, so that after a crash nobody takes it for done.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.model.commands import Capability
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    AuthError,
    CtiError,
    LinkError,
    NotSupported,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.stays import (
    CheckOutPreview,
    Item,
    ItemState,
    Receipt,
    ReceiptItem,
    Standing,
    guests_of,
)
from ctiapp.services.hotel.checkoutjob import CheckOutJob, CheckOutRow, RowState
from ctiapp.services.hotel.leavings import Leavings
from ctiapp.services.hotel.readback import guest_of, not_sent
from ctiapp.services.hotel.shown import Shown, open_plans, plan_times, planned_for
from ctiapp.services.hotel.vacated import Vacated
from ctiapp.services.journal import HOTEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.number import Number
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.ports import Alarms, Plans
    from ctiapp.services.hotel.roompicture import Room
    from ctiapp.services.hotel.rooms import Rooms
    from ctiapp.services.journal import Journal
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.storage.hotel import HotelFile

log = logging.getLogger("ctiapp.hotel")

CLOSE_S = 5.0
"""How long quitting waits for the room that is being wiped."""
_MUST_BE_SEEN = frozenset({Item.NAME, Item.WAKE_UPS})
"""What must be read to be gone: by the one the next guest would be called, by the other woken."""


class CheckOuts:
    """They.

    Args:
        ground: at which PBX the desk works, and who stands there.
        rooms: which rooms there are, and how their phones stand; told what was read.
        alarms: reads the wake-up calls.
        plans: wake-up calls with a date that this desk keeps: they go with the guests.
        file: who stays where, and what was begun.
        journal: who did what.
        notices: told of what a run before this one did not end.
        clock: both clocks.
    """

    def __init__(
        self,
        ground: Ground,
        *,
        rooms: Rooms,
        alarms: Alarms,
        plans: Plans,
        file: HotelFile,
        journal: Journal,
        notices: Notices,
        clock: Clock,
    ) -> None:
        self._ground = ground
        self._rooms = rooms
        self._alarms = alarms
        self._plans = plans
        self._file = file
        self._journal = journal
        self._notices = notices
        self._clock = clock
        self._leavings = Leavings(ground, rooms, alarms)
        self._shown: dict[Number, Shown] = {}
        self._unended: set[Number] = set()
        self._vacated = Vacated(
            ground, rooms, file, journal, notices, clock, self._unended.__contains__
        )
        self._jobs: list[CheckOutJob] = []

    # -- before ----------------------------------------------------------------------------------

    async def preview(self, number: Number) -> CheckOutPreview:
        """Read what stands in a room now: what check-out would erase.

        Raises:
            UsageError: key ``checkout.no_room``: no room has that number.
            NotSupported: key ``hotel.not_here``: this PBX has no check-out.
            CtiError: the room could not be read, or nobody is signed in.
        """
        room = self._room(number)
        hotel = self._ground.hotel
        if not self._ground.can(Capability.CHECK_OUT):
            raise NotSupported("this PBX has no check-out", key="hotel.not_here")
        station = await hotel.station(room.ext_id)
        self._rooms.take(station)
        alarms: tuple[Alarm, ...] | None = None
        notice: Notice | None = None
        try:
            alarms = await self._alarms.read(room.ext_id)
        except CtiError as error:
            notice = error.notice(Severity.WARNING)
        name = guest_of(station)
        written = self._rooms.stay(number)
        stay = written if written is not None and written.fits(name) else None
        plans = planned_for(self._plans.all, number, stay)
        shown = CheckOutPreview(
            number,
            self._clock().at,
            name,
            guests_of(name) if stay is None else stay.guests,
            stay,
            tuple(
                Standing(what, stands)
                for what, stands in await self._leavings.there(station, alarms, plans)
            ),
            _on_phone(room),
            notice,
        )
        self._shown[number] = Shown(shown, written, frozenset(each.plan_id for each in plans))
        return shown

    async def look_back(self) -> None:
        """Begin: tell which check-outs a run before this one began, and nobody saw the end of.

        From now on it is noticed as well where guests are checked out elsewhere.

        Raises:
            StorageError: it cannot be read.
        """
        owner = self._ground.owner()
        if owner is None:
            return
        self._vacated.start()
        for line, room, _ in await self._file.unfinished_check_outs(owner):
            self._notices.post(
                Notice.of("checkout.unfinished", severity=Severity.WARNING, room=room.text)
            )
            await self._file.end_check_out(line, "interrupted", self._clock().at)

    # -- doing it --------------------------------------------------------------------------------

    def start(self, numbers: Iterable[Number]) -> CheckOutJob:
        """Check these rooms out, one after the other, in this order.

        Raises:
            UsageError: key ``checkout.no_preview``: what stands in one of them was not shown, or
                long ago; ``checkout.running``: one is being checked out already.
        """
        rooms = tuple(dict.fromkeys(numbers))
        now = self._clock().at
        self._jobs = [job for job in self._jobs if job.running]
        under_way = {row.room for job in self._jobs for row in job.rows}
        rows, meant = [], {}
        for room in rooms:
            shown = self._shown.get(room)
            if shown is None or not shown.fresh(now):
                raise UsageError("not shown", key="checkout.no_preview", room=room.text)
            if room in under_way:
                raise UsageError("under way", key="checkout.running", room=room.text)
            rows.append(CheckOutRow(room, shown.preview.name))
            meant[room] = shown
        job = CheckOutJob(rows, partial(self._one, meant))
        self._jobs.append(job)
        job.start()
        return job

    async def close(self) -> None:
        """Begin no further room, and let the one under way be read to its end."""
        await self._vacated.stop()
        for job in self._jobs:
            job.stop()
        ends = [asyncio.create_task(job.ended()) for job in self._jobs]
        if ends:
            _, late = await asyncio.wait(ends, timeout=CLOSE_S)
            for task in late:
                task.cancel()
            for job in self._jobs:
                job.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._shown.clear()  # at another PBX it is another room
        self._unended.clear()

    async def _one(self, meant: Mapping[Number, Shown], row: CheckOutRow) -> CheckOutRow:
        """One room, as it was shown before its job began; what became of it."""
        begun: list[int] = []
        self._unended.add(row.room)
        try:
            done = await self._check_out(row, meant[row.room], begun)
        except CtiError as error:
            log.info("check-out of %s: %s", row.room.text, error.detail)
            done = replace(row, state=RowState.FAILED, notice=error.notice())
        if done.state is RowState.DONE or done.receipt is None:
            self._unended.discard(row.room)
        for line in begun:
            try:
                await self._file.end_check_out(line, done.state.value, self._clock().at)
            except StorageError as error:
                log.warning("the end of a check-out is not kept: %s", error.detail)
        self._journal.note(
            HOTEL,
            number=row.room,
            data={
                "deed": "check-out",
                "who": self._ground.who(),
                "result": done.state.value,
                "failed": [each.what.value for each in done.receipt.failed] if done.receipt else [],
                "why": "" if done.notice is None else done.notice.key,
            },
        )
        return done

    async def _check_out(self, row: CheckOutRow, shown: Shown, begun: list[int]) -> CheckOutRow:
        room, hotel = self._room(row.room), self._ground.hotel
        if row.room not in self._shown:  # it was shown of another PBX
            raise UsageError("not shown", key="checkout.no_preview", room=row.room.text)
        if _on_phone(room):
            raise UsageError("it talks", key="checkout.on_phone", room=row.room.text)
        before = await hotel.station(room.ext_id)
        shown.check(before, self._rooms.stay(row.room), self._clock().at)
        await self._begin(row.room, begun)
        refused: CtiError | None = None
        self._alarms.wiping(room.ext_id)
        try:
            await hotel.check_out(room.ext_id)
        except OutcomeUnknown as error:
            refused = error
        except CtiError as error:
            # Whichever of its alarms goes from now on, this desk did not take it away.
            self._alarms.not_wiped(room.ext_id)
            if isinstance(error, (LinkError, AuthError)):
                raise  # it was not sent
            refused = error
        items, taken = await self._leavings.after(room, before, refused)
        clean = all(
            each.state is ItemState.DONE
            or (each.state is ItemState.UNVERIFIED and each.what not in _MUST_BE_SEEN)
            for each in items
        )
        if taken and clean:
            items += await self._forget(room, shown)
        receipt = Receipt(row.room, self._clock().at, self._ground.who(), tuple(items))
        if taken and clean and not receipt.failed:
            return replace(row, state=RowState.DONE, receipt=receipt, notice=None)
        if refused is not None and not taken:
            notice = refused.notice()
        else:
            first = next((each.notice for each in items if each.state is not ItemState.DONE), None)
            key = "checkout.not_all" if receipt.failed else "checkout.not_read"
            notice = Notice.of(
                key,
                severity=Severity.ERROR,
                code=None if first is None else first.code,
                detail="" if first is None else first.detail,
                room=row.room.text,
            )
        return replace(row, state=RowState.FAILED, receipt=receipt, notice=notice)

    async def _begin(self, room: Number, begun: list[int]) -> None:
        """Keep that it is about to be wiped. A full disk does not keep guests from leaving."""
        owner = self._ground.owner()
        if owner is None:
            return
        try:
            line = await self._file.begin_check_out(
                owner, room, self._ground.who(), self._clock().at
            )
        except StorageError as error:
            log.warning("a check-out is not kept: %s", error.detail)
        else:
            begun.append(line)

    async def _forget(self, room: Room, shown: Shown) -> list[ReceiptItem]:
        """The PBX confirmed it: what this desk keeps of them goes, or is closed, as well."""
        items = await self._unplan(room.number, shown.plans)
        owner = self._ground.owner()
        try:
            if owner is not None:
                await self._file.close_stay(
                    owner, room.number, self._ground.who(), self._clock().at
                )
        except StorageError as error:
            items.append(not_sent(Item.STAY, "", error))
        else:
            self._rooms.stayed(room.number, None)
            items.append(ReceiptItem(Item.STAY, "", "", ItemState.DONE))
        return items

    async def _unplan(self, room: Number, shown: frozenset[int]) -> list[ReceiptItem]:
        """Cancel the planned wake-up calls that were shown; it is said which others stay."""
        planned = open_plans(self._plans.all, room)
        theirs = [each for each in planned if each.plan_id in shown]
        others = [each for each in planned if each.plan_id not in shown]
        try:
            for plan in theirs:
                await self._cancel(plan.plan_id)
        except CtiError as error:
            return [not_sent(Item.PLANNED, "", error)]
        if others:
            times = plan_times(others)
            notice = Notice.of("receipt.plans_stay", severity=Severity.WARNING, times=times)
            return [ReceiptItem(Item.PLANNED, "", times, ItemState.UNVERIFIED, notice)]
        return [ReceiptItem(Item.PLANNED, "", "", ItemState.DONE)] if theirs else []

    async def _cancel(self, plan_id: int) -> None:
        """Cancel one; the PBX may have told meanwhile that it is over."""
        try:
            await self._plans.cancel(plan_id)
        except UsageError as error:
            log.info("a planned wake-up call is gone already: %s", error.detail)

    def _room(self, number: Number) -> Room:
        room = self._rooms.room(number)
        if room is None:
            raise UsageError("no such room", key="checkout.no_room", room=number.text)
        return room


def _on_phone(room: Room) -> bool:
    return room.lamp.line is LineState.BUSY
