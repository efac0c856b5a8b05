"""Refused log-ins in a row are counted in the settings."""

from __future__ import annotations

from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.tries import Tries
from ctiapp.settings import TRIES_BEFORE_BLOCK, Settings
from tests.services.fakes import REQUEST, Clock, Keeper

ACCOUNT = Account("p-series", REQUEST.address, REQUEST.client_id, Number("2000"))


async def test_each_refusal_leaves_one_try_less_until_one_is_taken() -> None:
    """Kept where a restart finds it; another client's tries are its own."""
    keeper = Keeper()
    preferences = Preferences(Settings(), keeper, Notices())
    tries = Tries(preferences, Clock())
    assert tries.left_for(None) == tries.left_for(REQUEST) == TRIES_BEFORE_BLOCK

    tries.refused(ACCOUNT)
    tries.refused(ACCOUNT)
    assert tries.left_of(ACCOUNT) == tries.left_for(REQUEST) == TRIES_BEFORE_BLOCK - 2
    assert tries.left(REQUEST.address, "another") == TRIES_BEFORE_BLOCK
    again = Tries(Preferences(preferences.settings, keeper, Notices()), Clock())
    assert again.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK - 2

    tries.fine(ACCOUNT)
    assert tries.left_of(ACCOUNT) == TRIES_BEFORE_BLOCK
