"""The page as a document: everything is on it, and nothing of it is mark-up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from ctiapp.ui import text
from ctiapp.ui.handover.document import compose
from ctiapp.ui.handover.hours import PAPER
from ctiapp.ui.handover.viewmodel import sheet
from tests.ui.fakes import FakeDirectory
from tests.ui.handover.shifts import quiet, shift, waiting

pytestmark = pytest.mark.usefixtures("english", "qapp")


def letters() -> QFont:
    font = QFont()
    font.setPointSizeF(10)
    return font


def test_everything_is_on_it() -> None:
    made = sheet(shift(people=40), FakeDirectory().identify, lambda _: "")
    written = text.bare(compose(made, PAPER, letters()).toPlainText())

    for section in made.sections:
        assert section.heading in written
        for line in section.lines:
            assert text.bare(line.who) in written
            assert text.bare(line.what) in written
    assert "and 30 more" in written
    assert "<img src=x onerror=1>" in written, "as it was written, and not as a picture"


def test_a_name_from_right_to_left_turns_no_line_round() -> None:
    """It would stand at the right, its number and the time in another order."""
    facts = replace(shift(), open=(waiting("5503301", "عمر الفارسي"),))
    document = compose(sheet(facts, FakeDirectory().identify, lambda _: ""), PAPER, letters())
    block, found = document.begin(), 0
    while block.isValid():
        found += "عمر" in block.text()
        assert block.textDirection() is Qt.LayoutDirection.LeftToRight
        block = block.next()
    assert found == 1


def test_headings_are_headings() -> None:
    document = compose(sheet(quiet(), FakeDirectory().identify, lambda _: ""), PAPER, letters())
    levels = []
    block = document.begin()
    while block.isValid():
        levels.append(block.blockFormat().headingLevel())
        block = block.next()
    assert levels[0] == 1
    assert levels.count(2) == 4
