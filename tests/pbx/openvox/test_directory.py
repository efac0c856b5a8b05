"""Who and what is where at an OpenVox UC."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import LineState, PlaceKind
from ctiapp.model.errors import ExtensionNotFound, NoSuchTarget, NotSupported, TokenExpired
from ctiapp.model.number import Number
from ctiapp.pbx.openvox.directory import Directory
from tests.pbx.openvox.answering import Answering

ROWS = {
    "status": "Success",
    "extinfos": [
        {"extnumber": "305", "username": "Ada", "status": "InUse", "moblie": "0171"},
        {"extnumber": "306", "username": "306", "status": "Registered"},
    ],
}


async def test_an_extension_is_found_by_its_exact_number() -> None:
    directory = Directory(Answering(extension__query=ROWS).asker)
    found = await directory.extension(Number("305"))
    assert (found.name, found.mobile, found.registered) == ("Ada", "0171", True)
    with pytest.raises(ExtensionNotFound):
        await directory.extension(Number("30"))
    gone = Directory(Answering(extension__query=NoSuchTarget("", code="10006")).asker)
    with pytest.raises(ExtensionNotFound):
        await gone.extension(Number("305"))


async def test_all_are_one_page_and_are_known_from_then_on() -> None:
    pbx = Answering(extension__query=ROWS)
    directory = Directory(pbx.asker)
    (page,) = [page async for page in directory.extensions()]
    assert [one.name for one in page.items] == ["Ada", ""]
    assert directory.names == {Number("305"): "Ada", Number("306"): ""}
    assert pbx.asked[0].body == {}
    assert await directory.lines() == {Number("305"): LineState.BUSY}
    assert (await directory.own_line(Number("306"))).known


async def test_places_are_what_can_be_had() -> None:
    queues = {"queues": [{"queuenumber": "6401", "queuename": "Sales", "password": "secret"}]}
    directory = Directory(Answering(queue__query=queues, ivr__query=NotSupported("")).asker)
    (place,) = await directory.places()
    assert (place.kind, place.name) == (PlaceKind.QUEUE, "Sales")
    assert directory.inside == {Number("6401")}


async def test_through_what_a_call_came_is_known_of_a_place_and_of_a_group() -> None:
    """Of a ring group no list tells: it is short, and no extension."""
    queues = {"queues": [{"queuenumber": "6401", "queuename": "Sales"}]}
    pbx = Answering(extension__query=ROWS, queue__query=queues, ivr__query=NotSupported(""))
    directory = Directory(pbx.asker)
    me, group = Number("305"), Number("620")
    await directory.know_places()
    await directory.know_places()
    assert len(pbx.asked) == 2
    assert directory.is_place(Number("6401"), me)
    assert not directory.is_place(group, me), "nobody knows yet who is an extension"
    await directory.listed()
    assert directory.is_place(group, me)
    for number in (me, Number("306"), Number("5503000")):
        assert not directory.is_place(number, me)


async def test_places_that_cannot_be_had_now_do_not_keep_anybody_from_signing_in() -> None:
    lost = TokenExpired("")
    directory = Directory(Answering(queue__query=lost, ivr__query=lost).asker)
    await directory.know_places()
    assert not directory.inside
