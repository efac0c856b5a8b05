"""Who is where: the list first, the details as far as they can be had."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import (
    CommandError,
    ExtensionNotFound,
    LinkLost,
    NoSuchTarget,
    NotSupported,
    TokenExpired,
)
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import directory as module
from ctiapp.pbx.k2.directory import Directory
from tests.pbx.k2.answering import Answering
from tests.pbx.k2.frames import answer

ADA = Number("305")
UNSUPPORTED = NotSupported("", code="10003")


def made(**answers: object) -> tuple[Answering, Directory]:
    told = {
        "extension__list": answer("extension-list"),
        "extension__query": answer("extension-query"),
        "deviceinfo__query": answer("deviceinfo-query"),
        "queue__query": answer("queue-query"),
        "conference__query": answer("conference-query"),
        **answers,
    }
    pbx = Answering(**told)  # type: ignore[arg-type]
    return pbx, Directory(pbx.asker)


async def test_one_is_found_by_the_exact_number() -> None:
    _, directory = made()
    assert (await directory.extension(ADA)).email == "ada@example.com"
    with pytest.raises(ExtensionNotFound):
        await directory.extension(Number("30"))


async def test_one_that_the_pbx_does_not_know() -> None:
    _, directory = made(extension__query=NoSuchTarget("", code="10006"))
    with pytest.raises(ExtensionNotFound):
        await directory.extension(ADA)


async def test_a_firmware_without_details_has_a_list() -> None:
    _, directory = made(extension__query=UNSUPPORTED)
    assert (await directory.extension(ADA)).name == "Ada Example"


async def test_all_extensions_with_what_their_details_add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    pbx, directory = made()
    pages = [page async for page in directory.extensions()]
    assert [(len(page.items), page.total) for page in pages] == [(2, 3), (1, 3)]
    assert pages[0].items[0].mobile == "555777"
    assert directory.names[ADA] == "Ada Example"
    assert directory.numbers["Ada Example"] == ADA
    assert [(each.body or {}).get("number") for each in pbx.asked] == [None, "305,306", "307"]


async def test_details_that_are_refused_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    pbx, directory = made(extension__query=UNSUPPORTED)
    assert [len(page.items) async for page in directory.extensions()] == [2, 1]
    assert [each.endpoint for each in pbx.asked] == ["extension/list", "extension/query"]
    pbx, directory = made(extension__query=CommandError("", code="10006"))
    assert [len(page.items) async for page in directory.extensions()] == [2, 1]
    assert len(pbx.asked) == 3


async def test_which_pbx_it_is_where_it_tells() -> None:
    _, directory = made()
    assert (await directory.information()).sn == "300000000001"
    assert directory.device.firmware == "80.1.0.1"
    _, directory = made(deviceinfo__query=LinkLost("gone"))
    assert (await directory.information()).sn is None
    _, directory = made(deviceinfo__query=TokenExpired("dead"))
    with pytest.raises(TokenExpired):
        await directory.information()


async def test_places_as_far_as_they_can_be_had() -> None:
    _, directory = made()
    assert [place.name for place in await directory.places()] == ["Support", "Morning"]
    _, directory = made(queue__query=UNSUPPORTED, conference__query=UNSUPPORTED)
    assert await directory.places() == ()


async def test_people_are_asked_for_once() -> None:
    pbx, directory = made()
    assert (await directory.people())[ADA] == "Ada Example"
    await directory.people()
    assert len(pbx.asked) == 1
    _, directory = made(extension__list=UNSUPPORTED)
    assert await directory.people() == {}


async def test_lines() -> None:
    _, directory = made()
    assert list(await directory.lines() or {}) == [Number("306")]
    _, directory = made(extension__list=UNSUPPORTED)
    assert await directory.lines() is None
