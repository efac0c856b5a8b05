"""Refused log-ins in a row, and what five of them bring: a block, or a lock that runs out.

A P-Series blocks the address until an administrator takes it off a list (P handbook, l. 1021-1048).
Cloud PBX (handbook, l. 650), K2 and OpenVox UC (section 2 of their sheets) lock it for ten minutes;
of OpenVox it is not said whether the address or the user. After these they count from the first
again, and a try within them does not prolong them (inferred: no handbook says that it does). Where
one is refused as locked all the same, they are taken to begin with that: the end is then the latest
that it can be. A shorter row never runs out: nothing says that it does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import SettingsError

if TYPE_CHECKING:
    from datetime import datetime

TRIES_BEFORE_BLOCK: Final = 5
"""Refused log-ins in a row after which a PBX blocks the address."""

LOCK: Final = timedelta(minutes=10)
"""How long a lock that runs out lasts."""

_LOCKING: Final = frozenset({"cloud", "k2", "openvox"})


def lock_of(kind: str) -> timedelta | None:
    """How long this kind of PBX locks an address; None: until an administrator lifts it."""
    return LOCK if kind in _LOCKING else None


@dataclass(frozen=True, slots=True)
class FailedLogIns:
    """Refused log-ins in a row at one PBX, of one API client.

    Attributes:
        url: the PBX's address.
        client_id: of the API client.
        count: how many in a row, seen from here.
        last_at: when the last one was.
        locked_until: when the lock that they brought ends, at the latest; None: none that ends.
        told: the PBX itself said that it is locked.
    """

    url: str
    client_id: str
    count: int
    last_at: datetime
    locked_until: datetime | None = None
    told: bool = False

    def __post_init__(self) -> None:
        """Refuse a count or a time that makes no sense."""
        if self.count < 1:
            raise SettingsError("a count of failed log-ins is at least 1")
        if self.last_at.tzinfo is None:
            raise SettingsError("the time of a failed log-in needs a zone")
        if self.locked_until is not None and self.locked_until.tzinfo is None:
            raise SettingsError("the end of a lock needs a zone")

    def over(self, now: datetime) -> bool:
        """Whether the lock has run out by ``now`` (aware), and the row with it."""
        return self.locked_until is not None and self.locked_until <= now

    @property
    def left(self) -> int:
        """At most how many tries are left while this row lasts."""
        return max(0, TRIES_BEFORE_BLOCK - self.count)

    def and_one(self, at: datetime, lock: timedelta | None, *, looked: bool) -> FailedLogIns:
        """The same after one refused log-in more, while this row lasts.

        Args:
            at: when, aware.
            lock: see `lock_of`.
            looked: the PBX looked at the secret. It does not while it is locked: after it had said
                so that is the first of a new row, whoever lifted the lock.
        """
        if self.told and looked:
            return FailedLogIns(self.url, self.client_id, 1, at)
        more = replace(self, count=self.count + 1, last_at=at)
        return more if more.left or lock is None else replace(more, locked_until=at + lock)


def locked(
    row: FailedLogIns | None, url: str, client_id: str, at: datetime, lock: timedelta
) -> FailedLogIns:
    """The row after the PBX said that it is locked; others may have tried as well.

    Args:
        row: what was counted so far; None where nothing lasts.
        url, client_id: of the row.
        at: when it said so, aware.
        lock: see `lock_of`.
    """
    until = None if row is None else row.locked_until
    return FailedLogIns(url, client_id, TRIES_BEFORE_BLOCK, at, until or at + lock, told=True)
