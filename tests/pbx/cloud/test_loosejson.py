"""JSON, and what is nearly JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.pbx.cloud.loosejson import MAX_TOKENS, Members, loads
from ctiapp.pbx.jsontext import MAX_DEPTH

SIZE = 100_000
SCALARS = st.none() | st.text(max_size=20)
JSON = st.recursive(
    SCALARS,
    lambda child: (
        st.lists(child, max_size=4) | st.dictionaries(st.text(max_size=8), child, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=5), st.booleans())
def test_what_is_json_is_read_as_json(value: dict[str, object], ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)

    assert loads(text, max_size=SIZE) == value


@given(st.text(alphabet='{}[]:,"\\ ab1\n\x00\ud800', max_size=60) | st.text(max_size=60))
def test_whatever_comes_is_read_or_refused(text: str) -> None:
    try:
        value = loads(text, max_size=SIZE)
    except WireError:
        return
    assert isinstance(value, Members | list)


@given(st.integers(0, 200))
def test_what_is_cut_off_is_refused(cut: int) -> None:
    text = '{"action": "RING", "call": [{"ext": {"extid": "1002"}}, {"ext": {"extid": "1001"}}]}'
    if cut >= len(text):
        return
    with pytest.raises(WireError):
        loads(text[:cut], max_size=SIZE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "1",}', {"a": "1"}),  # l. 5522
        ('{"a": "1" "b": "2"}', {"a": "1", "b": "2"}),  # l. 6110
        ('{"call": [{"x": {"y": "1"}}, "sn": "5"}', {"call": [{"x": {"y": "1"}}], "sn": "5"}),
        ('{"call": [{"x": "1"}}', {"call": [{"x": "1"}]}),
        (
            '{"a": 1.5, "b": true, "c": null, "d": NaN}',
            {"a": "1.5", "b": "true", "c": None} | {"d": "NaN"},
        ),
        ('{"a": "\\ud83d\\ude00 \\q"}', {"a": "\\ud83d\\ude00 \\q"}),
        ('{"a": "line\nbreak"}', {"a": "line\nbreak"}),
        ('[{"a": "1"},, {"a": "2"}]', [{"a": "1"}, {"a": "2"}]),
        ('  {"a": {}}  trailing', {"a": {}}),
    ],
)
def test_what_is_nearly_json_is_read_as_it_is_meant(text: str, value: object) -> None:
    assert loads(text, max_size=SIZE) == value


def test_a_name_that_stands_twice_keeps_both() -> None:
    value = loads('{"ext": {"extid": "1"}, "inbound": {}, "ext": {"extid": "2"}}', max_size=SIZE)

    assert isinstance(value, Members)
    assert [key for key, _ in value.pairs] == ["ext", "inbound", "ext"]
    assert value["ext"] == {"extid": "2"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", '"text"', "5", "]", "}", ":", "[1: 2]", '{{"a": 1}}', '{["a"]}'),
        *("[" * (MAX_DEPTH + 1), "[" * 50_000, "{a: 1}", "[" + "1 " * MAX_TOKENS + "]", '{"a": "'),
        '{"a": "b" : "c" : }',
    ],
)
def test_what_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        loads(text, max_size=SIZE)


def test_what_is_too_long_is_not_looked_at() -> None:
    with pytest.raises(WireError):
        loads("[]" + " " * 10, max_size=5)
