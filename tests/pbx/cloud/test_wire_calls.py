"""Calls over HTTP, by the handbook's examples and otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import CallReport, LegKind, LegState
from ctiapp.model.commands import ListenMode
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_calls
from ctiapp.pbx.cloud.wire_calls import Line
from ctiapp.pbx.told import addressed
from tests.pbx.cloud.answers import JSON

if TYPE_CHECKING:
    from ctiapp.pbx.request import Request

ME, OTHER = Number("2000"), Number("2001")
ALERTING, CONNECTED, INITIATED = LegState.ALERTING, LegState.CONNECTED, LegState.INITIATED
INBOUND = {  # l. 2600
    "inboundid": "1495698433.203",
    "from": "1000",
    "to": "1002",
    "trunk": "SIP-142",
    "status": "Talking",
    "callee": [{"extid": "1002"}],
}
OUTBOUND = {  # l. 2668
    "outboundid": "1495705009.316",
    "from": "1002",
    "to": "41000",
    "trunk": "SIP-142",
    "status": "Talking",
}


def states(report: CallReport) -> dict[str, LegState]:
    return {leg.leg_id: leg.state for leg in report.legs}


@pytest.mark.parametrize(
    ("status", "caller", "callee"),
    [
        ("Talking", CONNECTED, CONNECTED),
        ("Progress", INITIATED, ALERTING),
        ("Wait", CONNECTED, ALERTING),
        ("?", CONNECTED, CONNECTED),
    ],
)
def test_a_call_from_outside(status: str, caller: LegState, callee: LegState) -> None:
    answer = {"inbound": [{**INBOUND, "status": status}]}
    (report,) = wire_calls.inbound_calls(answer, pytest.fail)

    assert report.call_id == ""
    assert states(report) == {"inbound:1495698433.203": caller, "ext:1002": callee}
    assert report.legs[0].called == Number("1002")
    assert report.legs[0].trunk == "SIP-142"


def test_a_call_from_outside_that_nobody_has_yet_or_that_goes_out_again() -> None:
    for callee, legs in (
        (None, 1),
        ([{"ivrid": "6500"}], 1),
        ({"outboundid": "4", "from": "1", "to": "2"}, 2),
        (["x"], 1),
    ):
        answer = {"inbound": {**INBOUND, "callee": callee}}
        (report,) = wire_calls.inbound_calls(answer, pytest.fail)
        assert len(report.legs) == legs


def test_a_call_to_outside_is_of_the_extension_that_made_it() -> None:
    (report,) = wire_calls.outbound_calls({"outbound": [OUTBOUND]}, pytest.fail)

    assert states(report) == {"ext:1002": CONNECTED, "outbound:1495705009.316": CONNECTED}
    assert [leg.calling for leg in report.legs] == [True, False]
    assert report.legs[1].number == Number("41000")


def test_a_caller_who_was_led_outside_again_is_in_one_call() -> None:
    away = {**OUTBOUND, "from": "1000", "outboundid": "4"}
    led = {**INBOUND, "callee": [{"outboundid": "4"}]}
    came = wire_calls.inbound_calls({"inbound": [led, {**INBOUND, "inboundid": "7"}]}, pytest.fail)
    went = wire_calls.outbound_calls({"outbound": [away, OUTBOUND]}, pytest.fail)

    first, second, third = wire_calls.joined(came, went)
    assert states(first) == {"inbound:1495698433.203": CONNECTED, "outbound:4": CONNECTED}
    assert (first.legs[1].number, first.legs[1].trunk) == (Number("41000"), "SIP-142")
    assert (second, third) == (came[1], went[1])
    assert wire_calls.joined(came, []) == came


def test_a_line_tells_its_state_and_whom_it_talks_with() -> None:
    assert wire_calls.line_of({"status": "Registered"}) == Line(None)
    assert wire_calls.line_of({"status": "Hold", "ext": {"extid": "2001"}}) == Line(
        LegState.HELD, (OTHER,)
    )
    both = {"status": "Busy", "ext": [{"extid": 2001}, "2002", {"x": 1}, None]}
    assert wire_calls.line_of(both) == Line(CONNECTED, (OTHER, Number("2002")))
    lines = {"inbound": {"inboundid": "5.1"}, "outbound": [{"outboundid": 6}, {}, "x"]}
    told = wire_calls.line_of({"status": "Busy", "ext": {"extid": "2001"}, **lines})
    assert told.named == {"ext:2001", "inbound:5.1", "outbound:6"}


def test_who_is_beside_an_extension_is_named_as_its_line_names_them() -> None:
    (report,) = wire_calls.inbound_calls({"inbound": [INBOUND]}, pytest.fail)
    named = wire_calls.beside(addressed(report), Number("1002"))
    assert named == {"inbound:1495698433.203"}
    assert "ext:1002" in wire_calls.beside(report, ME)


@pytest.mark.parametrize(
    ("mine", "others", "own", "other"),
    [
        (CONNECTED, CONNECTED, CONNECTED, CONNECTED),
        (CONNECTED, ALERTING, INITIATED, ALERTING),
        (ALERTING, CONNECTED, ALERTING, INITIATED),
        (LegState.HELD, CONNECTED, LegState.HELD, CONNECTED),
        (CONNECTED, None, CONNECTED, CONNECTED),
    ],
)
def test_a_call_inside_is_made_of_both_lines(
    mine: LegState, others: LegState | None, own: LegState, other: LegState
) -> None:
    report = wire_calls.inside_call(ME, Line(mine, (OTHER,)), {OTHER: Line(others)})

    assert report is not None
    assert states(report) == {"ext:2000": own, "ext:2001": other}


def test_no_call_inside_is_made_of_nothing() -> None:
    assert wire_calls.inside_call(ME, Line(None, (OTHER,)), {}) is None
    assert wire_calls.inside_call(ME, Line(CONNECTED), {}) is None
    assert wire_calls.inside_call(ME, Line(CONNECTED, (ME,)), {}) is None


def body(request: Request) -> tuple[str, object]:
    assert request.method == "POST"
    return request.endpoint, request.body


def test_commands_are_what_the_handbook_prints() -> None:
    inside = wire_calls.dial(Number("1005"), Number("1006"), inside=True, auto_answer=False)
    outside = wire_calls.dial(Number("1002"), Number("971837373"), inside=False, auto_answer=True)
    moved = wire_calls.move_line(LegKind.INBOUND, "1495698591.209", Number("4001"), ME)

    assert body(inside) == (
        "extension/dial_extension",
        {"caller": "1005", "callee": "1006", "autoanswer": "no"},
    )
    assert body(outside) == (
        "extension/dial_outbound",
        {"extid": "1002", "outto": "971837373", "autoanswer": "yes"},
    )
    assert body(wire_calls.on_extension("hold", "1000")) == ("extension/hold", {"extid": "1000"})
    assert body(wire_calls.on_line(LegKind.OUTBOUND, "hangup", "1495705264.322")) == (
        "outbound/hangup",
        {"outboundid": "1495705264.322"},
    )
    assert body(moved) == (
        "inbound/transfer_number",
        {"inboundid": "1495698591.209", "number": "4001", "fromext": "2000"},
    )
    call = wire_calls.move_call(CallId("1550576451.121"), ME, OTHER, ME)
    assert body(call)[0] == "calltransfer"
    assert wire_calls.listen(ListenMode.LISTEN, ME, "1002").body == {
        "listener": "2000",
        "listenedext": "1002",
    }
    assert wire_calls.listen(ListenMode.WHISPER, ME, "1002").body == {
        "whisperer": "2000",
        "whisperedext": "1002",
    }
    barge = wire_calls.listen(ListenMode.BARGE, ME, "1002").body
    assert barge == {"bargein": "2000", "bargin": "2000", "bargedext": "1002"}


def test_what_names_nobody_is_not_sent() -> None:
    for wrong in (
        lambda: wire_calls.on_extension("hangup", ""),
        lambda: wire_calls.on_line(LegKind.INBOUND, "hangup", ""),
        lambda: wire_calls.on_line(LegKind.EXTENSION, "hangup", "1"),
        lambda: wire_calls.move_line(LegKind.INBOUND, "", OTHER, ME),
        lambda: wire_calls.move_call(CallId(""), ME, OTHER, ME),
    ):
        with pytest.raises(ValueError, match="no"):
            wrong()


def test_an_answer_names_its_call() -> None:
    assert wire_calls.command_answer({"callid": "1547397927.431"}).call_id == "1547397927.431"
    assert wire_calls.command_answer({}).call_id is None


@given(st.dictionaries(st.sampled_from(["inbound", "outbound", "ext", "status"]), JSON))
def test_whatever_comes_is_read_or_refused(answer: dict[str, object]) -> None:
    wire_calls.line_of(answer)
    for read in (wire_calls.inbound_calls, wire_calls.outbound_calls):
        try:
            read(answer, lambda _: None)
        except WireError:
            continue
