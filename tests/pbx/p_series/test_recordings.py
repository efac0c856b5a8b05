"""Recordings from a simulated PBX, and from servers that mean ill."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import (
    CommandError,
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    PbxError,
    TokenExpired,
    WireError,
)
from ctiapp.model.events import RecordingReady
from ctiapp.pbx import leavefiles
from ctiapp.pbx.address import candidates
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.p_series.recordings import READY_TRIES, Recordings
from ctiapp.pbx.rest import Rest, Timing
from ctiapp.simpbx.sound import recorded
from tests.pbx.p_series.desk import COLLEAGUE, ME
from tests.pbx.small_server import account, serving
from tests.services.fakes import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from ctiapp.model.records import Recording
    from ctiapp.pbx.interface import Pbx
    from ctiapp.pbx.request import Request
    from tests.pbx.p_series.desk import Desk
    from tests.pbx.small_server import Handler

FILE = "20220112173629-1641980184.14-5566-5556-Internal.wav"
SOUND = recorded(2)
TOKEN = "t0ken-that-nobody-may-see"


async def listed(pbx: Pbx) -> list[Recording]:
    async with aclosing(pbx.recordings()) as pages:
        return [each async for page in pages for each in page.items]


async def fetched(pbx: Pbx | Recordings, file: str = FILE) -> bytes:
    pieces = pbx.fetched(file) if isinstance(pbx, Recordings) else pbx.recording(file)
    async with aclosing(pieces):
        return b"".join([piece.data async for piece in pieces])


# --- at a simulated PBX --------------------------------------------------------------------------


async def test_recordings_are_listed_newest_first_with_their_moments(desk: Desk) -> None:
    desk.control("settings", date_format="DD/MM/YYYY", hours=12, zone_min=330)
    desk.control("record", **{"from": "5503301"}, to="2000", ago_s=7200, talk_s=3, recorded=True)
    desk.control("record", **{"from": "2001"}, to="2000", ago_s=60, talk_s=9)
    desk.control("record", **{"from": "2000"}, to="2001", talk_s=4, recorded=True)
    client = await desk.signed_in()
    newer, older = await listed(client)
    records = await client.call_records(ME)

    assert [(newer.uid, newer.file), (older.uid, older.file)] == [
        (each.uid, each.recording) for each in records if each.recording
    ]
    assert {each.at for each in (newer, older)} <= {each.at for each in records}
    assert (newer.caller.number, newer.callee.number) == (ME, COLLEAGUE)
    assert (older.talk_s, newer.talk_s) == (3, 4)


async def test_many_recordings_are_many_pages(desk: Desk) -> None:
    for _ in range(501):
        desk.control("record", **{"from": "1"}, to="2000", recorded=True)
    client = await desk.signed_in()

    assert len(await listed(client)) == 501
    assert desk.asked("recording/list") == 2


async def test_a_file_is_what_the_pbx_has(desk: Desk) -> None:
    desk.control("record", **{"from": "5503301"}, to="2000", talk_s=7, recorded=True)
    client = await desk.signed_in()
    (recording,) = await listed(client)
    async with aclosing(client.recording(recording.file)) as pieces:
        got = [piece async for piece in pieces]

    assert b"".join(piece.data for piece in got) == recorded(7)
    assert {piece.total for piece in got} == {recording.size}


async def test_a_token_that_ended_early_is_renewed_on_the_way(desk: Desk) -> None:
    desk.control("record", **{"from": "1"}, to="2000", talk_s=2, recorded=True)
    client = await desk.signed_in()
    (recording,) = await listed(client)
    desk.control("fail", endpoint="download", errcode=10004)

    assert await fetched(client, recording.file) == SOUND
    assert desk.asked("refresh_token") == 1


async def test_a_link_that_has_ended_is_asked_for_once_more(desk: Desk) -> None:
    desk.control("record", **{"from": "1"}, to="2000", talk_s=2, recorded=True)
    client = await desk.signed_in()
    (recording,) = await listed(client)
    desk.control("fail", endpoint="download", errcode=60001)
    assert await fetched(client, recording.file) == SOUND
    assert desk.asked("recording/download") == 2

    desk.control("fail", endpoint="download", errcode=60001, times=2)
    with pytest.raises(NoSuchTarget):
        await fetched(client, recording.file)
    assert desk.asked("recording/download") == 4


@pytest.mark.parametrize(
    ("code", "error"), [(10001, NotSupported), (10005, NotPermitted), (70084, NotPermitted)]
)
async def test_a_refusal_is_said(desk: Desk, code: int, error: type[PbxError]) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="recording/list", errcode=code)
    with pytest.raises(error):
        await listed(client)
    desk.control("fail", endpoint="recording/download", errcode=code)
    with pytest.raises(error):
        await fetched(client)


async def test_a_pbx_without_recordings_has_none(desk: Desk) -> None:
    client = await desk.signed_in()
    assert await listed(client) == []
    desk.control("fail", endpoint="recording/list", errcode=60001)
    assert await listed(client) == []
    with pytest.raises(NoSuchTarget):
        await fetched(client)


# --- at servers that mean ill --------------------------------------------------------------------


class Talking:
    """A way to a small server, with a token that lives."""

    def __init__(self, rest: Rest) -> None:
        self.rest = rest
        self.tokens = [TOKEN]

    async def authorised(self, send: Callable[[TokenPair], Awaitable[object]]) -> object:
        moment = datetime(2030, 1, 1, tzinfo=UTC)
        return await send(TokenPair(self.tokens[-1], "r", moment, moment))


class Ill:
    """A PBX of which the test says what it answers.

    Attributes:
        links: what it gives as links, one after the other; the last one stays.
        bodies: what it sends when one is followed, one after the other; the last one stays.
    """

    def __init__(self) -> None:
        self.links: list[object] = ["/api/download/x.wav"]
        self.bodies: list[Handler] = []
        self.asked = 0
        self.told_to_wait = asyncio.Event()
        self.followed: list[web.Request] = []

    async def query(self, _: Request) -> Mapping[str, object]:
        self.asked += 1
        link = self.links.pop(0) if len(self.links) > 1 else self.links[0]
        if isinstance(link, Exception):
            self.told_to_wait.set()
            raise link
        return {"errcode": 0, "download_resource_url": link}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.followed.append(request)
        body = self.bodies.pop(0) if len(self.bodies) > 1 else self.bodies[0]
        return await body(request)

    @asynccontextmanager
    async def opened(self, ready_s: float = 0.0) -> AsyncIterator[Recordings]:
        async with serving(self.serve) as server:
            who = account(server.url)
            (origin,) = candidates(who.address, ports=(8088,), paths=frozenset())
            rest = await Rest.open(who, origin, Timing(connect_s=5, read_s=5, stall_s=5))

            async def no_style() -> None:
                return None

            talk = Talking(rest)
            asker = Asker(self.query, pytest.fail)
            try:
                yield Recordings(asker, talk, no_style, ready_s=ready_s)  # type: ignore[arg-type]
            finally:
                await rest.aclose()

    async def got(self) -> bytes:
        async with self.opened() as store:
            return await fetched(store)


def sends(body: bytes, status: int = 200, **headers: str) -> Handler:
    async def handler(_: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=body, status=status, headers=named)

    return handler


def breaks_off(after: int, whole: bytes = SOUND) -> Handler:
    """Promise the whole file and stop in the middle of it."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(whole))})
        await response.prepare(request)
        await response.write(whole[:after])
        assert request.transport is not None
        request.transport.close()
        return response

    return handler


async def test_a_file_comes_as_it_is_and_the_token_goes_to_this_pbx_alone() -> None:
    ill = Ill()
    ill.bodies = [sends(SOUND)]

    assert await ill.got() == SOUND
    (request,) = ill.followed
    assert (request.path, request.query["access_token"]) == ("/api/download/x.wav", TOKEN)
    assert request.headers["User-Agent"] == "OpenAPI"
    assert "Range" not in request.headers


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:1/x.wav", "//127.0.0.1/x.wav", "/openapi/v1.0/x", "/../x", None, ""]
)
async def test_a_link_that_leads_elsewhere_is_not_followed(link: object) -> None:
    ill = Ill()
    ill.links = [link]

    with pytest.raises(WireError):
        await ill.got()
    assert ill.followed == []


async def test_nobody_is_sent_elsewhere_on_the_way() -> None:
    async with serving(sends(SOUND)) as other:
        ill = Ill()
        ill.bodies = [sends(b"", 302, Location=f"{other.url}/stolen")]
        with pytest.raises(NotAPbx):
            await ill.got()
        assert other.seen == []


@pytest.mark.parametrize(
    ("body", "status", "error", "tries"),
    [
        (b"<html>log in</html>", 200, NotAPbx, 1),
        (b"MZ\x90\x00 a program for windows", 200, NotAPbx, 1),
        (b"", 200, NotAPbx, 1),
        (SOUND, 500, NotAPbx, 1),
        (b"x" * 20, 404, NoSuchTarget, 2),
        (b"", 403, NoSuchTarget, 2),
        (b"", 401, TokenExpired, 1),
        (json.dumps({"errcode": 60001, "errmsg": "DATA NOT FOUND"}).encode(), 200, NoSuchTarget, 2),
        (json.dumps({"errcode": 10005, "errmsg": "ACCESS DENIED"}).encode(), 200, NotPermitted, 1),
        (json.dumps({"errcode": 0, "errmsg": "SUCCESS"}).encode(), 200, NotAPbx, 1),
        (b"{" * 100_000, 200, PbxError, 1),
        (SOUND, 206, None, 1),
    ],
)
async def test_what_is_no_file_is_not_taken_for_one(
    body: bytes, status: int, error: type[PbxError] | None, tries: int
) -> None:
    ill = Ill()
    ill.bodies = [sends(body, status)]
    if error is None:
        assert await ill.got() == body
    else:
        with pytest.raises(error) as caught:
            await ill.got()
        assert TOKEN not in repr(caught.value) + str(caught.value)
    assert len(ill.followed) == tries


async def test_a_part_that_nobody_asked_for_is_none() -> None:
    ill = Ill()
    ill.bodies = [sends(SOUND[50:], 206, Content_Range=f"bytes 50-99/{len(SOUND)}")]
    with pytest.raises(NotAPbx):
        await ill.got()


@pytest.mark.parametrize("ranges", [True, False])
async def test_what_breaks_off_goes_on_where_it_stopped(*, ranges: bool) -> None:
    ill = Ill()
    ill.links = ["/first.wav", "/second.wav"]

    async def again(request: web.Request) -> web.StreamResponse:
        wanted = int(request.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        assert 0 < wanted < len(SOUND)
        if not ranges:
            return web.Response(body=SOUND)
        span = f"bytes {wanted}-{len(SOUND) - 1}/{len(SOUND)}"
        return web.Response(body=SOUND[wanted:], status=206, headers={"Content-Range": span})

    ill.bodies = [breaks_off(9000), again]
    async with ill.opened() as store, aclosing(store.fetched(FILE)) as pieces:
        got = [piece async for piece in pieces]

    assert b"".join(piece.data for piece in got) == SOUND
    assert {piece.total for piece in got} == {len(SOUND)}
    assert [request.path for request in ill.followed] == ["/first.wav", "/second.wav"]


async def test_what_breaks_off_twice_is_given_up() -> None:
    ill = Ill()
    ill.bodies = [breaks_off(100)]
    with pytest.raises(LinkLost):
        await ill.got()
    assert len(ill.followed) == 2


@pytest.mark.parametrize("said", [True, False])
async def test_a_file_without_an_end_is_cut(monkeypatch: pytest.MonkeyPatch, *, said: bool) -> None:
    monkeypatch.setattr(leavefiles, "MAX_FILE", 100_000)
    endless = asyncio.Event()

    async def flood(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(10**12)} if said else {})
        await response.prepare(request)
        await response.write(SOUND[:44])
        while not endless.is_set():
            try:
                await response.write(bytes(65_536))
            except ConnectionError:
                break
        return response

    ill = Ill()
    ill.bodies = [flood]
    with pytest.raises(NotAPbx) as caught:
        await ill.got()
    endless.set()
    assert caught.value.code == "size"


async def test_a_pbx_that_makes_it_ready_is_asked_again() -> None:
    ill = Ill()
    processing = CommandError("PROCESSING", code=2)
    ill.links = [processing, processing, "/x.wav"]
    ill.bodies = [sends(SOUND)]
    assert await ill.got() == SOUND
    assert ill.asked == 3

    ill.asked, ill.links = 0, [processing]
    with pytest.raises(LinkTimeout):
        await ill.got()
    assert ill.asked == READY_TRIES


async def test_who_is_told_that_it_is_ready_asks_at_once() -> None:
    """Nobody waits for the next time to ask; and what is told of another file wakes nobody."""
    ill = Ill()
    ill.links = [CommandError("PROCESSING", code=2), "/x.wav"]
    ill.bodies = [sends(SOUND)]
    async with ill.opened(ready_s=3600.0) as store:
        getting = asyncio.ensure_future(fetched(store))
        await asyncio.wait_for(ill.told_to_wait.wait(), 5)
        await settle()
        store.take_event(RecordingReady("other.wav", ready=True))
        store.take_event(RecordingReady(FILE, ready=True))
        store.take_event(RecordingReady(FILE, ready=True))
        assert await getting == SOUND
        assert store._awaited == {}
    assert ill.asked == 2


async def test_who_is_told_that_it_cannot_be_made_ready_waits_no_longer() -> None:
    ill = Ill()
    ill.links = [CommandError("PROCESSING", code=2)]
    async with ill.opened(ready_s=3600.0) as store:
        getting = asyncio.ensure_future(fetched(store))
        await asyncio.wait_for(ill.told_to_wait.wait(), 5)
        await settle()
        store.take_event(RecordingReady(FILE, ready=False, words="no room"))
        with pytest.raises(CommandError, match="no room"):
            await getting
    assert ill.asked == 1


async def test_who_has_heard_enough_lets_go_of_the_connection() -> None:
    gone = asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(SOUND)
        except ConnectionError:
            gone.set()
        return response

    ill = Ill()
    ill.bodies = [slow]
    async with ill.opened() as store:
        async with aclosing(store.fetched(FILE)) as pieces:
            async for _piece in pieces:
                break
        await asyncio.wait_for(gone.wait(), 5)


async def test_no_log_shows_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ill = Ill()
    ill.bodies = [breaks_off(100)]
    with pytest.raises(LinkLost):
        await ill.got()
    assert TOKEN not in caplog.text
