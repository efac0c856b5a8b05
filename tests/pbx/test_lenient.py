"""Values from strangers: leniently read, bounded, clean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.pbx import lenient


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2000", "2000"),
        (2000, "2000"),
        (" ", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        ([], ""),
        ("a\nb\x00c\x7f", "a b c"),
        ("\ud800x", "?x"),
        ("李雷", "李雷"),
    ],
)
def test_a_scalar_becomes_plain_text(value: object, text: str) -> None:
    assert lenient.text_of(value) == text


@given(st.text() | st.integers() | st.floats() | st.none() | st.booleans())
def test_text_is_bounded_and_can_be_stored(value: object) -> None:
    text = lenient.text_of(value)

    assert len(text) <= lenient.MAX_TEXT
    text.encode("utf-8")
    assert not any(char < " " for char in text)


def test_a_number_is_none_where_the_field_is_blank_and_withheld_where_it_says_so() -> None:
    assert lenient.number_of(" ") is None
    assert lenient.number_of("Unknown") == Number("")
    assert lenient.number_of(2000) == Number("2000")


def test_an_id_is_never_cut() -> None:
    assert lenient.id_of(7, "id") == "7"
    for value in ("", " ", None, "1" * (lenient.MAX_ID + 1)):
        with pytest.raises(WireError, match="id"):
            lenient.id_of(value, "id")


def test_null_is_an_empty_list_and_other_things_are_none() -> None:
    assert lenient.items_of(None, "list") == []
    assert lenient.items_of([1], "list") == [1]
    with pytest.raises(WireError):
        lenient.items_of("no", "list")
    with pytest.raises(WireError):
        lenient.object_of([], "object")


def test_fields_are_flattened_in_their_order_and_blank_ones_left_out() -> None:
    body: dict[str, object] = {"a": 1, "b": " ", "c": [{"d": "x"}, {"d": None, "e": "y"}], "f": "z"}

    found = lenient.fields_of(body, "f")

    assert list(found.items()) == [("a", "1"), ("c.0.d", "x"), ("c.1.e", "y")]


def test_fields_are_bounded() -> None:
    body: dict[str, object] = {str(n): "x" for n in range(10_000)}

    assert len(lenient.fields_of(body)) == lenient.MAX_FIELDS


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (0, 0),
        ("30", 30),
        (" 30 ", 30),
        (10**9, lenient.MAX_COUNT),
        ("9" * 2000, lenient.MAX_COUNT),
        (-1, None),
        (1.5, None),
        (" ", None),
        (None, None),
        (True, None),
        ("²", None),
        ("many", None),
    ],
)
def test_a_count_is_whole_and_within_reason(value: object, count: int | None) -> None:
    assert lenient.count_of(value) == count


def test_a_count_has_the_bound_it_is_given() -> None:
    assert lenient.count_of("101", 100) == 100


def test_an_item_that_cannot_be_read_costs_only_itself() -> None:
    said: list[str] = []
    assert lenient.each([{"a": 1}, 7], dict, said.append) == [{"a": 1}]
    assert len(said) == 1
