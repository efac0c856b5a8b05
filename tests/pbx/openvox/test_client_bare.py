"""The whole client at a PBX that says no in a way that no page describes, over real sockets."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import commands
from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    AuthError,
    CommandError,
    CredentialsRejected,
    NoSuchFunction,
    NotPermitted,
    TokenExpired,
)
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.link import Link, Pace
from ctiapp.pbx.openvox.unprinted import PROBES
from tests.pbx.openvox.bare import PAGE, REFUSED, SECRET, bare_client

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError

ME = Number("305")


class Seen:
    """Hears of a link, and cares only whether it is up."""

    def __init__(self) -> None:
        self.up: asyncio.Queue[None] = asyncio.Queue()

    def on_link(self, state: LinkState, error: CtiError | None, *, retry: bool) -> None:
        if state is LinkState.UP:
            self.up.put_nowait(None)

    def _nothing(self, *_: object) -> None:
        pass

    on_frame = on_event = on_snapshot = on_signed_in = on_tokens = _nothing


async def test_a_command_that_is_not_there_is_lost_and_the_pbx_spoken_to_as_before() -> None:
    async with bare_client() as (bare, client):
        await client.sign_in(Credentials(SECRET))
        bare.answers["extension/dial_extension"] = PAGE
        for lost in (set(), {Capability.DIAL, Capability.AUTO_ANSWER}):
            with pytest.raises(NoSuchFunction):
                await client.execute(commands.Dial(ME, Number("306")))
            assert client.withdrawn == {*lost, *PROBES}
            await client.lines()
            assert bare.asked[-2:] == [
                ("extension/dial_extension", "json"),
                ("extension/query", "json"),
            ]


async def test_a_token_that_is_refused_without_a_reason_is_dropped_after_one_heartbeat() -> None:
    async with bare_client() as (bare, client):
        await client.sign_in(Credentials(SECRET))
        bare.forget()
        with pytest.raises(TokenExpired):
            await client.snapshot()
        assert client.tokens is None
        assert bare.endpoints.count("heartbeat") == 1
        assert (await client.sign_in(Credentials(SECRET))).logged_in
        bare.forget()
        assert (await client.sign_in(Credentials(SECRET))).logged_in
        assert bare.endpoints.count("login") == 3


async def test_a_token_that_lives_is_kept_whatever_is_refused() -> None:
    async with bare_client() as (bare, client):
        await client.sign_in(Credentials(SECRET))
        for code in (None, "77777"):
            bare.answers["extension/query"] = {**REFUSED, "errno": code}
            with pytest.raises(CommandError):
                await client.snapshot()
        assert client.tokens is not None
        assert bare.endpoints.count("heartbeat") == 2
        bare.answers["extension/query"] = {**REFUSED, "errno": "10009"}
        with pytest.raises(NotPermitted):
            await client.snapshot()
        assert bare.endpoints.count("heartbeat") == 2


@pytest.mark.parametrize("code", ["10002", "20000"])
async def test_a_pbx_that_reads_xml_alone_is_logged_in_to_in_xml(code: str) -> None:
    """It says in XML that it cannot read the rest: so it has not looked at the secret."""
    async with bare_client() as (bare, client):
        bare.xml_alone = code
        await client.sign_in(Credentials(SECRET))
        assert bare.asked[:3] == [("login", "json"), ("login", "xml"), ("extension/query", "xml")]
        await client.snapshot()
        assert {form for _, form in bare.asked[1:]} == {"xml"}
        assert bare.types == {f"application/{form}; charset=utf-8" for form in ("json", "xml")}


@pytest.mark.parametrize(
    ("code", "error"),
    [("20003", CredentialsRejected), ("", CredentialsRejected), ("77777", AuthError)],
)
@pytest.mark.parametrize("xml", [False, True])
async def test_a_secret_that_may_have_been_looked_at_is_not_sent_again(
    code: str, error: type[AuthError], xml: bool
) -> None:
    async with bare_client() as (bare, client):
        bare.xml_alone = code if xml else ""
        bare.answers["login"] = {**REFUSED, "errno": code}
        with pytest.raises(error) as told:
            await client.sign_in(Credentials(SECRET))
        assert type(told.value) is error
        assert bare.endpoints == ["login"]


async def test_a_log_in_that_cannot_be_read_though_it_is_answered_alike_is_sent_once() -> None:
    async with bare_client() as (bare, client):
        bare.answers["login"] = {**REFUSED, "errno": "20000"}
        with pytest.raises(AuthError):
            await client.sign_in(Credentials(SECRET))
        assert bare.endpoints == ["login"]


async def test_a_pbx_that_restarted_is_signed_in_at_again_by_itself() -> None:
    """Whatever asks next, the beat here, finds the token dead, and the link logs in anew."""
    async with bare_client(beat_s=0.02) as (bare, client):
        seen = Seen()
        pace = Pace(first_s=0.01, longest_s=0.01)
        link = Link(client, seen, Credentials(SECRET), pace=pace)
        running = asyncio.create_task(link.run())
        async with asyncio.timeout(5):
            await seen.up.get()
            bare.forget()
            await seen.up.get()
        link.stop()
        await running
        assert bare.endpoints.count("login") == 2
