"""The link is never silently dead: what the window says, disables and does by itself."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.desktop.login1_bus import FakeLogin1, system_bus
from tests.desktop.network_bus import network_manager
from tests.e2e.conftest import as_options
from tests.e2e.seeing import Hand, seeing
from tests.e2e.test_link import until_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

NOTICED_S = 2.0
"""Within what a closed socket must be noticed."""
BLACK_HOLE_S = 10.0
"""Within what a silent one must."""
BACK_S = 2.0
"""From the word that the network is back to the true picture."""
TRIES = 5
"""After so many the next wait is up to a quarter of a minute: a swift return is no luck."""
RECORDS_S = 20.0
"""So long after the link is back the PBX is asked for what came and went at most."""
BUSY_S = 1.5
"""What a busy machine and the way of asking may add."""


@contextmanager
def still(pbx: Pbx) -> Iterator[None]:
    """The PBX's computer hangs: its sockets stay open, and nothing answers."""
    os.kill(pbx.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pbx.process.pid, signal.SIGCONT)


def killed(pbx: Pbx) -> None:
    """The PBX loses its power: no word of goodbye."""
    pbx.process.kill()
    pbx.process.wait()


def took(begun_s: float) -> float:
    """How long it is since then."""
    return time.monotonic() - begun_s


def gave_up(app: App) -> None:
    """Wait until the tries stand far apart: nothing but a word brings the link back soon."""
    deadline = time.monotonic() + 60
    while app.log_text.count("link down") < TRIES:
        if time.monotonic() > deadline:
            app.fail("it tries no more")
        app.change(0.5)


def test_a_dead_pbx_is_said_with_the_pictures_age_and_nothing_can_be_pressed(
    start_pbx: Callable[..., Pbx],
    start_app: Callable[..., App],
    display: Display,
    tmp_path: Path,
) -> None:
    """Then it is back, and what ended meanwhile is told until it was read."""
    first = start_pbx()
    app = start_app(*as_options(first, tmp_path / "secret"), program=seeing)
    app.online()
    app.knows("Goffin")
    hand = Hand(app, display, tmp_path / "seen.png")
    talked = first.call("5503302")
    app.becomes(talked, "ringing")
    first.pick_up(talked)
    app.becomes(talked, "talking")
    rang = first.call("5503303")
    app.becomes(rang, "ringing")
    app.changes.clear()

    begun_s = time.monotonic()
    killed(first)
    until_seen(app, "reconnecting")
    assert took(begun_s) < NOTICED_S + BUSY_S

    status = app.status()
    assert status["picture_at"] is not None
    retry = hand.find("Try now")
    said = " ".join(retry.within)
    assert "The connection to the PBX is down" in said
    assert "What you see is from" in said
    for call_id in (talked, rang):
        assert app.call(call_id)["actions"] == []  # the last picture stays, and can do nothing
    held = [one for one in hand.buttons() if one.name in ("Hold", "Hang up", "Reject")]
    assert held
    assert not any(one.ready for one in held)
    done = app.ctl("hold")
    assert (done.returncode, "Not connected" in done.stderr) == (1, True)

    second = start_pbx("--port", str(first.port))
    begun_s = time.monotonic()
    hand.press("Try now")
    app.online()
    assert took(begun_s) < BACK_S + BUSY_S
    assert len(second.asked("get_token")) == 1
    app.becomes(talked, "ended")
    app.pops(None)

    away = {each["id"]: each for each in app.status()["away"]}
    assert (away[talked]["was"], away[talked]["missed"]) == ("talking", False)
    assert (away[rang]["was"], away[rang]["missed"]) == ("ringing", True)
    assert away[rang]["ended_after"] <= away[rang]["ended_before"]
    assert "While you were away" in hand.find("Call Anya", "Missed, rang at").within
    hand.press("I have read this", "While you were away")
    app.until("an empty list", lambda now: now["away"] == [])
    again = second.call("5503304")
    app.becomes(again, "ringing")


def test_a_silent_black_hole_is_noticed_and_left(pbx: Pbx, app: App) -> None:
    """Nothing closes and nothing answers: the heartbeat tells, and no log-in follows."""
    app.changes.clear()
    begun_s = time.monotonic()
    with still(pbx):
        until_seen(app, "reconnecting")
        assert took(begun_s) < BLACK_HOLE_S + BUSY_S
    app.online(60)
    assert pbx.asked("get_token")[1:] == []
    app.becomes(pbx.call("5503302"), "ringing")


def test_a_command_into_a_black_hole_is_unknown_and_the_hole_noticed_sooner(
    pbx: Pbx, app: App
) -> None:
    """Nothing is sent twice; the next picture settles what became of it."""
    call_id = pbx.call("5503302")
    app.becomes(call_id, "ringing")
    pbx.pick_up(call_id)
    app.becomes(call_id, "talking")
    app.changes.clear()
    begun_s = time.monotonic()
    with still(pbx):
        done = app.ctl("hold")
        assert done.returncode != 0
        until_seen(app, "reconnecting")
        assert took(begun_s) < BLACK_HOLE_S + BUSY_S
    app.online(60)
    assert len([each for each in pbx.commanded() if each[1] == "call/hold"]) <= 1
    leg = next(
        leg
        for call in pbx.do("state")["calls"]
        for leg in call["legs"]
        if leg["kind"] == "extension"
    )
    app.becomes(call_id, "held" if leg["state"] == "held" else "talking")


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)
def test_waking_up_brings_the_link_back_at_once(
    start_pbx: Callable[..., Pbx],
    start_app: Callable[..., App],
    tmp_path: Path,
) -> None:
    """By then the tries stand far apart; login1's word ends the wait."""
    first = start_pbx()
    with system_bus(tmp_path) as address:
        env = {"DBUS_SYSTEM_BUS_ADDRESS": address}
        app = start_app(*as_options(first, tmp_path / "secret"), env=env)
        app.online()
        app.changes.clear()
        killed(first)
        gave_up(app)
        second = start_pbx("--port", str(first.port))
        begun_s = time.monotonic()
        asyncio.run(_wake(address))
        app.online()
        assert took(begun_s) < BACK_S + BUSY_S
        assert len(second.asked("get_token")) == 1


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)
def test_the_network_being_back_brings_the_link_back_at_once(
    start_pbx: Callable[..., Pbx],
    start_app: Callable[..., App],
    tmp_path: Path,
) -> None:
    """By then the tries stand far apart; NetworkManager's word, by Qt's backend, ends the wait."""
    first = start_pbx()
    with system_bus(tmp_path) as address, network_manager(address) as net:
        env = {"DBUS_SYSTEM_BUS_ADDRESS": address}
        app = start_app(*as_options(first, tmp_path / "secret"), env=env)
        app.online()
        app.changes.clear()
        net.becomes(there=False)
        killed(first)
        gave_up(app)
        second = start_pbx("--port", str(first.port))
        begun_s = time.monotonic()
        net.becomes(there=True)
        app.online()
        assert took(begun_s) < BACK_S + BUSY_S
        assert "network: Online" in app.log_text
        assert len(second.asked("get_token")) == 1


async def _wake(address: str) -> None:
    login1 = await FakeLogin1.on(address)
    await login1.say(sleeping=True)
    await login1.say(sleeping=False)
    login1.close()


def test_what_came_and_went_while_the_link_was_down_is_listed_by_its_record(
    pbx: Pbx, app: App
) -> None:
    """No picture shows it: the PBX is asked for the calls of one's own number."""
    pbx.do("black_hole", on=True)
    pbx.do("cut")
    until_seen(app, "reconnecting")
    gave_up(app)
    missed = {"from": "5503303", "to": "2000", "status": "no answer"}
    pbx.do("record", **missed, ago_s=2, ring_s=1)
    pbx.do("record", **missed, ago_s=3600)
    pbx.do("black_hole", on=False)
    app.online(60)
    now = app.until("the call of the gap", lambda now: now["away"] != [], RECORDS_S + BUSY_S)
    (call,) = now["away"]
    assert (call["was"], call["missed"], call["remote"]["number"]) == ("ringing", True, "5503303")
