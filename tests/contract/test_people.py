"""Who and what is where, at every kind of PBX: extensions, their lines, queues and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.directory import LineState, PlaceKind
from ctiapp.model.number import Number
from tests.contract.kinds import able, that
from tests.contract.office import COLLEAGUE, THIRD

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Pbx
    from tests.contract.office import Office


async def places(client: Pbx, kind: PlaceKind) -> dict[str, str]:
    return {one.number.text: one.name for one in await client.places() if one.kind is kind}


@able()
async def test_every_extension_is_listed_with_who_sits_there(office: Office) -> None:
    client = await office.new()
    listed = [one async for page in client.extensions() for one in page.items]
    people = office.pbx.exchange.directory.extensions

    assert {one.number.text: one.name for one in listed} == {
        number: person.name for number, person in people.items()
    }
    found = await client.extension(COLLEAGUE)
    assert found is not None
    assert (found.ext_id, found.name) in [(one.ext_id, one.name) for one in listed]
    assert await client.extension(Number("9999")) is None


@able()
async def test_queues_are_named(office: Office) -> None:
    client = await office.new()
    queues = office.pbx.exchange.directory.queues

    assert await places(client, PlaceKind.QUEUE) == {
        number: queue.name for number, queue in queues.items()
    }


@that(lambda kind: kind.family != "k2")
async def test_menus_are_named(office: Office) -> None:
    """K2 has nothing that lists them."""
    client = await office.new()
    menus = office.pbx.exchange.directory.ivrs

    assert menus
    assert await places(client, PlaceKind.IVR) == {
        number: menu.name for number, menu in menus.items()
    }


@that(lambda kind: kind.family == "k2")
async def test_conference_rooms_are_named(office: Office) -> None:
    """Of the others none tells them with their numbers."""
    client = await office.new()
    rooms = office.pbx.exchange.directory.conferences

    assert rooms
    assert await places(client, PlaceKind.CONFERENCE) == {
        number: room.name for number, room in rooms.items()
    }


@that(lambda kind: kind.family != "p-series")
async def test_whose_line_rings_or_is_busy_is_told_when_asked(office: Office) -> None:
    """A P-Series tells it by events alone."""
    client = await office.new()
    assert await client.lines() == {}
    office.do("dial", extension=THIRD.text, number=COLLEAGUE.text)

    assert await client.lines() == {THIRD: LineState.BUSY, COLLEAGUE: LineState.RINGING}
