"""Wake-up calls at every kind of PBX, and that none is deleted that nobody named."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.number import Number
from ctiapp.model.stays import Item
from tests.contract.kinds import able

if TYPE_CHECKING:
    from ctiapp.model.ids import ExtensionId
    from ctiapp.pbx.interface_hotel import HotelPbx
    from tests.contract.office import Office

ROOM, NEXT_DOOR = Number("2003"), Number("2004")


async def rooms(office: Office) -> tuple[HotelPbx, ExtensionId, ExtensionId]:
    """The front desk's part of a client, and two rooms."""
    client = await office.new()
    found = [await client.extension(number) for number in (ROOM, NEXT_DOOR)]
    assert client.hotel is not None
    assert found[0] is not None
    assert found[1] is not None
    return client.hotel, found[0].ext_id, found[1].ext_id


def set_there(office: Office) -> list[tuple[str, time, tuple[int, ...]]]:
    """The wake-up calls that the exchange has."""
    alarms = office.pbx.exchange.wakeups.alarms.values()
    return sorted((one.extension, one.wish.at, tuple(one.wish.weekdays)) for one in alarms)


def deleted(office: Office) -> list[Any]:
    """What the PBX was asked to delete, by id; nothing where a request named none."""
    name = office.kind.alarm_id
    return [
        {**each["params"], **(each["body"] or {})}.get(name)
        for each in office.asked(office.kind.delete_alarm)
    ]


@able(Capability.WAKE_UPS)
async def test_wake_up_calls_are_set_listed_and_changed(office: Office) -> None:
    hotel, room, _ = await rooms(office)
    once = await hotel.create_alarm(room, Alarm("", time(6, 30)))
    often = await hotel.create_alarm(room, Alarm("", time(7, 5), frozenset({0, 6})))

    listed = {alarm.alarm_id: alarm for alarm in await hotel.alarms_of(room)}
    assert set(listed) == {once, often}
    assert (listed[once].at, listed[once].once) == (time(6, 30), True)
    assert (listed[often].at, listed[often].days) == (time(7, 5), frozenset({0, 6}))
    assert dict(await hotel.alarms()) == {room: tuple(await hotel.alarms_of(room))}

    await hotel.change_alarm(Alarm(often, time(8, 15), frozenset(range(7))))
    assert set_there(office) == [
        ("2003", time(6, 30), ()),
        ("2003", time(8, 15), tuple(range(7))),
    ]


@able(Capability.WAKE_UPS)
async def test_only_the_wake_up_call_that_is_named_is_deleted(office: Office) -> None:
    hotel, room, next_door = await rooms(office)
    first = await hotel.create_alarm(room, Alarm("", time(6, 30)))
    await hotel.create_alarm(room, Alarm("", time(7, 30)))
    await hotel.create_alarm(next_door, Alarm("", time(6, 30)))
    await hotel.delete_alarms(room, [first])
    await hotel.delete_alarms(room, [first])  # it is gone already

    assert set_there(office) == [("2003", time(7, 30), ()), ("2004", time(6, 30), ())]
    assert deleted(office)
    assert all(deleted(office))


@pytest.mark.parametrize("none", [[], [""], [" "]], ids=["no id", "empty", "blank"])
@able(Capability.WAKE_UPS)
async def test_a_deletion_that_names_none_is_never_sent(office: Office, none: list[str]) -> None:
    """A PBX takes it for all wake-up calls of the room, or of the house."""
    hotel, room, _ = await rooms(office)
    await hotel.create_alarm(room, Alarm("", time(6, 30)))
    with pytest.raises(ValueError, match=r"."):
        await hotel.delete_alarms(room, none)

    assert deleted(office) == []
    assert len(set_there(office)) == 1


@able(Capability.WAKE_UPS)
async def test_emptying_a_room_leaves_the_others_alone(office: Office) -> None:
    hotel, room, next_door = await rooms(office)
    await hotel.create_alarm(room, Alarm("", time(6, 30)))
    await hotel.create_alarm(room, Alarm("", time(7, 30)))
    await hotel.create_alarm(next_door, Alarm("", time(6, 30)))
    await hotel.delete_every_alarm(room)
    await hotel.delete_every_alarm(room)  # nothing is there any more

    assert set_there(office) == [("2004", time(6, 30), ())]


@able(Capability.CHECK_IN)
async def test_a_guest_gets_their_name_and_nobody_else_is_touched(office: Office) -> None:
    hotel, room, next_door = await rooms(office)
    before = await hotel.station(next_door)
    await hotel.change_station(room, StationChange(first_name="Ada", last_name="Moss"))
    station = await hotel.station(room)
    people = office.pbx.exchange.directory.extensions

    assert f"{station.first_name} {station.last_name}".strip() == "Ada Moss"
    assert f"{people['2003'].first_name} {people['2003'].last_name}".strip() == "Ada Moss"
    assert people["2003"].user_password == "Simulated1secret"
    assert await hotel.station(next_door) == before


@able(Capability.CHECK_OUT)
async def test_checking_out_wipes_one_room_of_what_is_promised(office: Office) -> None:
    hotel, room, next_door = await rooms(office)
    await hotel.create_alarm(room, Alarm("", time(6, 30)))
    await hotel.create_alarm(next_door, Alarm("", time(6, 30)))
    addresses = StationChange(email="ada@example.com", mobile="4917012345")
    await hotel.change_station(room, addresses)
    await hotel.check_out(room)

    assert set_there(office) == [("2004", time(6, 30), ())]
    station = await hotel.station(room)
    left = {
        Item.NAME: bool(station.first_name or station.last_name),
        Item.EMAIL: bool(station.email),
        Item.MOBILE: bool(station.mobile),
        Item.PASSWORD: bool(station.has_password),
    }
    assert {what for what, stands in left.items() if not stands} == hotel.erases & set(left)
    assert {Item.NAME, Item.WAKE_UPS} <= hotel.erases

    await hotel.change_station(room, StationChange(email="", mobile=""))
    station = await hotel.station(room)
    assert (station.email, station.mobile) == ("", "")
