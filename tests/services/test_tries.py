"""Refused log-ins in a row are counted in the settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    AuthError,
    CredentialsRejected,
    ExtensionNotFound,
    NoSuchApi,
    TokenExpired,
    UsageError,
)
from ctiapp.model.logintries import LOCK, TRIES_BEFORE_BLOCK
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.tries import Tries
from ctiapp.settings import Settings
from tests.services.fakes import REQUEST, Clock, Keeper

ACCOUNT = Account("p-series", REQUEST.address, REQUEST.client_id, Number("2000"))


async def test_each_refusal_leaves_one_try_less_until_one_is_taken() -> None:
    """Kept where a restart finds it; another client's tries are its own."""
    keeper = Keeper()
    preferences = Preferences(Settings(), keeper, Notices())
    tries = Tries(preferences, Clock())
    assert tries.left_for(None) == tries.left_for(REQUEST) == TRIES_BEFORE_BLOCK

    for left in (4, 3):
        error = CredentialsRejected("no")
        tries.refused(ACCOUNT, error)
        assert error.params == {"attempts_left": left}
    assert tries.left_of(ACCOUNT) == tries.left_for(REQUEST) == TRIES_BEFORE_BLOCK - 2
    assert tries.left(REQUEST.address, "another") == TRIES_BEFORE_BLOCK
    again = Tries(Preferences(preferences.settings, keeper, Notices()), Clock())
    assert again.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK - 2

    tries.fine(ACCOUNT)
    assert tries.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK


async def test_a_refusal_without_a_reason_may_have_been_the_secrets() -> None:
    """The Cloud handbook's one failed log-in prints a code of its API not running (l. 726)."""
    tries = Tries(Preferences(Settings(), Keeper(), Notices()), Clock())
    tries.refused(ACCOUNT, AuthError("errno 30003", code="30003"))
    assert tries.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK - 1

    unjudged = NoSuchApi("errno 10003", code="10003")
    for other in (ExtensionNotFound("no"), AddressForbidden("no"), TokenExpired("no"), unjudged):
        tries.refused(ACCOUNT, other)
    assert tries.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK - 1


@pytest.mark.parametrize("key", ["account.events_by_tcp", "account.events_by_http"])
async def test_a_log_in_that_was_taken_ends_the_row_though_nobody_is_signed_in(key: str) -> None:
    """How events come is told by the answer to it."""
    tries = Tries(Preferences(Settings(), Keeper(), Notices()), Clock())
    tries.refused(ACCOUNT, CredentialsRejected("no"))
    tries.refused(ACCOUNT, error := UsageError("no way for events", key=key))
    assert tries.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK
    assert error.params == {}

    tries.refused(ACCOUNT, CredentialsRejected("no"))
    tries.refused(ACCOUNT, UsageError("no address", key="address.invalid"))
    assert tries.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK - 1


async def test_what_an_administrator_must_unblock_is_counted_on_for_ever() -> None:
    tries = Tries(Preferences(Settings(), Keeper(), Notices()), Clock())
    for _ in range(5):
        tries.refused(ACCOUNT, CredentialsRejected("no"))
    blocked = AddressBlocked("no")
    tries.refused(ACCOUNT, blocked)
    assert blocked.params == {}

    await Clock.pass_s(100_000)
    last = CredentialsRejected("no")
    tries.refused(ACCOUNT, last)

    assert last.params == {"attempts_left": 0}
    assert tries.locked_until(ACCOUNT.address, ACCOUNT.client_id) is None


@pytest.mark.parametrize("kind", ["cloud", "k2", "openvox"])
async def test_a_lock_of_ten_minutes_is_told_with_its_end_and_runs_out(kind: str) -> None:
    """What is refused within them does not prolong them; then it is counted from the first."""
    clock, account = Clock(), replace(ACCOUNT, kind=kind)
    preferences = Preferences(Settings(), Keeper(), Notices())
    tries = Tries(preferences, clock)
    for left in (4, 3, 2, 1):
        error = CredentialsRejected("no")
        tries.refused(account, error)
        assert error.params == {"attempts_left": left, "lock_s": 600}
    fifth, ends = CredentialsRejected("no"), clock().at + LOCK
    tries.refused(account, fifth)
    told = {"attempts_left": 0, "lock_s": 600, "locked_until": ends.isoformat()}
    assert fifth.params == told

    await clock.pass_s(300)
    blocked = AddressBlocked("no")
    tries.refused(account, blocked)
    assert blocked.params == told
    again = Tries(Preferences(preferences.settings, Keeper(), Notices()), clock)
    assert again.locked_until(account.address, account.client_id) == ends
    assert again.left_of(account) == 0

    await clock.pass_s(300)
    assert again.left_of(account) == TRIES_BEFORE_BLOCK
    assert again.locked_until(account.address, account.client_id) is None
    late = AddressBlocked("no")
    again.refused(account, late)
    assert late.params["locked_until"] == (clock().at + LOCK).isoformat()


async def test_a_lock_that_was_lifted_early_is_over_with_the_next_secret_looked_at() -> None:
    account = replace(ACCOUNT, kind="cloud")
    tries = Tries(Preferences(Settings(), Keeper(), Notices()), Clock())
    tries.refused(account, AddressBlocked("others tried"))
    assert tries.left_of(account) == 0

    unsent = CredentialsRejected("not sent", looked=False)
    tries.refused(account, unsent)
    assert unsent.params["attempts_left"] == 0
    sent = CredentialsRejected("no")
    tries.refused(account, sent)
    assert sent.params == {"attempts_left": 4, "lock_s": 600}
