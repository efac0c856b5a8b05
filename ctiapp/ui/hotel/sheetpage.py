"""The night sheet on the screen: what is printed, to be read, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.hotel.parts import Wrapped, put
from ctiapp.ui.hotel.sheetdocument import Paper, compose
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.shortcuts import key_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ctiapp.model.nightsheet import NightSheet

_WIDEST = 860
PRINT_KEY, SAVE_KEY = "Ctrl+P", "Ctrl+S"


class SheetPage(QWidget):
    """The page.

    Signals:
        left: back to the rooms.
        again: it shall be gathered anew.
        printed, saved: it shall go to a printer, or into a file.
    """

    left = Signal()
    again = Signal()
    printed = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: NightSheet | None = None
        self.paper = QTextBrowser()
        self.paper.setOpenLinks(False)
        self.paper.setMaximumWidth(_WIDEST)
        self.paper.setAccessibleName(words.word("rooms.sheet_title"))
        self.back = KeyButton(words.word("rooms.back"), "Esc", kind="quiet")
        self.print = KeyButton(words.word("rooms.print"), PRINT_KEY, kind="accent")
        self.save = KeyButton(words.word("rooms.save_pdf"), SAVE_KEY)
        self.renew = KeyButton(words.word("rooms.renew"), kind="quiet")
        self.said = label("", "dim")
        self.said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(label(words.word("rooms.sheet_title"), "big"))
        column.addWidget(Wrapped((self.back, self.print, self.save, self.renew)))
        column.addWidget(self.said)
        column.addWidget(self.paper, 1)
        self.setFocusProxy(self.paper)
        self.back.clicked.connect(self.left)
        self.print.clicked.connect(self.printed)
        self.save.clicked.connect(self.saved)
        self.renew.clicked.connect(self.again)
        self.show_trouble("")
        self._enable()

    def show_sheet(self, sheet: NightSheet) -> None:
        """Show it."""
        self.sheet = sheet
        self.show_trouble("")
        self._enable()
        self._write()

    def show_trouble(self, said: str) -> None:
        """Say why it may be old, or is not there; empty: nothing is wrong."""
        put(self.said, said)

    def _enable(self) -> None:
        for button in (self.print, self.save):
            button.setEnabled(self.sheet is not None)

    def _write(self) -> None:
        if self.sheet is None:
            return
        colours = theme.tokens()
        document = compose(self.sheet, Paper(colours.text, colours.dim, colours.line))
        document.setParent(self.paper)  # which deletes it with the next one
        self.paper.setDocument(document)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that stand on the buttons."""
        button = {PRINT_KEY: self.print, SAVE_KEY: self.save}.get(key_of(event))
        if button is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            button.click()

    def changeEvent(self, event: QEvent) -> None:
        """Write it anew in the other scheme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()
