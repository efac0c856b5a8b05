"""Links from web pages: a number to prefill, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.desktop.links import MAX_LINK_CHARS, is_link, number_in
from ctiapp.model.errors import UsageError


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("tel:+49891234", "+49891234"),
        ("TEL:+49-89-12.34", "+49891234"),
        ("tel:+49%20(0)89%201234", "+490891234"),
        ("tel:2001;phone-context=example.com", "2001"),
        ("tel:+1-201-555-0123;ext=5;isub=1", "+12015550123"),
        ("tel:%2B4989", "+4989"),
        ("tel:*45", "*45"),
        ("tel://2001", "2001"),
        ("callto:2001", "2001"),
        ("callto://+49891234/", "+49891234"),
        ("sip:2001@pbx.example.com;transport=tls", "2001"),
        ("sips:+49891234@pbx?subject=x", "+49891234"),
        ("sip:alice@example.com", "alice"),
        ("sip:alice:password@example.com", "alice"),
        ("sip:2001", "2001"),
    ],
)
def test_the_number_is_taken_out_of_a_link(link: str, number: str) -> None:
    assert is_link(link)
    assert number_in(link) == number


@pytest.mark.parametrize(
    "link",
    [
        "tel:",
        "tel:+",
        "tel:call-me",
        "tel:2001@evil",
        "tel:20%",
        "tel:20%0a01",
        "tel:20\n01",
        "tel:20%00",
        "tel:+49+89",
        "tel:20\u202e01",
        "tel:%E2%80%AE2001",
        "tel:٢٠٠١",
        "tel:" + "1" * 65,
        "tel:" + "-" * MAX_LINK_CHARS + "1",
        "sip:@host",
        "sip:a b@host",
        "sip:alice",
        "sip:a%3Cb%3E@host",
        "http://2001",
        "2001",
        "--help",
    ],
)
def test_what_is_not_plainly_a_number_is_refused(link: str) -> None:
    with pytest.raises(UsageError):
        number_in(link)


@pytest.mark.parametrize("word", ["tel", "ctl", "pbx", "http://x", "C:\\file", ""])
def test_other_words_are_no_links(word: str) -> None:
    assert not is_link(word)


@given(st.sampled_from(["tel:", "callto:", "sip:", "sips:", ""]), st.text(max_size=100))
def test_what_comes_out_is_harmless_whatever_went_in(scheme: str, rest: str) -> None:
    try:
        found = number_in(scheme + rest)
    except UsageError:
        return

    assert found.isascii()
    assert found.isprintable()
    assert 0 < len(found) <= 64
    assert not set(found) & set(" <>&\"'`$;|/\\")
