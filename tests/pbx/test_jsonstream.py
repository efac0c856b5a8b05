"""Objects back to back, cut out of a stream that is split anywhere."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.pbx import jsonstream
from ctiapp.pbx.jsonstream import MAX_NOISE, ObjectScanner

EVENT = '{"event":"CallStatus","callid":"1700000000.21","members":[{"ext":{"number":"305"}}]}'
CHINESE = '{"event":"uacstacall","name":"王小明 {\\"}","sn":"3"}'


def fed(scanner: ObjectScanner, *pieces: bytes) -> list[str]:
    return [found for piece in pieces for found in scanner.feed(piece)]


def bytewise(text: str) -> list[bytes]:
    return [bytes([byte]) for byte in text.encode()]


def test_objects_that_come_joined_are_cut_apart() -> None:
    assert fed(ObjectScanner(), (EVENT + CHINESE + "{}\r\n" + EVENT).encode()) == [
        EVENT,
        CHINESE,
        "{}",
        EVENT,
    ]


def test_objects_may_be_split_at_any_byte_of_a_character_too() -> None:
    assert fed(ObjectScanner(), *bytewise(CHINESE + EVENT)) == [CHINESE, EVENT]


def test_braces_and_quotes_within_strings_do_not_count() -> None:
    tricky = json.dumps({"a": '}{"\\', "b\\": "{{{", "c": ["}"]})
    assert fed(ObjectScanner(), *bytewise(tricky + tricky)) == [tricky, tricky]


def test_what_stands_between_objects_is_noise() -> None:
    scanner = ObjectScanner()
    assert fed(scanner, b"Response: Success\r\nMessage: {ok}\r\n\r\n", EVENT.encode()) == [EVENT]
    assert scanner.noise.startswith("Response: Success")


def test_a_brace_that_begins_no_object_is_noise() -> None:
    scanner = ObjectScanner()
    assert fed(scanner, *bytewise("{ { {nonsense } }" + EVENT + "}}" + EVENT)) == [EVENT, EVENT]


def test_blanks_after_the_first_brace_may_be_many_and_split() -> None:
    assert fed(ObjectScanner(), b"{ ", b"\r\n ", b'"a": 1}') == ['{"a": 1}']


def test_bytes_that_are_no_utf_8_cost_no_more_than_their_characters() -> None:
    (found,) = fed(ObjectScanner(), b'{"a":"\xff\xc3', b'("}')
    assert json.loads(found) == {"a": "\ufffd\ufffd("}


def test_noise_is_bounded() -> None:
    scanner = ObjectScanner()
    for _ in range(10):
        assert not scanner.feed(b"x" * MAX_NOISE)
    assert len(scanner.noise) == MAX_NOISE


def test_one_that_is_too_long_is_dropped_whole_and_the_next_is_found() -> None:
    scanner = ObjectScanner(max_size=100)
    long = json.dumps({"a": '{"event":"BootUp"}' * 20})
    assert fed(scanner, *bytewise(long), EVENT.encode()) == [EVENT]
    assert scanner.dropped == 1


def test_one_that_is_too_deep_is_dropped_whole_and_the_next_is_found() -> None:
    scanner = ObjectScanner(max_depth=3)
    deep = '{"a":' * 4 + "1" + "}" * 4
    assert fed(scanner, (deep + '{"a":{"b":{}}}').encode()) == ['{"a":{"b":{}}}']
    assert scanner.dropped == 1


def test_one_without_an_end_ends_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonstream, "MAX_LOST", 5000)
    scanner = ObjectScanner(max_size=100)
    with pytest.raises(WireError):
        fed(scanner, b'{"a":"', *([b"x" * 1000] * 10))


GOOD = [f'{{"event":"BootUp","sn":"{n}"}}' for n in range(3)]


@pytest.mark.parametrize("between", ["\r\n", "\n", ""])
@pytest.mark.parametrize(
    "broken",
    [
        '{"event":"CallStatus","members":[{"inbound":{"from":"5" screen","to":"305"}}],"sn":"1"}',
        '{"event":"CallStatus","callid":"17000',
        '{"event":"CallStatus","callid":"1","',
        '{"event":"CallStatus","callid":"a\\',
        '{"event":"CallStatus","members":[{"ext":{"number":"305"}',
        '{"event":"CallStatus","members":[{"ext":{"number":"305"}}],"sn":"1"',
        '{"event":"CallStatus","members":[{"ext":{"number":"305"}}}}],"sn":"1"}',
        'Response: {"x" Success',
        '{"event"',
    ],
)
def test_a_broken_object_costs_itself_and_not_what_comes_after_it(
    broken: str, between: str
) -> None:
    scanner = ObjectScanner()
    written = between.join([broken, *GOOD])
    assert fed(scanner, *bytewise(written))[-3:] == GOOD
    assert fed(ObjectScanner(), written.encode())[-3:] == GOOD
    assert not scanner.is_open


def test_an_object_cut_off_where_a_value_is_due_costs_the_next_one_at_most() -> None:
    for cut in ('{"event":"CallStatus","members":[', '{"event":"CallStatus","a":', '{"event":"A",'):
        assert fed(ObjectScanner(), (cut + "".join(GOOD)).encode())[-2:] == GOOD[1:]
        assert fed(ObjectScanner(), "\r\n".join([cut, *GOOD]).encode())[-3:] == GOOD


def test_an_object_within_another_that_looks_like_an_event_is_a_part_of_it() -> None:
    nested = '{"list":[{"event":"A"},\r\n' + " " * 40 + '{"event":"B"}],"of": {"event":"C"}}'
    said = json.dumps({"event": "sms-send", "text": "\r\n" + EVENT})
    scanner = ObjectScanner()
    assert fed(scanner, *bytewise(nested + said)) == [nested, said]
    assert not scanner.dropped


def test_it_is_told_whether_an_object_has_no_end_yet() -> None:
    scanner = ObjectScanner()
    assert not scanner.is_open
    scanner.feed(b'{}{"a":')
    assert (scanner.is_open, scanner.begun) == (True, 2)
    scanner.feed(b"1}")
    assert not scanner.is_open


def test_what_is_kept_does_not_grow_with_what_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = ObjectScanner(max_size=100)
    fed(scanner, b'{"a":"', *([b"x" * 1000] * 100))
    assert not scanner._kept


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
noises = st.text(alphabet=st.characters(exclude_characters="{"), max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(noises, st.dictionaries(st.text(), values, max_size=3)), max_size=5),
    st.data(),
)
def test_whatever_objects_however_split(
    told: list[tuple[str, dict[str, object]]], data: st.DataObject
) -> None:
    written = "".join(
        noise.encode("utf-8", "replace").decode() + json.dumps(value, ensure_ascii=ascii_only)
        for ascii_only, (noise, value) in enumerate(told)
    ).encode("utf-8", "replace")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=8)))
    edges = [0, *cuts, len(written)]
    pieces = [written[begin:end] for begin, end in itertools.pairwise(edges)]

    found = [json.loads(each, strict=False) for each in fed(ObjectScanner(), *pieces)]

    assert found == [value for _, value in told]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=8))
def test_whatever_comes_nothing_is_raised_and_all_that_is_cut_has_braces(raw: list[bytes]) -> None:
    for found in fed(ObjectScanner(max_size=64, max_depth=3), *raw):
        assert found[0] == "{"
        assert found[-1] == "}"
        assert len(found) <= 64


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(CHINESE)), st.sampled_from(["", '"', "\\", "{", "}", "cut"]))
def test_wherever_an_event_is_broken_the_next_lines_are_found(at: int, how: str) -> None:
    broken = CHINESE[:at] if how == "cut" else CHINESE[:at] + how + CHINESE[at:]
    found = fed(ObjectScanner(), "\r\n".join([broken, *GOOD]).encode())
    assert found[-3:] == GOOD
