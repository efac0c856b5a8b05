"""The bar that fetches a recording and plays it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt

from ctiapp.model.errors import LinkLost, NoSuchTarget
from ctiapp.ui.recordings.player import STEP_MS, PlayerBar
from tests.ui.recordings.taped import FakeRecordings, FakeSound, end

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

TITLE = "Anna Simmons → you"


class Stage:
    """A shown bar, what it fetches from, and what it plays with."""

    def __init__(self, qtbot: QtBot, *, sound: bool = True) -> None:
        self.recordings = FakeRecordings()
        self.sounds: list[FakeSound] = []
        self.opened: list[Path] = []
        self.can_open = True
        self.bar = PlayerBar(
            cast("Any", self.recordings),
            make=cast("Any", self.make if sound else lambda _: None),
            open_file=self.open_file,
        )
        qtbot.addWidget(self.bar, before_close_func=PlayerBar.stop)
        self.bar.resize(800, 100)
        self.made_once = False

    def make(self, parent: Any) -> FakeSound:
        self.sounds.append(FakeSound(parent))
        return self.sounds[-1]

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return self.can_open

    @property
    def sound(self) -> FakeSound:
        (sound,) = self.sounds
        return sound

    def shown(self) -> set[str]:
        bar = self.bar
        parts = {
            "toggle": bar.toggle_button,
            "open": bar.open_button,
            "cancel": bar.cancel_button,
            "save": bar.save_button,
            "close": bar.close_button,
            "track": bar.track,
            "speed": bar.speed,
            "progress": bar.progress,
            "state": bar.state,
        }
        return {name for name, part in parts.items() if not part.isHidden()}


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_it_is_not_there_until_something_is_to_be_played(stage: Stage) -> None:
    assert stage.bar.isHidden()
    stage.bar.toggle()
    stage.bar.step(STEP_MS)
    stage.bar.stop()
    assert stage.sounds == []


def test_while_it_is_fetched_one_sees_how_far_it_is(stage: Stage) -> None:
    stage.bar.play("1.wav", TITLE)
    (download,) = stage.recordings.fetched
    assert stage.bar.isVisible()
    assert stage.shown() == {"cancel", "progress", "state"}
    assert stage.bar.state.text() == "Fetching…"
    assert stage.bar.progress.maximum() == 0

    download.got, download.total = 43, 100
    download._observers.tell(download)
    assert stage.bar.state.text().replace("\u2068", "").replace("\u2069", "") == "Fetching… 43 %"
    assert (stage.bar.progress.value(), stage.bar.progress.maximum()) == (43, 100)
    assert stage.sounds == []


def test_what_is_here_is_played_at_once(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)

    assert stage.shown() == {"toggle", "track", "speed", "save", "close"}
    assert (stage.sound.path, stage.sound.is_playing) == (tmp_path / "x.wav", True)
    assert stage.bar.title.whole == TITLE
    assert (stage.bar.at.text(), stage.bar.length.text()) == ("0:00", "0:30")
    assert stage.bar.toggle_button.shown == "Pause playing"
    assert stage.bar.is_playing


def test_what_arrives_is_played_then(stage: Stage, tmp_path: Path) -> None:
    stage.bar.play("1.wav", TITLE)
    stage.bar.cancel_button.setFocus()
    end(stage.recordings.fetched[0], tmp_path / "x.wav")
    assert stage.sound.is_playing
    assert stage.bar.focusWidget() is stage.bar.toggle_button


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoSuchTarget("no data", code=60001), "The PBX no longer has this recording."),
        (LinkLost("reset"), "connection"),
    ],
)
def test_why_it_cannot_be_had_is_said(stage: Stage, error: Any, said: str) -> None:
    stage.bar.play("1.wav", TITLE)
    end(stage.recordings.fetched[0], error)
    assert stage.shown() == {"state", "close"}
    assert said in stage.bar.state.text()
    assert stage.sounds == []


def test_it_can_be_cancelled(stage: Stage, qtbot: QtBot) -> None:
    stage.bar.play("1.wav", TITLE)
    assert stage.bar.fetching
    qtbot.mouseClick(stage.bar.cancel_button, Qt.MouseButton.LeftButton)
    assert stage.bar.isHidden()
    assert stage.bar.file == ""
    end(stage.recordings.fetched[0], None)
    assert stage.sounds == []


def test_the_keys(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    stage.bar.toggle_button.setFocus()

    def press(key: Qt.Key) -> None:
        qtbot.keyClick(stage.bar, key)

    press(Qt.Key.Key_Space)
    assert not stage.sound.is_playing
    assert stage.bar.toggle_button.shown == "Play"
    press(Qt.Key.Key_Space)
    assert stage.sound.is_playing
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    assert (stage.sound.position_ms, stage.bar.at.text()) == (5000, "0:05")
    press(Qt.Key.Key_Plus)
    press(Qt.Key.Key_Plus)
    assert stage.sound.speed == 1.5
    for _ in range(9):
        press(Qt.Key.Key_Minus)
    assert stage.sound.speed == 0.75
    press(Qt.Key.Key_A)
    assert stage.sound.is_playing


def test_a_click_on_the_track_goes_there(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    track = stage.bar.track
    middle = QPoint(track.width() // 2, track.height() // 2)
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=middle)
    assert 13_000 < stage.sound.position_ms < 17_000
    qtbot.keyClick(track, Qt.Key.Key_End)
    assert stage.sound.position_ms == 30_000
    assert track.accessibleDescription().replace("\u2068", "").replace("\u2069", "") == (
        "0:30 of 0:30"
    )


def test_where_it_is_follows_what_is_heard(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    stage.sound.moved.emit(12_400)
    assert (stage.bar.track.value(), stage.bar.at.text()) == (12_400, "0:12")
    assert stage.sound.position_ms == 0  # nobody went anywhere: it was heard


def test_the_same_one_again_plays_on_and_another_replaces_it(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    stage.bar.toggle()
    stage.bar.play("1.wav", TITLE)
    assert stage.sound.is_playing
    assert len(stage.recordings.fetched) == 1

    stage.recordings.path = tmp_path / "y.wav"
    stage.bar.play("2.wav", "Another")
    assert (stage.sound.path, stage.bar.file) == (tmp_path / "y.wav", "2.wav")
    assert stage.sound.is_playing


def test_an_overtaken_one_is_not_played(stage: Stage, tmp_path: Path) -> None:
    stage.bar.play("1.wav", TITLE)
    stage.bar.play("2.wav", "Another")
    end(stage.recordings.fetched[0], tmp_path / "x.wav")
    assert stage.sounds == []
    end(stage.recordings.fetched[1], tmp_path / "y.wav")
    assert stage.sound.path == tmp_path / "y.wav"


def test_whoever_ends_it_lets_go_of_the_file(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    with qtbot.waitSignal(stage.bar.changed):
        qtbot.mouseClick(stage.bar.close_button, Qt.MouseButton.LeftButton)
    assert stage.sound.path is None
    assert stage.bar.isHidden()


def test_without_sound_it_is_opened_or_saved(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, sound=False)
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    assert stage.shown() == {"open", "save", "close", "state"}
    assert "ctiapp[audio]" in stage.bar.state.text()

    qtbot.mouseClick(stage.bar.open_button, Qt.MouseButton.LeftButton)
    assert stage.opened == [tmp_path / "x.wav"]
    stage.can_open = False
    qtbot.mouseClick(stage.bar.open_button, Qt.MouseButton.LeftButton)
    assert "No program" in stage.bar.state.text()
    with qtbot.waitSignal(stage.bar.saving) as saving:
        qtbot.mouseClick(stage.bar.save_button, Qt.MouseButton.LeftButton)
    assert saving.args == ["1.wav", TITLE]


def test_what_cannot_be_played_can_be_opened(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.bar.play("1.wav", TITLE)
    stage.sound.failed.emit()
    assert stage.shown() == {"open", "save", "close", "state"}


def test_a_computer_without_a_loudspeaker_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot)
    stage.recordings.path = tmp_path / "x.wav"

    def silent(parent: Any) -> FakeSound:
        made = FakeSound(parent)
        made.silent = True
        return made

    stage.bar._make = cast("Any", silent)
    stage.bar.play("1.wav", TITLE)
    assert "loudspeaker" in stage.bar.state.text()
    assert "state" in stage.shown()


def test_every_part_has_a_name(stage: Stage) -> None:
    bar = stage.bar
    for part in (
        *(bar, bar.toggle_button, bar.open_button, bar.cancel_button, bar.save_button),
        *(bar.close_button, bar.track, bar.speed, bar.progress),
    ):
        assert part.accessibleName()
