"""A simulated K2, without sockets and with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.simpbx.k2.house import House
from tests.simpbx.k2.served import Served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """A simulated K2 with sockets."""
    async with aiohttp.ClientSession() as session:
        running = Served(session)
        await running.open()
        yield running
        await running.close()
