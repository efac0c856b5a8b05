"""Playing a file of sound. Qt's own multimedia is loaded when something is first played.

It is an extra of the installation (``ctiapp[audio]``): without it, or without what it needs of the
system, there is no `Sound`, and a recording is saved or opened with another program.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLoggingCategory, QObject, QUrl, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QMediaPlayer

log = logging.getLogger("ctiapp.ui")

SPEEDS: Final = (0.75, 1.0, 1.25, 1.5, 2.0)
"""How fast it can be played."""


def make_sound(parent: QObject | None = None) -> Sound | None:
    """What plays; None where this installation cannot."""
    # Which libraries for video it looks for in vain is of no interest to anybody.
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false")
    try:
        import PySide6.QtMultimedia  # noqa: F401 - whether it is there, with all it needs
    except ImportError as error:
        log.info("no sound can be played: %s", error)
        return None
    return Sound(parent)


class Sound(QObject):
    """One file that is played, or waits.

    Signals:
        moved: where it is now, in milliseconds.
        lasting: how long it is, in milliseconds.
        playing: whether it plays now.
        failed: it cannot be played.

    What ends a sound waits for the thread that plays it, which may just then wait for Python's
    lock: PySide asks Python for what a `QAudioOutput` overrides. Nobody would go on any more. So it
    is asked for by signals, that go straight to Qt's own slots and hold no lock meanwhile.
    """

    moved = Signal(int)
    lasting = Signal(int)
    playing = Signal(bool)
    failed = Signal()
    _halt = Signal()
    _take = Signal(QUrl)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

        self._playing_state = QMediaPlayer.PlaybackState.PlayingState
        self._ended = QMediaPlayer.MediaStatus.EndOfMedia
        self._player: QMediaPlayer = QMediaPlayer(self)
        self._output = QAudioOutput(self)
        self._player.setAudioOutput(self._output)
        self._player.positionChanged.connect(lambda at: self.moved.emit(int(at)))
        self._player.durationChanged.connect(lambda length: self.lasting.emit(int(length)))
        self._player.playbackStateChanged.connect(lambda _: self.playing.emit(self.is_playing))
        self._player.errorOccurred.connect(self._on_error)
        self._halt.connect(self._player.stop)
        self._take.connect(self._player.setSource)

    @property
    def is_playing(self) -> bool:
        """Whether it plays now."""
        return bool(self._player.playbackState() == self._playing_state)

    @property
    def silent(self) -> bool:
        """Whether this computer has nothing that could be heard."""
        return self._output.device().isNull()

    @property
    def position_ms(self) -> int:
        """Where it is."""
        return int(self._player.position())

    @property
    def length_ms(self) -> int:
        """How long it is; 0 as long as that is not known."""
        return max(0, int(self._player.duration()))

    def open(self, path: Path) -> None:
        """Take this file; nothing is played yet."""
        self._take.emit(QUrl.fromLocalFile(str(path)))

    def play(self) -> None:
        """Play on; from the beginning where it is at its end."""
        if self._player.mediaStatus() == self._ended:
            self._player.setPosition(0)
        self._player.play()

    def pause(self) -> None:
        """Wait where it is."""
        self._player.pause()

    def seek(self, at_ms: int) -> None:
        """Go to there; not beyond its ends."""
        self._player.setPosition(min(max(0, at_ms), self.length_ms))

    def set_speed(self, speed: float) -> None:
        """Play so fast."""
        self._player.setPlaybackRate(speed)

    def close(self) -> None:
        """Let go of the file: it may be deleted."""
        self._halt.emit()
        self._take.emit(QUrl())

    def _on_error(self, _error: object, said: str) -> None:
        log.info("a recording cannot be played: %s", said)
        self.failed.emit()
