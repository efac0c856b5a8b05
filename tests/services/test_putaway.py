"""What was left is put away behind the user's back, and never for ever."""

from __future__ import annotations

import asyncio

import pytest

from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.putaway import REMEMBER_S, SHUTDOWN_S, PutAway
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.services.remember import Memory
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from tests.services.fakes import REMEMBER, FakePbx, FakeSecrets, Keeper, pair, settle


@pytest.fixture
def secrets() -> FakeSecrets:
    """The key store."""
    return FakeSecrets()


@pytest.fixture
def behind(secrets: FakeSecrets) -> PutAway:
    """What puts away."""
    notices = Notices()
    passwords = QueuePasswords(Store(), secrets, notices, lambda: None)
    return PutAway(Memory(secrets, Preferences(Settings(), Keeper(), notices), notices, passwords))


@pytest.fixture
def pbx() -> FakePbx:
    """A PBX with a live pair."""
    made = FakePbx(Account("p-series", "pbx.example.com", "client", Number("2000")))
    made.pair = pair(1)
    return made


async def test_a_connection_is_closed_once_nobody_asks_it_any_more(
    behind: PutAway, pbx: FakePbx, secrets: FakeSecrets
) -> None:
    """Its last pair is kept where it is remembered."""
    answered = asyncio.Event()

    async def ask() -> None:
        await answered.wait()

    asking = asyncio.create_task(ask())
    behind.close(pbx, [asking, None], None, REMEMBER, revoke=False)
    await settle()
    assert pbx.closed == []

    answered.set()
    await behind.closed()
    assert pbx.closed == [False]
    await behind.end()
    assert secrets.whats == ["tokens"]


async def test_quitting_does_not_wait_for_a_dead_pbx(behind: PutAway, pbx: FakePbx) -> None:
    """Three seconds, and it is given up."""
    pbx.close_gate.shut()
    behind.close(pbx, [], None, None, revoke=True)
    loop = asyncio.get_running_loop()
    started_s = loop.time()
    await behind.end()
    assert loop.time() - started_s == pytest.approx(SHUTDOWN_S)
    assert pbx.closed == []


async def test_quitting_does_not_wait_for_a_locked_key_store(behind: PutAway) -> None:
    """What a sign-in leaves behind is waited for, but not for long."""

    async def write() -> None:
        await asyncio.Event().wait()

    await behind.remembered()  # nothing is written
    writing = behind.remember(write())
    loop = asyncio.get_running_loop()
    started_s = loop.time()
    await behind.remembered()
    assert loop.time() - started_s == pytest.approx(REMEMBER_S)
    assert writing.cancelled()
