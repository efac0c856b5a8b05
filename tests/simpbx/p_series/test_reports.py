"""The endpoint of reports, over a real socket: the figures of calls that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx.archive import PastCall
from ctiapp.simpbx.ledger import Pause, QueueCall

if TYPE_CHECKING:
    from tests.simpbx.office import Client

NOON = 1_700_049_600.0
"""2023-11-15 12:00:00 UTC."""
DAY = {"start_time": "11/15/2023 00:00:00", "end_time": "11/15/2023 23:59:59"}


@pytest.fixture
def day(client: Client) -> Client:
    """A PBX whose queue Support had a day."""
    exchange = client.pbx.exchange
    exchange.ledger.calls += [
        QueueCall("6402", NOON, "1", "answered", 10, "2000", 4, 100, ("2003",)),
        QueueCall("6402", NOON + 60, "2", "answered", 71, "2003", 9, 50, ("2000", "2000")),
        QueueCall("6402", NOON + 3600, "3", "abandoned", 30),
        QueueCall("6402", NOON + 3700, "", "missed", 120, missed_by=("2000",)),
        QueueCall("6400", NOON, "5", "answered", 1, "2000", 1, 1),
        QueueCall("6402", NOON - 86400, "1", "answered", 10, "2000", 4, 100),
    ]
    exchange.ledger.pauses.append(Pause("6402", "2000", NOON, NOON + 600, "Lunch"))
    for line in (
        PastCall(0, NOON, "5", "2000", "inbound", "answered", ring_s=4, talk_s=100),
        PastCall(0, NOON, "5", "2000", "inbound", "no answer", ring_s=20),
        PastCall(0, NOON, "2000", "030", "outbound", "answered", ring_s=2, talk_s=30),
        PastCall(0, NOON + 7200, "2000", "031", "outbound", "failed"),
    ):
        exchange.archive.add(line)
    return client


def ids(client: Client, *numbers: str) -> str:
    directory = client.pbx.exchange.directory
    known = {**directory.queues, **directory.extensions}
    return ",".join(str(known[number].id) for number in numbers)


async def asked(client: Client, kind: str, key: str, **params: str) -> list[dict[str, Any]]:
    answer = await client.get("call_report/list", type=kind, **params)
    assert answer["errcode"] == 0
    rows: list[dict[str, Any]] = answer[key] or []
    assert answer["total_number"] == len(rows)
    return rows


async def test_what_a_queue_did(day: Client) -> None:
    (row,) = await asked(
        day,
        "queueperformance",
        "queue_performance_list",
        queue_id_list=ids(day, "6402"),
        **DAY,
    )

    assert row == {
        "queue": "Support",
        "queue_num": "6402",
        "total_calls": 4,
        "answered_calls": 2,
        "missed_calls": 1,
        "abandoned_calls": 1,
        "average_waiting_time": 40,
        "average_talking_time": 75,
        "max_waiting_time": 120,
        "answered_rate": 50.0,
        "missed_rate": 25.0,
        "abandoned_rate": 25.0,
        "sla": 25.0,
        "average_handle_time": 81,
        "all_call_average_waiting_time": 57,
    }


async def test_what_its_agents_did(day: Client) -> None:
    (row,) = await asked(
        day, "queueagentperformance", "queue_agent_performance_list", queue_id=ids(day, "6402")
    )
    agents = {one["agent_number"]: one for one in row["detail"]}

    assert (agents["2000"]["answered_calls"], agents["2000"]["missed_calls"]) == (2, 3)
    assert (agents["2003"]["answered_calls"], agents["2003"]["missed_calls"]) == (1, 1)
    assert agents["2003"]["missed_call_rate"] == 50.0


async def test_calls_in_and_out(day: Client) -> None:
    rows = await asked(
        day,
        "queueagentinoutcalls",
        "queue_agent_in_out_calls_list",
        queue_id=ids(day, "6402"),
        **DAY,
    )
    mine = next(row for row in rows if row["agent_num"] == "2000")

    assert (mine["inbound_calls"], mine["inbound_duration"]) == (1, 100)
    assert (mine["outbound_calls"], mine["outbound_duration"], mine["total_calls"]) == (1, 30, 2)
    assert mine["average_handle_duration"] == 104


async def test_pauses(day: Client) -> None:
    (row,) = await asked(
        day, "queueagentpausetime", "queue_agent_pause_time_list", queue_id=ids(day, "6402")
    )

    assert row["pause"] == "11/15/2023 12:00:00"
    assert (row["total_pause_time"], row["total_pause"]) == (600, 1)


async def test_what_an_extension_did(day: Client) -> None:
    (row,) = await asked(
        day, "extcallstatistics", "ext_call_statistics_list", ext_id_list=ids(day, "2000"), **DAY
    )

    assert row.pop("ext_name")
    assert row == {
        "ext_num": "2000",
        "answered_calls": 1,
        "no_answer_calls": 1,
        "busy_calls": 0,
        "failed_calls": 1,
        "voicemail_calls": 0,
        "total_holding_time": 4,
        "total_talking_time": 100,
    }


@pytest.mark.parametrize(
    ("form", "hours", "time", "rows", "at"),
    [
        ("MM/DD/YYYY", 24, "11/15/2023", 24, 12),
        ("YYYY/MM/DD", 12, "2023/11/15", 24, 12),
        ("YYYY/MM/DD", 24, "2023/11", 30, 15),
        ("MM/DD/YYYY", 24, "11/2023", 30, 15),
        ("DD/MM/YYYY", 24, "2023", 12, 11),
        ("DD/MM/YYYY", 24, "2023/11", 0, None),
    ],
)
async def test_by_hour_day_and_month(
    day: Client, form: str, hours: Any, time: str, rows: int, at: int | None
) -> None:
    """The date is written as the PBX shows it, or nothing is found."""
    day.pbx.api.settings.date_format, day.pbx.api.settings.hours = form, hours
    activity = await asked(
        day,
        "extcallactivity",
        "ext_call_activity_list",
        ext_id_list=ids(day, "2000"),
        time=time,
    )
    load = await asked(
        day,
        "queueperformanceactivity",
        "queue_performance_activity_list",
        queue_id_list=ids(day, "6402"),
        time=time,
    )

    assert len(activity) == len(load) == rows
    assert [row["time"] for row in activity if row["answered_calls"]] == ([at] if at else [])
    assert [row["time"] for row in load if row["answered_calls"]][-1:] == ([at] if at else [])


async def test_times_written_otherwise_find_nothing(day: Client) -> None:
    (row,) = await asked(
        day,
        "queueperformance",
        "queue_performance_list",
        queue_id_list=ids(day, "6402"),
        start_time="2023/11/15 00:00:00",
    )

    assert row["total_calls"] == 0


async def test_what_cannot_be_asked(day: Client) -> None:
    for params in (
        {"type": "rumours"},
        {"type": "queueperformance"},
        {"type": "extcallactivity", "ext_id_list": "1"},
    ):
        assert (await day.get("call_report/list", **params))["errcode"] == 40002


async def test_one_that_is_not_simulated_is_empty(day: Client) -> None:
    assert await asked(day, "ivr", "ivr_list") == []
