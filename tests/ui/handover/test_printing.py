"""On paper it is one page, however much there is to tell; a file is whole or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter

from ctiapp.model.errors import StorageError
from ctiapp.ui.handover.printing import put_on, save_pdf
from ctiapp.ui.handover.viewmodel import sheet
from tests.ui.fakes import FakeDirectory
from tests.ui.handover.shifts import quiet, shift

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english", "qapp")


@pytest.mark.parametrize("people", [0, 60])
def test_it_is_one_page(tmp_path: Path, people: int) -> None:
    made = sheet(shift(people=people), FakeDirectory().identify, lambda _: "")
    path = tmp_path / "handover.pdf"
    path.write_text("what was there before")

    assert save_pdf(made, path) == 1
    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_keeps_what_was_there(tmp_path: Path) -> None:
    made = sheet(quiet(), FakeDirectory().identify, lambda _: "")
    with pytest.raises(StorageError) as caught:
        save_pdf(made, tmp_path / "no" / "such.pdf")
    assert caught.value.key == "handover.not_saved"
    folder = tmp_path / "handover.pdf"
    folder.mkdir()
    with pytest.raises(StorageError):
        save_pdf(made, folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_any_printer_will_do(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    made = sheet(shift(), FakeDirectory().identify, lambda _: "")

    assert put_on(printer, made) == 1
