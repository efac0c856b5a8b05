"""One's own messages at the simulated OpenVox UC, before and after a call has told its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.events import CallRecorded
from ctiapp.model.messagekeys import came_since
from tests.pbx.openvox.desk import following

if TYPE_CHECKING:
    from tests.pbx.openvox.desk import Desk

AGES_S = (600, 1200, 1800)


async def test_when_messages_came_is_known_once_a_call_told_the_clock(desk: Desk) -> None:
    desk.control("zone", name="Asia/Kathmandu")  # a quarter of an hour off all desks but its own
    for ago_s, caller in zip(reversed(AGES_S), ("0301", "0302", "0301"), strict=True):
        desk.control("message", extension="2000", seconds=5, ago_s=ago_s, **{"from": caller})
    client = await desk.signed_in()
    before = await client.voicemails()
    assert [each.at for each in before] == [None] * 3
    assert [each.caller.number.text for each in before] == ["0301", "0302", "0301"]

    async with following(client) as seen:
        call_id = desk.control("call", **{"from": "0309", "to": "2000"})["call_id"]
        desk.control("pickup", extension="2000")
        desk.control("caller_hangup", call_id=call_id)
        await seen.until(lambda: any(isinstance(each, CallRecorded) for each in seen.events))
        after = await client.voicemails()

    assert [each.file for each in after] == [each.file for each in before]
    assert came_since(before, after) == ()
    for each, ago_s in zip(after, AGES_S, strict=True):
        assert each.at is not None
        assert abs((desk.now - each.at).total_seconds() - ago_s) < 60
