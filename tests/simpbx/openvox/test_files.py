"""Recordings and records of past calls, as they are fetched."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.files import recording_name

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

DAY = {"starttime": "2023-11-14 00:00:00", "endtime": "2023-11-14 23:59:59"}


async def fetch(house: House, endpoint: str, **query: str) -> tuple[str, bytes]:
    url = f"{house.url}/api/v0.0.1/{endpoint}"
    params = {**query, "token": house.token}
    async with house.session.get(url, params=params) as response:
        return response.content_type, await response.read()


async def past_call(house: House) -> str:
    """Let a call be recorded and end; returns the recording's name as it is reported."""
    house.exchange.directory.extensions["2000"].recorded = True
    caller, _ = house.talk()
    house.wait(5)
    house.exchange.hang_up(caller)
    name: str = (await house.told_until("NewCdr"))[-1]["recording"]
    return name


def test_how_a_recording_is_named() -> None:
    ours = "20240102091500-1700000200.7-305-306-Internal.wav"
    assert recording_name(ours) == "exten-305-306-20240102-091500-1700000200.7.wav"
    assert recording_name("something-else.wav") == "something-else.wav"


async def test_a_recording_is_fetched_once(house: House) -> None:
    name = await past_call(house)
    answer = await house.ask("recording/get_random", recording=name)
    assert answer["recording"] == name
    assert len(answer["random"]) == 32
    link = {"recording": name, "random": answer["random"]}
    kind, sound = await fetch(house, "recording/download", **link)
    assert kind == "audio/x-wav"
    assert sound[:4] == b"RIFF"
    assert b"20012" in (await fetch(house, "recording/download", **link))[1]


async def test_the_random_string_is_good_for_30_seconds(house: House) -> None:
    name = await past_call(house)
    random = (await house.ask("recording/get_random", recording=name))["random"]
    house.offset_s += 30
    assert b"20012" in (await fetch(house, "recording/download", recording=name, random=random))[1]


async def test_only_the_address_that_is_allowed(house: House) -> None:
    name = await past_call(house)
    wish = {"recording": name, "allowedip": "192.0.2.7"}
    random = (await house.ask("recording/get_random", **wish))["random"]
    assert b"20012" in (await fetch(house, "recording/download", recording=name, random=random))[1]
    wrong = await house.ask("recording/get_random", recording=name, allowedip="1.2.3.4,1.2.3.5")
    assert wrong["errno"] == "20015"


async def test_a_recording_that_is_none(house: House) -> None:
    answer = await house.ask("recording/get_random", recording="exten-1-2-3.wav")
    assert answer["errno"] == "20014"
    name = await past_call(house)
    random = (await house.ask("recording/get_random", recording=name))["random"]
    house.exchange.recordings.remove(house.exchange.recordings.kept[0])
    body = (await fetch(house, "recording/download", recording=name, random=random))[1]
    assert b"20014" in body


async def test_past_calls_are_a_table(house: House) -> None:
    name = await past_call(house)
    house.exchange.router.dial("2001", "2002")
    house.exchange.hang_up(house.leg("2001"))
    answer = await house.ask("cdr/get_random", extid="all", **DAY)
    link = {"extid": "all", **DAY, "random": answer["random"]}
    kind, table = await fetch(house, "cdr/download", **link)
    assert kind == "text/csv"
    rows = list(csv.DictReader(table.decode().splitlines()))
    assert rows[0] == {
        "timestart": "2023-11-14 22:13:20",
        "callfrom": "5503301",
        "callto": "2000",
        "callduraction": "5",
        "talkduraction": "5",
        "status": "ANSWERED",
        "type": "Inbound",
        "recording": name,
    }
    assert rows[1]["status"] == "NO ANSWER"
    assert rows[1]["recording"] == ""
    some = {"extid": "2001,2003", **DAY}
    random = (await house.ask("cdr/get_random", **some))["random"]
    _, table = await fetch(house, "cdr/download", **some, random=random)
    assert len(table.decode().splitlines()) == 2
    later = {**DAY, "extid": "all", "starttime": "2023-11-14 23:00:00"}
    random = (await house.ask("cdr/get_random", **later))["random"]
    _, table = await fetch(house, "cdr/download", **later, random=random)
    assert len(table.decode().splitlines()) == 1


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"extid": "2999"}, "10006"),
    ({"extid": ""}, "10004"),
    ({"starttime": "yesterday"}, "20019"),
    ({"endtime": "2023-11-14"}, "20019"),
]


async def test_past_calls_that_are_refused(house: House) -> None:
    codes = []
    for change, _ in REFUSED:
        answer = await house.ask("cdr/get_random", **{"extid": "all", **DAY, **change})
        codes.append((change, answer.get("errno")))
    assert codes == REFUSED


async def test_a_link_of_other_calls(house: House) -> None:
    random = (await house.ask("cdr/get_random", extid="2000", **DAY))["random"]
    body = (await fetch(house, "cdr/download", extid="all", **DAY, random=random))[1]
    assert b"20020" in body
    house.token = "0" * 32
    body = (await fetch(house, "cdr/download", extid="2000", **DAY, random=random))[1]
    assert b"20004" in body
