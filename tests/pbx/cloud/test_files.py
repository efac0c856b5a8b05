"""The list of calls and the recordings of a Cloud PBX, over sockets."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import InvalidState, NoSuchTarget
from ctiapp.model.events import CallRecorded
from ctiapp.model.number import Number
from ctiapp.pbx import pastcalls
from tests.pbx.cloud.desk import ME

if TYPE_CHECKING:
    from tests.pbx.cloud.desk import Desk

CALLER = Number("12354978652")


async def test_calls_of_the_past_newest_first(desk: Desk) -> None:
    for ago_s in (3_600, 60, 90 * 86_400):
        desk.control("record", **{"from": CALLER.text, "to": "2000", "ago_s": ago_s})
    desk.control("record", **{"from": "2001", "to": "2002", "ago_s": 30})
    client = await desk.signed_in()
    assert client.tells_records
    found = await client.call_records(CALLER, since=desk.now - timedelta(days=2))
    mine = await client.call_records(ME)

    assert [round((desk.now - one.at).total_seconds(), -2) for one in found] == [100, 3600]
    assert {one.caller.number for one in found} == {CALLER}
    assert len(mine) >= 3
    assert await client.call_records(CALLER, until=desk.now - timedelta(days=300)) == ()


async def test_a_call_of_just_now_is_there_though_the_pbx_s_clock_is_ahead(desk: Desk) -> None:
    desk.control("advance", seconds=20)
    desk.control("record", **{"from": CALLER.text, "to": "2000", "ago_s": 5})
    client = await desk.signed_in()
    assert len(await client.call_records(CALLER)) == 1
    assert await client.call_records(CALLER, until=desk.now - timedelta(seconds=60)) == ()


async def test_the_calls_of_the_whole_office_are_one_file_for_all_who_ask_now(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A week of them at most; who wants more, or what began later than that, has one fetched."""
    for ago_s in (60, 8 * 86_400):
        desk.control("record", **{"from": CALLER.text, "to": "2001", "ago_s": ago_s})
    client = await desk.signed_in()
    day, month = desk.now - timedelta(days=1), desk.now - timedelta(days=30)
    numbers = (CALLER, Number("6400"), Number("6401"))
    found, *_ = await asyncio.gather(*(client.call_records(each, since=day) for each in numbers))
    assert len(found) == 1
    assert desk.asked("cdr/get_random") == 1

    assert len(await client.call_records(CALLER, since=month)) == 1
    assert len(await client.call_records(CALLER, since=day)) == 1
    assert desk.asked("cdr/get_random") == 2
    until = desk.now + timedelta(hours=2)
    for each in numbers:
        await client.call_records(each, since=day, until=until)
    assert desk.asked("cdr/get_random") == 3

    monkeypatch.setattr(pastcalls, "HOLDS_S", 0.0)
    for since, asked in ((month, 5), (day, 7)):
        await client.call_records(CALLER, since=since, until=until)
        await client.call_records(ME)  # which is another list: by then the first is dropped
        assert desk.asked("cdr/get_random") == asked


async def test_a_pbx_that_tells_none_is_asked_no_more(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="cdr/get_random", errcode=10003)
    for _ in range(2):
        assert await client.call_records(CALLER) == ()

    assert desk.asked("cdr/get_random") == 1
    assert not client.tells_records
    assert client.withdrawn == {Capability.HISTORY}


async def test_nobody_is_asked_for_who_withholds_their_number(desk: Desk) -> None:
    client = await desk.signed_in()

    assert await client.call_records(Number("")) == ()
    assert desk.asked("cdr/get_random") == 0


async def test_a_recording_is_fetched_by_its_name(desk: Desk) -> None:
    desk.control("record", **{"from": CALLER.text, "to": "2000", "recorded": True, "talk_s": 2})
    client = await desk.signed_in()
    record = next(one for one in await client.call_records(CALLER) if one.recording)
    pieces = [piece async for piece in client.recording(record.recording)]
    sound = b"".join(piece.data for piece in pieces)

    assert sound[:4] == b"RIFF"
    assert pieces[-1].total in (None, len(sound))


async def test_a_recording_that_is_gone_is_said(desk: Desk) -> None:
    client = await desk.signed_in()
    for name in ("nothing.wav", " "):
        with pytest.raises(NoSuchTarget):
            _ = [piece async for piece in client.recording(name)]


async def test_a_call_that_is_over_is_written_down(desk: Desk) -> None:
    async with desk.linked() as (_, watcher):
        call = desk.control("call", **{"from": CALLER.text, "to": "2000"})
        await watcher.until(lambda: bool(watcher.calls))
        desk.control("caller_hangup", call_id=call["call_id"])
        ended = await watcher.until_event(CallRecorded)

    assert isinstance(ended, CallRecorded)
    assert ended.fields["callfrom"] == CALLER.text


async def test_a_message_of_a_pbx_that_tells_no_zone_has_no_time(desk: Desk) -> None:
    """And is deleted only where the mailbox is still as it was shown."""
    desk.control("message", extension="2000", **{"from": CALLER.text})
    client = await desk.signed_in()
    desk.control("fail", endpoint="deviceinfo/query", errcode=10003, times=9)
    (message,) = await client.voicemails()
    assert message.at is None
    desk.control("message", extension="2000", **{"from": CALLER.text})
    with pytest.raises(InvalidState):
        await client.delete_voicemail(message)
    assert desk.asked("voicemail/delete") == 0
    _, oldest = await client.voicemails()
    await client.delete_voicemail(oldest)
    assert len(await client.voicemails()) == 1
    assert client.withdrawn == frozenset()
