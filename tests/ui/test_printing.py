"""A file is whole or not there, and its words can be copied out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ctiapp.model.errors import StorageError
from ctiapp.ui import printing, theme
from tests.paper import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")

SAID = "06:00 (1/12) +1"


def put_on(printer: QPrinter) -> int:
    document = QTextDocument()
    document.setDefaultFont(printing.plain_letters(theme.font(theme.SCALE.body)))
    document.setPageSize(printing.room_on(printer, 12.0))
    document.setPlainText(SAID)
    document.print_(printer)
    return document.pageCount()


def test_what_is_written_can_be_copied_out_again(tmp_path: Path) -> None:
    """In the letters of the window, which have shapes of their own for some of it."""
    path = tmp_path / "x.pdf"
    path.write_text("what was there before")
    assert printing.save_pdf(path, put_on, key="x.not_saved") == 1
    assert text_of(path).strip() == SAID
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told_by_its_key(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        printing.save_pdf(tmp_path / "no" / "x.pdf", put_on, key="x.not_saved")
    assert caught.value.key == "x.not_saved"
    assert list(tmp_path.iterdir()) == []


def test_the_letters_that_are_given_stay_as_they_are() -> None:
    font = QFont()
    assert printing.plain_letters(font) is not font
    assert font.featureTags() == []


def test_a_printer_is_asked_for_beside_the_window(qtbot: QtBot) -> None:
    parent, chosen = QWidget(), list[QPrinter]()
    qtbot.addWidget(parent)
    printing.ask_printer(parent, chosen.append)
    (dialog,) = parent.findChildren(QPrintDialog)
    assert not dialog.isModal()
    dialog.accept()
    assert len(chosen) == 1
    dialog.close()
