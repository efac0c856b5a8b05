"""The night sheet as data."""

from __future__ import annotations

from datetime import date, datetime, time

from ctiapp.model.nightsheet import NightSheet, SheetWake
from ctiapp.model.number import Number

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


def test_wake_up_calls_are_told_by_their_day() -> None:
    """What rings after midnight is tomorrow's."""
    late = SheetWake(Number("105"), "Ann", TODAY, time(23, 30))
    early = SheetWake(Number("105"), "Ann", TOMORROW, time(0, 30))
    sheet = NightSheet(datetime.combine(TODAY, time(22)), TODAY, TOMORROW, (late, early))

    assert sheet.wakes_on(TODAY) == (late,)
    assert sheet.wakes_on(TOMORROW) == (early,)
