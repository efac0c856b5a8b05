"""Calls of the past and their recordings, at every kind of PBX."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget
from ctiapp.model.events import CallRecorded
from ctiapp.model.number import Number
from tests.contract.kinds import able
from tests.contract.office import CALLER, ME

if TYPE_CHECKING:
    from tests.contract.office import Office


async def talked(office: Office) -> CallRecorded:
    """Talk with somebody, on record; what the PBX tells of it at its end."""
    office.do("rights", extension="2000", recorded=True)
    async with office.linked():
        await office.talk()
        office.do("hangup", extension="2000")
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until(
            lambda: any(isinstance(event, CallRecorded) for event in office.events), "told"
        )
    return next(event for event in office.events if isinstance(event, CallRecorded))


@able(Capability.HISTORY)
async def test_a_call_that_is_over_is_told_at_its_end_and_when_asked(office: Office) -> None:
    told = await talked(office)
    client = await office.new()
    records = await client.call_records(Number(CALLER))

    assert told.ended is not None
    assert told.ended.caller.number == Number(CALLER)
    assert told.ended.callee.number == ME
    assert client.tells_records
    assert [(one.caller.number, one.callee.number) for one in records] == [(Number(CALLER), ME)]
    assert records[0].direction is told.ended.direction
    assert records[0].outcome is told.ended.outcome
    seconds = abs((records[0].at - office.at).total_seconds())
    assert seconds < 120, records[0].at  # whatever the PBX's zone is


@able(Capability.RECORDING_FILES)
async def test_a_recording_that_a_call_was_told_to_have_is_fetched(office: Office) -> None:
    told = await talked(office)
    client = await office.new()
    assert told.ended is not None
    assert told.ended.recording
    data = b"".join([piece.data async for piece in client.recording(told.ended.recording)])

    assert data[:4] == b"RIFF"


@able(Capability.RECORDING_FILES)
async def test_a_recording_that_is_gone_is_told(office: Office) -> None:
    client = await office.new()
    with pytest.raises(NoSuchTarget):
        await anext(client.recording("20260101000000-1.1-2000-5503301-Inbound.wav"))
