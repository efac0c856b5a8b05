"""Who may call which outside numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import Reason
from ctiapp.simpbx.routes import fits, may_call

if TYPE_CHECKING:
    from tests.simpbx.office import Office


@pytest.mark.parametrize(
    ("pattern", "number", "expected"),
    [
        ("X.", "112", True),
        ("X.", "1", False),
        ("X.", "+49301", False),
        ("+X.", "+49301", True),
        ("55033X.", "5503301", True),
        ("55033X.", "55033", False),
        ("9X!", "91", True),
        ("ZXX", "012", False),
        ("NXX", "199", False),
        ("NXX", "299", True),
        ("[1-3]X", "35", True),
        ("[1-3]X", "45", False),
        ("X", "12", False),
    ],
)
def test_a_pattern_fits_whole_numbers(pattern: str, number: str, expected: bool) -> None:
    assert fits(pattern, number) is expected


def test_only_what_a_route_of_its_own_fits(office: Office) -> None:
    directory = office.exchange.directory
    entry = directory.extensions["2003"]

    entry.routes = (70,)
    assert may_call(directory, entry, "+442012345678")
    assert not may_call(directory, entry, "5503301")
    entry.routes = (69,)
    assert may_call(directory, entry, "5503301")
    entry.may_call_out = False
    assert not may_call(directory, entry, "5503301")


def test_without_a_route_a_call_to_the_outside_fails(office: Office) -> None:
    office.exchange.directory.extensions["2003"].routes = ()

    assert office.exchange.router.dial("2003", "5503301").over
    assert office.failures() == [Reason.NO_OUTBOUND_RIGHT.value]
    assert not office.exchange.router.dial("2003", "2004").over
