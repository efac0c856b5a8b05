"""The dial plan."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.directory import Extension, Queue
from ctiapp.simpbx.facts import Reason
from ctiapp.simpbx.numbering import resolve
from ctiapp.simpbx.world import build

DIRECTORY = build(24, seed=1)


def test_numbers_of_ours_lead_to_what_they_name() -> None:
    assert isinstance(resolve(DIRECTORY, "2001"), Extension)
    assert isinstance(resolve(DIRECTORY, "64 02"), Queue)


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("5503301", "5503301"),
        ("+49 (0)89-1234", "+490891234"),
        ("112", "112"),
        ("2999", Reason.NOT_FOUND),
        ("*98", Reason.NOT_FOUND),
        ("77", Reason.INCOMPLETE),
        ("+49", Reason.INCOMPLETE),
        ("kristin", Reason.INCOMPLETE),
        ("", Reason.INCOMPLETE),
    ],
)
def test_other_numbers_lead_outside_or_nowhere(number: str, target: object) -> None:
    assert resolve(DIRECTORY, number) == target
