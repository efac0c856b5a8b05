"""Calls with somebody outside, by what a list of lines says of them."""

from __future__ import annotations

import pytest

from ctiapp.model.call import CallReport, LegKind, LegState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.outsidecalls import (
    call_to_outside,
    called_leg,
    caller_leg,
    caller_to_outside,
    placed,
    states_of,
)
from ctiapp.pbx.told import Party, ext_leg

TALKS, RINGS, DIALS = LegState.CONNECTED, LegState.ALERTING, LegState.INITIATED


@pytest.mark.parametrize(
    ("word", "states"),
    [
        ("talking", (TALKS, TALKS)),
        ("progress", (DIALS, RINGS)),
        ("wait", (TALKS, RINGS)),
        ("", (TALKS, TALKS)),
        ("a new word", (TALKS, TALKS)),
    ],
)
def test_a_lines_word_says_how_both_stand(word: str, states: tuple[LegState, LegState]) -> None:
    assert states_of(word) == states


def test_who_calls_from_outside_calls_a_number_of_the_house() -> None:
    line = Party(LegKind.INBOUND, LegId("inbound:7"), Number("030"), Number("2000"), "trunk")
    leg = caller_leg(line, DIALS)
    assert (leg.leg_id, leg.number, leg.state, leg.calling) == (
        "inbound:7",
        Number("030"),
        DIALS,
        True,
    )
    assert (leg.called, leg.trunk) == (Number("2000"), "trunk")
    assert called_leg(line, RINGS).calling is False


def test_a_call_to_outside_is_of_the_extension_that_made_it() -> None:
    line = Party(LegKind.OUTBOUND, LegId("outbound:8"), Number("030"), Number("2000"), "trunk")
    report = call_to_outside(Number("2000"), line, states_of("progress"))
    mine, other = report.legs
    assert report.call_id == ""
    assert (mine.leg_id, mine.state, mine.calling) == ("ext:2000", DIALS, True)
    assert (other.leg_id, other.state, other.called) == ("outbound:8", RINGS, None)


def test_a_call_to_outside_goes_on_without_who_has_left_it() -> None:
    me, colleague = Number("2000"), Number("2001")
    line = Party(LegKind.OUTBOUND, LegId("outbound:8"), Number("030"), me, "trunk")
    report = call_to_outside(me, line, states_of("talking"))
    caller = caller_to_outside(report)
    assert caller is not None
    assert caller.number == me
    told = call_to_outside(colleague, line, states_of("talking")).legs
    assert placed(report, ()) == placed(report, report.legs) == report
    assert placed(report, told).legs == told
    assert placed(report, (), {ext_leg(me)}).legs == report.legs[1:]
    assert placed(report, report.legs, {ext_leg(me)}).legs == report.legs[1:]
    assert placed(report, told, {ext_leg(colleague)}).legs == told[1:]


def test_who_calls_from_outside_is_no_extension_that_called_outside() -> None:
    line = Party(LegKind.INBOUND, LegId("inbound:7"), Number("030"), Number("2000"), "trunk")
    report = CallReport(CallId(""), (caller_leg(line, TALKS),))
    assert caller_to_outside(report) is None
    assert placed(report, (), {ext_leg(Number("2000"))}) == report
