"""JSON from strangers: bounds, and one kind of error."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.pbx import jsontext
from ctiapp.pbx.jsontext import MAX_DEPTH, loads, loads_in_turns

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)


@given(VALUES)
def test_json_is_read_as_it_was_written(value: object) -> None:
    assert loads(json.dumps(value), max_size=10**6) == value


@given(st.text() | st.binary())
def test_nothing_but_a_wire_error_is_ever_raised(text: str | bytes) -> None:
    with contextlib.suppress(WireError):
        loads(text, max_size=1000)


def test_control_characters_inside_strings_are_let_through() -> None:
    assert loads('{"name": "a\nb\x01"}', max_size=100) == {"name": "a\nb\x01"}


def test_a_byte_order_mark_is_let_through() -> None:
    assert loads(b'\xef\xbb\xbf{"a": 1}', max_size=100) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1, 2", "no JSON"),
        ("", "no JSON"),
        (b"\xff\xfe\x00", "UnicodeDecodeError"),
        ("9" * 5000, "ValueError"),
        ("[" * 100_000, "too deeply"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "too deeply"),
        ("1" * 200_001, "at most 200000"),
    ],
)
def test_what_is_out_of_bounds_is_refused(text: str | bytes, why: str) -> None:
    with pytest.raises(WireError, match=why):
        loads(text, max_size=200_000)


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    loads("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), max_size=1000)


@given(st.text() | st.binary())
def test_nor_where_it_is_read_in_turns(text: str | bytes) -> None:
    with contextlib.suppress(WireError):
        assert loads_in_turns(text, max_size=1000) == loads(text, max_size=1000)


@pytest.mark.parametrize("read", [loads, loads_in_turns])
def test_what_would_cost_too_much_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., object]
) -> None:
    """Sixteen megabytes of empty lists are some hundred once they are read."""
    monkeypatch.setattr(jsontext, "MAX_CONTAINERS", 100)
    assert read("[" + "[]," * 98 + "[]]", max_size=1000)
    with pytest.raises(WireError, match="too many"):
        read("[" + "[]," * 99 + "[]]", max_size=1000)
