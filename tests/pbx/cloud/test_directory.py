"""Who there is at a Cloud PBX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.directory import PlaceKind
from ctiapp.model.number import Number
from tests.pbx.cloud.desk import COLLEAGUE, ME

if TYPE_CHECKING:
    from tests.pbx.cloud.desk import Desk


async def test_a_number_is_inside_where_the_pbx_knows_it(desk: Desk) -> None:
    directory = (await desk.signed_in())._directory
    for number, inside in ((COLLEAGUE, True), (Number("9999"), False), (Number("*45"), False)):
        assert await directory.is_inside(number) is inside
        assert await directory.is_inside(number) is inside
    asked = desk.asked("extension/query")
    assert await directory.is_inside(Number("9999")) is False
    assert desk.asked("extension/query") == asked
    directory.forget()
    assert await directory.is_inside(Number("9999")) is False
    assert desk.asked("extension/query") == asked + 1


async def test_numbers_and_names_are_read_once(desk: Desk) -> None:
    directory = (await desk.signed_in())._directory
    assert ME in await directory.numbers()
    assert directory.name_of(ME)
    await directory.numbers()

    assert desk.asked("extensionlist/query") == 1
    assert await directory.is_inside(COLLEAGUE)


async def test_places_are_queues_and_what_else_there_is(desk: Desk) -> None:
    directory = (await desk.signed_in())._directory
    places = await directory.places()

    assert PlaceKind.QUEUE in {place.kind for place in places}
    assert await directory.is_inside(places[0].number)


async def test_through_what_a_call_came_is_known_of_a_place_and_of_a_group(desk: Desk) -> None:
    """Of a ring group no list tells: it is short, and no extension."""
    directory = (await desk.signed_in())._directory
    group, queue = Number("6299"), Number("6400")
    assert directory.is_place(queue, ME)
    assert not directory.is_place(group, ME), "nobody knows yet who is an extension"
    await directory.numbers()
    assert directory.is_place(group, ME)
    for number in (ME, COLLEAGUE, Number("5503000"), Number("112")):
        assert not directory.is_place(number, ME)


async def test_who_was_added_since_the_numbers_were_read_is_no_group(desk: Desk) -> None:
    directory = (await desk.signed_in())._directory
    await directory.numbers()
    new = COLLEAGUE
    del directory._names[new]
    assert directory.is_place(new, ME)
    await directory.extension(new)
    assert not directory.is_place(new, ME)


async def test_places_that_cannot_be_had_are_none(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="queue/query", errcode=10003)

    assert all(place.kind is not PlaceKind.QUEUE for place in await client.places())


async def test_lines_that_cannot_be_had_are_not_known(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="extensionlist/query", errcode=10003)

    assert await client.lines() is None
