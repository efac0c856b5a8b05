"""Commands for calls as the K2 wants them, and what it answers of calls."""

from __future__ import annotations

import pytest

from ctiapp.model import commands
from ctiapp.model.call import LegState
from ctiapp.model.commands import Answer, ConsultStep, ListenMode, PhoneRingId, RecordStep
from ctiapp.model.errors import NotSupported, WireError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.pbx.k2 import wire_calls
from tests.pbx.k2.frames import answer

ME, OTHER = Number("305"), Number("555010")
OWN, THEIRS = LegId("PJSIP/305-0000001a"), LegId("PJSIP/trunk-sip-main-endpoint-0000001b")
RING = PhoneRingId(ME, "32801", "10.9.8.50:5060")
PHONE = {"extnumber": "305", "cstacallid": "32801", "ipaddress": "10.9.8.50:5060"}


@pytest.mark.parametrize(
    ("command", "endpoint", "body"),
    [
        (
            commands.Dial(ME, OTHER),
            "call/dial",
            {"caller": "305", "callee": "555010", "dialpermission": "305"},
        ),
        (
            commands.Dial(ME, OTHER, auto_answer=True),
            "call/dial",
            {"caller": "305", "callee": "555010", "dialpermission": "305", "autoanswer": "yes"},
        ),
        (commands.HoldLeg(OWN), "call/hold", {"channelid": OWN}),
        (commands.ResumeLeg(OWN), "call/unhold", {"channelid": OWN}),
        (commands.HangUpLeg(OWN), "call/hangup", {"channelid": OWN}),
        (commands.MuteLeg(OWN, True), "call/mute", {"channelid": OWN}),
        (commands.MuteLeg(OWN, False), "call/unmute", {"channelid": OWN}),
        (commands.ParkLeg(THEIRS), "call/callpark", {"channelid": THEIRS}),
        (
            commands.ParkLeg(THEIRS, "6900"),
            "call/callpark",
            {"channelid": THEIRS, "parkingslot": "6900"},
        ),
        (
            commands.TransferLeg(THEIRS, Number("306"), ME),
            "call/transfer",
            {"channelid": THEIRS, "number": "306", "dialpermission": "305"},
        ),
        (
            commands.ConsultLeg(OWN, Number("306"), ME),
            "call/attended_transfer",
            {"channelid": OWN, "tonumber": "306", "dialpermission": "305"},
        ),
        (
            commands.AddMember(OWN, Number("306")),
            "call/add_member",
            {"channelid": OWN, "number": "306", "dialpermission": "305"},
        ),
        (commands.DecideInbound(THEIRS, True), "call/accept_inbound", {"channelid": THEIRS}),
        (commands.DecideInbound(THEIRS, False), "call/refuse_inbound", {"channelid": THEIRS}),
        (commands.AnswerRing(RING), "uacstacall/accept_inbound", PHONE),
        (commands.RefuseRing(RING), "uacstacall/refuse_inbound", PHONE),
    ],
)
def test_each_command_has_its_request(
    command: commands.CallCommand, endpoint: str, body: dict[str, object]
) -> None:
    request = wire_calls.command_request(command, ME)
    assert (request.method, request.endpoint, request.body) == ("POST", endpoint, body)


@pytest.mark.parametrize(
    ("step", "word"),
    [
        (ConsultStep.COMPLETE, "complete"),
        (ConsultStep.ABORT, "abort"),
        (ConsultStep.SWAP, "swap"),
        (ConsultStep.THREE_WAY, "threeway"),
    ],
)
def test_a_consultation_goes_on_by_one_word(step: ConsultStep, word: str) -> None:
    request = wire_calls.command_request(commands.ConsultStepLeg(OWN, step), ME)
    assert request.endpoint == "call/attended_transfer_operate"
    assert request.body == {"channelid": OWN, "operate": word}


def test_recording_on_command_is_not_there() -> None:
    with pytest.raises(NotSupported):
        wire_calls.command_request(commands.RecordLeg(OWN, RecordStep.START), ME)


def test_listening_names_extensions() -> None:
    command = commands.ListenIn(OWN, Number("300"), ListenMode.WHISPER)
    request = wire_calls.listen(command, ME)
    assert request.body == {"monitor": "300", "extension": "305", "type": "whisper"}
    assert wire_calls.extension_of(OWN) == ME
    assert wire_calls.extension_of(THEIRS) is None


def test_what_an_accepted_command_answers() -> None:
    assert wire_calls.command_answer(answer("call-dial")) == Answer(CallId("1700000000.21"))
    assert wire_calls.command_answer({"parkingslot": 6900}) == Answer(slot="6900")


def test_who_is_parked() -> None:
    assert wire_calls.parked_calls(answer("callpark_status"), pytest.fail) == (
        ParkedCall("6900", OTHER, ME, THEIRS),
    )
    assert wire_calls.parked_calls({"status": "Success"}, pytest.fail) == ()


def test_the_calls_of_one_extension() -> None:
    snapshot = wire_calls.own_calls(answer("extension-query_call"), ME, pytest.fail)
    (report,) = snapshot.calls
    assert snapshot.complete
    assert [(leg.number, leg.state) for leg in report.legs] == [
        (ME, LegState.CONNECTED),
        (OTHER, LegState.CONNECTED),
    ]


def test_calls_of_somebody_else_are_no_picture_of_ours() -> None:
    with pytest.raises(WireError):
        wire_calls.own_calls(answer("extension-query_call"), Number("306"), pytest.fail)
    nobody = {"status": "Success", "calllist": [{"number": "305", "numbercalls": None}]}
    assert wire_calls.own_calls(nobody, ME, pytest.fail).calls == ()


def test_a_call_that_cannot_be_named_leaves_the_picture_incomplete() -> None:
    said: list[str] = []
    told = {"calllist": [{"number": "305", "numbercalls": [{"members": []}]}]}
    assert not wire_calls.own_calls(told, ME, said.append).complete
    told = {"calllist": [7]}  # type: ignore[list-item]
    assert not wire_calls.own_calls(told, ME, said.append).complete


def test_calls_are_asked_for_in_three_ways() -> None:
    assert wire_calls.calls_of(ME).body == {"number": "305"}
    assert wire_calls.one_call(CallId("1.2")).body == {"callid": "1.2"}
    assert wire_calls.calls_of_kind("inbound").body == {"type": "inbound"}
    listed = {"calls": [{"callid": "1.2", "members": []}]}
    assert [one.call_id for one in wire_calls.call_reports(listed, pytest.fail)] == ["1.2"]
