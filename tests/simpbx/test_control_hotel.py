"""A hotel's verbs: what the exchange did, what guests do, and what its clock shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.control_hotel import VERBS
from ctiapp.simpbx.control_verbs import VERBS as ALL

if TYPE_CHECKING:
    from tests.simpbx.office import Client

ROOM = 41


async def set_alarm(client: Client, at: str, **more: object) -> None:
    told = await client.post("wakeupcall/create", ext_id=ROOM, alarm_time=at, **more)
    assert told["errcode"] == 0


def test_its_verbs_are_among_all() -> None:
    assert set(VERBS) <= set(ALL)


async def test_an_hour_in_the_morning_takes_no_time(client: Client) -> None:
    await client.control("zone", name="Europe/Berlin")
    told = await client.control("clock", at="05:40")
    assert told["local"][10:16] == "T05:40"
    await set_alarm(client, "05:45", number_of_snoozes=1, snooze_duration=5)
    await set_alarm(client, "06:30", repeat_type="every_sunday,every_monday")
    await client.control("guest", extension="2002", does="ignore")
    told = await client.control("clock", at="06:00")
    await client.control("guest", extension="2002", does="answer", after_s=7)

    seen = await client.control("wakeups", extension="2002")
    assert [ring["at"][11:19] for ring in seen["rings"]] == ["05:45:00", "05:51:00"]
    assert [ring["outcome"] for ring in seen["rings"]] == ["no answer", "no answer"]
    assert [edit["action"] for edit in seen["edits"]] == ["create", "create", "done"]
    (left,) = seen["alarms"]
    assert (left["ext_id"], left["repeat_type"]) == (ROOM, "every_monday,every_sunday")
    assert left["next"][10:16] == "T06:30"
    assert (await client.control("wakeups", extension="2003"))["rings"] == []
    await client.control("wakeups", clear=True)
    assert (await client.control("wakeups"))["rings"] == []


async def test_tokens_and_sockets_do_not_age_with_the_clock(client: Client) -> None:
    ws = await client.open(30009)
    day = (await client.control("state"))["now"]
    told = await client.control("clock", at="2099-01-01 05:40:30")
    assert told["now"] > day + 86_400
    assert (await client.get("system/information"))["errcode"] == 0
    assert (await client.control("state"))["live_tokens"] == 1
    await client.control("presence", extension="2001", status="lunch")
    assert "lunch" in await ws.receive_str()
    await client.control("advance", seconds=1801)
    assert (await client.get("system/information"))["errcode"] == 10004


async def test_the_clock_runs_faster(client: Client) -> None:
    await client.control("clock", at="05:59")
    await set_alarm(client, "06:00")
    ws = await client.open(30011)
    told = await client.control("clock", rate=600)
    assert told["rate"] == 600
    assert "RING" in await ws.receive_str(timeout=5)
    told = await client.control("clock", rate=1)
    assert told["local"][10:16] == "T06:00"


async def test_a_skip_is_as_long_at_any_rate(client: Client) -> None:
    await client.control("clock", rate=5)
    before = (await client.control("state"))["now"]
    after = (await client.control("advance", seconds=3600))["now"]
    assert 3600 <= after - before < 3660


@pytest.mark.parametrize(
    ("verb", "body", "error"),
    [
        ("clock", {"at": "1999-01-01 05:00"}, "never goes back"),
        ("clock", {"at": "early"}, "a time like 05:40"),
        ("clock", {"rate": 0}, "above 0"),
        ("zone", {"name": "Berlin"}, "no zone"),
        ("guest", {"extension": "1"}, "no extension 1"),
        ("guest", {"extension": "2001", "does": "sleep"}, "no way to react"),
    ],
)
async def test_what_cannot_be_done_is_said(
    client: Client, verb: str, body: dict[str, object], error: str
) -> None:
    assert error in (await client.control(verb, **body))["error"]


async def test_guests_are_named_one_by_one_or_all_together(client: Client) -> None:
    habits = client.pbx.guests.habits
    await client.control("guest", extension="2001, 2002", does="busy")
    assert sorted(habits) == ["2001", "2002"]
    told = await client.control("guest", extension="*", does="ignore")
    assert (told, "2000" in habits) == ({"extensions": 23, "does": "ignore"}, False)
    await client.control("guest", extension="2002")
    assert ("2001" in habits, "2002" in habits) == (True, False)


async def test_a_restart_keeps_alarms_and_rings_none_of_those_it_slept_through(
    client: Client,
) -> None:
    await client.control("clock", at="05:40")
    await set_alarm(client, "05:45")
    await client.control("call", to="2001")
    ws = await client.open(30011)
    told = await client.control("restart", down_s=600)
    assert (told["local"][10:16], told["calls"]) == ("T05:50", 1)

    assert (await ws.receive()).type.name in ("CLOSED", "CLOSE", "CLOSING")
    assert (await client.get("system/information"))["errcode"] == 10004
    await client.log_in()
    assert (await client.get("system/information"))["data"]["up_time"] == 0
    seen = await client.control("wakeups")
    assert [ring["outcome"] for ring in seen["rings"]] == ["asleep"]
    assert len(seen["alarms"]) == 1
    await client.control("clock", at="05:45")
    seen = await client.control("wakeups")
    assert [ring["outcome"] for ring in seen["rings"]] == ["asleep", None]


async def test_the_pms_is_told_as_it_stands(client: Client) -> None:
    told = await client.control("pms", on=True)
    assert told == {"on": True, "data": False, "wipes_records": False}
    told = await client.control("pms", data=True)
    assert told == {"on": True, "data": True, "wipes_records": False}
