"""What the names of recordings tell of their calls."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.number import Number
from ctiapp.pbx.p_series.wire_filename import called_at, called_with

PRINTED = "20220112173629-1641980184.14-5566-5556-Internal.wav"


def test_the_printed_name_tells_when_and_who() -> None:
    """The PBX of the handbook is eight hours ahead of UTC; the call's id has no zone."""
    assert called_at(PRINTED) == datetime(2022, 1, 12, 9, 36, 24, tzinfo=UTC)
    assert called_with(PRINTED) == {Number("5566"), Number("5556")}


@pytest.mark.parametrize(
    "file",
    [
        "20220112173629.wav",
        "20220112173629-1741980184.14-5566-5556-Internal.wav",  # years apart
        "20229912173629-1641980184.14-5566-5556-Internal.wav",
        "../../20220112173629-1641980184.14-x.wav",
        "",
    ],
)
def test_a_name_that_does_not_tell_when(file: str) -> None:
    assert called_at(file) is None


@pytest.mark.parametrize(
    ("file", "numbers"),
    [
        (PRINTED, {"5566", "5556"}),
        ("20220412173331-1649756009.12-+4930555-2005-Inbound.mp3", {"+4930555", "2005"}),
        ("20220412173331-1649756009.12-Unknown-2005-Inbound.wav", {"2005"}),
        ("20220412173331-1649756009.12-2002.wav", set()),
        ("note-2002-2005-Internal.wav", set()),
        ("", set()),
    ],
)
def test_who_took_part_stands_in_the_name(file: str, numbers: set[str]) -> None:
    assert called_with(file) == {Number(each) for each in numbers}
