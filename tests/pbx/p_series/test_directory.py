"""Extensions, contacts and places of a simulated PBX, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import ExtensionNotFound, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.p_series.directory import Directory
from tests.pbx.p_series.desk import ME
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request
    from tests.pbx.p_series.desk import Desk


async def test_oneself_is_found_on_a_later_page(desk: Desk) -> None:
    async def answer(request: web.Request) -> web.Response:
        page = int(request.query.get("page", 0))
        return web.json_response(
            {
                "errcode": 0,
                "access_token": "a",
                "refresh_token": "b",
                "total_number": 3,
                "data": [{"id": page, "number": {1: "12000", 2: "20001"}.get(page, "2000")}],
            }
        )

    async with serving(answer) as server:
        signed_in = await desk.client(address=server.url).sign_in(Credentials("secret"))

    assert (signed_in.me.ext_id, signed_in.me.number) == ("3", ME)


async def test_the_directory_comes_page_by_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctiapp.pbx.p_series.wire_rest.PAGE_SIZE", 10)
    client = await desk.signed_in()
    extensions = [page async for page in client.extensions()]
    contacts = [page async for page in client.contacts()]

    total = len(desk.pbx.exchange.directory.extensions)
    assert [len(page.items) for page in extensions] == [10, 10, total - 20]
    assert {page.total for page in extensions} == {total}
    assert len({each.number for page in extensions for each in page.items}) == total
    assert sum(len(page.items) for page in contacts) == contacts[0].total


async def test_without_the_right_to_see_contacts_there_are_none(desk: Desk) -> None:
    client = await desk.signed_in()
    for code in (10001, 10005):
        desk.control("fail", endpoint="company_contact/list", errcode=code)
        assert [page async for page in client.contacts()] == []


async def test_a_list_that_repeats_itself_ends(desk: Desk) -> None:
    rows = [{"id": 1, "number": "2000"}]

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(
            {
                "errcode": 0,
                "access_token": "a",
                "refresh_token": "b",
                "total_number": 99,
                "data": rows,
            }
        )

    async with serving(answer) as server:
        client = desk.client(address=server.url)
        await client.sign_in(Credentials("secret"))
        assert len([page async for page in client.extensions()]) == 1


async def test_places_that_cannot_be_had_cost_only_themselves(desk: Desk) -> None:
    client = await desk.signed_in()
    every = await client.places()
    desk.control("fail", endpoint="queue/list", errcode=10005)
    desk.control("fail", endpoint="system/get_menuoptions", errcode=-2)
    some = await client.places()

    assert {place.kind.value for place in every} >= {"queue", "ivr"}
    assert {place.kind.value for place in some} == {"ivr"}


def directory(answer: dict[str, object] | None) -> Directory:
    """Make a directory of a PBX that has one answer to everything, or refuses (None)."""

    async def query(_: Request) -> Mapping[str, object]:
        if answer is None:
            raise NotSupported("no such endpoint", code=10001)
        return answer

    return Directory(Asker(query, pytest.fail))


async def test_a_number_that_only_resembles_it_is_somebody_else() -> None:
    rows = [{"id": 1, "number": "20001"}, {"id": 2, "number": "2001"}]

    assert (await directory({"data": rows}).extension(Number("2001"))).ext_id == "2"
    with pytest.raises(ExtensionNotFound):
        await directory({"data": rows}).extension(ME)


async def test_a_pbx_that_does_not_say_what_it_is_stays_unknown() -> None:
    assert await directory(None).information() == (None, None, None)
    assert await directory({"data": {"sn": "3631"}}).information() == ("3631", None, None)
