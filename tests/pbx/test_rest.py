"""One request and its answer, against a server that misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import logging
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import (
    CannotConnect,
    CertificateRejected,
    LinkLost,
    LinkTimeout,
    NotAPbx,
    NotReady,
    PbxError,
)
from ctiapp.pbx import jsonpieces, rest
from ctiapp.pbx.address import candidates
from ctiapp.pbx.rest import Rest, Timing
from tests.pbx.certificates import certificate
from tests.pbx.small_server import account, serving

if TYPE_CHECKING:
    import json
    from pathlib import Path

    from ctiapp.pbx.interface import Account
    from ctiapp.pbx.rest import Fetch

TOKEN = "t0ken-that-nobody-may-see"
QUICK = Timing(connect_s=5, read_s=0.05, total_s=5)
PATIENT = Timing(connect_s=5, read_s=5, total_s=10)


async def _ask(who: Account, timing: Timing = PATIENT, **body: object) -> dict[str, object]:
    (origin,) = candidates(who.address, ports=(8088,), paths=frozenset())
    client = await Rest.open(who, origin, timing)
    try:
        return await client.ask(
            "POST" if body else "GET", "/x", params={"access_token": TOKEN}, body=body or None
        )
    finally:
        await client.aclose()


async def _error(who: Account, timing: Timing = PATIENT) -> PbxError:
    with pytest.raises(PbxError) as caught:
        await _ask(who, timing)
    assert TOKEN not in str(caught.value) + repr(caught.value) + str(caught.value.params)
    return caught.value


async def test_a_request_given_up_during_tls_leaves_no_connection_open() -> None:
    """The server, which never answers the handshake, sees the end of it at once."""
    greeted, left = asyncio.Event(), asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        greeted.set()
        try:
            while await reader.read(4096):
                pass
        except ConnectionError:
            pass  # torn down is gone as well
        left.set()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    who = account(f"https://127.0.0.1:{port}")
    asking = asyncio.create_task(_ask(who))
    await greeted.wait()
    asking.cancel()
    given_up = asyncio.gather(asking, return_exceptions=True)
    async with asyncio.timeout(5):
        await left.wait()
    await given_up
    assert asking.cancelled()
    server.close()


async def _fine(_: web.Request) -> web.Response:
    return web.json_response({"errcode": 0})


async def test_a_request_is_as_the_handbook_wants_it() -> None:
    async def check(request: web.Request) -> web.Response:
        assert request.headers["User-Agent"] == "OpenAPI"
        assert request.headers["Content-Type"] == "application/json"
        assert request.query["access_token"] == TOKEN
        return web.json_response({"errcode": 0, "echo": await request.json()})

    async with serving(check) as server:
        assert await _ask(account(server.url), channel_id="PJSIP/1") == {
            "errcode": 0,
            "echo": {"channel_id": "PJSIP/1"},
        }


@pytest.mark.parametrize("body", [{"extid": "305"}, None])
async def test_a_post_has_the_content_type_that_the_handbook_prints(
    body: dict[str, object] | None,
) -> None:
    printed = "application/json; charset=utf-8"

    async def check(request: web.Request) -> web.Response:
        return web.json_response({"type": request.headers["Content-Type"]})

    async with serving(check) as server:
        origin = candidates(server.url, ports=(), paths=frozenset())[0]
        client = await Rest.open(account(server.url), origin, PATIENT)
        answer = await client.ask("POST", "/", params={}, body=body, json_type=printed)
        await client.aclose()
    assert answer == {"type": printed}


async def test_the_token_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(_fine) as server:
        await _ask(account(server.url))

    assert TOKEN not in caplog.text


async def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with serving(_fine) as server:
        assert await _ask(account(server.url)) == {"errcode": 0}


async def test_the_accounts_proxy_is_used() -> None:
    async with serving(_fine) as server:
        through = replace(account(server.url), proxy="http://127.0.0.1:9")
        assert isinstance(await _error(through), CannotConnect)
        assert server.seen == []


async def test_each_request_has_a_connection_of_its_own() -> None:
    ports = []

    async def note(request: web.Request) -> web.Response:
        assert request.transport is not None
        ports.append(request.transport.get_extra_info("peername")[1])
        return web.json_response({})

    async with serving(note) as server:
        (origin,) = candidates(server.url, ports=(), paths=frozenset())
        client = await Rest.open(account(server.url), origin, PATIENT)
        await client.ask("GET", "/1", params={})
        await client.ask("GET", "/2", params={})
        await client.aclose()

    assert len(set(ports)) == 2


async def test_nobody_there_is_cannot_connect() -> None:
    async with serving(_fine) as server:
        url = server.url

    assert isinstance(await _error(account(url)), CannotConnect)


async def test_no_such_name_is_cannot_connect() -> None:
    assert isinstance(await _error(account("http://pbx.invalid")), CannotConnect)


async def test_silence_is_a_time_out() -> None:
    asked, over = asyncio.Event(), asyncio.Event()

    async def hang(_: web.Request) -> web.Response:
        asked.set()
        await over.wait()
        return web.Response()

    async with serving(hang) as server:
        assert isinstance(await _error(account(server.url), QUICK), LinkTimeout)
        assert asked.is_set()
        over.set()


async def test_an_answer_that_only_drips_ends_too() -> None:
    over = asyncio.Event()

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while not over.is_set():
            await response.write(b" ")
            await asyncio.sleep(0)
        return response

    async with serving(drip) as server:
        error = await _error(account(server.url), Timing(5, 5, 0.2))
        over.set()

    assert isinstance(error, LinkTimeout)


async def test_a_connection_that_breaks_is_lost() -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with serving(cut) as server:
        assert isinstance(await _error(account(server.url)), LinkLost)


@pytest.mark.parametrize(
    "answer",
    [b"<html>hello</html>", b"", b"[1, 2]", b'"text"', b"[" * 200_000, b"\xff\xfe"],
)
async def test_what_is_no_json_object_is_no_pbx(answer: bytes) -> None:
    async def other(_: web.Request) -> web.Response:
        return web.Response(body=answer, status=403)

    async with serving(other) as server:
        error = await _error(account(server.url))

    assert isinstance(error, NotAPbx)
    assert error.code == "HTTP 403"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize(
    "answer", [b"<html>try later</html>", b"", b"[]", b'{"status": 503, "error": "Unavailable"}']
)
async def test_a_web_server_that_cannot_now_says_nothing_against_the_address(
    status: int, answer: bytes
) -> None:
    """So a PBX answers while it starts."""

    async def starting(_: web.Request) -> web.Response:
        return web.Response(body=answer, status=status)

    async with serving(starting) as server:
        error = await _error(account(server.url))

    assert type(error) is NotReady
    assert (error.code, error.params) == (f"HTTP {status}", {"status": status})


@pytest.mark.parametrize(
    "verdict", [{"status": "Failed"}, {"errno": "20004"}, {"errcode": -2}, {"status": "SUCCESS"}]
)
async def test_a_verdict_of_the_pbx_counts_whatever_http_says(verdict: dict[str, object]) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.json_response(verdict, status=500)

    async with serving(refuse) as server:
        assert await _ask(account(server.url)) == verdict


async def test_a_redirect_is_not_followed() -> None:
    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("/elsewhere")

    async with serving(away) as server:
        assert isinstance(await _error(account(server.url)), NotAPbx)
        assert len(server.seen) == 1


async def test_a_body_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "MAX_BODY", 100_000)

    async def flood(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b" " * 50_000)
        except ConnectionError:
            return response

    async with serving(flood) as server:
        error = await _error(account(server.url))

    assert isinstance(error, NotAPbx)
    assert error.code == "size"


async def test_the_loop_goes_on_while_a_huge_answer_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sixteen megabytes, made to be slow; what they mean is somebody else's business."""
    name = "Ä" * 34
    rows = ",".join(f'{{"id":"{n}","name":"{name}"}}' for n in range(160_000))
    body = f'{{"errcode":0,"data":[[[{rows}]]]}}'.encode()
    assert 14_000_000 < len(body) < rest.MAX_BODY
    ticks = 0

    async def beat() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    beats: list[int] = []
    decode = jsonpieces.decode

    def watched(decoder: json.JSONDecoder, text: str) -> object:
        before = ticks
        made = decode(decoder, text)
        beats.append(ticks - before)
        return made

    monkeypatch.setattr(jsonpieces, "decode", watched)
    beating = asyncio.create_task(beat())
    value = await rest._read(body, rest.read_json)
    beating.cancel()
    assert isinstance(value, dict)
    assert len(value["data"][0][0]) == 160_000
    assert beats[0] > 20  # a single call into C would have let it beat not once


async def test_a_compressed_answer_is_not_unpacked() -> None:
    async def bomb(_: web.Request) -> web.Response:
        body = gzip.compress(b" " * 10_000_000)
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    async with serving(bomb) as server:
        assert isinstance(await _error(account(server.url)), NotAPbx)


async def test_a_large_answer_is_read_whole() -> None:
    names = {str(number): "x" * 100 for number in range(5000)}

    async def large(_: web.Request) -> web.Response:
        return web.json_response(names)

    async with serving(large) as server:
        assert await _ask(account(server.url)) == names


async def test_a_certificate_that_nobody_vouches_for_is_rejected_before_anything_is_sent() -> None:
    shown = certificate()
    async with serving(_fine, shown.server) as server:
        error = await _error(account(server.url))
        assert server.seen == []

    assert isinstance(error, CertificateRejected)
    assert error.sha256 == shown.sha256


@pytest.mark.parametrize("expired", [False, True])
async def test_a_pinned_certificate_will_do_whatever_its_name_and_dates(expired: bool) -> None:
    shown = certificate("other.example", expired=expired)
    async with serving(_fine, shown.server) as server:
        assert await _ask(account(server.url, pin=shown.sha256)) == {"errcode": 0}


async def test_a_certificate_that_changes_after_the_pin_was_checked_gets_nothing() -> None:
    pinned, other = certificate("pinned.example"), certificate("other.example")
    async with serving(_fine, pinned.server) as server:
        who = account(server.url, pin=pinned.sha256)
        (origin,) = candidates(server.url, ports=(), paths=frozenset())
        client = await Rest.open(who, origin, PATIENT)
    async with serving(_fine, other.server) as imposter:
        (client.origin,) = candidates(imposter.url, ports=(), paths=frozenset())
        with pytest.raises(CertificateRejected):
            await client.ask("GET", "/x", params={"access_token": TOKEN})
        assert imposter.seen == []
    await client.aclose()


async def test_a_ca_of_ones_own_is_trusted(tmp_path: Path) -> None:
    shown = certificate()
    path = tmp_path / "ca.pem"
    path.write_bytes(shown.ca_pem)
    async with serving(_fine, shown.server) as server:
        assert await _ask(account(server.url, ca=path)) == {"errcode": 0}


async def test_a_ca_does_not_vouch_for_another_name_or_for_what_has_ended(tmp_path: Path) -> None:
    for shown in (certificate("other.example"), certificate(expired=True)):
        path = tmp_path / "ca.pem"
        path.write_bytes(shown.ca_pem)
        async with serving(_fine, shown.server) as server:
            error = await _error(account(server.url, ca=path))
            assert isinstance(error, CertificateRejected)
            assert server.seen == []


async def test_plain_text_where_tls_is_due_is_no_pbx() -> None:
    async with serving(_fine) as server:
        error = await _error(account(server.url.replace("http:", "https:")))

    assert isinstance(error, NotAPbx)
    assert error.code == "TLS"


async def _fetched(who: Account, path: str = "/x", begin_at: int = 0) -> tuple[Fetch, bytes]:
    (origin,) = candidates(who.address, ports=(8088,), paths=frozenset())
    client = await Rest.open(who, origin, PATIENT)
    try:
        async with AsyncExitStack() as stack:
            fetch = await client.fetch(
                stack, path, params={"access_token": TOKEN}, begin_at=begin_at
            )
            return fetch, b"".join([piece async for piece in fetch.pieces()])
    finally:
        await client.aclose()


async def test_a_file_comes_in_pieces_and_says_how_long_it_is() -> None:
    async def send(request: web.Request) -> web.Response:
        assert request.query["access_token"] == TOKEN
        assert "Range" not in request.headers
        return web.Response(body=b"x" * 300_000)

    async with serving(send) as server:
        fetch, body = await _fetched(account(server.url))
    assert (fetch.status, fetch.total, fetch.begins_at) == (200, 300_000, None)
    assert body == b"x" * 300_000


async def test_the_middle_of_a_file_is_asked_for_and_told() -> None:
    async def send(request: web.Request) -> web.Response:
        assert request.headers["Range"] == "bytes=7-"
        return web.Response(body=b"rest", status=206, headers={"Content-Range": "bytes 7-10/11"})

    async with serving(send) as server:
        fetch, body = await _fetched(account(server.url), begin_at=7)
    assert (fetch.status, fetch.total, fetch.begins_at, body) == (206, 4, 7, b"rest")


@pytest.mark.parametrize("path", ["@evil.example/x", ":1/x", ".evil.example/x"])
async def test_a_file_is_never_asked_of_another_host(path: str) -> None:
    async with serving(_fine) as server:
        with pytest.raises(PbxError):
            await _fetched(account(server.url), path)
        assert server.seen == []


async def test_a_file_that_breaks_off_is_said_to() -> None:
    async def send(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"x" * 10)
        assert request.transport is not None
        request.transport.close()
        return response

    async with serving(send) as server:
        with pytest.raises(LinkLost):
            await _fetched(account(server.url))


async def test_a_post_without_a_body_is_one_of_json_all_the_same() -> None:
    """A Cloud PBX takes nothing else (20000), and asks for no body where nothing is told."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({})

    async with serving(answer) as server:
        who = account(server.url)
        (origin,) = candidates(who.address, ports=(443,), paths=frozenset())
        client = await Rest.open(who, origin, PATIENT)
        await client.ask("POST", "/x", params={})
        await client.aclose()
        (seen,) = server.seen

    assert seen.content_type == "application/json"
    assert seen.content_length == 0
