"""Extensions, places and the PBX itself; and no password of anybody."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ctiapp.model.directory import Extension, LineState, Place, PlaceKind
from ctiapp.model.errors import WireError
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import wire_directory
from tests.pbx.k2.frames import answer

ADA = Extension(ExtensionId("305"), Number("305"), "Ada Example", registered=True)


def test_the_list_says_who_and_whether_a_phone_is_there() -> None:
    ada, busy, away = wire_directory.extension_list(answer("extension-list"), pytest.fail)
    assert ada == ADA
    assert (busy.name, busy.registered) == ("", True)  # its number is no name
    assert (away.name, away.registered) == ("Room 307", False)


def test_lines_by_the_list() -> None:
    told = wire_directory.lines(answer("extension-list"), pytest.fail)
    assert told == {Number("306"): LineState.BUSY}


def test_details_have_no_secret_in_them() -> None:
    told = answer("extension-query")
    (ada,) = wire_directory.extension_details(told, pytest.fail)
    assert (ada.email, ada.mobile) == ("ada@example.com", "555777")
    assert not any(secret in repr(ada) for secret in ("RegWord", "LogWord", "VmWord"))


def test_list_and_details_become_one() -> None:
    listed = wire_directory.extension_list(answer("extension-list"), pytest.fail)
    detailed = wire_directory.extension_details(answer("extension-query"), pytest.fail)
    found = wire_directory.merged(listed, detailed)
    assert [one.email for one in found] == ["ada@example.com", "", ""]
    assert wire_directory.names_of(found)[Number("305")] == "Ada Example"


def test_a_name_of_two_is_nobodys() -> None:
    other = Extension(ExtensionId("306"), Number("306"), "Ada Example")
    assert wire_directory.numbers_of([ADA]) == {"Ada Example": Number("305")}
    assert wire_directory.numbers_of([ADA, other]) == {}


def test_conference_rooms_without_their_passwords() -> None:
    assert wire_directory.conferences(answer("conference-query"), pytest.fail) == (
        Place(PlaceKind.CONFERENCE, Number("6501"), "Morning"),
    )


def test_which_pbx_it_is() -> None:
    told = wire_directory.device(answer("deviceinfo-query"))
    west = timezone(timedelta(hours=-8))
    assert told == wire_directory.Device(
        "300000000001", "80.1.0.1", datetime(2024, 1, 2, 9, 15, tzinfo=west)
    )
    with pytest.raises(WireError):
        wire_directory.device({"status": "Success"})


@pytest.mark.parametrize(
    ("shown", "ahead_min"),
    [
        ("2024-01-02 09:15:00 UTC-8", -480),
        ("2024-01-02 09:15:00 UTC+05:30", 330),
        ("2024-01-02 09:15:00 GMT+8", 480),
        ("2024-01-02 09:15:00 UTC", 0),
        ("2024-01-02  09:15:00", None),
    ],
)
def test_a_clock_with_its_zone(shown: str, ahead_min: int | None) -> None:
    at = wire_directory.clock(shown)
    assert at is not None
    zone = at.utcoffset()
    assert (zone and zone.total_seconds() / 60) == ahead_min or zone == timedelta(0)


@pytest.mark.parametrize(
    "shown", ["", "yesterday", "2024-13-02 09:15:00", "2024-01-02 09:15:00 UTC+99", "02.01.2024"]
)
def test_a_clock_that_cannot_be_read(shown: str) -> None:
    assert wire_directory.clock(shown) is None


def test_details_are_asked_for_by_name_alone() -> None:
    assert wire_directory.details([Number("305"), Number("306")]).body == {"number": "305,306"}
    with pytest.raises(ValueError, match="name each"):
        wire_directory.details([])
