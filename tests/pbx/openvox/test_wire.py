"""The events of an OpenVox UC: the fact sheet's, in order, and whatever else comes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import Direction, FailReason, LegKind
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.events import LineChanged, RegistrationChanged, UnknownEvent
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.pbx.openvox import wire
from ctiapp.pbx.told import Action, Told
from tests.pbx.openvox.frames import EVENTS
from tests.pbx.openvox.strange import objects


def told(frame: str) -> Told:
    found = wire.told_of(wire.opened(frame), pytest.fail)
    assert found is not None
    return found


def test_the_printed_events() -> None:
    ring, answer, bye, again, failed, cdr = (told(frame) for frame in EVENTS[:6])
    assert (ring.action, [party.number.text for party in ring.parties]) == (
        Action.RING,
        ["306", "305"],
    )
    assert answer.action is Action.ANSWERED
    ext, outbound = answer.parties
    assert (ext.kind, outbound.kind) == (LegKind.EXTENSION, LegKind.OUTBOUND)
    assert (outbound.leg_id, outbound.number) == ("outbound:1700000300.53", Number("555010"))
    assert (outbound.other, outbound.trunk) == (Number("305"), "sip-main")
    assert bye.call_id != again.call_id
    assert bye.parties == again.parties[::-1]
    assert (failed.reason, failed.words, failed.gave_up) == (FailReason.DECLINED, "486", False)
    assert cdr.ended is not None
    assert (cdr.ended.duration_s, cdr.ended.talk_s) == (12, 7)
    assert (cdr.ended.outcome, cdr.ended.direction) == (Outcome.ANSWERED, Direction.INTERNAL)
    assert cdr.fields["callfrom"] == "305"
    line = wire.event_of(wire.opened(EVENTS[6]))
    assert line == LineChanged(Number("305"), LineState.BUSY)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ({"ext": {"extid": ["305"]}}, ["305"]),
        ({"ext": {"extid": 305}}, ["305"]),
        ({"outbound": {"outboundid": "7", "to": "555"}, "ext": {"extid": "305"}}, ["555", "305"]),
        ({"ext": {"extid": "305"}, "inbound": {"inboundid": "7", "from": "030"}}, ["305", "030"]),
        ({"call": [{"ext": {"extid": "306"}}, {"ext": {"extid": "305"}}]}, ["306", "305"]),
        ({"call": {"inbound": {"inboundid": "7", "from": "Anonymous"}}}, [""]),
    ],
)
def test_parties_stand_in_their_order_flat_or_in_a_list(
    body: dict[str, object], numbers: list[str]
) -> None:
    frame = json.dumps({"action": "BYE", "callid": "1", **body})
    assert [party.number.text for party in told(frame).parties] == numbers


def test_the_leftover_of_another_api_has_its_own_order() -> None:
    parties = [{"ext": {"extid": "306"}}, {"ext": {"extid": "305"}}]
    frame = json.dumps({"action": "ANSWER", "callid": "1", "call": parties})
    assert told(frame).action is Action.ANSWER


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("InUse", LineState.BUSY),
        ("busy", LineState.BUSY),
        ("RINGING", LineState.RINGING),
        ("Idle", LineState.IDLE),
        ("Something", LineState.UNKNOWN),
    ],
)
def test_the_status_of_a_line(status: str, state: LineState) -> None:
    frame = json.dumps({"action": "ExtensionStatus", "extension": 305, "status": status})
    assert wire.event_of(wire.opened(frame)) == LineChanged(Number("305"), state)


def test_phones_come_and_go_and_other_events_are_unknown() -> None:
    gone = '{"action":"ExtensionStatus","extension":"305","status":"Unregistered"}'
    event = wire.event_of(wire.opened(gone))
    assert isinstance(event, RegistrationChanged)
    assert not event.registered
    assert wire.event_of(wire.opened('{"action":"BootUp"}')) == UnknownEvent("BootUp")
    assert wire.told_of(wire.opened('{"action":"BootUp"}'), pytest.fail) is None


def test_who_gave_up_and_who_cannot_be_read() -> None:
    assert told('{"action":"CallFailed","reason":487,"callid":"1","ext":{"extid":"1"}}').gave_up
    left: list[str] = []
    frame = '{"action":"BYE","callid":"1","ext":{"extid":[[],"305"]},"inbound":{"from":"1"}}'
    event = wire.told_of(wire.opened(frame), left.append)
    assert event is not None
    assert event.parties == ()
    assert len(left) == 2


@pytest.mark.parametrize(
    "frame",
    ["", "[]", "{}", '{"action":" "}', "<xml/>", '{"action":"RING"', "[" * 99, "\ud800"],
)
def test_what_is_no_event_is_refused(frame: str) -> None:
    with pytest.raises(WireError):
        wire.opened(frame)


@settings(max_examples=60, deadline=None)
@given(
    objects("callid", "ext", "inbound", "outbound", "call", "reason", "extension", "status", "sn"),
    st.sampled_from(["RING", "BYE", "NewCdr", "CallFailed", "ExtensionStatus", "Tranfer"]),
)
def test_nothing_that_comes_does_more_than_be_refused(body: dict[str, object], action: str) -> None:
    try:
        event = wire.opened(json.dumps({"action": action, **body}))
        if wire.told_of(event, lambda _: None) is None:
            wire.event_of(event)
    except WireError:
        return


@given(st.sampled_from(EVENTS), st.integers(0, 300))
def test_an_event_that_is_cut_off_is_refused(frame: str, length: int) -> None:
    with pytest.raises(WireError):
        wire.opened(frame[: min(length, len(frame) - 1)])
