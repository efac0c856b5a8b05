"""Requests and answers in one form and in another: the same is told, and the same is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from tests.contract.kinds import that
from tests.contract.office import CALLER, ME, OTHER

if TYPE_CHECKING:
    from ctiapp.model.ids import ExtensionId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.pbx.interface_hotel import HotelPbx
    from tests.contract.office import Office

ROOM, LEAVER = Number("2003"), Number("2004")
IN_XML = that(lambda kind: kind.style == "xml")


async def both(office: Office) -> tuple[Pbx, Pbx]:
    """Two that are signed in at one PBX: the one by XML, the other by JSON."""
    by_json = replace(office.kind, style="json").client(office.pbx, ME, lambda: office.at)
    office.clients.append(by_json)
    office.meant.add("json")
    await by_json.sign_in(Credentials(office.secret))
    return await office.new(), by_json


def desk_of(client: Pbx) -> HotelPbx:
    assert client.hotel is not None
    return client.hotel


async def room(client: Pbx, number: Number) -> ExtensionId:
    found = await client.extension(number)
    assert found is not None
    return found.ext_id


async def everything(client: Pbx) -> dict[str, Any]:
    """All that a client can be asked for."""
    queues = await client.queues()
    ids = [one.ext_id async for page in client.extensions() for one in page.items]
    hotel = desk_of(client)
    return {
        "extensions": [page async for page in client.extensions()],
        "places": await client.places(),
        "lines": await client.lines(),
        "snapshot": await client.snapshot(),
        "calls": await client.all_calls(),
        "queues": queues,
        "rules": [await client.queue_rules(queue.queue_id) for queue in queues],
        "agents": [await client.agents(queue.queue_id) for queue in queues],
        "loads": [await client.queue_load(queue.queue_id) for queue in queues],
        "records": await client.call_records(Number(CALLER)),
        "alarms": dict(await hotel.alarms()),
        "stations": await hotel.stations(ids),
    }


@IN_XML
async def test_an_idle_house_is_told_alike(office: Office) -> None:
    """Most lists are empty, which XML cannot tell from nothing."""
    by_xml, by_json = await both(office)
    told = await everything(by_xml)

    assert told == await everything(by_json)
    assert told["queues"]
    assert told["calls"] == ()
    assert told["alarms"] == {}


@IN_XML
async def test_a_busy_house_is_told_alike(office: Office) -> None:
    """One of this and one of that, which a list of one tells in several ways."""
    by_xml, by_json = await both(office)
    office.rings()
    office.do("pickup", extension="2000")
    office.do("dial", extension="2001", number="0405555555")
    office.rings(OTHER, to="6400")
    await desk_of(by_xml).create_alarm(await room(by_xml, ROOM), Alarm("", time(6, 30)))
    often = Alarm("", time(7, 5), frozenset({0, 6}))
    await desk_of(by_json).create_alarm(await room(by_json, LEAVER), often)
    told = await everything(by_xml)

    assert told == await everything(by_json)
    assert len(told["calls"]) >= 2
    assert len(told["alarms"]) == 2


@pytest.mark.parametrize("name", ["Ada & Söhne", "李 雷", "R2 ]]> D2"])
@IN_XML
async def test_a_name_is_written_and_read_as_it_is(office: Office, name: str) -> None:
    by_xml, by_json = await both(office)
    ext_id = await room(by_xml, ROOM)
    await desk_of(by_xml).change_station(ext_id, StationChange(first_name=name, last_name=""))

    assert office.pbx.exchange.directory.extensions[ROOM.text].first_name == name
    assert await desk_of(by_xml).station(ext_id) == await desk_of(by_json).station(ext_id)
    assert await by_xml.extension(ROOM) == await by_json.extension(ROOM)
