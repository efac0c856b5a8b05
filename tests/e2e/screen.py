"""A display of its own with a window manager: real keys, real clicks, and who has the focus."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.e2e.programs import Program, run

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop")


def missing_programs() -> list[str]:
    """Which programs of the display are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


@dataclass(frozen=True)
class Box:
    """Where a window stands on the screen."""

    x: int
    y: int
    width: int
    height: int

    def covers(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


class Display:
    """A display that runs."""

    def __init__(self, name: str, size: Box) -> None:
        self.size = size
        self.env = {
            **{key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"},
            "DISPLAY": name,
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
            "LANGUAGE": "en",
        }

    def follow(self, *what: str) -> Program:
        """``xprop -spy``: a line now, and a line a change."""
        return Program(["xprop", "-spy", *what], env=self.env)

    def xdo(self, *words: str) -> str:
        """Run xdotool."""
        done = run(["xdotool", *words], env=self.env)
        if done.returncode != 0:
            pytest.fail(f"xdotool {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        """Press keys where the focus is, as ``F9`` or ``shift+F8``."""
        self.xdo("key", *keys)

    def type(self, text: str, *, delay_ms: int = 4) -> None:
        """Type text where the focus is."""
        self.xdo("type", "--delay", str(delay_ms), "--", text)

    def click(self, x: int, y: int) -> None:
        """Click a point of the screen."""
        self.xdo("mousemove", "--sync", str(x), str(y), "click", "1")

    def click_in(self, window: str, x: int, y: int) -> None:
        """Click a point of a window."""
        box = self.box(window)
        self.click(box.x + x, box.y + y)

    def focus(self, window: str) -> None:
        """Make a window the active one."""
        self.xdo("windowactivate", "--sync", window)

    def active(self) -> str:
        """The active window's id."""
        return self.xdo("getactivewindow")

    def windows(self, name: str) -> list[str]:
        """The visible windows whose title fits, by their ids."""
        words = ["xdotool", "search", "--onlyvisible", "--name", name]
        return run(words, env=self.env).stdout.split()

    def window(self, name: str) -> str:
        """Wait for a visible window whose title fits; its id."""
        return self.xdo("search", "--sync", "--onlyvisible", "--name", name).split()[0]

    def box(self, window: str) -> Box:
        """Where a window stands."""
        told = self.xdo("getwindowgeometry", "--shell", window)
        number = dict(re.findall(r"(\w+)=(-?\d+)", told))
        return Box(*(int(number[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))


@contextlib.contextmanager
def started(width: int = 1600, height: int = 1000) -> Iterator[Display]:
    """A display, for as long as the ``with`` lasts."""
    with contextlib.ExitStack() as stack:
        read, write = os.pipe()
        size = f"{width}x{height}x24"
        words = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
        try:
            stack.enter_context(Program(words, fds=[write]))
        finally:
            os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.fail("Xvfb did not start")
        display = Display(f":{number}", Box(0, 0, width, height))
        with display.follow("-root") as root:
            stack.enter_context(Program(["openbox", "--sm-disable"], env=display.env))
            root.until(lambda line: line.startswith("_NET_SUPPORTED("))
        yield display
