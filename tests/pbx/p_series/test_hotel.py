"""The front desk's part of a PBX: what is asked and told, and what a refusal means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
)
from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.p_series.hotel import Hotel
from tests.pbx.p_series.answering import Answering
from tests.pbx.p_series.frames import answer
from tests.pbx.p_series.test_wire_hotel import HALF_PAST_NINE, ROOM, SEVEN, WORKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

GONE = NoSuchTarget("no such data", code=60001)
NOW = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)


def house(**answers: Any) -> tuple[Answering, Hotel]:
    pbx = Answering(**answers)
    return pbx, Hotel(pbx.asker, pbx.command, lambda: NOW)


def paged(*rooms: Mapping[str, object], size: int = 1) -> Any:
    """Answers so many rooms a page, without telling how many there are."""

    def told(request: Request) -> Mapping[str, object]:
        begin = (int(request.params["page"]) - 1) * size
        return {"data": list(rooms[begin : begin + size])}

    return told


def room(ext_id: int, *ids: int) -> Mapping[str, object]:
    return {
        "ext_id": ext_id,
        "wakeup_call": [
            {"id": each, "alarm_time": "07:00", "repeat_type": "never"} for each in ids
        ],
    }


# --- the clock -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shown",
    [
        "2026/03/06 07:00:05",
        "03/06/2026 07:00:05",
        "06/03/2026 7:00:05 AM",
        "06.03.2026 07:00:05",
    ],
)
async def test_the_clock_is_read_in_every_way_that_it_can_be_written(shown: str) -> None:
    _, hotel = house(system__information={"data": {"system_time": shown}})
    assert await hotel.wall_clock() == datetime.fromisoformat("2026-03-06T07:00:05")


@pytest.mark.parametrize("shown", ["", "soon", "05/06/2022 07:00:00"])
async def test_a_clock_that_cannot_be_read_is_not_guessed_at(shown: str) -> None:
    _, hotel = house(system__information={"data": {"system_time": shown}})
    with pytest.raises(NotSupported):
        await hotel.wall_clock()


# --- wake-up calls -------------------------------------------------------------------------------


async def test_all_wake_up_calls_by_their_rooms() -> None:
    _, hotel = house(wakeupcall__list=paged(*[]))
    assert await hotel.alarms() == {}
    pbx, hotel = house(wakeupcall__list=answer("wakeupcall-list"))
    assert await hotel.alarms() == {
        "39": (HALF_PAST_NINE, SEVEN),
        "223": (replace(SEVEN, alarm_id="20"),),
    }
    assert len(pbx.asked) == 2  # it heeds no page, and the second is the first


async def test_pages_are_read_until_nothing_new_comes() -> None:
    """The answer has no total; a room may slip from one page to the next meanwhile."""
    rooms = [room(39, 1), room(40, 2), room(40, 2, 3), room(41)]
    pbx, hotel = house(wakeupcall__list=paged(*rooms))
    found = await hotel.alarms()
    assert {ext: [alarm.alarm_id for alarm in alarms] for ext, alarms in found.items()} == {
        "39": ["1"],
        "40": ["2", "3"],
    }
    assert len(pbx.asked) == 5


async def test_no_data_is_no_alarm() -> None:
    _, hotel = house(wakeupcall__list=GONE, wakeupcall__get=GONE)
    assert await hotel.alarms() == {}
    assert await hotel.alarms_of(ROOM) == ()


async def test_those_of_one_room() -> None:
    _, hotel = house(wakeupcall__get=answer("wakeupcall-get"))
    assert await hotel.alarms_of(ROOM) == (HALF_PAST_NINE, SEVEN)


async def test_one_is_set_once_and_never_by_itself_again() -> None:
    pbx, hotel = house(wakeupcall__create=answer("wakeupcall-create"))
    assert await hotel.create_alarm(ROOM, WORKDAYS) == "12"
    ((request, repeatable),) = pbx.sent
    assert (request.endpoint, repeatable) == ("wakeupcall/create", False)


async def test_one_whose_id_is_not_told_may_be_there() -> None:
    _, hotel = house()
    with pytest.raises(OutcomeUnknown):
        await hotel.create_alarm(ROOM, WORKDAYS)


async def test_a_room_that_has_as_many_as_it_can_says_so() -> None:
    _, hotel = house(wakeupcall__create=CommandError("limit", code=60002))
    with pytest.raises(CommandError) as caught:
        await hotel.create_alarm(ROOM, WORKDAYS)
    assert (caught.value.key, caught.value.params) == ("wakeup.too_many", {"most": 23})


async def test_one_that_is_gone_cannot_be_changed() -> None:
    pbx, hotel = house(wakeupcall__update=NoSuchTarget("gone", code=70516))
    with pytest.raises(NoSuchTarget):
        await hotel.change_alarm(Alarm("14", time(7)))
    assert pbx.sent[0][1]


async def test_those_that_are_named_are_deleted_and_no_others() -> None:
    pbx, hotel = house()
    await hotel.delete_alarms(ROOM, ["15", "16", "15"])
    assert pbx.params == [{"ext_id": "39", "wakeup_call_id": "15,16"}]


@pytest.mark.parametrize("ids", [(), [""], ["15", ""]])
async def test_naming_none_sends_nothing(ids: Any) -> None:
    pbx, hotel = house()
    with pytest.raises(ValueError, match="all"):
        await hotel.delete_alarms(ROOM, ids)
    assert pbx.sent == []


async def test_where_one_of_several_is_gone_the_others_are_deleted() -> None:
    def told(request: Request) -> Mapping[str, object]:
        if "16" in str(request.params["wakeup_call_id"]):
            raise NoSuchTarget("gone", code=70516)
        return {"errcode": 0}

    pbx, hotel = house(wakeupcall__delete=told)
    await hotel.delete_alarms(ROOM, ["15", "16", "17"])
    assert [each["wakeup_call_id"] for each in pbx.params] == ["15,16,17", "15", "16", "17"]


async def test_whatever_is_done_only_who_wants_all_deletes_all() -> None:
    """A deletion without an id empties the room: only one method may ever send that."""
    pbx, hotel = house(
        wakeupcall__create=answer("wakeupcall-create"),
        extension__create=answer("extension-create"),
        extension__get=answer("extension-get"),
        wakeupcall__get=answer("wakeupcall-get"),
        wakeupcall__list=answer("wakeupcall-list"),
    )
    await hotel.create_alarm(ROOM, WORKDAYS)
    await hotel.change_alarm(WORKDAYS)
    await hotel.delete_alarms(ROOM, ["15"])
    for alarm in await hotel.alarms_of(ROOM):
        await hotel.delete_alarms(ROOM, [alarm.alarm_id])
    await hotel.check_out(ROOM)
    await hotel.delete_station(ROOM)
    deletions = [
        request.params for request, _ in pbx.sent if request.endpoint == "wakeupcall/delete"
    ]
    assert len(deletions) == 3
    assert all(each.get("wakeup_call_id") for each in deletions)

    await hotel.delete_every_alarm(ROOM)
    assert dict(pbx.sent[-1][0].params) == {"ext_id": "39"}


async def test_all_of_a_room_that_has_none_are_deleted() -> None:
    _, hotel = house(wakeupcall__delete=GONE)
    await hotel.delete_every_alarm(ROOM)
    await hotel.delete_alarms(ROOM, ["15"])


# --- check-out -----------------------------------------------------------------------------------


async def test_a_check_out_is_sent_once() -> None:
    pbx, hotel = house()
    await hotel.check_out(ROOM)
    ((request, repeatable),) = pbx.sent
    assert (request.endpoint, request.body, repeatable) == ("hotel/checkout", {"ext_id": 39}, False)


@pytest.mark.parametrize("code", [70524, 70525])
async def test_where_a_hotel_s_system_checks_out_that_is_said(code: int) -> None:
    key = "checkout.pms" if code == 70524 else "error.pms"
    _, hotel = house(hotel__checkout=CommandError("pms", key=key, code=code))
    with pytest.raises(CommandError) as caught:
        await hotel.check_out(ROOM)
    assert (caught.value.key, caught.value.code) == ("checkout.pms", str(code))


async def test_another_refusal_and_a_room_that_is_gone_are_what_they_are() -> None:
    _, hotel = house(hotel__checkout=GONE)
    with pytest.raises(NoSuchTarget):
        await hotel.check_out(ROOM)
    _, hotel = house(hotel__checkout=CommandError("no", code=40002))
    with pytest.raises(CommandError) as caught:
        await hotel.check_out(ROOM)
    assert caught.value.key == "error.command"


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error", [NotPermitted("denied", code=10005), NotSupported("no version", code=10003)]
)
@pytest.mark.parametrize("asked", ["alarms", "alarms_of", "create_alarm", "delete_every_alarm"])
async def test_without_the_right_there_is_no_front_desk(error: CommandError, asked: str) -> None:
    _, hotel = house(
        wakeupcall__list=error,
        wakeupcall__get=error,
        wakeupcall__create=error,
        wakeupcall__delete=error,
    )
    heard: list[str] = []
    hotel.on_refused = lambda: heard.append("refused")
    arguments: dict[str, tuple[Any, ...]] = {"alarms": (), "create_alarm": (ROOM, WORKDAYS)}
    for _ in range(2):
        with pytest.raises(type(error)):
            await getattr(hotel, asked)(*arguments.get(asked, (ROOM,)))
    assert hotel.refused
    assert heard == ["refused"]
    hotel.forget_refusals()
    assert not hotel.refused


async def test_who_may_not_check_out_may_still_wake() -> None:
    denied = NotPermitted("denied", code=10005)
    _, hotel = house(hotel__checkout=denied, extension__get=denied)
    for asking in (hotel.check_out(ROOM), hotel.station(ExtensionId("39"))):
        with pytest.raises(NotPermitted):
            await asking
    assert not hotel.refused
