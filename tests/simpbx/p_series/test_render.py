"""Frames, as the handbook prints them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import (
    AgentChanged,
    AgentMissed,
    AgentPaused,
    ExtensionStateChanged,
    Fact,
    PresenceChanged,
    Reason,
    RegistrationChanged,
    TrunkChanged,
)
from ctiapp.simpbx.p_series.render import REASONS, call, events, frame

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)


def test_a_call_is_told_with_blanks_and_queried_without(office: Office) -> None:
    ringing = office.ring_in(caller="").snapshot()
    inbound, own = call(ringing, " ")["members"]
    assert inbound["inbound"] == {
        "from": " ",
        "to": "2000",
        "trunk_name": "City-SIP",
        "channel_id": "PJSIP/trunk-City-SIP-endpoint-00000001",
        "member_status": "ALERT",
        "call_path": " ",
    }
    assert own["extension"]["member_status"] == "RING"
    assert call(ringing, "")["members"][0]["inbound"]["from"] == ""


def test_the_statuses_of_both_ends(office: Office) -> None:
    dialled = office.exchange.router.dial_for("2000", "5503301")

    def statuses() -> list[str]:
        members = call(dialled.snapshot(), " ")["members"]
        return [next(iter(member.values()))["member_status"] for member in members]

    assert statuses() == ["RING"]
    own = office.leg("2000")
    office.exchange.pick_up(own)
    assert statuses() == ["ALERT", "RING"]
    outside = dialled.legs[1]
    office.exchange.early_media(outside)
    assert statuses() == ["ALERT", "EARLYMEDIA"]
    office.exchange.pick_up(outside)
    assert statuses() == ["ANSWERED", "ANSWER"]
    office.exchange.hold(own)
    assert statuses() == ["HOLD", "ANSWER"]


@pytest.mark.parametrize(
    ("fact", "topic", "message"),
    [
        (
            RegistrationChanged("2010", "Mobile", registered=True, address="223.104.45.163:5060"),
            30007,
            {
                "extension": "2010",
                "kind": "Mobile",
                "status": "Registered",
                "registered_ip": "223.104.45.163",
            },
        ),
        (
            ExtensionStateChanged("2002", "ringing"),
            30008,
            {"extension": "2002", "status": "Ringing"},
        ),
        (
            PresenceChanged("2005", "business_trip"),
            30009,
            {"extension": "2005", "status": "business_trip"},
        ),
        (
            TrunkChanged("peering", 1, "112.48.19.183:18211"),
            30010,
            {
                "trunk_name": "peering",
                "kind": "PJSIP",
                "status": 1,
                "registered_ip": "112.48.19.183:18211",
            },
        ),
    ],
)
def test_events_carry_their_message_as_a_string(
    fact: Fact, topic: int, message: dict[str, object]
) -> None:
    assert events(fact) == [(topic, message)]
    sent = json.loads(frame(topic, message, "3631A2124XXX"))
    assert sent["sn"] == "3631A2124XXX"
    assert isinstance(sent["msg"], str)
    assert json.loads(sent["msg"]) == message


def test_the_agents_events_carry_an_object() -> None:
    ((topic, message),) = events(AgentMissed("6402", "2010", "5503301", "1713151497.32"))
    assert json.loads(frame(topic, message, "X")) == {
        "type": 30026,
        "msg": {
            "queue_number": "6402",
            "agent_number": "2010",
            "caller_number": "5503301",
            "call_id": "1713151497.32",
        },
    }
    told = dict(events(AgentPaused("6402", "2010", (("5003300", "1.2"),))))
    assert told[30025]["calls"] == [{"caller_number": "5003300", "call_id": "1.2"}]
    ((topic, message),) = events(AgentChanged("6402", "2010", "paused", "Lunch"))
    assert json.loads(frame(topic, message, "X")) == {
        "type": 30029,
        "sn": "X",
        "msg": {
            "queue_number": "queue-6402",
            "agent_number": "2010",
            "status": "Paused",
            "reason": "Lunch",
        },
    }


def test_the_record_of_a_call(office: Office) -> None:
    office.ring_in()
    office.exchange.pick_up(office.leg("2000"))
    office.wait(21)
    office.exchange.hang_up(office.leg("2000"))
    told = [event for fact in office.facts for event in events(fact)]
    assert told[-1] == (
        30012,
        {
            "call_id": "1700000000.1",
            "time_start": "2023-11-14 22:13:20",
            "call_from": "5503301",
            "call_to": "2000",
            "call_duration": 21,
            "talk_duration": 21,
            "src_trunk_name": "City-SIP",
            "dst_trunk_name": " ",
            "pin_code": " ",
            "status": "ANSWERED",
            "type": "Inbound",
            "recording": " ",
            "did_number": "+49305550100",
            "agent_ring_time": 0,
        },
    )
