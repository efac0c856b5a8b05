"""People and places are frozen facts."""

from __future__ import annotations

from ctiapp.model import directory
from ctiapp.model.directory import Contact, Extension, PbxInfo, Presence
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
