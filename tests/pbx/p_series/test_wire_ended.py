"""What is told of a call that is over: the table's words and the example's, and what is neither."""

from __future__ import annotations

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.pbx.p_series.wire_ended import direction_of, ended_call, outcome_of


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("ANSWERED", Outcome.ANSWERED),
        ("ANSWER", Outcome.ANSWERED),
        ("NO ANSWER", Outcome.NO_ANSWER),
        (" no  answer ", Outcome.NO_ANSWER),
        ("BUSY", Outcome.BUSY),
        ("FAILED", Outcome.FAILED),
        ("VOICEMAIL", Outcome.VOICEMAIL),
        ("ABANDONED", Outcome.ABANDONED),
        ("whatever", Outcome.UNKNOWN),
        (None, Outcome.UNKNOWN),
    ],
)
def test_how_it_ended(word: object, outcome: Outcome) -> None:
    assert outcome_of(word) is outcome


def test_of_what_kind_it_was() -> None:
    assert direction_of("Internal") is Direction.INTERNAL
    assert direction_of("inbound") is Direction.INBOUND
    assert direction_of("sideways") is None


def test_numbers_in_quotes_and_blanks_are_read_leniently() -> None:
    ended = ended_call(
        {
            "call_id": "17.5",
            "call_from": "Kristin Hale<2005>",
            "call_to": " ",
            "call_duration": "24",
            "talk_duration": " ",
            "did_number": " ",
            "agent_ring_time": "3",
            "status": 7,
        }
    )

    assert (ended.caller.number, ended.caller.name) == (Number("2005"), "Kristin Hale")
    assert (ended.callee.number.withheld, ended.did) == (True, None)
    assert (ended.duration_s, ended.talk_s, ended.agent_ring_s) == (24, 0, 3)
    assert ended.outcome is Outcome.UNKNOWN


def test_without_a_call_it_tells_of_none() -> None:
    with pytest.raises(WireError):
        ended_call({"call_from": "2005"})
