"""What a PBX turns out to lack is offered no more, and neither is what hangs on it.

A P-Series refuses by its rights, which are another matter: ``tests/pbx/p_series`` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability, Dial, Verb
from ctiapp.model.errors import NoSuchFunction, NotSupported, OutcomeUnknown
from tests.contract.kinds import able, that
from tests.contract.office import COLLEAGUE, ME

if TYPE_CHECKING:
    from tests.contract.office import Office

LACKING = 10003
by_endpoint = that(lambda kind: kind.family != "p-series")
DIALS = {
    "p-series": "call/dial",
    "k2": "call/dial",
    "cloud": "extension/dial_extension",
    "openvox": "extension/dial_extension",
}


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


def no_page(office: Office, *, times: int, status: int = 404) -> str:
    """Have the web server before the PBX say that there is nothing where one dials."""
    endpoint = DIALS[office.kind.family]
    office.do("fail", endpoint=endpoint, page=status, times=times)
    return endpoint


@able()
async def test_what_has_no_page_was_not_done_and_may_be_tried_again(office: Office) -> None:
    """It is said at once, and nothing is taken away by it."""
    async with office.linked() as client:
        endpoint = no_page(office, times=1)
        with pytest.raises(NoSuchFunction) as refused:
            await office.calls.dial(COLLEAGUE)
        assert refused.value.params == {"answer": "HTTP 404", "verb": "dial"}
        assert client.withdrawn <= office.lacks

        await office.calls.dial(COLLEAGUE)
        await office.until_phase(Phase.DIALING)
        assert len(office.asked(endpoint)) == 2


@able()
async def test_what_another_page_answers_may_have_been_done(office: Office) -> None:
    """Nobody can say."""
    async with office.linked() as client:
        for status in (200, 403, 502):
            no_page(office, times=1, status=status)
            with pytest.raises(OutcomeUnknown):
                await client.execute(Dial(ME, COLLEAGUE))
        assert client.withdrawn <= office.lacks


@by_endpoint
async def test_what_has_no_page_twice_is_offered_no_more(office: Office) -> None:
    """Where the PBX has answered in between."""
    async with office.linked() as client:
        endpoint = no_page(office, times=9)
        for _ in range(2):
            with pytest.raises(NoSuchFunction):
                await office.calls.dial(COLLEAGUE)
            await client.snapshot()
        with pytest.raises(NotSupported):
            await office.calls.dial(COLLEAGUE)
        assert len(office.asked(endpoint)) == 2
        assert Capability.DIAL not in office.capabilities


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
