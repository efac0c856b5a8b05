"""Fields of the front desk: a day or none, weekdays, how often again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.hotel.fields import DayField, DaysField, MinutesField, SnoozeField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_a_day_or_none(qtbot: QtBot) -> None:
    field = DayField(optional=True)
    qtbot.addWidget(field)
    field.show_day(date(2026, 11, 22))
    assert field.day == date(2026, 11, 22)
    field.show_day(None)
    assert field.day is None
    assert field.text() == "–"


def test_weekdays(qtbot: QtBot) -> None:
    field = DaysField()
    qtbot.addWidget(field)
    field.show_days({0, 4})
    assert field.days == {0, 4}
    with qtbot.waitSignal(field.changed):
        field.buttons[6].click()
    assert field.days == {0, 4, 6}
    assert field.buttons[6].accessibleName() == "Sunday"


def test_how_often_and_after_how_long(qtbot: QtBot) -> None:
    snoozes, minutes = SnoozeField(), MinutesField()
    qtbot.addWidget(snoozes)
    qtbot.addWidget(minutes)
    snoozes.show_times(3)
    assert (snoozes.times, snoozes.currentText()) == (3, "3 snoozes")
    snoozes.allow(2)
    assert snoozes.count() == 3
    snoozes.show_times(3)
    assert snoozes.times == 2, "the most that there are"
    assert minutes.minutes == 10
    minutes.show_minutes(7)
    assert minutes.minutes == 7, "what another desk wrote is kept"
