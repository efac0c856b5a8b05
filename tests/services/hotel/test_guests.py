"""What this computer keeps of guests: forgotten however it was written, and for good."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.number import Number
from ctiapp.model.numberplan import Block, NumberPlan
from ctiapp.model.stays import Stay
from ctiapp.services.hotel.guests import Guests, NoGuests
from ctiapp.storage.hotel import HotelFile
from tests.services.fakes import INFO, START

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PLAN = NumberPlan("DE", internal=(Block("100", "199"),))
MOBILE = Number("+491701234567")
STAY = Stay(0, Number("105"), ("Ann",), "Ann", mobile="0170 1234567", at=START)
SN = INFO.sn or ""


@pytest.fixture
async def file() -> AsyncIterator[HotelFile]:
    """In memory."""
    made = HotelFile(None)
    yield made
    await made.close()


@pytest.fixture
def guests(file: HotelFile) -> Guests:
    """Somebody is signed in."""
    return Guests(file, lambda: INFO)


async def test_a_guest_is_forgotten_however_the_number_was_written(
    file: HotelFile, guests: Guests
) -> None:
    """Whose number only ends so is not."""
    for pbx, mobile in ((SN, STAY.mobile), ("SN9", "+49 170 1234567"), (SN, "+43 170 1234567")):
        await file.put_stay(pbx, replace(STAY, mobile=mobile))
        await file.close_stay(pbx, STAY.room, "x", START)

    assert await guests.count(MOBILE, PLAN) == 2
    assert await guests.forget(MOBILE, PLAN) == 2

    assert await guests.count(MOBILE, PLAN) == 0
    assert [stay.mobile for _, stay in await guests.everything(0, 9)] == ["+43 170 1234567"]


async def test_a_rooms_guests_are_forgotten_at_this_pbx(file: HotelFile, guests: Guests) -> None:
    """Those who left: who is in it is not."""
    for pbx in (SN, "SN9"):
        await file.put_stay(pbx, replace(STAY, mobile=""))
        await file.put_stay(pbx, replace(STAY, guests=("Ben",), mobile=""))

    assert await guests.count(Number("105"), PLAN) == 1
    assert await guests.forget(Number("105"), PLAN) == 1

    assert [(pbx, stay.guests[0]) for pbx, stay in await guests.everything(0, 9)] == [
        (SN, "Ben"),
        ("SN9", "Ann"),
        ("SN9", "Ben"),
    ]


async def test_signed_out_no_room_is_forgotten(file: HotelFile) -> None:
    """It is not known which one is meant; a number outside means no room."""
    guests = Guests(file, lambda: None)
    await file.put_stay(SN, replace(STAY, mobile=""))
    await file.close_stay(SN, STAY.room, "x", START)

    assert await guests.forget(Number("105"), PLAN) == 0
    assert await Guests(file, lambda: INFO).forget(Number("105"), NumberPlan("DE")) == 0


async def test_who_left_long_ago_goes(file: HotelFile, guests: Guests) -> None:
    """And nobody else."""
    await file.put_stay(SN, STAY)
    await file.close_stay(SN, STAY.room, "x", START)
    await file.put_stay(SN, STAY)

    assert await guests.prune(START + timedelta(days=1)) == 1
    assert len(await guests.everything(0, 9)) == 1


async def test_an_office_has_no_file_for_guests(tmp_path: Path) -> None:
    """It is not even made."""
    file = HotelFile(tmp_path / "hotel.sqlite")
    guests = Guests(file, lambda: INFO)

    assert await guests.count(MOBILE, PLAN) == 0
    assert await guests.forget(MOBILE, PLAN) == 0
    assert await guests.prune(START) == 0
    assert await guests.everything(0, 9) == ()

    assert os.listdir(tmp_path) == []  # noqa: PTH208 - one line of a test
    await file.close()


async def test_who_is_no_hotel_keeps_nobody() -> None:
    """All the questions are answered all the same."""
    nobody = NoGuests()

    assert await nobody.count(MOBILE, PLAN) == 0
    assert await nobody.forget(MOBILE, PLAN) == 0
    assert await nobody.prune(START) == 0
    assert await nobody.everything(0, 9) == ()
