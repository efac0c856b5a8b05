"""A run that is cut off, killed or crashed, costs nothing: the next start is clean, and says so."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.paths import AppPaths
from tests.e2e.programs import PATIENCE_S, ctiapp, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it kills by signals")

ENV = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
OFFER = "ctiapp did not end in order the last time."


class Run:
    """One run of ``cut_off.py``."""

    def __init__(self, data_dir: Path, word: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.cut_off", str(data_dir), word],
            env=ENV,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )

    def heard(self) -> dict[str, Any]:
        """What it says next; the test's time-out ends what never comes."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "it ended"
        said: dict[str, Any] = json.loads(line)
        return said

    def rest(self) -> list[dict[str, Any]]:
        """What it said before it was cut off; a last half line is none."""
        assert self.process.stdout is not None
        lines = self.process.stdout.read().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def obeys(self, word: str) -> None:
        """It does what it is told."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        assert self.heard() == {"done": word}

    def quits(self) -> None:
        """It ends in order."""
        assert self.process.stdin is not None
        self.process.stdin.write("quit\n")
        self.process.stdin.flush()
        assert self.process.wait(PATIENCE_S) == 0
        self.close()

    def close(self) -> None:
        """Nothing of it is left."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def cut_off(data_dir: Path, word: str, after: int) -> tuple[int, int]:
    """Let it write so many entries, and cut it off; how it ended, and what was the last kept."""
    begun = Run(data_dir, word)
    kept = 0
    while word == "work" and kept < after:
        kept = begun.heard()["kept"]
    if word == "work":
        begun.process.send_signal(signal.SIGKILL)
    code = begun.process.wait(PATIENCE_S)
    kept = max([kept, *(said["kept"] for said in begun.rest())])
    begun.close()
    return code, kept


def ctl(data_dir: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Ask the running one."""
    done = run(ctiapp("ctl", *words, "--json", "--data-dir", str(data_dir)), env=ENV)
    return done.returncode, json.loads(done.stdout or "{}")


@pytest.mark.parametrize(
    ("word", "ended_by"), [("work", signal.SIGKILL), ("crash", signal.SIGSEGV)]
)
def test_the_next_start_is_clean_and_offers_what_was_left(
    tmp_path: Path, word: str, ended_by: signal.Signals
) -> None:
    """Journal whole, lock and socket taken over, the offer there until it was seen to."""
    data_dir = tmp_path / "data"
    code, kept = cut_off(data_dir, word, random.randrange(1, 60))
    assert code == -ended_by
    paths = AppPaths.of(data_dir)
    with closing(sqlite3.connect(paths.journal_file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    again = Run(data_dir, "look")
    said = again.heard()
    assert said["offered"].startswith(OFFER)
    # What was told as kept is there, whole and in its order; one more may have made it.
    assert said["counts"] == list(range(1, len(said["counts"]) + 1))
    assert kept <= len(said["counts"]) <= kept + 2
    code, status = ctl(data_dir, "status")
    assert (code, status["connection"]) == (0, "signed-out")
    report = tmp_path / "report.zip"
    again.obeys(f"save {report}" if word == "crash" else "close")
    again.quits()

    if word == "crash":
        with zipfile.ZipFile(report) as archive:
            assert "Segmentation fault" in archive.read("crash.txt").decode()
            assert "did not end in order: crashed" in archive.read("log.txt").decode()
    last = Run(data_dir, "look")
    assert last.heard()["offered"] is None
    last.quits()


def test_an_offer_that_nobody_has_seen_comes_again(tmp_path: Path) -> None:
    """Who quits without a look at it finds it at the next start; the socket is no stale one."""
    data_dir = tmp_path / "data"
    cut_off(data_dir, "work", 1)
    for _ in range(2):
        again = Run(data_dir, "look")
        assert again.heard()["offered"].startswith(OFFER)
        again.quits()
    assert ctl(data_dir, "status")[0] == 3
