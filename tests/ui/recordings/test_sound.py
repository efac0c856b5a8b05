"""A real sound is really played; where there is no device, in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.sound import recorded
from ctiapp.ui.recordings.sound import make_sound

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

# What Qt's multimedia says of the sound server that a test machine lacks.
pytestmark = pytest.mark.qt_log_ignore("PulseAudio", "No audio device", extend=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.wav"
    path.write_bytes(recorded(3))
    return path


def test_without_the_extra_there_is_no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert make_sound() is None


@pytest.fixture
def _audio() -> None:
    if make_sound() is None:
        pytest.skip("ctiapp[audio], or libpulse0, is not installed")


@pytest.mark.usefixtures("_audio", "qapp")
def test_a_recording_is_played_to_its_end(qtbot: QtBot, file: Path) -> None:
    sound = make_sound()
    assert sound is not None
    heard: list[int] = []
    sound.moved.connect(heard.append)
    with qtbot.waitSignal(sound.lasting, timeout=10_000) as lasting:
        sound.open(file)
    assert lasting.args == [3000]
    assert sound.length_ms == 3000

    sound.set_speed(2.0)
    with qtbot.waitSignal(sound.playing, timeout=10_000):
        sound.play()
    assert sound.is_playing
    sound.seek(99_000)
    sound.seek(2500)
    with qtbot.waitSignal(sound.playing, timeout=10_000):
        pass  # it ends by itself
    assert not sound.is_playing
    assert max(heard) >= 2500
    sound.close()


@pytest.mark.usefixtures("_audio", "qapp")
def test_it_waits_where_it_was_and_begins_anew_at_its_end(qtbot: QtBot, file: Path) -> None:
    sound = make_sound()
    assert sound is not None
    with qtbot.waitSignal(sound.lasting, timeout=10_000):
        sound.open(file)
    with qtbot.waitSignal(sound.moved, timeout=10_000, check_params_cb=lambda at: at > 0):
        sound.play()
    sound.pause()
    assert not sound.is_playing
    assert 0 < sound.position_ms < 3000
    sound.seek(3000)
    with qtbot.waitSignal(sound.playing, timeout=10_000):
        sound.play()
    sound.close()
    file.unlink()


@pytest.mark.usefixtures("_audio", "qapp")
@pytest.mark.qt_log_ignore("Could not open media", extend=True)
def test_what_is_no_sound_fails(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    path.write_bytes(b"RIFF\x00\x00\x00\x00WAVE" + b"junk" * 100)
    sound = make_sound()
    assert sound is not None
    with qtbot.waitSignal(sound.failed, timeout=10_000):
        sound.open(path)
        sound.play()
    sound.close()


AGAIN_AND_AGAIN = """
import random, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ctiapp.ui.recordings.sound import make_sound
app, rng = QApplication([]), random.Random(1)
for _ in range(80):
    sound = make_sound()
    sound.open(Path(sys.argv[1]))
    sound.play()
    end = time.monotonic() + rng.uniform(0, 0.2)
    while time.monotonic() < end:
        app.processEvents()
    sound.close()
    sound.deleteLater()
print("done")
"""


@pytest.mark.usefixtures("_audio", "qapp")
def test_whenever_it_is_ended_nobody_waits_for_anybody_for_ever(file: Path) -> None:
    """The thread that plays may wait for Python's lock just then: quitting hung."""
    done = subprocess.run(
        [sys.executable, "-c", AGAIN_AND_AGAIN, str(file)],
        check=False,
        capture_output=True,
        text=True,
        timeout=50,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout == "done\n", done.stderr[-1000:]
