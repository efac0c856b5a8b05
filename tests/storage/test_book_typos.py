"""One slip in a word, two in a long one; never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.storage.book_typos import distance, kept_under, looked_up, slips


@pytest.mark.parametrize(
    ("a", "b", "far"),
    [
        ("schmidt", "schmidt", 0),
        ("schmidt", "schmitd", 1),
        ("schmidt", "schmdt", 1),
        ("schmidt", "schmiddt", 1),
        ("schmidt", "schmitz", 2),
        ("ann", "schmidt", 3),
        ("", "ab", 2),
    ],
)
def test_the_distance(a: str, b: str, far: int) -> None:
    """Swapped neighbours are one slip; what is too far is not counted on."""
    assert distance(a, b, 2) == far


@pytest.mark.parametrize(
    ("word", "most"), [("ann", 0), ("anna", 1), ("schmidt", 1), ("goffinal", 2)]
)
def test_how_many_slips_are_forgiven(word: str, most: int) -> None:
    """Short words are too like each other."""
    assert slips(word) == most


@given(st.text("abcdefg", min_size=5, max_size=12), st.data())
def test_one_slip_is_always_found(word: str, data: st.DataObject) -> None:
    """Whatever it is: a letter more, less, another one, or two swapped."""
    at = data.draw(st.integers(0, len(word) - 2))
    other = data.draw(st.sampled_from("abcdxyz"))
    for typed in (
        word[:at] + word[at + 1 :],
        word[:at] + other + word[at:],
        word[:at] + other + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ):
        assert distance(typed, word, 1) <= 1
        assert kept_under(word) & looked_up(typed)
