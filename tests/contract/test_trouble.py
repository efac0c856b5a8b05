"""A PBX in trouble, at every kind: what is said of it, and what it costs once it is over."""

from __future__ import annotations

import asyncio
import json
import random
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from aiohttp import ClientSession, web

from ctiapp.model.errors import (
    NoSuchApi,
    NotAPbx,
    NoToken,
    NotReady,
    PbxError,
    TokenExpired,
)
from ctiapp.model.events import LinkState
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.link import Link, Pace
from tests.contract.kinds import able, that
from tests.contract.office import AT_ONCE, ME
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.pbx.interface import Pbx
    from tests.contract.office import Office

PAGE = "<html>a page</html>"
FAILED = json.dumps({"status": "Failed", "errno": "10003", "errcode": 10003})
TAKEN = json.dumps({"status": "Success", "errcode": 0})


class Front:
    """The web server before a PBX: it passes on what is asked, or answers in its place.

    Attributes:
        says: status and text of what it answers itself; None: it passes on.
        url: of the PBX.
    """

    def __init__(self, url: str) -> None:
        self.says: tuple[int, str] | None = None
        self.url = url

    async def answer(self, request: web.Request) -> web.Response:
        if self.says is not None:
            status, text = self.says
            return web.Response(status=status, text=text)
        async with (
            ClientSession() as session,
            session.request(
                request.method,
                self.url + request.path_qs,
                data=await request.read(),
                headers={"Content-Type": request.headers["Content-Type"]},
            ) as answer,
        ):
            return web.Response(status=answer.status, body=await answer.read())


@asynccontextmanager
async def behind(office: Office) -> AsyncIterator[tuple[Front, Pbx]]:
    """A client of the office's PBX that goes by a web server before it."""
    front = Front(office.pbx.url)
    async with serving(front.answer) as server:
        seen = cast("Any", SimpleNamespace(url=server.url, face=office.pbx.face))
        client = office.kind.client(seen, ME, lambda: office.at)
        try:
            yield front, client
        finally:
            await client.close(revoke=False)


class Unhurried(random.Random):
    """Counts the waits, and waits no time."""

    waits = 0

    def uniform(self, a: float, b: float) -> float:
        del a, b
        self.waits += 1
        return 0.0


@able()
@pytest.mark.parametrize(
    ("says", "error", "key"),
    [
        ((500, PAGE), NotReady, "error.not_ready"),
        ((503, ""), NotReady, "error.not_ready"),
        ((503, '{"status": 503}'), NotReady, "error.not_ready"),
        ((404, PAGE), NotAPbx, "error.not_a_pbx"),
        ((200, PAGE), NotAPbx, "error.not_a_pbx"),
        ((200, FAILED), PbxError, NoSuchApi.key),
        ((200, TAKEN), NoToken, "error.no_token"),
    ],
)
async def test_what_is_wrong_at_a_log_in_is_said_as_what_it_is(
    office: Office, says: tuple[int, str], error: type[PbxError], key: str
) -> None:
    async with behind(office) as (front, client):
        front.says = says
        with pytest.raises(error) as caught:
            await client.sign_in(Credentials(office.secret))

        assert caught.value.key == key
        assert client.tokens is None
    assert office.log_ins == 0


@that(lambda kind: kind.pushes)
async def test_a_start_waits_for_a_pbx_that_is_not_ready(office: Office) -> None:
    async with behind(office) as (front, client):
        front.says = (503, PAGE)
        link = Link(client, office, Credentials(office.secret), pace=AT_ONCE, persistent=True)
        running = asyncio.create_task(link.run())
        await office.until(lambda: len(office.errors) > 1, "tried again")
        front.says = None
        await office.until(lambda: office.store.link is LinkState.UP, "up")
        link.stop()
        await running

    assert {type(error) for error in office.errors} == {NotReady}
    assert office.log_ins == 1


@that(lambda kind: kind.pushes)
@pytest.mark.parametrize("says", [(503, PAGE), (200, PAGE), (404, PAGE)])
async def test_a_pbx_that_is_back_and_forgot_the_session_costs_one_log_in_and_no_wait(
    office: Office, says: tuple[int, str]
) -> None:
    async with behind(office) as (front, client):
        unhurried = Unhurried()
        secret = Credentials(office.secret)
        link = Link(client, office, secret, pace=Pace(), persistent=True, rng=unhurried)
        running = asyncio.create_task(link.run())
        await office.until(lambda: office.store.link is LinkState.UP, "up")
        front.says = says
        link.retry_now()
        await office.until(lambda: len(office.errors) > 2, "down")
        office.do("expire_tokens")
        front.says = None
        await office.until(lambda: office.store.link is LinkState.UP, "up again")
        link.stop()
        await running

        errors = [error for error in office.errors if not isinstance(error, TokenExpired)]
        assert unhurried.waits == len(errors)
        assert "error.not_a_pbx" not in {error.key for error in errors}
        assert office.log_ins == 2
