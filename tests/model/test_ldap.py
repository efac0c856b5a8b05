"""Where a directory is, and what cannot be asked at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.ldap import LdapDirectory, Security

GOOD = LdapDirectory("dc.example.com", base="dc=example,dc=com", user="cn=me")


def test_tls_is_the_default_and_brings_its_port() -> None:
    assert GOOD.security is Security.TLS
    assert GOOD.at_port == 636
    assert replace(GOOD, security=Security.NONE).at_port == 389
    assert replace(GOOD, port=1636).at_port == 1636


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"host": ""}, "ldap.host_missing"),
        ({"host": "a b"}, "ldap.host_missing"),
        ({"host": "ldap://x/y"}, "ldap.host_missing"),
        ({"base": " "}, "ldap.base_missing"),
        ({"port": 70000}, "ldap.port"),
        ({"pin": "ab" * 32, "security": Security.START_TLS}, "ldap.pin_start_tls"),
    ],
)
def test_what_cannot_be_asked(wrong: dict[str, object], key: str) -> None:
    with pytest.raises(UsageError) as raised:
        replace(GOOD, **wrong).checked()

    assert raised.value.key == key


def test_the_same_directory_is_the_same_source() -> None:
    again = replace(GOOD, host="DC.example.com", containing="x", security=Security.NONE)

    assert again.source == GOOD.source
    assert GOOD.checked() is GOOD
    assert "cn=me" in GOOD.secret_key


def test_it_is_kept_as_texts_and_comes_back() -> None:
    pinned = replace(GOOD, port=1636, containing="x", ca="/ca.pem", pin="ab" * 32)

    for directory in (GOOD, pinned, replace(GOOD, security=Security.NONE)):
        assert LdapDirectory.of_texts(directory.as_texts()) == directory
    assert LdapDirectory.of_texts({}) is None
    assert LdapDirectory.of_texts({"host": "x", "port": "many", "security": "some"}) == (
        LdapDirectory("x")
    )
