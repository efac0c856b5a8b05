"""The page on paper, or in a PDF file: one page, as small as it has to be to stay one.

Qt's printing is loaded when somebody prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from ctiapp.ui import printing
from ctiapp.ui.handover.document import compose
from ctiapp.ui.handover.hours import PAPER

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QTextDocument
    from PySide6.QtPrintSupport import QPrinter

    from ctiapp.ui.handover.viewmodel import Sheet

_SIZES = (10.5, 9.5, 8.5, 7.5)
"""Points of the text: the first with which it all fits is taken; none smaller can be read."""
_MARGIN_MM = 12.0


def save_pdf(sheet: Sheet, path: Path, *, family: str = "") -> int:
    """Write the page into a file; how many pages it took.

    Args:
        sheet: what stands on it.
        path: of the file; replaced where there is one, once the new one is whole.
        family: of the letters; empty: the usual one.

    Raises:
        StorageError: key ``handover.not_saved``: it could not be written.
    """
    return printing.save_pdf(
        path, lambda printer: put_on(printer, sheet, family=family), key="handover.not_saved"
    )


def put_on(printer: QPrinter, sheet: Sheet, *, family: str = "") -> int:
    """Print the page; how many sheets of paper it takes."""
    document = _fitting(sheet, printing.room_on(printer, _MARGIN_MM), family)
    document.print_(printer)
    return document.pageCount()


def _fitting(sheet: Sheet, room: QSizeF, family: str) -> QTextDocument:
    font = printing.plain_letters(QFont(family) if family else QFont())
    for points in _SIZES:
        font.setPointSizeF(points)
        document = compose(sheet, PAPER, font, scale=4.0)
        document.setDocumentMargin(0)
        document.setPageSize(room)
        if document.pageCount() <= 1:
            break
    return document
