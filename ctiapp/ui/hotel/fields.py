"""Fields that several forms of the front desk have: a day, days of the week, how often again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctiapp.model.hotel import SNOOZE_MIN, SNOOZES, WEEKDAYS
from ctiapp.ui import theme, words
from ctiapp.ui.hotel.parts import Wrapped
from ctiapp.ui.kit import ChoiceBox, DayBox, KeyButton

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_DAY = QDate(2000, 1, 1)
MINUTES = (1, 2, 3, 5, 10, 15, 20, 30)
"""What is offered; the PBX names no limit."""


class DayField(DayBox):
    """A day, or none.

    Args:
        optional: whether none may stand there.
    """

    def __init__(self, *, optional: bool = False) -> None:
        super().__init__()
        self._optional = optional
        self.setMinimumDate(_NO_DAY)
        self.setMaximumDate(QDate(2099, 12, 31))
        if optional:
            self.setSpecialValueText("–")
        self.setMinimumWidth(96)

    def show_day(self, day: date | None) -> None:
        """Show it; None: none."""
        self.setDate(_NO_DAY if day is None else QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date | None:
        """The day that stands there; None: none."""
        found = self.date()
        if self._optional and found == _NO_DAY:
            return None
        return date(found.year(), found.month(), found.day())


class DaysField(QWidget):
    """On which days of the week: one button each.

    Signals:
        changed: another day was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, KeyButton] = {}
        locale = QLocale()
        for day in WEEKDAYS:
            button = KeyButton(locale.dayName(day + 1, QLocale.FormatType.ShortFormat))
            button.setAccessibleName(locale.dayName(day + 1, QLocale.FormatType.LongFormat))
            button.setCheckable(True)
            button.toggled.connect(lambda on, b=button: self._on_toggled(b, on=on))
            self.buttons[day] = button
        self._row = Wrapped(tuple(self.buttons.values()), self, gap=theme.SIZES.gap_s)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self.setAccessibleName(words.word("rooms.days"))

    def show_days(self, days: Iterable[int]) -> None:
        """Choose these."""
        chosen = frozenset(days)
        for day, button in self.buttons.items():
            button.setChecked(day in chosen)

    @property
    def days(self) -> frozenset[int]:
        """Those that are chosen."""
        return frozenset(day for day, button in self.buttons.items() if button.isChecked())

    def _on_toggled(self, button: KeyButton, *, on: bool) -> None:
        button.set_kind("on" if on else "plain")
        self.changed.emit()


class SnoozeField(ChoiceBox):
    """How often it rings again."""

    def __init__(self) -> None:
        super().__init__()
        self.addItem(words.word("rooms.no_snooze"), 0)
        self.allow(SNOOZES[-1])

    def allow(self, most: int) -> None:
        """Offer so many and no more: the PBX can do that."""
        while self.count() > most + 1:
            self.removeItem(self.count() - 1)
        for times in range(self.count(), most + 1):
            self.addItem(words.plural("snoozes", times), times)

    def show_times(self, times: int) -> None:
        """Choose so many, or the most that there are."""
        self.setCurrentIndex(self.findData(min(times, self.count() - 1)))

    @property
    def times(self) -> int:
        """How many are chosen."""
        return int(self.currentData())


class MinutesField(ChoiceBox):
    """After how many minutes it rings again."""

    def __init__(self) -> None:
        super().__init__()
        for minutes in MINUTES:
            self._offer(minutes)
        self.show_minutes(SNOOZE_MIN)

    def _offer(self, minutes: int) -> None:
        self.addItem(words.word("rooms.minutes_after", count=minutes), minutes)

    def show_minutes(self, minutes: int) -> None:
        """Choose so many; what is not offered else is offered now."""
        if self.findData(minutes) < 0:
            self._offer(minutes)
        self.setCurrentIndex(self.findData(minutes))

    @property
    def minutes(self) -> int:
        """How many are chosen."""
        return int(self.currentData())
