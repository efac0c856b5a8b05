"""The bars of the day."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont

from ctiapp.ui.handover.hours import PAPER, Ink, picture, span
from tests.ui.handover.shifts import hours

pytestmark = pytest.mark.usefixtures("english", "qapp")

GOOD, BAD = QColor("#00ff00"), QColor("#ff0000")
INK = Ink(QColor("#000000"), QColor("#000000"), QColor("#000000"), GOOD, BAD)
SIZE = QSize(400, 120)


def test_office_hours_at_least() -> None:
    assert span(hours()) == range(8, 18)
    assert span(hours(h3=(1, 0), h22=(0, 1))) == range(3, 23)


def test_each_hour_stands_in_its_place() -> None:
    image = picture(hours(h9=(4, 0), h16=(0, 4)), SIZE, INK, QFont())
    step = SIZE.width() / 10
    floor = 90

    def seen(hour: int) -> set[str]:
        left = round((hour - 8) * step) + 4
        return {
            image.pixelColor(x, y).name()
            for x in range(left, left + round(step) - 8)
            for y in range(50, floor)
        }

    assert GOOD.name() in seen(9)
    assert BAD.name() not in seen(9)
    assert BAD.name() in seen(16), "hatched, and so told apart without colour"
    assert GOOD.name() not in seen(16)
    assert not {GOOD.name(), BAD.name()} & seen(12)


def test_it_is_as_fine_as_the_screen() -> None:
    image = picture(hours(), SIZE, PAPER, QFont(), 2.0)
    assert (image.width(), image.devicePixelRatio()) == (800, 2.0)
