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


def asked(office: Office, endpoint: str, times: int = 1) -> None:
    """Wait until the PBX was asked so often."""
    deadline = time.monotonic() + PATIENCE_S
    while len(office.pbx.asked(endpoint)) < times:
        if time.monotonic() > deadline:
            office.app.fail(f"{endpoint} was not asked for")


def record_a_call(office: Office, caller: str) -> str:
    """Somebody calls, and what is said is recorded; the call's id."""
    call_id = office.pbx.call(caller)
    office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    office.app.ask("record", "start")
    office.pbx.gives_up(call_id)
    office.app.becomes(call_id, "ended")
    return call_id


def open_recordings(office: Office, hand: Hand) -> None:
    """Go to the place, and there to the page."""
    office.display.key("ctrl+4" if office.app.status()["queues"] else "ctrl+3")
    hand.press("Recordings")
    asked(office, "recording/list")


@pytest.mark.skipif(not HAS_AUDIO, reason="ctiapp[audio] is not installed")
def test_a_recorded_call_is_played_in_the_window(office: Office, tmp_path: Path) -> None:
    """Recorded by the key, listed, fetched in two steps; nothing of it stays on the disk."""
    folder = tmp_path / "data" / "recordings"
    hand = Hand(office.app, office.display, tmp_path / "seen.png")
    call_id = record_a_call(office, "5503301")
    (file,) = office.pbx.do("recording")["files"]
    assert f"-{call_id}-" in file

    open_recordings(office, hand)
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


def test_the_list_that_is_looked_at_learns_of_a_recorded_call_by_itself(
    office: Office, tmp_path: Path
) -> None:
    """Nobody presses anything: the call ends, and a moment later its recording is there."""
    hand = Hand(office.app, office.display, tmp_path / "seen.png")
    record_a_call(office, "5503301")
    open_recordings(office, hand)
    hand.sees("1 recording")
    record_a_call(office, "5503308")
    asked(office, "recording/list", 2)
    hand.sees("2 recordings")

    unrecorded = office.pbx.call("5503301")
    office.pbx.pick_up(unrecorded)
    office.app.becomes(unrecorded, "talking")
    office.pbx.gives_up(unrecorded)
    office.app.becomes(unrecorded, "ended")
    record_a_call(office, "5503301")
    hand.sees("3 recordings")
    assert len(office.pbx.asked("recording/list")) == 3


def test_a_file_that_has_to_be_made_ready_is_fetched_as_soon_as_the_pbx_tells(
    office: Office, tmp_path: Path
) -> None:
    """The answer is "processing"; the event of later firmware ends the wait."""
    folder = tmp_path / "data" / "recordings"
    hand = Hand(office.app, office.display, tmp_path / "seen.png")
    record_a_call(office, "5503301")
    open_recordings(office, hand)
    hand.sees("1 recording")
    office.pbx.do("settings", firmware="later", recording_ready_s=600)
    office.display.key("Tab", "Down", "Return")
    asked(office, "recording/download")
    office.pbx.do("advance", seconds=600)
    asked(office, "recording/download", 2)
    asked(office, "download")
    hand.find("Close the player")
    (sound,) = folder.iterdir()
    assert sound.read_bytes()[:4] == b"RIFF"
