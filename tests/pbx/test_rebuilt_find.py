"""Which call a report, a record or a snapshot speaks of, where it bears an id of its own."""

from __future__ import annotations

import pytest

from ctiapp.model.call import (
    CallReport,
    EndReason,
    LegKind,
    LegReport,
    LegState,
    Phase,
)
from ctiapp.model.events import CallRecorded, CallTransferred
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.told import Action, Party, ext_leg
from tests.pbx.heard import ME, TALK, Heard, ext, inbound, outbound, record, ring_from, seen


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
