"""Calls of the past and their recordings at the simulated OpenVox UC."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget
from ctiapp.model.number import Number
from ctiapp.pbx.openvox.unprinted import PROBES
from tests.pbx.openvox.desk import COLLEAGUE, ME, Desk


def past(desk: Desk) -> None:
    for caller, callee in (("0301234567", "2000"), ("2001", "2000"), ("2001", "2002")):
        desk.control("record", **{"from": caller, "to": callee, "talk_s": 7, "recorded": True})


async def test_the_calls_of_an_extension_and_of_somebody_outside(desk: Desk) -> None:
    client = await desk.signed_in()
    past(desk)
    async for _ in client.extensions():
        pass
    assert [one.caller.number.text for one in await client.call_records(ME)] in (
        ["0301234567", "2001"],
        ["2001", "0301234567"],
    )
    assert len(await client.call_records(COLLEAGUE, since=desk.now - timedelta(days=3))) == 2
    (outside,) = await client.call_records(Number("+49301234567"))
    assert (outside.talk_s, outside.callee.number) == (7, ME)
    assert await client.call_records(Number("")) == ()
    told = [client.tells_records_of(each) for each in (ME, COLLEAGUE, Number("6400"))]
    assert told == [True, True, False]
    assert await client.call_records(ME, until=desk.now - timedelta(days=300)) == ()


async def test_a_pbx_that_tells_nothing_is_not_asked_again(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("face", name="missing", value=["cdr/get_random"])
    assert client.tells_records
    for _ in range(2):
        assert await client.call_records(ME) == ()
    assert not client.tells_records
    assert client.withdrawn == {Capability.HISTORY, *PROBES}
    assert len(desk.asked("cdr/get_random")) == 1


async def test_a_recording_is_fetched_by_the_name_in_its_record(desk: Desk) -> None:
    client = await desk.signed_in()
    past(desk)
    (record,) = await client.call_records(Number("0301234567"))
    assert record.recording.startswith("exten-0301234567-2000-")
    sound = b"".join([piece.data async for piece in client.recording(record.recording)])
    assert sound.startswith(b"RIFF")
    with pytest.raises(NoSuchTarget):
        async for _ in client.recording("exten-1-2-20240102-091500-1700000200.7.wav"):
            pass
