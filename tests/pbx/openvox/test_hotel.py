"""A front desk at the simulated OpenVox UC, which is a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Extension
from ctiapp.model.errors import CommandError, NoSuchTarget, NotSupported, OutcomeUnknown, UsageError
from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.model.number import Number
from ctiapp.model.stays import Item
from ctiapp.pbx.openvox.clock import PbxClock
from ctiapp.pbx.openvox.hotel import Hotel
from ctiapp.pbx.openvox.newext import CallLimit, Destination, Forward, NewExtension
from tests.pbx.openvox.answering import Answering

if TYPE_CHECKING:
    from ctiapp.pbx.request import Request
    from tests.pbx.openvox.desk import Desk

ROOM = ExtensionId("2005")
EARLY = Alarm("", time(5, 30))
NEW = NewStation("2900", "Secret12word", "2900", "Secret34word", first_name="Ada", last_name="L")


async def test_what_cannot_ring_again_is_not_set_silently_without(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    assert hotel.most_snoozes == 0
    assert hotel.most_alarms is None
    before = len(desk.pbx.face.requests)
    for order in (
        hotel.create_alarm(ROOM, replace(EARLY, snoozes=1)),
        hotel.change_alarm(replace(EARLY, alarm_id="2005/1", snoozes=1)),
    ):
        with pytest.raises(UsageError) as refused:
            await order
        assert refused.value.key == "wakeup.rings_once"
    assert len(desk.pbx.face.requests) == before


async def test_a_wake_up_call_rings_though_the_pbx_has_no_such_prompt(desk: Desk) -> None:
    """Another name than a custom one's is refused: so may be the one that it tells itself."""
    hotel = (await desk.signed_in()).hotel
    first = await hotel.create_alarm(ROOM, replace(EARLY, prompt="its-own"))
    await hotel.change_alarm(Alarm(first, time(6, 45), prompt="its-own"))
    (found,) = await hotel.alarms_of(ROOM)
    assert (found.at, found.prompt) == (time(6, 45), "")


async def test_wake_up_calls_are_set_changed_and_taken_away(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    assert await hotel.alarms_of(ROOM) == ()
    first = await hotel.create_alarm(ROOM, EARLY)
    second = await hotel.create_alarm(ROOM, replace(EARLY, days=frozenset({0, 6})))
    await hotel.create_alarm(ExtensionId("2006"), EARLY)
    assert first.startswith("2005/")
    await hotel.change_alarm(Alarm(first, time(6, 45)))
    found = {one.alarm_id: one for one in await hotel.alarms_of(ROOM)}
    assert found[first].at == time(6, 45)
    assert found[second].days == {0, 6}
    assert set(await hotel.alarms()) == {ROOM, ExtensionId("2006")}
    await hotel.delete_alarms(ROOM, [first])
    await hotel.delete_alarms(ROOM, [first])
    await hotel.delete_every_alarm(ROOM)
    assert set(await hotel.alarms()) == {"2006"}
    assert all(each["body"].get("wakeupid") for each in desk.asked("wakeupcall/delete"))  # type: ignore[attr-defined]


async def test_a_right_that_the_api_does_not_have_is_not_said_to_be_erased(desk: Desk) -> None:
    """It would stand in every preview as not told, and in every receipt as not known."""
    hotel = (await desk.signed_in()).hotel
    assert Item.OUTSIDE not in hotel.erases


async def test_every_alarm_of_a_room_that_has_none_asks_for_nothing(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    await hotel.create_alarm(ExtensionId("2006"), EARLY)
    await hotel.delete_every_alarm(ROOM)
    assert desk.asked("wakeupcall/delete") == []
    with pytest.raises(NoSuchTarget):
        await hotel.alarms_of(ExtensionId("9999"))


class House:
    """Rooms at a PBX that answers from a table: their wake-up calls, by the PBX's own ids.

    It is told by an id alone what to delete, and deletes it in every room.
    """

    def __init__(self, **rooms: str) -> None:
        self.rooms = {room.removeprefix("r"): ids.split() for room, ids in rooms.items()}
        self.pbx = Answering(wakeupcall__query=self._query, wakeupcall__delete=self._delete)
        self.hotel = Hotel(self.pbx.asker, self._listed, PbxClock(lambda: pytest.fail("asked")))

    async def _listed(self) -> tuple[Extension, ...]:
        return tuple(Extension(ExtensionId(room), Number(room), "") for room in self.rooms)

    def _query(self, request: Request) -> dict[str, object]:
        assert request.body is not None
        asked = str(request.body["number"]).split(",")
        found = {room: self.rooms[room] for room in asked if self.rooms[room]}
        return {
            "wakeups": [
                {
                    "number": room,
                    "wakeup": [
                        {"wakeupid": one, "time": "06:30", "type": "onetime"} for one in ids
                    ],
                }
                for room, ids in found.items()
            ]
        }

    def _delete(self, request: Request) -> dict[str, object]:
        assert request.body is not None
        doomed = str(request.body["wakeupid"]).split(",")
        if not all(any(one in ids for ids in self.rooms.values()) for one in doomed):
            raise NoSuchTarget("", code="10021")
        for room, ids in self.rooms.items():
            self.rooms[room] = [one for one in ids if one not in doomed]
        return {}


async def test_where_rooms_count_their_alarms_themselves_no_other_room_loses_one() -> None:
    house = House(r305="1 2", r306="1")
    room = ExtensionId("305")
    for order in (
        house.hotel.delete_alarms(room, ["305/1"]),
        house.hotel.delete_alarms(room, ["305/2", "305/1"]),
        house.hotel.delete_every_alarm(room),
    ):
        with pytest.raises(NotSupported):
            await order
    assert house.rooms == {"305": ["1", "2"], "306": ["1"]}
    await house.hotel.delete_alarms(room, ["305/2"])
    assert house.rooms == {"305": ["1"], "306": ["1"]}


async def test_an_id_that_went_to_another_room_is_not_deleted_there() -> None:
    house = House(r305="2", r306="1")
    await house.hotel.delete_alarms(ExtensionId("305"), ["305/1", "305/2"])
    assert house.rooms == {"305": [], "306": ["1"]}
    await house.hotel.delete_alarms(ExtensionId("305"), ["305/1"])
    assert house.rooms == {"305": [], "306": ["1"]}


async def test_what_goes_while_others_are_asked_costs_nothing_else() -> None:
    house = House(r305="1 2")
    query = house._query

    def gone_meanwhile(request: Request) -> dict[str, object]:
        told = query(request)
        house.rooms["305"] = ["2"]
        return told

    house.pbx.answers["wakeupcall/query"] = gone_meanwhile
    await house.hotel.delete_every_alarm(ExtensionId("305"))
    assert house.rooms == {"305": []}


async def test_a_guest_comes_and_goes(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    await hotel.change_station(
        ROOM, StationChange(first_name="Ada", last_name="Byron", email="ada@example.com")
    )
    there = await hotel.station(ROOM)
    assert (there.first_name, there.last_name, there.email) == ("Ada", "Byron", "ada@example.com")
    assert there.routes is None
    before = len(desk.asked("extension/update"))
    await hotel.change_station(ROOM, StationChange())
    assert len(desk.asked("extension/update")) == before
    await hotel.create_alarm(ROOM, EARLY)
    await hotel.check_out(ROOM)
    gone = await hotel.station(ROOM)
    assert (gone.first_name, gone.email) == ("", "ada@example.com"), "the sheet names no e-mail"
    assert await hotel.alarms_of(ROOM) == ()
    assert len(await hotel.stations([ROOM, ExtensionId("9999"), ExtensionId("2001")])) == 2
    with pytest.raises(NoSuchTarget):
        await hotel.station(ExtensionId("9999"))
    with pytest.raises(NotSupported):
        await hotel.routes()


async def test_a_new_room_is_made_and_taken_away(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    assert await hotel.create_station(NEW) == "2900"
    made = await hotel.station(ExtensionId("2900"))
    assert (made.first_name, made.has_password) == ("Ada L", True)
    with pytest.raises(CommandError):
        await hotel.create_station(NEW)
    whole = NewExtension(
        "2901",
        name="Hall",
        register_password="Secret34word",
        no_answer=Forward(Destination.MOBILE, prefix="9", number="18088861612"),
        longest_call_s=CallLimit.SYSTEM,
        nat=True,
    )
    assert await hotel.add_extension(whole) == "2901"
    await hotel.delete_station(ExtensionId("2900"))
    await hotel.delete_station(ExtensionId("2900"))
    with pytest.raises(NoSuchTarget):
        await hotel.station(ExtensionId("2900"))


async def test_a_password_that_is_not_taken_is_not_sent(desk: Desk) -> None:
    hotel = (await desk.signed_in()).hotel
    with pytest.raises(FieldsRefused) as caught:
        await hotel.create_station(replace(NEW, reg_password="Secret 34 word"))
    assert caught.value.fields == {"reg_password": "station.password_31"}
    assert desk.asked("extension/add") == []


async def test_the_clock_is_known_once_a_call_told(desk: Desk) -> None:
    client = await desk.signed_in()
    with pytest.raises(NotSupported) as untold:
        await client.hotel.wall_clock()
    assert untold.value.key == "wakeup.clock_untold"
    shown = desk.now.strftime("%Y-%m-%d %H:%M:%S")
    client.parse(f'{{"action":"NewCdr","callid":"1","timestart":"{shown}","callduraction":"0"}}')
    assert (await client.hotel.wall_clock()).strftime("%Y-%m-%d %H:%M:%S") == shown


async def test_an_alarm_that_is_not_found_afterwards_is_not_known_to_be_set() -> None:
    pbx = Answering()

    async def nobody() -> tuple[()]:
        return ()

    hotel = Hotel(pbx.asker, nobody, PbxClock(lambda: pytest.fail("asked for the time")))
    with pytest.raises(OutcomeUnknown):
        await hotel.create_alarm(ROOM, EARLY)
    assert await hotel.alarms() == {}
