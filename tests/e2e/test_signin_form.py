"""Signing in through the form, by keyboard alone, and what it says where that fails."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from tests.e2e.form import fill_in, fill_in_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx


def test_typing_the_four_fields_and_enter_signs_in(
    pbx: Pbx, start_app: Callable[..., App], display: Display
) -> None:
    """Exactly one log-in, the extension looked for, the whole picture taken; the title says who."""
    app = start_app()
    assert app.status()["connection"] == "signed-out"

    fill_in_at(display, pbx)

    status = app.online()
    assert status["extension"] == {"number": "2000", "name": "Kristin Hale"}
    assert (status["code"], status["detail"], status["attempts_left"]) == (None, None, 5)
    assert status["pbx"]["kind"] == "p-series"
    assert status["pbx"]["url"] == pbx.url
    (log_in,) = pbx.asked("get_token")
    assert (log_in["method"], log_in["params"]) == ("POST", {})
    assert log_in["body"] == {"username": pbx.client_id, "password": "***"}
    assert len(pbx.asked("subscribe")) == 1
    (sought,) = pbx.asked("extension/search")
    assert sought["params"]["search_value"] == "2000"
    (picture,) = [each for each in pbx.asked("call/query") if "number" in each["params"]]
    assert picture["params"] == {"number": "2000"}
    assert all(request["user_agent"] for request in pbx.do("requests")["requests"])
    assert display.windows("^Kristin Hale")
    app.close()
    kept = [path for path in app.data_dir.rglob("*") if path.is_file()]
    assert kept
    assert not any(pbx.client_secret.encode() in path.read_bytes() for path in kept)


def test_a_wrong_secret_is_tried_once_and_the_tries_left_are_remembered(
    pbx: Pbx, start_app: Callable[..., App], display: Display
) -> None:
    """One request a try; another start still knows how many tries there are."""
    app = start_app()
    fill_in_at(display, pbx, secret="no")

    status = app.refused("credentials")

    assert (status["connection"], status["attempts_left"]) == ("refused", 4)
    assert "4 tries" in status["detail"]
    assert len(pbx.asked("get_token")) == 1
    app.close()
    assert len(pbx.asked("get_token")) == 1

    app = start_app()
    fill_in_at(display, pbx, secret="neither")

    assert app.refused("credentials")["attempts_left"] == 3
    display.type(pbx.client_secret)  # the refused one is selected, ready to be typed over
    display.key("Return")
    assert app.online()["attempts_left"] == 5
    assert len(pbx.asked("get_token")) == 3


def test_an_extension_that_is_not_there_is_mended_in_its_field(
    pbx: Pbx, start_app: Callable[..., App], display: Display
) -> None:
    """200 is part of 2000 and is not it; the token is given back, and the field is ready."""
    app = start_app()
    fill_in_at(display, pbx, number="200")

    status = app.refused("extension-not-found")

    assert (status["connection"], status["attempts_left"]) == ("refused", 5)
    assert "200" in status["detail"]
    assert status["extension"] is None
    display.type("2001")
    display.key("Return")
    assert app.online()["extension"] == {"number": "2001", "name": "Leo Ball"}
    assert len(pbx.asked("get_token")) == 2
    assert len(pbx.asked("del_token")) == 1
    assert pbx.do("state")["live_tokens"] == 1


def test_an_address_where_nothing_answers(start_app: Callable[..., App], display: Display) -> None:
    """The form says so, and whoever asked decides when to try again."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    app = start_app()
    fill_in(display, address=f"http://127.0.0.1:{port}", client_id="id", secret="s", number="2000")

    status = app.refused("cannot-connect")

    assert status["connection"] == "signed-out"
    assert "address" in status["detail"]
    assert status["attempts_left"] == 5


def test_without_a_scheme_an_address_means_tls(
    pbx: Pbx, start_app: Callable[..., App], display: Display
) -> None:
    """A PBX that speaks plain HTTP there gets neither client ID nor secret."""
    app = start_app()
    fill_in_at(display, pbx, address=f"127.0.0.1:{pbx.port}")

    steps = {None, "signin.step.kind", "signin.step.token"}
    status = app.until("an answer", lambda now: now["code"] not in steps)

    assert status["connection"] in {"signed-out", "refused"}
    assert pbx.do("requests")["requests"] == []


def test_escape_gives_up_waiting_for_a_free_place(
    pbx: Pbx, start_app: Callable[..., App], display: Display
) -> None:
    """All eight tokens are taken: it says so and waits; it asks once, not again and again."""
    pbx.do("fail", endpoint="get_token", errcode=60002, times=1000)
    app = start_app()
    fill_in_at(display, pbx)

    status = app.refused("seat-limit")

    assert status["connection"] == "connecting"
    assert "waits" in status["detail"]
    display.key("Escape")
    app.until("given up", lambda now: now["connection"] == "signed-out")
    assert len(pbx.asked("get_token")) == 1


def test_an_empty_form_asks_nothing(
    pbx: Pbx, start_app: Callable[..., App], display: Display
) -> None:
    """Enter in a form with an empty field stays in the form."""
    app = start_app()
    display.focus(display.window("^ctiapp$"))
    display.type(pbx.url)
    display.key("Return")
    display.type(pbx.client_id)  # the first empty field has the keyboard now
    display.key("Return")
    display.type(pbx.client_secret)
    display.key("Return")
    display.type("2000")
    assert pbx.do("requests")["requests"] == []

    display.key("Return")

    app.online()
