"""The night sheet: who is on it, and that it is written every evening, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import LinkTimeout, StorageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.nightsheet import SheetStay
from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.model.wakes import Plan, PlanState, Wake, WakeOutcome
from ctiapp.services.hotel.nightsheet import AGAIN_S, LOOK_S, PATIENCE_S
from ctiapp.settings import Settings
from tests.services.fakes import settle
from tests.services.hotel.house import Hotel, ext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TODAY = date(2026, 3, 2)  # a Monday; the house's clock shows 09:46 then
DAY = timedelta(days=1)
ROOM = Number("105")


def wakes(found: object) -> list[tuple[str, int, str]]:
    """Rooms, days from today, times."""
    from ctiapp.model.nightsheet import NightSheet

    assert isinstance(found, NightSheet)
    return [(w.room.text, (w.on - TODAY).days, f"{w.at:%H:%M}") for w in found.wakes]


async def stays(hotel: Hotel, room: str, name: str, **more: object) -> Stay:
    """Somebody is in a room, and this desk knows."""
    number = Number(room)
    stay = Stay(0, number, (name,), name, "de", at=hotel.clock().at)
    kept = await hotel.file.put_stay("SN1", replace(stay, **more))  # type: ignore[arg-type]
    hotel.rooms.stayed(number, kept)
    hotel.people.name(room, name)
    await settle()
    return kept


async def test_all_that_ring_until_the_end_of_tomorrow_are_on_it(hotel: Hotel) -> None:
    """In order of time; what rings once does so the next time it is so late."""
    hotel.ring_at("105", "05:45", "09:40", "22:00")
    hotel.ring_at("101", "05:45")
    hotel.ring_at("102", "08:00", "23:30", days=frozenset({0}))
    hotel.ring_at("103", "08:00", days=frozenset({1, 2}))
    await hotel.book.refresh()
    await settle()

    sheet = await hotel.sheets.sheet()

    assert wakes(sheet) == [
        ("105", 0, "22:00"),
        ("102", 0, "23:30"),
        ("101", 1, "05:45"),
        ("105", 1, "05:45"),
        ("103", 1, "08:00"),
        ("105", 1, "09:40"),
    ]
    assert [each.repeats for each in sheet.wakes] == [False, True, False, False, True, False]
    assert (sheet.today, sheet.tomorrow) == (TODAY, TODAY + DAY)
    assert sheet.as_of is not None


async def test_what_is_planned_is_on_it_until_the_pbx_has_it(hotel: Hotel) -> None:
    """Else it would be on it twice; and not what comes later."""
    plan = Plan(1, ROOM, TODAY + DAY, Alarm("", time(6), snoozes=2, snooze_min=5), "Nordlys")
    hotel.plans.all = (
        plan,
        replace(plan, plan_id=2, state=PlanState.SET),
        replace(plan, plan_id=3, on=TODAY + 2 * DAY),
        replace(plan, plan_id=4, on=TODAY),
    )
    hotel.plans.tell()
    await settle()

    (found,) = (await hotel.sheets.sheet()).wakes

    assert (found.on, found.planned, found.group) == (TODAY + DAY, True, "Nordlys")
    assert (found.snoozes, found.snooze_min) == (2, 5)


async def test_what_the_pbx_has_of_a_group_bears_its_name(hotel: Hotel) -> None:
    """It was planned, and is set by now."""
    hotel.ring_at("105", "06:00", "07:00")
    (first, _) = hotel.house.rings[ext("105")]
    hotel.plans.all = (Plan(1, ROOM, TODAY + DAY, first, "Nordlys", PlanState.SET),)
    hotel.plans.tell()
    await hotel.book.refresh()
    await settle()

    found = (await hotel.sheets.sheet()).wakes

    assert [(each.group, each.planned) for each in found] == [("Nordlys", False), ("", False)]


async def test_who_comes_and_who_goes_is_on_it(hotel: Hotel) -> None:
    """Today's arrivals; departures of today and tomorrow, who is late, and who has left."""
    await stays(hotel, "101", "Ann", arrival=TODAY, departure=TODAY + DAY)
    await stays(hotel, "102", "Ben", arrival=TODAY - DAY, departure=TODAY)
    await stays(hotel, "103", "Cem", arrival=TODAY - 3 * DAY, departure=TODAY - DAY)
    await stays(hotel, "105", "Dag", at=hotel.clock().at - DAY, departure=TODAY + 5 * DAY)
    await stays(hotel, "106", "Eva")  # nobody wrote down when she came
    await hotel.file.close_stay("SN1", Number("106"), "x", hotel.clock().at)
    hotel.rooms.stayed(Number("106"), None)
    await settle()

    sheet = await hotel.sheets.sheet()

    assert [(each.room.text, each.state) for each in sheet.arrivals] == [
        ("101", SheetStay.ARRIVED),
        ("106", SheetStay.ARRIVED),
    ]
    assert [(each.room.text, each.guests, each.state) for each in sheet.departures] == [
        ("103", ("Cem",), SheetStay.LATE),
        ("102", ("Ben",), SheetStay.DUE),
        ("106", ("Eva",), SheetStay.DEPARTED),
        ("101", ("Ann",), SheetStay.DUE),
    ]
    assert sheet.by == "Front desk"


async def test_who_left_yesterday_is_not_on_it(hotel: Hotel) -> None:
    """Nor a stay that the PBX has somebody else's name for."""
    await stays(hotel, "101", "Ann", departure=TODAY)
    await hotel.file.close_stay("SN1", Number("101"), "x", hotel.clock().at - DAY)
    hotel.rooms.stayed(Number("101"), None)
    await stays(hotel, "102", "Ben", arrival=TODAY, departure=TODAY)
    hotel.people.name("102", "Ortega")
    await settle()

    sheet = await hotel.sheets.sheet()

    assert sheet.departures == sheet.arrivals == ()


async def test_a_wake_up_call_bears_who_is_there_and_their_language(hotel: Hotel) -> None:
    """Whoever knocks should know how to say good morning."""
    await stays(hotel, "105", "Dag")
    hotel.ring_at("105", "05:45", snoozes=3, snooze_min=5)
    await hotel.book.refresh()
    await settle()

    (found,) = (await hotel.sheets.sheet()).wakes

    assert (found.guest, found.language, found.snoozes) == ("Dag", "de", 3)


async def test_what_nobody_saw_to_is_on_it(hotel: Hotel) -> None:
    """The oldest first."""
    wall = datetime.combine(TODAY, time(5, 45))
    wake = Wake("a", ROOM, ext("105"), wall, wall.replace(tzinfo=UTC), Alarm("1", wall.time()))
    early = replace(wake, at=wake.at - DAY, wall=wall - DAY, outcome=WakeOutcome.UNKNOWN)
    late = replace(wake, room=Number("999"), outcome=WakeOutcome.NOT_ANSWERED)
    hotel.wakes.red = (late, early)
    hotel.people.name("105", "Dag")
    await settle()

    reds = (await hotel.sheets.sheet()).reds

    assert [(each.room.text, each.guest, each.outcome) for each in reds] == [
        ("105", "Dag", "unknown"),
        ("999", "", "not_answered"),
    ]


# -- every evening -------------------------------------------------------------------------------


@pytest.fixture
async def evening(time_flies: None) -> AsyncIterator[Hotel]:
    """It is to be written at ten in the evening."""
    made = Hotel(settings=Settings(night_sheet_at="22:00"))
    await made.open()
    yield made
    await made.close()


async def until(hotel: Hotel, hour: int, minute: int = 0, *, days: int = 0) -> None:
    """Let time pass until the PBX's clock shows that."""
    then = datetime.combine(TODAY + days * DAY, time(hour, minute))
    await hotel.clock.pass_s((then - hotel.time.now()).total_seconds())


def files(hotel: Hotel) -> list[str]:
    """The names of what was written."""
    return [path.name for _, path in hotel.writer.written]


async def test_it_is_written_at_its_hour_and_said_where_it_lies(evening: Hotel) -> None:
    """Not before; in the folder of documents; once, and again the next day."""
    evening.sheets.start()
    await until(evening, 21, 59)
    assert evening.writer.written == []

    await until(evening, 22, 1)

    (written,) = evening.writer.written
    assert written[1] == Path("/documents/night-sheet-2026-03-02.pdf")
    assert [(each.key, each.params["path"]) for each in evening.posted] == [
        ("sheet.written", str(written[1]))
    ]

    await until(evening, 22, 1, days=1)

    assert files(evening) == ["night-sheet-2026-03-02.pdf", "night-sheet-2026-03-03.pdf"]


async def test_it_is_the_pbxs_hour(evening: Hotel) -> None:
    """As all hours of the front desk are."""
    evening.time.ahead = timedelta(hours=2)
    evening.sheets.start()

    await evening.clock.pass_s((22 - 9.5 - 2) * 3600 + LOOK_S)

    assert files(evening) == ["night-sheet-2026-03-02.pdf"]


async def test_the_folder_is_the_one_that_was_chosen(evening: Hotel) -> None:
    """And no hour, no sheet."""
    evening.preferences.change(lambda old: replace(old, night_sheet_dir="/sheets"))
    await until(evening, 22, 1)
    assert await evening.sheets.write_due() == Path("/sheets/night-sheet-2026-03-02.pdf")

    evening.preferences.change(lambda old: replace(old, night_sheet_at=""))
    await until(evening, 22, 1, days=1)
    assert await evening.sheets.write_due() is None


async def test_a_second_start_writes_none(evening: Hotel) -> None:
    """That it was written is on the disk; the same evening at another PBX is another."""
    await until(evening, 22, 1)
    assert await evening.sheets.write_due() is not None
    assert await evening.sheets.write_due() is None

    again = Hotel(settings=evening.preferences.settings)
    again.sheets._file = evening.file
    await again.open()
    assert await again.sheets.write_due() is None

    again.owner = "SN2"
    assert await again.sheets.write_due() is not None
    await again.close()


async def test_it_is_written_at_once_after_a_sleep_past_its_hour(evening: Hotel) -> None:
    """Also after midnight; it bears the date of its evening."""
    evening.sheets.start()
    await settle()
    evening.time.ahead = timedelta(hours=15)  # the clock moved on while nothing ran
    evening.sheets.woke()
    await settle()

    assert files(evening) == ["night-sheet-2026-03-02.pdf"]
    assert evening.writer.written[0][0].today == TODAY + DAY


async def test_it_is_not_written_when_it_is_of_no_use_any_more(evening: Hotel) -> None:
    """In the morning nobody needs last night's."""
    await until(evening, 6, 1, days=1)

    assert await evening.sheets.write_due() is None


async def test_what_is_on_it_is_read_anew_for_it(evening: Hotel) -> None:
    """A wake-up call that somebody set a moment ago, at another desk."""
    await until(evening, 22)
    evening.ring_at("105", "05:45")

    await evening.sheets.write_due()

    ((sheet, _),) = evening.writer.written
    assert wakes(sheet) == [("105", 1, "05:45")]


async def test_what_cannot_be_read_anew_is_on_it_as_it_was(
    evening: Hotel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old sheet is better than none; it says from when it is."""
    evening.ring_at("105", "05:45")
    await evening.book.refresh()
    read_at = evening.time.wall(evening.clock().at)
    await until(evening, 22)

    async def fails() -> None:
        raise LinkTimeout("late")

    monkeypatch.setattr(evening.book, "refresh", fails)
    await evening.sheets.write_due()

    ((sheet, _),) = evening.writer.written
    assert wakes(sheet) == [("105", 1, "05:45")]
    assert sheet.as_of == read_at


async def test_it_waits_for_the_rooms_but_not_for_ever(time_flies: None) -> None:
    """Who has just signed in has read nothing; a sheet with nobody on it would be a lie."""
    hotel = Hotel(settings=Settings(night_sheet_at="22:00"))
    await until(hotel, 22, 1)
    hotel.sheets.start()
    await settle()
    assert hotel.writer.written == []

    await hotel.clock.pass_s(PATIENCE_S + LOOK_S)

    ((sheet, _),) = hotel.writer.written
    assert [each.key for each in sheet.notices] == ["sheet.incomplete"]
    await hotel.close()


async def test_it_is_written_as_soon_as_the_rooms_are_read(time_flies: None) -> None:
    """Nobody waits longer than it takes."""
    hotel = Hotel(settings=Settings(night_sheet_at="22:00"))
    await until(hotel, 22, 1)
    hotel.sheets.start()
    await settle()

    await hotel.open()
    await settle()

    ((sheet, _),) = hotel.writer.written
    assert sheet.notices == ()
    assert (sheet.made - datetime.combine(TODAY, time(22, 1))).total_seconds() < 5
    await hotel.close()


@pytest.mark.expected_log("could not be written")
async def test_what_cannot_be_written_is_said_once_and_tried_again(evening: Hotel) -> None:
    """Until it is written; then it says where."""
    error = StorageError("no such folder", key="sheet.no_folder", code="ENOENT")
    evening.writer.errors = [error, error]
    evening.sheets.start()
    await until(evening, 22, 1)
    await evening.clock.pass_s(3 * AGAIN_S)

    assert [each.key for each in evening.posted] == ["sheet.not_written", "sheet.written"]
    assert evening.posted[0].params["evening"] == "2026-03-02"
    assert (evening.posted[0].code, evening.posted[0].detail) == ("ENOENT", "no such folder")
    assert files(evening) == ["night-sheet-2026-03-02.pdf"]


async def test_signed_out_none_is_written(evening: Hotel) -> None:
    """There is nobody on it."""
    await until(evening, 22, 1)
    evening.owner = None

    assert await evening.sheets.write_due() is None


async def test_it_can_be_written_at_any_time(evening: Hotel) -> None:
    """That is no evening's: in the evening it is written all the same."""
    assert await evening.sheets.write(Path("/x.pdf")) == Path("/x.pdf")
    assert (await evening.sheets.write()).name == "night-sheet-2026-03-02.pdf"
    await until(evening, 22, 1)

    assert await evening.sheets.write_due() is not None
