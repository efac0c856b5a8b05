"""The endpoints of past calls, over a real socket: as the handbook prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx.archive import PastCall

if TYPE_CHECKING:
    from tests.simpbx.office import Client

MAY_30 = 1653893621.0
"""06:53:41 UTC, 14:53:41 in China: the handbook's first record of a search."""


@pytest.fixture
def past(client: Client) -> Client:
    """A PBX with five past calls."""
    archive = client.pbx.exchange.archive
    for line in (
        PastCall(0, MAY_30, "2005", "1000", "outbound", "answered", talk_s=7, target_trunk="a"),
        PastCall(0, MAY_30 + 60, "+49301234567", "2000", "inbound", "no answer", ring_s=20),
        PastCall(0, MAY_30 + 120, "0301234567", "6402", "inbound", "abandoned", did="5550100"),
        PastCall(0, MAY_30 + 180, "", "2000", "inbound", "busy", source_trunk="b"),
        PastCall(
            0, MAY_30 + 240, "2000", "2005", "internal", "answered", talk_s=9, by_caller=False
        ),
    ):
        archive.add(line)
    return client


async def searched(client: Client, **params: str) -> list[int]:
    answer = await client.get("cdr/search", **params)
    assert answer["errcode"] == 0
    rows: list[dict[str, Any]] = answer["data"] or []
    assert answer["total_number"] == len(rows)
    return [row["id"] for row in rows]


async def test_a_record_as_printed(past: Client) -> None:
    past.pbx.api.settings.zone_min = 480
    row = (await past.get("cdr/list"))["data"][0]
    uid = row.pop("uid")

    assert uid.startswith("20220530065341")
    assert row == {
        "id": 1,
        "time": "05/30/2022 14:53:41",
        "call_from": f"{past.pbx.exchange.directory.name_of('2005')}<2005>",
        "call_to": "1000",
        "timestamp": 1653893621,
        "src_addr": "192.168.28.25",
        "dst_trunk": "a",
        "duration": 7,
        "talk_duration": 7,
        "disposition": "ANSWERED",
        "call_type": "Outbound",
        "dod_number": "2005",
        "reason": "src hangup      ",
    }


async def test_every_end_has_its_words(past: Client) -> None:
    rows = (await past.get("cdr/list"))["data"]

    assert [(row["disposition"], row["reason"].strip()) for row in rows] == [
        ("ANSWERED", "src hangup"),
        ("NO ANSWER", "dst no_answer"),
        ("ABANDONED", "src hangup"),
        ("BUSY", "dst extension_busy_no_forward"),
        ("ANSWERED", "dst hangup"),
    ]
    assert all(row["reason"].endswith("  ") for row in rows)
    assert rows[2]["call_to"] == "Support<6402>"
    assert rows[3]["call_from"] == "Unknown"


async def test_the_list_has_pages_from_either_end(past: Client) -> None:
    newest = await past.get("cdr/list", page_size="2", sort_by="id", order_by="desc")
    by_talk = await past.get("cdr/list", sort_by="talk_duration", order_by="desc")

    assert (newest["total_number"], [row["id"] for row in newest["data"]]) == (5, [5, 4])
    assert [row["id"] for row in by_talk["data"]][:2] == [5, 1]
    assert (await past.get("cdr/list", sort_by="colour"))["errcode"] == 40002


async def test_numbers_are_sought_exactly_or_fuzzily(past: Client) -> None:
    assert await searched(past, call_from="2005") == [1]
    assert await searched(past, call_to="2005") == [5]
    assert await searched(past, call_from="200") == []
    assert await searched(past, call_from="200", enable_fuzzy_search="1") == [1, 5]
    assert await searched(past, call_from="1234567", enable_fuzzy_search="1") == [2, 3]
    assert await searched(past, call_from="1234567") == []
    assert await searched(past, call_from="2005", call_to="2000") == []
    assert await searched(past, status="NO ANSWER") == [2]
    assert await searched(past, extension_group="1") == []
    assert len(await searched(past)) == 5


@pytest.mark.parametrize(
    ("date_format", "hours", "first", "last"),
    [
        ("MM/DD/YYYY", 24, "05/30/2022 14:54:41", "05/30/2022 14:56:41"),
        ("YYYY/MM/DD", 24, "2022/05/30 14:54:41", "2022/05/30 14:56:41"),
        ("DD/MM/YYYY", 24, "30/05/2022 14:54:41", "30/05/2022 14:56:41"),
        ("MM/DD/YYYY", 12, "05/30/2022 02:54:41 PM", "05/30/2022 02:56:41 PM"),
        ("YYYY/MM/DD", 12, "2022/05/30 02:54:41 PM", "2022/05/30 02:56:41 PM"),
    ],
)
async def test_times_count_only_as_they_are_shown(
    past: Client, date_format: str, hours: int, first: str, last: str
) -> None:
    await past.control("settings", date_format=date_format, hours=hours, zone_min=480)

    assert await searched(past, start_time=first, end_time=last) == [2, 3, 4]
    assert await searched(past, start_time=first) == [2, 3, 4, 5]
    rows = (await past.get("cdr/list"))["data"]
    assert rows[1]["time"] == first
    for other in ("2022-05-30 14:54:41", "1653893681", "30.05.2022", ""):
        expected = [1, 2, 3, 4, 5] if not other else []
        assert await searched(past, start_time=other) == expected


async def test_what_cannot_be_asked(past: Client) -> None:
    for params in ({"status": "EATEN"}, {"enable_fuzzy_search": "2"}, {"extension_group": "x"}):
        assert (await past.get("cdr/search", **params))["errcode"] == 40002


async def test_a_transferred_call_has_several_lines(client: Client) -> None:
    await client.control("call", **{"from": "5503301", "to": "2000"})
    await client.control("pickup", extension="2000")
    await client.control("advance", seconds=10)
    await client.control("phone_transfer", extension="2000", number="2001")
    await client.control("pickup", extension="2001")
    await client.control("advance", seconds=20)
    await client.control("hangup", extension="2001")
    rows = (await client.get("cdr/list"))["data"]

    assert [row["call_to"] for row in rows] == ["Kristin Hale<2000>", "Leo Ball<2001>"]
    assert len({row["uid"] for row in rows}) == 2
    assert [row["talk_duration"] for row in rows] == [10, 20]
