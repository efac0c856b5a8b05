"""The endpoints that look for calls and start them."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.facts import LegState
from tests.simpbx.k2.house import OK, House, failed


def test_calls_are_queried_by_id_and_by_kind(house: House) -> None:
    call = house.ring_in("2000", via="6402")
    (found,) = house.ask("call/query", callid=call.id)["calls"]
    assert found["callid"] == call.id
    assert house.ask("call/query", type="inbound")["calls"] == [found]
    assert house.ask("call/query", type="outbound") == OK
    assert house.ask("call/query", type="internal") == failed("10004")
    assert house.ask("call/query") == failed("10004")
    assert house.ask("call/query", callid="1.1") == failed("10005")


def test_the_calls_of_an_extension_are_the_snapshot_after_a_gap(house: House) -> None:
    call = house.ring_in("2000")
    rows = house.ask("extension/query_call", number="2000,2001")["calllist"]
    assert [row["number"] for row in rows] == ["2000", "2001"]
    (own,) = rows[0]["numbercalls"]
    assert own["callid"] == call.id
    assert own["members"][1]["ext"] == {
        "number": "2000",
        "channelid": call.legs[1].channel,
        "memberstatus": "RING",
    }
    assert rows[1]["numbercalls"] == []
    assert len(house.ask("extension/query_call", number="all")["calllist"]) == 24
    assert house.ask("extension/query_call", number="2000,9") == failed("10006")


def test_an_operator_who_consults_is_in_two_calls(house: House) -> None:
    outside, own = house.talk()
    house.ask("call/attended_transfer", channelid=own.channel, tonumber="2001")
    (row,) = house.ask("extension/query_call", number="2000")["calllist"]
    first, second = row["numbercalls"]
    assert first["callid"] == outside.call.id != second["callid"]


def test_dial_rings_the_caller_first(house: House) -> None:
    answer = house.ask("call/dial", caller="2000", callee="2001", dialpermission="2000")
    call = house.exchange.calls[answer["callid"]]
    assert [(leg.extension, leg.state) for leg in call.legs] == [("2000", LegState.RINGING)]
    answer = house.ask("call/dial", caller="2002", callee="2003", autoanswer="yes")
    house.wait(1)
    assert house.exchange.state_of("2003") == "ringing"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"callee": "2001"}, "10004"),
        ({"caller": "2000"}, "10004"),
        ({"caller": "1", "callee": "2001"}, "10006"),
        ({"caller": "6400", "callee": "5503301"}, "10003"),
        ({"caller": "2000", "callee": "2999"}, "10011"),
        ({"caller": "2000", "callee": "x"}, "10011"),
        ({"caller": "2011", "callee": "5503301"}, "10024"),
        ({"caller": "2000", "callee": "2001", "dialpermission": "1"}, "10006"),
        ({"caller": "2000", "callee": "2001", "autoanswer": "maybe"}, "10004"),
        ({"caller": "2000", "callee": "\ud800"}, "10004"),
    ],
)
def test_what_cannot_be_dialled_is_refused(
    house: House, values: dict[str, object], code: str
) -> None:
    assert house.ask("call/dial", **values) == failed(code)
    assert not house.exchange.calls


def test_rights_are_lent(house: House) -> None:
    answer = house.ask("call/dial", caller="2011", callee="5503301", dialpermission="2000")
    assert answer["status"] == "Success"


def test_a_right_inside_is_missed_later(house: House) -> None:
    house.exchange.directory.extensions["2000"].may_dial = False
    call_id = house.ask("call/dial", caller="2000", callee="2001")["callid"]
    house.wait(1)
    (event,) = house.heard("CallFailed")
    assert (event["callid"], event["reason"]) == (call_id, "NO Outbound Restriction")


def test_prompts_are_played(house: House) -> None:
    values = {"number": "2001", "prompt": "good_morning+fire_drill", "autoanswer": "yes"}
    call_id = house.ask("call/playprompt", **values)["callid"]
    house.wait(10)
    ended = house.heard("PlayPromptEnd")
    assert [event["prompt"] for event in ended] == ["good_morning", "fire_drill"]
    assert ended[0]["callid"] == call_id
    assert "memberstatus" not in ended[0]["members"][0]["ext"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": "2001"}, "10004"),
        ({"number": "2001", "prompt": "none"}, "10023"),
        ({"number": "2001", "prompt": "good_morning", "volume": "21"}, "10004"),
        ({"number": "2001", "prompt": "good_morning", "count": "0"}, "10004"),
        ({"number": "2999", "prompt": "good_morning"}, "10011"),
        ({"number": "5503301", "prompt": "good_morning"}, "10024"),
    ],
)
def test_what_cannot_be_played_is_refused(
    house: House, values: dict[str, object], code: str
) -> None:
    assert house.ask("call/playprompt", **values) == failed(code)
