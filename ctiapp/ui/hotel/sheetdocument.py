"""The night sheet as a document: on the screen, on paper, in a file. No mark-up is read.

It takes as many pages as it needs: nobody may be missing from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from ctiapp.ui import printing, text, theme, words
from ctiapp.ui.hotel.sheetwords import sheet_sections
from ctiapp.ui.hotel.wakewords import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from ctiapp.model.nightsheet import NightSheet
    from ctiapp.ui.hotel.sheetwords import SheetSection

_POINTS = 10.0
_MARGIN_MM = 14.0


class Paper:
    """With what it is written.

    Args:
        text, dim, line: colours, as ``#rrggbb``.
    """

    def __init__(self, text: str, dim: str, line: str) -> None:
        self.text, self.dim, self.line = QColor(text), QColor(dim), QColor(line)


def printed() -> Paper:
    """Black on white, whatever scheme the window has."""
    return Paper(theme.PAPER["text"], theme.PAPER["dim"], theme.PAPER["line"])


class SheetWriter:
    """Writes it into a file (`ctiapp.services.hotel.nightsheet.SheetWriter`)."""

    async def write(self, sheet: NightSheet, path: Path) -> None:
        """Write it as a PDF; what is there is replaced, wholly or not at all.

        Raises:
            StorageError: key ``hotel.sheet_not_saved``: it cannot be written.
        """
        save_pdf(sheet, path)


def save_pdf(sheet: NightSheet, path: Path) -> int:
    """Write it into a file; how many pages it took.

    Raises:
        StorageError: key ``hotel.sheet_not_saved``: it could not be written.
    """
    return printing.save_pdf(
        path, lambda printer: put_on(printer, sheet), key="hotel.sheet_not_saved"
    )


def put_on(printer: QPrinter, sheet: NightSheet) -> int:
    """Print it; how many sheets of paper it takes."""
    room = printing.room_on(printer, _MARGIN_MM)
    document = compose(sheet, printed(), printing.plain_letters(theme.font(theme.SCALE.body)))
    document.setDocumentMargin(0)
    document.setPageSize(room)
    document.print_(printer)
    return document.pageCount()


def compose(sheet: NightSheet, paper: Paper, font: QFont | None = None) -> QTextDocument:
    """Write the sheet; ``font``: its letters, None: those of the window."""
    font = QFont(theme.font(theme.SCALE.body) if font is None else font)
    font.setPointSizeF(_POINTS)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setDocumentMargin(20)
    writer = _Writer(document, paper, font)
    writer.block(level=1)
    writer.write(words.word("rooms.sheet_title"), by=6, bold=True)
    writer.block()
    day = QLocale().toString(
        QDate(sheet.today.year, sheet.today.month, sheet.today.day), QLocale.FormatType.LongFormat
    )
    said = words.word("rooms.sheet_made", time=f"{day}, {clock(sheet.made)}")
    writer.write(" · ".join(part for part in (said, text.isolate(sheet.by)) if part), dim=True)
    for notice in sheet.notices:
        writer.block(4)
        writer.write(text.bare(words.say(notice)), bold=True)
    for section in sheet_sections(sheet):
        writer.section(section)
    return document


class _Writer:
    """Writes blocks and tables."""

    def __init__(self, document: QTextDocument, paper: Paper, font: QFont) -> None:
        self._cursor = QTextCursor(document)
        self._paper = paper
        self._font = font
        self._begun = False

    def _form(self, *, by: float = 0, bold: bool = False, dim: bool = False) -> QTextCharFormat:
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() + by)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(self._paper.dim if dim else self._paper.text)
        return form

    def block(self, above: float = 0, *, level: int = 0) -> None:
        """Begin another paragraph, so far below the one before; a heading of that level."""
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setHeadingLevel(level)
        if self._begun:
            self._cursor.movePosition(QTextCursor.MoveOperation.End)
            self._cursor.insertBlock(form)
        else:
            self._cursor.setBlockFormat(form)
        self._begun = True

    def write(self, said: str, *, by: float = 0, bold: bool = False, dim: bool = False) -> None:
        """Write on."""
        self._cursor.insertText(said, self._form(by=by, bold=bold, dim=dim))

    def section(self, section: SheetSection) -> None:
        """A heading and its lines."""
        self.block(14, level=2)
        self.write(f"{section.heading} ({len(section.lines)})", by=1, bold=True)
        if not section.lines:
            self.block(2)
            self.write(words.word("rooms.sheet_none"), dim=True)
            return
        self.block()
        self._table(section.lines, section.widths)

    def _table(self, lines: Sequence[tuple[str, ...]], widths: Sequence[int]) -> None:
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderBrush(QBrush(self._paper.line))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(4)
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, width) for width in widths]
        )
        # A name in Arabic begins where the other names of the column begin.
        flush = QTextBlockFormat()
        flush.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        table = self._cursor.insertTable(len(lines), len(widths), form)
        for row, cells in enumerate(lines):
            for column, said in enumerate(cells):
                cell = table.cellAt(row, column).firstCursorPosition()
                cell.setBlockFormat(flush)
                cell.insertText(said, self._form(bold=column == 0))
