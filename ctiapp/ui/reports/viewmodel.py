"""How a report is shown: its periods, the words of its fields, its order, its bars. No widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from ctiapp.model.reports import Unit
from ctiapp.ui import text, words

if TYPE_CHECKING:
    from datetime import date

    from ctiapp.model.reports import Column, Report, Value

MOST_BARS = 31
"""As many as there are days in a month."""


class Period(Enum):
    """Which days a report is of."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last of its days."""
        if self is Period.TODAY:
            return today, today
        if self is Period.YESTERDAY:
            return today - timedelta(days=1), today - timedelta(days=1)
        return today - timedelta(days=6 if self is Period.WEEK else 29), today


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: whose, how high, and how that is written."""

    label: str
    value: float
    shown: str


def field(value: Value, column: Column, *, hours: bool = False) -> str:
    """What stands in a field; a dash where the PBX told nothing.

    Args:
        value: what it told.
        column: what it is.
        hours: parts are hours of a day, and not days.
    """
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return text.isolate(value)
    match column.unit:
        case Unit.SECONDS:
            return words.age(value)
        case Unit.PERCENT:
            return f"{QLocale().toString(float(value), 'f', 1)} %"
        case Unit.PART if hours:
            return f"{int(value):02}:00"
        case _:
            return QLocale().toString(int(value))


def days(first: date, last: date) -> str:
    """A day, or the first and the last of several, as the user writes dates."""
    form = QLocale.FormatType.ShortFormat
    shown = [QLocale().toString(QDate(day.year, day.month, day.day), form) for day in (first, last)]
    return shown[0] if first == last else f"{shown[0]} – {shown[1]}"


def heading(column: Column) -> str:
    """What stands above a column."""
    return words.word(f"report.col_{column.key}")


def ordered(report: Report, at: int, *, downwards: bool) -> tuple[tuple[Value, ...], ...]:
    """The rows by one column; what is not known comes last either way."""
    known = [row for row in report.rows if row[at] is not None]
    unknown = [row for row in report.rows if row[at] is None]
    known.sort(key=lambda row: _rank(row[at]), reverse=downwards)
    return (*known, *unknown)


def _rank(value: Value) -> tuple[float, str]:
    return (0.0, value.casefold()) if isinstance(value, str) else (float(value or 0), "")


def plotted(report: Report, at: int) -> int | None:
    """Which column is drawn where that one was chosen: itself, or the first that counts."""
    columns = report.columns
    if columns[at].unit in (Unit.COUNT, Unit.SECONDS, Unit.PERCENT):
        return at
    counting = (i for i, column in enumerate(columns) if column.unit is Unit.COUNT)
    drawn = next(counting, None)
    if drawn is None:
        drawn = next((i for i, c in enumerate(columns) if c.unit is Unit.SECONDS), None)
    return drawn


def bars(
    rows: tuple[tuple[Value, ...], ...], columns: tuple[Column, ...], at: int, *, hours: bool
) -> tuple[Bar, ...]:
    """One bar a row, in the rows' order, as many as can be told apart."""
    found = []
    for row in rows[:MOST_BARS]:
        value = row[at]
        height = 0.0 if value is None or isinstance(value, str) else float(value)
        label = field(row[1] if row[0] in (None, "") else row[0], columns[0], hours=hours)
        found.append(Bar(text.bare(label), height, field(value, columns[at])))
    return tuple(found)
