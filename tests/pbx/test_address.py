"""What a person may write as an address, and what it is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import UsageError
from ctiapp.pbx.address import candidates

PATHS = frozenset({"/openapi", "/openapi/v1.0"})


def urls(address: str) -> list[str]:
    return [origin.url for origin in candidates(address, ports=(8088, 443), paths=PATHS)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("pbx.example.com", ["https://pbx.example.com:8088", "https://pbx.example.com"]),
        (" PBX.Example.com ", ["https://pbx.example.com:8088", "https://pbx.example.com"]),
        ("192.168.5.150:8088", ["https://192.168.5.150:8088"]),
        ("pbx:443", ["https://pbx"]),
        ("[2001:db8::1]:8088", ["https://[2001:db8::1]:8088"]),
        ("https://pbx.example.com", ["https://pbx.example.com", "https://pbx.example.com:8088"]),
        ("https://pbx.example.com:8088/", ["https://pbx.example.com:8088"]),
        ("https://pbx.example.com:8088/openapi/v1.0", ["https://pbx.example.com:8088"]),
        ("HTTP://192.168.5.150", ["http://192.168.5.150"]),
        ("http://192.168.5.150:8000", ["http://192.168.5.150:8000"]),
        ("büro.example", ["https://xn--bro-hoa.example:8088", "https://xn--bro-hoa.example"]),
    ],
)
def test_an_address_means(address: str, expected: list[str]) -> None:
    assert urls(address) == expected


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "host"),
        ("https://", "host"),
        ("my pbx", "host"),
        ("pbx..example", "host"),
        ("[fe80::zz]", "port"),
        ("pbx:99999", "port"),
        ("pbx:0", "port"),
        ("pbx:abc", "port"),
        ("ftp://pbx", "scheme"),
        ("https://user:hunter2@pbx", "userinfo"),
        ("https://pbx/login", "path"),
        ("https://pbx/?next=1", "path"),
        ("https://pbx/#top", "path"),
    ],
)
def test_what_is_no_address_is_refused_without_quoting_it(address: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        urls(address)

    assert caught.value.key == "address.invalid"
    assert caught.value.code == code
    assert "hunter2" not in repr(caught.value) + str(caught.value.params)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(text: str) -> None:
    try:
        found = urls(text)
    except UsageError:
        return
    assert all(url.startswith("https://") or "http://" in text.casefold() for url in found)


def test_the_stream_has_the_scheme_of_its_own() -> None:
    (secure,) = candidates("pbx:8088", ports=(8088,), paths=PATHS)
    (plain,) = candidates("http://pbx", ports=(8088,), paths=PATHS)

    assert secure.stream_url == "wss://pbx:8088"
    assert plain.stream_url == "ws://pbx"
