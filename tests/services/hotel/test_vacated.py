"""Guests who were checked out elsewhere are not shown as staying, and their plans are told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import OutcomeUnknown, StorageError
from ctiapp.model.hotel import Alarm, Station
from ctiapp.model.number import Number
from ctiapp.model.stays import CheckIn, Item, Stay
from ctiapp.model.wakes import Plan
from ctiapp.services.hotel.checkoutjob import RowState
from ctiapp.services.journal import HOTEL
from tests.services.fakes import START, settle
from tests.services.hotel.house import Hotel, ext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOM = Number("105")
ANN = Stay(0, ROOM, ("Ann Lee",), "Ann Lee", at=START - timedelta(days=1))


@pytest.fixture
async def front(time_flies: None) -> AsyncIterator[Hotel]:
    """Ann is in 105 since yesterday, by the PBX and by our notes."""
    made = Hotel()
    await made.file.put_stay("SN1", ANN)
    made.move_in("105", "Ann", "Lee", email="ann@example.com")
    await made.open()
    await made.check_outs.look_back()
    await settle()
    yield made
    await made.close()


async def leave(front: Hotel) -> None:
    """Another desk checks the room out, and the PBX tells that it was edited."""
    await front.house.check_out(ext("105"))
    front.people.name("105", "")
    front.rooms.take(front.house.there[ext("105")])
    await settle()


async def test_a_stay_that_was_ended_elsewhere_is_over(front: Hotel) -> None:
    """It is closed, by nobody of this desk; the journal has it."""
    assert front.room("105").confirmed

    await leave(front)
    await front.journal.written()

    assert front.room("105").stay is None
    (closed,) = await front.file.closed_stays("SN1", START)
    assert closed.closed_by == ""
    (entry,) = front.kept.of(HOTEL)
    assert entry.data == {"deed": "check-out", "who": "", "result": "elsewhere"}
    assert front.posted == []


@pytest.mark.parametrize("erases", [frozenset({Item.NAME}), frozenset({Item.NAME, Item.EMAIL})])
async def test_an_address_that_check_out_leaves_keeps_nobody_there(
    front: Hotel, monkeypatch: pytest.MonkeyPatch, erases: frozenset[Item]
) -> None:
    """Where it would have gone, somebody is there still."""
    monkeypatch.setattr(front.house, "erases", erases)
    front.people.name("105", "")
    front.rooms.take(replace(front.house.there[ext("105")], first_name="", last_name=""))
    await settle()

    assert (front.room("105").stay is None) is (Item.EMAIL not in erases)


async def test_what_is_planned_for_them_is_told_of(front: Hotel) -> None:
    """It would wake whoever comes next; whether it shall, a person says."""
    front.plans.all = (Plan(1, ROOM, date(2026, 3, 4), Alarm("", time(5, 45))),)
    front.plans.tell()
    await settle()

    await leave(front)

    assert [(each.key, dict(each.params)) for each in front.posted] == [
        ("checkout.elsewhere", {"room": "105", "count": 1})
    ]
    assert front.plans.all[0].open


async def test_it_is_found_when_the_desk_begins_to_work(time_flies: None) -> None:
    """They left while this program did not run."""
    hotel = Hotel()
    await hotel.file.put_stay("SN1", ANN)
    await hotel.check_outs.look_back()
    await hotel.open()
    await settle()

    assert hotel.room("105").stay is None
    assert await hotel.file.open_stays("SN1") == ()
    await hotel.close()


@pytest.mark.parametrize("left", [{"email": "ann@example.com"}, {"mobile": "+49"}])
async def test_a_room_that_was_not_wiped_is_not_over(front: Hotel, left: dict[str, str]) -> None:
    """Somebody took the name out alone."""
    station = Station(ext("105"), ROOM, routes=frozenset(), **left)  # type: ignore[arg-type]
    front.rooms.take(station)
    await settle()

    room = front.room("105")
    assert (room.occupied, room.stay is not None, room.confirmed) == (False, True, False)


async def test_somebody_else_in_the_room_is_no_check_out(front: Hotel) -> None:
    """The name may have been corrected by an administrator."""
    front.move_in("105", "Mario", "Rossi")
    front.rooms.take(front.house.there[ext("105")])
    await settle()

    assert front.room("105").stay is not None


async def test_a_check_in_that_was_not_done_is_no_check_out(front: Hotel) -> None:
    """Nothing was read to tell how it went; then the PBX is read, and has nobody there."""
    front.house.fail["change_station"] = [OutcomeUnknown("no answer")]
    front.house.fail["station"] = [None, OutcomeUnknown("no answer")]
    await front.check_ins.check_in(CheckIn(Number("106"), ("Ben",)))
    front.rooms.take(front.house.there[ext("106")])
    await settle()

    assert front.room("106").stay is not None


async def test_ones_own_check_out_is_ones_own(front: Hotel) -> None:
    """One that did not come to its end can be tried again, with its stay."""

    def spoils(station: Station) -> Station:
        return replace(station, routes=frozenset({"1"}))

    front.house.spoils = spoils
    await front.check_outs.preview(ROOM)
    job = front.check_outs.start([ROOM])
    await job.ended()
    await settle()
    assert job.rows[0].state is RowState.FAILED
    assert front.room("105").stay is not None

    front.house.spoils = lambda station: station
    job.retry(ROOM)
    await job.ended()
    await settle()

    (closed,) = await front.file.closed_stays("SN1", START)
    assert closed.closed_by == "Front desk"


@pytest.mark.expected_log("the disk is full")
async def test_a_full_disk_is_tried_again(front: Hotel, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the next thing that is told of the room."""

    async def fails(*_args: object) -> bool:
        raise StorageError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(front.file, "close_stay", fails)
        await leave(front)
    assert front.room("105").stay is not None

    front.ring_at("105", "05:45")
    await front.book.refresh()
    await settle()

    assert front.room("105").stay is None


async def test_closed_it_notices_nothing(front: Hotel) -> None:
    """Nobody works at the desk any more."""
    await front.check_outs.close()
    await leave(front)

    assert front.room("105").stay is not None
