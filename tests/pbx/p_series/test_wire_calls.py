"""Commands as the handbook's requests, and the calls that it answers."""

from __future__ import annotations

import pytest

from ctiapp.model.call import CallReport, LegKind, LegState
from ctiapp.model.commands import (
    AddMember,
    Answer,
    AnswerRing,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    DecideInbound,
    Dial,
    HangUpLeg,
    HoldLeg,
    MuteLeg,
    ParkLeg,
    PhoneRingId,
    RecordLeg,
    RecordStep,
    RefuseRing,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.pbx.interface import Snapshot
from ctiapp.pbx.p_series import wire_calls
from ctiapp.pbx.request import Request
from tests.pbx.p_series.frames import answer

RING = PhoneRingId(Number("2000"), "32787", "192.168.5.2:5060")


@pytest.mark.parametrize(
    ("command", "request_"),
    [
        (
            Dial(Number("2000"), Number("5503301")),
            Request("POST", "call/dial", body={"caller": "2000", "callee": "5503301"}),
        ),
        (
            Dial(Number("2000"), Number("5503301"), auto_answer=True),
            Request(
                "POST",
                "call/dial",
                body={"caller": "2000", "callee": "5503301", "auto_answer": "yes"},
            ),
        ),
        (HoldLeg(LegId("c")), Request("POST", "call/hold", body={"channel_id": "c"})),
        (ResumeLeg(LegId("c")), Request("POST", "call/unhold", body={"channel_id": "c"})),
        (HangUpLeg(LegId("c")), Request("POST", "call/hangup", body={"channel_id": "c"})),
        (MuteLeg(LegId("c"), on=True), Request("POST", "call/mute", body={"channel_id": "c"})),
        (MuteLeg(LegId("c"), on=False), Request("POST", "call/unmute", body={"channel_id": "c"})),
        (
            RecordLeg(LegId("c"), RecordStep.START),
            Request("POST", "call/record_start", body={"channel_id": "c"}),
        ),
        (
            RecordLeg(LegId("c"), RecordStep.PAUSE),
            Request("POST", "call/record_pause", body={"channel_id": "c"}),
        ),
        (
            RecordLeg(LegId("c"), RecordStep.RESUME),
            Request("POST", "call/record_unpause", body={"channel_id": "c"}),
        ),
        (ParkLeg(LegId("c")), Request("POST", "call/park", body={"channel_id": "c"})),
        (
            ParkLeg(LegId("c"), "6000"),
            Request("POST", "call/park", body={"channel_id": "c", "parking_slot": "6000"}),
        ),
        (
            TransferLeg(LegId("c"), Number("2008"), Number("2005")),
            Request(
                "POST",
                "call/transfer",
                body={
                    "type": "blind",
                    "channel_id": "c",
                    "number": "2008",
                    "dial_permission": "2005",
                },
            ),
        ),
        (
            ConsultLeg(LegId("c"), Number("5503301"), Number("2005")),
            Request(
                "POST",
                "call/transfer",
                body={
                    "type": "attended",
                    "channel_id": "c",
                    "number": "5503301",
                    "dial_permission": "2005",
                },
            ),
        ),
        *(
            (
                ConsultStepLeg(LegId("c"), step),
                Request(
                    "POST",
                    "call/transfer",
                    body={"type": "attended", "channel_id": "c", "attended_operate": word},
                ),
            )
            for step, word in (
                (ConsultStep.COMPLETE, "complete"),
                (ConsultStep.ABORT, "abort"),
                (ConsultStep.SWAP, "swap"),
                (ConsultStep.THREE_WAY, "threeway"),
            )
        ),
        (
            AddMember(LegId("c"), Number("13900000002")),
            Request("POST", "call/add_member", body={"channel_id": "c", "number": "13900000002"}),
        ),
        (
            DecideInbound(LegId("c"), accept=True),
            Request("POST", "call/accept_inbound", body={"channel_id": "c"}),
        ),
        (
            DecideInbound(LegId("c"), accept=False),
            Request("POST", "call/refuse_inbound", body={"channel_id": "c"}),
        ),
        (
            AnswerRing(RING),
            Request(
                "POST",
                "uacsta_call/accept",
                body={"extension": "2000", "call_id": "32787", "ip_address": "192.168.5.2:5060"},
            ),
        ),
        (
            RefuseRing(RING),
            Request(
                "POST",
                "uacsta_call/refuse",
                body={"extension": "2000", "call_id": "32787", "ip_address": "192.168.5.2:5060"},
            ),
        ),
    ],
)
def test_a_command_is_a_request(command: object, request_: Request) -> None:
    assert wire_calls.command_request(command) == request_  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "call_id"),
    [
        ("call-dial", "1650095575.872"),
        ("call-hold", "1648627871.65"),
        ("call-hangup", "1648627871.65"),
    ],
)
def test_an_accepted_command_names_its_call(name: str, call_id: str) -> None:
    assert wire_calls.command_answer(answer(name)) == Answer(CallId(call_id))
    assert wire_calls.command_answer({"errcode": 0}) == Answer(None)


def test_calls_are_asked_for_by_number_or_by_id() -> None:
    assert wire_calls.calls_of(Number("2000")).params == {"number": "2000"}
    assert wire_calls.one_call(CallId("1.1")).params == {"call_id": "1.1"}


def test_the_calls_there_are() -> None:
    (report,) = wire_calls.call_reports(answer("call-query"), pytest.fail)

    assert report.call_id == "1650012665.266"
    assert [(leg.kind, leg.number.text, leg.state) for leg in report.legs] == [
        (LegKind.EXTENSION, "2000", LegState.CONNECTED),
        (LegKind.OUTBOUND, "1003", LegState.CONNECTED),
    ]
    assert wire_calls.call_reports({"data": None}, pytest.fail) == ()


def test_one_bad_call_costs_only_itself() -> None:
    remarks: list[str] = []
    good = answer("call-query")["data"]
    assert isinstance(good, list)

    reports = wire_calls.call_reports({"data": [7, {"members": []}, *good]}, remarks.append)

    assert len(reports) == 1
    assert len(remarks) == 2


@pytest.mark.parametrize("bad", [7, {"members": []}, {"call_id": " ", "members": []}])
def test_a_picture_of_which_a_call_cannot_be_named_is_not_complete(bad: object) -> None:
    good = answer("call-query")["data"]
    assert isinstance(good, list)

    seen = wire_calls.own_calls({"data": [bad, *good]}, lambda _: None)

    assert (len(seen.calls), seen.complete) == (1, False)
    assert wire_calls.own_calls({"data": good}, pytest.fail) == Snapshot(seen.calls)
    assert wire_calls.own_calls({"data": None}, pytest.fail) == Snapshot(())


def test_a_call_whose_members_cannot_be_read_is_still_there() -> None:
    """Left out of the picture it would be taken for over."""
    (report,) = wire_calls.own_calls(
        {"data": [{"call_id": "1.1", "members": "DANCE"}]}, lambda _: None
    ).calls

    assert report == CallReport(CallId("1.1"), (), partial=True)


def test_a_parked_call_names_its_slot() -> None:
    parked = {"errcode": 0, "call_id": "1651497945.90", "parking_slot": "6000"}

    assert wire_calls.command_answer(parked) == Answer(CallId("1651497945.90"), "6000")


def test_who_waits_in_which_slot() -> None:
    """The first entry is the handbook's (l. 16360); one that cannot be read costs only itself."""
    remarks: list[str] = []
    rows = [
        {
            "parker": "2008",
            "parked_party": "2010",
            "parking_slot": "6000",
            "park_time": 60,
            "channel_id": "PJSIP/2010-000000a4",
        },
        {"parker": "2008"},
    ]

    parked = wire_calls.parked_calls({"data": rows}, remarks.append)

    assert parked == (
        ParkedCall("6000", Number("2010"), Number("2008"), LegId("PJSIP/2010-000000a4"), None, 60),
    )
    assert len(remarks) == 1
    assert wire_calls.parked_calls({"data": None}, pytest.fail) == ()
