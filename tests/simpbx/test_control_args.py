"""Arguments of control verbs."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.control_args import Args, ControlError

ARGS = Args(
    {
        "text": "a",
        "number": 1.5,
        "whole": -3,
        "flag": True,
        "null": None,
        "half": "\ud800",
        "list": [1, 2],
        "texts": ["a"],
    },
    ("text", "number", "whole", "flag", "null", "half", "list", "texts"),
)


def test_values_of_the_right_kind_are_returned() -> None:
    assert ARGS.text("text") == "a"
    assert ARGS.text("whole") == "-3"
    assert ARGS.number("number") == 1.5
    assert ARGS.whole("whole", 0) == -3
    assert ARGS.flag("flag") is True
    assert ARGS.numbers("list") == [1, 2]
    assert ARGS.texts("texts") == ["a"]


def test_null_is_as_good_as_missing() -> None:
    assert "null" not in ARGS
    assert ARGS.text("null", "else") == "else"
    assert ARGS.number("null", 2.0) == 2.0
    assert ARGS.flag("null", default=False) is False


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("text", "flag"),
        ("text", "half"),
        ("text", "null"),
        ("number", "text"),
        ("number", "flag"),
        ("number", "whole"),
        ("flag", "number"),
        ("numbers", "texts"),
        ("texts", "list"),
    ],
)
def test_values_of_another_kind_are_errors_that_name_them(reader: str, name: str) -> None:
    with pytest.raises(ControlError, match=name):
        getattr(ARGS, reader)(name)


def test_unknown_arguments_are_named() -> None:
    with pytest.raises(ControlError, match="unknown argument b; valid: a"):
        Args({"b": 1}, ("a",))
