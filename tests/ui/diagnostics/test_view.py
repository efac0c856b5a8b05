"""The pages of diagnostics: read by keyboard, and nothing is saved that was not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.services.diagnosticfiles import DiagnosticFile
from ctiapp.tools.scenes_diagnostics import FILES, HEALTH
from ctiapp.ui.diagnostics.view import SHOWN_CHARS, DiagnosticsPage, SavePage
from ctiapp.ui.diagnostics.viewmodel import fact_rows, move_rows
from tests.ui.fakes import until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


def tabs(page: QWidget, first: QWidget, count: int) -> list[QWidget | None]:
    """Where the keyboard goes with Tab."""
    first.setFocus()
    found = []
    for _ in range(count):
        found.append(QApplication.focusWidget())
        focused = QApplication.focusWidget()
        QTest.keyClick(focused or page, Qt.Key.Key_Tab)
    return found


async def test_the_tables_are_read_and_left_by_keyboard(qtbot: QtBot) -> None:
    page = DiagnosticsPage()
    qtbot.addWidget(page)
    page.show_health(fact_rows(HEALTH), move_rows(HEALTH), kept=False)
    page.show()
    page.activateWindow()
    await until(page.isActiveWindow)
    order = [page.facts, page.moves, page.keep, page.save_button, page.back_button]
    assert tabs(page, page.facts, 5) == order
    QTest.keyClick(page.facts, Qt.Key.Key_Down)
    assert page.facts.currentRow() == 1
    page.show_health(fact_rows(HEALTH), move_rows(HEALTH), kept=True)
    assert (page.facts.currentRow(), page.keep.isChecked()) == (1, True)
    assert all(widget.accessibleName() for widget in order if widget is not page.keep)


async def test_nothing_can_be_written_into_the_tables(qtbot: QtBot) -> None:
    page = DiagnosticsPage()
    qtbot.addWidget(page)
    page.show_health(fact_rows(HEALTH), move_rows(HEALTH), kept=False)
    page.show()
    page.facts.setFocus()
    QTest.keyClicks(page.facts, "x")
    QTest.keyClick(page.facts, Qt.Key.Key_F2)
    assert page.facts.item(0, 1).text() == "Live"
    assert page.moves.rowCount() == len(HEALTH.moves)


async def test_the_switch_is_told(qtbot: QtBot) -> None:
    page = DiagnosticsPage()
    qtbot.addWidget(page)
    heard: list[bool] = []
    page.recording.connect(heard.append)
    QTest.keyClick(page.keep, Qt.Key.Key_Space)
    QTest.keyClick(page.keep, Qt.Key.Key_Space)
    assert heard == [True, False]


async def test_each_file_is_shown_whole_and_can_be_left_out(qtbot: QtBot) -> None:
    page = SavePage()
    qtbot.addWidget(page)
    page.show_files(FILES)
    page.show()
    for row, one in enumerate(FILES):
        page.list.setCurrentRow(row)
        assert page.content.toPlainText() == one.text
        assert one.name in page.content.accessibleName()
    assert page.ticked == FILES
    page.list.setCurrentRow(5)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.ticked == FILES[:5]
    for row in range(5):
        page.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not page.save_button.isEnabled()


async def test_what_is_too_long_to_show_is_said_to_be(qtbot: QtBot) -> None:
    page = SavePage()
    qtbot.addWidget(page)
    page.show_files((DiagnosticFile("log.txt", "x" * (SHOWN_CHARS + 1)), DiagnosticFile("a", "")))
    assert page.content.toPlainText().endswith("the rest is not shown here.")
    page.list.setCurrentRow(1)
    assert page.content.toPlainText() == "(empty)"
