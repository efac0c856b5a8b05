"""What is put on paper or into a PDF file: the file is whole or not there, its words can be copied.

Qt's printing is loaded when somebody prints.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize

from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


def save_pdf(path: Path, put_on: Callable[[QPrinter], int], *, key: str) -> int:
    """Write something into a file; how many pages it took.

    Args:
        path: of the file; replaced where there is one, once the new one is whole.
        put_on: prints it, and tells how many pages it takes.
        key: of the message where it could not be written.

    Raises:
        StorageError: with that key: it could not be written.
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
        pages = put_on(printer)
        if not part.stat().st_size:
            raise StorageError("nothing was written", key=key)
        part.replace(path)
    except OSError as error:
        raise StorageError(str(error), key=key) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return pages


def room_on(printer: QPrinter, margin_mm: float) -> QSizeF:
    """The room within margins, in the unit of a document: 96 dots an inch."""
    from PySide6.QtPrintSupport import QPrinter as Printer

    printer.setPageMargins(QMarginsF(*[margin_mm] * 4), QPageLayout.Unit.Millimeter)
    size: QSizeF = printer.pageRect(Printer.Unit.Point).size()
    return size * (96 / 72)


def plain_letters(font: QFont) -> QFont:
    """The same letters so that they can be copied out of a file again.

    Some have other shapes for a colon between digits, or a plus before them: those shapes stand for
    no character, and whoever searched for a number, or copied it, had something else.
    """
    plain = QFont(font)
    for feature in ("calt", "case", "ccmp", "liga"):
        plain.setFeature(QFont.Tag(feature), 0)
    return plain


def ask_printer(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Ask where it is to be printed, beside the window: a call may ring meanwhile."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.show()
