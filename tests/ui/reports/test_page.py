"""The page: what can be chosen, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.ids import QueueId
from ctiapp.model.reports import Report, ReportKind
from ctiapp.ui.reports.page import ReportPage
from ctiapp.ui.reports.viewmodel import Period

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")

TWO = [(QueueId("4"), "Support"), (QueueId("1"), "Reception & <b>")]
ROWS = (
    ("a", "1", 3, 3, 0, 0, None, None, 1, 1, 1, 1),
    ("b", "2", 9, 1, 8, 0, None, None, 1, 1, 1, 1),
)


@pytest.fixture
def page(qtbot: QtBot) -> ReportPage:
    made = ReportPage()
    qtbot.addWidget(made)
    made.show_queues(TWO)
    made.show()
    return made


def pick(page: ReportPage, kind: ReportKind) -> None:
    page.kinds.setCurrentIndex(page.kinds.findData(kind))
    page.show_queues(TWO)


def test_a_report_of_one_queue_offers_no_all(page: ReportPage) -> None:
    assert page.queue is None
    assert page.queues.count() == 3
    pick(page, ReportKind.AGENTS)
    assert page.queues.count() == 2
    assert page.queue == "4"
    page.queues.setCurrentIndex(1)
    pick(page, ReportKind.QUEUES)
    assert page.queue == "1", "what was chosen stays so"


def test_one_queue_needs_no_choice(page: ReportPage) -> None:
    page.show_queues(TWO[:1])
    assert page.queues.count() == 1
    assert page.queue == "4"


def test_the_same_queues_again_choose_nothing(qtbot: QtBot, page: ReportPage) -> None:
    with qtbot.assertNotEmitted(page.chosen):
        page.show_queues(TWO)


def test_periods_are_buttons(qtbot: QtBot, page: ReportPage) -> None:
    with qtbot.waitSignal(page.chosen):
        qtbot.mouseClick(page.periods[Period.WEEK], Qt.MouseButton.LeftButton)
    assert page.period is Period.WEEK
    assert [one for one, button in page.periods.items() if button.isChecked()] == [Period.WEEK]
    with qtbot.assertNotEmitted(page.chosen):
        qtbot.mouseClick(page.periods[Period.WEEK], Qt.MouseButton.LeftButton)


def test_numbers_are_sorted_from_the_highest(page: ReportPage) -> None:
    page.show_report(Report(ReportKind.QUEUES, ROWS), "now", hours=True)
    assert [row[0] for row in page.table.lines.rows] == ["a", "b"]
    page.table.sorted.emit(2)
    assert [row[0] for row in page.table.lines.rows] == ["b", "a"]
    assert [bar.label for bar in page.plot.bars] == ["b", "a"]
    page.table.sorted.emit(2)
    assert [row[0] for row in page.table.lines.rows] == ["a", "b"]


def test_hours_are_drawn_in_their_order(page: ReportPage) -> None:
    rows = tuple((hour, 24 - hour, *[0] * 9) for hour in range(24))
    page.show_report(Report(ReportKind.QUEUE_HOURS, rows), "now", hours=True)
    page.table.sorted.emit(1)
    page.table.sorted.emit(1)
    assert page.table.lines.rows[0][0] == 23
    assert page.plot.bars[0].label == "00:00"


def test_in_a_small_window_the_bars_give_way_to_the_rows(qtbot: QtBot, page: ReportPage) -> None:
    page.show_report(Report(ReportKind.QUEUES, ROWS), "now", hours=True)
    page.resize(580, 344)
    qtbot.waitUntil(lambda: page.height() == 344)

    assert page.table.viewport().height() >= 2 * page.table.rowHeight(0)
    low = page.plot.height()
    page.resize(1000, 800)
    qtbot.waitUntil(lambda: page.plot.height() > low)


def test_what_it_says_instead(page: ReportPage) -> None:
    assert not page.save.isEnabled() or page.report is None
    page.show_report(Report(ReportKind.QUEUES, ROWS), "now", hours=True)
    assert page.save.isEnabled()
    page.show_report(Report(ReportKind.QUEUES, ()), "now", hours=True)
    assert page.stack.currentWidget() is page.empty
    assert not page.save.isEnabled()
    page.show_state("Asking")
    assert (page.report, page.empty.text(), page.told.whole) == (None, "Asking", "")
