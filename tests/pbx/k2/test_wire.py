"""The events of a K2, as the fact sheet has them."""

from __future__ import annotations

import json

import pytest

from ctiapp.model import events
from ctiapp.model.call import FailReason, LegKind, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import wire
from ctiapp.pbx.members import MAX_MEMBERS
from tests.pbx.k2.frames import EVENTS, text, value


def parsed(name: str, **changes: object) -> tuple[events.PbxEvent, ...]:
    body = {**value(name), **changes}
    return wire.parse(json.dumps(body), pytest.fail)


def only(name: str, **changes: object) -> events.PbxEvent:
    (event,) = parsed(name, **changes)
    return event


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_of_the_sheet_is_read(name: str) -> None:
    found = wire.parse(text(name), pytest.fail, genuine=lambda sn: sn == "300000000001")
    assert found
    assert not any(isinstance(each, events.UnknownEvent) for each in found)


def test_a_call_is_told_whole() -> None:
    event = only("CallStatus")
    assert isinstance(event, events.CallReported)
    report = event.report
    assert report.call_id == "1700000000.21"
    assert not report.partial
    caller, agent = report.legs
    assert (caller.kind, caller.number, caller.called) == (
        LegKind.INBOUND,
        Number("555010"),
        Number("305"),
    )
    assert (caller.state, caller.calling, caller.trunk) == (LegState.CONNECTED, True, "sip-main")
    assert (agent.kind, agent.number, agent.state, agent.calling) == (
        LegKind.EXTENSION,
        Number("305"),
        LegState.CONNECTED,
        False,
    )
    assert agent.via == Number("6401")


@pytest.mark.parametrize(
    ("word", "state", "calling"),
    [
        ("ALERT", LegState.INITIATED, True),
        ("ring", LegState.ALERTING, False),
        ("Answered", LegState.CONNECTED, True),
        ("ANSWER", LegState.CONNECTED, False),
        ("HOLD", LegState.HELD, None),
        ("BYE", LegState.CLEARED, None),
    ],
)
def test_the_words_for_how_a_member_stands(
    word: str, state: LegState, calling: bool | None
) -> None:
    members = [{"ext": {"number": 305, "channel_id": "PJSIP/305-1", "member_status": word}}]
    event = only("CallStatus", members=members)
    assert isinstance(event, events.CallReported)
    assert [(leg.state, leg.calling) for leg in event.report.legs] == [(state, calling)]


def test_a_member_that_cannot_be_read_costs_only_itself() -> None:
    said: list[str] = []
    body = value("CallStatus")
    body["members"] = [*body["members"], {"ext": {"number": "306"}}, 7, {"fax": {}}]  # type: ignore[misc]
    (event,) = wire.parse(json.dumps(body), said.append)
    assert isinstance(event, events.CallReported)
    assert len(event.report.legs) == 2
    assert event.report.partial
    assert len(said) == 3


def test_a_queue_in_a_path_loses_the_word_before_it() -> None:
    members = [
        {
            "ext": {
                "number": "305",
                "channelid": "c",
                "memberstatus": "RING",
                "callpath": "queue-6401",
            }
        }
    ]
    event = only("CallStatus", members=members)
    assert isinstance(event, events.CallReported)
    assert event.report.legs[0].via == Number("6401")


@pytest.mark.parametrize(
    ("word", "line", "registered"),
    [
        ("Ringing", LineState.RINGING, None),
        ("Busy", LineState.BUSY, None),
        ("Registered", LineState.IDLE, True),
        ("Unregistered", LineState.IDLE, False),
        ("Idle", LineState.IDLE, None),
        ("Dreaming", LineState.UNKNOWN, None),
    ],
)
def test_a_line_and_a_registration_are_two_things(
    word: str, line: LineState, registered: bool | None
) -> None:
    found = parsed("ExtensionStatus", status=word)
    assert found[0] == events.LineChanged(Number("305"), line)
    there = [each for each in found[1:] if isinstance(each, events.RegistrationChanged)]
    assert [each.registered for each in there] == ([] if registered is None else [registered])
    assert all(each.address == "10.9.8.50" for each in there)


def test_an_offered_call_has_a_caller_who_calls() -> None:
    event = only("Invite")
    assert isinstance(event, events.InboundOffered)
    (leg,) = event.report.legs
    assert (leg.kind, leg.state, leg.calling) == (LegKind.INBOUND, LegState.INITIATED, True)
    assert leg.leg_id == "PJSIP/trunk-sip-main-endpoint-0000001e"


@pytest.mark.parametrize("name", ["Tranfer", "Transfer", "CallTransfer"])
def test_a_transfer_replaces_nobody_since_it_says_of_nobody_how_they_stand(name: str) -> None:
    event = only("Tranfer", event=name)
    assert isinstance(event, events.CallTransferred)
    assert not event.forwarded
    assert event.report.legs == ()
    assert event.report.partial


@pytest.mark.parametrize("name", ["Forward", "CallForward"])
def test_a_forwarded_call(name: str) -> None:
    event = only("Forward", event=name)
    assert isinstance(event, events.CallTransferred)
    assert event.forwarded


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("NO Outbound Restriction", FailReason.NO_OUTSIDE_RIGHTS),
        ("Circuit/channel congestion", FailReason.CONGESTION),
        ("DND", FailReason.DO_NOT_DISTURB),
        ("Line Unreachable", FailReason.LINE_UNREACHABLE),
        ("User Busy", FailReason.BUSY),
        ("404 NOT found", FailReason.NOT_FOUND),
        ("408 Request Time", FailReason.NO_ANSWER),
        ("410 Gone", FailReason.GONE),
        ("480 Temporatily Unavailable", FailReason.NO_ANSWER),
        ("480 Temporarily Unavailable", FailReason.NO_ANSWER),
        ("484 Address incomplete", FailReason.INCOMPLETE),
        ("486 Busy here", FailReason.BUSY),
        ("603 Declined", FailReason.NO_ANSWER),
        ("Something new", FailReason.OTHER),
    ],
)
def test_why_a_call_failed(words: str, reason: FailReason) -> None:
    event = only("CallFailed", reason=words)
    assert isinstance(event, events.CallFailed)
    assert (event.reason, event.words) == (reason, words)
    assert [(leg.number, leg.state) for leg in event.report.legs] == [
        (Number("306"), LegState.FAILED)
    ]
    assert event.report.partial


def test_a_record_ends_a_call() -> None:
    event = only("NewCdr")
    assert isinstance(event, events.CallRecorded)
    assert event.call_id == "1700000000.21"
    assert event.fields["callduraction"] == "42"
    assert "sn" not in event.fields
    assert event.ended is not None
    assert event.ended.talk_s == 30


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Incoming", "destination-wanted"),
        ("PlayPromptEnd", "prompt-ended"),
        ("satisfaction", "survey-answered"),
        ("ConferenceStatus", "conference-status"),
        ("sms-send", "sms-sent"),
        ("BootUp", wire.RESTARTED),
    ],
)
def test_what_nothing_acts_on_is_read_whole(name: str, called: str) -> None:
    event = only(name)
    assert isinstance(event, events.Reported)
    assert event.name == called
    if name == "ConferenceStatus":
        assert event.fields["conferencename"] == "Morning"
        assert event.report is not None


def test_an_event_that_is_not_known_is_named() -> None:
    assert wire.parse('{"event":"Sunrise","sn":"3"}', pytest.fail) == (
        events.UnknownEvent("Sunrise"),
    )


def test_the_dialect_that_was_not_asked_for_is_told_from_nonsense() -> None:
    with pytest.raises(WireError, match=r"1\.0\.0") as caught:
        wire.parse('{"action":"RING","callid":"1","call":{}}', pytest.fail)
    assert caught.value.code == "1.0.0"
    with pytest.raises(WireError, match="no event name"):
        wire.parse('{"callid":"1"}', pytest.fail)


def test_another_pbx_is_not_believed() -> None:
    with pytest.raises(WireError, match="another PBX"):
        wire.parse(text("CallStatus"), pytest.fail, genuine=lambda sn: not sn)
    without = value("CallStatus")
    del without["sn"]
    assert wire.parse(json.dumps(without), pytest.fail, genuine=lambda sn: not sn)


@pytest.mark.parametrize("frame", ["", "[]", "{", "7", '"event"', "{" * 100])
def test_what_is_no_event(frame: str) -> None:
    with pytest.raises(WireError):
        wire.parse(frame, pytest.fail)


def test_more_members_than_anybody_has_are_left_out() -> None:
    said: list[str] = []
    member = {"ext": {"number": "305", "channelid": "c", "memberstatus": "RING"}}
    body = {**value("CallStatus"), "members": [member] * (MAX_MEMBERS + 1)}
    (event,) = wire.parse(json.dumps(body), said.append)
    assert isinstance(event, events.CallReported)
    assert len(event.report.legs) == MAX_MEMBERS
    assert event.report.partial
    assert said
