"""``ctiapp`` as a program, and the socket through which ``ctiapp ctl`` speaks to it."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.desktop.ctl_channel import ChannelClosedError, NoApplicationError, connect
from ctiapp.model.ctl import CtlRequest, read_reply, write_request
from ctiapp.paths import ctl_address
from tests.e2e.programs import PATIENCE_S, ctiapp, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LOOK_AGAIN_S = 2.0
"""How long to trust that every change is told: the first picture and the stream may cross."""


class App:
    """The application; what it shows is waited for on ``watch``.

    Args:
        env: its environment, the display with it.
        data_dir: below it lies all that it keeps.
        options: of its command line.
        command: what stands before them, where it is started by another command.
        stdin: what it reads on its standard input.
        program: makes the command line that starts it.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        data_dir: Path,
        *options: str,
        command: Sequence[str] = (),
        stdin: str | None = None,
        program: Callable[..., list[str]] = ctiapp,
    ) -> None:
        self.env = dict(env)
        self.data_dir = data_dir
        self.changes: list[dict[str, Any]] = []
        self.fine: list[str] = []
        self._errors = data_dir.parent / f"{data_dir.name}.stderr"
        self._address = ctl_address(data_dir)
        self._told: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        with self._errors.open("a", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                program(*command, "--data-dir", str(data_dir), *options),
                env=self.env,
                stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                text=True,
            )
        if stdin is not None:
            assert self.process.stdin is not None
            with self.process.stdin as pipe:
                pipe.write(stdin)
        try:
            self._watch()
        except BaseException:
            self._kill()
            raise

    # -- asking ----------------------------------------------------------------------------------

    def _watch(self) -> None:
        """Follow the changes from the moment on that it listens."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                self._channel = connect(self._address, PATIENCE_S)
                break
            except NoApplicationError:
                # Until it listens, or ends: whichever comes first.
                try:
                    self.process.wait(0.02)
                except subprocess.TimeoutExpired:
                    if time.monotonic() < deadline:
                        continue
                    self.fail("ctiapp does not listen")
                self.fail(f"ctiapp ended at once with {self.process.returncode}")
        self._channel.send(write_request(CtlRequest("watch")))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        try:
            while True:
                self._told.put(json.loads(self._channel.line(None)))
        except (ChannelClosedError, ValueError, OSError):
            self._told.put(None)
        finally:
            self._channel.close()

    def ask(self, verb: str, *args: str, **options: object) -> Any:
        """One verb, straight to the socket; its data."""
        channel = connect(self._address, PATIENCE_S)
        try:
            channel.send(write_request(CtlRequest(verb, args, options)))
            reply = read_reply(json.loads(channel.line(PATIENCE_S)))
        finally:
            channel.close()
        if reply.exit != 0:
            self.fail(f"ctl {verb}: {reply}")
        return reply.data

    def ctl(self, *words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run ``ctiapp ctl``, the program."""
        return run(
            ctiapp("ctl", "--data-dir", str(self.data_dir), *words), env=self.env, stdin=stdin
        )

    def status(self) -> dict[str, Any]:
        """The whole picture."""
        return dict(self.ask("status"))

    def call(self, call_id: str) -> dict[str, Any]:
        """One call of the picture."""
        return next(call for call in self.status()["calls"] if call["id"] == call_id)

    def painted(self, place: Path) -> list[Path]:
        """The windows as they are painted now."""
        return [Path(name) for name in self.ask("screenshot", str(place))]

    # -- waiting ---------------------------------------------------------------------------------

    def until(
        self, what: str, true: Callable[[dict[str, Any]], bool], timeout_s: float = PATIENCE_S
    ) -> dict[str, Any]:
        """Wait until the picture is so; the picture."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.drain()
            status = self.status()
            if true(status):
                return status
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                self.fail(f"waited in vain for: {what}\n{json.dumps(status, indent=1)}")
            if not self.change(min(left_s, LOOK_AGAIN_S)):
                self.fail(f"ctiapp ended while waited for: {what}")

    def change(self, timeout_s: float) -> bool:
        """Wait for the next change, not longer; False where it ended and nothing will change."""
        with contextlib.suppress(queue.Empty):
            change = self._told.get(timeout=timeout_s)
            if change is None:
                return False
            self.changes.append(change)
        return True

    def drain(self) -> list[dict[str, Any]]:
        """All changes so far, without waiting."""
        try:
            while (change := self._told.get_nowait()) is not None:
                self.changes.append(change)
        except queue.Empty:
            pass
        return self.changes

    def online(self, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """Wait until it is live."""
        return self.until("online", lambda now: now["connection"] == "online", timeout_s)

    def refused(self, code: str) -> dict[str, Any]:
        """Wait until signing in was refused with that word; the picture."""
        return self.until(f"refused: {code}", lambda now: now["code"] == code)

    def becomes(self, call_id: str, state: str, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """Wait until a call is in a state and nothing is pending there; the call."""
        self.until(
            f"{call_id} {state}",
            lambda now: any(
                call["id"] == call_id and call["state"] == state and call["pending"] is None
                for call in now["calls"]
            ),
            timeout_s,
        )
        return self.call(call_id)

    def pops(self, call_id: str | None) -> dict[str, Any]:
        """Wait until the pop on top is of this call; ``None``: until there is none."""
        return self.until(
            f"the pop of {call_id}",
            lambda now: (
                now["popup"]["visible"] == (call_id is not None) and now["popup"]["call"] == call_id
            ),
        )

    def knows(self, name: str) -> None:
        """Wait until the names are loaded: asking is quick, and nothing else tells it."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.ask("find", name):
            if time.monotonic() > deadline:
                self.fail(f"{name} was not loaded")

    def quiet(self) -> None:
        """Wait until no call lives."""
        self.until("no call", lambda now: all(call["state"] == "ended" for call in now["calls"]))

    # -- ending ----------------------------------------------------------------------------------

    def fail(self, why: str) -> None:
        """Fail the test, with all that the application said."""
        self._errors.touch()
        said = self._errors.read_text(encoding="utf-8")[-3000:]
        log = self.log_text[-5000:]
        pytest.fail(f"{why}\n--- standard error\n{said}\n--- log\n{log}", pytrace=True)

    def close(self) -> None:
        """Quit as a user does."""
        if self.process.poll() is None:
            try:
                self.ask("quit")
                self.process.wait(PATIENCE_S)
            except (NoApplicationError, ChannelClosedError):
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._kill()
                self.fail("ctiapp did not quit")
        self._reader.join(PATIENCE_S)

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return code

    def _kill(self) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def log_text(self) -> str:
        """What it logged."""
        logs = sorted((self.data_dir / "logs").glob("*.log*"))
        return "\n".join(log.read_text(encoding="utf-8") for log in logs)

    @property
    def error_text(self) -> str:
        """What it said on standard error."""
        return self._errors.read_text(encoding="utf-8")

    def strays(self) -> list[str]:
        """What it said that nobody declared as ``fine``: the lines of a log that is not calm."""
        loud = (" WARNING ", " ERROR ", " CRITICAL ", "Traceback")
        lines = [line for line in self.log_text.splitlines() if any(word in line for word in loud)]
        lines += self.error_text.splitlines()
        return [line for line in lines if not any(word in line for word in self.fine)]
