"""Oneself as an agent: every verb, what confirms it, and what it shows meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import InvalidState

if TYPE_CHECKING:
    from tests.services.fakes import World


async def test_nothing_is_asked_before_the_link_is_up(world: World) -> None:
    """Signed out, every verb says so."""
    with pytest.raises(InvalidState) as told:
        await world.agents.pause()
    assert told.value.key == "link.not_up"
