"""The bar that fetches a sound and plays it, wherever it is put: a recording, or a message.

Space: play and wait. Left and Right: five seconds back and on. Minus and Plus: slower and faster.
Where nothing can be played here, it offers to open what was fetched with another program, and to
save it. Esc, or its cross, ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ctiapp.services.downloads import DownloadState
from ctiapp.ui import theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.kit import ChoiceBox, ElidedLabel, IconButton, KeyButton, label
from ctiapp.ui.recordings.sound import SPEEDS, Sound, make_sound
from ctiapp.ui.recordings.track import STEP_MS, Track
from ctiapp.ui.recordings.viewmodel import failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.model.errors import CtiError
    from ctiapp.services.downloads import Download

_PER_CENT: Final = 100


class Shelf(Protocol):
    """Where sounds are fetched from."""

    def fetch(self, file: str, /) -> Download:
        """Fetch one to hear it; one that is here, or on its way, is not fetched twice."""


class PlayerBar(QFrame):
    """The bar; hidden until something is to be played.

    Signals:
        saving: what is played shall be saved; carries what it is known by, and its title.
        changed: another sound plays, or none, or it waits.

    Args:
        shelf: fetches what is played.
        name: what a screen reader calls the bar; None: a recording.
        say: says why one cannot be had.
        make: makes what plays; None where nothing can.
        open_file: opens a file with another program; tells whether there is one.
    """

    saving = Signal(str, str)
    changed = Signal()

    def __init__(
        self,
        shelf: Shelf,
        parent: QWidget | None = None,
        *,
        name: str | None = None,
        say: Callable[[CtiError], str] = failure,
        make: Callable[[QWidget], Sound | None] = make_sound,
        open_file: Callable[[Path], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._say = say
        self._make = make
        self._open_file = open_file or _open
        self._sound: Sound | None = None
        self._made = False
        self._download: Download | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._path: Path | None = None
        self._file = self._title = ""
        self.setProperty("role", "box")
        self.setAccessibleName(name or words.word("recording.player"))
        self.toggle_button = KeyButton(words.word("recording.play"), kind="accent")
        self.open_button = KeyButton(words.word("recording.open"))
        self.save_button = KeyButton(words.word("recording.save"), kind="quiet")
        self.cancel_button = KeyButton(words.word("recording.cancel"))
        self.close_button = IconButton("close", words.word("recording.close"), "Esc")
        self.title = ElidedLabel("strong")
        self.state = label("", "caption")
        self.state.setWordWrap(True)
        self.track = Track()
        self.at = label("0:00", "small")
        self.length = label("–", "small")
        self.speed = ChoiceBox()
        self.speed.setAccessibleName(words.word("recording.speed"))
        for speed in SPEEDS:
            self.speed.addItem(words.word("recording.times", speed=f"{speed:g}"), speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(words.word("recording.progress"))
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(theme.SIZES.gap)
        upper.addWidget(self.toggle_button)
        upper.addWidget(self.open_button)
        upper.addWidget(self.cancel_button)
        upper.addWidget(self.title, 1)
        upper.addWidget(self.speed)
        upper.addWidget(self.save_button)
        upper.addWidget(self.close_button)
        lower.setSpacing(theme.SIZES.gap)
        lower.addWidget(self.at)
        lower.addWidget(self.track, 1)
        lower.addWidget(self.length)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(theme.SIZES.gap_s)
        column.addLayout(upper)
        column.addLayout(lower)
        column.addWidget(self.progress)
        column.addWidget(self.state)
        self.setFocusProxy(self.toggle_button)

    def _connect(self) -> None:
        self.toggle_button.clicked.connect(self.toggle)
        self.open_button.clicked.connect(self._on_open)
        self.cancel_button.clicked.connect(self.stop)
        self.close_button.clicked.connect(self.stop)
        self.save_button.clicked.connect(lambda: self.saving.emit(self._file, self._title))
        self.track.wanted.connect(self._seek)
        self.speed.currentIndexChanged.connect(lambda _: self._set_speed())

    # -- what is played --------------------------------------------------------------------------

    @property
    def file(self) -> str:
        """What is played or fetched is known by that; empty where nothing is."""
        return self._file

    @property
    def is_playing(self) -> bool:
        """Whether something can be heard now."""
        return self._sound is not None and self._sound.is_playing

    @property
    def fetching(self) -> bool:
        """Whether what shall be played is still on its way."""
        return self._download is not None and self._download.state is DownloadState.RUNNING

    def play(self, file: str, title: str) -> None:
        """Fetch a sound and play it; one that is here already plays on.

        Args:
            file: what it is known by: of a recording, its name at the PBX.
            title: what to call it, of isolated parts where it has several.
        """
        if file == self._file and self._path is not None and self._sound is not None:
            self._sound.play()
            return
        self._let_go()
        self._file, self._title = file, title
        self.title.set_made(title)
        self.show()
        download = self._download = self._shelf.fetch(file)
        self._unsubscribe = download.subscribe(self._on_download)
        self._on_download(download)

    def toggle(self) -> None:
        """Play, or wait."""
        if self._sound is None or self._path is None:
            return
        if self._sound.is_playing:
            self._sound.pause()
        else:
            self._sound.play()

    def pause(self) -> None:
        """Wait, where something is played."""
        if self._sound is not None and self._sound.is_playing:
            self._sound.pause()

    def yield_to(self, player: object) -> None:
        """Somebody plays something: where that is another one, what plays here waits."""
        if player is not self:
            self.pause()

    def step(self, by_ms: int) -> None:
        """Go back or on by so much."""
        if self._sound is not None and self._path is not None:
            self._seek(self._sound.position_ms + by_ms)

    def faster(self, by: int) -> None:
        """Play one step faster, or slower where ``by`` is negative."""
        at = min(max(0, self.speed.currentIndex() + by), len(SPEEDS) - 1)
        self.speed.setCurrentIndex(at)

    def stop(self) -> None:
        """End it: nothing is fetched, played or shown any more."""
        if not self._file:
            return
        if self.fetching and self._download is not None:
            self._download.cancel()
        self._let_go()
        self.hide()
        self.changed.emit()

    def _let_go(self) -> None:
        self._unsubscribe()
        self._unsubscribe = lambda: None
        self._download = self._path = None
        self._file = self._title = ""
        if self._sound is not None:
            self._sound.close()

    # -- fetching --------------------------------------------------------------------------------

    def _on_download(self, download: Download) -> None:
        if download is not self._download:
            return
        if download.state is DownloadState.DONE and download.path is not None:
            self._on_here(download.path)
        elif download.state is DownloadState.RUNNING:
            self._show_progress(download)
        elif download.state is DownloadState.FAILED and download.error is not None:
            self._show_only(self.state, self.close_button)
            self.state.setText(self._say(download.error))
            announce(self, self.state.text())
        else:
            self._show_only(self.state, self.close_button)
            self.state.setText(words.word("recording.cancelled"))
        self.changed.emit()

    def _show_progress(self, download: Download) -> None:
        share = download.share
        self._show_only(self.cancel_button, self.progress, self.state)
        self.progress.setRange(0, 0 if share is None else _PER_CENT)
        if share is None:
            self.state.setText(words.word("recording.fetching"))
        else:
            whole = int(share * _PER_CENT)
            self.progress.setValue(whole)
            self.state.setText(words.word("recording.fetching_share", share=whole))

    def _on_here(self, path: Path) -> None:
        self._path = path
        if not self._made:
            self._made = True
            self._sound = self._make(self)
            if self._sound is not None:
                self._sound.moved.connect(self._on_moved)
                self._sound.lasting.connect(self._on_lasting)
                self._sound.playing.connect(self._on_playing)
                self._sound.failed.connect(self._on_failed)
        if self._sound is None:
            self._offer_to_open("recording.no_sound")
            return
        self._show_only(
            self.toggle_button, self.track, self.at, self.length, self.speed, self.save_button,
            self.close_button,
        )  # fmt: skip
        if self._sound.silent:
            self.state.setText(words.word("recording.silent"))
            self.state.show()
        self._on_moved(0)
        self._sound.open(path)
        self._set_speed()
        self._sound.play()

    def _offer_to_open(self, why: str) -> None:
        self._show_only(self.open_button, self.save_button, self.close_button, self.state)
        self.state.setText(words.word(why))
        announce(self, self.state.text())

    def _show_only(self, *widgets: QWidget) -> None:
        """Show these; what has the keyboard hands it on instead of losing it."""
        parts = (
            *(self.toggle_button, self.open_button, self.cancel_button, self.track, self.at),
            *(self.length, self.speed, self.save_button, self.close_button, self.progress),
            self.state,
        )
        had = next((part for part in parts if part is self.window().focusWidget()), None)
        for part in parts:
            if part in widgets:
                part.show()
        heirs = (self.toggle_button, self.open_button, self.cancel_button, self.close_button)
        heir = next(each for each in heirs if each in widgets)
        self.setFocusProxy(heir)
        if had is not None and had not in widgets:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in parts:
            if part not in widgets:
                part.hide()

    # -- playing ---------------------------------------------------------------------------------

    def _seek(self, at_ms: int) -> None:
        if self._sound is not None:
            self._sound.seek(at_ms)
            self._on_moved(self._sound.position_ms)

    def _set_speed(self) -> None:
        if self._sound is not None:
            self._sound.set_speed(self.speed.currentData())

    def _on_moved(self, at_ms: int) -> None:
        if not self.track.isSliderDown():
            with QSignalBlocker(self.track):
                self.track.setValue(at_ms)
        self.at.setText(words.age(at_ms / 1000))
        self._describe()

    def _on_lasting(self, length_ms: int) -> None:
        with QSignalBlocker(self.track):
            self.track.setRange(0, max(0, length_ms))
        self.length.setText(words.age(length_ms / 1000) if length_ms > 0 else "–")
        self._describe()

    def _describe(self) -> None:
        said = words.word("recording.at", at=self.at.text(), length=self.length.text())
        if said != self.track.accessibleDescription():
            self.track.setAccessibleDescription(said)

    def _on_playing(self, playing: bool) -> None:
        self.toggle_button.set_word(words.word("recording.pause" if playing else "recording.play"))
        self.changed.emit()

    def _on_failed(self) -> None:
        if self._path is not None:
            self._offer_to_open("recording.unplayable")

    def _on_open(self) -> None:
        if self._path is not None and not self._open_file(self._path):
            self.state.setText(words.word("recording.not_opened"))

    # -- keys ------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the bar; tells whether it means anything."""
        if not self._file or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Space:
                self.toggle()
            case Qt.Key.Key_Left:
                self.step(-STEP_MS)
            case Qt.Key.Key_Right:
                self.step(STEP_MS)
            case Qt.Key.Key_Minus:
                self.faster(-1)
            case Qt.Key.Key_Plus:
                self.faster(1)
            case _:
                return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that no part of the bar took."""
        if not self.key(event):
            super().keyPressEvent(event)


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
