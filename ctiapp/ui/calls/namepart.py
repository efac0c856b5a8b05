"""The left half of a card: who it is, their number, and what can be asked or done about that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.kit import ElidedLabel, KeyButton


class NamePart(QWidget):
    """The name, the number below it, and links that stand wherever they take nothing of these.

    Signals:
        asked: which of several it is shall be chosen.
        added: who calls shall become a contact.
    """

    asked = Signal()
    added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("title")
        self.number = ElidedLabel("dim")
        self.which = KeyButton(words.word("who.which"), kind="link")
        self.add = KeyButton(words.word("who.add"), kind="link")
        self.which.clicked.connect(self.asked)
        self.add.clicked.connect(self.added)
        self._links = QHBoxLayout()
        self._links.setSpacing(theme.SIZES.gap_s)
        for link in (self.which, self.add):
            link.setFixedHeight(24)
            self._links.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._lines = (QHBoxLayout(), QHBoxLayout(), QHBoxLayout())
        for line, first in zip(self._lines, (self.name, self.number, None), strict=True):
            line.setSpacing(theme.SIZES.gap_s)
            if first is not None:
                line.addWidget(first)
            line.addStretch(1)
            column.addLayout(line)
        self._at = 0
        self._lines[0].insertLayout(1, self._links)

    def fit(self, room: int) -> int:
        """Stand the links where name and number keep this room; answers what of it they take."""
        for part in (self.name, self.number, self.which, self.add):
            part.ensurePolished()  # what was never shown yet has another font
        links = self._links.sizeHint().width()
        beside = links + theme.SIZES.gap_s if links else 0
        taken = [_width(self.name), _width(self.number), 0]
        at = next((line for line, width in enumerate(taken) if width + beside <= room), 2)
        if at != self._at:
            self._lines[self._at].removeItem(self._links)
            self._lines[at].insertLayout(self._lines[at].count() - 1, self._links)
            self._at = at
        taken[at] += beside
        return max(taken)


def _width(label: ElidedLabel) -> int:
    return 0 if label.isHidden() else label.sizeHint().width()
