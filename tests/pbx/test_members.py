"""Whole calls with their members: one that cannot be read costs only itself, and is said."""

from __future__ import annotations

import pytest

from ctiapp.model.call import CallReport, FailReason, LegKind, LegReport, LegState
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.members import MAX_MEMBERS, call_of, fail_reason

CALL = CallId("1.7")
LEG = LegReport(LegId("c1"), LegKind.EXTENSION, Number("305"), LegState.CONNECTED)


def legs_of(member: object) -> list[LegReport]:
    if member == "bad":
        raise WireError("bad")
    return [LEG]


def test_all_members_are_the_whole_call() -> None:
    assert call_of(CALL, ["a", "b"], legs_of, pytest.fail) == CallReport(CALL, (LEG, LEG))
    assert call_of(CALL, None, legs_of, pytest.fail) == CallReport(CALL, ())


@pytest.mark.parametrize(
    ("value", "legs", "said"),
    [
        (["bad", "a"], 1, "member left out: bad"),
        (["a"] * (MAX_MEMBERS + 1), MAX_MEMBERS, "members left out: too many"),
        (7, 0, "members left out: "),
    ],
)
def test_what_is_left_out_is_said_and_marks_the_report(value: object, legs: int, said: str) -> None:
    remarks: list[str] = []
    report = call_of(CALL, value, legs_of, remarks.append)
    assert (len(report.legs), report.partial) == (legs, True)
    assert len(remarks) == 1
    assert remarks[0].startswith(said)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("User  Busy", FailReason.BUSY),
        ("486 busy here", FailReason.BUSY),
        ("nothing known", FailReason.OTHER),
        ("", FailReason.OTHER),
    ],
)
def test_a_failure_is_read_by_its_words_or_its_code(words: str, reason: FailReason) -> None:
    reasons = {"user busy": FailReason.BUSY, "486": FailReason.BUSY}
    assert fail_reason(words, reasons) is reason
