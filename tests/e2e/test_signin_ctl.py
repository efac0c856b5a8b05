"""Signing in and out by ``ctl`` and by the command line; every refusal by the PBX's code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.conftest import Office
    from tests.e2e.simulated import Pbx


def sign_in(
    office: Office, secret: str | None = None, extension: str = "2000"
) -> subprocess.CompletedProcess[str]:
    """``ctl signin`` with the secret on standard input."""
    pbx = office.pbx
    return office.app.ctl(
        *("signin", "--pbx", pbx.url, "--client-id", pbx.client_id),
        *("--client-secret-file", "-", "--extension", extension),
        stdin=pbx.client_secret if secret is None else secret,
    )


@pytest.fixture
def lobby(shared_office: Office) -> Office:
    """The file's office with nobody signed in, and a PBX that has nothing against anybody."""
    office = shared_office
    if office.app.status()["connection"] != "signed-out":
        assert office.app.ctl("signout").returncode == 0
    office.pbx.do("unblock")
    office.pbx.do("settings", api_enabled=True, allow_address=True, refuse_topics=[])
    office.pbx.do("requests", clear=True)
    return office


def test_sign_in_and_out_by_ctl(lobby: Office) -> None:
    """The secret comes through a pipe; signing out revokes the token."""
    done = sign_in(lobby)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert lobby.app.status()["connection"] == "online"
    assert lobby.pbx.do("state")["live_tokens"] == 1

    done = lobby.app.ctl("signout")

    assert done.returncode == 0
    status = lobby.app.status()
    assert (status["connection"], status["code"]) == ("signed-out", None)
    assert (status["pbx"], status["extension"]) == (None, None)
    assert len(lobby.pbx.asked("del_token")) == 1
    assert lobby.pbx.do("state")["live_tokens"] == 0
    again = lobby.app.ctl("signout")
    assert (again.returncode, again.stderr) == (1, "ctiapp: Nobody is signed in.\n")


REFUSALS = [
    pytest.param({"api_enabled": False}, "api-disabled", "Integrations > API", id="70123"),
    pytest.param({"allow_address": False}, "address-forbidden", "allowed addresses", id="70087"),
]


@pytest.mark.parametrize(("settings", "code", "told"), REFUSALS)
def test_an_administrator_has_shut_the_door(
    lobby: Office, settings: dict[str, Any], code: str, told: str
) -> None:
    """Refused at the first request; nothing is asked again by itself; later the same works."""
    lobby.pbx.do("settings", **settings)

    done = sign_in(lobby)

    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    status = lobby.app.status()
    assert (status["connection"], status["code"]) == ("refused", code)
    assert told in status["detail"]
    assert status["attempts_left"] == 5
    assert [each["endpoint"] for each in lobby.pbx.do("requests")["requests"]] == ["get_token"]

    lobby.pbx.do("settings", api_enabled=True, allow_address=True)
    assert sign_in(lobby).returncode == 0


def test_five_wrong_secrets_block_the_address(lobby: Office) -> None:
    """Each is one request; the tries left count down; then the PBX says who must help."""
    for number in range(1, 6):
        done = sign_in(lobby, f"wrong-{number}")
        assert done.returncode == 1
        status = lobby.app.status()
        assert (status["connection"], status["code"]) == ("refused", "credentials")
        assert status["attempts_left"] == 5 - number
        assert len(lobby.pbx.asked("get_token")) == number

    done = sign_in(lobby)

    assert done.returncode == 1
    assert "blocked" in done.stderr
    status = lobby.app.status()
    assert (status["connection"], status["code"]) == ("refused", "address-blocked")
    assert len(lobby.pbx.asked("get_token")) == 6
    lobby.pbx.do("unblock")
    assert sign_in(lobby).returncode == 0
    assert lobby.app.status()["attempts_left"] == 5


def test_a_pbx_with_old_firmware_refuses_the_later_topics(lobby: Office) -> None:
    """The subscription is repeated without what it does not know; calls are told all the same."""
    lobby.pbx.do("settings", refuse_topics=[30027, 30029, 30033])

    assert sign_in(lobby).returncode == 0

    (socket,) = lobby.pbx.do("state")["sockets"]
    assert 30011 in socket["topics"]
    assert not {30027, 30029, 30033}.intersection(socket["topics"])
    call_id = lobby.pbx.call("5503301")
    lobby.app.becomes(call_id, "ringing")
    lobby.pbx.gives_up(call_id)
    lobby.app.pops(None)


def test_a_current_pbx_is_asked_for_every_topic(lobby: Office) -> None:
    """One subscription for all events of the handbook and the later ones."""
    assert sign_in(lobby).returncode == 0

    (socket,) = lobby.pbx.do("state")["sockets"]
    later = {30027, 30029, 30033}
    assert set(socket["topics"]) == {*range(30005, 30021), *range(30022, 30027)} | later


def test_nobody_there_is_said_by_a_wrong_extension(lobby: Office) -> None:
    """The client is known, so no try is lost; and the token does not stay behind."""
    done = sign_in(lobby, extension="9999")

    assert done.returncode == 1
    assert "9999" in done.stderr
    assert lobby.app.status()["code"] == "extension-not-found"
    assert lobby.pbx.do("state")["live_tokens"] == 0


def test_what_makes_no_sense_is_not_sent(lobby: Office) -> None:
    """No digits, or nothing typed: no request at all."""
    assert sign_in(lobby, extension="reception").returncode == 1
    assert sign_in(lobby, secret="").returncode in {1, 2}

    assert lobby.pbx.do("requests")["requests"] == []


def test_somebody_else_signs_in(lobby: Office) -> None:
    """The first session ends in order before the second begins."""
    assert sign_in(lobby).returncode == 0
    assert sign_in(lobby, extension="2001").returncode == 0

    assert lobby.app.status()["extension"]["number"] == "2001"
    assert lobby.pbx.do("state")["live_tokens"] == 1


def test_the_whole_of_it_holds_no_secret(lobby: Office) -> None:
    """Neither status nor log nor any file has the secret."""
    assert sign_in(lobby).returncode == 0

    app, secret = lobby.app, lobby.pbx.client_secret
    assert secret not in json.dumps(app.status())
    assert secret not in json.dumps(app.drain())
    for path in app.data_dir.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes()


# --- by the command line -------------------------------------------------------------------------


def test_quitting_revokes_what_is_not_remembered(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Signed in by the command line: the token is given back, and nothing signs in next time."""
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()

    app.close()

    assert len(pbx.asked("del_token")) == 1
    assert pbx.do("state")["live_tokens"] == 0
    app = start_app()
    assert app.status()["connection"] == "signed-out"
    assert len(pbx.asked("get_token")) == 1


def test_a_start_right_after_quitting_waits_for_the_end_and_starts(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The one that quits waits for its PBX meanwhile, which says nothing."""
    first = start_app(*as_options(pbx, tmp_path / "secret"))
    first.online()
    pbx.do("black_hole", on=True)

    first.ask("quit")
    again = start_app()

    assert first.ended() == 0
    assert again.status()["connection"] == "signed-out"


def test_a_start_waits_for_a_pbx_that_is_not_there_yet(
    start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The computer starts before the network: it goes on trying, and is live by itself."""
    first = start_pbx()
    options = as_options(first, tmp_path / "secret")
    first.close()

    app = start_app(*options)
    status = app.until("no answer", lambda now: now["code"] == "cannot-connect")

    assert status["connection"] == "connecting"
    start_pbx("--port", str(first.port))
    app.online(60)


def test_a_wrong_secret_on_the_command_line_is_no_reason_to_end(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The window stays, refused, and asks once."""
    options = as_options(pbx, tmp_path / "secret")
    (tmp_path / "secret").write_text("wrong", encoding="utf-8")

    app = start_app(*options)

    assert app.refused("credentials")["connection"] == "refused"
    assert len(pbx.asked("get_token")) == 1
