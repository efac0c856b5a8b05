"""``ctl room`` and ``ctl wakeup``: over the real rooms, check-in and check-out of a small house."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.ctl import CtlExit
from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.wakes import AckHow, Acknowledged, Plan, PlanState, Wake, WakeOutcome
from ctiapp.services.hotel.groups import GroupRow, GroupState
from tests.services.fakes import settle
from tests.services.hotel.house import Hotel, ext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ctiapp.model.ctl import CtlReply
    from tests.control.office import Office

pytestmark = pytest.mark.usefixtures("time_flies")

NOW = datetime(2026, 11, 22, 8, 15, tzinfo=UTC)


class Group:
    """A job of which one room fails."""

    def __init__(self, rows: Sequence[GroupRow]) -> None:
        self.rows = tuple(rows)

    async def finished(self) -> None:
        """It is."""


class Front:
    """A desk over the house; what is not of the rooms writes down what it is asked."""

    def __init__(self, hotel: Hotel) -> None:
        self.hotel = hotel
        self.rooms, self.alarms = hotel.rooms, self
        self.checkins, self.checkouts = hotel.check_ins, hotel.check_outs
        self.plans = self.groups = self.wakes = self
        self.time = hotel.time
        self.done: list[tuple[object, ...]] = []
        self.all: tuple[Plan, ...] = ()
        self.today: tuple[Wake, ...] = ()
        self.watching = False
        self.notice: Notice | None = Notice.of("wakeup.not_night_desk")
        self.error: CtiError | None = None
        self.failing: set[str] = set()

    async def close(self) -> None:
        """Nothing is open."""

    @property
    def red(self) -> tuple[Wake, ...]:
        return tuple(wake for wake in self.today if wake.red)

    async def add(self, ext_id: Any, alarm: Alarm) -> Alarm:
        return await self.hotel.book.add(ext_id, alarm)

    async def remove(self, ext_id: Any, ids: Sequence[str]) -> None:
        self.done.append(("remove", ext_id, *ids))

    async def remove_all(self, ext_id: Any) -> None:
        self.done.append(("remove all", ext_id))

    def of(self, room: Number) -> tuple[Plan, ...]:
        return tuple(plan for plan in self.all if plan.room == room)

    async def plan(self, room: Number, on: date, alarm: Alarm, group: str = "") -> Plan:
        if self.error is not None:
            raise self.error
        return Plan(3, room, on, alarm, group)

    async def cancel(self, plan_id: int) -> None:
        self.done.append(("cancel", plan_id))

    def start(
        self, rooms: Sequence[Number], alarm: Alarm, on: date | None = None, name: str = ""
    ) -> Group:
        self.done.append(("group", name, *(room.text for room in rooms)))
        failed = Notice.of("wakeup.too_many")
        return Group(
            [
                GroupRow(room, on, alarm, GroupState.FAILED, failed)
                if room.text in self.failing
                else GroupRow(room, on, alarm, GroupState.DONE)
                for room in rooms
            ]
        )

    async def acknowledge(self, wake_id: str, how: AckHow, by: str, note: str = "") -> Wake:
        self.done.append((wake_id, how, by, note))
        said = Acknowledged(how, by, NOW, note)
        self.today = tuple(
            replace(wake, acknowledged=said) if wake.wake_id == wake_id else wake
            for wake in self.today
        )
        return self.today[0]


@pytest.fixture
async def front(office: Office) -> AsyncIterator[Front]:
    """A house of five rooms, and its desk."""
    hotel = Hotel()
    hotel.ring_at("105", "06:00")
    hotel.move_in("105", "Lukas", "Brandt")
    await hotel.open()
    office.front_desk = made = Front(hotel)
    office.services.hotel.start()
    office.preferences.change(lambda settings: replace(settings, hotel=True))
    await settle()
    yield made
    await office.services.hotel.close()
    await hotel.close()


async def data(reply: CtlReply) -> Any:
    assert reply.error is None, reply.error
    return reply.data


def red(room: str = "106") -> Wake:
    wall = datetime(2026, 11, 22, 8, 15)  # noqa: DTZ001 - the PBX's clock
    alarm = Alarm("7", time(8, 15))
    return Wake(
        f"{room}/x", Number(room), ext(room), wall, NOW, alarm, WakeOutcome.UNKNOWN, since=NOW
    )


async def test_an_office_has_no_rooms(office: Office) -> None:
    for words in (("room", "list"), ("wakeup", "list")):
        reply = await office.ctl(*words)
        assert reply.exit is CtlExit.FAILED
        assert reply.error is not None
        assert reply.error.text == "<hotel.not_one>"


async def test_rooms_are_listed_found_and_shown(office: Office, front: Front) -> None:
    every = await data(await office.ctl("room", "list"))
    assert [room["number"] for room in every["rooms"]] == ["101", "102", "103", "105", "106"]
    found = await data(await office.ctl("room", "list", "brandt"))
    assert [room["guest"] for room in found["rooms"]] == ["Lukas Brandt"]
    shown = await data(await office.ctl("room", "show", "105"))
    assert shown["occupied"]
    assert shown["outside"] is False
    assert shown["wakeups"][0]["time"] == "06:00"
    reply = await office.ctl("room", "show", "999")
    assert reply.error is not None
    assert reply.error.text == "<hotel.no_room>"


async def test_a_guest_is_checked_in_with_a_wake_up_call(office: Office, front: Front) -> None:
    reply = await office.ctl(
        "room",
        "checkin",
        "101",
        "Ana Li",
        guest=("Bo Chen",),
        outside=True,
        language="zh",
        departure="tomorrow",
        wake="6:30",
    )
    items = {item["what"]: item for item in (await data(reply))["items"]}
    assert items["name"]["state"] == "done"
    assert items["name"]["found"] == "Ana Li / Bo Chen"
    assert items["wake_ups"]["state"] == "done"
    assert front.hotel.house.rings[ext("101")][0].at == time(6, 30)


async def test_an_address_that_is_not_named_stays_with_the_same_guest(
    office: Office, front: Front
) -> None:
    address = {"email": "ana@example.com", "mobile": "+49 170 1"}
    await data(await office.ctl("room", "checkin", "101", "Ana Li", **address))
    await data(await office.ctl("room", "checkin", "101", "Ana Li", again=True, mobile=""))

    there = front.hotel.house.there[ext("101")]
    assert (there.email, there.mobile) == ("ana@example.com", "")


async def test_what_could_not_be_written_is_said_with_the_receipt(
    office: Office, front: Front
) -> None:
    front.hotel.house.spoils = lambda station: replace(station, first_name="", last_name="Other")
    reply = await office.ctl("room", "checkin", "101", "Ana Li")
    assert reply.exit is CtlExit.FAILED
    assert reply.error is not None
    assert isinstance(reply.data, dict)
    assert reply.data["items"][0]["state"] == "failed"
    again = await office.ctl("room", "checkin", "105", "Somebody Else")
    assert again.error is not None
    assert again.error.text == "<checkin.occupied>"


async def test_check_out_shows_first_what_it_erases(office: Office, front: Front) -> None:
    reply = await office.ctl("room", "checkout", "105")
    assert reply.exit is CtlExit.FAILED
    assert reply.error is not None
    assert reply.error.text == "<hotel.say_yes>"
    assert isinstance(reply.data, dict)
    assert reply.data["rooms"][0]["erases"]["name"] == "Lukas Brandt"
    assert front.hotel.house.done == []


async def test_rooms_are_checked_out_each_with_its_receipt(office: Office, front: Front) -> None:
    rows = (await data(await office.ctl("room", "checkout", "105,106", yes=True)))["rooms"]
    assert [(row["room"], row["state"]) for row in rows] == [("105", "done"), ("106", "done")]
    states = {item["what"]: item["state"] for item in rows[0]["receipt"]["items"]}
    assert states["name"] == "done"
    assert states["voicemail"] == "unverified"
    assert front.hotel.house.done == [("check-out", ext("105")), ("check-out", ext("106"))]


async def test_a_room_that_is_refused_fails_the_whole(office: Office, front: Front) -> None:
    front.hotel.house.fail["check_out"] = [CtiError("no", key="checkout.pms"), None]
    reply = await office.ctl("room", "checkout", "105-106", yes=True)
    assert reply.exit is CtlExit.FAILED
    assert reply.error is not None
    assert reply.error.text == "<checkout.pms>"
    assert isinstance(reply.data, dict)
    assert [row["state"] for row in reply.data["rooms"]] == ["failed", "done"]


async def test_what_takes_longer_than_a_verb_may_is_not_confirmed(
    office: Office, front: Front
) -> None:
    front.hotel.house.gate.shut()
    reply = await office.ctl("room", "checkout", "105", yes=True)
    assert reply.exit is CtlExit.UNCONFIRMED
    front.hotel.house.gate.open()
    await settle()
    assert front.hotel.house.done == [("check-out", ext("105"))]


async def test_a_wake_up_call_is_added_as_the_pbx_keeps_it(office: Office, front: Front) -> None:
    reply = await office.ctl("wakeup", "add", "106", "6:45", days="weekdays", snoozes="2")
    (kept,) = (await data(reply))["wakeups"]
    assert (kept["room"], kept["time"], kept["snoozes"]) == ("106", "06:45", 2)
    assert kept["days"] == ["mon", "tue", "wed", "thu", "fri"]
    assert kept["id"] == front.hotel.house.rings[ext("106")][0].alarm_id


async def test_a_wake_up_call_with_a_date_is_planned(office: Office, front: Front) -> None:
    (kept,) = (await data(await office.ctl("wakeup", "add", "106", "6:45", on="2026-12-24")))[
        "wakeups"
    ]
    assert (kept["id"], kept["date"], kept["state"]) == ("plan-3", "2026-12-24", "waiting")
    front.error = UsageError("past", key="wakeup.past")
    reply = await office.ctl("wakeup", "add", "106", "6:45", on="today")
    assert reply.error is not None
    assert reply.error.text == "<wakeup.past>"


async def test_many_rooms_are_one_group(office: Office, front: Front) -> None:
    rows = await data(await office.ctl("wakeup", "add", "101-103", "6:00", group="Nordlys"))
    assert [row["state"] for row in rows["wakeups"]] == ["done"] * 3
    assert front.done == [("group", "Nordlys", "101", "102", "103")]
    front.failing = {"102"}
    reply = await office.ctl("wakeup", "add", "101-103", "6:00")
    assert reply.exit is CtlExit.FAILED
    assert isinstance(reply.data, dict)
    assert [row["why"] for row in reply.data["wakeups"]] == [None, "<wakeup.too_many>", None]


async def test_all_of_tonight_is_listed(office: Office, front: Front) -> None:
    front.all = (
        Plan(3, Number("106"), date(2026, 12, 24), Alarm("", time(7))),
        Plan(4, Number("106"), date(2026, 11, 1), Alarm("", time(7)), state=PlanState.PAST),
    )
    front.today = (red(),)
    told = await data(await office.ctl("wakeup", "list"))
    assert told["night_desk"] is False
    assert told["notice"] == "<wakeup.not_night_desk>"
    assert [each["room"] for each in told["wakeups"]] == ["105"]
    assert [each["id"] for each in told["planned"]] == ["plan-3"]
    assert told["red"][0]["outcome"] == "unknown"
    alone = await data(await office.ctl("wakeup", "list", "105"))
    assert (alone["planned"], alone["red"]) == ([], [])


async def test_only_what_was_named_is_removed(office: Office, front: Front) -> None:
    front.all = (Plan(3, Number("105"), date(2026, 12, 24), Alarm("", time(7))),)
    for which in ("105-06:00", "plan-3"):
        await data(await office.ctl("wakeup", "remove", "105", which))
    assert front.done == [("remove", ext("105"), "105-06:00"), ("cancel", 3)]
    for which, key in (("99", "hotel.no_wakeup"), ("plan-9", "wakeup.plan_gone")):
        reply = await office.ctl("wakeup", "remove", "105", which)
        assert reply.error is not None
        assert reply.error.text == f"<{key}>"
    front.done.clear()
    await data(await office.ctl("wakeup", "remove", "105", "all"))
    assert front.done == [("remove all", ext("105")), ("cancel", 3)]


async def test_what_is_red_is_seen_to(office: Office, front: Front) -> None:
    front.today = (red(), red("105"))
    reply = await office.ctl("wakeup", "ack", "106", how="in_person", by="Mia", note="door")
    assert (await data(reply)) == {"acknowledged": ["106/x"]}
    assert front.done == [("106/x", AckHow.IN_PERSON, "Mia", "door")]
    again = await office.ctl("wakeup", "ack", "106")
    assert again.error is not None
    assert again.error.text == "<hotel.nothing_red>"
