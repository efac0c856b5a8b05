"""Keeping a sound as a file: asks where, tells what became of it, and how far each one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ctiapp.model.audio import file_name
from ctiapp.model.notice import Notice
from ctiapp.services.downloads import DownloadState
from ctiapp.ui import words
from ctiapp.ui.filedialog import ask_where

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.errors import CtiError
    from ctiapp.services.downloads import Download
    from ctiapp.ui.recordings.player import PlayerBar

_PER_CENT: Final = 100


class Keeping(QObject):
    """Saves what somebody wants to keep.

    Signals:
        changed: one is on its way, further, or over.

    Args:
        page: above it is asked where.
        save: fetches one, known by that, to a file.
        heading: of the question.
        failed: what is told where one could not be saved, and why.
        tell: shows a notice.
    """

    changed = Signal()

    def __init__(
        self,
        page: QWidget,
        save: Callable[[str, Path], Download],
        heading: str,
        failed: Callable[[CtiError], Notice],
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(page)
        self._page, self._save = page, save
        self._heading, self._failed, self._tell = heading, failed, tell
        self._saving: dict[str, Download] = {}

    def ask(self, key: str, title: str, file: str = "") -> None:
        """Ask where one is to be saved.

        Args:
            key: what it is known by; empty: nothing is asked.
            title: what to call it.
            file: its name at the PBX, where ``key`` is none.
        """
        if key:
            name = file_name(title, file or key)
            ask_where(self._page, self._heading, name, lambda path: self._begin(key, path))

    def marks(self, player: PlayerBar) -> dict[str, str]:
        """What is done with which: saved so far, or played."""
        marks = {}
        for key, download in self._saving.items():
            share = int((download.share or 0.0) * _PER_CENT)
            marks[key] = words.word("recording.saving", share=share)
        if player.file:
            if player.is_playing:
                marks[player.file] = words.word("recording.playing")
            elif player.fetching:
                marks[player.file] = words.word("recording.fetching")
        return marks

    def _begin(self, key: str, path: Path) -> None:
        download = self._save(key, path)

        def on_download(download: Download) -> None:
            if download.state is not DownloadState.RUNNING:
                self._saving.pop(key, None)
                stop()
            if download.state is DownloadState.DONE:
                self._tell(Notice("recording.saved", {"path": str(path)}))
            elif download.error is not None:
                self._tell(self._failed(download.error))
            self.changed.emit()

        self._saving[key] = download
        stop = download.subscribe(on_download)
        on_download(download)
