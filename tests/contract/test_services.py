"""Calls to what is no person, at every kind of PBX: a group, a queue, a menu, a conference.

Whoever rings or talks is shown; what serves a caller is no party (its number is what was dialled).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Capability
from ctiapp.model.number import Number
from ctiapp.simpbx.directory import Ivr
from tests.contract.kinds import able
from tests.contract.office import CALLER

if TYPE_CHECKING:
    from tests.contract.office import Office

GROUP, QUEUE, MENU, ROOM = "6300", "6405", "6200", "6501"
FROM = pytest.mark.parametrize("by_client", [False, True], ids=["by phone", "by client"])


async def dial(office: Office, number: str, *, by_client: bool) -> None:
    """Dial, by one's own phone or from the desk, and see that it is under way."""
    if by_client:
        dialled = await office.calls.dial(Number(number))
        assert dialled is not None
        await office.until_phase(Phase.DIALING)
        office.do("pickup", extension="2000")
    else:
        office.do("dial", extension="2000", number=number)


@FROM
@able(Capability.DIAL)
async def test_a_group_that_is_dialled_rings_until_one_takes_it(
    office: Office, by_client: bool
) -> None:
    async with office.linked():
        await dial(office, GROUP, by_client=by_client)
        await office.until_phase(Phase.DIALING, "2001")
        await office.until_true()
        office.do("pickup", extension="2002")
        await office.until_phase(Phase.TALKING, "2002")
        await office.until_true()
        office.do("hangup", extension="2002")
        call = await office.until_phase(Phase.ENDED, "2002")
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.REMOTE_HUNG_UP


@FROM
@able(Capability.DIAL)
async def test_a_queue_that_is_dialled_answers_and_then_an_agent(
    office: Office, by_client: bool
) -> None:
    async with office.linked():
        await dial(office, QUEUE, by_client=by_client)
        await office.until_true()
        office.do("pickup", extension="2001")
        await office.until_phase(Phase.TALKING, "2001")
        await office.until_true()
        office.do("hangup", extension="2000")
        await office.until_phase(Phase.ENDED, "2001")
        await office.until_true()


@FROM
@able(Capability.DIAL)
async def test_a_menu_that_is_dialled_talks_to_one_and_leads_to_somebody(
    office: Office, by_client: bool
) -> None:
    office.pbx.exchange.directory.ivrs[MENU] = Ivr(1, MENU, "Menu", "2001")
    async with office.linked():
        await dial(office, MENU, by_client=by_client)
        await office.until_phase(Phase.TALKING)
        await office.until_true()
        office.do("advance", seconds=7)
        await office.until_true()
        office.do("pickup", extension="2001")
        await office.until_phase(Phase.TALKING, "2001")
        await office.until_true()


@FROM
@able(Capability.DIAL)
async def test_one_is_alone_in_a_conference_until_somebody_comes(
    office: Office, by_client: bool
) -> None:
    async with office.linked():
        await dial(office, ROOM, by_client=by_client)
        await office.until_phase(Phase.TALKING)
        await office.until_true()
        office.do("hangup", extension="2000")
        await office.until(lambda: not office.living, "over")
        await office.until_true()


@able()
async def test_a_caller_is_led_by_a_menu_to_ones_own_phone(office: Office) -> None:
    office.pbx.exchange.directory.ivrs[MENU] = Ivr(1, MENU, "Menu", "2000")
    async with office.linked():
        call_id = office.rings(to=MENU)
        office.do("advance", seconds=7)
        call = await office.until_phase(Phase.RINGING, CALLER)
        assert call.remote_number == Number(CALLER)
        await office.until_true()
        office.do("pickup", extension="2000")
        await office.until_phase(Phase.TALKING, CALLER)
        await office.until_true()
        office.do("caller_hangup", call_id=call_id)
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()


@able()
async def test_a_caller_of_a_menu_whose_phone_nobody_took_gives_up(office: Office) -> None:
    office.pbx.exchange.directory.ivrs[MENU] = Ivr(1, MENU, "Menu", "2000")
    async with office.linked():
        call_id = office.rings(to=MENU)
        office.do("advance", seconds=7)
        await office.until_phase(Phase.RINGING, CALLER)
        office.do("caller_hangup", call_id=call_id)
        call = await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.CALLER_GAVE_UP


@able()
async def test_a_group_that_is_called_rings_here_until_a_colleague_takes_it(
    office: Office,
) -> None:
    async with office.linked():
        office.rings(to=GROUP)
        await office.until_phase(Phase.RINGING, CALLER)
        await office.until_true()
        office.do("pickup", extension="2001")
        await office.until(lambda: not office.living, "taken by a colleague")
        await office.until_true()
