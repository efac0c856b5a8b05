"""After a run that was killed or crashed: the offer, by keyboard alone, until a report is saved."""

from __future__ import annotations

import signal
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it kills by signals")


def until_there(app: App, path: Path) -> None:
    """Wait for a file: nothing tells of it."""
    deadline = time.monotonic() + PATIENCE_S
    while not path.exists():
        if time.monotonic() > deadline:
            app.painted(path.with_suffix(".png"))
            app.fail(f"{path} was not saved")
        app.change(0.1)


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGSEGV])
def test_a_report_is_saved_by_keyboard_after_it_was_cut_off(
    pbx: Pbx,
    start_app: Callable[..., App],
    display: Display,
    tmp_path: Path,
    ended_by: signal.Signals,
) -> None:
    """In the middle of a call; the next start signs in, offers, and the offer is gone for good."""
    options = as_options(pbx, tmp_path / "secret")
    first = start_app(*options)
    first.fine += ["Fatal Python error", "Current thread", "File ", "Extension modules", "Thread "]
    first.online()
    call_id = pbx.call("5503302")
    first.becomes(call_id, "ringing")
    first.process.send_signal(ended_by)
    assert first.ended() == -ended_by

    app = start_app(*options, program=seeing)
    app.fine += ["did not end in order"]
    app.online()
    app.becomes(call_id, "ringing")
    hand = Hand(app, display, tmp_path / "seen.png")
    said = " ".join(hand.find("Save diagnostics…").within)
    assert "did not end in order" in said
    report = tmp_path / "report.zip"
    display.focus(display.window("Kristin Hale"))
    hand.reach("Save diagnostics…")
    display.key("space")
    hand.find("Save as…")
    hand.reach("Save as…")
    display.key("space")
    display.window("^Save diagnostics…$")
    display.key("ctrl+a")
    display.type(str(report))
    display.key("Return")
    until_there(app, report)
    with zipfile.ZipFile(report) as archive:
        assert {"diagnostics.json", "log.txt", "settings.json"} <= set(archive.namelist())
        crash = ended_by is signal.SIGSEGV
        assert ("crash.txt" in archive.namelist()) == crash
        if crash:
            assert "Segmentation fault" in archive.read("crash.txt").decode()
        assert pbx.client_secret not in archive.read("log.txt").decode()
    app.until("the page closed", lambda _: "Save as…" not in {one.name for one in hand.buttons()})
    assert "Save diagnostics…" not in {one.name for one in hand.buttons()}
    app.becomes(call_id, "ringing")  # the call went on through all of it
