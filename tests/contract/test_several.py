"""Of several calls of one's own: what is offered with each is done, and with that one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from ctiapp.model.abilities import able as can
from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability, Verb
from ctiapp.state.selectors import actions, unclear
from tests.contract.kinds import RUNS_ON, able
from tests.contract.office import CALLER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.call import Call
    from tests.contract.office import Office

SECOND: Final = "0401112223"
ENDS: Final = (Verb.RESUME, Verb.REJECT, Verb.HANG_UP)


async def _talks(office: Office, number: str) -> Call:
    office.rings(number)
    await office.until_phase(Phase.RINGING, number)
    office.do("pickup", extension="2000")
    return await office.until_phase(Phase.TALKING, number)


async def _colleague_rings(office: Office, number: str = "2001") -> None:
    office.do("dial", extension=number, number="2000")
    await office.until_phase(Phase.RINGING, number)


async def _colleague_talks(office: Office) -> Call:
    await _colleague_rings(office)
    office.do("pickup", extension="2000")
    return await office.until_phase(Phase.TALKING, "2001")


async def _two_held(office: Office) -> None:
    for number in (CALLER, SECOND):
        await office.calls.hold((await _talks(office, number)).call_id)


async def _talk_beside_held(office: Office) -> None:
    await office.calls.hold((await _talks(office, CALLER)).call_id)
    await _talks(office, SECOND)


async def _colleague_beside_held(office: Office) -> None:
    await office.calls.hold((await _talks(office, CALLER)).call_id)
    await _colleague_talks(office)


async def _talk_beside_held_colleague(office: Office) -> None:
    await office.calls.hold((await _colleague_talks(office)).call_id)
    await _talks(office, CALLER)


async def _colleague_rings_beside_held(office: Office) -> None:
    await office.calls.hold((await _talks(office, CALLER)).call_id)
    await _colleague_rings(office)


async def _colleague_rings_beside_talk(office: Office) -> None:
    await _talks(office, CALLER)
    await _colleague_rings(office)


async def _two_colleagues_ring(office: Office) -> None:
    await _colleague_rings(office)
    await _colleague_rings(office, "2002")


STAGES: Final[dict[str, Callable[[Office], Awaitable[None]]]] = {
    "two-held": _two_held,
    "talk-beside-held": _talk_beside_held,
    "colleague-beside-held": _colleague_beside_held,
    "talk-beside-held-colleague": _talk_beside_held_colleague,
    "colleague-rings-beside-held": _colleague_rings_beside_held,
    "colleague-rings-beside-talk": _colleague_rings_beside_talk,
    "two-colleagues-ring": _two_colleagues_ring,
}


def _who(call: Call) -> str:
    return "" if call.remote_number is None else call.remote_number.text


def offered(office: Office) -> list[tuple[str, Verb]]:
    """With whom what can be done of what ends a call or takes it back, as the window offers it."""
    mine = {one for one, kinds in RUNS_ON.items() if office.kind.name in kinds}
    found = []
    for call in office.living:
        hidden = unclear(call, office.living, mine)
        found += [
            (_who(call), verb)
            for verb in actions(call)
            if verb in ENDS and can(verb, mine) and verb not in hidden
        ]
    return sorted(found, key=str)


def _all_leave(office: Office) -> None:
    """Whoever is in a call beside oneself hangs up."""
    for call in list(office.pbx.exchange.calls.values()):
        other = next(leg for leg in call.legs if leg.alive and leg.extension != "2000")
        if other.extension is None:
            office.do("caller_hangup", call_id=call.id)
        else:
            office.do("hangup", extension=other.extension, call_id=call.id)


@able(Capability.HOLD)
@pytest.mark.parametrize("stage", STAGES)
async def test_what_is_offered_is_done_with_the_call_that_is_meant(
    office: Office, stage: str
) -> None:
    """Each on a fresh stage; the other call stays."""
    async with office.linked():
        done: list[tuple[str, Verb]] = []
        while True:
            await STAGES[stage](office)
            await office.until_true()
            left = [one for one in offered(office) if one not in done]
            if left:
                done.append(left[0])
                number, verb = left[0]
                call = next(one for one in office.living if _who(one) == number)
                others = {one.call_id for one in office.living} - {call.call_id}
                deeds = {
                    Verb.RESUME: office.calls.resume,
                    Verb.REJECT: office.calls.reject,
                    Verb.HANG_UP: office.calls.hang_up,
                }
                await deeds[verb](call.call_id)
                await office.until_true()
                assert {one.call_id for one in office.living} >= others
            _all_leave(office)
            await office.until(lambda: not office.living, "all gone")
            if not left:
                break
