"""People and places are frozen facts."""

from __future__ import annotations

import pytest

from ctiapp.model import directory
from ctiapp.model.directory import (
    Contact,
    Extension,
    Origin,
    PbxInfo,
    PersonKey,
    Presence,
    full_name,
    key_parts,
    person_key,
)
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from tests.model.facts import assert_frozen, assert_words_differ


def test_people_and_places_are_frozen() -> None:
    """A view may keep them."""
    assert_frozen(directory)
    assert_words_differ(directory)


def test_what_a_list_does_not_say_is_unknown() -> None:
    """Not "no"."""
    extension = Extension(ExtensionId("1"), Number("2000"), "Leo")
    assert (extension.presence, extension.registered) == (Presence.UNKNOWN, None)
    assert Contact("1", "Ann").numbers == ()
    assert PbxInfo("p-series", "https://pbx").firmware is None


@pytest.mark.parametrize(
    ("origin", "of", "key"),
    [
        (Origin.EXTENSION, "2001", "extension:2001"),
        (Origin.COMPANY, "17", "company:17"),
        (Origin.OWN, "5", "own:5"),
        (Origin.PLACE, "6402", "place:6402"),
        (Origin.COMPANY, "a:b", "company:a:b"),
    ],
)
def test_a_key_names_one_entry_and_can_be_taken_apart(origin: Origin, of: str, key: str) -> None:
    """What is kept by its key is found again."""
    assert person_key(origin, of) == key
    assert key_parts(PersonKey(key)) == (origin, of)


@pytest.mark.parametrize("text", ["", "2001", "company:", ":17", "boss:17"])
def test_what_names_nothing_is_no_key(text: str) -> None:
    """A file may hold anything."""
    assert key_parts(PersonKey(text)) is None


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("Jay", "Prichett", "Jay Prichett"),
        ("Anya", "", "Anya"),
        ("", "Prichett", "Prichett"),
        ("晓明", "王", "王晓明"),
        ("さくら", "山田", "山田さくら"),
        ("민준", "김", "김민준"),
        ("Ольга", "Смирнова", "Ольга Смирнова"),
        ("", "", ""),
    ],
)
def test_a_name_is_written_as_its_bearer_writes_it(first: str, last: str, whole: str) -> None:
    """A PBX that tells only the parts must not turn people around."""
    assert full_name(first, last) == whole
