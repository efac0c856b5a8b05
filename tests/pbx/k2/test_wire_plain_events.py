"""Events that take no members of calls to understand."""

from __future__ import annotations

import json

import pytest

from ctiapp.model import events
from ctiapp.model.agents import MissedCall
from ctiapp.model.commands import PhoneRingId
from ctiapp.model.errors import WireError
from ctiapp.model.events import DirectoryPart, RingStep
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import wire
from ctiapp.pbx.k2.wire_plain_events import MAX_MISSED, bare_queue
from tests.pbx.k2.frames import value


def only(name: str, **changes: object) -> events.PbxEvent:
    (event,) = wire.parse(json.dumps({**value(name), **changes}), pytest.fail)
    return event


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("callstart", RingStep.RINGS),
        ("callanswer", RingStep.ANSWERED),
        ("callanwer", RingStep.ANSWERED),
        ("call_answer", RingStep.ANSWERED),
        ("callover", RingStep.OVER),
    ],
)
def test_a_phone_that_can_be_commanded(word: str, step: RingStep) -> None:
    ring = PhoneRingId(Number("305"), "32801", "10.9.8.50:5060")
    assert only("uacstacall", operation=word) == events.PhoneRings(ring, step)


def test_a_phone_that_does_what_nobody_knows() -> None:
    with pytest.raises(WireError):
        only("uacstacall", operation="callnap")


def test_all_keys_before_one() -> None:
    call_id = CallId("1700000000.21")
    assert only("DTMF") == events.DigitsPressed(call_id, "23")
    assert only("DTMF", infos=" ") == events.DigitsPressed(call_id, "3", 1)
    with pytest.raises(WireError):
        only("DTMF", infos="", info="x")


@pytest.mark.parametrize(
    ("operation", "action"), [("add", "create"), ("del", "delete"), ("update", "update")]
)
def test_an_edit_of_an_extension(operation: str, action: str) -> None:
    assert only("ConfigChange", operation=operation) == events.DirectoryChanged(
        DirectoryPart.EXTENSION, "307", action
    )


def test_an_edit_of_a_trunk_and_of_nothing_known() -> None:
    told = only("ConfigChange", type="trunk", trunkname="sip-main", operation="update")
    assert told == events.DirectoryChanged(DirectoryPart.TRUNK, "sip-main", "update")
    with pytest.raises(WireError):
        only("ConfigChange", type="moon")


def test_an_agent_who_was_paused() -> None:
    missed = (MissedCall(Number("555010"), CallId("1700000000.28")),)
    assert only("QueueAutoPause") == events.AgentAutoPaused(Number("6401"), Number("305"), missed)


def test_missed_calls_cost_only_themselves_and_are_bounded() -> None:
    said: list[str] = []
    body = {**value("QueueAutoPause"), "misscall": [7] + [{"caller": "5", "callid": "1"}] * 100}
    (event,) = wire.parse(json.dumps(body), said.append)
    assert isinstance(event, events.AgentAutoPaused)
    assert len(event.missed) == MAX_MISSED - 1
    body["misscall"] = 7
    (event,) = wire.parse(json.dumps(body), said.append)
    assert isinstance(event, events.AgentAutoPaused)
    assert event.missed == ()


def test_an_agent_who_did_not_take_a_call_is_told_by_name() -> None:
    missed = MissedCall(Number("555010"), CallId("1700000000.28"))
    assert only("QueueAgentRingNoAnswerTimeout") == events.AgentMissed(
        Number("6401"), Number("Ada Example"), missed
    )


def test_a_queue_that_is_none_is_refused() -> None:
    with pytest.raises(WireError):
        only("QueueAutoPause", queue="queue-")
    assert bare_queue("Queue-6401") == "6401"
