"""One pair of tokens: got once, renewed once, ended."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp import log
from ctiapp.model.errors import (
    AddressBlocked,
    ApiDisabled,
    AuthError,
    CannotConnect,
    CredentialsRejected,
    LinkLost,
    LinkTimeout,
    NoToken,
    NotReady,
    SeatLimit,
    TokenExpired,
)
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.p_series.speech import Speech as PSeries
from ctiapp.pbx.request import Request
from ctiapp.pbx.session import MAX_UNCLEAR, UNCLEAR_S, Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Speech

START = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "the-client-secret"


class Office:
    """A PBX of tokens only, and a clock."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.now = START
        self.asked: list[tuple[str, str | None]] = []
        self.made = 0
        self.nothing = False
        self.errors: dict[str, object] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.arrived = asyncio.Event()
        self.session = Session(
            self.ask, self.speech, "client", now=lambda: self.now, rng=random.Random(1)
        )

    async def ask(
        self, request: Request, token: str | None, total_s: float | None
    ) -> dict[str, object]:
        self.asked.append((request.endpoint, token))
        self.arrived.set()
        await self.gate.wait()
        error = self.errors.get(request.endpoint, 0)
        if isinstance(error, Exception):
            raise error
        if self.nothing:
            return {"errcode": error}
        self.made += 1
        return {
            "errcode": error,
            "access_token": f"access-{self.made}",
            "refresh_token": f"refresh-{self.made}",
            "access_token_expire_time": 1800,
            "refresh_token_expire_time": 86400,
        }

    def count(self, endpoint: str) -> int:
        return [asked for asked, _ in self.asked].count(endpoint)


@pytest.fixture
async def office() -> Office:
    return Office(PSeries())


async def _pair(office: Office) -> TokenPair:
    await office.session.log_in(SECRET)
    assert office.session.pair is not None
    return office.session.pair


async def test_a_log_in_brings_a_pair(office: Office) -> None:
    pair = await _pair(office)

    assert pair.access == "access-1"
    assert office.session.usable
    assert not office.session.due


async def test_a_refused_secret_is_never_sent_again(office: Office) -> None:
    office.errors["get_token"] = -1
    for _ in range(3):
        with pytest.raises(CredentialsRejected):
            await office.session.log_in(SECRET)

    assert office.count("get_token") == 1
    office.errors.clear()
    await office.session.log_in("another")
    assert office.count("get_token") == 2


async def test_a_log_in_that_was_taken_and_brings_no_token_is_told_as_that(office: Office) -> None:
    """Nothing was left out, and nothing is shown."""
    office.nothing = True
    with pytest.raises(NoToken):
        await office.session.log_in(SECRET)
    assert office.session.pair is None

    office.nothing = False
    await office.session.log_in(SECRET)
    assert office.session.usable


NOT_RUNNING = LinkLost("the API does not run", key=ApiDisabled.key, code="30003")


async def test_a_secret_that_never_served_is_perhaps_why_the_api_does_not_run(
    office: Office,
) -> None:
    """A PBX may say so of a wrong one; nothing that tries again by itself may take it for that."""
    office.errors["get_token"] = NOT_RUNNING
    with pytest.raises(AuthError) as caught:
        await office.session.log_in(SECRET)

    assert caught.value.code == "30003"
    assert not isinstance(caught.value, CredentialsRejected)
    office.errors.clear()
    await office.session.log_in(SECRET)  # a person may say again that it is right
    assert office.session.usable


async def test_a_secret_that_served_waits_for_the_api_but_not_until_the_address_is_locked(
    office: Office,
) -> None:
    await _pair(office)
    office.errors["get_token"] = NOT_RUNNING
    for tried in range(1, MAX_UNCLEAR):
        for _ in range(3):  # asked by an eager link
            with pytest.raises(LinkLost):
                await office.session.log_in(SECRET)
        assert office.count("get_token") == 1 + tried
        office.now += timedelta(seconds=UNCLEAR_S)
    with pytest.raises(AuthError):
        await office.session.log_in(SECRET)

    office.errors.clear()
    await office.session.log_in(SECRET)
    assert office.session.usable


async def test_a_log_in_that_got_lost_is_tried_again_at_once(office: Office) -> None:
    office.errors["get_token"] = LinkLost("reset")
    with pytest.raises(LinkLost):
        await office.session.log_in(SECRET)
    office.errors.clear()
    await office.session.log_in(SECRET)
    assert office.session.usable


async def test_without_a_secret_nothing_is_sent(office: Office) -> None:
    with pytest.raises(CredentialsRejected) as caught:
        await office.session.log_in("")

    assert caught.value.key == "error.signed_out"
    assert office.asked == []


async def test_all_seats_taken_is_said_as_such(office: Office) -> None:
    office.errors["get_token"] = 60002
    with pytest.raises(SeatLimit):
        await office.session.log_in(SECRET)


async def test_a_pair_is_renewed_ahead_of_its_end(office: Office) -> None:
    pair = await _pair(office)
    office.now = START + timedelta(seconds=1800 * 0.74)
    assert not office.session.due
    office.now = START + timedelta(seconds=1800 * 0.86)
    assert office.session.due
    assert office.session.usable

    await office.session.refresh(pair)

    assert office.session.pair is not None
    assert office.session.pair.access == "access-2"
    assert not office.session.due


async def test_two_who_find_the_same_pair_stale_renew_it_once(office: Office) -> None:
    pair = await _pair(office)
    office.gate.clear()
    both = asyncio.gather(office.session.refresh(pair), office.session.refresh(pair))
    late = asyncio.create_task(office.session.refresh(pair))
    await asyncio.sleep(0)
    office.gate.set()
    await both
    await late
    await office.session.refresh(pair)  # long after: somebody did it

    assert office.count("refresh_token") == 1


async def test_a_refresh_survives_who_asked_for_it(office: Office) -> None:
    pair = await _pair(office)
    office.gate.clear()
    office.arrived.clear()
    impatient = asyncio.create_task(office.session.refresh(pair))
    await office.arrived.wait()
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    office.gate.set()
    await office.session.settle()

    assert office.session.pair is not None
    assert office.session.pair.access == "access-2"


@pytest.mark.parametrize("code", [10004, -1, 60001, 40002])
async def test_a_refused_pair_is_dead_and_not_tried_again(office: Office, code: int) -> None:
    """Who keeps the link is told once: no event comes any more."""
    told: list[TokenPair | None] = []
    office.session.on_dead = lambda: told.append(office.session.pair)
    pair = await _pair(office)
    office.errors["refresh_token"] = code
    for _ in range(2):
        with pytest.raises(TokenExpired):
            await office.session.refresh(pair)

    assert office.session.pair is None
    assert told == [None]
    assert office.count("refresh_token") == 1
    assert office.count("get_token") == 1


async def test_a_pair_that_ended_is_not_even_sent(office: Office) -> None:
    pair = await _pair(office)
    office.now = START + timedelta(days=2)
    assert not office.session.usable
    with pytest.raises(TokenExpired):
        await office.session.refresh(pair)

    assert office.count("refresh_token") == 0


@pytest.mark.parametrize("error", [LinkTimeout(), CannotConnect(), NotReady("", status=503), 70004])
async def test_a_pair_outlives_trouble_that_is_not_its_own(office: Office, error: object) -> None:
    pair = await _pair(office)
    office.errors["refresh_token"] = error
    with pytest.raises((LinkTimeout, CannotConnect, NotReady, AddressBlocked)):
        await office.session.refresh(pair)

    assert office.session.pair is pair


async def test_revoking_waits_for_the_pair_that_is_on_its_way(office: Office) -> None:
    office.gate.clear()
    coming = asyncio.create_task(office.session.log_in(SECRET))
    await office.arrived.wait()
    coming.cancel()
    leaving = asyncio.create_task(office.session.revoke())
    await asyncio.sleep(0)
    office.gate.set()
    await leaving

    assert office.asked[-1] == ("del_token", "access-1")
    assert office.session.pair is None


@pytest.mark.parametrize("error", [LinkTimeout(), 10004])
async def test_revoking_never_fails(office: Office, error: object) -> None:
    await _pair(office)
    office.errors["del_token"] = error

    await office.session.revoke()

    assert office.session.pair is None
    await office.session.revoke()
    assert office.count("del_token") == 1


async def test_a_remembered_pair_is_adopted(office: Office) -> None:
    pair = TokenPair("a-remembered", "b-remembered", START, START + timedelta(hours=1))
    office.session.adopt(pair)

    assert not office.session.usable
    await office.session.refresh(pair)
    assert office.session.usable


async def test_live_tokens_are_kept_out_of_the_log(office: Office) -> None:
    office.session.adopt(TokenPair("only-here-1", "only-here-2", START, START))
    assert log.without_secrets("GET /only-here-1 only-here-2").count("redacted") == 2

    office.session.adopt(None)
    assert log.without_secrets("only-here-1") == "only-here-1"


def test_a_session_shows_no_token() -> None:
    pair = TokenPair("hunter2", "hunter3", START, START)

    assert "hunter" not in repr(pair)


# --- a PBX with one token, which a heartbeat keeps alive ------------------------------------------


class Beating(PSeries):
    """No refresh token; ``beat`` prolongs the one there is, if the PBX has any such thing."""

    name = "beating"

    def __init__(self, *, beats: bool = True) -> None:
        self.beats = beats

    def pair(self, answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        ends_at = asked_at + timedelta(minutes=30)
        return TokenPair(str(answer["access_token"]), "", ends_at, ends_at)

    def refresh(self, pair: TokenPair) -> Request | None:  # type: ignore[override]
        return Request("POST", "beat", {"token": pair.access}) if self.beats else None

    def revoke(self, pair: TokenPair) -> Request | None:  # type: ignore[override]
        return None

    def renewed(
        self, answer: Mapping[str, object], stale: TokenPair, asked_at: datetime
    ) -> TokenPair:
        return self.pair({"access_token": stale.access}, asked_at)


async def test_a_heartbeat_keeps_the_same_token_alive() -> None:
    office = Office(Beating())
    pair = await _pair(office)
    office.now = START + timedelta(minutes=28)
    assert office.session.due

    await office.session.refresh(pair)

    assert office.asked[-1] == ("beat", None)
    assert office.session.pair is not None
    assert office.session.pair.access == pair.access
    assert office.session.pair.access_ends_at == office.now + timedelta(minutes=30)
    assert not office.session.due
    assert log.without_secrets(f"GET {pair.access}") == "GET [redacted]"


@pytest.mark.parametrize("beats", [True, False])
async def test_a_token_that_died_is_dropped_and_the_way_is_free_for_a_log_in(beats: bool) -> None:
    office = Office(Beating(beats=beats))
    pair = await _pair(office)
    office.errors["beat"] = 10004
    with pytest.raises(TokenExpired):
        await office.session.refresh(pair)
    assert office.session.pair is None

    await office.session.log_in(SECRET)
    assert office.session.usable


async def test_where_nothing_can_be_revoked_nothing_is_asked() -> None:
    office = Office(Beating())
    await _pair(office)

    await office.session.revoke()

    assert [endpoint for endpoint, _ in office.asked] == ["get_token"]
    assert office.session.pair is None
