"""The hotel's endpoints over a real socket: wake-up calls and check-out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from tests.pbx.p_series.frames import answer
from tests.simpbx.office import event

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}
REQUESTS = ROOT / "tests" / "frames" / "p_series_requests"
NUMBER, ROOM, OTHER = "2002", 41, 42


def request(name: str) -> dict[str, Any]:
    """Return a request body of the handbook's as it is meant."""
    fixed = REQUESTS / f"{name}.fixed.json"
    path = fixed if fixed.exists() else REQUESTS / f"{name}.txt"
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return body


async def alarm(client: Client, at: str = "07:00", ext_id: int = ROOM, **more: object) -> int:
    told = await client.post("wakeupcall/create", ext_id=ext_id, alarm_time=at, **more)
    assert told["errcode"] == 0
    identity: int = told["id"]
    return identity


async def alarms(client: Client, ext_id: int = ROOM) -> list[dict[str, Any]]:
    told = await client.get("wakeupcall/get", ext_id=str(ext_id))
    return told["data"]["wakeup_call"] or []


async def test_what_is_left_out_is_as_the_table_has_it(client: Client) -> None:
    identity = await alarm(client)

    assert await alarms(client) == [
        {
            "id": identity,
            "alarm_time": "07:00",
            "repeat_type": "never",
            "number_of_snoozes": 0,
            "snooze_duration": 10,
        }
    ]


async def test_the_examples_are_answered_in_their_shapes(client: Client) -> None:
    printed: Any = answer("wakeupcall-get")["data"]
    wanted = {key: value for key, value in printed["wakeup_call"][0].items() if key != "id"}
    first = await client.post("wakeupcall/create", ext_id=ROOM, **wanted)
    assert first == {**OK, "id": first["id"]}
    await alarm(client, ext_id=OTHER)

    got = await client.get("wakeupcall/get", ext_id=str(ROOM))
    assert got["data"] == {"ext_id": ROOM, "wakeup_call": [{"id": first["id"], **wanted}]}
    queried = await client.get("wakeupcall/query", ext_id=f"{OTHER},{ROOM}")
    assert [each["ext_id"] for each in queried["data"]] == [OTHER, ROOM]
    listed = await client.get("wakeupcall/list")
    assert set(listed) == set(answer("wakeupcall-list"))
    assert [each["ext_id"] for each in listed["data"]] == [ROOM, OTHER]


async def test_the_examples_are_taken_as_they_are_printed(client: Client) -> None:
    body = request("wakeupcall-create")
    made = [await client.post("wakeupcall/create", **body) for _ in range(14)]
    assert made[-1] == {**OK, "id": 14}
    assert set(made[-1]) == set(answer("wakeupcall-create"))
    assert (await alarms(client, 39))[13]["number_of_snoozes"] == body["number_of_snoozes"]

    assert await client.post("wakeupcall/update", **request("wakeupcall-update")) == OK
    assert (await alarms(client, 39))[13]["repeat_type"] == "never"
    told = await client.get("wakeupcall/delete", ext_id="39", wakeup_call_id="14")
    assert (told, len(await alarms(client, 39))) == (OK, 13)
    assert await client.post("hotel/checkout", **request("hotel-checkout")) == OK
    assert await alarms(client, 39) == []
    queried = await client.get("wakeupcall/query", ext_id="39,41")
    assert set(queried) == set(answer("wakeupcall-query"))
    printed_row: Any = answer("wakeupcall-query")["data"]
    assert [set(each) for each in queried["data"]] == [set(each) for each in printed_row]


async def test_the_days_of_the_example_with_its_blanks(client: Client) -> None:
    days = "every_monday, every_tuesday, every_wednesday, every_thursday, e\nvery_friday"
    await alarm(client, repeat_type=days, number_of_snoozes=3, snooze_duration=5)

    (row,) = await alarms(client)
    assert row["repeat_type"] == "".join(days.split())


async def test_rooms_without_alarms(client: Client) -> None:
    told = await client.get("wakeupcall/get", ext_id=str(ROOM))
    assert told["data"] == {"ext_id": ROOM, "wakeup_call": None}
    assert (await client.get("wakeupcall/list"))["data"] is None
    assert (await client.get("wakeupcall/get", ext_id="7"))["errcode"] == 60001
    assert (await client.get("wakeupcall/query", ext_id="41,7"))["errcode"] == 60001


async def test_the_list_comes_in_pages_and_says_not_how_many(client: Client) -> None:
    for ext_id in range(39, 62):
        await alarm(client, ext_id=ext_id)
    pages = [await client.get("wakeupcall/list", page=str(page)) for page in (1, 2, 3)]

    assert [len(page["data"] or ()) for page in pages] == [20, 3, 0]
    assert all("total_number" not in page for page in pages)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("alarm_time", "7:00"),
        ("alarm_time", "24:00"),
        ("alarm_time", "07:60"),
        ("alarm_time", "07:00:00"),
        ("repeat_type", "daily"),
        ("repeat_type", "never,every_monday"),
        ("number_of_snoozes", 4),
        ("number_of_snoozes", -1),
        ("snooze_duration", 0),
        ("alarm_prompt", "no such prompt"),
    ],
)
async def test_what_no_alarm_can_be(client: Client, field: str, value: object) -> None:
    body = {"ext_id": ROOM, "alarm_time": "07:00", field: value}
    told = await client.post("wakeupcall/create", **body)
    assert (told["errcode"], told["invalid_param_list"][0]["field"]) == (40002, field)
    identity = await alarm(client)
    told = await client.post("wakeupcall/update", id=identity, **{field: value})
    assert (told["errcode"], told["invalid_param_list"][0]["field"]) == (40002, field)
    assert len(await alarms(client)) == 1


async def test_an_alarm_needs_a_room_and_a_time(client: Client) -> None:
    told = await client.post("wakeupcall/create", alarm_time="07:00")
    assert told["invalid_param_list"] == [{"field": "ext_id", "validation_type": "required"}]
    told = await client.post("wakeupcall/create", ext_id=ROOM)
    assert told["invalid_param_list"] == [{"field": "alarm_time", "validation_type": "required"}]
    told = await client.post("wakeupcall/create", ext_id=7, alarm_time="07:00")
    assert told["errcode"] == 60001


@pytest.mark.parametrize("several", ["06:00,06:30,07:15", ["06:00", "06:30", "07:15"]])
async def test_of_several_in_one_request_the_newest_counts(client: Client, several: object) -> None:
    told = await client.post("wakeupcall/create", ext_id=f"{OTHER},{ROOM}", alarm_time=several)

    assert [each["id"] for each in await alarms(client)] == [told["id"]]
    assert (await alarms(client))[0]["alarm_time"] == "07:15"
    assert await alarms(client, OTHER) == []


async def test_the_twenty_fourth_is_one_too_many(client: Client) -> None:
    for minute in range(23):
        await alarm(client, f"07:{minute:02d}")
    told = await client.post("wakeupcall/create", ext_id=ROOM, alarm_time="08:00")
    assert told == {"errcode": 60002, "errmsg": "MAX LIMITATION EXCEEDED"}


async def test_an_edit_without_days_makes_it_ring_once(client: Client) -> None:
    identity = await alarm(
        client,
        repeat_type="every_sunday",
        number_of_snoozes=2,
        snooze_duration=4,
        alarm_prompt="good_morning",
    )
    assert await client.post("wakeupcall/update", id=identity, alarm_time="06:10") == OK

    (row,) = await alarms(client)
    assert row == {
        "id": identity,
        "alarm_time": "06:10",
        "repeat_type": "never",
        "number_of_snoozes": 2,
        "snooze_duration": 4,
        "alarm_prompt": "good_morning",
    }
    told = await client.post("wakeupcall/update", id=99, alarm_time="06:10")
    assert told == {"errcode": 70516, "errmsg": "WAKEUP CALL ALARM NOT EXISTED"}


async def test_a_deletion_without_an_id_takes_every_alarm_of_the_room(client: Client) -> None:
    first, second, third = [await alarm(client, f"07:0{n}") for n in range(3)]
    foreign = await alarm(client, ext_id=OTHER)

    for wrong in (str(foreign), f"{first},{foreign}", f"{first},99"):
        told = await client.get("wakeupcall/delete", ext_id=str(ROOM), wakeup_call_id=wrong)
        assert told["errcode"] == 70516
    told = await client.get("wakeupcall/delete", ext_id=str(ROOM), wakeup_call_id=str(second))
    assert told == OK
    assert [each["id"] for each in await alarms(client)] == [first, third]
    assert await client.get("wakeupcall/delete", ext_id=str(ROOM)) == OK
    assert await alarms(client) == []
    assert len(await alarms(client, OTHER)) == 1
    assert await client.get("wakeupcall/delete", ext_id=str(ROOM)) == OK


async def test_an_alarm_rings_the_room_on_its_socket(client: Client) -> None:
    await alarm(client, "05:45", alarm_prompt="good_morning")
    ws = await client.open(30011, 30018, 30012)
    await client.control("guest", extension=NUMBER, does="answer")
    await client.control("clock", at="05:50")

    seen = [await event(ws) for _ in range(5)]
    assert [topic for topic, _ in seen] == [30011, 30011, 30018, 30011, 30012]
    members = [body["members"] for _, body in seen[:4]]
    states = [each["extension"]["member_status"] for (each,) in members]
    assert states == ["RING", "ANSWERED", "ANSWERED", "ANSWERED"]
    assert {each["extension"]["number"] for (each,) in members} == {NUMBER}
    assert seen[2][1]["prompt"] == "good_morning"
    record = seen[4][1]
    assert (record["call_from"], record["call_to"]) == (" ", NUMBER)
    assert (record["type"], record["status"]) == ("Internal", "ANSWERED")


async def test_a_check_out_wipes_the_guest(client: Client) -> None:
    entry = client.pbx.exchange.directory.extensions[NUMBER]
    entry.messages = 3
    await alarm(client)
    await client.post("extension/update", id=ROOM, mobile_number="+491", presence_status="lunch")
    await client.control("record", **{"from": "5503301", "to": NUMBER})
    ws = await client.open(30022, 30009)
    assert await client.post("hotel/checkout", ext_id=ROOM) == OK

    details = (await client.get("extension/get", id=str(ROOM)))["data"]
    emptied = ("first_name", "last_name", "email_addr", "mobile_number", "user_password")
    assert [details[name] for name in emptied] == [""] * 5
    assert details["outbound_route_permission"] is None
    assert (details["presence_status"], entry.messages) == ("available", 0)
    assert await alarms(client) == []
    assert await event(ws) == (30009, {"extension": NUMBER, "status": "available"})
    assert await event(ws) == (30022, {"ext_number": NUMBER, "option": "UPDATE"})
    (row,) = (await client.get("extension/search", search_value=NUMBER))["data"]
    assert "caller_id_name" not in row
    assert (await client.get("cdr/list"))["total_number"] == 1
    assert (await client.post("hotel/checkout", ext_id=7))["errcode"] == 60001


async def test_past_calls_go_where_that_is_set(client: Client) -> None:
    await client.control("pms", wipes_records=True)
    await client.control("record", **{"from": "5503301", "to": NUMBER})
    await client.control("record", **{"from": NUMBER, "to": "2003"})
    await client.control("record", **{"from": "5503301", "to": "2003"})
    await client.post("hotel/checkout", ext_id=ROOM)

    assert (await client.get("cdr/list"))["total_number"] == 1


async def test_after_a_check_out_nobody_calls_out(client: Client) -> None:
    ws = await client.open(30015)
    await client.post("hotel/checkout", ext_id=ROOM)
    await client.control("dial", extension=NUMBER, number="5503301")
    assert (await event(ws))[1]["reason"] == "NO Outbound Restrictin"
    await client.post("extension/update", id=ROOM, outbound_route_permission=[69])
    await client.control("dial", extension=NUMBER, number="5503301")
    state = await client.control("state")
    assert [call["direction"] for call in state["calls"]] == ["outbound"]


async def test_a_property_management_system_has_its_own_way(client: Client) -> None:
    identity = await alarm(client)
    await client.control("pms", on=True)
    told = await client.post("hotel/checkout", ext_id=ROOM)
    assert told == {"errcode": 70524, "errmsg": "CAN'T CHECKOUT WHEN PMS CHECKIN"}
    assert await client.post("wakeupcall/update", id=identity, alarm_time="06:00") == OK

    await client.control("pms", on=True, data=True)
    refused = [
        await client.post("wakeupcall/create", ext_id=ROOM, alarm_time="06:00"),
        await client.post("wakeupcall/update", id=identity, alarm_time="06:00"),
        await client.get("wakeupcall/delete", ext_id=str(ROOM)),
        await client.post("extension/update", id=ROOM, first_name="Ada"),
        await client.get("extension/delete", id=str(ROOM)),
    ]
    assert {each["errcode"] for each in refused} == {70525}
    assert len(await alarms(client)) == 1
    await client.control("pms", on=False, data=False)
    assert await client.post("hotel/checkout", ext_id=ROOM) == OK
