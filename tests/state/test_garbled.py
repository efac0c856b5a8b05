"""Reports of which a member could not be read: they prove nothing of whom they do not name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import Phase
from ctiapp.model.ids import CallId
from ctiapp.state.garbled import ASKED_MAX, REMEMBERED_MAX, Garbled
from tests.model.said import CALL, ext, inbound, mine, report
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
