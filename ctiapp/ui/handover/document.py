"""The page as a document: the same on the screen, on paper and in a file. No mark-up is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from ctiapp.ui import text, words
from ctiapp.ui.handover import hours

if TYPE_CHECKING:
    from ctiapp.ui.handover.hours import Ink
    from ctiapp.ui.handover.viewmodel import Section, Sheet

_PLOT = QUrl("picture:hours")
_PLOT_SIZE = QSize(640, 112)


class _Writer:
    """Writes blocks, each in its format."""

    def __init__(self, document: QTextDocument, ink: Ink, font: QFont) -> None:
        self.cursor = QTextCursor(document)
        self._ink = ink
        self._font = font
        self._begun = False

    def form(self, *, by: float = 0, bold: bool = False, dim: bool = False) -> QTextCharFormat:
        """Letters: larger by so much, strong, or in the second colour."""
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() + by)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(self._ink.dim if dim else self._ink.text)
        return form

    def block(self, above: float = 0, *, level: int = 0) -> None:
        """Begin another paragraph, so far below the one before; a heading of that level."""
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setHeadingLevel(level)
        form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else that of the first name in it
        if self._begun:
            self.cursor.insertBlock(form)
        else:
            self.cursor.setBlockFormat(form)
        self._begun = True

    def write(self, said: str, form: QTextCharFormat) -> None:
        """Write on."""
        self.cursor.insertText(said, form)


def compose(sheet: Sheet, ink: Ink, font: QFont, *, scale: float = 2.0) -> QTextDocument:
    """Write the page.

    Args:
        sheet: what stands on it.
        ink: with what.
        font: of its text; its size is in points.
        scale: how fine the picture is.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setDocumentMargin(20)
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() - 1.5)
    picture = hours.picture(sheet.hours, _PLOT_SIZE, ink, small, scale)
    document.addResource(QTextDocument.ResourceType.ImageResource.value, _PLOT, picture)
    writer = _Writer(document, ink, font)
    writer.block(level=1)
    writer.write(sheet.title, writer.form(by=6, bold=True))
    writer.block()
    writer.write(sheet.moment, writer.form(dim=True))
    writer.block(12)
    _figures(writer, sheet)
    writer.block(10)
    image = QTextImageFormat()
    image.setName(_PLOT.toString())
    image.setWidth(_PLOT_SIZE.width())
    image.setHeight(_PLOT_SIZE.height())
    writer.cursor.insertImage(image)
    for section in sheet.sections:
        _section(writer, section)
    return document


def _figures(writer: _Writer, sheet: Sheet) -> None:
    """The numbers of the day beside each other, each above its name."""
    form = QTextTableFormat()
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setBorder(0)
    form.setCellPadding(0)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    count = len(sheet.figures)
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, 100 / count)] * count
    )
    table = writer.cursor.insertTable(1, count, form)
    for at, figure in enumerate(sheet.figures):
        cell = table.cellAt(0, at).firstCursorPosition()
        cell.insertText(figure.value, writer.form(by=5, bold=True))
        cell.insertBlock()
        cell.insertText(figure.name, writer.form(by=-1, dim=True))
    writer.cursor.movePosition(QTextCursor.MoveOperation.End)


def _section(writer: _Writer, section: Section) -> None:
    writer.block(14, level=2)
    writer.write(section.heading, writer.form(by=1, bold=True))
    if not section.lines:
        writer.block(2)
        writer.write(section.nobody, writer.form(dim=True))
    for line in section.lines:
        writer.block(2)
        writer.write(line.who, writer.form(bold=True))
        writer.write(f"   {line.what}", writer.form())
    if section.more:
        writer.block(2)
        said = words.word("handover.more", count=section.more)
        writer.write(text.bare(said), writer.form(dim=True))
