"""Rooms are read in the background: politely, and again."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import LinkTimeout, NotSupported
from ctiapp.services.hotel.stations import AGAIN_S, BATCH, ROUND_S, SPACING_S, StationReader
from tests.services.fakes import settle
from tests.services.hotel.house import Hotel, ext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from ctiapp.model.hotel import Station
    from ctiapp.model.ids import ExtensionId

MANY = 120
ALL = tuple(ext(str(1000 + each)) for each in range(MANY))


class Reading:
    """A reader of many rooms, and what it told, and when."""

    def __init__(self) -> None:
        self.hotel = Hotel(tuple(each[1:] for each in ALL))
        self.told: list[tuple[float, int, int]] = []
        self.reader = StationReader(self.hotel.ground, lambda: ALL, self.take, self.hotel.clock)
        self.reader.start()

    def take(self, asked: Collection[ExtensionId], found: tuple[Station, ...]) -> None:
        now_s = asyncio.get_running_loop().time()
        self.told.append((now_s, len(asked), len(found)))


@pytest.fixture
async def reading(time_flies: None) -> AsyncIterator[Reading]:
    """Nothing was asked yet."""
    made = Reading()
    yield made
    await made.reader.stop()
    await made.hotel.file.close()


async def test_many_are_asked_for_at_once_and_few_times_a_second(reading: Reading) -> None:
    """The PBX has calls to put through; when all were read is known then."""
    reading.reader.want(ALL)
    await reading.hotel.clock.pass_s(10)

    assert [asked for _, asked, _ in reading.told] == [BATCH, BATCH, MANY - 2 * BATCH]
    times = [at_s for at_s, _, _ in reading.told]
    assert all(b - a >= SPACING_S for a, b in pairwise(times))
    assert reading.reader.read_at is not None


async def test_what_is_urgent_goes_first(reading: Reading) -> None:
    """The room that was just edited."""
    reading.reader.want(ALL)
    reading.reader.want([ALL[-1]], first=True)
    await settle()

    assert reading.hotel.house.asked[0][0] == ALL[-1]
    assert len(reading.hotel.house.asked[0]) == BATCH


async def test_all_are_read_again_after_a_while(reading: Reading) -> None:
    """No event tells of everything."""
    reading.reader.want(ALL[:1])
    await settle()

    await reading.hotel.clock.pass_s(ROUND_S + 10)

    assert sum(asked for _, asked, _ in reading.told) == 1 + MANY


async def test_what_failed_is_tried_again(reading: Reading) -> None:
    """After a while, and nothing is left out."""
    reading.hotel.house.fail["stations"] = [LinkTimeout("late")]
    reading.reader.want(ALL[:3])
    await settle()
    assert reading.reader.notice is not None
    assert reading.reader.read_at is None

    await reading.hotel.clock.pass_s(AGAIN_S + 1)

    assert [found for _, _, found in reading.told] == [0, 3]
    assert reading.reader.notice is None


async def test_a_pbx_that_cannot_is_asked_once(reading: Reading) -> None:
    """Until somebody wants it again."""
    reading.hotel.house.fail["stations"] = [NotSupported("no")]
    reading.reader.want(ALL)
    await reading.hotel.clock.pass_s(60)

    assert len(reading.hotel.house.asked) == 1
    assert reading.reader.notice is not None


async def test_signed_out_nothing_is_asked(reading: Reading) -> None:
    """And what was wanted is not wanted of another PBX."""
    reading.hotel.pbx = None
    reading.reader.want(ALL)
    await reading.hotel.clock.pass_s(60)
    reading.hotel.pbx = reading.hotel.house
    await reading.hotel.clock.pass_s(60)

    assert reading.hotel.house.asked == []


async def test_an_answer_for_whoever_was_signed_in_before_is_dropped(reading: Reading) -> None:
    """Its rooms are others'."""
    house = reading.hotel.house
    house.gate.shut()
    reading.reader.want(ALL[:1])
    await settle()
    reading.hotel.owner = "SN2"
    reading.reader.forget()
    house.gate.open()
    await settle()

    assert reading.told == []
