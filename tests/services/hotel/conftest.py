"""The small hotel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
async def waking(time_flies: None) -> AsyncIterator[Waking]:
    """The night desk, somebody signed in, half an hour before the first wake-up call."""
    made = Waking()
    await made.open()
    yield made
    await made.close()
