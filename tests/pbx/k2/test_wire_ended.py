"""What is told of a call that is over."""

from __future__ import annotations

from ctiapp.model.call import Direction
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.k2.wire_ended import ended_call
from tests.pbx.k2.frames import value

CALL = CallId("1700000000.21")


def test_a_record_by_its_misspelt_names() -> None:
    assert ended_call(value("NewCdr"), CALL) == EndedCall(
        call_id=CALL,
        started="2024-01-02 09:15:00",
        caller=RecordParty(Number("555010")),
        callee=RecordParty(Number("305")),
        direction=Direction.INBOUND,
        outcome=Outcome.ANSWERED,
        duration_s=42,
        talk_s=30,
        agent_ring_s=9,
        did=Number("555099"),
        recording="20240102091500-1700000000.21-555010-305-Inbound.wav",
    )


def test_the_right_names_serve_as_well() -> None:
    ended = ended_call({"callduration": "7", "talkduration": 5}, CALL)
    assert (ended.duration_s, ended.talk_s) == (7, 5)
