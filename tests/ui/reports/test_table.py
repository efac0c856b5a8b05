"""The table sorts by what was clicked, or by Space on a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.reports import Report, ReportKind
from ctiapp.ui.reports.table import ReportTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")

REPORT = Report(
    ReportKind.QUEUES,
    (("Support", "6402", 4, 2, 1, 1, 50.0, 25.0, 40, 120, 75, 81),),
)


@pytest.fixture
def table(qtbot: QtBot) -> ReportTable:
    made = ReportTable()
    qtbot.addWidget(made)
    made.show_report(REPORT, REPORT.rows, by=2, downwards=True, hours=False)
    return made


def test_headings_and_fields(table: ReportTable) -> None:
    heads = [table.lines.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Name", "Number", "Calls ▾", "Answered"]
    index = table.lines.index(0, 8)
    assert index.data() == "0:40"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Mean wait: 0:40"
    assert table.lines.rowCount(index) == table.lines.columnCount(index) == 0


def test_space_sorts_by_the_column_of_the_keyboard(qtbot: QtBot, table: ReportTable) -> None:
    table.setCurrentIndex(table.lines.index(0, 3))
    with qtbot.waitSignal(table.sorted) as told:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert told.args == [3]
    assert table.currentIndex().column() == 3
