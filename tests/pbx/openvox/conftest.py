"""What the tests of a whole client stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import serve
from tests.pbx.openvox.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """An account at a simulated OpenVox UC; its clients are closed."""
    async with await serve(PbxOptions(kind="openvox")) as pbx:
        desk = Desk(pbx)
        yield desk
        for client in desk.clients:
            await client.close(revoke=True)
