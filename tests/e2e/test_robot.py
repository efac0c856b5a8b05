"""The promise of the pop: it cannot take a key."""

from __future__ import annotations

import itertools
import json
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.programs import PATIENCE_S, Program
from tests.e2e.typing_window import TITLE

if TYPE_CHECKING:
    from tests.e2e.conftest import Office
    from tests.e2e.screen import Display

CARDS = 200
AT_ONCE = 5
PANGRAM = "Sphinx of black quartz, judge my vow: 0123456789"


class Robot:
    """Types line after line, without looking, into whatever has the focus."""

    def __init__(self, display: Display) -> None:
        self.typed: list[str] = []
        self._display = display
        self._enough = threading.Event()
        self._thread = threading.Thread(target=self._type)
        self._thread.start()

    def _type(self) -> None:
        for number in itertools.count():
            if self._enough.is_set():
                return
            line = f"{number} {PANGRAM}"
            self._display.type(line, delay_ms=12)
            # Keys that would hang up, hold and reject, were they to go astray.
            self._display.key("F8", "F9", "shift+F8", "Return")
            self.typed += [*line, "<F8>", "<F9>", "<F8>", "\r"]

    def stop(self) -> None:
        """Finish the line."""
        self._enough.set()
        self._thread.join(PATIENCE_S)


def test_a_robot_types_into_another_window_while_two_hundred_cards_come_and_go(
    office: Office,
) -> None:
    """Every key arrives there, in order; the active window never changes; nothing is commanded."""
    words = [sys.executable, str(Path(__file__).with_name("typing_window.py"))]
    display, app, pbx = office.display, office.app, office.pbx
    with Program(words, env=display.env) as other:
        window = display.window(f"^{TITLE}$")
        display.focus(window)
        other.until(lambda line: json.loads(line).get("focus") is True)
        other.seen.clear()
        with display.follow("-root", "_NET_ACTIVE_WINDOW") as active:
            active.next()
            before = time.monotonic()
            robot = Robot(display)
            try:
                for burst in range(CARDS // AT_ONCE):
                    come_and_go(office, burst)
            finally:
                robot.stop()
            took_s = time.monotonic() - before
            other.until(lambda _: presses(other) == len(robot.typed))
            assert set(active.drain()) == {active.seen[0]}
        heard = [json.loads(line) for line in other.seen]

    assert [line["text"] for line in heard if "text" in line] == robot.typed
    assert not [line for line in heard if "focus" in line]
    assert pbx.commanded() == []
    rings = {
        change["data"]["id"]
        for change in app.drain()
        if change["kind"] == "call" and change["data"]["state"] == "ringing"
    }
    assert len(rings) == CARDS
    assert len(robot.typed) > 200, f"{len(robot.typed)} keys in {took_s:.0f} s are no test"


def come_and_go(office: Office, burst: int) -> None:
    """Several callers at once: all give up, but now and then one is talked to first."""
    pbx, app = office.pbx, office.app
    calls = [pbx.call(f"55{burst:03}{number}") for number in range(AT_ONCE)]
    app.pops(calls[0])
    if burst % 4 == 0:
        pbx.pick_up(calls[0])
        app.pops(calls[1])
    for call_id in calls:
        pbx.gives_up(call_id)
    app.pops(None)


def presses(other: Program) -> int:
    """How many keys arrived."""
    return sum("text" in json.loads(line) for line in other.seen)
