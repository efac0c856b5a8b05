"""The services that work with a session's PBX get it, and let it go, together."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import InvalidState
from ctiapp.model.number import Number
from tests.services.fakes import World, settle


async def test_all_of_them_get_the_pbx_and_let_it_go() -> None:
    """The names are fetched, the slots looked at, a call can be dialled; and no more after it."""
    world = World()
    await world.sign_in()
    await settle()
    pbx = world.pbx
    assert (pbx.loads, pbx.slot_looks > 0) == (1, True)
    await world.session.sign_out()
    looks = pbx.slot_looks

    with pytest.raises(InvalidState):
        await world.calls.dial(Number("2001"))
    await settle()
    assert (pbx.executed, pbx.slot_looks) == ([], looks)
