"""What is sent how often, by what it does."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from ctiapp.model.errors import (
    LinkLost,
    NoSuchFunction,
    NotAPbx,
    NotPermitted,
    OutcomeUnknown,
    PbxError,
    SessionRenewed,
    TokenExpired,
)
from ctiapp.pbx import address
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.p_series import wire_rest
from ctiapp.pbx.p_series.speech import Speech
from ctiapp.pbx.request import Request
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk
from tests.pbx.small_server import account, serving

NOW = datetime(2030, 1, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CREATE = Request("POST", "company_contact/create", body={"first_name": "Ann"})


class Pbx:
    """Answers from a list, one entry a request; a refresh always works."""

    def __init__(self, *codes: int | None) -> None:
        self.codes = list(codes)
        self.asked: list[tuple[str, str]] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        endpoint = request.path.removeprefix(f"{wire_rest.API_PATH}/")
        self.asked.append((endpoint, request.query.get("access_token", "")))
        if endpoint == "refresh_token":
            return web.json_response({"errcode": 0, "access_token": "b", "refresh_token": "y"})
        code = self.codes.pop(0)
        if code is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.json_response({"errcode": code, "id": 5})


async def opened(url: str, pair: TokenPair | None) -> Talk:
    talk = Talk(account(url), Speech(), Timing(), now=lambda: NOW, rng=random.Random(1))
    (origin,) = address.candidates(url, ports=(8088,), paths=frozenset())
    await talk.open(origin)
    talk.session.adopt(pair)
    return talk


PAIR = TokenPair("a", "x", LATER, LATER)


async def test_a_question_is_repeated_with_the_next_token() -> None:
    pbx = Pbx(10004, 0)
    async with serving(pbx.answer) as server:
        talk = await opened(server.url, PAIR)
        answer = await talk.query(wire_rest.INFORMATION)
        await talk.close()

    assert answer["errcode"] == 0
    assert pbx.asked == [
        ("system/information", "a"),
        ("refresh_token", ""),
        ("system/information", "b"),
    ]
    assert talk.settled


async def test_what_must_not_be_done_twice_is_not_repeated() -> None:
    pbx = Pbx(10004, 0)
    async with serving(pbx.answer) as server:
        talk = await opened(server.url, PAIR)
        with pytest.raises(SessionRenewed):
            await talk.command(CREATE, repeatable=False)
        await talk.command(CREATE, repeatable=False)
        await talk.close()

    assert [token for endpoint, token in pbx.asked if endpoint == CREATE.endpoint] == ["a", "b"]


@pytest.mark.parametrize("garbled", ["<html>hello</html>", '{"hello": 1}'])
async def test_what_is_no_answer_speaks_against_the_address_only_until_it_answered(
    garbled: str,
) -> None:
    """One endpoint in trouble is no reason to change what is right."""
    texts = [garbled, '{"errcode": 0}', garbled]

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=texts.pop(0), status=404)

    keys = []
    async with serving(answer) as server:
        talk = await opened(server.url, PAIR)
        for fails in (True, False, True):
            if not fails:
                await talk.query(wire_rest.INFORMATION)
                continue
            with pytest.raises(NotAPbx) as caught:
                await talk.query(wire_rest.INFORMATION)
            keys.append(caught.value.key)
        await talk.close()

    assert keys == [NotAPbx.key, "error.no_answer"]


async def test_what_sets_a_state_is_repeated() -> None:
    pbx = Pbx(10004, 0)
    async with serving(pbx.answer) as server:
        talk = await opened(server.url, PAIR)
        assert (await talk.command(CREATE, repeatable=True))["id"] == 5
        await talk.close()


@pytest.mark.parametrize(("code", "error"), [(None, OutcomeUnknown), (10005, NotPermitted)])
async def test_a_command_without_an_answer_may_have_been_done(
    code: int | None, error: type[Exception]
) -> None:
    pbx = Pbx(code)
    async with serving(pbx.answer) as server:
        talk = await opened(server.url, PAIR)
        with pytest.raises(error):
            await talk.command(CREATE, repeatable=True)
        await talk.close()

    assert len(pbx.asked) == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, NoSuchFunction),
        (405, NoSuchFunction),
        (501, NoSuchFunction),
        (200, OutcomeUnknown),
        (403, OutcomeUnknown),
        (500, OutcomeUnknown),
        (502, OutcomeUnknown),
    ],
)
async def test_a_page_tells_of_a_command_only_where_there_is_no_such_page(
    status: int, error: type[PbxError]
) -> None:
    """What was done before any other was answered, nobody knows."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<html>a page</html>", content_type="text/html")

    async with serving(page) as server:
        talk = await opened(server.url, PAIR)
        with pytest.raises(error) as refused:
            await talk.command(CREATE, repeatable=True)
        await talk.close()

    assert type(refused.value) is error
    assert refused.value.code == f"HTTP {status}"


async def test_nothing_is_asked_without_a_token_or_a_way() -> None:
    pbx = Pbx()
    async with serving(pbx.answer) as server:
        talk = await opened(server.url, None)
        with pytest.raises(TokenExpired):
            await talk.query(wire_rest.INFORMATION)
        await talk.close()
    talk.session.adopt(PAIR)
    with pytest.raises(LinkLost):
        await talk.query(wire_rest.INFORMATION)

    assert pbx.asked == []
    assert not talk.settled


async def test_a_dialect_may_write_a_body_in_its_own_way() -> None:
    seen: list[tuple[str, str]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append((request.content_type, await request.text()))
        return web.json_response({"errcode": 0})

    async with serving(answer) as server:
        who = account(server.url)
        talk = Talk(
            who,
            Speech(),
            Timing(),
            now=lambda: NOW,
            rng=random.Random(1),
            written=lambda request: b"<a/>" if request is CREATE else request.body,
        )
        (origin,) = address.candidates(server.url, ports=(8088,), paths=frozenset())
        await talk.open(origin)
        talk.session.adopt(PAIR)
        await talk.command(CREATE, repeatable=False)
        await talk.query(wire_rest.INFORMATION)
        await talk.close()

    assert seen == [("application/xml", "<a/>"), ("application/octet-stream", "")]
