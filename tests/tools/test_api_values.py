"""Parameters from words and from JSON; answers without secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.errors import UsageError
from ctiapp.tools import api_values
from ctiapp.tools.api_values import HIDDEN
from ctiapp.tools.catalogue import Access, Endpoint

ENDPOINT = Endpoint(
    "extension/update",
    "POST",
    Access.WRITE,
    "extensions",
    "l. 1",
    types={"id": "integer", "repeat_type": "integer", "id_list": "json"},
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_words_become_what_the_handbook_has() -> None:
    words = [
        *("id=60", "number=0012", "repeat_type=every_monday", "id_list=[24,25]"),
        *('wakeup:={"time": "06:30"}', "empty=", "text=a=b", "two_lines=a\nb"),
    ]

    assert api_values.from_words(words, ENDPOINT) == {
        "id": 60,
        "number": "0012",
        "repeat_type": "every_monday",
        "id_list": [24, 25],
        "wakeup": {"time": "06:30"},
        "empty": "",
        "text": "a=b",
        "two_lines": "a\nb",
    }


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["id"], "no parameter"),
        (["=5"], "no parameter"),
        (["a b=5"], "no parameter"),
        (["id=5", "id=6"], "id stands there twice"),
        (["id_list=24,25"], r"id_list must be JSON, such as id_list:=\[24,25\]"),
        (["x:={"], "x must be JSON"),
        (["x:=NaN"], "x must be JSON"),
        (['x:={"a":1,"a":2}'], "x must be JSON"),
        (["x:=" + "[" * 100_000], "x must be JSON"),
    ],
)
def test_words_that_say_nothing_are_refused(words: list[str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        api_values.from_words(words, ENDPOINT)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no JSON"),
        ("[1]", "one JSON object"),
        ('{"a":Infinity}', "Infinity is no JSON"),
        ('{"wakeup_call_id":"1","wakeup_call_id":""}', "twice"),
        ('{"a":"\\ud800"}', "half a character"),
        ('{"a":' + "[" * 100_000, "no JSON"),
    ],
)
def test_json_that_could_be_read_in_two_ways_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        api_values.from_json(text)


@settings(max_examples=40)
@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_json_comes_through_as_it_is(values: dict[str, Any]) -> None:
    assert api_values.from_json(json.dumps(values)) == values


@given(st.text())
def test_no_text_is_more_than_refused(text: str) -> None:
    for read in (api_values.from_json, lambda word: api_values.from_words([word], ENDPOINT)):
        said = ""
        try:
            assert isinstance(read(text), dict)
        except UsageError as err:
            said = str(err)
        assert len(said) < 300


def test_a_url_takes_texts_and_numbers_and_lists_of_them() -> None:
    assert api_values.query({"id": 5, "ids": [39, "223"], "x": "a b"}) == {
        "id": 5,
        "ids": "39,223",
        "x": "a b",
    }
    for value in (True, None, 1.5, {"a": 1}, [[{"a": 1}]]):
        with pytest.raises(UsageError, match="x must be a text or a number"):
            api_values.query({"x": value})


def test_neither_tokens_nor_passwords_are_printed() -> None:
    answer = {
        "access_token": "AAAA1111",
        "refreshtoken": "x",
        "link": "/file?access_token=AAAA1111",
        "vm_pin": "",
        "data": [
            {"reg_password": "b", "loginpassword": "c", "vmsecret": "d", "pin_list": "2283,3301"},
            {"name": "an outbound route", "pin_list": 14},
        ],
    }

    hidden = json.loads(api_values.shown(answer, ["AAAA1111", ""], passwords=False))
    assert hidden == {
        "access_token": HIDDEN,
        "refreshtoken": HIDDEN,
        "link": f"/file?access_token={HIDDEN}",
        "vm_pin": "",
        "data": [
            {
                "reg_password": HIDDEN,
                "loginpassword": HIDDEN,
                "vmsecret": HIDDEN,
                "pin_list": HIDDEN,
            },
            {"name": "an outbound route", "pin_list": 14},
        ],
    }

    told = json.loads(api_values.shown(answer, ["AAAA1111"], passwords=True))
    assert told["data"][0]["reg_password"] == "b"
    assert told["access_token"] == told["refreshtoken"] == HIDDEN


@settings(max_examples=40)
@given(JSON)
def test_what_is_no_secret_is_printed_as_it_came(value: Any) -> None:
    answer = {"data": value}
    shown = json.loads(api_values.shown(answer, [], passwords=True))

    assert shown == answer or "token" in json.dumps(value).casefold()


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    name = "\x1b[2J\x9b2J\u202eevil\u2028\ud800 王小明"
    shown = api_values.shown({"name": name}, [], passwords=False)

    assert all(char.isprintable() or char == "\n" for char in shown)
    assert "王小明" in shown
    assert json.loads(shown) == {"name": name}


def test_what_hid_a_password_is_never_sent_back() -> None:
    api_values.check_hidden({"note": HIDDEN, "reg_password": "fine", "list": [HIDDEN]})
    for values in ({"reg_password": HIDDEN}, {"a": [{"vm_pin": HIDDEN}]}, {"pin_list": HIDDEN}):
        with pytest.raises(UsageError, match=r"that hid a password"):
            api_values.check_hidden(values)


def test_passwords_on_the_command_line_are_noticed() -> None:
    values = {"number": 5, "reg_password": "x", "vm_pin": 1, "pin_list": "2283,3301"}

    assert api_values.secrets_in(values) == ("reg_password", "vm_pin", "pin_list")
    assert api_values.secrets_in({"pin_list": 14}) == ()
