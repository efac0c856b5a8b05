"""Wake-up calls and check-outs, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}
EARLY = {"number": "2005", "time": "06:30", "type": "onetime"}


async def alarms(house: House, numbers: str) -> Any:
    answer = await house.ask("wakeupcall/query", number=numbers)
    return {row["number"]: row["wakeup"] for row in answer.get("wakeups", [])}


async def test_one_that_rings_once(house: House) -> None:
    assert await house.ask("wakeupcall/query", number="2005") == OK
    assert await house.ask("wakeupcall/create", **EARLY) == OK
    row = {"wakeupid": "1", "type": "onetime", "weekdays": "", "time": "06:30", "prompt": ""}
    assert await alarms(house, "2005,2006") == {"2005": [row]}
    root = await house.ask_xml("wakeupcall/query", number="2005")
    assert root.findtext("wakeups/item/wakeup/item/time") == "06:30"


async def test_one_for_certain_days_in_two_rooms(house: House) -> None:
    days = {"type": "custom", "weekdays": "6,0", "prompt": "custom/good_morning"}
    assert await house.ask("wakeupcall/create", **{**EARLY, **days, "number": "2005,2006"}) == OK
    wish = house.exchange.wakeups.of("2006")[0].wish
    assert (wish.weekdays, wish.prompt) == ((5, 6), "good_morning")
    shown = (await alarms(house, "2006"))["2006"][0]
    assert (shown["type"], shown["weekdays"]) == ("custom", "0,6")
    assert shown["prompt"] == "custom/good_morning"


async def test_one_is_changed(house: House) -> None:
    await house.ask("wakeupcall/create", **EARLY)
    later = {**EARLY, "wakeupid": "1", "time": "07:15", "type": "custom", "weekdays": "1"}
    assert await house.ask("wakeupcall/update", **later) == OK
    (row,) = (await alarms(house, "2005"))["2005"]
    assert (row["time"], row["weekdays"]) == ("07:15", "1")
    for wrong in ({"wakeupid": "2"}, {"number": "2006"}):
        assert (await house.ask("wakeupcall/update", **{**later, **wrong}))["errno"] == "10021"


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"number": "2999"}, "10006"),
    ({"time": "6:30"}, "10020"),
    ({"time": "24:00"}, "10020"),
    ({"type": "daily"}, "10004"),
    ({"type": "custom"}, "10004"),
    ({"type": "custom", "weekdays": "7"}, "10020"),
    ({"prompt": "custom/none"}, "10023"),
]


async def test_alarms_that_are_refused(house: House) -> None:
    codes = []
    for change, _ in REFUSED:
        answer = await house.ask("wakeupcall/create", **{**EARLY, **change})
        codes.append((change, answer.get("errno")))
    assert codes == REFUSED
    assert house.exchange.wakeups.alarms == {}


async def test_a_room_that_is_full_keeps_all_from_having_one(house: House) -> None:
    for _ in range(23):
        await house.ask("wakeupcall/create", **EARLY)
    several = {**EARLY, "number": "2006,2005"}
    assert (await house.ask("wakeupcall/create", **several))["errno"] == "10020"
    assert house.exchange.wakeups.of("2006") == []


async def test_some_are_deleted(house: House) -> None:
    for number in ("2005", "2006", "2007"):
        await house.ask("wakeupcall/create", **{**EARLY, "number": number})
    assert (await house.ask("wakeupcall/delete", wakeupid="1,9"))["errno"] == "10021"
    assert await house.ask("wakeupcall/delete", wakeupid="1,3") == OK
    assert set(house.exchange.wakeups.alarms) == {2}


async def test_without_an_id_every_alarm_of_the_house_is_gone(house: House) -> None:
    """As documented, and the reason why no application may ever send that."""
    for number in ("2005", "2006"):
        await house.ask("wakeupcall/create", **{**EARLY, "number": number})
    assert await house.ask("wakeupcall/delete") == OK
    assert house.exchange.wakeups.alarms == {}


async def test_a_guest_checks_out(house: House) -> None:
    await house.ask("wakeupcall/create", **EARLY)
    assert await house.ask("hotel/checkout", number="2005") == OK
    entry = house.exchange.directory.extensions["2005"]
    assert (entry.name, entry.routes) == ("2005", ())
    assert entry.user_password
    assert house.exchange.wakeups.alarms == {}
    assert (await house.ask("hotel/checkout", number="2999"))["errno"] == "10006"
