"""A front desk that decides nothing: what the window asks of it is written down."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from ctiapp.model.hotel import Alarm
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.model.stays import (
    CheckOutPreview,
    Item,
    ItemState,
    Receipt,
    ReceiptItem,
    Standing,
)
from ctiapp.model.wakes import Acknowledged, ClockChange, Plan
from ctiapp.services.hotel.checkoutjob import CheckOutJob, CheckOutRow, RowState
from ctiapp.services.hotel.groups import GroupJob, GroupRow
from ctiapp.services.hotel.rooms import Room, RoomsPicture
from ctiapp.tools.scenes_hotel import FACTS, RED, TODAY, rooms, sheet
from ctiapp.ui.hotel.place import RoomsPlace
from ctiapp.ui.hotel.viewmodel import room_face
from ctiapp.ui.hotel.work import Bench
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.errors import CtiError
    from ctiapp.model.nightsheet import NightSheet
    from ctiapp.model.stays import CheckIn
    from ctiapp.model.wakes import AckHow, LogLine, Wake
    from ctiapp.services.hotel.desk import HotelDesk

NOW = datetime(2026, 11, 22, 8, 17, tzinfo=UTC)


class FakeTime:
    """The PBX's clock: UTC."""

    def __init__(self) -> None:
        self.notice: Notice | None = None
        self.doubts: dict[datetime, ClockChange] = {}

    def today(self) -> date:
        return TODAY

    def now(self) -> datetime:
        return self.wall(NOW)

    def wall(self, at: datetime) -> datetime:
        return at.astimezone(UTC).replace(tzinfo=None)

    def doubt(self, wall: datetime) -> ClockChange | None:
        return self.doubts.get(wall)


class FakeRooms:
    """The rooms."""

    def __init__(self, listed: tuple[Room, ...]) -> None:
        self.picture = RoomsPicture(listed, NOW)
        self.observers: Observers[frozenset[Number] | None] = Observers()
        self.looked_up: list[str] = []
        self.looks = 0

    def looked_at(self) -> None:
        self.looks += 1

    def room(self, number: Number) -> Room | None:
        return next((room for room in self.picture.rooms if room.number == number), None)

    def search(self, text: str) -> tuple[Room, ...]:
        wanted = text.casefold()
        return tuple(
            room
            for room in self.picture.rooms
            if room.number.text.startswith(wanted) or wanted in room.guest.casefold()
        )

    def subscribe(self, listener: Any) -> Any:
        return self.observers.subscribe(listener)

    async def last_call(self, number: Number) -> None:
        self.looked_up.append(number.text)

    def put(self, number: str, **facts: object) -> None:
        """One room is otherwise now."""
        changed = tuple(
            replace(room, **facts) if room.number.text == number else room  # type: ignore[arg-type]
            for room in self.picture.rooms
        )
        self.picture = replace(self.picture, rooms=changed)
        self.observers.tell(frozenset({Number(number)}))


@dataclass
class FakeAlarms:
    """The PBX's alarms: every order is written down."""

    notice: Notice | None = None
    orders: list[tuple[Any, ...]] = field(default_factory=list)
    error: CtiError | None = None
    seen: list[bool] = field(default_factory=list)
    most_snoozes: int = 3
    most_alarms: int | None = 23

    def keep_fresh(self, *, seen: bool) -> None:
        self.seen.append(seen)

    async def _do(self, *order: Any) -> None:
        if self.error is not None:
            raise self.error
        self.orders.append(order)

    async def add(self, ext_id: str, alarm: Alarm) -> Alarm:
        await self._do("add", ext_id, alarm)
        return replace(alarm, alarm_id="new")

    async def change(self, ext_id: str, alarm: Alarm) -> Alarm:
        await self._do("change", ext_id, alarm)
        return alarm

    async def remove(self, ext_id: str, ids: tuple[str, ...]) -> None:
        await self._do("remove", ext_id, *ids)


@dataclass
class FakePlans:
    """The plans."""

    notice: Notice | None = None
    orders: list[tuple[Any, ...]] = field(default_factory=list)
    errors: list[CtiError] = field(default_factory=list)
    observers: Observers[None] = field(default_factory=Observers)

    def subscribe(self, listener: Any) -> Any:
        return self.observers.subscribe(lambda _: listener())

    async def plan(self, room: Number, on: date, alarm: Alarm, group: str = "") -> Plan:
        if self.errors:
            raise self.errors.pop(0)
        self.orders.append(("plan", room.text, on, alarm))
        return Plan(1, room, on, alarm, group)

    async def cancel(self, plan_id: int) -> None:
        self.orders.append(("cancel", plan_id))


class FakeGroups:
    """Groups: rooms named in `fails` cannot be set."""

    def __init__(self) -> None:
        self.started: list[tuple[Any, ...]] = []
        self.fails: dict[str, CtiError] = {}
        self.error: CtiError | None = None
        self.job: GroupJob | None = None

    def start(
        self, wanted: list[Number], alarm: Alarm, on: date | None = None, name: str = ""
    ) -> GroupJob:
        if self.error is not None:
            raise self.error
        self.started.append(([room.text for room in wanted], alarm, on, name))
        self.job = GroupJob(name, [GroupRow(room, on, alarm) for room in wanted], self._one)
        self.job.start()
        return self.job

    async def _one(self, row: GroupRow, _name: str) -> GroupRow:
        error = self.fails.get(row.room.text)
        if error is not None:
            raise error
        return row


class FakeWakes:
    """What rang and what is red."""

    def __init__(self) -> None:
        self.today: tuple[Wake, ...] = RED
        self.watching = True
        self.notice: Notice | None = None
        self.away: Any = None
        self.orders: list[tuple[Any, ...]] = []
        self.error: CtiError | None = None
        self.lines: tuple[LogLine, ...] = ()
        self.observers: Observers[None] = Observers()

    async def log(self, _room: Number, _limit: int) -> tuple[LogLine, ...]:
        if self.error is not None:
            raise self.error
        return self.lines

    @property
    def red(self) -> tuple[Wake, ...]:
        return tuple(wake for wake in self.today if wake.red)

    def wake(self, wake_id: str) -> Wake | None:
        return next((wake for wake in self.today if wake.wake_id == wake_id), None)

    def subscribe(self, listener: Any) -> Any:
        return self.observers.subscribe(lambda _: listener())

    def put(self, *wakes: Wake) -> None:
        self.today = wakes
        self.observers.tell(None)

    def take_note(self) -> None:
        self.away = None
        self.orders.append(("read",))

    async def acknowledge(self, wake_id: str, how: AckHow, by: str, note: str = "") -> Wake:
        if self.error is not None:
            raise self.error
        self.orders.append(("ack", wake_id, how, note))
        said = Acknowledged(how, by or "Kristin Hale", NOW, note)
        self.put(
            *(
                replace(wake, acknowledged=said) if wake.wake_id == wake_id else wake
                for wake in self.today
            )
        )
        found = self.wake(wake_id)
        assert found is not None
        return found

    async def ring_again(self, wake_id: str) -> Alarm:
        self.orders.append(("again", wake_id))
        return Alarm("9", NOW.time().replace(minute=19))

    async def call_room(self, wake_id: str) -> None:
        if self.error is not None:
            raise self.error
        self.orders.append(("call", wake_id))


class FakeCheckIns:
    """Check-in: the next receipt, or the next error."""

    def __init__(self) -> None:
        self.written: list[CheckIn] = []
        self.error: CtiError | None = None
        self.state = ItemState.DONE
        self.sets_outside = True

    async def check_in(self, wanted: CheckIn) -> Receipt:
        self.written.append(wanted)
        if self.error is not None:
            raise self.error
        name = " / ".join(wanted.guests)
        items = (
            ReceiptItem(Item.NAME, name, name, ItemState.DONE),
            ReceiptItem(Item.EMAIL, wanted.email, wanted.email, self.state),
        )
        return Receipt(wanted.room, NOW, "Kristin Hale", items)


class FakeCheckOuts:
    """Check-out: rooms named in `fails` keep their wake-ups."""

    def __init__(self) -> None:
        self.fails: set[str] = set()
        self.refused: dict[str, Notice] = {}
        self.talking: set[str] = set()
        self.planned: dict[str, str] = {}
        self.left: dict[str, str] = {}
        self.error: CtiError | None = None
        self.start_error: CtiError | None = None
        self.started: list[list[str]] = []
        self.job: CheckOutJob | None = None

    async def preview(self, number: Number) -> CheckOutPreview:
        if self.error is not None:
            raise self.error
        return CheckOutPreview(
            number,
            NOW,
            "Lukas Brandt",
            ("Lukas Brandt",),
            None,
            (
                Standing(Item.NAME, "Lukas Brandt"),
                Standing(Item.MOBILE, ""),
                *(
                    Standing(Item.PLANNED, times)
                    for room, times in self.planned.items()
                    if room == number.text
                ),
                Standing(Item.VOICEMAIL, None),
            ),
            number.text in self.talking,
        )

    def start(self, numbers: list[Number]) -> CheckOutJob:
        if self.start_error is not None:
            raise self.start_error
        self.started.append([number.text for number in numbers])
        self.job = CheckOutJob([CheckOutRow(n, "Lukas Brandt") for n in numbers], self._one)
        self.job.start()
        return self.job

    async def _one(self, row: CheckOutRow) -> CheckOutRow:
        number = row.room.text
        if number in self.refused:
            return replace(row, state=RowState.FAILED, notice=self.refused[number])
        bad = number in self.fails
        items = (
            ReceiptItem(Item.NAME, "", "", ItemState.DONE),
            ReceiptItem(
                Item.WAKE_UPS,
                "",
                "05:45" if bad else "",
                ItemState.FAILED if bad else ItemState.DONE,
            ),
            ReceiptItem(Item.VOICEMAIL, "", None, ItemState.UNVERIFIED),
        )
        if number in self.left:
            times = self.left[number]
            notice = Notice.of("receipt.plans_stay", severity=Severity.WARNING, times=times)
            items += (ReceiptItem(Item.PLANNED, "", times, ItemState.UNVERIFIED, notice),)
        receipt = Receipt(row.room, NOW, "", items)
        return replace(row, state=RowState.FAILED if bad else RowState.DONE, receipt=receipt)


class FakeSheets:
    """The night sheet."""

    def __init__(self) -> None:
        self.error: CtiError | None = None

    async def sheet(self) -> NightSheet:
        if self.error is not None:
            raise self.error
        return sheet()


class House:
    """All of it in one hand."""

    def __init__(self, count: int = 12) -> None:
        self.rooms = FakeRooms(rooms(count))
        self.time = FakeTime()
        self.alarms, self.plans = FakeAlarms(), FakePlans()
        self.groups, self.wakes = FakeGroups(), FakeWakes()
        self.checkins, self.checkouts = FakeCheckIns(), FakeCheckOuts()
        self.sheets = FakeSheets()
        self.new_rooms: Any = None
        self.working = False

    def at_work(self) -> bool:
        """Whether it works though nobody is let in."""
        return self.working

    @property
    def desk(self) -> HotelDesk:
        """The same, as the window knows it."""
        return cast("HotelDesk", self)


TOMORROW = TODAY + timedelta(days=1)


class Stage:
    """A place over a house, with what was told and who was called."""

    def __init__(self, house: House | None = None) -> None:
        self.house: House | None = house or House()
        self.told: list[Notice] = []
        self.tasks = Tasks(self.told.append)
        self.place = RoomsPlace()
        self.bench = Bench(self.place, self._desk, self.tasks, self.told.append)

    def _desk(self) -> HotelDesk | None:
        return None if self.house is None else self.house.desk

    def list_rooms(self) -> None:
        """Show them, as the desk does."""
        assert self.house is not None
        self.place.show_rooms([room_face(r, FACTS) for r in self.house.rooms.picture.rooms])

    async def idle(self) -> None:
        """Wait until nothing is being done."""
        await until(lambda: not self.tasks.running)

    @property
    def keys(self) -> list[str]:
        """The keys of what was told."""
        return [notice.key for notice in self.told]


@asynccontextmanager
async def stage(house: House | None = None) -> AsyncIterator[Stage]:
    """The same, shown, with the keyboard; put away at the end."""
    made = Stage(house)
    made.place.resize(1100, 700)
    made.place.show()
    made.place.activateWindow()
    await until(made.place.isActiveWindow)
    try:
        yield made
    finally:
        await made.tasks.close()
        for child in made.place.children():
            if callable(stop := getattr(child, "stop", None)):
                stop()  # whatever hears of a job hears of nothing any more
        made.place.close()
        made.place.deleteLater()
