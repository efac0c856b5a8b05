"""A running simulated PBX, and a client of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import RunningPbx, serve
from tests.simpbx.office import Client, Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
async def pbx() -> AsyncIterator[RunningPbx]:
    async with await serve(PbxOptions()) as running:
        yield running


@pytest.fixture
async def stranger(pbx: RunningPbx) -> AsyncIterator[Client]:
    """A client that has not logged in."""
    async with aiohttp.ClientSession() as session:
        client = Client(pbx, session)
        yield client
        await client.close()


@pytest.fixture
async def client(stranger: Client) -> Client:
    """A client that has logged in."""
    await stranger.log_in()
    return stranger
