"""A PBX with a certificate of its own: shown, compared, trusted exactly, or not at all."""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.form import fill_in_at, form_buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx


CHANGED_S = 60.0
"""The tries to connect again stand ever farther apart, while a PBX takes its time to start."""


@pytest.fixture(scope="module")
def secure_pbx() -> Iterator[Pbx]:
    """A PBX that speaks TLS with a certificate that nobody knows."""
    from tests.e2e.simulated import Pbx

    with Pbx("--tls") as pbx:
        yield pbx


@pytest.fixture
def tls_pbx(secure_pbx: Pbx) -> Pbx:
    """The file's PBX, of which nothing was asked yet."""
    secure_pbx.do("requests", clear=True)
    return secure_pbx


def certificate_of(pbx: Pbx) -> str:
    """The PBX's certificate, as PEM."""
    return ssl.get_server_certificate(("127.0.0.1", pbx.port))


def sha256_of(pbx: Pbx) -> str:
    """The certificate's fingerprint, as an administrator reads it out."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate_of(pbx))).hexdigest()


def test_an_unknown_certificate_is_shown_and_trusted_by_a_click(
    tls_pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    """Issuer and fingerprint are told, nothing was sent; the button there trusts it."""
    app = start_app()
    fill_in_at(display, tls_pbx, address=f"127.0.0.1:{tls_pbx.port}")

    status = app.refused("certificate")

    assert status["connection"] == "refused"
    assert sha256_of(tls_pbx) in status["detail"].lower().replace(" ", "").replace(":", "")
    assert "Simulated PBX" in status["detail"]
    assert tls_pbx.do("requests")["requests"] == []
    trust, _submit = form_buttons(app, tmp_path / "form.png", 2)
    display.click_in(display.window("^ctiapp$"), *trust)

    status = app.online()
    assert status["pbx"]["url"] == f"https://127.0.0.1:{tls_pbx.port}"
    app.close()
    # The next try knows it, and the secret is all that it lacks.
    app = start_app()
    display.focus(display.window("^ctiapp$"))
    display.type(tls_pbx.client_secret)
    display.key("Return")
    app.online()


def test_the_right_fingerprint_on_the_command_line(
    tls_pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """In any of the ways in which it is written."""
    told = sha256_of(tls_pbx).upper()
    colons = ":".join(told[place : place + 2] for place in range(0, 64, 2))

    app = start_app(*as_options(tls_pbx, tmp_path / "secret"), "--trust", colons)

    assert app.online()["pbx"]["url"] == tls_pbx.url


def test_a_wrong_fingerprint_is_refused(
    tls_pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Not even the client ID is sent to somebody else."""
    app = start_app(*as_options(tls_pbx, tmp_path / "secret"), "--trust", "ab" * 32)

    assert app.refused("certificate")["connection"] == "refused"
    assert tls_pbx.do("requests")["requests"] == []


def test_a_certificate_trusted_as_a_ca(
    tls_pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """A file with the issuer's certificate."""
    (tmp_path / "ca.pem").write_text(certificate_of(tls_pbx), encoding="ascii")

    app = start_app(*as_options(tls_pbx, tmp_path / "secret"), "--ca", str(tmp_path / "ca.pem"))

    app.online()


def test_nothing_is_trusted_by_default(
    tls_pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Without either: refused, by ctl as by the command line."""
    app = start_app(*as_options(tls_pbx, tmp_path / "secret"))
    app.refused("certificate")

    done = app.ctl("signin", *as_options(tls_pbx, tmp_path / "secret"))

    assert done.returncode == 1
    assert "certificate" in done.stderr
    assert tls_pbx.do("requests")["requests"] == []
    done = app.ctl(
        "signin", *as_options(tls_pbx, tmp_path / "secret"), "--trust", sha256_of(tls_pbx)
    )
    assert done.returncode == 0


def test_a_certificate_that_changed_stops_it_before_anything_is_sent(
    start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The same address shows another one: refused, said why, no token and no secret goes there."""
    first = start_pbx("--tls")
    app = start_app(*as_options(first, tmp_path / "secret"), "--trust", sha256_of(first))
    app.online()

    before = sha256_of(first)
    first.close()
    second = start_pbx("--tls", "--port", str(first.port))
    assert sha256_of(second) != before

    status = app.until(
        "the changed certificate", lambda now: now["code"] == "certificate", CHANGED_S
    )
    assert status["connection"] == "refused"
    assert sha256_of(second) in status["detail"].lower().replace(" ", "").replace(":", "")
    assert "not the one that was trusted" in status["detail"]
    # One is to sign in; to trust it is not what is suggested.
    form_buttons(app, tmp_path / "changed.png", 1)
    # Neither signing in as before nor signing out sends anything there.
    assert app.ctl("signin").returncode == 1
    assert app.ctl("signout").returncode == 0
    assert second.do("requests")["requests"] == []


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>Printer ready"


def show_pages(server: socket.socket, asked: list[bytes]) -> None:
    """Answer whatever is asked with a web page, until the server is shut down."""
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            asked.append(connection.recv(65536).partition(b"\r\n")[0])
            connection.sendall(PAGE)


def test_something_that_is_no_pbx(start_app: Callable[..., App]) -> None:
    """A printer's web page: one request, and what it is said to be."""
    app = start_app()
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=show_pages, args=(server, asked))
        thread.start()
        try:
            done = app.ctl(
                *("signin", "--pbx", f"http://127.0.0.1:{server.getsockname()[1]}"),
                *("--client-id", "id", "--client-secret-file", "-", "--extension", "2000"),
                stdin="secret",
            )
            status = app.status()
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()

    assert done.returncode == 1
    assert "not the API of a PBX" in done.stderr
    assert (status["connection"], status["code"]) == ("refused", "not-a-pbx")
    assert asked == [b"POST /openapi/v1.0/get_token HTTP/1.1"]
