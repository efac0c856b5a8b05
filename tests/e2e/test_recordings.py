"""A call is recorded, found among the recordings, played in the window, and gone after the end."""

from __future__ import annotations

import importlib.util
import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display


HAS_AUDIO = importlib.util.find_spec("PySide6.QtMultimedia") is not None
QUIET = ("PulseAudioService", "No audio device", "Input #0", "  Duration:", "  Stream #")
"""What is said where nothing can be heard: by Qt in the log, by its decoder beside it."""


@pytest.fixture
def office(display: Display, tmp_path: Path) -> Iterator[Office]:
    with Pbx() as pbx, _apps(display) as start:
        app = start(tmp_path / "data", *as_options(pbx, tmp_path / "secret"), program=seeing)
        app.fine += QUIET
        app.online()
        yield Office(pbx, app, display)


def asked(office: Office, endpoint: str) -> None:
    """Wait until the PBX was asked."""
    deadline = time.monotonic() + PATIENCE_S
    while not office.pbx.asked(endpoint):
        if time.monotonic() > deadline:
            office.app.fail(f"{endpoint} was not asked for")


@pytest.mark.skipif(not HAS_AUDIO, reason="ctiapp[audio] is not installed")
def test_a_recorded_call_is_played_in_the_window(office: Office, tmp_path: Path) -> None:
    """Recorded by the key, listed, fetched in two steps; nothing of it stays on the disk."""
    folder = tmp_path / "data" / "recordings"
    hand = Hand(office.app, office.display, tmp_path / "seen.png")
    call_id = office.pbx.call("5503301")
    office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    office.app.ask("record", "start")
    office.pbx.gives_up(call_id)
    office.app.becomes(call_id, "ended")
    (file,) = office.pbx.do("recording")["files"]
    assert f"-{call_id}-" in file

    office.display.key("ctrl+4" if office.app.status()["queues"] else "ctrl+3")
    hand.press("Recordings")
    asked(office, "recording/list")
    office.display.key("Tab", "Down", "Return")
    hand.find("Close the player")
    asked(office, "recording/download")
    asked(office, "download")
    (request,) = office.pbx.asked("recording/download")
    assert request["params"] == {"file": file}
    (sound,) = folder.iterdir()
    assert sound.read_bytes()[:4] == b"RIFF"
    assert re.fullmatch(r"[0-9a-f]{32}\.wav", sound.name)
    assert sound.stat().st_mode & 0o077 == 0

    assert office.app.ctl("quit").returncode == 0
    office.app.ended()
    assert list(folder.iterdir()) == []
    assert not re.search(r"access_token=[A-Za-z0-9]", office.app.log_text)
