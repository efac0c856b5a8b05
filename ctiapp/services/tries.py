"""The refused log-ins in a row: a PBX blocks the address of the whole office after a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import AddressBlocked, AuthError, CredentialsRejected, UsageError
from ctiapp.model.logintries import TRIES_BEFORE_BLOCK, FailedLogIns, lock_of, locked

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from ctiapp.pbx.interface import Account
    from ctiapp.services.connection import SignInRequest
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences

_LET_IN = frozenset({"account.events_by_tcp", "account.events_by_http"})
"""What is found wrong by the answer to a log-in that was taken."""


class Tries:
    """Counts them in the settings, so that a restart forgives none."""

    def __init__(self, preferences: Preferences, clock: Clock) -> None:
        self._preferences = preferences
        self._clock = clock

    def left(self, address: str, client_id: str) -> int:
        """How many log-ins may still fail there, at most, before this address is blocked."""
        return self._preferences.settings.attempts_left(address, client_id, self._clock().at)

    def locked_until(self, address: str, client_id: str) -> datetime | None:
        """When a lock of this address ends, at the latest; None where none is known to end."""
        row = self._row(address, client_id)
        return None if row is None else row.locked_until

    def left_of(self, account: Account) -> int:
        """The same of an account."""
        return self.left(account.address, account.client_id)

    def left_for(self, request: SignInRequest | None) -> int:
        """The same of a sign-in; all of them where there was none."""
        if request is None:
            return TRIES_BEFORE_BLOCK
        return self.left(request.address, request.client_id)

    def refused(self, account: Account, error: AuthError | UsageError) -> None:
        """A sign-in was refused: count it if the log-in was, and say in the error how it stands.

        An address that only an administrator unblocks has no try less, and nothing that ends. Where
        no reason is told it may have been the secret: that is counted, too.
        """
        lock = lock_of(account.kind)
        if isinstance(error, CredentialsRejected):
            self._count(account, lock, looked=error.looked)
        elif type(error) is AuthError:
            self._count(account, lock, looked=True)
        elif isinstance(error, AddressBlocked) and lock is not None:
            self._locked(account, lock)
        else:
            if error.key in _LET_IN:
                self.fine(account)
            return
        error.params["attempts_left"] = self.left_of(account)
        if lock is not None:
            error.params["lock_s"] = int(lock.total_seconds())
        until = self.locked_until(account.address, account.client_id)
        if until is not None:
            error.params["locked_until"] = until.isoformat()

    def _count(self, account: Account, lock: timedelta | None, *, looked: bool) -> None:
        now = self._clock().at
        row = self._row(account.address, account.client_id)
        if row is None:
            row = FailedLogIns(account.address, account.client_id, 1, now)
        else:
            row = row.and_one(now, lock, looked=looked)
        self._preferences.change(lambda settings: settings.with_failed(row))

    def _locked(self, account: Account, lock: timedelta) -> None:
        before = self._row(account.address, account.client_id)
        row = locked(before, account.address, account.client_id, self._clock().at, lock)
        self._preferences.change(lambda settings: settings.with_failed(row))

    def _row(self, address: str, client_id: str) -> FailedLogIns | None:
        """The row of refusals that lasts."""
        return self._preferences.settings.failed(address, client_id, self._clock().at)

    def fine(self, account: Account) -> None:
        """One was taken: the row has ended."""
        self._preferences.change(
            lambda settings: settings.with_log_in(account.address, account.client_id)
        )
