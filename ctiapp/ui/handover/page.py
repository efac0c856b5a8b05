"""The page on the screen: what is printed, to be read, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.handover.document import compose
from ctiapp.ui.handover.hours import Ink
from ctiapp.ui.kit import KeyButton, label

if TYPE_CHECKING:
    from ctiapp.ui.handover.viewmodel import Sheet

_WIDEST = 760
_POINTS = 10.5


class HandoverPage(QWidget):
    """The page.

    Signals:
        again: it shall be gathered anew.
        printed, saved: it shall go to a printer, or into a file.
    """

    again = Signal()
    printed = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.paper = QTextBrowser()
        self.paper.setOpenLinks(False)
        self.paper.setMaximumWidth(_WIDEST)
        self.paper.setAccessibleName(words.word("handover.title"))
        self.print = KeyButton(words.word("handover.print"), kind="accent")
        self.save = KeyButton(words.word("handover.save"))
        self.renew = KeyButton(words.word("handover.again"), kind="quiet")
        self.said = label("", "dim")
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap)
        for button in (self.print, self.save, self.renew):
            row.addWidget(button)
        row.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(row)
        column.addWidget(self.paper, 1)
        self.setFocusProxy(self.paper)
        self.print.clicked.connect(self.printed)
        self.save.clicked.connect(self.saved)
        self.renew.clicked.connect(self.again)
        self._enable()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show it."""
        self.sheet = sheet
        self.said.setText("")
        self._enable()
        self._write()

    def show_trouble(self, said: str) -> None:
        """Say why it may be old, or is not there."""
        self.said.setText(said)

    def _enable(self) -> None:
        for button in (self.print, self.save):
            button.setEnabled(self.sheet is not None)

    def _write(self) -> None:
        if self.sheet is None:
            return
        font = theme.font(theme.SCALE.body)
        font.setPointSizeF(_POINTS)
        ink = Ink(
            theme.colour("text"),
            theme.colour("dim"),
            theme.colour("line"),
            theme.colour("accent.strong"),
            theme.colour("stop.strong"),
        )
        document = compose(self.sheet, ink, font, scale=self.devicePixelRatioF())
        document.setParent(self.paper)  # which deletes it with the next one
        self.paper.setDocument(document)

    def changeEvent(self, event: QEvent) -> None:
        """Write it anew in the other scheme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()
