"""Which family answers is found out by how each refuses what bears no token: over real sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import CannotConnect, UsageError
from ctiapp.model.number import Number
from ctiapp.pbx import probing
from ctiapp.pbx.interface import Account
from ctiapp.pbx.probing import find_kind
from ctiapp.pbx.rest import Timing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Start = Callable[..., Awaitable["Answering"]]

QUICK = Timing(connect_s=1.0, read_s=1.0, total_s=2.0)
P_SERIES = {"/openapi/v1.0/system/information": '{"errcode":10005,"errmsg":"ACCESS DENIED"}'}
REFUSAL = '{"status":"Failed","errno":"20005"}'


def older(*versions: str) -> dict[str, str]:
    """A PBX that speaks these versions of the other three families' API."""
    return {f"/api/{version}/extension/query": REFUSAL for version in versions}


class Answering:
    """Answers by path; a page of its own for everything else, as a web interface does."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str, str, bytes]] = []
        self.port = 0

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(
            (request.method, request.path, request.query_string, await request.read())
        )
        found = self.answers.get(request.path)
        if found is None:
            return web.Response(text="<html>Sign in</html>", content_type="text/html", status=404)
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

    async def begin(answers: dict[str, str], port: int = 0) -> Answering:
        made = Answering(answers)
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", made.answer)
        runner = web.AppRunner(application, access_log=None)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        made.port = runner.addresses[0][1]
        return made

    yield begin
    for runner in runners:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (P_SERIES, "p-series"),
        (older("v2.0.0"), "k2"),
        (older("v1.1.0", "v2.0.0"), "k2"),
        (older("v1.1.0"), "cloud"),
        (older("v0.0.1"), "openvox"),
        ({"/api/v1.1.0/extension/query": '{"status":"Failed"}'}, "cloud"),
        ({}, None),
        (dict.fromkeys(older("v2.0.0"), '{"status":"Success"}'), None),
        (dict.fromkeys(older("v2.0.0"), '{"status":"Failed","errno":"10003"}'), None),
        (dict.fromkeys(older("v2.0.0"), '{"status":["Failed"],"errno":{"a":1}}'), None),
        (dict.fromkeys(older("v2.0.0"), "[" * 5000), None),
        (dict.fromkeys(P_SERIES, '"errcode"'), None),
    ],
)
async def test_each_family_refuses_in_its_own_words(
    start: Start, answers: dict[str, str], kind: str | None
) -> None:
    """And who refuses in none of them is none of ours."""
    made = await start(answers)
    assert await find_kind(made.account, QUICK) == kind


async def test_nobody_logs_in_and_nothing_is_told(start: Start) -> None:
    """A refused log-in would count; a name would be known to whoever answers there."""
    made = await start({})
    await find_kind(made.account, QUICK)
    assert [path for _, path, _, _ in made.asked] == [
        "/openapi/v1.0/system/information",
        *older("v2.0.0", "v1.1.0", "v0.0.1"),
    ]
    assert {(query, body) for _, _, query, body in made.asked} == {("", b""), ("", b"{}")}


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


async def test_what_speaks_no_tls_is_none_of_ours(start: Start) -> None:
    """The sign-in itself says then what is wrong; nothing falls back to plain text."""
    made = await start(P_SERIES)
    assert await find_kind(account(f"https://127.0.0.1:{made.port}"), QUICK) is None
    assert made.asked == []
