"""Calls rebuilt from separate reports, as the store then shows them: in order and out of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import (
    EndReason,
    FailReason,
    LegState,
    Phase,
)
from ctiapp.model.events import CallFailed, CallRecorded, CallTransferred
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.rebuilt_kept import MAX_CALLS
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, Told
from tests.pbx.heard import ME, TALK, Heard, ext, inbound, outbound, record, ring_from, seen

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


def test_a_call_is_that_of_each_extension_in_it_as_long_as_it_lives(heard: Heard) -> None:
    ring_from(heard, ext("2001"), ext("2000"))
    (call,) = heard.rebuilder.of(Number("2001"))
    assert heard.rebuilder.own() == (call,)
    assert heard.rebuilder.of(Number("2002")) == ()
    heard.tell(Action.BYE, ext("2001"), ext("2000"))
    assert heard.rebuilder.of(Number("2001")) == ()


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


def test_what_a_snapshot_found_is_held_by_an_answer_to_what_was_asked_with_it(heard: Heard) -> None:
    """But what was told since is newer than that answer."""
    asked_s = heard.now_s
    heard.look(seen((inbound("030"), TALK), (ext("2000"), TALK)))
    (call_id,) = [report.call_id for report in heard.rebuilder.reports()]
    assert heard.rebuilder.held(ME, call_id, on=True, asked_s=asked_s)
    heard.now_s += 1
    heard.tell(Action.ANSWERED, inbound("030"), ext("2000"), call_id=call_id)
    assert heard.rebuilder.held(ME, call_id, on=False, asked_s=asked_s) == ()


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


# --- snapshots -----------------------------------------------------------------------------------


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
