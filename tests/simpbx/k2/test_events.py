"""Facts as the K2's events."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.directory import Device
from ctiapp.simpbx.facts import (
    AgentMissed,
    AgentPaused,
    DepartmentsSwitched,
    HostLeft,
    KeyPressed,
    PresenceChanged,
    Reason,
    RegistrationChanged,
    SurveyAnswered,
    TrunkChanged,
)
from ctiapp.simpbx.k2.events import REASONS, written
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House


def statuses(house: House) -> list[list[str]]:
    told = house.heard("CallStatus")
    return [[next(iter(m.values()))["memberstatus"] for m in e["members"]] for e in told]


def test_a_call_is_told_in_snapshots(house: House) -> None:
    outside, _ = house.talk()
    house.exchange.hang_up(outside)
    assert statuses(house) == [["ALERT", "RING"], ["ANSWERED", "ANSWER"], ["BYE", "ANSWER"]]
    names = [event["event"] for event in house.events]
    assert names[-2:] == ["ExtensionStatus", "NewCdr"]
    assert all(event["sn"] == SERIAL_NUMBER for event in house.events)


def test_an_idle_phone_is_registered(house: House) -> None:
    outside, _ = house.talk()
    house.exchange.hang_up(outside)
    told = [event["status"] for event in house.heard("ExtensionStatus")]
    assert told == ["Ringing", "Busy", "Registered"]


def test_a_registration_is_told_with_its_address(house: House) -> None:
    entry = house.exchange.directory.extensions["2001"]
    entry.devices.append(Device("Mobile", "192.168.28.151"))
    entry.devices[1].registered = False
    house.events.clear()
    house.exchange.emit(RegistrationChanged("2001", "Mobile", False, "192.168.28.151"))
    house.exchange.register("2001", registered=False)
    house.exchange.register("2001", registered=True)
    told = [(e["status"], e.get("registeredIP")) for e in house.heard("ExtensionStatus")]
    assert told == [
        ("Registered", None),
        ("Unregistered", None),
        ("Registered", "192.168.28.21"),
    ]


def test_a_phone_that_is_gone_is_not_registered_after_its_call(house: House) -> None:
    outside, _ = house.talk()
    house.exchange.register("2000", registered=False)
    house.exchange.hang_up(outside)
    assert house.heard("ExtensionStatus")[-1]["status"] == "Unregistered"


def test_what_is_not_monitored_is_not_told(house: House) -> None:
    house.face.monitoring.off_for["2000"] = {"call_state"}
    house.talk()
    assert house.heard("ExtensionStatus") == []
    assert len(house.heard("CallStatus")) == 2
    house.face.monitoring.off.add("trunk")
    house.talk("2001")
    assert len(house.heard("CallStatus")) == 2
    house.exchange.router.dial("2002", "2003")
    assert len(house.heard("CallStatus")) == 3


def test_a_transfer_at_a_phone_is_told(house: House) -> None:
    outside, own = house.talk()
    house.exchange.transfers.blind(outside, "2001", by_phone=True)
    (event,) = house.heard("Tranfer")
    assert event["members"][1] == {"ext": {"number": "2000", "channelid": own.channel}}
    assert "memberstatus" not in event["members"][0]["inbound"]


def test_forwarding_is_told_by_who_calls(house: House) -> None:
    house.exchange.directory.extensions["2000"].forward_to = "2001"
    house.ring_in("2000")
    (forward,) = house.heard("Forward")
    assert [list(member) for member in forward["members"]] == [["inbound"]]
    house.exchange.router.dial("2002", "2000")
    (transfer,) = house.heard("Tranfer")
    assert [list(member) for member in transfer["members"]] == [["ext"]]


def test_a_failure_names_extensions_alone(house: House) -> None:
    house.ring_in("2000")
    channel = house.leg("2000").channel
    house.wait(61)
    (event,) = house.heard("CallFailed")
    assert event["reason"] == "603 Declined"
    assert event["members"] == [{"ext": {"number": "2000", "channelid": channel}}]


def test_every_reason_is_printed() -> None:
    assert set(REASONS) == set(Reason)


def test_keys_are_told_one_by_one_and_all_so_far(house: House) -> None:
    outside, _ = house.talk()
    call = outside.call
    for index, key in enumerate("42"):
        house.exchange.emit(KeyPressed(call.snapshot(), key, index))
    first, second = house.heard("DTMF")
    assert (first["info"], first["flag"], first["infos"]) == ("4", "0", "4")
    assert (second["info"], second["flag"], second["infos"]) == ("2", "1", "42")
    assert second["members"][0]["inbound"]["memberstatus"] == "ANSWERED"
    house.exchange.hang_up(outside)
    house.exchange.emit(KeyPressed(replace(call.snapshot(), members=()), "7", 0))
    assert house.heard("DTMF")[-1]["infos"] == "7"


def test_agents_are_told_of_by_name_and_with_a_prefix(house: House) -> None:
    missed = AgentMissed("6402", "2001", "5503301", "1700000000.9")
    house.exchange.emit(missed)
    name = house.exchange.directory.extensions["2001"].name
    (event,) = house.heard("QueueAgentRingNoAnswerTimeout")
    assert (event["queue"], event["agent"], event["caller"]) == ("queue-6402", name, "5503301")
    house.site.inferred.agent_as = "number"
    house.exchange.emit(missed)
    assert house.heard("QueueAgentRingNoAnswerTimeout")[1]["agent"] == "2001"
    house.exchange.emit(AgentPaused("6402", "2001", (("5503301", "1700000000.9"),)))
    (paused,) = house.heard("QueueAutoPause")
    assert (paused["queue"], paused["agent"]) == ("6402", "2001")
    assert paused["misscall"] == [{"caller": "5503301", "callid": "1700000000.9"}]


def test_a_survey_is_told(house: House) -> None:
    house.exchange.emit(SurveyAnswered("1700000000.9", "5"))
    (event,) = house.heard("satisfaction")
    assert (event["callid"], event["surveyresult"]) == ("1700000000.9", "5")


@pytest.mark.parametrize(
    "fact",
    [
        PresenceChanged("2000", "away"),
        TrunkChanged("City-SIP", 41, ""),
        HostLeft("1", "2000"),
        DepartmentsSwitched(on=True, shows_root=True),
    ],
)
def test_there_are_no_events_for_the_rest(
    house: House, fact: PresenceChanged | TrunkChanged | HostLeft | DepartmentsSwitched
) -> None:
    house.exchange.emit(fact)
    assert house.events == []


def test_an_event_is_compact_and_keeps_its_letters() -> None:
    text = written({"event": "X", "name": "Große Runde"})
    assert text == f'{{"event":"X","name":"Große Runde","sn":"{SERIAL_NUMBER}"}}'
    assert json.loads(text)["name"] == "Große Runde"
