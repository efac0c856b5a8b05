"""Files over a real connection: leave to fetch one is good for one download."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import (
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    PbxError,
    TokenExpired,
    WireError,
)
from ctiapp.model.number import Number
from ctiapp.pbx import leavefiles
from ctiapp.pbx.address import Origin
from ctiapp.pbx.interface import Account, TokenPair
from ctiapp.pbx.leavefiles import Download, Files
from ctiapp.pbx.openvox.speech import Speech
from ctiapp.pbx.request import Request
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(range(256)) * 40


class Web:
    """A PBX whose files are served as a test says; it counts what it was asked."""

    def __init__(self, serve: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
        self.serve = serve
        self.downloads: list[dict[str, str]] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        if request.path.endswith("heartbeat"):
            return web.json_response({"status": "Failed", "errno": "20006"})
        self.downloads.append(dict(request.query))
        return await self.serve(request)


@asynccontextmanager
async def files_of(pbx: Web) -> AsyncIterator[Files]:
    async with serving(pbx) as server:
        now = datetime.now(UTC)
        account = Account("openvox", server.url, "client", Number("305"))
        speech = Speech()
        talk = Talk(account, speech, Timing(), now=lambda: now, rng=Random(1))
        await talk.open(Origin(False, "127.0.0.1", int(server.url.rpartition(":")[2])))
        ends_at = now + timedelta(minutes=30)
        talk.session.adopt(TokenPair("t1", "", ends_at, ends_at))
        files = Files(talk, speech)
        yield files
        await talk.close()


LEFT: list[Download] = []

LEAVE = Request("POST", "cdr/get_random", body={"extid": 305, "starttime": "2026-05-04 09:30:00"})


def test_a_file_is_fetched_by_what_was_asked_for() -> None:
    download = leavefiles.download("/api/v1", LEAVE, {"random": 7})
    assert download.path == "/api/v1/cdr/download"
    assert download.params == {"extid": "305", "starttime": "2026-05-04 09:30:00", "random": "7"}
    bare = leavefiles.download("", Request("POST", "recording/get_random"), {"random": "x"})
    assert bare == Download("/recording/download", {"random": "x"})
    with pytest.raises(WireError):
        leavefiles.download("/api/v1", LEAVE, {"status": "Success"})


async def leave() -> Download:
    """Leave to fetch something; each is one more."""
    download = Download("/api/v0.0.1/recording/download", {"recording": "a b.wav", "random": "r1"})
    LEFT.append(download)
    return download


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    LEFT.clear()


async def fetched(files: Files) -> bytes:
    return b"".join([piece.data async for piece in files.sound(leave)])


def saying(body: bytes, status: int = 200) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status)

    return serve


async def test_a_recording_comes_by_a_random_and_the_token() -> None:
    pbx = Web(saying(SOUND))
    async with files_of(pbx) as files:
        pieces = [piece async for piece in files.sound(leave)]
    assert b"".join(piece.data for piece in pieces) == SOUND
    assert pieces[0].total == len(SOUND)
    assert pbx.downloads == [{"recording": "a b.wav", "random": "r1", "token": "t1"}]


@pytest.mark.parametrize("heeds_range", [True, False])
async def test_one_that_breaks_off_goes_on_with_new_leave(heeds_range: bool) -> None:
    async def serve(request: web.Request) -> web.StreamResponse:
        begin_at = 0
        status = 200
        headers = {}
        if len(pbx.downloads) > 1 and heeds_range:
            begin_at = int(request.headers["Range"].partition("=")[2].strip("-"))
            status = 206
            headers = {"Content-Range": f"bytes {begin_at}-{len(SOUND) - 1}/{len(SOUND)}"}
        response = web.StreamResponse(status=status, headers=headers)
        response.content_length = len(SOUND) - begin_at
        await response.prepare(request)
        if len(pbx.downloads) == 1:
            await response.write(SOUND[:5000])
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(SOUND[begin_at:])
        return response

    pbx = Web(serve)
    async with files_of(pbx) as files:
        assert await fetched(files) == SOUND
    assert (len(LEFT), len(pbx.downloads)) == (2, 2)


async def test_one_that_breaks_off_twice_is_lost() -> None:
    async def serve(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    pbx = Web(serve)
    async with files_of(pbx) as files:
        with pytest.raises(LinkLost):
            await fetched(files)
    assert len(LEFT) == 2


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b'{"status":"Failed","errno":"20014"}', 200, NoSuchTarget),
        (b'{"status":"Failed","errno":"20004"}', 200, TokenExpired),
        (b'{"status":"Success"}', 200, NotAPbx),
        (b"{" * 200_000, 200, NotAPbx),
        (b"gone", 404, NoSuchTarget),
        (b"<html>gone</html>", 404, NotAPbx),
        (b"", 401, TokenExpired),
        (b"<html>a page</html>", 200, NotAPbx),
        (b"<xml><status>Failed</status><errno>20014</errno></xml>", 200, NoSuchTarget),
        (SOUND, 500, NotAPbx),
    ],
)
async def test_what_is_no_sound(body: bytes, status: int, error: type[PbxError]) -> None:
    """It says nothing against the address: the PBX gave leave for it."""
    async with files_of(Web(saying(body, status))) as files:
        with pytest.raises(error) as caught:
            await fetched(files)
    assert caught.value.key != NotAPbx.key


async def test_more_than_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leavefiles, "MAX_FILE", 100)
    monkeypatch.setattr(leavefiles, "MAX_TEXT", 100)
    async with files_of(Web(saying(SOUND))) as files:
        with pytest.raises(NotAPbx):
            await fetched(files)
    async with files_of(Web(saying(b"a,b\n" * 100))) as files:
        with pytest.raises(NotAPbx):
            await files.text(leave)


async def test_a_list_is_text() -> None:
    async with files_of(Web(saying("a,王\n".encode()))) as files:
        assert await files.text(leave) == "a,王\n"
    for body in (b"<html>", b"a\x00b"):
        async with files_of(Web(saying(body))) as files:
            with pytest.raises(NotAPbx):
                await files.text(leave)
