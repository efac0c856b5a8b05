"""One call of an endpoint: what is fetched and saved, and what is no file."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import pytest
import trustme
from aiohttp import web

from ctiapp.model.errors import (
    CannotConnect,
    CertificateRejected,
    CommandError,
    NoSuchTarget,
    NotAPbx,
    StorageError,
)
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.pbx.request import Request
from ctiapp.tools import api_call
from ctiapp.tools.api_call import Call
from ctiapp.tools.catalogue import load
from tests.e2e.simulated import Pbx
from tests.tools.calling import Api

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from ctiapp.tools.api_call import Outcome


@pytest.fixture(scope="module")
def pbx() -> Iterator[Pbx]:
    """A simulated PBX with one recording."""
    with Pbx() as started:
        started.do("record", **{"from": "5503301", "to": "2000", "recorded": True, "talk_s": 3})
        yield started


@pytest.fixture
def api(pbx: Pbx, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Api:
    pbx.do("requests", clear=True)
    return Api(pbx, tmp_path, capsys)


def file_name(api: Api) -> str:
    """The name of the one recording."""
    (recording,) = api.answer("recording/list")["data"]
    return str(recording["file"])


def test_a_file_is_fetched_with_the_same_token_and_saved(
    api: Api, pbx: Pbx, tmp_path: Path
) -> None:
    file, save = file_name(api), tmp_path / "call.wav"
    save.write_bytes(b"an older one")
    pbx.do("requests", clear=True)

    answer = api.answer("recording/download", f"file={file}", "--save", str(save))

    assert answer["file"] == file
    assert save.read_bytes()[:4] == b"RIFF"
    assert api.errors == f"ctiapp: {save.stat().st_size} bytes saved in {save}\n"
    assert [each["endpoint"] for each in pbx.do("requests")["requests"]] == [
        *("get_token", "recording/download", "download", "del_token"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["call.wav", "secret"]


def test_a_refusal_instead_of_a_file_leaves_nothing(api: Api, pbx: Pbx, tmp_path: Path) -> None:
    file, save = file_name(api), tmp_path / "call.wav"
    words = ("recording/download", f"file={file}", "--save", str(save))

    pbx.do("fail", endpoint="download", errcode=60001)
    assert api.call(*words) == (1, "")
    assert "the PBX refused (60001" in api.errors
    pbx.do("fail", endpoint="download", silent=True)
    assert api.call(*words) == (1, "")
    assert "the connection broke off" in api.errors

    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret"]


# --- a server that answers what it likes ---------------------------------------------------------

SUCCESS = {"errcode": 0, "errmsg": "SUCCESS"}
LINK = SUCCESS | {"file": "x.csv", "download_resource_url": "/api/download/x.csv"}
PAIR = SUCCESS | {"access_token": "AAAA1111", "refresh_token": "BBBB2222"}


def played(
    fetch: Callable[[web.Request], Awaitable[web.StreamResponse]],
    save: Path,
    *,
    tls: ssl.SSLContext | None = None,
    link: dict[str, object] | None = None,
) -> tuple[Outcome, list[str]]:
    """Call ``cdr/download`` where the file is answered so; also which paths were asked for."""
    asked = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path.rpartition("/")[2])
        match request.path:
            case "/openapi/v1.0/get_token":
                return web.json_response(PAIR)
            case "/openapi/v1.0/cdr/download":
                return web.json_response(link or LINK)
            case "/openapi/v1.0/del_token":
                return web.json_response(SUCCESS)
            case _:
                assert request.query["access_token"] == "AAAA1111"
                return await fetch(request)

    async def whole() -> Outcome:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
            await site.start()
            port = runner.addresses[0][1]
            scheme = "http" if tls is None else "https"
            account = Account("p-series", f"{scheme}://127.0.0.1:{port}", "me", Number(""))
            endpoint = load("p-series").endpoints["cdr/download"]
            return await Call(account, endpoint, Request("GET", endpoint.name), save).run("s3cret")
        finally:
            await runner.cleanup()

    return asyncio.run(whole()), asked


async def _csv(_: web.Request) -> web.Response:
    return web.Response(body=b"\n\nid;time\n1;2\n", content_type="text/csv")


def test_what_is_saved_is_what_came(tmp_path: Path) -> None:
    outcome, asked = played(_csv, tmp_path / "x.csv")

    assert (tmp_path / "x.csv").read_bytes() == b"\n\nid;time\n1;2\n"
    assert outcome.saved == len(b"\n\nid;time\n1;2\n")
    assert outcome.answer == LINK
    assert set(outcome.tokens) == {"AAAA1111", "BBBB2222"}
    assert asked == ["get_token", "download", "x.csv", "del_token"]


def test_an_empty_file_is_one(tmp_path: Path) -> None:
    async def nothing(_: web.Request) -> web.Response:
        return web.Response(body=b"")

    outcome, _ = played(nothing, tmp_path / "x.csv")

    assert outcome.saved == 0
    assert (tmp_path / "x.csv").read_bytes() == b""


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, '{"errcode":10005,"errmsg":"ACCESS DENIED"}', CommandError),
        (200, '{"errcode":0}', NotAPbx),
        (200, "{" * 70_000, NotAPbx),
        (404, "gone", NoSuchTarget),
        (404, '{"errcode":0}', NoSuchTarget),
        (500, "<html>", NotAPbx),
        (302, "", NotAPbx),
    ],
)
def test_what_is_no_file_is_not_saved(
    status: int, body: str, kind: type[Exception], tmp_path: Path
) -> None:
    async def other(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    with pytest.raises(kind):
        played(other, tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_call, "MAX_FILE", 100_000)

    async def much(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * 1_000_000)

    with pytest.raises(NotAPbx, match="more than 100000 bytes"):
        played(much, tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    for url in ("https://other.example/x", "//other.example/x", "/openapi/v1.0/extension/delete"):
        with pytest.raises(Exception, match="download"):
            played(_csv, tmp_path / "x", link=LINK | {"download_resource_url": url})
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        played(_csv, tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_certificate_that_nobody_knows_gets_no_secret(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)

    with pytest.raises(CertificateRejected):
        played(_csv, tmp_path / "x", tls=context)


def test_each_address_that_is_meant_is_tried_in_turn(
    unused_tcp_port_factory: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = unused_tcp_port_factory(), unused_tcp_port_factory()
    monkeypatch.setattr("ctiapp.pbx.p_series.wire_rest.PORTS", ports)
    endpoint = load("p-series").endpoints["cdr/list"]
    call = Call(
        Account("p-series", "127.0.0.1", "me", Number("")),
        endpoint,
        Request("GET", "cdr/list"),
        None,
    )

    with pytest.raises(CannotConnect):
        asyncio.run(call.run("s3cret"))
