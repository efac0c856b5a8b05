"""What was not answered at the sign-in is looked for again while the stream lives."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import CommandError, LinkTimeout, NotAPbx, NotSupported
from ctiapp.pbx.openvox.unprinted import LONGEST_S, LOOK_AGAIN_S, PROBES, Unprinted
from tests.pbx.openvox.answering import Answering
from tests.services.conftest import time_flies
from tests.services.fakes import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

__all__ = ["time_flies"]

DAY_S = 24 * 3600.0


@pytest.mark.parametrize("trouble", [LinkTimeout(""), CommandError(""), NotAPbx("HTTP 502")])
async def test_after_a_passing_trouble_all_is_offered_on_the_same_stream(
    trouble: Exception,
) -> None:
    def answer(_: Request) -> Mapping[str, object]:
        if asyncio.get_running_loop().time() < begun_s + LOOK_AGAIN_S:
            raise trouble
        return {"status": "Success"}

    pbx = Answering(extension__unhold=answer, extension__listen=answer)
    pbx.answers["queue/pause_agent"] = NotSupported("", code="10003")
    unprinted = Unprinted(pbx.asker)
    changed = asyncio.Event()
    unprinted.on_change = changed.set
    begun_s = asyncio.get_running_loop().time()
    async with unprinted.looking(), asyncio.timeout(LOOK_AGAIN_S * 2):
        while unprinted.unseen != {Capability.PAUSE}:
            await changed.wait()
            changed.clear()


async def test_where_all_have_answered_no_more_is_asked() -> None:
    pbx = Answering()
    async with Unprinted(pbx.asker).looking():
        await Clock.pass_s(DAY_S)
    assert len(pbx.asked) == len(PROBES)


async def test_a_pbx_that_never_tells_is_asked_ever_more_seldom_and_not_after_the_stream() -> None:
    at_s: list[float] = []

    def answer(_: Request) -> Mapping[str, object]:
        at_s.append(asyncio.get_running_loop().time())
        raise CommandError("")

    unprinted = Unprinted(Answering(extension__unhold=answer).asker)
    async with unprinted.looking():
        await Clock.pass_s(DAY_S)
    pauses = [after - before for before, after in pairwise(at_s)]
    assert pauses[:3] == [LOOK_AGAIN_S, 2 * LOOK_AGAIN_S, 4 * LOOK_AGAIN_S]
    assert pauses[-1] == LONGEST_S
    assert len(at_s) < 110
    assert unprinted.unseen == {Capability.RESUME}
    asked = len(at_s)
    await Clock.pass_s(DAY_S)
    assert len(at_s) == asked
