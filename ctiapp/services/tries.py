"""The refused log-ins in a row: a PBX blocks the address of the whole office after a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.settings import TRIES_BEFORE_BLOCK

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Account
    from ctiapp.services.connection import SignInRequest
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences


class Tries:
    """Counts them in the settings, so that a restart forgives none."""

    def __init__(self, preferences: Preferences, clock: Clock) -> None:
        self._preferences = preferences
        self._clock = clock

    def left(self, address: str, client_id: str) -> int:
        """How many log-ins may still fail there, at most, before this address is blocked."""
        return self._preferences.settings.attempts_left(address, client_id)

    def left_of(self, account: Account) -> int:
        """The same of an account."""
        return self.left(account.address, account.client_id)

    def left_for(self, request: SignInRequest | None) -> int:
        """The same of a sign-in; all of them where there was none."""
        if request is None:
            return TRIES_BEFORE_BLOCK
        return self.left(request.address, request.client_id)

    def refused(self, account: Account) -> None:
        """One more was refused."""
        now = self._clock().at
        self._preferences.change(
            lambda settings: settings.with_failed_log_in(account.address, account.client_id, now)
        )

    def fine(self, account: Account) -> None:
        """One was taken: the row has ended."""
        self._preferences.change(
            lambda settings: settings.with_log_in(account.address, account.client_id)
        )
