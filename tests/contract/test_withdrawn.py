"""What a PBX turns out to lack is offered no more, and neither is what hangs on it.

A P-Series refuses by its rights, which are another matter: ``tests/pbx/p_series`` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.errors import NotSupported
from tests.contract.kinds import that

if TYPE_CHECKING:
    from tests.contract.office import Office

LACKING = 10003
by_endpoint = that(lambda kind: kind.family != "p-series")


def lacks(office: Office, verb: str) -> str:
    """Have the PBX say that it has not this endpoint of an extension's, or a channel's, call."""
    endpoint = f"{'call' if office.kind.family == 'k2' else 'extension'}/{verb}"
    office.do("fail", endpoint=endpoint, errcode=LACKING, times=9)
    return endpoint


@by_endpoint
async def test_nobody_is_held_any_more_where_nobody_can_be_taken_back(office: Office) -> None:
    """Nor is it sent for the next call; who is on hold is still asked for."""
    async with office.linked():
        call = await office.talk()
        await office.calls.hold(call.call_id)
        await office.until_phase(Phase.HELD)
        lacks(office, "unhold")
        with pytest.raises(NotSupported):
            await office.calls.resume(call.call_id)

        asked = len(office.pbx.face.requests)
        for verb in (Verb.HOLD, Verb.RESUME):
            with pytest.raises(NotSupported):
                office.calls.refuse_unable(verb)
        assert len(office.pbx.face.requests) == asked


@by_endpoint
async def test_what_cannot_be_hung_up_cannot_be_rejected_either(office: Office) -> None:
    """One request tells it; the next is refused unsent, and so is hanging up."""
    async with office.linked():
        endpoint = lacks(office, "hangup")
        office.rings()
        call = await office.until_phase(Phase.RINGING)
        with pytest.raises(NotSupported):
            await office.calls.reject(call.call_id)
        assert not {Capability.HANG_UP, Capability.REJECT} & office.capabilities

        for again in (office.calls.reject, office.calls.hang_up):
            with pytest.raises(NotSupported):
                await again(call.call_id)
        assert len(office.asked(endpoint)) == 1


@that(lambda kind: kind.family == "openvox")
async def test_where_taking_back_is_in_no_handbook_it_is_looked_for_first(office: Office) -> None:
    """And nobody was put on hold for that."""
    office.lacks = frozenset({Capability.RESUME})
    office.do("face", name="missing", value=["extension/unhold"])
    async with office.linked():
        call = await office.talk()
        with pytest.raises(NotSupported):
            await office.calls.hold(call.call_id)

    assert office.asked("extension/hold") == []
