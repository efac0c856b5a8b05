"""The calls of a number are asked for as the PBX writes its times, or without any."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CommandError, NoSuchTarget, NotSupported, PbxError
from ctiapp.model.number import Number
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.p_series.records import AGAIN_AFTER, Records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

NOW = datetime(2022, 6, 15, 3, 19, 28, tzinfo=UTC)
SINCE = NOW - timedelta(days=1)
CALLER = Number("+493055501")


def row(uid: str, at: datetime, shown: str) -> dict[str, object]:
    return {"uid": uid, "timestamp": int(at.timestamp()), "time": shown}


NEWEST = row("9", NOW - timedelta(days=1), "06/14/2022 11:19:28")
OLDEST = row("1", NOW - timedelta(days=200), "11/27/2021 11:19:28")
FIFTH = row("9", datetime(2022, 5, 5, 3, tzinfo=UTC), "05/05/2022 11:00:00")


class Archive:
    """A PBX that has these records and keeps in mind what it was asked."""

    def __init__(self, newest: object = NEWEST, oldest: object = OLDEST) -> None:
        self.ends = {"desc": newest, "asc": oldest}
        self.found: dict[str, list[object]] = {"call_from": [], "call_to": []}
        self.refuse: dict[str, PbxError] = {}
        self.refuse_display = False
        self.asked: list[Request] = []
        self.now = NOW
        self.records = Records(Asker(self.query, pytest.fail), lambda: self.now)

    async def query(self, request: Request) -> Mapping[str, object]:
        self.asked.append(request)
        if request.endpoint in self.refuse:
            raise self.refuse[request.endpoint]
        if request.endpoint == "cdr/list":
            end = self.ends[str(request.params["order_by"])]
            return {"data": None if end is None else [end]}
        start = str(request.params.get("start_time", ""))
        if self.refuse_display and start and not start.isdigit():
            raise CommandError("PARAMETER ERROR; start_time", code=40002)
        side = "call_from" if "call_from" in request.params else "call_to"
        return {"data": self.found[side] or None}

    def searches(self) -> list[dict[str, str | int]]:
        return [dict(each.params) for each in self.asked if each.endpoint == "cdr/search"]

    def looks(self) -> int:
        return sum(each.endpoint == "cdr/list" for each in self.asked)


async def test_both_sides_are_searched_and_the_newest_comes_first() -> None:
    archive = Archive()
    older, newer = (row(uid, NOW - timedelta(hours=h), "") for uid, h in (("1", 5), ("2", 1)))
    archive.found = {"call_from": [older], "call_to": [newer, older]}

    assert [each.uid for each in await archive.records.of(CALLER, None)] == ["2", "1"]
    assert archive.searches() == [
        {"call_from": "3055501", "enable_fuzzy_search": 1},
        {"call_to": "3055501", "enable_fuzzy_search": 1},
    ]
    assert archive.looks() == 0


async def test_times_are_sent_as_the_pbx_writes_them() -> None:
    archive = Archive()
    await archive.records.of(CALLER, SINCE)

    for sent in archive.searches():
        assert sent["start_time"] == "06/14/2022 08:19:28"  # three hours of margin
        assert sent["end_time"] == "06/16/2022 11:19:28"
    assert archive.looks() == 1


async def test_what_was_learned_holds_an_hour() -> None:
    archive = Archive()
    for minutes in (0, 30, 31):
        archive.now = NOW + timedelta(minutes=minutes)
        await archive.records.of(CALLER, SINCE)
    assert archive.looks() == 1

    archive.now = NOW + timedelta(minutes=60)
    archive.ends["desc"] = row("9", NOW, "2022/06/15 11:19:28")
    await archive.records.of(CALLER, SINCE)
    assert archive.looks() == 2
    assert archive.searches()[-1]["start_time"] == "2022/06/14 08:19:28"


async def test_the_first_record_of_a_new_pbx_is_learned_from() -> None:
    archive = Archive(None, None)
    await archive.records.of(CALLER, SINCE)
    archive.ends["desc"] = NEWEST
    archive.now += AGAIN_AFTER
    await archive.records.of(CALLER, SINCE)

    assert ["start_time" in sent for sent in archive.searches()] == [False, False, True, True]


async def test_a_pbx_without_a_record_is_not_asked_for_one_at_every_look_up() -> None:
    archive = Archive(None, None)
    for _ in range(5):
        await archive.records.of(CALLER, SINCE)
        archive.now += timedelta(seconds=10)
    assert archive.looks() == 1
    archive.now += AGAIN_AFTER
    await archive.records.of(CALLER, SINCE)
    assert archive.looks() == 2


MARCH = datetime(2026, 3, 5, 3, tzinfo=UTC)
NOVEMBER = row("9", datetime(2026, 11, 22, 3, tzinfo=UTC), "11/22/2026 11:00:00")


@pytest.mark.parametrize(
    ("oldest", "start"),
    [
        (row("1", MARCH, "3/5/2026 11:00:00"), "3/5/2026 08:00:00"),
        (
            row("1", datetime(2026, 3, 5, 3, tzinfo=UTC), "03/05/2026 11:00:00"),
            "03/05/2026 08:00:00",
        ),
        (NOVEMBER, None),
        (None, None),
        ({"time": "yesterday"}, None),
    ],
)
async def test_the_oldest_record_tells_of_noughts_where_the_newest_cannot(
    oldest: object, start: str | None
) -> None:
    """Written the wrong way, it would be answered with nothing."""
    archive = Archive(NOVEMBER, oldest)
    archive.now = datetime(2026, 11, 23, tzinfo=UTC)
    await archive.records.of(CALLER, MARCH)
    assert [sent.get("start_time") for sent in archive.searches()] == [start, start]
    assert archive.looks() == 2


async def test_what_needs_no_nought_is_sent_where_that_is_not_known() -> None:
    archive = Archive(NOVEMBER, NOVEMBER)
    archive.now = datetime(2026, 11, 23, tzinfo=UTC)
    await archive.records.of(CALLER, archive.now - timedelta(days=1))
    assert archive.searches()[0]["start_time"] == "11/22/2026 05:00:00"
    assert archive.looks() == 2


async def test_the_oldest_record_settles_what_the_newest_leaves_open() -> None:
    archive = Archive(newest=FIFTH)
    await archive.records.of(CALLER, SINCE)

    assert archive.looks() == 2
    assert str(archive.searches()[0]["start_time"]).startswith("06/14/2022")


@pytest.mark.parametrize("ends", [(FIFTH, FIFTH), ({"time": "yesterday"}, OLDEST), (None, None)])
async def test_where_it_is_not_known_no_time_is_sent_and_what_is_too_old_left_out(
    ends: tuple[object, object],
) -> None:
    archive = Archive(*ends)
    old, new = row("1", SINCE - timedelta(seconds=1), ""), row("2", SINCE, "")
    archive.found["call_to"] = [old, new]

    assert [each.uid for each in await archive.records.of(CALLER, SINCE)] == ["2"]
    assert all("start_time" not in sent for sent in archive.searches())


async def test_a_pbx_that_refuses_its_own_format_gets_seconds_from_then_on() -> None:
    archive = Archive()
    archive.refuse_display = True
    await archive.records.of(CALLER, SINCE)
    await archive.records.of(CALLER, SINCE)

    starts = [str(sent["start_time"]) for sent in archive.searches()]
    assert [start.isdigit() for start in starts] == [False, True, True, True, True]


async def test_another_fault_is_not_mended_by_other_times() -> None:
    archive = Archive()
    archive.refuse["cdr/search"] = CommandError("PARAMETER ERROR; call_from", code=40002)
    with pytest.raises(CommandError):
        await archive.records.of(CALLER, SINCE)
    assert len(archive.searches()) == 1


async def test_a_pbx_that_refuses_tells_of_no_calls() -> None:
    archive = Archive()
    archive.refuse["cdr/list"] = NotSupported("no such endpoint", code=10001)
    for _ in range(2):
        assert await archive.records.of(CALLER, SINCE) == ()
    assert len(archive.asked) == 1
    archive.records.forget_refusals()
    archive.refuse = {"cdr/search": NoSuchTarget("no such data", code=60001)}
    assert await archive.records.of(CALLER, SINCE) == ()
    archive.refuse = {"cdr/list": NoSuchTarget("no such data", code=60001)}
    assert await archive.records.of(CALLER, SINCE) == ()


async def test_nobody_asks_for_those_who_withhold_their_number() -> None:
    archive = Archive()
    assert await archive.records.of(Number(""), None) == ()
    assert archive.asked == []
