"""Which family answers is found out by how each refuses what bears no token: over real sockets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import (
    CannotConnect,
    CertificateRejected,
    LinkError,
    LinkLost,
    LinkTimeout,
    NotAPbx,
    NotReady,
    UsageError,
)
from ctiapp.model.number import Number
from ctiapp.pbx import probing
from ctiapp.pbx.interface import Account
from ctiapp.pbx.probing import find_kind
from ctiapp.pbx.rest import Timing
from tests.pbx.certificates import certificate

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    Start = Callable[..., Awaitable["Answering"]]

QUICK = Timing(connect_s=1.0, read_s=1.0, total_s=2.0)
P_SERIES = {"/openapi/v1.0/system/information": '{"errcode":10005,"errmsg":"ACCESS DENIED"}'}
REFUSAL = '{"status":"Failed","errno":"20005"}'
PAGE = "<html>Sign in</html>"
CUT = "the connection is cut"
HANGS = "nothing comes"
STARTS = "the web server is there, and the PBX not yet"
IMPATIENT = Timing(connect_s=1.0, read_s=0.2, total_s=0.4)


def older(*versions: str, refusal: str = REFUSAL) -> dict[str, str]:
    """A PBX that speaks these versions of the other three families' API."""
    return {f"/api/{version}/extension/query": refusal for version in versions}


def failed(errno: str) -> str:
    """What it refuses with."""
    return f'{{"status":"Failed","errno":"{errno}"}}'


EVERY = ("v2.0.0", "v1.1.0", "v0.0.1")


class Answering:
    """Answers by path; a page of its own for everything else, as a web interface does."""

    def __init__(self, answers: dict[str, str], otherwise: str) -> None:
        self.answers = answers
        self.otherwise = otherwise
        self.over = asyncio.Event()
        self.asked: list[tuple[str, str, str, bytes]] = []
        self.port = 0

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(
            (request.method, request.path, request.query_string, await request.read())
        )
        found = self.answers.get(request.path, self.otherwise)
        if found == CUT and request.transport is not None:
            request.transport.abort()
        if found == HANGS:
            await self.over.wait()
        if found == STARTS:
            return web.Response(text=PAGE, content_type="text/html", status=503)
        if found == PAGE:
            return web.Response(text=found, content_type="text/html", status=404)
        return web.Response(text=found, content_type="application/json")

    @property
    def account(self) -> Account:
        return account(f"http://127.0.0.1:{self.port}")


def account(address: str) -> Account:
    return Account("auto", address, "client", Number("2000"))


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Starts a web server that answers so, on a port of its own or on the one named."""
    runners: list[web.AppRunner] = []
    begun: list[Answering] = []

    async def begin(
        answers: dict[str, str],
        otherwise: str = PAGE,
        *,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> Answering:
        made = Answering(answers, otherwise)
        begun.append(made)
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", made.answer)
        runner = web.AppRunner(application, access_log=None)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls)
        await site.start()
        made.port = runner.addresses[0][1]
        return made

    yield begin
    for made in begun:
        made.over.set()
    for runner in runners:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (P_SERIES, "p-series"),
        (dict.fromkeys(P_SERIES, '{"errcode":70004,"errmsg":"ACCOUNT IP BLOCKED"}'), "p-series"),
        (older("v2.0.0"), "k2"),
        (older("v1.1.0", "v2.0.0"), "k2"),
        (older("v1.1.0"), "cloud"),
        (older("v0.0.1"), "openvox"),
        (older(*EVERY), "k2"),
        # what fits best, whatever answers first
        (older("v2.0.0", refusal=failed("10003")) | older("v1.1.0"), "cloud"),
        (older("v2.0.0", refusal='{"status":"Failed"}') | older("v1.1.0"), "cloud"),
        (older("v2.0.0", refusal=failed("30003")) | older("v0.0.1"), "openvox"),
        (older("v1.1.0", refusal=failed("30003")), "cloud"),
        (older("v1.1.0", refusal=failed("20007")), "cloud"),
        (older("v1.1.0", refusal='{"status":"Failed"}'), "cloud"),
        (older(*EVERY, refusal='{"status":"Failed"}'), "openvox"),
    ],
)
async def test_each_family_refuses_in_its_own_words(
    start: Start, answers: dict[str, str], kind: str
) -> None:
    """By these it is known."""
    made = await start(answers)
    assert await find_kind(made.account, QUICK) == kind


@pytest.mark.parametrize(
    ("answers", "otherwise"),
    [
        ({}, PAGE),
        ({}, "[1,2]"),
        ({}, '{"errcode":404,"errmsg":"no such route"}'),
        ({}, '{"errcode":0,"errmsg":"SUCCESS"}'),
        ({}, '{"errcode":[10004]}'),
        (older("v2.0.0", refusal='{"status":"Success"}'), PAGE),
        (older(*EVERY, refusal=failed("10003")), PAGE),
        (older("v2.0.0", refusal='{"status":["Failed"],"errno":{"a":1}}'), PAGE),
        (older("v2.0.0", refusal="[" * 5000), PAGE),
        (dict.fromkeys(P_SERIES, '"errcode"'), PAGE),
    ],
)
async def test_who_refuses_in_none_of_these_is_none_of_ours(
    start: Start, answers: dict[str, str], otherwise: str
) -> None:
    """Whatever answers there gets no secret."""
    made = await start(answers, otherwise)
    with pytest.raises(NotAPbx):
        await find_kind(made.account, QUICK)


@pytest.mark.parametrize("silence", [CUT, HANGS, STARTS])
@pytest.mark.parametrize(
    ("answers", "kind"),
    [(older("v2.0.0"), "k2"), (older("v0.0.1"), "openvox"), (P_SERIES, "p-series")],
)
async def test_who_answers_no_path_that_is_not_their_own_is_found(
    start: Start, silence: str, answers: dict[str, str], kind: str
) -> None:
    """One family's probe that is cut or hangs says nothing of the next one's."""
    made = await start(answers, silence)
    assert await find_kind(made.account, IMPATIENT) == kind


@pytest.mark.parametrize(
    ("silence", "error"), [(CUT, LinkLost), (HANGS, LinkTimeout), (STARTS, NotReady)]
)
async def test_who_answers_nothing_at_all_is_not_called_somebody_else(
    start: Start, silence: str, error: type[LinkError]
) -> None:
    """It may be a PBX that is busy."""
    made = await start({}, silence)
    with pytest.raises(error):
        await find_kind(made.account, IMPATIENT)


XML_REFUSAL = '<?xml version="1.0"?><xml><status>Failed</status><errno>20005</errno></xml>'


@pytest.mark.parametrize(
    ("version", "refusal", "kind"),
    [
        ("v0.0.1", XML_REFUSAL, "openvox"),
        ("v0.0.1", "<xml><status>Failed</status></xml>", "openvox"),
        ("v2.0.0", XML_REFUSAL, None),
        ("v0.0.1", "<xml><status>Success</status></xml>", None),
        ("v0.0.1", "<html><status>Failed</status></html>", None),
    ],
)
async def test_an_openvox_may_answer_in_xml(
    start: Start, version: str, refusal: str, kind: str | None
) -> None:
    made = await start(older(version, refusal=refusal))
    if kind is not None:
        assert await find_kind(made.account, QUICK) == kind
        return
    with pytest.raises(NotAPbx):
        await find_kind(made.account, QUICK)


async def test_a_family_that_cannot_say_it_now_may_be_it(start: Start) -> None:
    """The web interface is there before what stands behind its paths."""
    made = await start(dict.fromkeys(older("v1.1.0"), STARTS))
    with pytest.raises(NotReady):
        await find_kind(made.account, QUICK)


async def test_nobody_logs_in_and_nothing_is_told(start: Start) -> None:
    """A refused log-in would count; a name would be known to whoever answers there."""
    made = await start({})
    with pytest.raises(NotAPbx):
        await find_kind(made.account, QUICK)
    assert made.asked[0][1] == "/openapi/v1.0/system/information"
    assert {path for _, path, _, _ in made.asked[1:]} == set(older(*EVERY))
    assert len(made.asked) == 1 + len(EVERY)
    assert {(query, body) for _, _, query, body in made.asked} == {
        ("", b""),
        ("", b"{}"),
        ("type=json", b"{}"),  # OpenVox
    }


async def test_where_nobody_answers_that_is_said(start: Start) -> None:
    """As a sign-in there would say it."""
    made = await start({})
    with pytest.raises(CannotConnect):
        await find_kind(account(f"http://127.0.0.2:{made.port}"), QUICK)
    with pytest.raises(UsageError) as told:
        await find_kind(account("ftp://pbx"), QUICK)
    assert told.value.key == "address.invalid"


async def test_openvox_is_looked_for_on_its_own_port(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no port is named; without encryption it is signed in to only where that is said."""
    made = await start(older("v0.0.1"))
    monkeypatch.setattr(probing, "OPENVOX_PORT", made.port)
    monkeypatch.setattr(probing, "WEB_PORTS", (1, 2))
    assert await find_kind(account("http://127.0.0.1"), QUICK) == "openvox"
    with pytest.raises(UsageError) as told:
        await find_kind(account("127.0.0.1"), QUICK)
    assert told.value.key == "signin.only_plain"
    assert told.value.params["address"] == f"127.0.0.1:{made.port}"
    with pytest.raises(CannotConnect):  # a port that is named is the only one that is asked
        await find_kind(account("http://127.0.0.1:1"), QUICK)


async def test_at_openvox_own_port_it_is_openvox(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every path is refused alike the port tells."""
    made = await start(older(*EVERY))
    monkeypatch.setattr(probing, "OPENVOX_PORT", made.port)
    assert await find_kind(made.account, QUICK) == "openvox"


async def test_a_trusted_page_hides_no_openvox_that_encrypts_nothing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The certificate of its web page was trusted; the API's port shows none."""
    shown = certificate()
    page = await start({}, tls=shown.server)
    made = await start(older("v0.0.1"))
    monkeypatch.setattr(probing, "OPENVOX_PORT", made.port)
    monkeypatch.setattr(probing, "WEB_PORTS", (page.port,))
    pinned = replace(account("127.0.0.1"), pin=shown.sha256)
    with pytest.raises(UsageError) as told:
        await find_kind(pinned, QUICK)
    assert told.value.key == "signin.only_plain"
    assert told.value.params["address"] == f"127.0.0.1:{made.port}"
    with pytest.raises(CertificateRejected):  # another one than the trusted: nothing goes on
        await find_kind(replace(pinned, pin="00" * 32), QUICK)


@pytest.mark.parametrize("pin", [None, "00" * 32])
async def test_what_speaks_no_tls_is_none_of_ours(start: Start, pin: str | None) -> None:
    """Nothing falls back to plain text."""
    made = await start(P_SERIES)
    asked = replace(account(f"https://127.0.0.1:{made.port}"), pin=pin)
    with pytest.raises(NotAPbx) as told:
        await find_kind(asked, QUICK)
    assert told.value.code == "TLS"
    assert made.asked == []
