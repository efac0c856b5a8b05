"""How a report is shown."""

from __future__ import annotations

from datetime import date

import pytest

from ctiapp.model.reports import COLUMNS, Report, ReportKind
from ctiapp.ui import text
from ctiapp.ui.reports import viewmodel
from ctiapp.ui.reports.viewmodel import Period

pytestmark = pytest.mark.usefixtures("english", "qapp")

PAUSES = Report(
    ReportKind.AGENT_PAUSES,
    (("Zoe", "2", "a", "b", 60), ("anna", "1", "a", "b", None), ("Bob", "3", "a", "b", 5)),
)


def test_periods_end_today() -> None:
    today = date(2026, 3, 2)
    assert Period.TODAY.days(today) == (today, today)
    assert Period.YESTERDAY.days(today) == (date(2026, 3, 1), date(2026, 3, 1))
    assert Period.WEEK.days(today) == (date(2026, 2, 24), today)
    assert Period.MONTH.days(today) == (date(2026, 2, 1), today)


def test_what_is_not_known_comes_last_either_way() -> None:
    up = viewmodel.ordered(PAUSES, 4, downwards=False)
    down = viewmodel.ordered(PAUSES, 4, downwards=True)
    assert [row[4] for row in up] == [5, 60, None]
    assert [row[4] for row in down] == [60, 5, None]
    names = viewmodel.ordered(PAUSES, 0, downwards=False)
    assert [row[0] for row in names] == ["anna", "Bob", "Zoe"]


def test_fields() -> None:
    columns = {column.key: column for column in COLUMNS[ReportKind.QUEUE_HOURS]}
    assert viewmodel.field(71, columns["wait"]) == "1:11"
    assert viewmodel.field(82.07, columns["answered_share"]) == "82.1 %"
    assert viewmodel.field(1204, columns["calls"]) == "1,204"
    assert viewmodel.field(9, columns["part"], hours=True) == "09:00"
    assert viewmodel.field(9, columns["part"]) == "9"
    assert viewmodel.field(None, columns["calls"]) == "–"


def test_names_from_outside_are_plain_text() -> None:
    name = COLUMNS[ReportKind.QUEUES][0]
    shown = viewmodel.field("<b>\u202eSupport", name)
    assert "\u202e" not in text.bare(shown)
    assert "<b>" in shown


@pytest.mark.parametrize(
    ("kind", "chosen", "drawn"),
    [
        (ReportKind.QUEUES, "name", "calls"),
        (ReportKind.QUEUES, "wait", "wait"),
        (ReportKind.AGENT_PAUSES, "began", "length"),
    ],
)
def test_what_is_drawn(kind: ReportKind, chosen: str, drawn: str) -> None:
    keys = [column.key for column in COLUMNS[kind]]
    at = viewmodel.plotted(Report(kind, ()), keys.index(chosen))
    assert at is not None
    assert keys[at] == drawn


def test_bars_stand_in_the_rows_order() -> None:
    bars = viewmodel.bars(PAUSES.rows, PAUSES.columns, 4, hours=False)
    assert [(bar.label, bar.value, bar.shown) for bar in bars] == [
        ("Zoe", 60.0, "1:00"),
        ("anna", 0.0, "–"),
        ("Bob", 5.0, "0:05"),
    ]


def test_every_column_has_a_word() -> None:
    for columns in COLUMNS.values():
        for column in columns:
            assert viewmodel.heading(column)
