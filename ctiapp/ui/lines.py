"""Texts measured and cut to the room that they have, each once.

Lists paint the same names again and again, and measuring and cutting cost as much as painting. What
is kept is bounded, and thrown away as a whole when it is full: what is seen fills it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ctiapp.ui import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

MOST_LINES = 600
"""So many texts are kept, and as many cut ones: those of some four screens."""
_FIRST_LEFTWARD = "\u0590"
"""Scripts written from right to left begin here; Latin, Greek and Cyrillic stand before it."""


class Lines:
    """How wide texts are, and how they are cut to the room that they have.

    Args:
        fonts: the fonts; each is named by its place among them.
    """

    def __init__(self, fonts: Sequence[QFont]) -> None:
        self.fonts = tuple(fonts)
        self._metrics = tuple(QFontMetrics(font) for font in fonts)
        self._wide: dict[tuple[str, int], int] = {}
        self._cut: dict[tuple[str, int, int], str] = {}

    def __len__(self) -> int:
        """How many texts are kept."""
        return len(self._wide) + len(self._cut)

    def wide(self, shown: str, font: int) -> int:
        """How wide a text is, in device-independent pixels."""
        found = self._wide.get((shown, font))
        if found is None:
            if len(self._wide) >= MOST_LINES:
                self._wide.clear()
            found = self._wide[shown, font] = self._metrics[font].horizontalAdvance(shown)
        return found

    @staticmethod
    def own(shown: str) -> str:
        """A text that turns nothing round, and is not turned round itself.

        Where all of it is written left to right, no mark is needed for that; and marks cost more
        than the text itself where it is shaped.
        """
        bare = text.bare(shown)
        if not bare or max(bare) < _FIRST_LEFTWARD:
            return bare
        return shown if text.FSI in shown else text.isolate(shown)

    def cut(self, shown: str, font: int, room: int) -> str:
        """A text that ends in an ellipsis where the room is too small; its direction is its own.

        Args:
            shown: the whole text.
            font: in which font.
            room: what there is, in device-independent pixels.
        """
        shown = self.own(shown)
        if self.wide(shown, font) <= room:
            return shown
        found = self._cut.get((shown, font, room))
        if found is None:
            if len(self._cut) >= MOST_LINES:
                self._cut.clear()
            mode = Qt.TextElideMode.ElideRight
            cut = self._metrics[font].elidedText(shown, mode, room)
            found = self.own(cut)
            self._cut[shown, font, room] = found
        return found
