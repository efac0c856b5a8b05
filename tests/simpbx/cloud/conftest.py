"""A Cloud PBX without sockets, one with them, and its client and listener."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import RunningPbx, serve
from tests.simpbx.cloud.house import House
from tests.simpbx.pushed import Asking, Listening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def pbx() -> AsyncIterator[RunningPbx]:
    async with await serve(PbxOptions(kind="cloud")) as running:
        yield running


@pytest.fixture
async def asking(pbx: RunningPbx) -> AsyncIterator[Asking]:
    """A client that has not logged in."""
    async with aiohttp.ClientSession() as session:
        yield Asking(pbx, session, "/api/v1.1.0/")


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    server = Listening()
    await server.start()
    yield server
    await server.close()
