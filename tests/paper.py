"""What stands in a PDF file, for tests: Qt reads it, with the part of it that `audio` installs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def text_of(path: Path) -> str:
    """The text of all pages, without the marks that only say which way letters run."""
    pdf = pytest.importorskip("PySide6.QtPdf", reason="ctiapp[audio] is not installed")
    document = pdf.QPdfDocument(None)
    assert document.load(str(path)) == pdf.QPdfDocument.Error.None_, "a PDF that can be read"
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    text = "\n".join(pages)
    document.close()
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)
