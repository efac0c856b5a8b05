"""JSON piece by piece is the same JSON, and refused where the decoder refuses it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.pbx import jsonpieces
from ctiapp.pbx.jsonpieces import decode

DECODER = json.JSONDecoder(strict=False)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner, max_size=5)
    ),
    max_leaves=40,
)


@pytest.fixture(autouse=True, params=[1, 7, 64])
def window(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So small that everything is taken apart, at every place."""
    monkeypatch.setattr(jsonpieces, "WINDOW", request.param)


@pytest.mark.parametrize("indent", [None, 2])
@given(value=VALUES)
@settings(max_examples=150, deadline=None)
def test_it_is_read_as_it_was_written(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert decode(DECODER, text) == value
    assert decode(DECODER, f" \n{text}\t ") == value


@given(
    value=VALUES, cut=st.floats(0, 1), junk=st.sampled_from(["", ",", "]", "}", ":", '"', "x", "1"])
)
@settings(max_examples=300, deadline=None)
def test_what_the_decoder_refuses_is_refused(value: object, cut: float, junk: str) -> None:
    """And what it takes, however odd, is the same."""
    text = json.dumps(value)
    at = round(cut * len(text))
    for broken in (text[:at] + junk, text[:at] + junk + text[at:], text[:at] + text[at + 1 :]):
        try:
            expected = DECODER.decode(broken)
        except json.JSONDecodeError:
            with pytest.raises(json.JSONDecodeError):
                decode(DECODER, broken)
        else:
            assert decode(DECODER, broken) == expected


@pytest.mark.parametrize(
    "text", ["[ ]", "{\n}", '{"a": [ ], "b": {}}', "[[], [1, 2.5e3, -7], {}]", '"\x01"', "  7"]
)
def test_what_is_odd_and_fine(text: str) -> None:
    assert decode(DECODER, text) == DECODER.decode(text)


def test_the_last_of_two_values_of_one_name_counts() -> None:
    """As the decoder has it."""
    assert decode(DECODER, '{"a": 1, "a": {"b": 2}}') == {"a": {"b": 2}}


class Watched(json.JSONDecoder):
    """Notes the longest text that one call had to look through."""

    longest = 0

    def raw_decode(self, s: str, idx: int = 0) -> tuple[object, int]:
        self.longest = max(self.longest, len(s) - idx)
        made: tuple[object, int] = super().raw_decode(s, idx)
        return made


@pytest.mark.parametrize(
    "value",
    [
        {"errcode": 0, "data": [{"id": n, "numbers": [{"n": str(n)}]} for n in range(2000)]},
        {"a": {"b": {"c": {"d": [[n, [n]] for n in range(5000)]}}}},
        [[[[0] * 9000] * 2] * 2] * 2,
        {str(n): n for n in range(9000)},
    ],
    ids=["a page", "deep", "wide", "an object"],
)
def test_no_call_looks_through_more_than_a_window(
    value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the text is made: each call into C holds up every other thread."""
    monkeypatch.setattr(jsonpieces, "WINDOW", 1024)
    text = json.dumps(value)
    assert len(text) > 50 * 1024
    watched = Watched(strict=False)
    assert decode(watched, text) == value
    assert watched.longest <= 1024
