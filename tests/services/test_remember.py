"""What a sign-in leaves behind: only what the user wants kept, and all of that."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import SettingsError, UsageError
from ctiapp.services.connection import request_of
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.services.remember import Memory
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from tests.services.fakes import REMEMBER, REQUEST, FakeSecrets, Keeper, pair, settle

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice


class Drawer:
    """A memory over a key store and settings in memory."""

    def __init__(self) -> None:
        self.secrets = FakeSecrets()
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.subscribe(self.told.append)
        self.preferences = Preferences(Settings(), Keeper(), self.notices)
        self.passwords = QueuePasswords(
            Store(), self.secrets, self.notices, lambda: self.memory.last
        )
        self.memory = Memory(self.secrets, self.preferences, self.notices, self.passwords)


@pytest.fixture
def drawer() -> Drawer:
    """Nothing is kept."""
    return Drawer()


async def test_secret_and_pair_come_back_as_they_were(drawer: Drawer) -> None:
    """Only for the same client at the same address."""
    assert await drawer.memory.remember(REMEMBER, lambda: pair(1))
    kept = await drawer.memory.credentials(replace(REMEMBER, secret=None))
    assert (kept.secret, kept.tokens) == ("s3cret", pair(1))
    for other in (replace(REMEMBER, client_id="other"), replace(REMEMBER, address="other")):
        with pytest.raises(UsageError) as caught:
            await drawer.memory.credentials(replace(other, secret=None))
        assert caught.value.key == "signin.secret_missing"


async def test_a_typed_secret_is_used_alone(drawer: Drawer) -> None:
    """Whoever types it wants a new log-in; the key store is not even asked."""
    await drawer.memory.remember(REMEMBER, lambda: pair(1))
    drawer.secrets.refuses = True
    typed = await drawer.memory.credentials(replace(REMEMBER, secret="new"))
    assert (typed.secret, typed.tokens) == ("new", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "5",
        "{}",
        '{"access": "a", "refresh": "r", "access_ends_at": "soon", "refresh_ends_at": "later"}',
        '{"access": "a", "refresh": "r", "access_ends_at": 1, "refresh_ends_at": 2}',
        '{"access": "", "refresh": "", "access_ends_at": "2026-03-02", "refresh_ends_at": "2027"}',
    ],
)
async def test_a_pair_that_cannot_be_read_is_not_used(drawer: Drawer, text: str) -> None:
    """Then one log-in follows."""
    await drawer.memory.remember(REMEMBER, lambda: pair(1))
    key = next(key for key in drawer.secrets.kept if key.endswith("tokens"))
    drawer.secrets.kept[key] = text
    kept = await drawer.memory.credentials(replace(REMEMBER, secret=None))
    assert (kept.secret, kept.tokens) == ("s3cret", None)


async def test_unticking_remember_forgets_what_was_kept(drawer: Drawer) -> None:
    """And who never ticked it has the key store left alone."""
    await drawer.memory.remember(REMEMBER, lambda: pair(1))
    assert not await drawer.memory.remember(REQUEST, lambda: pair(2))
    assert drawer.secrets.kept == {}
    drawer.secrets.refuses = True
    assert not await drawer.memory.remember(REQUEST, lambda: pair(3))
    assert drawer.told == []


async def test_another_extension_of_the_same_client_keeps_its_secret(drawer: Drawer) -> None:
    """They share the client, so they share the secret; only the last one forgets it."""
    await drawer.memory.remember(REMEMBER, lambda: pair(1))
    other = replace(REMEMBER, extension="2001")
    await drawer.memory.remember(other, lambda: pair(2))
    assert (await drawer.memory.forget(other)).remember is False
    assert drawer.secrets.whats == ["client_secret", "tokens"]
    await drawer.memory.forget(REMEMBER)
    assert drawer.secrets.kept == {}


async def test_forgetting_what_is_not_remembered_asks_nobody(drawer: Drawer) -> None:
    """The key store may be locked."""
    drawer.secrets.refuses = True
    assert await drawer.memory.forget(REQUEST) == REQUEST
    assert drawer.told == []


async def test_a_locked_key_store_is_told_and_nothing_more(drawer: Drawer) -> None:
    """Keeping, renewing and forgetting each say so; the profile is kept."""
    drawer.secrets.refuses = True
    assert not await drawer.memory.remember(REMEMBER, lambda: pair(1))
    assert not await drawer.memory.keep_tokens(REMEMBER, pair(2))
    await drawer.memory.forget(REMEMBER)
    assert [notice.key for notice in drawer.told] == ["error.secret_store"] * 3
    assert len(drawer.preferences.settings.profiles) == 1


async def test_the_newest_pair_is_the_one_that_stays(drawer: Drawer) -> None:
    """What a slow key store writes is what was true when it wrote; later pairs come after."""
    drawer.secrets.gate.shut()
    pairs = [pair(1)]
    first = asyncio.create_task(drawer.memory.remember(REMEMBER, lambda: pairs[-1]))
    await settle()
    pairs.append(pair(2))
    second = asyncio.create_task(drawer.memory.keep_tokens(REMEMBER, pair(3)))
    await settle()
    drawer.secrets.gate.open()
    assert await first
    assert await second
    kept = await drawer.memory.credentials(replace(REMEMBER, secret=None))
    assert kept.tokens == pair(3)


async def test_what_was_to_be_forgotten_is_not_written_any_more(drawer: Drawer) -> None:
    """Signed out while the key store was busy."""
    drawer.secrets.gate.shut()
    keeping = asyncio.create_task(drawer.memory.keep_tokens(REMEMBER, pair(1)))
    await settle()
    later = asyncio.create_task(drawer.memory.keep_tokens(REMEMBER, pair(2)))
    forgetting = asyncio.create_task(drawer.memory.forget(REMEMBER))
    await settle()
    drawer.secrets.gate.open()
    await asyncio.gather(keeping, later, forgetting)
    assert drawer.secrets.kept == {}


def test_a_profile_stands_for_its_request(drawer: Drawer) -> None:
    """All that is no secret goes there and back."""
    for request in (
        replace(REMEMBER, secret=None, pin="ab" * 32, proxy="http://proxy:3128"),
        replace(REQUEST, secret=None, ca=Path("ca.pem"), kind="cloud"),
    ):
        asyncio.run(drawer.memory.remember(replace(request, remember=False), lambda: None))
        assert request_of(drawer.preferences.settings.profiles[0]) == replace(
            request, remember=False
        )


def test_what_cannot_be_a_profile_is_refused_early() -> None:
    """A password in the address would be written to the settings file."""
    with pytest.raises(SettingsError):
        Memory.check(replace(REQUEST, address="https://me:secret@pbx"))
    Memory.check(REQUEST)
