"""Events made whole by what is known besides."""

from __future__ import annotations

import json

import pytest

from ctiapp.model import events
from ctiapp.model.call import LegState
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import listening
from ctiapp.pbx.k2.directory import Directory
from ctiapp.pbx.k2.hearing import LATE_S, Hearing, Verdict
from ctiapp.pbx.k2.listening import Ears
from ctiapp.pbx.k2.wire_directory import Device
from tests.pbx.k2.answering import Answering
from tests.pbx.k2.frames import text, value


class Heard:
    """Ears, and what they said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.doubts = 0
        self.directory = Directory(Answering().asker)
        self.hearing = Hearing(lambda: 0.0)
        self.ears = Ears(self.said.append, self.directory, self.hearing)
        self.ears.on_restart = self.doubt

    def doubt(self) -> None:
        self.doubts += 1

    def take(self, name: str, **changes: object) -> list[events.PbxEvent]:
        return list(self.ears.heard(json.dumps({**value(name), **changes})))


def call(*legs: tuple[str, str]) -> list[object]:
    return [
        {"ext": {"number": number, "channelid": f"PJSIP/{number}-1", "memberstatus": status}}
        for number, status in legs
    ]


def test_a_call_lights_the_lines_of_those_in_it() -> None:
    heard = Heard()
    found = heard.take("CallStatus")
    assert isinstance(found[0], events.CallReported)
    assert found[1:] == [events.LineChanged(Number("305"), LineState.BUSY)]
    assert heard.take("ExtensionStatus") == [
        events.LineChanged(Number("305"), LineState.BUSY),
        events.RegistrationChanged(Number("305"), "", registered=True, address="10.9.8.50"),
    ]
    assert heard.take("NewCdr")[1:] == [events.LineChanged(Number("305"), LineState.IDLE)]


def test_a_stranger_is_not_heard() -> None:
    heard = Heard()
    heard.directory.device = Device("300000000001", None, None)
    assert heard.take("CallStatus")
    with pytest.raises(WireError):
        heard.take("CallStatus", sn="42")


def test_an_agent_who_is_told_by_name_is_found() -> None:
    heard = Heard()
    heard.directory.numbers = {"Ada Example": Number("305")}
    (event,) = heard.take("QueueAgentRingNoAnswerTimeout")
    assert isinstance(event, events.AgentMissed)
    assert (event.queue, event.agent) == (Number("6401"), Number("305"))
    (event,) = heard.take("QueueAgentRingNoAnswerTimeout", agent="306")
    assert isinstance(event, events.AgentMissed)
    assert event.agent == Number("306")


def test_an_agent_whom_nobody_knows_is_left_out() -> None:
    heard = Heard()
    assert heard.take("QueueAgentRingNoAnswerTimeout") == []
    assert heard.said


def test_who_a_failed_call_names_stands_as_before() -> None:
    heard = Heard()
    heard.take("CallStatus", members=call(("305", "ALERT"), ("306", "RING"), ("307", "BYE")))
    named = [
        {"ext": {"number": number, "channelid": f"PJSIP/{number}-1"}}
        for number in ("305", "306", "307", "308")
    ]
    (event,) = heard.take("CallFailed", callid="1700000000.21", members=named)
    assert isinstance(event, events.CallFailed)
    assert [leg.state for leg in event.report.legs] == [
        LegState.INITIATED,
        LegState.ALERTING,
        LegState.CLEARED,
        LegState.CLEARED,
    ]


def test_a_restart_voids_what_is_known() -> None:
    heard = Heard()
    heard.take("CallStatus")
    (event,) = heard.take("BootUp")
    assert isinstance(event, events.Reported)
    assert heard.doubts == 1
    assert heard.take("ExtensionStatus")[0] == events.LineChanged(Number("305"), LineState.IDLE)


def test_whose_a_leg_is_is_kept_in_mind_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MAX_LEGS", 2)
    monkeypatch.setattr(listening, "MAX_CALLS", 2)
    heard = Heard()
    heard.take("CallStatus")
    assert heard.ears.whose(LegId("PJSIP/305-0000001a")) == Number("305")
    for n in range(5):
        heard.take("CallStatus", callid=str(n), members=call((f"30{n}", "RING")))
    assert heard.ears.whose(LegId("PJSIP/305-0000001a")) is None
    assert len(heard.ears._legs) == len(heard.ears._reports) == 2


def test_in_which_calls_somebody_talks() -> None:
    heard = Heard()
    me = Number("305")
    heard.take("CallStatus")
    heard.take("CallStatus", callid="2", members=call(("305", "RING"), ("306", "ALERT")))
    heard.take("CallStatus", callid="3", members=call(("305", "HOLD"), ("306", "ANSWERED")))
    heard.take("CallStatus", callid="4", members=call(("305", "ANSWER"), ("306", "BYE")))
    assert heard.ears.talks(me) == ("1700000000.21", "3")
    heard.ears.found(CallId("3"), None)
    assert heard.ears.talks(me) == ("1700000000.21",)


@pytest.mark.parametrize("name", ["CallStatus", "NewCdr", "CallFailed", "Invite", "Tranfer"])
def test_a_call_that_any_event_names_is_not_missed(name: str) -> None:
    heard = Heard()
    heard.take(name, callid="7")
    heard.hearing.clock = lambda: 100.0
    assert heard.hearing.compare([CallId("7")]) is Verdict.FINE
    heard.hearing.clock = lambda: 100.0 + LATE_S
    assert heard.hearing.compare([]) is Verdict.FINE


@pytest.mark.parametrize("status", ["Registered", "Idle", "Unregistered", "Unavailable"])
def test_a_call_of_whom_the_phone_says_that_it_has_none_may_be_over(status: str) -> None:
    heard = Heard()
    heard.take("CallStatus")
    heard.take("ExtensionStatus", status="Busy")
    assert heard.ears.suspects(8) == ()
    heard.take("ExtensionStatus", extension="306", status=status)
    assert heard.ears.suspects(8) == ()
    busy = events.LineChanged(Number("305"), LineState.BUSY)
    assert heard.take("ExtensionStatus", status=status)[0] == busy
    assert heard.ears.suspects(0) == ()
    assert heard.ears.suspects(8) == ("1700000000.21",)
    assert heard.ears.suspects(8) == ()
    assert heard.ears.found(CallId("1700000000.21"), None) == (
        events.CallGone(CallId("1700000000.21")),
        events.LineChanged(Number("305"), LineState.IDLE),
    )


def test_a_call_whose_end_is_told_soon_after_its_phone_is_free_is_not_asked_for() -> None:
    heard = Heard()
    heard.take("CallStatus")
    heard.take("ExtensionStatus")
    heard.take("NewCdr", callid="1700000000.21")
    assert heard.ears.suspects(8) == ()


def test_a_call_that_goes_on_keeps_its_lines_busy() -> None:
    heard = Heard()
    (told, *_) = heard.take("CallStatus")
    assert isinstance(told, events.CallReported)
    heard.take("ExtensionStatus")
    assert heard.ears.found(told.report.call_id, told.report) == (told,)
    assert heard.take("ExtensionStatus")[0].state is LineState.BUSY  # type: ignore[attr-defined]


def test_how_many_may_be_over_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MAX_CALLS", 2)
    heard = Heard()
    for n in range(5):
        heard.take("CallStatus", callid=str(n))
        heard.take("ExtensionStatus")
    assert len(heard.ears.suspects(99)) == 2
    heard.take("ExtensionStatus")
    heard.take("BootUp")
    assert heard.ears.suspects(99) == ()


def test_what_needs_nothing_besides_is_as_it_was() -> None:
    heard = Heard()
    for name in ("Invite", "Tranfer", "DTMF", "ConfigChange", "uacstacall"):
        assert len(heard.ears.heard(text(name))) == 1
    heard.ears.begin()
    assert not heard.said
