"""The real program against the real simulated PBX, on a real display, with real keys and clicks.

Nothing here is mocked, and nothing sleeps: whatever has to come is waited for on ``ctl watch``, on
a pipe, or on the window manager's own events.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PATIENCE_S = 20.0
"""How long what must come may take on a busy machine."""

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop")


def ctiapp(*words: str) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "ctiapp", *words]


class Lines:
    """A pipe's lines, read in a thread: a reader can wait for one with a time-out."""

    def __init__(self, stream: Any) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: Any) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)

    def next(self, timeout_s: float) -> str:
        """The next line; fails the test where none comes, or where the pipe ended."""
        try:
            line = self._lines.get(timeout=timeout_s)
        except queue.Empty:
            pytest.fail(f"no line within {timeout_s:.0f} s")
        if line is None:
            pytest.fail("the pipe ended")
        return line

    def close(self) -> None:
        """Wait for the pipe's end."""
        self._thread.join(PATIENCE_S)


def end(process: subprocess.Popen[str]) -> int:
    """End a program in order; kill it where it does not."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            pytest.fail(f"{process.args!r} did not end by itself")
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    return process.returncode


class Display:
    """An X display of its own, with a window manager."""

    def __init__(self, size: str = "1600x1000x24") -> None:
        read, write = os.pipe()
        self._x = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
            pass_fds=[write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.fail("Xvfb did not start")
        self.name = f":{number}"
        self.env = {
            **{k: v for k, v in os.environ.items() if k not in {"WAYLAND_DISPLAY"}},
            "DISPLAY": self.name,
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
            "LANGUAGE": "en",
        }
        self._wm = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        spy = self.spy("-root", "_NET_SUPPORTING_WM_CHECK")
        spy.until(lambda line: "window id" in line)
        spy.close()

    def spy(self, *what: str) -> Spy:
        """Follow a property of a window."""
        return Spy(self, what)

    def xdo(self, *words: str) -> str:
        """Run xdotool."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        if done.returncode != 0:
            pytest.fail(f"xdotool {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        """Press keys where the focus is, as ``F9`` or ``shift+F8``."""
        self.xdo("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        self.xdo("type", "--delay", "8", text)

    def click(self, x: int, y: int) -> None:
        """Click a point of the screen."""
        self.xdo("mousemove", "--sync", str(x), str(y), "click", "1")

    def active(self) -> str:
        """The active window's id."""
        return self.xdo("getactivewindow")

    def window(self, name: str) -> str:
        """Wait for a visible window of that title; its id."""
        return self.xdo("search", "--sync", "--onlyvisible", "--name", name).splitlines()[0]

    def close(self) -> None:
        """End it."""
        end(self._wm)
        end(self._x)


class Spy:
    """``xprop -spy``: a line a change."""

    def __init__(self, display: Display, what: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            ["xprop", "-spy", *what],
            env=display.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )
        self._lines = Lines(self._process.stdout)
        self.seen: list[str] = []

    def until(self, true: Callable[[str], bool]) -> str:
        """Read lines until one fits."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            line = self._lines.next(max(0.1, deadline - time.monotonic()))
            self.seen.append(line.strip())
            if true(line):
                return line

    def close(self) -> None:
        """Follow no more."""
        end(self._process)
        self._lines.close()


class PbxProcess:
    """``ctiapp pbx``."""

    def __init__(self, *options: str) -> None:
        self._process = subprocess.Popen(
            ctiapp("pbx", "--exit-with-stdin", *options),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        lines = Lines(self._process.stdout)
        said = json.loads(lines.next(PATIENCE_S))
        self.url: str = said["url"]
        self.client_id: str = said["client_id"]
        self.client_secret: str = said["client_secret"]
        self.extensions: list[str] = said["extensions"]
        self._control = urlsplit(said["control_url"])

    def do(self, verb: str, **body: object) -> dict[str, Any]:
        """Make something happen (control API)."""
        connection = HTTPConnection(
            self._control.hostname or "", self._control.port, timeout=PATIENCE_S
        )
        path = f"{self._control.path.rstrip('/')}/{verb}"
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            said = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            pytest.fail(f"{verb}: {said}")
        return said

    def call(self, number: str, to: str = "2000", **more: object) -> str:
        """An outside call; its id."""
        return str(self.do("call", **{"from": number, "to": to, **more})["call_id"])

    def asked(self, endpoint: str) -> list[dict[str, Any]]:
        """The requests to an endpoint, in order."""
        requests = self.do("requests")["requests"]
        return [request for request in requests if request["endpoint"] == endpoint]

    def close(self) -> None:
        """End it."""
        end(self._process)


class AppProcess:
    """``ctiapp``, and ``ctiapp ctl`` that speaks to it."""

    def __init__(self, env: Mapping[str, str], data_dir: Path, *options: str) -> None:
        self.env = dict(env)
        self.data_dir = data_dir
        self.errors = data_dir.parent / f"{data_dir.name}.stderr"
        self._stderr = self.errors.open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            ctiapp("--data-dir", str(data_dir), *options),
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
            text=True,
        )
        self._wait_for_socket()

    def _wait_for_socket(self) -> None:
        """Wait until ``ctl`` is answered: each asking takes as long as starting the client."""
        deadline = time.monotonic() + PATIENCE_S
        while self.run("status").returncode == 3:
            if self.process.poll() is not None:
                pytest.fail(f"ctiapp ended at once: {self.errors.read_text(encoding='utf-8')}")
            if time.monotonic() > deadline:
                pytest.fail("ctiapp does not listen")

    def run(self, *words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run ``ctiapp ctl``."""
        return subprocess.run(
            ctiapp("ctl", "--data-dir", str(self.data_dir), *words),
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    def ctl(self, *words: str) -> Any:
        """Run a verb that must succeed; its machine form."""
        done = self.run("--json", *words)
        if done.returncode != 0:
            pytest.fail(f"ctl {' '.join(words)}: exit {done.returncode}: {done.stderr.strip()}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def status(self) -> dict[str, Any]:
        """The whole picture."""
        return dict(self.ctl("status"))

    def until(self, what: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until the picture is so; the picture."""
        watch = subprocess.Popen(
            ctiapp("ctl", "--data-dir", str(self.data_dir), "--json", "watch"),
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
        )
        lines = Lines(watch.stdout)
        deadline = time.monotonic() + PATIENCE_S
        try:
            while True:
                status = self.status()
                if true(status):
                    return status
                left_s = deadline - time.monotonic()
                if left_s <= 0:
                    pytest.fail(f"waited in vain for: {what}; {json.dumps(status, indent=1)}")
                with contextlib.suppress(queue.Empty):
                    # A change between the start of the watch and the look is not missed for long.
                    lines._lines.get(timeout=min(left_s, 0.5))  # noqa: SLF001 - the same file
        finally:
            end(watch)
            lines.close()

    def calls(self, state: str) -> Callable[[dict[str, Any]], bool]:
        """A condition for ``until``: some call is in that state."""
        return lambda status: any(call["state"] == state for call in status["calls"])

    def close(self) -> None:
        """Quit, as a user does; the log must hold no error."""
        if self.process.poll() is None:
            self.run("quit")
            try:
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                pytest.fail("ctiapp did not quit")
        self._stderr.close()

    @property
    def log_text(self) -> str:
        """What it logged."""
        logs = sorted((self.data_dir / "logs").glob("*.log"))
        return "\n".join(log.read_text(encoding="utf-8") for log in logs)


def missing_programs() -> list[str]:
    """Which programs of the display are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]
