"""A front desk at a K2: both forms of an alarm, ids that are looked for, names made of two."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    LinkLost,
    NoSuchTarget,
    NotSupported,
    OutcomeUnknown,
    UsageError,
)
from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.pbx.k2.hotel import Hotel
from ctiapp.pbx.k2.wire_directory import Device
from tests.pbx.k2.answering import Answering
from tests.pbx.k2.frames import answer

if TYPE_CHECKING:
    from ctiapp.pbx.request import Request

ROOM = ExtensionId("305")
ALARM = Alarm("", time(7, 15))
NEW = NewStation("308", "Log-Word-17", "reg308", "Reg-Word-17-Word-17")
OK = {"status": "Success"}
GONE = NoSuchTarget("", code="10006")


def made(clock: datetime | None = None, **answers: object) -> tuple[Answering, Hotel]:
    async def information() -> Device:
        return Device(None, None, clock)

    pbx = Answering(extension__query=answer("extension-query"), **answers)  # type: ignore[arg-type]
    return pbx, Hotel(pbx.asker, information)


class Alarms:
    """A room's alarms: each that is created is there from then on."""

    def __init__(self, *, wants: type = list, code: str = "10004") -> None:
        self.wants = wants
        self.code = code
        self.there: list[dict[str, object]] = []

    def query(self, _: Request) -> dict[str, object]:
        if not self.there:
            return OK
        return {**OK, "wakeups": [{"number": ROOM, "wakeup": self.there}]}

    def create(self, request: Request) -> dict[str, object]:
        wakeup = (request.body or {})["wakeup"]
        if not isinstance(wakeup, self.wants):
            raise CommandError("", code=self.code)
        one = wakeup[0] if isinstance(wakeup, list) else wakeup
        self.there.append({"wakeupid": str(len(self.there) + 1), **one})
        return OK


def at_alarms(alarms: Alarms) -> tuple[Answering, Hotel]:
    return made(wakeupcall__query=alarms.query, wakeupcall__create=alarms.create)


async def test_it_rings_three_times_at_most() -> None:
    alarms = Alarms()
    _, hotel = at_alarms(alarms)
    assert hotel.most_snoozes == 2
    for order in (
        hotel.create_alarm(ROOM, Alarm("", time(7), snoozes=3)),
        hotel.change_alarm(Alarm("305/1", time(7), snoozes=3)),
    ):
        with pytest.raises(UsageError) as refused:
            await order
        assert refused.value.key == "hotel.snoozes"
    assert alarms.there == []
    await hotel.create_alarm(ROOM, Alarm("", time(7), snoozes=2))
    assert alarms.there[0]["repeats"] == "3"


async def test_the_wall_clock_is_the_pbx_own() -> None:
    _, hotel = made(datetime(2024, 1, 2, 9, 15, tzinfo=UTC))
    assert await hotel.wall_clock() == datetime(2024, 1, 2, 9, 15)  # noqa: DTZ001 - that is it
    _, hotel = made()
    with pytest.raises(NotSupported):
        await hotel.wall_clock()


async def test_all_alarms_and_those_of_a_room() -> None:
    _, hotel = made(wakeupcall__query=answer("wakeupcall-query"))
    assert [one.alarm_id for one in (await hotel.alarms())[ROOM]] == ["305/1", "305/2"]
    assert len(await hotel.alarms_of(ROOM)) == 2
    assert await hotel.alarms_of(ExtensionId("306")) == ()


async def test_no_alarm_is_not_no_room() -> None:
    _, hotel = made(wakeupcall__query=NoSuchTarget("", code="10021"))
    assert await hotel.alarms() == {}
    assert await hotel.alarms_of(ROOM) == ()
    _, hotel = made(wakeupcall__query=GONE)
    with pytest.raises(NoSuchTarget):
        await hotel.alarms_of(ROOM)


@pytest.mark.parametrize("code", ["10004", "10020"])
async def test_a_firmware_that_wants_the_other_form_gets_it_from_then_on(code: str) -> None:
    pbx, hotel = at_alarms(Alarms(wants=dict, code=code))
    assert await hotel.create_alarm(ROOM, ALARM) == "305/1"
    later = dataclasses.replace(ALARM, at=time(8))
    assert await hotel.create_alarm(ROOM, later) == "305/2"
    forms = [type(body["wakeup"]) for _, body in pbx.told]
    assert forms == [list, dict, dict]


async def test_a_form_that_was_taken_is_not_exchanged() -> None:
    alarms = Alarms()
    pbx, hotel = at_alarms(alarms)
    await hotel.create_alarm(ROOM, ALARM)
    alarms.wants = int
    with pytest.raises(CommandError):
        await hotel.create_alarm(ROOM, ALARM)
    assert len(pbx.told) == 2


async def test_an_id_that_is_not_found_is_no_success() -> None:
    _, hotel = made(wakeupcall__query=OK)
    with pytest.raises(OutcomeUnknown):
        await hotel.create_alarm(ROOM, ALARM)
    alarms = Alarms()

    def lost(request: Request) -> dict[str, object]:
        if alarms.there:
            raise LinkLost("gone")
        return alarms.query(request)

    _, hotel = made(wakeupcall__query=lost, wakeupcall__create=alarms.create)
    with pytest.raises(OutcomeUnknown):
        await hotel.create_alarm(ROOM, ALARM)


async def test_an_alarm_that_is_the_same_as_one_before_has_its_own_id() -> None:
    _, hotel = at_alarms(Alarms())
    assert await hotel.create_alarm(ROOM, ALARM) == "305/1"
    assert await hotel.create_alarm(ROOM, ALARM) == "305/2"


async def test_one_is_changed_by_an_object() -> None:
    pbx, hotel = made()
    await hotel.change_alarm(dataclasses.replace(ALARM, alarm_id="305/2"))
    ((request, repeatable),) = pbx.sent
    assert repeatable
    assert (request.body or {})["wakeupid"] == "2"
    assert isinstance((request.body or {})["wakeup"], dict)


async def test_an_alarm_is_moved_though_the_pbx_does_not_take_its_own_prompt_back() -> None:
    """What it is called when it is the PBX's own, nothing tells; a custom one is told again."""

    def update(request: Request) -> dict[str, object]:
        wakeup = (request.body or {})["wakeup"]
        assert isinstance(wakeup, dict)
        if wakeup.get("prompt") == "its-own":
            raise NoSuchTarget("", code="10023")
        return OK

    for prompt, sent in (("its-own", ["its-own", None]), ("good-day", ["good-day"])):
        pbx, hotel = made(wakeupcall__update=update)
        await hotel.change_alarm(dataclasses.replace(ALARM, alarm_id="305/2", prompt=prompt))
        assert [body["wakeup"].get("prompt") for _, body in pbx.told] == sent  # type: ignore[attr-defined]


async def test_alarms_that_are_gone_are_away() -> None:
    def delete(request: Request) -> dict[str, object]:
        if (request.body or {})["wakeupid"] != "2":
            raise NoSuchTarget("", code="10021")
        return OK

    pbx, hotel = made(wakeupcall__delete=delete)
    await hotel.delete_alarms(ROOM, ["305/1", "305/2"])
    assert [body["wakeupid"] for _, body in pbx.told] == ["1,2", "1", "2"]
    with pytest.raises(ValueError, match="name each"):
        await hotel.delete_alarms(ROOM, [])


async def test_every_alarm_of_a_room() -> None:
    pbx, hotel = made(wakeupcall__delete=GONE)
    await hotel.delete_every_alarm(ROOM)
    assert pbx.told == [("wakeupcall/delete", {"number": "305", "wakeupid": "all"})]


async def test_a_name_made_of_two_is_read_as_those_two() -> None:
    pbx, hotel = made()
    await hotel.change_station(ROOM, StationChange(first_name="Ada", last_name="Example"))
    assert pbx.told == [("extension/update", {"number": "305", "username": "Ada Example"})]
    station = await hotel.station(ROOM)
    assert (station.first_name, station.last_name) == ("Ada", "Example")
    (station,) = await hotel.stations([ROOM, ROOM])
    assert station.last_name == "Example"
    await hotel.change_station(ROOM, StationChange(routes=frozenset({"1"})))
    assert len(pbx.told) == 1


async def test_whoever_is_gone_is_left_out() -> None:
    def query(request: Request) -> dict[str, object]:
        if "306" in str((request.body or {})["number"]):
            raise GONE
        return answer("extension-query")

    pbx = Answering(extension__query=query)
    hotel = Hotel(pbx.asker, pytest.fail)
    found = await hotel.stations([ROOM, ExtensionId("306")])
    assert [one.ext_id for one in found] == ["305"]
    with pytest.raises(NoSuchTarget):
        await hotel.station(ExtensionId("306"))


async def test_a_check_out_is_sent_once() -> None:
    pbx, hotel = made()
    await hotel.check_out(ROOM)
    ((request, repeatable),) = pbx.sent
    assert (request.endpoint, request.body, repeatable) == (
        "hotel/checkout",
        {"number": "305"},
        False,
    )


async def test_a_new_room() -> None:
    _, hotel = made()
    assert await hotel.create_station(NEW) == "308"
    for code, error in (("10085", FieldsRefused), ("10087", CommandError), ("10017", CommandError)):
        _, hotel = made(extension__add=CommandError("", code=code))
        with pytest.raises(error) as caught:
            await hotel.create_station(NEW)
        assert caught.value.code == code
        if code == "10087":
            assert caught.value.key == "station.full"


async def test_a_room_that_is_deleted() -> None:
    _, hotel = made(extension__delete=GONE)
    await hotel.delete_station(ROOM)
    _, hotel = made(extension__delete=CommandError("", code="10086"))
    with pytest.raises(InvalidState):
        await hotel.delete_station(ROOM)
    _, hotel = made(extension__delete=CommandError("", code="10025"))
    with pytest.raises(CommandError):
        await hotel.delete_station(ROOM)


async def test_routes_are_not_told() -> None:
    _, hotel = made()
    with pytest.raises(NotSupported):
        await hotel.routes()
