"""The small hotel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Presence
from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from tests.services.fakes import START, settle
from tests.services.hotel.house import Hotel
from tests.services.hotel.waking import Waking

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def hotel(time_flies: None) -> AsyncIterator[Hotel]:
    """Five rooms, at work."""
    made = Hotel()
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def lived_in(hotel: Hotel) -> Hotel:
    """Two guests in room 105, with all that can be erased; nobody in 106."""
    hotel.move_in(
        "105",
        "Anna Li / Ben Chen",
        email="anna@example.com",
        mobile="+49 170 1234567",
        routes=frozenset({"1", "2"}),
        presence=Presence.DO_NOT_DISTURB,
        has_password=True,
    )
    hotel.ring_at("105", "05:45", "07:00")
    guests = ("Anna Li", "Ben Chen")
    stay = Stay(0, Number("105"), guests, "Anna Li / Ben Chen", at=START)
    hotel.rooms.stayed(Number("105"), await hotel.file.put_stay("SN1", stay))
    await settle()
    return hotel


@pytest.fixture
async def waking(time_flies: None) -> AsyncIterator[Waking]:
    """The night desk, somebody signed in, half an hour before the first wake-up call."""
    made = Waking()
    await made.open()
    yield made
    await made.close()
