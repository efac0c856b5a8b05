"""Calls rebuilt from separate reports, as the store then shows them: in order and out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import (
    CallReport,
    EndReason,
    FailReason,
    LegKind,
    LegReport,
    LegState,
    Moment,
    Phase,
)
from ctiapp.model.events import CallFailed, CallRecorded, CallTransferred
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.rebuilding import MAX_CALLS, Rebuilder
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg
from ctiapp.state.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ME = Number("2000")
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def ext(number: str) -> Party:
    return Party(LegKind.EXTENSION, ext_leg(Number(number)), Number(number))


def inbound(caller: str, line: str = "1.1") -> Party:
    leg = outer_leg(LegKind.INBOUND, line)
    return Party(LegKind.INBOUND, leg, Number(caller), Number("5503302"), "trunk")


def outbound(callee: str, line: str = "1.2") -> Party:
    leg = outer_leg(LegKind.OUTBOUND, line)
    return Party(LegKind.OUTBOUND, leg, Number(callee), ME, "trunk")


@dataclass
class Heard:
    """A rebuilder, the store that it feeds, and what was doubted."""

    loose: bool = False

    def __post_init__(self) -> None:
        self.now_s = 100.0
        self.doubts: list[str] = []
        self.rebuilder = Rebuilder(
            ME, on_doubt=self.doubts.append, loose=self.loose, clock=lambda: self.now_s
        )
        self.store = Store()
        self.store.reset(ME, self.moment())
        self.events: list[object] = []

    def moment(self) -> Moment:
        return Moment(self.now_s, START)

    def tell(self, action: Action, *parties: Party, call_id: str = "1.1", **more: object) -> None:
        self.take(Told(action, CallId(call_id), parties, **more))  # type: ignore[arg-type]

    def take(self, told: Told) -> None:
        for event in self.rebuilder.take(told):
            self.events.append(event)
            self.store.apply(event, self.moment())

    def look(self, *reports: CallReport, keep_inside: bool = False, rings: bool = False) -> None:
        asked_s = self.now_s
        self.now_s += 0.01
        found = self.rebuilder.replace(
            reports, asked_s=asked_s, keep_inside=keep_inside, rings=rings
        )
        mine = [each for each in found if any(leg.number == ME for leg in each.legs)]
        self.store.replace(mine, self.moment())

    @property
    def phases(self) -> list[Phase]:
        return [call.phase for call in self.store.calls]

    @property
    def why(self) -> EndReason | None:
        (call,) = self.store.calls
        return None if call.end is None else call.end.reason


@pytest.fixture(params=[False, True], ids=["one-id", "many-ids"])
def heard(request: pytest.FixtureRequest) -> Heard:
    return Heard(loose=request.param)


def ring_from(heard: Heard, caller: Party, *callees: Party) -> None:
    heard.tell(Action.ALERT, caller)
    for callee in callees:
        heard.tell(Action.RING, callee, caller)


# --- lives in order ------------------------------------------------------------------------------


def test_a_caller_rings_talks_and_hangs_up(heard: Heard) -> None:
    caller = inbound("0301234567")
    ring_from(heard, caller, ext("2000"))
    (call,) = heard.store.calls
    assert call.phase is Phase.RINGING
    assert call.remote_number == Number("0301234567")
    assert call.trunk == "trunk"
    heard.now_s += 5
    heard.tell(Action.ANSWER, ext("2000"), caller)
    heard.tell(Action.ANSWERED, caller, ext("2000"))
    assert heard.phases == [Phase.TALKING]
    heard.now_s += 60
    heard.tell(Action.BYE, caller, ext("2000"))
    heard.tell(Action.BYE, ext("2000"), caller)
    assert heard.why is EndReason.REMOTE_HUNG_UP
    assert not heard.rebuilder.reports()
    assert heard.doubts == []


def test_what_one_dials_oneself_rings_there_and_is_ended_here(heard: Heard) -> None:
    ring_from(heard, ext("2000"), outbound("0309"))
    assert heard.phases == [Phase.DIALING]
    heard.tell(Action.ANSWERED, ext("2000"), outbound("0309"))
    assert heard.phases == [Phase.TALKING]
    heard.tell(Action.BYE, ext("2000"), outbound("0309"))
    heard.tell(Action.BYE, outbound("0309"), ext("2000"))
    assert heard.why is EndReason.HUNG_UP
    assert heard.doubts == []


def test_a_caller_gives_up(heard: Heard) -> None:
    ring_from(heard, ext("2001"), ext("2000"))
    heard.tell(Action.BYE, ext("2001"), ext("2000"))
    assert heard.why is EndReason.CALLER_GAVE_UP


def test_a_ring_refused_on_the_phone_is_rejected(heard: Heard) -> None:
    ring_from(heard, ext("2001"), ext("2000"))
    heard.tell(Action.FAILED, ext("2000"), ext("2001"), reason=FailReason.BUSY, words="486")
    heard.tell(Action.BYE, ext("2000"), ext("2001"))
    assert heard.why is EndReason.REJECTED
    assert heard.doubts == []


def test_a_call_that_fails_says_why(heard: Heard) -> None:
    ring_from(heard, ext("2000"), ext("2001"))
    heard.tell(Action.FAILED, ext("2001"), ext("2000"), reason=FailReason.BUSY, words="486")
    (call,) = heard.store.calls
    assert call.end is not None
    assert call.end.failed is FailReason.BUSY
    assert any(isinstance(event, CallFailed) and event.words == "486" for event in heard.events)
    assert not heard.rebuilder.reports()


def test_a_caller_who_gives_up_by_a_failure_rings_nobody(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"), ext("2001"))
    heard.tell(Action.FAILED, ext("2000"), inbound("030"), gave_up=True, words="487")
    assert heard.store.calls[0].end is not None
    assert not heard.rebuilder.reports()


def test_a_group_rings_and_another_answers(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"), ext("2001"), ext("2002"))
    assert heard.phases == [Phase.RINGING]
    heard.now_s += 5
    heard.tell(Action.ANSWER, ext("2001"), inbound("030"))
    (call,) = heard.store.calls
    assert call.end is not None
    assert call.end.reason is EndReason.ANSWERED_ELSEWHERE
    assert call.end.by == Number("2001")
    (report,) = heard.rebuilder.reports()
    assert {leg.number.text for leg in report.legs} == {"030", "2001"}
    assert heard.doubts == []


def test_a_queue_rings_the_same_phone_again(heard: Heard) -> None:
    caller = inbound("030")
    heard.tell(Action.ANSWERED, caller)  # by the queue
    heard.tell(Action.RING, ext("2000"), caller)
    heard.now_s += 15
    heard.tell(Action.FAILED, ext("2000"), caller, reason=FailReason.NO_ANSWER, words="480")
    assert heard.why is EndReason.NO_ANSWER
    heard.now_s += LATE_S + 1
    heard.tell(Action.RING, ext("2000"), caller)
    (call,) = heard.store.calls
    assert call.phase is Phase.RINGING
    assert call.ring == 2
    heard.tell(Action.ANSWER, ext("2000"), caller)
    assert heard.phases == [Phase.TALKING]
    assert heard.doubts == []


def test_one_rung_of_several_refuses_and_the_others_ring_on(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"), ext("2001"))
    heard.tell(Action.BYE, ext("2001"), inbound("030"))
    assert heard.phases == [Phase.RINGING]
    heard.tell(Action.ANSWER, ext("2000"), inbound("030"))
    assert heard.phases == [Phase.TALKING]


def test_a_transfer_by_feature_code_moves_the_caller_on(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"))
    heard.tell(Action.ANSWER, ext("2000"), inbound("030"))
    heard.tell(Action.TRANSFER, inbound("030"))
    assert heard.phases == [Phase.TALKING]
    heard.tell(Action.RING, ext("2001"), inbound("030"))
    assert heard.why is EndReason.TRANSFERRED
    heard.tell(Action.BYE, ext("2000"), inbound("030"))
    heard.tell(Action.ANSWER, ext("2001"), inbound("030"))
    (report,) = heard.rebuilder.reports()
    assert {leg.number.text: leg.state for leg in report.legs} == {
        "030": LegState.CONNECTED,
        "2001": LegState.CONNECTED,
    }
    assert any(isinstance(event, CallTransferred) for event in heard.events)
    assert heard.doubts == []


def test_a_transfer_that_is_not_told_is_doubted_and_placed(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2001"))
    heard.tell(Action.ANSWER, ext("2001"), inbound("030"))
    heard.now_s += 30
    heard.tell(Action.RING, ext("2000"), inbound("030"))
    assert heard.phases == [Phase.RINGING]
    assert heard.doubts
    heard.tell(Action.BYE, ext("2001"), inbound("030"))
    heard.tell(Action.ANSWER, ext("2000"), inbound("030"))
    assert heard.phases == [Phase.TALKING]
    (report,) = heard.rebuilder.reports()
    assert len(report.legs) == 2


def test_a_forwarded_call_is_said_to_be(heard: Heard) -> None:
    ring_from(heard, ext("2000"), ext("2001"))
    heard.tell(Action.TRANSFER, ext("2000"))
    heard.tell(Action.RING, ext("2002"), ext("2000"))
    moved = [event for event in heard.events if isinstance(event, CallTransferred)]
    assert [event.forwarded for event in moved] == [True]
    assert heard.phases == [Phase.DIALING]


def test_hold_is_as_last_commanded(heard: Heard) -> None:
    ring_from(heard, ext("2000"), ext("2001"))
    heard.tell(Action.ANSWERED, ext("2000"), ext("2001"))
    (call_id,) = [report.call_id for report in heard.rebuilder.reports()]
    (event,) = heard.rebuilder.held(ME, call_id, on=True)
    heard.store.apply(event, heard.moment())
    assert heard.phases == [Phase.HELD]
    assert heard.rebuilder.held(ME, call_id, on=True) == ()
    heard.tell(Action.ANSWERED, ext("2000"), ext("2001"))
    assert heard.phases == [Phase.HELD]
    (event,) = heard.rebuilder.held(ME, call_id, on=False)
    heard.store.apply(event, heard.moment())
    assert heard.phases == [Phase.TALKING]
    assert heard.rebuilder.held(ME, CallId("another"), on=True) == ()
    assert heard.rebuilder.held(ME, call_id, on=True, asked_s=-1.0) == ()


def test_what_others_had_is_over_once_the_pbx_was_started(heard: Heard) -> None:
    ring_from(heard, ext("2000"), ext("2001"))
    (mine,) = heard.rebuilder.reports()
    heard.tell(Action.RING, ext("2002"), ext("2003"), call_id="another")
    assert len(heard.rebuilder.reports()) == 2
    heard.rebuilder.forget_others()
    assert heard.rebuilder.reports() == (mine,)


def test_a_record_ends_a_call_whose_bye_was_lost(heard: Heard) -> None:
    ring_from(heard, ext("2001"), ext("2000"))
    heard.tell(Action.ANSWER, ext("2000"), ext("2001"))
    heard.tell(Action.RECORD, ended=record("2001", "2000"), fields={"a": "b"})
    assert heard.phases == [Phase.ENDED]
    assert not heard.rebuilder.reports()
    assert isinstance(heard.events[-1], CallRecorded)
    assert heard.doubts == []


# --- out of order --------------------------------------------------------------------------------


def test_a_late_ring_brings_no_call_back(heard: Heard) -> None:
    heard.tell(Action.BYE, ext("2001"), ext("2000"))
    heard.tell(Action.RING, ext("2000"), ext("2001"))
    heard.tell(Action.ALERT, ext("2001"))
    assert heard.store.calls == ()
    assert heard.doubts
    heard.now_s += LATE_S + 1
    heard.tell(Action.RING, ext("2000"), ext("2001"))
    assert heard.phases == [Phase.RINGING]


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("wait_s", [1.0, 5.0, 10.0])
def test_what_comes_again_of_a_call_that_is_over_brings_it_not_back(
    heard: Heard, wait_s: float, recorded: bool
) -> None:
    caller = inbound("030")
    ring_from(heard, caller, ext("2000"))
    heard.tell(Action.ANSWER, ext("2000"), caller)
    heard.tell(Action.ANSWERED, caller, ext("2000"))
    heard.tell(Action.BYE, caller, ext("2000"))
    if recorded:
        heard.tell(Action.RECORD, ended=record("030", "2000"))
    heard.now_s += wait_s
    heard.tell(Action.ANSWER, ext("2000"), caller)
    heard.tell(Action.ANSWERED, caller, ext("2000"))
    heard.tell(Action.ALERT, caller)
    assert heard.phases == [Phase.ENDED]
    assert not heard.rebuilder.reports()
    assert heard.doubts == ["a late answer", "a late answered"]


def test_a_ring_that_comes_again_after_the_record_is_looked_up(heard: Heard) -> None:
    caller = inbound("030")
    ring_from(heard, caller, ext("2000"))
    heard.tell(Action.BYE, caller, ext("2000"))
    heard.tell(Action.RECORD, ended=record("030", "2000"))
    heard.now_s += 5
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == [Phase.ENDED]
    assert heard.doubts == ["a late ring"]


def test_a_queue_that_rings_once_more_after_all_were_gone_is_looked_up(heard: Heard) -> None:
    caller = inbound("030")
    ring_from(heard, caller, ext("2000"))
    heard.tell(Action.FAILED, ext("2000"), caller, reason=FailReason.NO_ANSWER)
    assert heard.phases == [Phase.ENDED]
    heard.now_s += 5
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == [Phase.RINGING]
    assert heard.doubts == ["a late ring"]
    heard.tell(Action.ANSWER, ext("2000"), caller)
    assert heard.phases == [Phase.TALKING]


def test_a_failure_that_comes_again_is_told_once(heard: Heard) -> None:
    ring_from(heard, ext("2000"), ext("2001"))
    for _ in range(2):
        heard.tell(Action.FAILED, ext("2001"), ext("2000"), reason=FailReason.BUSY, words="486")
        heard.now_s += 5
    assert len([event for event in heard.events if isinstance(event, CallFailed)]) == 1


def test_an_answer_that_comes_again_after_a_move_brings_nobody_back(heard: Heard) -> None:
    caller = inbound("030")
    ring_from(heard, caller, ext("2000"))
    heard.tell(Action.ANSWER, ext("2000"), caller)
    heard.tell(Action.TRANSFER, caller)
    heard.tell(Action.RING, ext("2001"), caller)
    heard.now_s += 5
    heard.tell(Action.ANSWER, ext("2000"), caller)
    assert heard.phases == [Phase.ENDED]
    (report,) = heard.rebuilder.reports()
    assert {leg.number.text for leg in report.legs} == {"030", "2001"}


def test_an_alert_that_comes_again_after_a_move_brings_no_caller_back(heard: Heard) -> None:
    far = outbound("0309")
    ring_from(heard, ext("2000"), far)
    heard.tell(Action.ANSWERED, ext("2000"), far)
    heard.tell(Action.TRANSFER, far)
    heard.tell(Action.RING, ext("2001"), far)
    heard.now_s += 5
    heard.tell(Action.ALERT, ext("2000"))
    assert heard.phases == [Phase.ENDED]
    (report,) = heard.rebuilder.reports()
    assert {leg.number.text for leg in report.legs} == {"0309", "2001"}


def test_an_answer_before_its_ring_talks_on(heard: Heard) -> None:
    heard.tell(Action.ANSWER, ext("2000"), inbound("030"))
    heard.tell(Action.RING, ext("2000"), inbound("030"))
    heard.tell(Action.ALERT, inbound("030"))
    assert heard.phases == [Phase.TALKING]


def test_ones_own_idle_line_is_doubted_only_while_one_has_calls(heard: Heard) -> None:
    heard.rebuilder.idle(ME)
    assert heard.doubts == []
    ring_from(heard, ext("2001"), ext("2000"))
    heard.rebuilder.idle(Number("2001"))
    assert heard.doubts == []
    heard.rebuilder.idle(ME)
    assert heard.doubts


# --- one call, many ids --------------------------------------------------------------------------


def record(caller: str, callee: str) -> EndedCall:
    return EndedCall(
        call_id=CallId("any"),
        started="",
        caller=RecordParty(Number(caller)),
        callee=RecordParty(Number(callee)),
        direction=None,
        outcome=Outcome.ANSWERED,
        duration_s=9,
        talk_s=4,
        agent_ring_s=0,
        did=None,
        recording="",
    )


def test_each_report_may_bear_an_id_of_its_own() -> None:
    heard = Heard(loose=True)
    line = iter(("7.2", "7.3", "7.4", "7.5"))
    ids = iter(f"9.{each}" for each in range(9))

    def far() -> Party:
        return outbound("0309", next(line))

    heard.tell(Action.ALERT, ext("2000"), call_id=next(ids))
    heard.tell(Action.RING, far(), ext("2000"), call_id=next(ids))
    heard.tell(Action.ANSWER, ext("2000"), far(), call_id=next(ids))
    assert heard.phases == [Phase.TALKING]
    heard.tell(Action.BYE, far(), ext("2000"), call_id=next(ids))
    heard.tell(Action.BYE, ext("2000"), far(), call_id=next(ids))
    heard.tell(Action.RECORD, call_id=next(ids), ended=record("2000", "0309"))
    assert heard.why is EndReason.REMOTE_HUNG_UP
    ended = heard.events[-1]
    assert isinstance(ended, CallRecorded)
    assert ended.call_id == heard.store.calls[0].call_id
    assert ended.ended is not None
    assert ended.ended.call_id == ended.call_id
    assert heard.doubts == []


def test_of_two_calls_with_callers_who_tell_no_number_one_goes_on() -> None:
    """The second BYE bears another id, and another line's, than the first: it ends nobody else."""
    heard = Heard(loose=True)
    for line in ("1.1", "2.1"):
        heard.tell(Action.ALERT, inbound("", line), call_id=line)
        heard.tell(Action.RING, ext("2000"), inbound("", line), call_id=line)
        heard.tell(Action.ANSWER, ext("2000"), inbound("", line), call_id=line)
    heard.tell(Action.BYE, inbound("", "2.1"), ext("2000"), call_id="9.1")
    heard.tell(Action.BYE, ext("2000"), inbound("", "9.3"), call_id="9.2")
    assert [(call.call_id, call.phase) for call in heard.store.calls] == [
        ("1.1", Phase.TALKING),
        ("2.1", Phase.ENDED),
    ]
    assert heard.doubts == ["a second call of the same two"]
    heard.tell(Action.BYE, ext("2000"), inbound("", "9.5"), call_id="9.4")
    assert heard.phases == [Phase.ENDED, Phase.ENDED]


def test_of_two_calls_of_the_same_colleagues_the_talk_is_hung_up() -> None:
    """The other one still rings: what ends that is no BYE."""
    heard = Heard(loose=True)
    heard.tell(Action.ALERT, ext("2000"), call_id="1.1")
    heard.tell(Action.RING, ext("2002"), ext("2000"), call_id="1.1")
    heard.tell(Action.ANSWER, ext("2002"), ext("2000"), call_id="1.1")
    heard.tell(Action.RING, ext("2000"), ext("2002"), call_id="2.1")
    heard.tell(Action.BYE, ext("2000"), ext("2002"), call_id="9.1")
    heard.tell(Action.BYE, ext("2002"), ext("2000"), call_id="9.2")
    assert {str(call.call_id): call.phase for call in heard.store.calls} == {
        "1.1": Phase.ENDED,
        "2.1": Phase.RINGING,
    }


def test_a_look_between_two_reports_of_a_call_that_begins_finds_no_other(heard: Heard) -> None:
    heard.tell(Action.ALERT, ext("2000"))
    heard.now_s += 0.1
    own, other = ext_leg(Number("2000")), ext_leg(Number("2002"))
    heard.look(
        CallReport(
            CallId(""),
            (
                LegReport(own, LegKind.EXTENSION, ME, LegState.INITIATED, calling=True),
                LegReport(other, LegKind.EXTENSION, Number("2002"), LegState.ALERTING),
            ),
        )
    )
    heard.tell(Action.RING, ext("2002"), ext("2000"))
    assert [call.call_id for call in heard.store.calls] == ["1.1"]
    assert heard.phases == [Phase.DIALING]


def test_the_next_call_of_the_same_two_is_another_call() -> None:
    heard = Heard(loose=True)
    for turn in range(3):
        before = f"{turn}."
        heard.tell(Action.ALERT, ext("2001"), call_id=before + "1")
        heard.tell(Action.RING, ext("2000"), ext("2001"), call_id=before + "2")
        heard.tell(Action.BYE, ext("2001"), ext("2000"), call_id=before + "3")
        heard.tell(Action.BYE, ext("2000"), ext("2001"), call_id=before + "4")
        heard.now_s += 0.5
    assert heard.phases == [Phase.ENDED] * 3
    assert heard.doubts == []


def talk_inside(heard: Heard, caller: str, callee: str, call_id: str) -> None:
    heard.tell(Action.ALERT, ext(caller), call_id=call_id)
    heard.tell(Action.RING, ext(callee), ext(caller), call_id=call_id)
    heard.tell(Action.ANSWER, ext(callee), ext(caller), call_id=call_id)


def test_a_record_that_comes_again_ends_no_other_call_of_the_same_two() -> None:
    heard = Heard(loose=True)
    talk_inside(heard, "2001", "2000", "1.1")
    heard.now_s += 9
    heard.tell(Action.BYE, ext("2001"), ext("2000"), call_id="1.1")
    heard.tell(Action.BYE, ext("2000"), ext("2001"), call_id="1.2")
    heard.tell(Action.RECORD, call_id="1.3", ended=record("2001", "2000"))
    talk_inside(heard, "2001", "2000", "2.1")
    heard.now_s += 9
    heard.tell(Action.RECORD, call_id="1.3", ended=record("2001", "2000"))
    assert {str(call.call_id): call.phase for call in heard.store.calls} == {
        "1.1": Phase.ENDED,
        "2.1": Phase.TALKING,
    }
    assert heard.doubts == []


def test_a_record_under_an_id_of_its_own_ends_a_call_that_lived_as_long() -> None:
    heard = Heard(loose=True)
    talk_inside(heard, "2001", "2000", "1.1")
    heard.now_s += 10
    heard.tell(Action.RECORD, call_id="1.3", ended=record("2001", "2000"))
    assert heard.phases == [Phase.ENDED]
    assert heard.doubts == []


@pytest.mark.parametrize(
    ("lived_s", "caller", "callee"),
    [(1.0, "2001", "2000"), (60.0, "2001", "2000"), (9.0, "2000", "2001")],
    ids=["began since", "began before", "the other way"],
)
def test_a_record_of_what_may_be_another_call_ends_none(
    lived_s: float, caller: str, callee: str
) -> None:
    heard = Heard(loose=True)
    talk_inside(heard, "2001", "2000", "1.1")
    heard.now_s += lived_s
    heard.tell(Action.RECORD, call_id="1.3", ended=record(caller, callee))
    assert heard.phases == [Phase.TALKING]
    assert isinstance(heard.events[-1], CallRecorded)
    assert heard.events[-1].call_id == "1.3"
    assert bool(heard.doubts) is (caller == "2001")


def test_a_second_record_of_a_call_that_rang_anew_ends_it_not(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"), ext("2001"))
    heard.tell(Action.BYE, inbound("030"), ext("2000"))
    heard.tell(Action.RECORD, ended=record("030", "2000"))
    heard.now_s += 20
    heard.tell(Action.RING, ext("2002"), inbound("030"))
    heard.tell(Action.RING, ext("2000"), inbound("030"))
    heard.tell(Action.RECORD, ended=record("030", "2000"))
    assert heard.phases == [Phase.RINGING]
    assert heard.doubts == ["a second record"]


def talks_of_two_without_number(heard: Heard) -> None:
    for line in ("1.1", "2.1"):
        heard.tell(Action.RING, ext("2000"), inbound("", line), call_id=line)
        heard.tell(Action.ANSWER, ext("2000"), inbound("", line), call_id=line)


def test_a_hang_up_that_fits_two_calls_ends_neither_until_it_is_looked_up() -> None:
    heard = Heard(loose=True)
    talks_of_two_without_number(heard)
    heard.now_s += 5
    heard.tell(Action.BYE, inbound("", "9.1"), ext("2000"), call_id="9.1")
    assert heard.phases == [Phase.TALKING, Phase.TALKING]
    assert heard.doubts == ["a bye that fits several calls"]
    heard.look(seen((inbound("", "2.1"), TALK), (ext("2000"), TALK)))
    assert [report.call_id for report in heard.rebuilder.reports()] == ["2.1"]
    heard.tell(Action.BYE, ext("2000"), inbound("", "9.2"), call_id="9.2")
    heard.tell(Action.BYE, ext("2000"), inbound("", "9.2"), call_id="9.2")
    assert [report.call_id for report in heard.rebuilder.reports()] == ["2.1"]


def test_a_transfer_that_fits_two_calls_moves_neither() -> None:
    heard = Heard(loose=True)
    talks_of_two_without_number(heard)
    heard.tell(Action.TRANSFER, ext("2000"), call_id="9.1")
    assert not any(isinstance(event, CallTransferred) for event in heard.events)
    assert heard.doubts == ["a transfer that fits several calls"]
    assert len(heard.rebuilder.reports()) == 2


def test_a_record_of_a_call_that_nobody_knows_is_handed_on() -> None:
    heard = Heard(loose=True)
    heard.tell(Action.RECORD, call_id="4.4", ended=record("2001", "2002"))
    (event,) = heard.events
    assert isinstance(event, CallRecorded)
    assert event.call_id == "4.4"


# --- snapshots -----------------------------------------------------------------------------------


def seen(*legs: tuple[Party, LegState], call_id: str = "") -> CallReport:
    return CallReport(
        CallId(call_id),
        tuple(
            LegReport(party.leg_id, party.kind, party.number, state, None, party.other, party.trunk)
            for party, state in legs
        ),
    )


TALK = LegState.CONNECTED


def test_a_snapshot_finds_a_call_that_later_reports_go_on_with(heard: Heard) -> None:
    heard.look(seen((inbound("030", "1.7"), TALK), (ext("2000"), TALK)))
    assert heard.phases == [Phase.TALKING]
    heard.now_s += 60
    heard.tell(Action.BYE, ext("2000"), inbound("030", "1.7"), call_id="1.9")
    assert heard.why is EndReason.HUNG_UP


def test_a_snapshot_lacks_a_call_that_is_over(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"))
    heard.now_s += 1
    heard.look()
    assert heard.why is EndReason.WHILE_AWAY
    assert not heard.rebuilder.reports()


def test_a_snapshot_keeps_the_id_that_reports_gave_and_who_calls(heard: Heard) -> None:
    ring_from(heard, inbound("030"), ext("2000"))
    heard.now_s += 1
    heard.look(seen((inbound("030"), TALK), (ext("2000"), TALK)))
    (call,) = heard.store.calls
    assert (call.call_id, call.phase) == ("1.1", Phase.TALKING)
    assert {leg.number.text: leg.report.calling for leg in call.legs} == {
        "030": True,
        "2000": False,
    }


def test_what_was_told_since_a_snapshot_was_asked_for_is_newer(heard: Heard) -> None:
    asked_s = heard.now_s
    heard.now_s += 0.1
    ring_from(heard, inbound("030"), ext("2000"))
    found = heard.rebuilder.replace((), asked_s=asked_s)
    assert [report.call_id for report in found] == ["1.1"]
    ringing = seen((inbound("030"), TALK), (ext("2000"), TALK))
    (report,) = heard.rebuilder.replace((ringing,), asked_s=asked_s)
    assert LegState.ALERTING in {leg.state for leg in report.legs}


def test_calls_inside_the_house_stay_where_a_snapshot_cannot_show_them(heard: Heard) -> None:
    ring_from(heard, ext("2001"), ext("2000"))
    heard.now_s += 1
    heard.look(keep_inside=True)
    assert heard.phases == [Phase.RINGING]
    heard.look()
    assert heard.phases == [Phase.ENDED]


# --- bounds --------------------------------------------------------------------------------------


def test_a_flood_of_calls_is_bounded_and_doubted() -> None:
    heard = Heard()
    for each in range(MAX_CALLS + 50):
        heard.rebuilder.take(Told(Action.ALERT, CallId(f"7.{each}"), (ext("2001"),)))
    assert len(heard.rebuilder.reports()) == MAX_CALLS
    assert heard.doubts
    for each in range(MAX_CALLS + 50):
        heard.rebuilder.take(Told(Action.BYE, CallId(f"8.{each}"), (ext("2001"), ext("2002"))))
    assert len(heard.rebuilder) < 2 * MAX_CALLS


_PEOPLE = ("2000", "2001", "2002", "2003")
_PARTIES = st.one_of(
    st.sampled_from(_PEOPLE).map(ext),
    st.builds(inbound, st.sampled_from(("030", "")), st.sampled_from(("1.1", "1.2"))),
    st.builds(outbound, st.sampled_from(("0309", "")), st.sampled_from(("1.3", "1.4"))),
)
_ANYTHING = st.builds(
    Told,
    st.sampled_from(Action),
    st.sampled_from(("1.1", "1.2", "1.3")).map(CallId),
    st.lists(_PARTIES, max_size=4).map(tuple),
    st.sampled_from(FailReason),
    st.just("words"),
    st.booleans(),
    st.just({}),
    st.sampled_from((None, record("2000", "2001"), record("030", "2000"))),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(_ANYTHING, st.sampled_from((0.0, 1.0, 20.0))), max_size=40), st.booleans()
)
def test_nothing_that_is_told_is_more_than_it_can_take(
    reports: list[tuple[Told, float]], loose: bool
) -> None:
    heard = Heard(loose=loose)
    for told, wait_s in reports:
        heard.now_s += wait_s
        heard.take(told)
        for report in heard.rebuilder.reports():
            ids = [leg.leg_id for leg in report.legs]
            assert len(ids) == len(set(ids))
    heard.now_s += 1
    heard.look()
    assert all(call.end is not None for call in heard.store.calls)
    assert heard.rebuilder.own() == ()


# --- random lives --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Life:
    """A call as it truly is, and what a PBX tells of it, with the second of each report."""

    reports: tuple[tuple[float, Told], ...]
    living: frozenset[tuple[str, LegState]]
    parties: tuple[Party, ...]

    def seen(self) -> CallReport:
        """The call as a snapshot tells of it."""
        states = dict(self.living)
        return seen(
            *((party, states[party.leg_id]) for party in self.parties if party.leg_id in states)
        )


@st.composite
def lives(draw: st.DrawFn, number: int, begin_s: float, outsider: str, *, loose: bool) -> Life:
    """One call in which one takes part, as caller, as one of those rung, or alone."""
    call_id, now_s = f"5.{number}", begin_s
    told: list[tuple[float, Told]] = []
    line = f"{number}.9"
    own = draw(st.booleans())
    outside = draw(st.booleans())
    if own:
        caller = ext("2000")
        callees = [outbound(outsider, line)] if outside else [ext(f"21{number}0")]
    else:
        caller = inbound(outsider, line) if outside else ext(f"21{number}0")
        callees = [ext("2000"), *(ext(f"22{number}{x}") for x in range(draw(st.integers(0, 2))))]
    alone = len(callees) == 1

    def say(action: Action, *parties: Party, own_id: str = "") -> None:
        told.append((now_s, Told(action, CallId(own_id or call_id), parties)))

    say(Action.ALERT, caller)
    for callee in callees:
        say(Action.RING, callee, caller)
    living = {(caller.leg_id, LegState.INITIATED)} | {
        (callee.leg_id, LegState.ALERTING) for callee in callees
    }
    step = draw(st.sampled_from(("rings", "gives up", "answered", "over")))
    now_s += draw(st.sampled_from((0.3, 8.0)))
    if step == "gives up" and alone:
        _part(say, caller, callees[0], call_id, loose=loose)
        living = set()
    if step in ("answered", "over"):
        taker = draw(st.sampled_from(callees))
        say(Action.ANSWER, taker, caller)
        say(Action.ANSWERED, caller, taker)
        living = {(caller.leg_id, TALK), (taker.leg_id, TALK)}
        if step == "over":
            now_s += draw(st.sampled_from((0.3, 30.0)))
            first, second = draw(st.permutations((caller, taker)))
            _part(say, first, second, call_id, loose=loose)
            living = set()
    return Life(tuple(told), frozenset(living), (caller, *callees))


def _part(
    say: Callable[..., None], first: Party, second: Party, call_id: str, *, loose: bool
) -> None:
    say(Action.BYE, first, second, own_id=f"{call_id}a" if loose else "")
    if loose:
        first, second = (
            replace(each, leg_id=outer_leg(each.kind, "again" + call_id))
            if each.kind is LegKind.OUTBOUND
            else each
            for each in (first, second)
        )
    say(Action.BYE, second, first, own_id=f"{call_id}b" if loose else "")


@st.composite
def evenings(
    draw: st.DrawFn, *, loose: bool, lossy: bool
) -> tuple[list[Life], list[tuple[float, Told]]]:
    """Several lives, with reports that are swapped, told twice, or lost.

    Where ids are exact, the outsiders may be alike, and the lives at once.
    """
    found: list[Life] = []
    arriving: list[tuple[float, Told]] = []
    outsiders, apart_s = ("0301", "0302", "0303"), 100.0
    if not loose:
        outsiders = draw(st.sampled_from((outsiders, ("030",) * 3, ("",) * 3)))
        apart_s = draw(st.sampled_from((apart_s, 2.0)))
    for number in range(1, 1 + draw(st.integers(1, 3))):
        life = draw(lives(number, 100 + number * apart_s, outsiders[number - 1], loose=loose))
        found.append(life)
        reports = list(life.reports)
        for at in range(len(reports) - 1):
            if draw(st.booleans()):  # this one comes only after the next
                reports[at] = reports[at + 1][0] + 0.05, reports[at][1]
                reports[at], reports[at + 1] = reports[at + 1], reports[at]
        for when, told in tuple(reports):
            if draw(st.integers(0, 3)) == 0:
                reports.append((when + draw(st.sampled_from((0.01, 1.0, 4.0, 10.0))), told))
        if lossy and draw(st.integers(0, 3)) == 0:
            reports.clear()
        elif lossy:
            del reports[draw(st.integers(0, len(reports) - 1))]
        arriving += reports
    arriving.sort(key=lambda each: each[0])
    return found, arriving


def _stands(heard: Heard) -> set[frozenset[tuple[str, LegState]]]:
    return {
        frozenset((leg.leg_id.partition("/")[0], leg.state) for leg in report.legs)
        for report in heard.rebuilder.own()
    }


def _own(found: list[Life]) -> list[Life]:
    mine = ext_leg(ME)
    return [life for life in found if any(leg == mine for leg, _ in life.living)]


def _truth(found: list[Life]) -> set[frozenset[tuple[str, LegState]]]:
    return {life.living for life in _own(found)}


@pytest.mark.parametrize("loose", [False, True], ids=["one-id", "many-ids"])
@pytest.mark.parametrize("lossy", [False, True], ids=["all-come", "some-are-lost"])
def test_random_lives_end_in_the_true_picture_or_in_a_wish_for_a_snapshot(
    loose: bool, lossy: bool
) -> None:
    @settings(max_examples=40, deadline=None)
    @given(evenings(loose=loose, lossy=lossy))
    def holds(evening: tuple[list[Life], list[tuple[float, Told]]]) -> None:
        found, arriving = evening
        heard = Heard(loose=loose)
        for when, told in arriving:
            heard.now_s = when
            heard.take(told)
        truth = _truth(found)
        assert lossy or heard.doubts or _stands(heard) == truth
        heard.now_s += 1
        heard.look(*(life.seen() for life in _own(found)))
        assert _stands(heard) == truth
        told_phases = [phase for phase in heard.phases if phase is not Phase.ENDED]
        assert len(told_phases) == len(truth)

    holds()


def test_lives_in_order_are_never_doubted() -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        for loose in (False, True):
            life = data.draw(lives(1, 100.0, "030", loose=loose))
            heard = Heard(loose=loose)
            for when, told in life.reports:
                heard.now_s = when
                heard.take(told)
            assert heard.doubts == []
            assert _stands(heard) == _truth([life])

    holds()
