"""The page on paper, or in a PDF file: one page, as small as it has to be to stay one.

Qt's printing is loaded when somebody prints.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize

from ctiapp.model.errors import StorageError
from ctiapp.ui.handover.document import compose
from ctiapp.ui.handover.hours import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QTextDocument
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

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
    from PySide6.QtPrintSupport import QPrinter

    part = path.with_name(f"{path.name}.part")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(part))
    try:
        # Qt says nothing of a file that cannot be written, but on standard error.
        part.touch()
        pages = put_on(printer, sheet, family=family)
        if not part.stat().st_size:
            raise StorageError("nothing was written", key="handover.not_saved")
        part.replace(path)
    except OSError as error:
        raise StorageError(str(error), key="handover.not_saved") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return pages


def put_on(printer: QPrinter, sheet: Sheet, *, family: str = "") -> int:
    """Print the page; how many sheets of paper it takes."""
    printer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    document = _fitting(sheet, printer, family)
    document.print_(printer)
    return document.pageCount()


def _fitting(sheet: Sheet, printer: QPrinter, family: str) -> QTextDocument:
    from PySide6.QtPrintSupport import QPrinter as Printer

    room: QSizeF = printer.pageRect(Printer.Unit.Point).size()
    for points in _SIZES:
        font = _plain(family)
        font.setPointSizeF(points)
        document = compose(sheet, PAPER, font, scale=4.0)
        document.setDocumentMargin(0)
        # Laid out for 96 dots an inch, the unit in which the document's pictures are.
        document.setPageSize(room * (96 / 72))
        if document.pageCount() <= 1:
            break
    return document


def _plain(family: str) -> QFont:
    """Letters that can be copied out of a file again.

    Some have other shapes for a colon between digits, or a plus before them: those shapes stand for
    no character, and whoever searched for a number, or copied it, had something else.
    """
    font = QFont(family) if family else QFont()
    for feature in ("calt", "case", "ccmp", "liga"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


def ask_printer(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Ask where it is to be printed, beside the window: a call may ring meanwhile."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.show()
