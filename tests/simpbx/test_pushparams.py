"""Parameters of requests: numbers or texts, there or not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.simpbx.pushparams import Params, RefusedError
from ctiapp.simpbx.randoms import Randoms


def params(**values: Any) -> Params:
    return Params(values, address="10.0.0.1", randoms=Randoms(seed=1), now_s=lambda: 0.0)


def test_what_is_there_is_read() -> None:
    wanted = params(a="x", n=7, list=" 1, 2 ,3", empty="", none=None)
    assert ("a" in wanted, "empty" in wanted, "none" in wanted, "b" in wanted) == (
        *(True, False, False, False),
    )
    assert wanted.text("n") == "7"
    assert wanted.optional("empty", "d") == "d"
    assert wanted.whole("n") == 7
    assert wanted.whole("b", 3) == 3
    assert wanted.several("list") == ["1", "2", "3"]
    assert wanted.choice("a", ("x", "y")) == "x"
    assert wanted.choice("b", ("x", "y"), "y") == "y"
    assert wanted.within({"a": "z"}).text("a") == "z"


@pytest.mark.parametrize("value", [None, "", [], {}, True, 1.5, "\ud800", "x" * 1001])
def test_what_is_no_text_is_blank(value: object) -> None:
    with pytest.raises(RefusedError, match="10004"):
        params(a=value).text("a")


@pytest.mark.parametrize(
    ("read", "value"),
    [("whole", "-1"), ("whole", "x"), ("whole", "١"), ("several", "1,,2"), ("several", ",")],
)
def test_what_is_no_number_or_list_is_blank(read: str, value: str) -> None:
    with pytest.raises(RefusedError, match="10004"):
        getattr(params(a=value), read)("a")


def test_a_choice_that_is_none_is_blank() -> None:
    with pytest.raises(RefusedError, match="10004"):
        params(a="z").choice("a", ("x", "y"))


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text() | st.booleans()))
def test_nothing_but_a_refusal_comes_of_any_value(values: dict[str, object]) -> None:
    wanted = Params(values, address="", randoms=Randoms(seed=1), now_s=lambda: 0.0)
    codes = set()
    for name in [*values, "absent"]:
        for read in (wanted.text, wanted.optional, wanted.whole, wanted.several):
            try:
                read(name)
            except RefusedError as error:
                codes.add(error.code)
    assert codes == {"10004"}


def test_a_download_needs_the_random_that_was_asked_for() -> None:
    wanted = params(what="x")
    text = wanted.issue("cdr", "x")
    fetching = Params(
        {"random": text}, address="10.0.0.1", randoms=wanted._randoms, now_s=lambda: 0.0
    )
    with pytest.raises(RefusedError, match="20020"):
        fetching.redeem("cdr", "y", code="20020")
    fetching.redeem("cdr", "x", code="20020")
    with pytest.raises(RefusedError, match="20020"):
        fetching.redeem("cdr", "x", code="20020")
    wanted.issue("cdr", "x")
    with pytest.raises(RefusedError, match="20020"):
        wanted.redeem("cdr", "x", code="20020")
    wanted.redeem("cdr", "x", code="20020", blank_will_do=True)
