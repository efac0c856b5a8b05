"""On paper it is one page, however much there is to tell; a file is whole or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter

from ctiapp.model.errors import StorageError
from ctiapp.ui import theme
from ctiapp.ui.handover.printing import put_on, save_pdf
from ctiapp.ui.handover.viewmodel import sheet
from ctiapp.ui.text import bare
from tests.paper import text_of
from tests.ui.fakes import FakeDirectory
from tests.ui.handover.shifts import held_call, quiet, shift

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.ui.handover.viewmodel import Sheet

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
    """What comes out of it is what stands on the page, word for word."""
    path = tmp_path / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    made = sheet(shift(held=(held_call(),)), FakeDirectory().identify, lambda _: "")

    assert put_on(printer, made) == 1
    assert words_of(text_of(path)) == said_by(made)


def test_a_file_says_what_stands_on_the_page(tmp_path: Path) -> None:
    """In the letters of the window too, which have shapes of their own for ``0:06`` and ``+1``."""
    family = theme.font(theme.SCALE.body).family()
    made = sheet(shift(people=60, held=(held_call(),)), FakeDirectory().identify, lambda _: "")
    save_pdf(made, tmp_path / "handover.pdf", family=family)

    assert words_of(text_of(tmp_path / "handover.pdf")) == said_by(made)
    assert "34 Answered 2 By others 3 Missed 1 Gave up 12 Called" in words_of(
        text_of(tmp_path / "handover.pdf")
    )


def words_of(text: str) -> str:
    """The words alone, however they are set."""
    return " ".join(text.split())


def said_by(made: Sheet) -> str:
    """What a page has to say, from the top."""
    parts = [made.title, made.moment]
    parts += [part for figure in made.figures for part in (figure.value, figure.name)]
    for section in made.sections:
        parts.append(section.heading)
        parts += [f"{line.who} {line.what}" for line in section.lines] or [section.nobody]
        if section.more:
            parts.append(f"and {section.more} more")
    return words_of(bare(" ".join(parts)))
