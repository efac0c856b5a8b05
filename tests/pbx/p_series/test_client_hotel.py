"""A whole client at a simulated PBX that is a hotel's: all that a front desk asks and tells."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.directory import Presence
from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    NotPermitted,
    OutcomeUnknown,
    SessionRenewed,
)
from ctiapp.model.hotel import MAX_ALARMS, Alarm, OutsideRoute, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire_hotel, wire_rest
from ctiapp.pbx.request import Request
from tests.pbx.p_series.desk import COLLEAGUE

if TYPE_CHECKING:
    from ctiapp.pbx.p_series.client import PSeries
    from ctiapp.pbx.p_series.hotel import Hotel
    from tests.pbx.p_series.desk import Desk

SIX = Alarm("", time(6))
WORKDAYS = Alarm("", time(6, 45), frozenset(range(5)), 3, 5, "good_morning")
NEW = NewStation(
    number="315",
    user_password="Hunter22222",
    reg_name="room315",
    reg_password="Hunter33",
    first_name="Room 315",
    departments=("1",),
)
REQUESTS = Path(__file__).resolve().parents[2] / "frames" / "p_series_requests"


async def house(desk: Desk) -> tuple[PSeries, Hotel, ExtensionId]:
    """A front desk that is signed in, and a room."""
    client = await desk.signed_in()
    room = await client.extension(COLLEAGUE)
    assert room is not None
    return client, client.hotel, room.ext_id


# --- the clock -----------------------------------------------------------------------------------


async def test_the_clock_on_the_wall_of_the_pbx(desk: Desk) -> None:
    _, hotel, _ = await house(desk)
    desk.control("settings", zone_min=330)
    shown = await hotel.wall_clock()
    there = datetime.fromtimestamp(desk.pbx.exchange.now_s, UTC) + timedelta(minutes=330)
    assert abs(shown - there.replace(tzinfo=None)) < timedelta(seconds=5)


# --- wake-up calls -------------------------------------------------------------------------------


async def test_a_wake_up_call_is_what_was_set(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    assert await hotel.alarms() == {}
    assert await hotel.alarms_of(room) == ()
    once, weekly = await hotel.create_alarm(room, SIX), await hotel.create_alarm(room, WORKDAYS)
    wanted = (replace(SIX, alarm_id=once), replace(WORKDAYS, alarm_id=weekly))
    assert await hotel.alarms_of(room) == wanted
    assert await hotel.alarms() == {room: wanted}


async def test_a_change_of_the_time_leaves_the_days(desk: Desk) -> None:
    """The PBX would make one that does not tell its days ring once."""
    _, hotel, room = await house(desk)
    await hotel.create_alarm(room, WORKDAYS)
    (alarm,) = await hotel.alarms_of(room)
    for changed in (replace(alarm, at=time(7, 15)), replace(alarm, days=frozenset(), snoozes=0)):
        await hotel.change_alarm(changed)
        assert await hotel.alarms_of(room) == (changed,)


async def test_some_are_deleted_and_then_all(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    ids = [await hotel.create_alarm(room, replace(SIX, at=time(hour))) for hour in range(5, 10)]
    await hotel.delete_alarms(room, ids[:1])
    await hotel.delete_alarms(room, ids[:3])  # the first is gone already
    assert [alarm.alarm_id for alarm in await hotel.alarms_of(room)] == ids[3:]
    with pytest.raises(ValueError, match="all"):
        await hotel.delete_alarms(room, [])
    assert len(await hotel.alarms_of(room)) == 2
    deletions = [each for each in desk.pbx.site.requests if each["endpoint"] == "wakeupcall/delete"]
    assert len(deletions) == 5
    assert all(each["params"]["wakeup_call_id"] for each in deletions)

    await hotel.delete_every_alarm(room)
    await hotel.delete_every_alarm(room)
    assert await hotel.alarms_of(room) == ()


async def test_one_that_rang_and_is_gone_cannot_be_changed(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    with pytest.raises(NoSuchTarget):
        await hotel.change_alarm(replace(SIX, alarm_id="999"))
    await hotel.delete_alarms(room, ["999"])
    with pytest.raises(NoSuchTarget):
        await hotel.create_alarm(ExtensionId("99999"), SIX)


async def test_a_room_takes_only_so_many(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    for minute in range(MAX_ALARMS):
        await hotel.create_alarm(room, replace(SIX, at=time(6, minute)))
    with pytest.raises(CommandError) as caught:
        await hotel.create_alarm(room, WORKDAYS)
    assert caught.value.key == "wakeup.too_many"
    assert len(await hotel.alarms_of(room)) == MAX_ALARMS


async def test_the_wake_up_calls_of_many_rooms_come_in_pages(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire_hotel, "PAGE_SIZE", 4)
    client, hotel, _ = await house(desk)
    everybody = [each.ext_id async for page in client.extensions() for each in page.items][:10]
    for ext_id in everybody:
        await hotel.create_alarm(ext_id, SIX)
    assert list(await hotel.alarms()) == everybody
    assert desk.asked("wakeupcall/list") > 2


async def test_a_token_that_ended_early_wakes_nobody_twice(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    desk.control("fail", endpoint="wakeupcall/create", errcode=10004)
    with pytest.raises(SessionRenewed):
        await hotel.create_alarm(room, SIX)
    assert await hotel.alarms_of(room) == ()
    desk.control("fail", endpoint="wakeupcall/create", silent=True)
    with pytest.raises(OutcomeUnknown):
        await hotel.create_alarm(room, SIX)


# --- rooms ---------------------------------------------------------------------------------------


async def test_a_guest_is_written_and_read_again(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    before = await hotel.station(room)
    assert (before.number, before.has_password) == (COLLEAGUE, True)
    change = StationChange(
        "Ann",
        "Lee",
        "ann@guest.example",
        "15880",
        frozenset({"69"}),
        Presence.AWAY,
    )
    await hotel.change_station(room, change)
    after = await hotel.station(room)
    assert after == replace(
        before,
        first_name="Ann",
        last_name="Lee",
        email="ann@guest.example",
        mobile="15880",
        routes=frozenset({"69"}),
        presence=Presence.AWAY,
    )
    await hotel.change_station(room, StationChange(first_name="", routes=frozenset()))
    assert await hotel.station(room) == replace(after, first_name="", routes=frozenset())


async def test_a_guest_who_may_call_outside_is_barred_no_more(desk: Desk) -> None:
    client, hotel, room = await house(desk)
    body = {"id": int(room), "disable_outb_call": 1}
    await client._talk.command(Request("POST", "extension/update", body=body), repeatable=True)
    assert (await hotel.station(room)).barred
    await hotel.change_station(room, StationChange(first_name="Ann"))
    assert (await hotel.station(room)).barred
    await hotel.change_station(room, StationChange(routes=frozenset({"69"})))
    assert not (await hotel.station(room)).barred


async def test_where_departments_must_be_told_they_are(desk: Desk) -> None:
    client, hotel, room = await house(desk)
    desk.control("settings", needs_organization=True)
    before = await client.departments()
    await hotel.change_station(room, StationChange(first_name="Ann"))
    assert (await hotel.station(room)).first_name == "Ann"
    assert await client.departments() == before


async def test_an_address_that_somebody_has_is_refused_with_who(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    other = await hotel.station(room)
    await hotel.change_station(room, StationChange(email="one@guest.example"))
    client_room = await desk.clients[0].extension(Number("2002"))
    assert client_room is not None
    with pytest.raises(FieldsRefused) as caught:
        await hotel.change_station(client_room.ext_id, StationChange(email="one@guest.example"))
    assert caught.value.fields == {"email": "station.taken"}
    assert caught.value.holders == {"email": other.number.text}


async def test_many_rooms_at_once_and_one_that_is_gone(desk: Desk) -> None:
    client, hotel, room = await house(desk)
    everybody = [each.ext_id async for page in client.extensions() for each in page.items]
    found = await hotel.stations([*everybody, ExtensionId("99999")])
    assert [station.ext_id for station in found] == everybody
    assert room in everybody
    with pytest.raises(NoSuchTarget):
        await hotel.station(ExtensionId("99999"))


async def test_the_ways_out(desk: Desk) -> None:
    _, hotel, _ = await house(desk)
    assert OutsideRoute("69", "Outside") in await hotel.routes()


# --- check-out -----------------------------------------------------------------------------------


async def test_a_room_is_wiped(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    await hotel.change_station(room, StationChange("Ann", routes=frozenset({"69"})))
    await hotel.create_alarm(room, WORKDAYS)
    await hotel.check_out(room)
    after = await hotel.station(room)
    assert (after.first_name, after.last_name, after.email, after.mobile) == ("", "", "", "")
    assert (after.routes, after.has_password) == (frozenset(), False)
    assert await hotel.alarms_of(room) == ()
    assert desk.asked("wakeupcall/delete") == 0


async def test_where_a_hotel_s_system_owns_the_rooms_that_is_said(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    desk.control("pms", on=True)
    with pytest.raises(CommandError) as caught:
        await hotel.check_out(room)
    assert (caught.value.key, caught.value.code) == ("checkout.pms", "70524")
    desk.control("pms", on=True, data=True)
    for asking in (
        hotel.create_alarm(room, SIX),
        hotel.change_station(room, StationChange(first_name="x")),
        hotel.create_station(NEW),
    ):
        with pytest.raises(CommandError) as caught:
            await asking
        assert (caught.value.key, caught.value.code) == ("error.pms", "70525")


# --- extensions made and deleted -----------------------------------------------------------------


async def test_a_new_room_is_there_until_it_is_deleted(desk: Desk) -> None:
    client, hotel, _ = await house(desk)
    ext_id = await hotel.create_station(NEW)
    station = await hotel.station(ext_id)
    assert (station.number, station.first_name, station.routes) == (
        Number("315"),
        "Room 315",
        frozenset(),
    )
    assert await client.extension(Number("315")) is not None
    await hotel.delete_station(ext_id)
    assert await client.extension(Number("315")) is None
    await hotel.delete_station(ext_id)


async def test_what_is_wrong_of_a_new_room_is_told_by_its_field(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    mail = (await hotel.station(room)).email
    with pytest.raises(FieldsRefused) as caught:
        await hotel.create_station(replace(NEW, number=COLLEAGUE.text, email=mail))
    assert caught.value.fields == {"number": "station.taken", "email": "station.taken"}
    bad = replace(NEW, user_password="weak", reg_password="", ring_timeout_s=1, departments=())
    with pytest.raises(FieldsRefused) as caught:
        await hotel.create_station(bad)
    assert set(caught.value.fields) == {
        "user_password",
        "reg_password",
        "ring_timeout_s",
        "departments",
    }
    assert "weak" not in f"{caught.value} {caught.value.notice()} {caught.value.__cause__}"


@pytest.mark.parametrize("name", ["extension-create.fixed.json", "extension-create-online.txt"])
async def test_the_printed_creation_goes_through_as_it_is(desk: Desk, name: str) -> None:
    """The handbook's long example, of then and of now: what we send has no other words."""
    client, hotel, _ = await house(desk)
    printed: dict[str, Any] = json.loads((REQUESTS / name).read_text(encoding="utf-8"))
    request = Request("POST", "extension/create", body=printed)
    answer = await client._talk.command(request, repeatable=False)
    ext_id = ExtensionId(wire_rest.created_id(answer))
    station = await hotel.station(ext_id)
    assert (station.number, station.first_name, station.last_name, station.email) == (
        Number("1000"),
        "Terrell",
        "Smith",
        "terrell@sample.com",
    )
    assert (station.routes, station.barred) == ({"69"}, False)

    kept = (await client._talk.query(Request("GET", "extension/get", {"id": ext_id})))["data"]
    assert isinstance(kept, dict)
    lists = ("organization_list", "presence_list", "client_conf_list", "presence_mobile_prefix")
    plain = {key: value for key, value in printed.items() if key not in lists}
    assert {key: kept[key] for key in plain} == plain
    for told, sent in zip(kept["presence_list"], printed["presence_list"], strict=True):
        assert {key: told[key] for key in sent} == sent
    assert {each["value"] for each in kept["organization_list"]} == {"1", "2"}


# --- rights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("errcode", [10003, 10005])
async def test_without_the_right_the_front_desk_is_withdrawn(desk: Desk, errcode: int) -> None:
    client, hotel, _ = await house(desk)
    heard: list[frozenset[Capability]] = []
    client.heed_rights(lambda: heard.append(client.withdrawn))
    desk.control("fail", endpoint="wakeupcall/list", errcode=errcode)
    with pytest.raises(CommandError):
        await hotel.alarms()
    assert heard == [{Capability.HOTEL}]


async def test_who_may_not_look_is_not_told_that_nobody_is_there(desk: Desk) -> None:
    _, hotel, room = await house(desk)
    desk.control("fail", endpoint="extension/get", errcode=10005)
    with pytest.raises(NotPermitted):
        await hotel.station(room)
