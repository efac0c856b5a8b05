"""All eight tokens are taken (60002 to ``get_token``): said, waited for, and never hammered."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.desktop.login1_bus import FakeLogin1, system_bus
from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx


def no_place(pbx: Pbx) -> None:
    """Others have all the tokens."""
    pbx.do("fail", endpoint="get_token", errcode=60002, times=1000)


def a_place(pbx: Pbx) -> None:
    """One of them has left."""
    pbx.do("fail", endpoint="get_token", times=0)


def logged(app: App, text: str, times: int) -> None:
    """Wait until the log says it so often."""
    deadline = time.monotonic() + PATIENCE_S
    while app.log_text.count(text) < times:
        if time.monotonic() > deadline:
            app.fail(f"not {times} times in the log: {text}")
        app.change(0.1)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)
def test_no_word_of_the_system_makes_it_log_in_again(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The computer wakes up again and again: it frees no place, and each try would be a log-in."""
    no_place(pbx)
    with system_bus(tmp_path) as address:
        env = {"DBUS_SYSTEM_BUS_ADDRESS": address}
        app = start_app(*as_options(pbx, tmp_path / "secret"), env=env)
        assert "waits" in app.refused("seat-limit")["detail"]
        asyncio.run(wakes(app, address))
    assert app.status()["code"] == "seat-limit"
    assert len(pbx.asked("get_token")) == 1


async def wakes(app: App, address: str) -> None:
    """Three times, until each was heard."""
    login1 = await FakeLogin1.on(address)
    for times in (1, 2, 3):
        await login1.say(sleeping=True)
        await login1.say(sleeping=False)
        await asyncio.to_thread(logged, app, "login1: the computer is back", times)
    login1.close()


def test_whoever_loses_the_place_sees_why_and_may_try(
    pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    """The pair is dead and no other to be had: the old picture stays, and a person may try."""
    app = start_app(*as_options(pbx, tmp_path / "secret"), program=seeing)
    app.online()
    hand = Hand(app, display, tmp_path / "seen.png")
    call_id = pbx.call("5503302")
    app.becomes(call_id, "ringing")
    no_place(pbx)
    pbx.do("fail", endpoint="refresh_token", errcode=10004, times=1000)
    pbx.do("expire_tokens")

    status = app.refused("seat-limit")
    assert status["connection"] == "reconnecting"
    assert "waits" in status["detail"]
    assert app.call(call_id)["actions"] == []
    assert len(pbx.asked("get_token")) == 2
    a_place(pbx)
    hand.press("Try now")
    app.online()
    assert len(pbx.asked("get_token")) == 3
    app.becomes(call_id, "ringing")


def test_the_limit_of_another_endpoint_says_nothing_of_places(pbx: Pbx, app: App) -> None:
    """60002 to anything else is that command's refusal: one stays signed in, with one log-in."""
    call_id = pbx.call("5503302")
    app.becomes(call_id, "ringing")
    pbx.pick_up(call_id)
    app.becomes(call_id, "talking")
    pbx.do("fail", endpoint="call/park", errcode=60002)

    done = app.ctl("park")

    assert done.returncode == 1
    assert "refused" in done.stderr
    assert "waits" not in done.stderr
    assert app.status()["connection"] == "online"
    assert len(pbx.asked("get_token")) == 1
    assert pbx.asked("refresh_token") == []
