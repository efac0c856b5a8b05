"""The list of recordings: one line each, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ctiapp.model.records import Recording
from ctiapp.ui import text, theme, words
from ctiapp.ui.recordings.soundlist import SoundList, SoundModel, SoundPainter
from ctiapp.ui.recordings.viewmodel import Face

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget


class RecordingModel(SoundModel[Recording, Face]):
    """The recordings that are shown.

    Args:
        face: how one is painted.
    """

    def __init__(self, face: Callable[[Recording], Face], parent: QWidget | None = None) -> None:
        super().__init__(face, lambda recording: recording.file, parent)


class _Painter(SoundPainter[Face]):
    """Paints one recording into its box."""

    def line(self, painter: QPainter, box: QRectF, face: Face, mark: str) -> None:
        """Who called whom and their numbers; when; how long, and how large."""
        room, about = self.frame(painter, box, face, mark, theme.tokens().gone, face.size)
        self._who(painter, room, face, about)

    def _who(self, painter: QPainter, room: QRectF, face: Face, about: str) -> None:
        colours = theme.tokens()
        parts = words.word("history.from_to", caller=face.caller, callee=face.callee)
        metrics = QFontMetrics(self._name)
        if metrics.horizontalAdvance(text.bare(parts)) <= room.width():
            who = parts
        else:
            # Of two long names each keeps its beginning.
            half = int((room.width() - metrics.horizontalAdvance(" → ")) / 2)
            who = words.word(
                "history.from_to",
                caller=metrics.elidedText(
                    text.bare(face.caller), Qt.TextElideMode.ElideRight, half
                ),
                callee=text.bare(face.callee),
            )
        self._pair(
            painter,
            room,
            (who, colours.text, self._name),
            (about, colours.dim, self._small),
        )


class RecordingList(SoundList[Recording, Face]):
    """The list; what it carries is a `Recording`."""

    def __init__(self, model: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _Painter(), words.word("recording.list"), parent)
