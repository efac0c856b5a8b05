"""Who and what is where at an OpenVox UC."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import LineState, PlaceKind
from ctiapp.model.errors import ExtensionNotFound, NoSuchTarget, NotSupported
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
