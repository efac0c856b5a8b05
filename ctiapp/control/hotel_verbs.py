"""The ctl verbs of a hotel's front desk: ``room`` and ``wakeup``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.control import hotel_args, hotel_picture
from ctiapp.model.commands import Capability
from ctiapp.model.ctl import CONFIRM_WITHIN_S, CtlError, CtlExit, CtlReply
from ctiapp.model.errors import InvalidState, NotSupported, UsageError
from ctiapp.model.notice import Notice
from ctiapp.model.stays import CheckIn, Item
from ctiapp.model.wakes import AckHow
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from datetime import date

    from ctiapp.model.ctl import CtlRequest
    from ctiapp.model.hotel import Alarm
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.services.hotel.rooms import Room

_ALL = "all"
_NEEDS = {"checkin": Capability.CHECK_IN, "checkout": Capability.CHECK_OUT}
"""What a form of ``room`` needs; the others show what is known anyway."""


class HotelVerbs:
    """Does both.

    Args:
        services: the front desk among them.
        say: a notice's sentence.
    """

    def __init__(self, services: Services, say: Callable[[Notice], str]) -> None:
        self._services = services
        self._say = say
        self._running: set[asyncio.Task[CtlReply]] = set()

    async def close(self) -> None:
        """End what still runs."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def room(self, request: CtlRequest) -> CtlReply:
        """``room list|show|checkin|checkout``.

        Raises:
            InvalidState: key ``hotel.not_one``: this is no hotel; ``link.not_up``: signed out.
            CtiError: it cannot be done.
        """
        desk = self._desk(_NEEDS.get("".join(request.args[:1])))
        match request.args[0]:
            case "list":
                rooms = desk.rooms.search(" ".join(request.args[1:]))
                return CtlReply(data={"rooms": [hotel_picture.room_picture(r) for r in rooms]})
            case "show":
                return CtlReply(data=hotel_picture.room_picture(self._room(desk, request.args[1])))
            case "checkin":
                return await self._within(self._check_in(desk, request))
            case _:
                return await self._within(self._check_out(desk, request))

    async def wakeup(self, request: CtlRequest) -> CtlReply:
        """``wakeup add|list|remove|ack``.

        Raises:
            InvalidState: key ``hotel.not_one``: this is no hotel; ``link.not_up``: signed out.
            CtiError: it cannot be done.
        """
        desk = self._desk(Capability.WAKE_UPS)
        match request.args[0]:
            case "add":
                return await self._within(self._add(desk, request))
            case "list":
                return CtlReply(data=self._list(desk, request.args[1:]))
            case "remove":
                return await self._within(self._remove(desk, request))
            case _:
                return await self._acknowledge(desk, request)

    # ---------------------------------------------------------------------------------------------

    def _desk(self, needed: Capability | None) -> HotelDesk:
        desk = self._services.hotel.desk
        status = self._services.session.status
        if desk is None:
            raise InvalidState("no hotel", key="hotel.not_one")
        if status.state is Connection.SIGNED_OUT:
            raise InvalidState("signed out", key="link.not_up")
        if needed is not None and needed not in status.offered:
            raise NotSupported("not one of its capabilities", key="hotel.not_here")
        return desk

    def _room(self, desk: HotelDesk, text: str) -> Room:
        number = hotel_args.room_of(text, _numbers(desk))
        room = desk.rooms.room(number)
        if room is None:
            raise UsageError("no such room", key="hotel.no_room", room=number.text)
        return room

    async def _within(self, work: Coroutine[object, object, CtlReply]) -> CtlReply:
        """What it answers; or that it is under way, where that takes longer than a verb may."""
        task = asyncio.create_task(work, name="ctl hotel")
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait({task}, timeout=CONFIRM_WITHIN_S)
        if done:
            return task.result()
        task.add_done_callback(_was_told)
        return CtlReply(CtlExit.UNCONFIRMED, None, None)

    # -- rooms -----------------------------------------------------------------------------------

    async def _check_in(self, desk: HotelDesk, request: CtlRequest) -> CtlReply:
        room = self._room(desk, request.args[1])
        wake = request.text("wake")
        today = desk.time.today
        receipt = await desk.checkins.check_in(
            CheckIn(
                room.number,
                (request.args[2], *request.texts("guest")),
                request.text("language") or "",
                outside=request.flag("outside"),
                arrival=_day(request.text("arrival"), today),
                departure=_day(request.text("departure"), today),
                email=request.text("email") or "",
                mobile=request.text("mobile") or "",
                wake=None if wake is None else hotel_args.alarm_of(wake, {}),
                again=request.flag("again"),
                unsaid=frozenset(
                    item for item in (Item.EMAIL, Item.MOBILE) if request.text(item.value) is None
                ),
            )
        )
        data = hotel_picture.receipt_picture(receipt, self._say)
        notices = [item.notice for item in receipt.failed]
        return self._reply(data, notices, all_well=not receipt.failed)

    async def _check_out(self, desk: HotelDesk, request: CtlRequest) -> CtlReply:
        rooms = hotel_args.rooms_of(request.args[1], _numbers(desk))
        shown = [await desk.checkouts.preview(room) for room in rooms]
        if not request.flag("yes"):
            data = {"rooms": [hotel_picture.preview_picture(each) for each in shown]}
            return self._reply(data, [Notice.of("hotel.say_yes")], all_well=False)
        job = desk.checkouts.start(rooms)
        await job.ended()
        data = {
            "rooms": [
                {
                    "room": row.room.text,
                    "state": row.state.value,
                    "why": None if row.notice is None else self._say(row.notice),
                    "receipt": None
                    if row.receipt is None
                    else hotel_picture.receipt_picture(row.receipt, self._say),
                }
                for row in job.rows
            ]
        }
        failed = [row for row in job.rows if row.state.value != "done"]
        return self._reply(data, [row.notice for row in failed], all_well=not failed)

    def _reply(self, data: object, notices: Iterable[Notice | None], *, all_well: bool) -> CtlReply:
        if all_well:
            return CtlReply(data=data)
        notice = next(filter(None, notices), Notice.of("hotel.not_all"))
        return CtlReply(CtlExit.FAILED, data, CtlError(notice.key, self._say(notice)))

    # -- wake-up calls ---------------------------------------------------------------------------

    async def _add(self, desk: HotelDesk, request: CtlRequest) -> CtlReply:
        rooms = hotel_args.rooms_of(request.args[1], _numbers(desk))
        alarm = hotel_args.alarm_of(request.args[2], request.options)
        on = _day(request.text("on"), desk.time.today)
        if len(rooms) == 1:
            return CtlReply(data={"wakeups": [await self._add_one(desk, rooms[0], alarm, on)]})
        job = desk.groups.start(rooms, alarm, on, request.text("group") or "")
        await job.finished()
        data = {
            "wakeups": [
                {
                    "room": row.room.text,
                    "state": row.state.value,
                    **hotel_picture.alarm_picture(row.alarm),
                    "date": None if row.on is None else row.on.isoformat(),
                    "why": None if row.notice is None else self._say(row.notice),
                }
                for row in job.rows
            ]
        }
        failed = [row for row in job.rows if row.state.value != "done"]
        return self._reply(data, [row.notice for row in failed], all_well=not failed)

    @staticmethod
    async def _add_one(
        desk: HotelDesk, room: Number, alarm: Alarm, on: date | None
    ) -> dict[str, object]:
        if on is not None:
            return {
                "room": room.text,
                **hotel_picture.plan_picture(await desk.plans.plan(room, on, alarm)),
            }
        found = desk.rooms.room(room)
        if found is None:
            raise UsageError("no such room", key="hotel.no_room", room=room.text)
        kept = await desk.alarms.add(found.ext_id, alarm)
        return {"room": room.text, **hotel_picture.alarm_picture(kept)}

    def _list(self, desk: HotelDesk, args: tuple[str, ...]) -> dict[str, object]:
        rooms = [self._room(desk, args[0])] if args else list(desk.rooms.picture.rooms)
        wanted = {room.number for room in rooms}
        notice = desk.wakes.notice
        return {
            "night_desk": desk.wakes.watching,
            "notice": None if notice is None else self._say(notice),
            "wakeups": [
                {"room": room.number.text, **hotel_picture.alarm_picture(alarm)}
                for room in rooms
                for alarm in room.alarms
            ],
            "planned": [
                {"room": plan.room.text, **hotel_picture.plan_picture(plan)}
                for plan in desk.plans.all
                if plan.room in wanted and plan.open
            ],
            "today": [
                hotel_picture.wake_picture(wake) for wake in desk.wakes.today if wake.room in wanted
            ],
            "red": [
                hotel_picture.wake_picture(wake) for wake in desk.wakes.red if wake.room in wanted
            ],
        }

    async def _remove(self, desk: HotelDesk, request: CtlRequest) -> CtlReply:
        room, which = self._room(desk, request.args[1]), request.args[2].strip()
        if which.casefold() == _ALL:
            await desk.alarms.remove_all(room.ext_id)
            for plan in desk.plans.of(room.number):
                await desk.plans.cancel(plan.plan_id)
        elif which.startswith(hotel_picture.PLAN):
            mine = {f"{hotel_picture.PLAN}{p.plan_id}": p for p in desk.plans.of(room.number)}
            if which not in mine:
                raise UsageError("no such plan", key="wakeup.plan_gone")
            await desk.plans.cancel(mine[which].plan_id)
        else:
            if which not in {alarm.alarm_id for alarm in room.alarms}:
                raise UsageError("no such alarm", key="hotel.no_wakeup", room=room.number.text)
            await desk.alarms.remove(room.ext_id, [which])
        return CtlReply()

    async def _acknowledge(self, desk: HotelDesk, request: CtlRequest) -> CtlReply:
        room = self._room(desk, request.args[1])
        red = [wake for wake in desk.wakes.red if wake.room == room.number]
        if not red:
            raise UsageError("nothing red", key="hotel.nothing_red", room=room.number.text)
        how = AckHow(request.text("how") or AckHow.OTHER.value)
        me = self._services.session.status.me
        by = request.text("by") or ("" if me is None else me.name or me.number.text)
        for wake in red:
            await desk.wakes.acknowledge(wake.wake_id, how, by, request.text("note") or "")
        return CtlReply(data={"acknowledged": [wake.wake_id for wake in red]})


def _numbers(desk: HotelDesk) -> tuple[Number, ...]:
    return tuple(room.number for room in desk.rooms.picture.rooms)


def _day(text: str | None, today: Callable[[], date]) -> date | None:
    return None if text is None else hotel_args.date_of(text, today)


def _was_told(task: asyncio.Task[CtlReply]) -> None:
    """The client has its answer; the window shows what became of it."""
    if not task.cancelled():
        task.exception()
