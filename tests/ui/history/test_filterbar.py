"""Which calls are wanted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt

from ctiapp.model.history import HistoryFilter, Kind
from ctiapp.model.number import Number
from ctiapp.ui.history.filterbar import FilterBar, Span

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

TODAY = date(2026, 3, 2)
QUEUES = ((Number("6402"), "Support"), (Number("6400"), "Reception"))


class Stage:
    """A bar, and how often it asked."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bar = FilterBar(lambda: TODAY)
        qtbot.addWidget(self.bar)
        self.bar.resize(1000, 80)
        self.bar.show()
        self.asked: list[HistoryFilter] = []
        self.bar.changed.connect(lambda: self.asked.append(self.bar.filter))


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_at_first_nothing_is_left_out(stage: Stage) -> None:
    assert stage.bar.filter == HistoryFilter()
    assert not stage.bar.narrowed
    assert not stage.bar.clear_button.isVisible()
    assert not stage.bar.queue_box.isVisible()
    assert not stage.bar.first.isVisible()
    assert stage.bar.chips[Kind.ALL].isChecked()
    assert stage.bar.text == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_a_click_on_a_word_shows_that_sort(qtbot: QtBot, stage: Stage, kind: Kind) -> None:
    qtbot.mouseClick(stage.bar.chips[kind], Qt.MouseButton.LeftButton)
    assert stage.asked == [HistoryFilter(kind=kind)]
    assert [k for k, chip in stage.bar.chips.items() if chip.isChecked()] == [kind]
    assert stage.bar.kind is kind


def test_typing_asks_a_moment_later_and_enter_at_once(qtbot: QtBot, stage: Stage) -> None:
    qtbot.keyClicks(stage.bar.search, "gof ")
    assert stage.asked == []
    stage.bar._pause.timeout.emit()
    assert stage.asked == [HistoryFilter("gof")]
    qtbot.keyClicks(stage.bar.search, "fin")
    qtbot.keyClick(stage.bar.search, Qt.Key.Key_Return)
    assert stage.asked[-1] == HistoryFilter("gof fin")
    assert not stage.bar._pause.isActive()


def test_down_goes_to_the_list_and_letters_come_back(qtbot: QtBot, stage: Stage) -> None:
    went: list[bool] = []
    stage.bar.down.connect(lambda: went.append(True))
    qtbot.keyClick(stage.bar.search, Qt.Key.Key_Down)
    assert went == [True]
    stage.bar.type_on("x")
    assert stage.bar.search.text() == "x"


def test_a_queue_can_be_chosen_and_stays_while_it_is_there(stage: Stage) -> None:
    stage.bar.set_queues(QUEUES)
    assert stage.bar.queue_box.isVisible()
    stage.bar.queue_box.setCurrentIndex(1)
    assert stage.asked == [HistoryFilter(queue=Number("6402"))]
    stage.bar.set_queues(QUEUES)
    stage.bar.set_queues(tuple(reversed(QUEUES)))
    assert len(stage.asked) == 1
    assert stage.bar.filter.queue == Number("6402")
    stage.bar.set_queues(())
    assert stage.asked[-1] == HistoryFilter()


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [(Span.TODAY, 0, 0), (Span.YESTERDAY, 1, 1), (Span.WEEK, 6, 0), (Span.MONTH, 29, 0)],
)
def test_days_are_counted_back_from_today(stage: Stage, span: Span, first: int, last: int) -> None:
    stage.bar.choose_span(span)
    assert stage.bar.span is span
    wanted = HistoryFilter(since=TODAY - timedelta(days=first), until=TODAY - timedelta(days=last))
    assert stage.asked == [wanted]
    stage.bar.choose_span(Span.ANY)
    assert stage.asked[-1] == HistoryFilter()


def test_days_can_be_chosen_in_either_order(stage: Stage) -> None:
    stage.bar.choose_span(Span.CHOSEN)
    assert stage.bar.first.isVisible()
    assert stage.asked == [HistoryFilter(since=TODAY - timedelta(days=29), until=TODAY)]
    stage.bar.first.setDate(QDate(2026, 3, 9))
    stage.bar._pause.timeout.emit()
    assert stage.asked[-1] == HistoryFilter(since=TODAY, until=date(2026, 3, 9))


def test_all_of_it_can_be_taken_back_at_once(qtbot: QtBot, stage: Stage) -> None:
    assert not stage.bar.clear()
    stage.bar.set_queues(QUEUES)
    stage.bar.queue_box.setCurrentIndex(2)
    stage.bar.choose(Kind.MISSED)
    stage.bar.choose_span(Span.WEEK)
    stage.bar.search.setText("x")
    stage.asked.clear()
    qtbot.mouseClick(stage.bar.clear_button, Qt.MouseButton.LeftButton)
    assert stage.asked == [HistoryFilter()]
    assert not stage.bar._pause.isActive()
    assert not stage.bar.narrowed


def test_everything_has_a_name_to_be_read_out(stage: Stage) -> None:
    bar = stage.bar
    named = [bar.search, bar.queue_box, bar.span_box, bar.first, bar.last, bar.kinds]
    assert all(widget.accessibleName() for widget in [*named, *bar.chips.values()])
