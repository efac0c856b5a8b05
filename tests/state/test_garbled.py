"""Reports of which a member could not be read: they prove nothing of whom they do not name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import Direction, EndReason, Phase
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.state.garbled import ASKED_MAX, REMEMBERED_MAX, Garbled
from tests.model.said import CALL, ext, inbound, mine, moment, report
from tests.state.desk import Told, doubts, ring, talk

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport, LegReport
    from ctiapp.state.changes import Change


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def part(*legs: LegReport, call_id: str = CALL) -> CallReport:
    """What could be read of a call."""
    return replace(report(*legs, call_id=call_id), partial=True)


def said(told: Told, *legs: LegReport, call_id: str = CALL) -> tuple[Change, ...]:
    """The PBX tells of a call, and not all of it can be read."""
    return told.take(events.CallReported(part(*legs, call_id=call_id)))


@pytest.mark.parametrize("left", [(inbound("ANSWERED"),), (mine("ANSWER"),), ()])
def test_whom_it_does_not_name_goes_on_and_the_pbx_is_asked(
    told: Told, left: tuple[LegReport, ...]
) -> None:
    talk(told)
    since = told.call().since
    changes = said(told, *left)
    assert told.phases == {CALL: Phase.TALKING}
    assert told.call().since == since
    assert {leg.report.number.text for leg in told.call().legs} == {"2000", "5503301"}
    assert doubts(changes) == [CALL]


def test_what_it_does_tell_is_believed(told: Told) -> None:
    ring(told)
    said(told, mine("ANSWER"))
    assert told.phases == {CALL: Phase.TALKING}
    said(told, inbound("BYE"))
    assert told.living == set()


def test_a_picture_with_such_a_call_ends_nobody_and_asks_no_more(told: Told) -> None:
    """It was asked for already; another look would find the same."""
    talk(told)
    changes = told.picture(part(), asked_s=told.now_s)
    assert told.phases == {CALL: Phase.TALKING}
    assert doubts(changes) == []
    told.picture(part())  # after a gap
    assert told.phases == {CALL: Phase.TALKING}
    told.picture(report(inbound("ANSWERED"), mine("HOLD")))
    assert told.phases == {CALL: Phase.HELD}


def test_a_call_of_others_may_be_ones_own_and_is_asked_for_a_few_times(told: Told) -> None:
    asked = [bool(doubts(said(told, ext("2001", "RING")))) for _ in range(ASKED_MAX + 3)]
    assert asked == [True] * ASKED_MAX + [False] * 3
    assert told.phases == {}
    told.picture(report(inbound("ALERT"), mine("RING"), ext("2001", "RING")))
    assert told.phases == {CALL: Phase.RINGING}


def test_a_ring_whose_caller_cannot_be_read_rings_and_the_pbx_is_asked(told: Told) -> None:
    changes = said(told, mine("RING"))
    assert told.phases == {CALL: Phase.RINGING}
    assert (told.call().ring, told.call().remote, told.call().remote_number) == (1, None, None)
    assert told.call().direction is Direction.INBOUND
    assert doubts(changes) == [CALL]
    told.picture(part(mine("RING")), asked_s=told.now_s)  # no better there
    assert (told.phases, told.call().ring) == ({CALL: Phase.RINGING}, 1)
    ring(told)
    assert told.call().remote_number == Number("5503301")
    assert (told.phases, told.call().ring) == ({CALL: Phase.RINGING}, 1)
    assert not told.call().unread
    told.recorded()
    assert told.why() is EndReason.CALLER_GAVE_UP


def test_ones_own_phone_that_rings_alone_is_no_caller(told: Told) -> None:
    """Only somebody who is there, and cannot be read, is one."""
    told.said(mine("RING"))
    assert told.phases == {CALL: Phase.DIALING}


def test_a_call_that_comes_back_with_a_caller_who_cannot_be_read_rings(told: Told) -> None:
    ring(told)
    told.said(inbound("ALERT"), mine("BYE"))
    assert told.living == set()
    said(told, mine("RING", "b"))
    assert told.phases == {CALL: Phase.RINGING}


def test_a_member_of_whom_the_number_is_left_out_is_who_it_was(told: Told) -> None:
    talk(told)
    told.said(inbound("ANSWERED", number=""), mine("HOLD"))
    assert told.phases == {CALL: Phase.HELD}
    assert told.call().remote_number == Number("5503301")


def test_a_picture_of_which_a_call_cannot_be_named_ends_none(told: Told) -> None:
    talk(told)
    told.store.replace((), moment(told.now_s + 60), asked_s=told.now_s + 60, complete=False)
    told.store.replace((), moment(told.now_s + 61), complete=False)
    assert told.phases == {CALL: Phase.TALKING}
    told.picture(asked_s=told.now_s + 62)
    assert told.living == set()


def test_what_is_remembered_of_them_is_bounded() -> None:
    garbled = Garbled()
    for number in range(REMEMBERED_MAX):
        for _ in range(ASKED_MAX):
            assert garbled.may_ask(CallId(str(number)))
    assert not garbled.may_ask(CallId("0"))
    assert garbled.may_ask(CallId("one more"))  # the oldest goes
    assert garbled.may_ask(CallId("0"))
    garbled.clear()
    assert garbled.may_ask(CallId("7"))
