"""The rooms as they stand: only what changed is looked at again, and nobody is shown wrongly."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Department, Extension, LineState, Presence
from ctiapp.model.errors import LinkTimeout, NotPermitted, StorageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.hotel import Alarm
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.roomrule import RoomRule
from ctiapp.model.stays import Stay
from ctiapp.model.wakes import Plan, PlanState, Wake
from ctiapp.services.hotel.rooms import SLICE, TICK_S
from ctiapp.services.hotel.stations import AGAIN_S, BATCH
from ctiapp.state.changes import Lamp
from tests.services.fakes import START, settle
from tests.services.hotel.house import Hotel, ext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.wakes import Upcoming

MANY = 1000


def told(hotel: Hotel) -> list[frozenset[Number] | None]:
    """What listeners hear from now on."""
    heard: list[frozenset[Number] | None] = []
    hotel.rooms.subscribe(heard.append)
    return heard


def rooms(*numbers: str) -> frozenset[Number]:
    """Those."""
    return frozenset(map(Number, numbers))


async def test_rooms_are_those_of_the_rule_in_order() -> None:
    """By number: 99 comes before 101, whatever order the PBX has."""
    hotel = Hotel(("1001", "103", "99", "101", "2000"), "98-99, 101-199, 1001")
    await hotel.open()

    assert [each.number.text for each in hotel.rooms.picture.rooms] == ["99", "101", "103", "1001"]
    assert hotel.rooms.room(Number("2000")) is None
    await hotel.close()


async def test_a_department_can_be_all_rooms() -> None:
    """By its members, and told anew when they change."""
    hotel = Hotel(("101", "555"), "Suites")
    hotel.people.departments = (Department("7", "Suites", None, frozenset({ext("555")})),)
    await hotel.open()
    assert [each.number.text for each in hotel.rooms.picture.rooms] == ["555"]

    members = frozenset({ext("101"), ext("555")})
    hotel.people.departments = (Department("7", "Suites", None, members),)
    hotel.people.tell()
    await settle()

    assert [each.number.text for each in hotel.rooms.picture.rooms] == ["101", "555"]
    await hotel.close()


async def test_another_rule_makes_other_rooms(hotel: Hotel) -> None:
    """And it is told as another list."""
    heard = told(hotel)
    hotel.rule = RoomRule.of("105-106")

    hotel.rooms.look_again()
    await settle()

    assert [each.number.text for each in hotel.rooms.picture.rooms] == ["105", "106"]
    assert heard[0] is None
    assert hotel.rooms.room(Number("101")) is None


async def test_a_room_is_vacant_where_the_pbx_names_nobody(hotel: Hotel) -> None:
    """Nor where it shows the number in the place of a name."""
    hotel.people.name("105", "105")
    await settle()

    room = hotel.room("105")
    assert (room.guest, room.occupied, room.guests, room.outside) == ("", False, (), False)


async def test_a_guest_is_who_the_pbx_says_it_is_now(hotel: Hotel) -> None:
    """Both of two, and the room alone is told of."""
    heard = told(hotel)

    hotel.people.name("105", "A. Li / B. Chen")
    await settle()

    room = hotel.room("105")
    assert (room.guest, room.occupied) == ("A. Li / B. Chen", True)
    assert room.guests == ("A. Li", "B. Chen")
    assert heard == [rooms("105")]


async def test_the_stay_is_confirmed_where_the_name_fits(hotel: Hotel) -> None:
    """With the guests as they were typed; it fits no more when somebody else is there."""
    guests = ("Anna Maria Li", "Benedikt Chen")
    stay = Stay(0, Number("105"), guests, "A. M. Li / B. Chen", departure=date(2026, 3, 2))
    hotel.rooms.stayed(Number("105"), replace(stay, stay_id=1))
    hotel.people.name("105", "a. m. li / b. chen")
    await settle()

    room = hotel.room("105")
    assert (room.confirmed, room.guests, room.departs_today) == (True, guests, True)

    hotel.people.name("105", "Ortega")
    await settle()

    room = hotel.room("105")
    assert (room.confirmed, room.guests, room.departs_today) == (False, ("Ortega",), False)
    assert room.stay is not None


async def test_stays_are_read_when_somebody_signs_in() -> None:
    """They outlive the program."""
    hotel = Hotel()
    kept = await hotel.file.put_stay("SN1", Stay(0, Number("101"), ("Ann",), "Ann", at=START))
    await hotel.file.put_stay("SN2", Stay(0, Number("102"), ("Ben",), "Ben", at=START))
    hotel.move_in("101", "Ann")
    await hotel.open()

    assert hotel.room("101").stay == kept
    assert hotel.room("101").confirmed
    assert hotel.room("102").stay is None
    await hotel.close()


@pytest.mark.expected_log("the disk is gone")
async def test_a_file_that_cannot_be_read_costs_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the PBX tells is shown all the same, and it is said until it can be read."""
    hotel = Hotel()

    async def fails(_pbx: str) -> tuple[Stay, ...]:
        raise StorageError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(hotel.file, "open_stays", fails)
        await hotel.open()

    assert len(hotel.rooms.picture.rooms) == 5
    assert hotel.rooms.picture.notice is not None
    assert hotel.rooms.picture.notice.key == "error.storage"

    await hotel.rooms.refresh()
    await settle()

    assert hotel.rooms.picture.notice is None
    await hotel.close()


async def test_who_may_call_outside_is_read_in_the_background(hotel: Hotel) -> None:
    """None where the PBX does not say."""
    hotel.house.there[ext("101")] = replace(hotel.house.there[ext("101")], routes=frozenset({"1"}))
    hotel.house.there[ext("102")] = replace(hotel.house.there[ext("102")], routes=None)

    await hotel.rooms.refresh()
    await hotel.clock.pass_s(5)

    assert [hotel.room(each).outside for each in ("101", "102", "103")] == [True, None, False]


async def test_an_edited_room_is_read_again_at_once(hotel: Hotel) -> None:
    """That room alone; others' edits, and those of places, cost nothing."""
    hotel.house.asked.clear()
    hotel.move_in("105", "Lukas", "Brandt", routes=frozenset({"2"}))

    for name in ("105", "2000"):
        hotel.rooms.on_event(DirectoryChanged(DirectoryPart.EXTENSION, name, "UPDATE"))
    hotel.rooms.on_event(DirectoryChanged(DirectoryPart.TRUNK, "105", "UPDATE"))
    await hotel.clock.pass_s(5)

    assert hotel.house.asked == [(ext("105"),)]
    assert hotel.room("105").outside is True
    assert hotel.room("105").guest == "Lukas Brandt"


async def test_an_edit_of_nobody_in_particular_has_all_read_again(hotel: Hotel) -> None:
    """The PBX does not say whose it was."""
    hotel.house.asked.clear()

    hotel.rooms.on_event(DirectoryChanged(DirectoryPart.EXTENSION, "", "UPDATE"))
    await hotel.clock.pass_s(5)

    assert [len(each) for each in hotel.house.asked] == [5]


async def test_whoever_looks_has_the_extensions_read_again(hotel: Hotel) -> None:
    hotel.rooms.looked_at()
    assert hotel.people.looks == 1


async def test_of_whom_another_name_is_told_all_is_read_again(hotel: Hotel) -> None:
    """At a PBX that tells no edits, another desk checked somebody in."""
    there = hotel.house.there[ext("105")]
    hotel.house.there[ext("105")] = replace(there, first_name="Ortega", email="o@b.example")
    hotel.people.name("105", "Ortega")
    await hotel.clock.pass_s(1)
    station = hotel.room("105").station
    assert station is not None
    assert station.email == "o@b.example"


async def test_the_name_that_was_told_last_counts(hotel: Hotel) -> None:
    """The list's, or the extension's own."""
    hotel.people.name("105", "Old")
    hotel.move_in("105", "New")
    hotel.people.name("105", "Old")
    await settle()
    assert hotel.room("105").guest == "Old"

    hotel.rooms.take(hotel.house.there[ext("105")])
    await settle()

    assert hotel.room("105").guest == "New"


async def test_a_lamp_changes_its_room_alone(hotel: Hotel) -> None:
    """A gap, all of them: but those are told that are otherwise."""
    heard = told(hotel)

    hotel.lamps.light("105", LineState.BUSY)
    hotel.lamps.light("2000", LineState.BUSY)
    await settle()
    assert hotel.room("105").lamp.line is LineState.BUSY

    hotel.lamps.lamps.clear()
    hotel.lamps.all_changed()
    await settle()

    assert heard == [rooms("105"), rooms("105")]
    assert hotel.room("105").lamp.line is None


async def test_a_phone_that_nobody_told_of_stands_as_the_list_has_it(hotel: Hotel) -> None:
    """What is told afterwards counts more."""
    listed = Extension(ext("105"), Number("105"), "", Presence.AVAILABLE, registered=True)
    hotel.people.extensions = (listed,)
    hotel.people.tell()
    await settle()
    assert hotel.room("105").lamp.presence is Presence.AVAILABLE
    assert hotel.room("105").lamp.registered is True

    hotel.lamps.lamps[Number("105")] = Lamp(presence=Presence.AWAY, registered=False)
    hotel.lamps.all_changed()
    await settle()
    assert hotel.room("105").lamp.presence is Presence.AWAY
    assert hotel.room("105").lamp.registered is False


async def test_wake_up_calls_are_those_of_the_pbx_and_those_to_come(hotel: Hotel) -> None:
    """A plan that is over is none; how those of today went is told with the room."""
    hotel.ring_at("105", "05:45", "10:30")
    await hotel.book.refresh()
    plan = Plan(1, Number("105"), date(2026, 3, 3), Alarm("", time(7)))
    past = replace(plan, plan_id=2, state=PlanState.PAST)
    later = replace(plan, plan_id=3, on=date(2026, 3, 4))
    hotel.plans.all = (later, past, plan)
    hotel.plans.tell()
    wall = datetime(2026, 3, 2, 5, 45)  # noqa: DTZ001 - the PBX's
    wake = Wake("w", Number("105"), ext("105"), wall, wall.replace(tzinfo=UTC), plan.alarm)
    hotel.wakes.today = (wake,)
    hotel.wakes.tell()
    await settle()

    room = hotel.room("105")
    assert [each.at for each in room.alarms] == [time(5, 45), time(10, 30)]
    assert room.planned == (plan, later)
    assert room.wakes == (wake,)
    assert room.next_wake is not None
    assert room.next_wake.wall.time() == time(10, 30)


async def test_the_next_wake_up_call_is_another_once_it_has_rung(hotel: Hotel) -> None:
    """Nobody has to tell: time passes."""
    hotel.ring_at("105", "10:30", "11:30", days=frozenset(range(7)))
    await hotel.book.refresh()
    await settle()
    first = hotel.room("105").next_wake
    assert first is not None

    await hotel.clock.pass_s((first.at - hotel.clock().at).total_seconds() + TICK_S + 1)

    then = hotel.room("105").next_wake
    assert then is not None
    assert (first.wall.time(), then.wall.time()) == (time(10, 30), time(11, 30))


async def test_who_leaves_today_is_another_after_midnight(hotel: Hotel) -> None:
    """By the PBX's clock; who is late leaves today as well."""
    for number, days in (("101", 0), ("102", 1), ("103", 2)):
        leaves = hotel.time.today() + timedelta(days=days)
        hotel.rooms.stayed(Number(number), Stay(1, Number(number), ("A",), "A", departure=leaves))
        hotel.move_in(number, "A")
    await settle()
    assert [hotel.room(each).departs_today for each in ("101", "102", "103")] == [
        True,
        False,
        False,
    ]

    hotel.time.ahead = timedelta(days=1)
    await hotel.clock.pass_s(TICK_S + 1)

    assert [hotel.room(each).departs_today for each in ("101", "102", "103")] == [True, True, False]


async def test_the_last_call_is_looked_up_for_the_room_that_is_looked_at(hotel: Hotel) -> None:
    """One call is asked for; a room without one has none."""
    call = PastCall("1", START, Number("105"), "Ann", None, incoming=True, fate=Fate.MISSED)
    hotel.calls.calls[Number("105")] = (call, call)

    assert hotel.room("105").last_call is None
    assert await hotel.rooms.last_call(Number("105")) == call
    assert await hotel.rooms.last_call(Number("106")) is None
    await settle()

    assert hotel.room("105").last_call == call
    assert hotel.calls.asked == [(Number("105"), 1), (Number("106"), 1)]


async def test_the_picture_has_an_age_and_says_what_is_missing(hotel: Hotel) -> None:
    """What was read stays when it cannot be read again, and it is tried again."""
    read_at = hotel.rooms.picture.read_at
    assert read_at is not None
    hotel.house.fail["stations"] = [LinkTimeout("late")]

    await hotel.rooms.refresh()
    await hotel.clock.pass_s(1)

    assert hotel.rooms.picture.read_at == read_at
    assert hotel.rooms.picture.notice is not None
    assert hotel.rooms.picture.notice.key == "error.link_timeout"
    assert hotel.room("105").outside is False

    await hotel.clock.pass_s(AGAIN_S + 1)

    assert hotel.rooms.picture.notice is None
    assert hotel.rooms.picture.read_at is not None
    assert hotel.rooms.picture.read_at > read_at


async def test_a_pbx_that_does_not_let_us_read_is_not_asked_again_and_again(hotel: Hotel) -> None:
    """It is said; whoever asks for it has it tried again."""
    hotel.house.fail["stations"] = [NotPermitted("no right")] * 2
    hotel.house.asked.clear()

    await hotel.rooms.refresh()
    await hotel.clock.pass_s(AGAIN_S * 3)

    assert len(hotel.house.asked) == 1
    assert hotel.rooms.picture.notice is not None


async def test_wake_up_calls_that_cannot_be_read_are_said(hotel: Hotel) -> None:
    """The rooms stay."""
    hotel.book.notice = Notice.of("error.link_timeout")
    hotel.book.tell()
    await settle()

    assert hotel.rooms.picture.notice == hotel.book.notice
    assert len(hotel.rooms.picture.rooms) == 5


async def test_another_pbx_has_other_rooms(hotel: Hotel) -> None:
    """What was known of this one's guests is not told of another's."""
    hotel.rooms.stayed(Number("105"), Stay(1, Number("105"), ("Ann",), "Ann"))
    hotel.people.name("105", "Ann")
    await settle()
    assert hotel.room("105").confirmed

    hotel.owner = "SN2"
    hotel.rooms.look_again()
    await settle()

    assert hotel.room("105").stay is None
    assert not hotel.room("105").confirmed


async def test_signed_out_there_is_nobody_to_ask(hotel: Hotel) -> None:
    """The rooms of the directory go with it."""
    hotel.owner = hotel.pbx = None
    hotel.people.extensions = ()
    hotel.house.asked.clear()

    hotel.people.tell()
    await hotel.clock.pass_s(5)

    assert hotel.rooms.picture.rooms == ()
    assert hotel.house.asked == []


async def test_a_room_that_gets_another_extension_is_read_anew(hotel: Hotel) -> None:
    """It was deleted and created: what the old one was allowed is not the new one's."""
    new = Extension(ext("new"), Number("105"), "")
    hotel.people.extensions = (*hotel.people.extensions[:3], new, *hotel.people.extensions[4:])
    hotel.house.asked.clear()

    hotel.people.tell()
    await hotel.clock.pass_s(1)

    assert hotel.house.asked == [(ext("new"),)]
    assert hotel.room("105").outside is None


async def test_the_next_shift_starts_anew(hotel: Hotel) -> None:
    """Signed out there is no room to be seen; whoever listens hears of both."""
    await hotel.file.put_stay("SN1", Stay(0, Number("105"), ("Ann",), "Ann", at=START))
    hotel.people.name("105", "Ann")
    heard = told(hotel)

    await hotel.rooms.stop()
    assert hotel.rooms.picture.rooms == ()
    assert hotel.rooms.room(Number("105")) is None
    assert heard == [None]
    hotel.lamps.light("105", LineState.BUSY)
    await settle()
    assert hotel.rooms.picture.rooms == ()

    hotel.rooms.start()
    await hotel.all_read()
    assert len(hotel.rooms.picture.rooms) == 5
    assert hotel.room("105").confirmed is False  # nobody is there by the PBX
    assert hotel.room("105").stay is not None
    assert hotel.room("105").lamp.line is LineState.BUSY


# -- a thousand rooms ----------------------------------------------------------------------------


@pytest.fixture
async def palace(time_flies: None) -> AsyncIterator[Hotel]:
    """A thousand rooms, all read."""
    made = Hotel(tuple(str(1000 + each) for each in range(MANY)), "1000-1999")
    await made.open()
    yield made
    await made.close()


async def test_a_thousand_rooms_are_read_with_few_questions(palace: Hotel) -> None:
    """Each once, many at a time."""
    asked = [each for batch in palace.house.asked for each in batch]

    assert len(asked) == len(set(asked)) == MANY
    assert len(palace.house.asked) == MANY // BATCH


async def test_of_a_thousand_rooms_those_that_changed_are_looked_at(palace: Hotel) -> None:
    """A lamp, a name, an alarm: one room's work each, and one telling for all within a moment."""
    heard = told(palace)
    palace.lamps.looks = 0

    palace.lamps.light("1500", LineState.RINGING)
    palace.lamps.light("1500", LineState.BUSY)
    await settle()
    assert palace.lamps.looks == 1

    palace.people.name("1501", "Ann Lee")
    palace.ring_at("1502", "07:00")
    await palace.book.refresh()
    palace.lamps.light("1500", LineState.IDLE)
    await settle()

    assert palace.lamps.looks <= 4
    assert {number.text for each in heard if each is not None for number in each} == {
        *("1500", "1501", "1502")
    }


async def test_what_changes_nothing_is_told_to_nobody(palace: Hotel) -> None:
    """The directory tells each step of loading: no room is put together for that."""
    heard = told(palace)
    palace.lamps.looks = 0

    for _ in range(20):
        palace.people.tell()
    palace.plans.tell()
    palace.wakes.tell()
    palace.book.tell()
    await settle()

    assert palace.lamps.looks == 0
    assert heard == []


async def test_a_gap_is_made_up_for_in_slices(palace: Hotel) -> None:
    """All lamps are doubtful at once: within one turn of the loop only some rooms are looked at."""
    palace.lamps.looks = 0
    palace.lamps.lamps = {Number(str(1000 + n)): Lamp(LineState.BUSY) for n in range(MANY)}
    heard = told(palace)

    palace.lamps.all_changed()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert 0 < palace.lamps.looks <= 2 * SLICE
    await settle()

    assert palace.lamps.looks == MANY
    assert sum(len(each) for each in heard if each is not None) == MANY
    assert all(room.lamp.line is LineState.BUSY for room in palace.rooms.picture.rooms)


async def test_alarms_of_all_rooms_are_worked_out_in_slices(
    palace: Hotel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once, however often the book is read; and anew where the clock is another."""
    worked: list[str] = []
    upcoming = palace.book.upcoming

    def counting(ext_id: ExtensionId) -> Upcoming | None:
        worked.append(ext_id)
        return upcoming(ext_id)

    monkeypatch.setattr(palace.book, "upcoming", counting)
    for number in range(MANY):
        palace.ring_at(str(1000 + number), "05:45")
    await palace.book.refresh()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert 0 < len(worked) < MANY // 4
    await palace.clock.pass_s(1)
    assert len(worked) == MANY

    await palace.book.refresh()
    palace.lamps.all_changed()
    await palace.clock.pass_s(1)
    assert len(worked) == MANY
    assert all(room.next_wake is not None for room in palace.rooms.picture.rooms)

    palace.time.tell()
    await palace.clock.pass_s(1)
    assert len(worked) == 2 * MANY


async def test_a_thousand_rooms_are_there_at_once_when_they_are_known(time_flies: None) -> None:
    """None of them is missing for a moment, whatever is still to be worked out for it."""
    hotel = Hotel(tuple(str(1000 + each) for each in range(MANY)), "1000-1999")
    for number in range(MANY):
        hotel.ring_at(str(1000 + number), "05:45")
    await hotel.book.refresh()
    heard = told(hotel)

    hotel.rooms.start()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert heard[0] is None
    assert len(hotel.rooms.picture.rooms) == MANY
    assert all(room.alarms for room in hotel.rooms.picture.rooms)
    await hotel.all_read()
    await hotel.clock.pass_s(1)
    assert all(room.next_wake is not None for room in hotel.rooms.picture.rooms)
    await hotel.close()
