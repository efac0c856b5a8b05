"""A house with an OpenVox UC, logged in to or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simpbx.openvox.house import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def stranger() -> AsyncIterator[House]:
    """A house whose PBX nobody has logged in to."""
    async with House() as house:
        yield house


@pytest.fixture
async def house(stranger: House) -> House:
    """A house whose PBX the application has logged in to."""
    await stranger.log_in()
    return stranger
