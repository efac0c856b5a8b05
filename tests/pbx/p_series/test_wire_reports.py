"""Reports: the handbook's answer, broken ones, and what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.reports import COLUMNS, ReportKind, ReportRequest
from ctiapp.pbx.p_series import wire_reports
from ctiapp.pbx.p_series.wire_reports import MAX_ROWS
from tests.pbx.p_series.frames import answer

DAY = date(2022, 4, 1)


def test_the_printed_report() -> None:
    found = wire_reports.report(answer("call_report-list"), ReportKind.EXTENSIONS, pytest.fail)

    assert found.rows == (
        ("Terrell Smith", "2002", 40, 10, 3, 7, 0, 472, 588),
        ("Kristin Hale", "2005", 16, 0, 0, 0, 0, 111, 141),
    )


def test_agents_stand_within_their_queue() -> None:
    agent = {"agent_name": "Ann", "agent_number": 2001, "missed_call_rate": "12.5%"}
    said = {"queue_agent_performance_list": [{"queue": "Support", "detail": [agent]}, {}, None]}

    (row,) = wire_reports.report(said, ReportKind.AGENTS, pytest.fail).rows
    assert row[:2] == ("Ann", "2001")
    assert row[5] == 12.5


def test_what_cannot_be_read_costs_no_more_than_itself() -> None:
    remarks: list[str] = []
    rows: list[object] = [
        {"ext_num": "2001", "answered_calls": "many", "busy_calls": "3", "failed_calls": 10**30},
        {"answered_calls": 4},
        "nobody",
    ]
    found = wire_reports.report(
        {"ext_call_statistics_list": rows}, ReportKind.EXTENSIONS, remarks.append
    )

    assert found.rows == (("", "2001", None, None, 3, None, 10**8, None, None),)
    assert remarks


def test_no_list_and_too_long_a_one() -> None:
    with pytest.raises(WireError):
        wire_reports.report({"ext_call_statistics_list": 1}, ReportKind.EXTENSIONS, pytest.fail)
    remarks: list[str] = []
    many = {"ext_call_activity_list": [{"time": 1}] * (MAX_ROWS + 1)}
    found = wire_reports.report(many, ReportKind.EXTENSION_HOURS, remarks.append)
    assert len(found.rows) == MAX_ROWS
    assert remarks


@given(st.sampled_from(ReportKind), st.one_of(st.none(), st.text(), st.floats(), st.integers()))
def test_whatever_stands_in_a_field_is_no_harm(kind: ReportKind, value: object) -> None:
    shape = wire_reports._SHAPES[kind]
    row = dict.fromkeys(shape.names.values(), value)
    said = {shape.rows: [{"detail": [row]} if kind is ReportKind.AGENTS else row]}

    for fields in wire_reports.report(said, kind, lambda _: None).rows:
        assert len(fields) == len(COLUMNS[kind])


def test_what_is_asked() -> None:
    wanted = ReportRequest(ReportKind.QUEUES, DAY, DAY, (QueueId("1"), QueueId("4")))
    assert wire_reports.request_of(wanted, {"start_time": "a"}).params == {
        "type": "queueperformance",
        "queue_id_list": "1,4",
        "start_time": "a",
    }
    wanted = ReportRequest(
        ReportKind.EXTENSION_HOURS, DAY, DAY, (QueueId("1"),), (ExtensionId("34"),)
    )
    request = wire_reports.request_of(wanted, {"time": "2022/04"})
    assert (request.method, request.endpoint) == ("GET", "call_report/list")
    assert request.params == {"type": "extcallactivity", "ext_id_list": "34", "time": "2022/04"}


def test_every_column_has_a_field() -> None:
    for kind, columns in COLUMNS.items():
        assert set(wire_reports._SHAPES[kind].names) == {column.key for column in columns}
