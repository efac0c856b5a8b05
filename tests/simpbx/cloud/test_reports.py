"""The shape of each report, held against the handbook's examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx import announce, editing
from ctiapp.simpbx.cloud.reports import written
from ctiapp.simpbx.facts import KeyPressed, SurveyAnswered

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House

SERIAL = {"sn": "3631A2124042"}


def last(house: House, action: str) -> Any:
    return next(each for each in reversed(house.reports) if each["action"] == action)


def test_an_outside_party_who_is_called_stands_in_outbound(house: House) -> None:
    call = house.exchange.router.dial("2001", "97183737300")
    second = call.id.partition(".")[0]
    (line,) = house.ask("outbound/query")["outbound"]
    assert last(house, "RING") == {
        "action": "RING",
        "callid": call.id,
        "call": [
            {
                "outbound": {
                    "from": "2001",
                    "to": "97183737300",
                    "trunk": "City-SIP",
                    "outboundid": line["outboundid"],
                }
            },
            {"ext": {"extid": "2001"}},
        ],
        **SERIAL,
    }
    assert line["outboundid"].startswith(f"{second}.")
    assert line["outboundid"] != call.id


def test_a_failure_has_its_members_beside_call(house: House) -> None:
    call = house.exchange.router.dial("2001", "9718300486")
    house.wait(2)
    failed = last(house, "CallFailed")
    assert failed["reason"] == "486 Busy Here"
    assert failed["callid"] == call.id
    assert "call" not in failed
    assert failed["ext"] == {"extid": "2001"}
    assert failed["outbound"]["to"] == "9718300486"
    assert list(failed) == ["action", "reason", "callid", "outbound", "ext", "sn"]


def test_a_caller_who_gives_up_is_487(house: House) -> None:
    outer = house.ring_in("2000", "").legs[0]
    house.exchange.hang_up(outer)
    failed = last(house, "CallFailed")
    assert failed["reason"] == "487 Request Terminated"
    assert failed["ext"] == {"extid": "2000"}
    assert failed["inbound"]["from"] == "Unknown"


def test_the_record_has_texts_and_leaves_out_what_is_blank(house: House) -> None:
    outer, _ = house.talk("2000", "5503301")
    house.wait(7)
    house.exchange.hang_up(outer)
    record = last(house, "NewCdr")
    assert record == {
        "action": "NewCdr",
        "callid": outer.call.id,
        "timestart": "2023-11-14 22:13:20",
        "callfrom": "5503301",
        "callto": "2000",
        "callduration": "7",
        "talkduration": "7",
        "srctrunkname": "City-SIP",
        "status": "ANSWERED",
        "type": "Inbound",
        "didnumber": outer.call.did,
        **SERIAL,
    }


def test_an_offer_that_is_refused_has_no_record(house: House) -> None:
    house.exchange.directory.trunks["City-SIP"].inbound_control = True
    call = house.ring_in("2000", "5503301")
    assert house.calls() == [("Invite", ["5503301"])]
    assert house.ask("inbound/refuse", inboundid=call.id) == {}
    assert house.actions() == ["BYE"]


def test_an_offer_that_is_accepted_rings(house: House) -> None:
    house.exchange.directory.trunks["City-SIP"].inbound_control = True
    call = house.ring_in("2000", "5503301")
    house.actions()
    assert house.ask("inbound/accept", inboundid=call.id) == {}
    assert house.actions() == ["ALERT", "RING"]
    assert house.refused("inbound/accept", inboundid=call.id) == "10016"
    assert house.refused("inbound/refuse", inboundid=call.id) == "10016"
    house.exchange.hang_up(call.legs[0])
    assert house.actions() == ["CallFailed", "NewCdr"]


def test_a_call_that_is_to_be_told_where_to_go_is_led_there(house: House) -> None:
    """As printed, l. 5930-5945."""
    house.exchange.directory.trunks["City-SIP"].destination_control = True
    call = house.ring_in("2000", "5503301")
    (told,) = house.reports
    line = {"from": "5503301", "to": "2000", "trunk": "City-SIP", "inboundid": call.id}
    assert told == {
        "action": "Incoming",
        "callid": call.id,
        "call": [{"inbound": line}],
        **SERIAL,
    }
    (row,) = house.ask("inbound/query")["inbound"]
    assert (row["status"], row["callee"]) == ("Wait", [])
    house.reports.clear()
    house.ask("inbound/transfer_number", inboundid=call.id, number="2003")
    house.wait(11)
    assert house.calls() == [("ALERT", ["5503301"]), ("RING", ["2003", "5503301"])]


def test_a_call_of_which_nobody_says_where_to_go_goes_where_its_line_leads(house: House) -> None:
    trunk = house.exchange.directory.trunks["City-SIP"]
    trunk.inbound_control = trunk.destination_control = True
    call = house.ring_in("2000", "5503301")
    house.wait(9)
    assert house.actions() == ["Invite"]
    house.ask("inbound/accept", inboundid=call.id)
    house.wait(9)
    assert house.actions() == ["Incoming"]
    house.wait(2)
    assert house.calls() == [("ALERT", ["5503301"]), ("RING", ["2000", "5503301"])]


def test_a_caller_who_gives_up_before_anybody_said_where_to_go_is_gone(house: House) -> None:
    house.exchange.directory.trunks["City-SIP"].destination_control = True
    call = house.ring_in("2000", "5503301")
    house.exchange.hang_up(call.legs[0])
    house.wait(11)
    assert "RING" not in house.actions()
    assert house.exchange.calls == {}


def test_keys_come_one_by_one_and_all_of_them_in_a_last_report(house: House) -> None:
    call = house.ring_in("6200", "5503301")
    house.reports.clear()
    for index, key in enumerate("12"):
        house.exchange.emit(KeyPressed(call.snapshot(), key, index, "12"))
    told = [{k: each.get(k) for k in ("info", "flag", "infos")} for each in house.reports]
    assert told == [
        {"info": "1", "flag": "0", "infos": None},
        {"info": "2", "flag": "1", "infos": None},
        {"info": None, "flag": None, "infos": "12"},
    ]
    house.reports.clear()
    house.exchange.emit(KeyPressed(call.snapshot(), "5", 2))
    assert [each["info"] for each in house.reports] == ["5"]


def test_the_end_of_a_prompt_names_who_heard_it(house: House) -> None:
    call = house.ask("extension/playprompt", extid="2003", prompt="test_prompt1+fire_drill")
    house.exchange.pick_up(house.leg("2003"))
    house.wait(2 * announce.PROMPT_S + 1)
    ends = [each for each in house.reports if each["action"] == "PlayPromptEnd"]
    assert ends[0] == {
        "action": "PlayPromptEnd",
        "callid": call["callid"],
        "ext": {"extid": "2003"},
        "prompt": "test_prompt1",
        **SERIAL,
    }
    house.ask("outbound/playprompt", outto="97183737300", prompt="fire_drill", fromext="2000")
    house.exchange.pick_up(next(iter(house.exchange.calls.values())).legs[0])
    house.wait(announce.PROMPT_S + 1)
    assert last(house, "PlayPromptEnd")["outbound"] == {"trunkname": "City-SIP"}


def test_the_end_of_a_menu_names_who_heard_it_and_the_menu(house: House) -> None:
    """As printed: l. 6043-6062 of an extension that dialled it, l. 6095-6115 of a caller."""
    own = house.exchange.router.dial("2009", "6200")
    caller = house.ring_in("6200", "5503301")
    house.wait(house.exchange.directory.ivrs["6200"].menu_s + 0.1)
    ends = [each for each in house.reports if each["action"] == "PlayPromptEnd"]
    assert ends == [
        {
            "action": "PlayPromptEnd",
            "callid": own.id,
            "call": [{"ext": {"extid": "2009"}}],
            "ivr": {"ivrid": "6200"},
            "playtonum": "2009",
            **SERIAL,
        },
        {
            "action": "PlayPromptEnd",
            "callid": caller.id,
            "call": [{"inbound": {"trunk": "City-SIP"}}],
            "ivr": {"ivrid": "6200"},
            "playtonum": "5503301",
            **SERIAL,
        },
    ]


def test_extensions_tell_what_they_do_where_they_are_monitored(house: House) -> None:
    house.exchange.router.dial("2001", "2002")
    house.exchange.pick_up(house.leg("2002"))
    house.exchange.hang_up(house.leg("2001"))
    assert house.statuses() == [
        ("2001", "Busy"),
        ("2002", "Ringing"),
        ("2002", "Busy"),
        ("2001", "Idle"),
        ("2002", "Idle"),
    ]
    house.face.monitoring.off_for["2002"] = {"call_state"}
    house.exchange.router.dial("2001", "2002")
    assert house.statuses() == [("2001", "Busy")]
    house.exchange.router.dial("2003", "2002")
    assert house.actions() == []
    house.exchange.router.dial("2002", "2004")
    assert house.actions() == ["ALERT", "RING"]


def test_registration_is_told_of_the_last_phone(house: House) -> None:
    house.exchange.register("2003", registered=True, devices=2)
    house.exchange.register("2003", registered=True, devices=1)
    assert house.statuses() == [("2003", "Registered")]
    house.exchange.register("2003", registered=False)
    assert house.statuses() == [("2003", "Unregistered")]


def test_edits_and_marks_are_told(house: House) -> None:
    editing.put_extension(house.exchange, "2099", {"first_name": "Ada"})
    assert house.reports == [
        {
            "action": "ConfigChange",
            "type": "extension",
            "extid": "2099",
            "operation": "add",
            **SERIAL,
        }
    ]
    house.reports.clear()
    house.exchange.emit(SurveyAnswered("1.1", "2"))
    assert house.reports == [
        {"action": "satisfaction", "surveyresult": "2", "callid": "1.1", **SERIAL}
    ]


def test_what_the_handbook_has_no_report_for_is_not_told(house: House) -> None:
    house.exchange.set_presence("2000", "lunch")
    house.exchange.set_trunk_status("City-SIP", 41)
    assert house.reports == []


@pytest.mark.parametrize("version", ["1.0.2", "1.1.0", "2.0.0"])
def test_newer_versions_get_json(version: str) -> None:
    text = json.dumps({"action": "RING", "call": [{"ext": {"extid": "2"}}]})
    assert written(text, version) == text


@pytest.mark.parametrize("version", ["", "1.0.0", "1.0", "new", "١.0.2"])
def test_older_versions_get_keys_that_repeat(version: str) -> None:
    body = {"action": "RING", "call": [{"ext": {"extid": "2"}}, {"ext": {"extid": "1"}}], "sn": "x"}
    assert written(json.dumps(body), version) == (
        '{"action": "RING", "ext": {"extid": "2"}, "ext": {"extid": "1"}, "sn": "x"}'
    )
    failed = {"action": "CallFailed", "ext": {"extid": ["2", "1"]}}
    assert written(json.dumps(failed), version) == (
        '{"action": "CallFailed", "ext": {"extid": "2"}, "ext": {"extid": "1"}}'
    )
