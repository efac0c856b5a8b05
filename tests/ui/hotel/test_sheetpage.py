"""The night sheet on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from ctiapp.tools.scenes_hotel import sheet
from ctiapp.ui.hotel.sheetpage import SheetPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def page(qtbot: QtBot) -> SheetPage:
    """The page, empty."""
    made = SheetPage()
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_can_be_printed_before_it_is_gathered(page: SheetPage) -> None:
    assert not page.print.isEnabled()
    page.show_trouble("not now")
    assert page.said.text() == "not now"
    page.show_sheet(sheet())
    assert page.save.isEnabled()
    assert page.said.isHidden()
    assert "Group Nordlys" in page.paper.toPlainText()


def test_its_keys_press_its_buttons(page: SheetPage, qtbot: QtBot) -> None:
    page.show_sheet(sheet())
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(page.printed):
        qtbot.keyClick(page, Qt.Key.Key_P, control)
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page, Qt.Key.Key_S, control)
    with qtbot.waitSignal(page.left):
        page.back.click()
    with qtbot.waitSignal(page.again):
        page.renew.click()


def test_it_is_written_anew_in_other_colours(page: SheetPage) -> None:
    page.show_sheet(sheet())
    first = page.paper.document()
    QApplication.sendEvent(page, QEvent(QEvent.Type.PaletteChange))
    assert page.paper.document() is not first
