"""The bars: as high as what they stand for, and none where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.reports.plot import BarPlot
from ctiapp.ui.reports.viewmodel import Bar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def plot(qtbot: QtBot) -> BarPlot:
    made = BarPlot()
    qtbot.addWidget(made)
    made.resize(600, made.height())
    return made


def test_heights(plot: BarPlot) -> None:
    plot.show_bars([Bar("a", 100, "100"), Bar("b", 50, "50"), Bar("c", 0, "0")], "Calls")
    first, second, none = plot.boxes()

    assert first.height() == pytest.approx(2 * second.height())
    assert none.height() == 0
    assert first.bottom() == second.bottom()
    assert not first.intersects(second)
    assert plot.accessibleName() == "Calls: a 100"
    assert not plot.grab().isNull()


def test_a_little_is_seen_beside_much(plot: BarPlot) -> None:
    plot.show_bars([Bar("a", 100_000, ""), Bar("b", 1, "")], "Calls")
    assert plot.boxes()[1].height() >= 2


def test_as_many_as_a_month_has_days_fit(plot: BarPlot) -> None:
    plot.show_bars([Bar(str(day), day, str(day)) for day in range(31)], "Calls")
    assert plot.boxes()[-1].right() <= plot.width()
    assert not plot.grab().isNull()


def test_nothing(plot: BarPlot) -> None:
    plot.show_bars([], "Calls")
    assert plot.boxes() == []
    assert plot.accessibleName() == "Calls"
    assert not plot.grab().isNull()
