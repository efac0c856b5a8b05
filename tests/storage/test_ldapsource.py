"""People of a real directory; where no slapd is installed, these are skipped and say so."""

from __future__ import annotations

import socket
import ssl
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CtiError
from ctiapp.model.importing import Field
from ctiapp.model.ldap import LdapDirectory, Security
from ctiapp.storage import ldapsource
from ctiapp.storage.ldapsource import read_ldap, search_filter
from tests import slapd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.slapd import Slapd

PEOPLE = 1203


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd.running(tmp_path_factory.mktemp("slapd"), PEOPLE) as running:
        yield running


def asked(server: Slapd) -> LdapDirectory:
    """That company, over TLS."""
    return LdapDirectory("127.0.0.1", server.secure, slapd.BASE, slapd.ADMIN)


def trusting(server: Slapd) -> ssl.SSLContext:
    """A context that trusts its CA."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(server.ca)
    return context


def test_everybody_with_a_number_comes_page_by_page(server: Slapd) -> None:
    told: list[tuple[int, int]] = []

    table = read_ldap(
        asked(server),
        slapd.PASSWORD,
        trusting(server),
        progress=lambda done, whole: told.append((done, whole)),
    )

    assert len(table.rows) == PEOPLE + 1
    assert told == [(500, 0), (1000, 0), (1204, 0)]
    first = dict(zip(table.fields, table.rows[0].values, strict=True))
    assert first[Field.NAME] == "Person 0"
    assert first[Field.COMPANY] == "Company 0"
    assert first[Field.EMAIL] == "p0@example.com"
    assert first[Field.BUSINESS] == "+49 89 000000"
    assert len(first[Field.UID]) == 36
    assert len({row.values[0] for row in table.rows}) == len(table.rows)


@pytest.mark.parametrize("security", [Security.START_TLS, Security.NONE])
def test_the_other_ways(server: Slapd, security: Security) -> None:
    directory = replace(
        asked(server), port=server.plain, security=security, containing="*Star* (Özt"
    )
    context = None if security is Security.NONE else trusting(server)

    table = read_ldap(directory, slapd.PASSWORD, context)

    (row,) = table.rows
    assert "Elena *Star* (Öztürk)" in row.values
    assert "<b>=cmd()</b>" in row.values


def test_what_is_typed_is_text_and_no_filter(server: Slapd) -> None:
    directory = replace(asked(server), containing="*)(objectClass=*")

    assert read_ldap(directory, slapd.PASSWORD, trusting(server)).rows == ()
    assert "\\2a\\29\\28" in search_filter("*)(")


@pytest.mark.parametrize(
    ("wrong", "password", "key"),
    [
        ({}, "wrong", "ldap.denied"),
        ({"user": ""}, None, "ldap.denied"),
        ({"base": "dc=nobody"}, slapd.PASSWORD, "ldap.no_base"),
        ({"base": "nonsense"}, slapd.PASSWORD, "ldap.no_base"),
        ({"port": 1}, slapd.PASSWORD, "ldap.unreachable"),
    ],
)
def test_refusals_are_told_apart(
    server: Slapd, wrong: dict[str, object], password: str | None, key: str
) -> None:
    with pytest.raises(CtiError) as raised:
        read_ldap(replace(asked(server), **wrong), password, trusting(server))

    assert raised.value.key == key
    assert slapd.PASSWORD not in str(raised.value)


def test_nothing_is_said_to_a_directory_that_is_not_trusted(server: Slapd) -> None:
    stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    with pytest.raises(CtiError) as raised:
        read_ldap(asked(server), slapd.PASSWORD, stranger)
    assert raised.value.key == "ldap.tls"

    other_name = replace(asked(server), host="127.0.0.2")
    with pytest.raises(CtiError) as raised:
        read_ldap(other_name, slapd.PASSWORD, trusting(server))
    assert raised.value.key in ("ldap.tls", "ldap.unreachable")


def test_tls_and_its_context_go_together(server: Slapd) -> None:
    with pytest.raises(ValueError, match="context"):
        read_ldap(asked(server), slapd.PASSWORD, None)


def test_progress_can_stop_it(server: Slapd) -> None:
    def stop(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_ldap(asked(server), slapd.PASSWORD, trusting(server), progress=stop)


def test_a_directory_that_says_too_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever answers there sends one message without an end."""
    monkeypatch.setattr(ldapsource, "MAX_FILE", 1_000_000)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            talker, _ = listening.accept()
            with talker:
                talker.recv(1000)
                try:
                    talker.sendall(b"\x30\x84\x7f\xff\xff\xff")
                    while True:
                        talker.sendall(b"\x00" * 65536)
                except OSError:
                    pass  # it was hung up, as it should

        thread = threading.Thread(target=talk)
        thread.start()
        directory = LdapDirectory(
            "127.0.0.1", listening.getsockname()[1], "dc=x", "cn=me", security=Security.NONE
        )
        with pytest.raises(CtiError) as raised:
            read_ldap(directory, "secret", None)
        thread.join(10)

    assert raised.value.key == "ldap.unreachable"
    assert not thread.is_alive()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        b"220 mail.example.com ESMTP\r\n",
        b"\x30\x05\x02\x01\x01\x7f\x00",
        b"\x30\x03\x02\x01\x01",
        b"\x30\x00",
        bytes(range(48, 255)),
    ],
)
def test_what_is_no_directory_is_told_and_no_error_of_ours(answer: bytes) -> None:
    """Whatever the library makes of what it says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        directory = LdapDirectory(
            "127.0.0.1", listening.getsockname()[1], "dc=x", security=Security.NONE
        )
        with pytest.raises(CtiError) as raised:
            read_ldap(directory, None, None)
        thread.join()
    assert raised.value.key in ("ldap.failed", "ldap.unreachable", "ldap.denied")
