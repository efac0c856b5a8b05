"""Who stays where, at the PBX that the desk works at."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.services.hotel.roomstays import RoomStays
from ctiapp.storage.hotel import HotelFile
from tests.services.fakes import START, settle
from tests.services.gates import Gate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

ROOM, OTHER = Number("105"), Number("106")
ANN = Stay(0, ROOM, ("Ann",), "Ann", at=START)


class Slow(HotelFile):
    """A file that can be held up, or refuse."""

    def __init__(self) -> None:
        super().__init__(None)
        self.gate = Gate()
        self.error: StorageError | None = None

    async def open_stays(self, pbx: str) -> tuple[Stay, ...]:
        found = await super().open_stays(pbx)
        await self.gate.passing()
        if self.error is not None:
            raise self.error
        return found


class Staying:
    """The stays, and which rooms were told."""

    def __init__(self) -> None:
        self.file = Slow()
        self.told: list[set[Number]] = []
        self.stays = RoomStays(self.file, self.hear)

    def hear(self, numbers: Iterable[Number]) -> None:
        self.told.append(set(numbers))


@pytest.fixture
async def staying() -> AsyncIterator[Staying]:
    """Ann is in 105 at one PBX; nothing is read yet."""
    made = Staying()
    await made.file.put_stay("SN1", ANN)
    yield made
    await made.stays.stop()
    await made.file.close()


async def test_they_are_read_once_it_is_known_where(staying: Staying) -> None:
    """And at another PBX they are others."""
    staying.stays.begin("SN1")
    await settle()
    found = staying.stays.of(ROOM)
    assert found is not None
    assert (found.guests, staying.told) == (("Ann",), [{ROOM}])

    staying.stays.begin("SN2")
    assert staying.stays.of(ROOM) is None
    await settle()
    assert staying.stays.of(ROOM) is None


async def test_what_was_read_for_another_pbx_is_dropped(staying: Staying) -> None:
    """Somebody signed in elsewhere while the disk was slow."""
    staying.file.gate.shut()
    staying.stays.begin("SN1")
    loading = asyncio.create_task(staying.stays.load())
    await settle()
    staying.stays.begin("SN2")
    staying.file.gate.open()
    await loading
    await settle()

    assert staying.stays.of(ROOM) is None


async def test_who_was_written_down_just_now_is_there_at_once(staying: Staying) -> None:
    """And who is gone is gone; twice does no harm."""
    staying.stays.begin("SN1")
    await settle()
    staying.stays.put(OTHER, ANN)
    assert staying.stays.of(OTHER) == ANN

    staying.stays.put(OTHER, None)
    staying.stays.put(OTHER, None)

    assert staying.stays.of(OTHER) is None
    assert staying.told[1:] == [{OTHER}] * 3


@pytest.mark.expected_log("the disk is gone")
async def test_what_cannot_be_read_is_said_until_it_can(staying: Staying) -> None:
    """Whoever asks again hears of it themselves."""
    staying.file.error = StorageError("the disk is gone")
    staying.stays.begin("SN1")
    await settle()
    assert staying.stays.notice is not None
    assert staying.told == [set()]
    with pytest.raises(StorageError):
        await staying.stays.load()

    staying.file.error = None
    await staying.stays.load()

    assert staying.stays.notice is None
    assert staying.stays.of(ROOM) is not None


async def test_signed_out_nothing_is_read(staying: Staying) -> None:
    """There is no PBX to be of."""
    await staying.stays.load()

    assert staying.told == []
