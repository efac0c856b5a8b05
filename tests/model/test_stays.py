"""Guests as one name, and what cannot be written of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number
from ctiapp.model.stays import (
    MAX_GUESTS,
    MAX_NAME,
    CheckIn,
    Item,
    ItemState,
    Receipt,
    ReceiptItem,
    StationName,
    Stay,
    guests_of,
    problems,
    station_name,
    tidy,
)
from tests.services.fakes import START

ROOM = Number("105")
ONE = CheckIn(ROOM, ("Lukas Brandt",))


@pytest.mark.parametrize(
    ("guests", "first", "last", "shown"),
    [
        (("Lukas Brandt",), "Lukas", "Brandt", "Lukas Brandt"),
        (("  Lukas \t Brandt\n",), "Lukas", "Brandt", "Lukas Brandt"),
        (("Mr. and Mrs. Ortega",), "Mr. and Mrs.", "Ortega", "Mr. and Mrs. Ortega"),
        (("Brandt",), "Brandt", "", "Brandt"),
        (("王小明",), "王小明", "", "王小明"),
        (("王 小明",), "王 小明", "", "王 小明"),
        (("홍 길동",), "홍 길동", "", "홍 길동"),
        (("A. Li", "B. Chen"), "A. Li / B. Chen", "", "A. Li / B. Chen"),
        (("A. Li", " ", "B. Chen"), "A. Li / B. Chen", "", "A. Li / B. Chen"),
        (("Ann Lee", "王小明"), "Ann Lee / 王小明", "", "Ann Lee / 王小明"),
    ],
)
def test_guests_are_one_name_that_reads_as_they_were_typed(
    guests: tuple[str, ...], first: str, last: str, shown: str
) -> None:
    """The PBX has two fields, and shows them in an order of its own."""
    name = station_name(guests)

    assert name == StationName(first, last)
    assert name.text == shown


def test_two_long_names_are_shortened_and_both_are_kept() -> None:
    """Given names become letters where both would not fit; nobody is left out."""
    guests = ("Maximiliane Theodora Hohenstein-Waldburg", "Konstantin Alexander Freiherr")

    name = station_name(guests)

    assert name.first == "M. T. Hohenstein-Waldburg / K. A. Freiherr"
    assert len(name.first) <= MAX_NAME


@pytest.mark.parametrize(
    ("guests", "key"),
    [
        ((), "checkin.no_guest"),
        ((" ", "\n"), "checkin.no_guest"),
        (("x" * (MAX_NAME + 1),), "checkin.name_too_long"),
        (("x" * (MAX_NAME + 1) + " Li",), "checkin.name_too_long"),
        (("x" * 40, "y" * 40), "checkin.name_too_long"),
    ],
)
def test_what_is_no_name_is_refused(guests: tuple[str, ...], key: str) -> None:
    """Rather than cut off."""
    with pytest.raises(UsageError) as caught:
        station_name(guests)

    assert caught.value.key == key


def test_a_name_at_the_limit_goes_through() -> None:
    """Each of the two fields has it for itself."""
    assert station_name(("x" * MAX_NAME + " " + "y" * MAX_NAME,)).last == "y" * MAX_NAME


def test_the_guests_of_a_name_are_read_as_they_are_written() -> None:
    """What a desk without our notes has of them."""
    assert guests_of("A. Li / B. Chen") == ("A. Li", "B. Chen")
    assert guests_of("Mr. and Mrs. Ortega") == ("Mr. and Mrs. Ortega",)
    assert guests_of("") == ()


def test_what_cannot_be_seen_is_no_part_of_a_name() -> None:
    """Nor does it join two words."""
    assert tidy("Ann\u202eLee\0 \u200b") == "Ann Lee"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {}),
        ({"guests": ()}, {"guests": "checkin.no_guest"}),
        ({"guests": ("a",) * (MAX_GUESTS + 1)}, {"guests": "checkin.too_many_guests"}),
        ({"email": "ann@example.com", "mobile": "+49 (170) 123-45"}, {}),
        ({"email": "ann@example"}, {"email": "checkin.email"}),
        ({"email": "a b@example.com"}, {"email": "checkin.email"}),
        ({"mobile": "room service"}, {"mobile": "checkin.mobile"}),
        ({"outside": True, "routes": frozenset()}, {"routes": "checkin.no_route"}),
        ({"outside": False, "routes": frozenset()}, {}),
        (
            {"arrival": date(2026, 3, 2), "departure": date(2026, 3, 1)},
            {"departure": "checkin.departure"},
        ),
        ({"arrival": date(2026, 3, 2), "departure": date(2026, 3, 2)}, {}),
    ],
)
def test_what_cannot_be_written_is_told_of_its_field(
    changes: dict[str, object], found: dict[str, str]
) -> None:
    """Before anything is sent."""
    assert problems(replace(ONE, **changes)) == found  # type: ignore[arg-type]


def test_a_stay_fits_the_name_that_was_written_whatever_its_case() -> None:
    """Another's name, or none, is not theirs."""
    stay = Stay(1, ROOM, ("Lukas Brandt",), "Lukas Brandt")

    assert stay.fits("LUKAS  Brandt")
    assert not stay.fits("Lukas Brand")
    assert not stay.fits("")
    assert not replace(stay, name="").fits("")


def test_a_stay_is_open_until_it_is_closed() -> None:
    """By when, not by whom."""
    stay = Stay(1, ROOM, ("A",), "A")

    assert stay.open
    assert not replace(stay, closed_at=START).open


def test_a_receipt_names_what_failed() -> None:
    """What could not be read is neither done nor failed."""
    items = tuple(
        ReceiptItem(what, "", None, state)
        for what, state in zip((Item.NAME, Item.EMAIL, Item.VOICEMAIL), ItemState, strict=True)
    )
    receipt = Receipt(ROOM, START, items=items)

    assert [each.what for each in receipt.failed] == [Item.EMAIL]
    assert receipt.state_of(Item.VOICEMAIL) is ItemState.UNVERIFIED
    assert receipt.state_of(Item.MOBILE) is None
