"""What is known of the world's numbering plans."""

from __future__ import annotations

import pytest

from ctiapp.model.worldplan import (
    Reading,
    code_of,
    country_of,
    is_country_code,
    read,
    split,
    subscriber,
)


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("+49891234567", None, Reading("+49891234567", sure=True)),
        ("+490891234567", "US", Reading("+49891234567", sure=True)),
        ("0049891234567", "DE", Reading("+49891234567", sure=True)),
        ("0049891234567", "US", Reading("+49891234567", sure=True)),
        ("01149891234567", "US", Reading("+49891234567", sure=True)),
        ("0891234567", "DE", Reading("+49891234567", sure=True)),
        ("891234567", "DE", Reading("+49891234567", sure=False)),
        ("49891234567", "DE", Reading("+49891234567", sure=False)),
        ("12065550100", "US", Reading("+12065550100", sure=True)),
        ("13800138000", "CN", Reading("+8613800138000", sure=True)),
        ("0891234567", None, None),
        ("0077", "DE", None),
        ("112", "DE", None),
        ("+1", None, None),
        ("+49", "DE", None),
        ("+9991234567", None, None),
    ],
)
def test_a_number_as_its_country_reads_it(
    text: str, country: str | None, expected: Reading | None
) -> None:
    assert read(text, country) == expected


def test_what_says_itself_what_it_is_need_not_be_in_use() -> None:
    """Plans grow faster than what is known of them."""
    assert read("+12354978652", None) == Reading("+12354978652", sure=True)
    assert read("+12060100100", None, existing=True) is None


def test_a_number_falls_into_code_and_rest() -> None:
    assert split("+12065550100") == ("1", "2065550100")
    assert split("+85221234567") == ("852", "21234567")
    assert split("+9991234567") == ("", "9991234567")
    assert [is_country_code(each) for each in ("1", "49", "852", "999", "0", "4989")] == [
        *(True, True, True),
        *(False, False, False),
    ]
    assert (code_of("CN"), code_of("ZZ")) == ("86", "0")


def test_a_subscriber_is_what_is_dialled_in_the_area() -> None:
    assert subscriber("+49891234567") == "1234567"
    assert subscriber("+865925503301") == "5503301"
    assert subscriber("+8613800138000") is None


def test_a_line_belongs_to_a_country_or_to_all() -> None:
    assert country_of("+85221234567") == "HK"
    assert country_of("+80012345678") is None
    assert country_of("+12060100100") is None
