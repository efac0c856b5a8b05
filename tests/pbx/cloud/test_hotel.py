"""A Cloud PBX as a hotel's, over sockets."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CommandError, NoSuchTarget, NotSupported, OutcomeUnknown, UsageError
from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import NewStation

if TYPE_CHECKING:
    from tests.pbx.cloud.desk import Desk

ROOM, OTHER = ExtensionId("2003"), ExtensionId("2004")
SEVEN = Alarm("", time(7), frozenset(), 2, 5)


async def test_a_wake_up_call_is_set_read_changed_and_taken_away(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    first = await hotel.create_alarm(ROOM, SEVEN)
    second = await hotel.create_alarm(ROOM, Alarm("", time(8), frozenset({0, 6})))
    assert first != second
    found = {alarm.alarm_id: alarm for alarm in await hotel.alarms_of(ROOM)}
    assert (found[first].at, found[first].snoozes, found[first].snooze_min) == (time(7), 2, 5)
    assert found[second].days == {0, 6}
    await hotel.change_alarm(Alarm(first, time(9), frozenset(range(7)), 0, 10))
    assert {alarm.at for alarm in await hotel.alarms_of(ROOM)} == {time(8), time(9)}
    await hotel.delete_alarms(ROOM, (first,))
    assert [alarm.alarm_id for alarm in await hotel.alarms_of(ROOM)] == [second]
    await hotel.delete_alarms(ROOM, (first,))  # gone already
    await hotel.delete_alarms(ROOM, (first, second))
    assert await hotel.alarms_of(ROOM) == ()
    await hotel.delete_every_alarm(ROOM)


async def test_a_wake_up_call_as_it_was_read_can_be_moved(desk: Desk) -> None:
    """The PBX tells the prompt that it plays by itself, and would refuse it as no custom one."""
    hotel = (await desk.signed_in()).hotel
    await hotel.create_alarm(ROOM, SEVEN)
    (told,) = await hotel.alarms_of(ROOM)
    await hotel.change_alarm(replace(told, at=time(6, 40)))

    (moved,) = await hotel.alarms_of(ROOM)
    assert (moved.at, moved.prompt) == (time(6, 40), told.prompt)


async def test_it_rings_three_times_at_most(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    assert hotel.most_snoozes == 2
    for order in (
        hotel.create_alarm(ROOM, Alarm("", time(7), snoozes=3)),
        hotel.change_alarm(Alarm("2003/1", time(7), snoozes=3)),
    ):
        with pytest.raises(UsageError) as refused:
            await order
        assert refused.value.key == "hotel.snoozes"
    assert await hotel.alarms_of(ROOM) == ()


async def test_all_wake_up_calls_are_asked_for_many_rooms_at_once(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    await hotel.create_alarm(ROOM, SEVEN)
    await hotel.create_alarm(OTHER, SEVEN)
    before = desk.asked("wakeupcall/query")
    found = await hotel.alarms()

    assert set(found) == {ROOM, OTHER}
    assert desk.asked("wakeupcall/query") - before == 1


async def test_where_many_at_once_are_refused_each_room_is_asked(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    await hotel.create_alarm(ROOM, SEVEN)
    desk.control("fail", endpoint="wakeupcall/query", errcode=10006)
    found = await hotel.alarms()

    assert set(found) == {ROOM}
    assert desk.asked("wakeupcall/query") > 20


async def test_a_wake_up_call_whose_id_nobody_tells_is_unknown(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    await hotel.create_alarm(ROOM, SEVEN)
    desk.control("fail", endpoint="wakeupcall/create", errcode=10022)
    with pytest.raises(CommandError) as caught:
        await hotel.create_alarm(ROOM, SEVEN)
    assert not isinstance(caught.value, OutcomeUnknown)


async def test_a_guest_is_written_to_the_room_and_read_back_in_parts(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    change = StationChange(first_name="Ann Mary", last_name="Guest", email="a@b.c", mobile="170")
    await hotel.change_station(ROOM, change)
    found = await hotel.station(ROOM)
    assert (found.first_name, found.last_name) == ("Ann Mary", "Guest")
    assert (found.email, found.mobile) == ("a@b.c", "170")
    assert len(await hotel.stations((ROOM, OTHER, ExtensionId("9999")))) == 2
    await hotel.change_station(ROOM, StationChange())
    with pytest.raises(NoSuchTarget):
        await hotel.station(ExtensionId("9999"))


async def test_the_clock_is_the_pbxs_own(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    shown = await hotel.wall_clock()

    assert shown.tzinfo is None
    assert abs(shown - datetime.now()) < timedelta(hours=15)  # noqa: DTZ005 - naive, as it is


async def test_what_there_is_not_is_said(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    for asking in (
        hotel.routes(),
        hotel.check_out(ROOM),
        hotel.delete_station(ROOM),
        hotel.create_station(NewStation("3000", "First", "", "Secret1234")),
    ):
        with pytest.raises(NotSupported):
            await asking
