"""Calls over HTTP: what is sent for each verb, and what the lists of calls say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ctiapp.model.call import CallReport, LegState
from ctiapp.model.commands import ListenMode
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.pbx.openvox import wire_calls
from tests.pbx.openvox.frames import ANSWERS
from tests.pbx.openvox.strange import objects

ME, HIM = Number("305"), Number("306")


def stands(report: CallReport) -> dict[str, LegState]:
    return {leg.leg_id: leg.state for leg in report.legs}


def test_the_printed_list_of_calls_from_outside() -> None:
    (report,) = wire_calls.inbound_calls(ANSWERS[1], pytest.fail)
    assert report.call_id == ""
    assert stands(report) == {
        "inbound:1700000100.41": LegState.CONNECTED,
        "ext:305": LegState.CONNECTED,
    }


def test_one_record_stands_for_a_list_of_one() -> None:
    one = {"outboundid": "7.1", "from": "305", "to": "555", "trunk": "t", "status": "Progress"}
    (report,) = wire_calls.outbound_calls({"outbound": one}, pytest.fail)
    assert stands(report) == {"ext:305": LegState.INITIATED, "outbound:7.1": LegState.ALERTING}
    assert wire_calls.outbound_calls({"status": "Success"}, pytest.fail) == []
    with pytest.raises(WireError):
        wire_calls.outbound_calls({"outbound": "words"}, pytest.fail)


def test_several_ring_for_one_who_waits_and_ones_own_line_knows_better() -> None:
    one = {"inboundid": "7", "from": "030", "callee": {"extid": ["305", "306"]}, "status": "Wait"}
    (report,) = wire_calls.inbound_calls({"inbound": [one]}, pytest.fail)
    assert list(stands(report).values()) == [
        LegState.CONNECTED,
        LegState.ALERTING,
        LegState.ALERTING,
    ]
    talking = {**one, "status": "Talking"}
    (report,) = wire_calls.inbound_calls({"inbound": [talking]}, pytest.fail)
    mine = wire_calls.as_ones_own(report, ME, LegState.ALERTING)
    assert stands(mine)["ext:305"] is LegState.ALERTING
    assert stands(mine)["ext:306"] is LegState.CONNECTED
    busy = wire_calls.as_ones_own(report, ME, LegState.CONNECTED)
    assert stands(busy) == stands(report)
    untold = [leg.number for leg in busy.legs if leg.hold_untold]
    assert untold == [ME], "a busy line does not tell whether it holds"
    assert stands(wire_calls.as_ones_own(report, ME, None)) == stands(report)


def test_each_verb_has_its_body() -> None:
    inside = wire_calls.dial_inside(ME, HIM, auto_answer=True)
    assert (inside.method, inside.endpoint) == ("POST", "extension/dial_extension")
    assert inside.body == {"caller": "305", "callee": "306", "autoanswer": "yes"}
    outside = wire_calls.dial_outside(ME, Number("0309"), auto_answer=False)
    assert outside.body == {"extid": "305", "outto": "0309", "autoanswer": "no"}
    assert wire_calls.on_extension("hold", "305").body == {"extid": "305"}
    assert wire_calls.hang_up_inbound("7.1").body == {"inboundid": "7.1"}
    whisper = wire_calls.listen(ListenMode.WHISPER, ME, "306")
    assert whisper.body == {"whisperer": "305", "whisperedext": "306"}


@pytest.mark.parametrize("number", ["", " ", "all", "ALL", "305,306"])
def test_nobody_and_everybody_are_never_sent(number: str) -> None:
    with pytest.raises(ValueError, match="name each"):
        wire_calls.on_extension("hangup", number)
    with pytest.raises(ValueError, match="name each"):
        wire_calls.hang_up_inbound(number)
    with pytest.raises(ValueError, match="name each"):
        wire_calls.dial_inside(ME, Number(number), auto_answer=False)


@settings(max_examples=30, deadline=None)
@given(objects("inboundid", "outboundid", "from", "to", "callee", "status", "trunk"))
def test_no_row_costs_more_than_itself(row: dict[str, object]) -> None:
    good = {"inboundid": "1", "outboundid": "1", "from": "305", "status": "Talking"}
    assert len(wire_calls.inbound_calls({"inbound": [row, good]}, lambda _: None)) >= 1
    assert len(wire_calls.outbound_calls({"outbound": [row, good]}, lambda _: None)) >= 1
