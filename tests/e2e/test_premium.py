"""Dear numbers ask first, emergency numbers never: in the window, by a transfer and by ``ctl``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

GERMANY = {"version": 1, "country": "DE", "outside_prefix": "0", "premium_prefixes": ["0137"]}


def dialled(number: str) -> tuple[str, str, object]:
    """The documented request."""
    return ("POST", "call/dial", {"caller": "2000", "callee": number})


@pytest.fixture
def german(pbx: Pbx, start_app: Callable[..., App], tmp_path: Path) -> App:
    """An office in Germany that dials 0 to get outside, and holds 0137 for dear as well."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "settings.json").write_text(json.dumps(GERMANY), encoding="utf-8")
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()
    return app


DEAR = {
    "09001123456": "by the country's plan",
    "009001123456": "the same, with what is dialled to get outside",
    "+499001123456": "as the world writes it",
    "0137123456": "by the user's own list",
    "00137123456": "the same, from inside",
}


def test_a_dear_number_asks_first(pbx: Pbx, german: App, display: Display) -> None:
    """One Enter asks, the next one agrees; ``ctl`` wants its word for it."""
    for number, why in DEAR.items():
        done = german.ctl("dial", number)
        assert (done.returncode, done.stdout) == (1, ""), why
        display.focus(display.window("Kristin Hale"))
        display.key("F2")
        display.type(number)
        display.key("Return")
        display.key("Escape")
        marker = pbx.call("5503302")  # whatever Enter did, it did before
        german.becomes(marker, "ringing")
        assert pbx.commanded() == [], why
        pbx.gives_up(marker)
        german.quiet()

        display.key("F2")
        display.key("ctrl+a")
        display.type(number)
        display.key("Return")
        display.key("Return")
        german.until("dialling", lambda _: pbx.commanded() != [])
        assert pbx.commanded() == [dialled(number)]
        pbx.clear()
        german.quiet()


def test_an_emergency_number_is_dialled_at_once_and_as_it_is(
    pbx: Pbx, german: App, display: Display
) -> None:
    """Whatever is set: with 0 before it or without, nothing is asked and nothing rewritten."""
    for number in ("112", "110", "0112", "911"):
        display.focus(display.window("Kristin Hale"))
        display.key("F2")
        display.key("ctrl+a")
        display.type(number)
        display.key("Return")
        german.until("dialling", lambda _: pbx.commanded() != [])
        assert pbx.commanded() == [dialled(number)]
        pbx.clear()
        german.quiet()


def test_a_call_is_not_sent_to_a_dear_number_unasked(
    pbx: Pbx, german: App, display: Display
) -> None:
    """By the transfer's key: the first Enter asks, the second one sends; ``ctl`` refuses."""
    call_id = pbx.call("5503302")
    german.becomes(call_id, "ringing")
    pbx.pick_up(call_id)
    german.becomes(call_id, "talking")
    assert german.ctl("transfer", "09001123456").returncode == 1
    display.focus(display.window("Kristin Hale"))
    display.key("F4")
    display.type("09001123456")
    display.key("Return")
    german.until("it is held meanwhile", lambda now: now["calls"][0]["state"] == "held")
    assert [each[1] for each in pbx.commanded()] == ["call/hold"]
    display.key("Return")
    german.until("sent", lambda _: "call/transfer" in [each[1] for each in pbx.commanded()])
    sent = next(each[2] for each in pbx.commanded() if each[1] == "call/transfer")
    assert isinstance(sent, dict)
    assert sent["number"] == "09001123456"
