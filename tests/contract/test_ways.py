"""Through what a call came, and as whom to greet, at every kind of PBX."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.services.greetings import Greetings
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from tests.contract.kinds import able
from tests.contract.office import CALLER
from tests.services.fakes import Keeper

if TYPE_CHECKING:
    from tests.contract.office import Office


@pytest.mark.parametrize("early", [False, True], ids=["rings", "rang at sign-in"])
@able()
async def test_a_call_through_a_queue_says_so_and_as_whom_to_greet(
    office: Office, early: bool
) -> None:
    """Told by events, or found in a snapshot."""
    if early:
        office.rings(to="6400")
    async with office.linked():
        if not early:
            office.rings(to="6400")
        call = await office.until_phase(Phase.RINGING, CALLER)
        assert (call.via, call.did) == (Number("6400"), None)
        greetings = Greetings(greeting_for("6400"), lambda: NumberPlan("DE"))
        assert greetings.greet(call.did, call.via) == "Hotel Post, good day"

        office.do("pickup", extension="2000")
        call = await office.until_phase(Phase.TALKING, CALLER)
        assert call.via == Number("6400")
        office.do("hangup", extension="2000")
        call = await office.until_phase(Phase.ENDED, CALLER)
        assert call.via == Number("6400")


@able()
async def test_a_direct_call_came_through_nothing(office: Office) -> None:
    async with office.linked() as client:
        async for _ in client.extensions():
            pass
        office.rings()
        call = await office.until_phase(Phase.RINGING, CALLER)
        assert call.via is None


def greeting_for(number: str) -> Preferences:
    """Settings in which one greets as the hotel whoever called this number."""
    settings = replace(Settings(), greetings={number: "Hotel Post, good day"})
    return Preferences(settings, Keeper(), Notices())
