"""The page on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ctiapp.ui.handover.page import HandoverPage
from ctiapp.ui.handover.viewmodel import sheet
from tests.ui.fakes import FakeDirectory
from tests.ui.handover.shifts import shift

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


def test_nothing_can_be_printed_before_it_is_gathered(qtbot: QtBot) -> None:
    page = HandoverPage()
    qtbot.addWidget(page)
    assert not page.print.isEnabled()
    assert not page.save.isEnabled()
    page.show_trouble("not now")
    assert page.said.text() == "not now"

    page.show_sheet(sheet(shift(), FakeDirectory().identify, lambda _: ""))
    assert page.print.isEnabled()
    assert page.said.text() == ""
    assert "Kristin Hale" in page.paper.toPlainText()


def test_it_is_written_anew_in_other_colours(qtbot: QtBot) -> None:
    page = HandoverPage()
    qtbot.addWidget(page)
    page.show_sheet(sheet(shift(), FakeDirectory().identify, lambda _: ""))
    first = page.paper.document()
    QApplication.sendEvent(page, QEvent(QEvent.Type.PaletteChange))
    assert page.paper.document() is not first
    assert "Kristin Hale" in page.paper.toPlainText()
