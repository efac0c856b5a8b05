"""Events as those get them who named no version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx.k2.events import written as written_new
from ctiapp.simpbx.k2.old_dialect import written

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House


def old(event: dict[str, Any], version: str = "") -> Any:
    return json.loads(written(written_new(event), version))


def test_the_right_version_changes_nothing(house: House) -> None:
    house.talk()
    text = written_new(house.events[0])
    assert written(text, "2.0.0") == text
    assert json.loads(written(text, "1.0.0"))["action"] == "RING"


def test_a_call_is_told_by_what_stands_out(house: House) -> None:
    outside, _ = house.talk()
    house.exchange.hang_up(outside)
    told = [old(event) for event in house.heard("CallStatus")]
    assert [event["action"] for event in told] == ["RING", "ANSWER", "BYE"]
    ends = {"from": "5503301", "to": "2000", "trunk": "City-SIP", "inboundid": outside.channel}
    assert told[0]["call"] == [{"inbound": ends}, {"ext": {"extid": "2000"}}]
    record = old(house.heard("NewCdr")[0])
    assert (record["action"], record["srctrunkname"]) == ("NewCdr", "City-SIP")
    assert {"callduration", "talkduration", "desttrunkname"} < set(record)


@pytest.mark.parametrize("statuses", [["ANSWERED", "HOLD"], []])
def test_a_call_of_those_who_stay_is_answered(statuses: list[str]) -> None:
    members = [{"ext": {"number": "1", "memberstatus": each}} for each in statuses]
    event = {"event": "CallStatus", "callid": "1.1", "members": members}
    assert old(event)["action"] == "ANSWERED"


def test_what_is_about_no_call_keeps_its_fields() -> None:
    event = {"event": "ExtensionStatus", "extension": "2000", "status": "Busy"}
    body = old(event, "1.0.0")
    del body["sn"]
    assert body == {"action": "ExtensionStatus", "extension": "2000", "status": "Busy"}
