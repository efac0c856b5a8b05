"""What a search and a load answer."""

from __future__ import annotations

from ctiapp.model.number import Number
from ctiapp.services import lookup
from ctiapp.services.lookup import DirectoryProgress, Match
from tests.model.facts import assert_frozen


def test_answers_are_frozen() -> None:
    """A view may keep them."""
    assert_frozen(lookup)


def test_nothing_is_loaded_and_no_lamp_is_known_at_first() -> None:
    """Unknown is not zero of zero, done."""
    assert not DirectoryProgress().done
    match = Match("Ann", "", Number("2001"), "2001", "extension")
    assert (match.presence, match.line) == (None, None)
