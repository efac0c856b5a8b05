"""What each report tells."""

from __future__ import annotations

from ctiapp.model.reports import COLUMNS, Report, ReportKind, Unit


def test_each_report_begins_with_whose_or_when_its_rows_are() -> None:
    for kind in ReportKind:
        columns = COLUMNS[kind]
        assert len({column.key for column in columns}) == len(columns)
        first = [column.key for column in columns][:2]
        assert first[0] == "part" if kind.by_part else first == ["name", "number"]
        assert (columns[0].unit is Unit.PART) is kind.by_part
        assert Report(kind, ()).columns == columns


def test_a_report_is_of_queues_or_of_extensions() -> None:
    assert {kind for kind in ReportKind if kind.of_extensions} == {
        ReportKind.EXTENSIONS,
        ReportKind.EXTENSION_HOURS,
    }
    assert not any(kind.of_one_queue and kind.of_extensions for kind in ReportKind)
