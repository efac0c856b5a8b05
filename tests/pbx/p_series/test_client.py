"""The whole client against the simulated PBX, which is a real server."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.call import LegState
from ctiapp.model.commands import Capability, Dial, HangUpLeg, HoldLeg, ResumeLeg
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    CannotConnect,
    CertificateRejected,
    CredentialsRejected,
    ExtensionNotFound,
    InvalidState,
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    NotAPbx,
    OutcomeUnknown,
    SeatLimit,
    SessionRenewed,
    TokenExpired,
    UsageError,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.address import Origin
from ctiapp.pbx.interface import Account, Credentials, TokenPair
from ctiapp.pbx.p_series.client import PSeries
from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import serve
from tests.pbx.p_series.desk import COLLEAGUE, ME, Desk, following
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.interface import EventStream

# --- signing in ----------------------------------------------------------------------------------


async def test_signing_in_finds_oneself_and_asks_for_no_secret_of_anybody(desk: Desk) -> None:
    client = desk.client()
    signed_in = await client.sign_in(Credentials(desk.secret))

    assert signed_in.me.number == ME
    assert signed_in.pbx.url == desk.pbx.url
    assert signed_in.pbx.sn
    assert signed_in.logged_in
    assert signed_in.capabilities >= {
        Capability.HOLD,
        Capability.QUEUES,
        Capability.PAUSE_REASONS,
        Capability.PRESENCE,
        Capability.SUPERVISE,
        Capability.EDIT_CONTACTS,
        Capability.HOTEL,
    }
    assert client.tokens is not None
    assert [each["endpoint"] for each in desk.pbx.site.requests] == [
        "get_token",
        "extension/search",
        "system/information",
    ]


async def test_a_wrong_secret_is_tried_once(desk: Desk) -> None:
    client = desk.client()
    for _ in range(5):
        with pytest.raises(CredentialsRejected) as caught:
            await client.sign_in(Credentials("wrong"))

    assert caught.value.code == "-1"
    assert desk.asked("get_token") == 1


async def test_only_the_exact_number_is_oneself_and_no_seat_is_left_taken(desk: Desk) -> None:
    client = desk.client(extension=Number("200"))
    with pytest.raises(ExtensionNotFound) as caught:
        await client.sign_in(Credentials(desk.secret))

    assert caught.value.params["extension"] == "200"
    assert client.tokens is None
    assert desk.seats == 0


async def test_a_remembered_pair_serves_without_logging_in(desk: Desk) -> None:
    first = await desk.signed_in()
    again = desk.client()
    signed_in = await again.sign_in(Credentials(desk.secret, first.tokens))

    assert not signed_in.logged_in
    assert desk.asked("get_token") == 1
    assert desk.seats == 1


async def test_a_remembered_pair_whose_access_ended_is_renewed(desk: Desk) -> None:
    first = await desk.signed_in()
    desk.control("expire_tokens")
    again = desk.client()
    signed_in = await again.sign_in(Credentials(desk.secret, first.tokens))

    assert not signed_in.logged_in
    assert desk.asked("refresh_token") == 1
    assert desk.asked("get_token") == 1


async def test_a_dead_pair_costs_one_log_in(desk: Desk) -> None:
    ends_at = desk.now + timedelta(hours=1)
    client = desk.client()
    signed_in = await client.sign_in(
        Credentials(desk.secret, TokenPair("dead", "and-gone", ends_at, ends_at))
    )

    assert signed_in.logged_in
    assert (desk.asked("refresh_token"), desk.asked("get_token")) == (1, 1)


async def test_a_dead_pair_without_a_secret_needs_the_user(desk: Desk) -> None:
    ends_at = desk.now + timedelta(hours=1)
    client = desk.client()
    for _ in range(2):
        with pytest.raises(CredentialsRejected):
            await client.sign_in(Credentials("", TokenPair("dead", "and-gone", ends_at, ends_at)))

    assert (desk.asked("refresh_token"), desk.asked("get_token")) == (1, 0)


async def test_the_ninth_seat_is_not_to_be_had(desk: Desk) -> None:
    for _ in range(8):
        await desk.signed_in()
    with pytest.raises(SeatLimit):
        await desk.signed_in()


@pytest.mark.parametrize(
    ("settings", "error"),
    [({"api_enabled": False}, ApiDisabled), ({"allow_address": False}, AddressForbidden)],
)
async def test_what_only_an_administrator_can_mend(
    desk: Desk, settings: dict[str, object], error: type[Exception]
) -> None:
    desk.control("settings", **settings)

    with pytest.raises(error):
        await desk.signed_in()


async def test_a_blocked_address_is_said_to_be(desk: Desk) -> None:
    for number in range(5):
        with pytest.raises(CredentialsRejected):
            await desk.client().sign_in(Credentials(f"wrong {number}"))

    with pytest.raises(AddressBlocked):
        await desk.signed_in()


@pytest.mark.parametrize("body", ["<html></html>", '{"hello": "world"}', "[]"])
async def test_something_else_at_the_address_is_not_a_pbx(desk: Desk, body: str) -> None:
    async def other(_: web.Request) -> web.Response:
        return web.Response(text=body)

    async with serving(other) as server:
        client = desk.client(address=server.url)
        with pytest.raises(NotAPbx):
            await client.sign_in(Credentials(desk.secret))
        assert len(server.seen) == 1


async def test_where_nothing_answers_the_next_address_is_tried(desk: Desk) -> None:
    async def nothing(_: web.Request) -> web.Response:
        return web.Response()

    async with serving(nothing) as server:
        dead = int(server.url.rpartition(":")[2])
    alive = int(desk.pbx.url.rpartition(":")[2])
    client = desk.client()
    client._origins = (Origin(False, "127.0.0.1", dead), Origin(False, "127.0.0.1", alive))

    signed_in = await client.sign_in(Credentials(desk.secret))

    assert signed_in.pbx.url == desk.pbx.url
    assert desk.asked("get_token") == 1


async def test_where_nothing_answers_at_all_nobody_was_asked(desk: Desk) -> None:
    client = desk.client()
    client._origins = (Origin(False, "127.0.0.1", 9), Origin(False, "127.0.0.1", 9))

    with pytest.raises(CannotConnect):
        await client.sign_in(Credentials(desk.secret))


def test_an_address_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(UsageError):
        PSeries(Account("p-series", "not an address", "client", ME))


async def test_a_self_signed_pbx_is_reached_by_its_pin_alone() -> None:
    async with await serve(PbxOptions(tls=True)) as pbx:
        desk = Desk(pbx)
        with pytest.raises(CertificateRejected) as caught:
            await desk.signed_in()
        assert desk.asked("get_token") == 0

        client = desk.client(pin=caught.value.sha256)
        await client.sign_in(Credentials(desk.secret))
        async with following(client):
            assert (await client.snapshot()).calls == ()
        await client.close(revoke=True)
        for each in desk.clients:
            await each.close(revoke=False)


async def test_no_secret_reaches_the_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = await desk.signed_in()
    tokens = client.tokens
    assert tokens is not None
    async with following(client):
        await client.snapshot()
    desk.control("expire_tokens")
    await client.snapshot()
    await client.close(revoke=True)

    for secret in (desk.secret, tokens.access, tokens.refresh):
        assert secret not in caplog.text


# --- the event stream ----------------------------------------------------------------------------


async def test_a_call_is_told_of_and_found_in_the_snapshot(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as next_report:
        assert (await client.snapshot()).calls == ()
        desk.control("call", **{"from": "12354978652", "to": "2000"})
        report = await next_report()  # type: ignore[misc]

        assert {leg.state for leg in report.legs} == {LegState.INITIATED, LegState.ALERTING}
        assert (await client.snapshot()).calls == (report,)
        assert await client.call(report.call_id) == report
        assert await client.call(CallId("1.1")) is None


async def test_a_stream_on_an_expired_token_renews_it(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("expire_tokens")

    async with following(client):
        assert desk.asked("refresh_token") == 1
        assert not await client.keep_token_fresh()


async def test_a_stream_that_breaks_says_so(desk: Desk) -> None:
    client = await desk.signed_in()
    stream: EventStream
    async with client.stream() as stream:
        desk.control("cut")
        with pytest.raises(LinkLost):
            await anext(stream.frames())


async def test_nothing_is_open_before_one_signed_in(desk: Desk) -> None:
    client = desk.client()

    with pytest.raises(TokenExpired):
        await client.snapshot()
    with pytest.raises(TokenExpired):
        async with client.stream():
            pytest.fail("it is open")


async def test_remarks_are_logged_once(
    desk: Desk, expected_log: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("member left out")
    members = [{"alien": {}}, {"inbound": {"channel_id": 1, "member_status": "RING"}}]
    frame = json.dumps({"type": 30011, "msg": {"call_id": 1, "members": members}})
    client = desk.client()
    for _ in range(3):
        client.parse(frame)

    assert caplog.text.count("member left out") == 1


# --- commands ------------------------------------------------------------------------------------


async def test_a_dial_a_hold_a_resume_a_hang_up(desk: Desk) -> None:
    client = await desk.signed_in()
    async with following(client) as next_report:
        answer = await client.execute(Dial(ME, Number("5503301")))
        report = await next_report()  # type: ignore[misc]
        assert report.call_id == answer.call_id
        mine = report.legs[0].leg_id
        desk.control("pickup", extension="2000")
        desk.control("outside_answer", call_id=report.call_id)

        async def state(wanted: LegState) -> None:
            while True:
                own = [leg for leg in (await next_report()).legs if leg.leg_id == mine]  # type: ignore[misc]
                if own and own[0].state is wanted:
                    return

        await state(LegState.CONNECTED)
        assert (await client.execute(HoldLeg(mine))).call_id == report.call_id
        await state(LegState.HELD)
        await client.execute(ResumeLeg(mine))
        await state(LegState.CONNECTED)
        await client.execute(HangUpLeg(mine))
        await state(LegState.CLEARED)


async def test_a_refused_command_says_why(desk: Desk) -> None:
    client = await desk.signed_in()
    with pytest.raises(NoSuchTarget) as caught:
        await client.execute(HangUpLeg(LegId("PJSIP/2000-gone")))
    assert caught.value.code == "70130"

    call = desk.control("call", **{"from": "12354978652", "to": "2000"})
    report = await client.call(CallId(str(call["call_id"])))
    assert report is not None
    mine = next(leg for leg in report.legs if leg.number == ME)
    with pytest.raises(InvalidState):
        await client.execute(ResumeLeg(mine.leg_id))


async def test_a_command_without_an_answer_has_an_unknown_outcome_and_is_sent_once(
    desk: Desk,
) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="call/dial", silent=True)
    with pytest.raises(OutcomeUnknown):
        await client.execute(Dial(ME, COLLEAGUE))

    assert desk.asked("call/dial") == 1


async def test_a_command_that_was_surely_not_sent_says_so(desk: Desk) -> None:
    client = await desk.signed_in()
    await desk.pbx.close()

    with pytest.raises(CannotConnect):
        await client.execute(Dial(ME, COLLEAGUE))


async def test_a_dial_refused_for_its_token_waits_for_whoever_wants_it(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("expire_tokens")
    with pytest.raises(SessionRenewed):
        await client.execute(Dial(ME, COLLEAGUE))

    assert desk.asked("call/dial") == 1
    assert desk.asked("refresh_token") == 1
    assert (await client.snapshot()).calls == ()
    await client.execute(Dial(ME, COLLEAGUE))
    assert len((await client.snapshot()).calls) == 1


async def test_what_sets_a_state_is_sent_again_with_the_next_token_once(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="call/hold", errcode=10004, times=5)
    with pytest.raises(TokenExpired):
        await client.execute(HoldLeg(LegId("gone")))

    assert desk.asked("call/hold") == 2
    assert desk.asked("refresh_token") == 1


async def test_a_command_is_not_unknown_where_only_the_refresh_got_no_answer(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("expire_tokens")
    desk.control("fail", endpoint="refresh_token", silent=True)
    with pytest.raises((LinkLost, LinkTimeout)):
        await client.execute(Dial(ME, COLLEAGUE))


# --- tokens --------------------------------------------------------------------------------------


async def test_the_token_is_renewed_in_time_and_the_stream_wants_the_new_one(desk: Desk) -> None:
    client = await desk.signed_in()
    async with client.stream():
        assert not await client.keep_token_fresh()
        before = client.tokens
        desk.now += timedelta(seconds=1800 * 0.9)
        assert await client.keep_token_fresh()
        assert client.tokens is not before
        async with client.stream():
            assert not await client.keep_token_fresh()

    assert desk.seats == 1


async def test_many_who_find_the_token_expired_renew_it_once(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("expire_tokens")
    await asyncio.gather(*(client.snapshot() for _ in range(5)))

    assert desk.asked("refresh_token") == 1


async def test_leaving_for_good_frees_the_seat(desk: Desk) -> None:
    client = await desk.signed_in()
    await client.close(revoke=False)
    assert desk.seats == 1

    client = await desk.signed_in()
    await client.close(revoke=True)
    assert desk.seats == 1
    assert client.tokens is None
    await client.close(revoke=True)


async def test_leaving_never_fails(desk: Desk) -> None:
    client = await desk.signed_in()
    await desk.pbx.close()

    await client.close(revoke=True)
