"""Programs that a test starts: each is ended in order, and what it says comes line by line."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

PATIENCE_S = 20.0
"""How long what must come may take on a busy machine."""


def ctiapp(*words: str) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "ctiapp", *words]


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    patience_s: float = PATIENCE_S,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; its exit code and what it said."""
    return subprocess.run(
        command,
        env=env,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        text=True,
        timeout=patience_s,
        check=False,
    )


class Program:
    """A program that runs beside the test; leaving the ``with`` ends it.

    Args:
        command: its command line.
        env: its environment.
        errors: where its standard error goes; nowhere if left out.
        fds: file descriptors that it inherits.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        errors: Any = subprocess.DEVNULL,
        fds: Sequence[int] = (),
    ) -> None:
        self.process = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            bufsize=1,
            pass_fds=fds,
        )
        self.seen: list[str] = []
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def next(self, timeout_s: float = PATIENCE_S) -> str:
        """The next line; fails the test where none comes, or where the program ended."""
        try:
            line = self._lines.get(timeout=timeout_s)
        except queue.Empty:
            pytest.fail(f"{self.process.args!r}: no line within {timeout_s:.0f} s; {self.seen}")
        if line is None:
            pytest.fail(f"{self.process.args!r} ended; {self.seen}")
        self.seen.append(line)
        return line

    def until(self, true: Callable[[str], bool], *, timeout_s: float = PATIENCE_S) -> str:
        """Read lines until one fits."""
        deadline = time.monotonic() + timeout_s
        while True:
            line = self.next(max(0.01, deadline - time.monotonic()))
            if true(line):
                return line

    def drain(self) -> list[str]:
        """All lines so far, without waiting."""
        with contextlib.suppress(queue.Empty):
            while (line := self._lines.get_nowait()) is not None:
                self.seen.append(line)
        return self.seen

    def close(self) -> int:
        """End it; kill it, and fail the test, where it does not end by itself."""
        stuck = False
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                stuck = True
                self.process.kill()
                self.process.wait()
        self._reader.join(PATIENCE_S)
        if stuck:
            pytest.fail(f"{self.process.args!r} did not end by itself")
        return self.process.returncode
