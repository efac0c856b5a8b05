"""By how much the PBX's clock is ahead of ours: it names no zone, and is taken to stand in ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session

_ZONES_S = 1800


class PbxClock:
    """Compares both whenever the PBX tells its time, which is once a sign-in.

    Args:
        session: passes on what the PBX told.
        clock: both of ours.
    """

    def __init__(self, session: Session, clock: Clock) -> None:
        self._clock = clock
        self._ahead_s: float | None = None
        self._compared: datetime | None = None
        self._compared_at: datetime | None = None
        self._stop = session.subscribe(self._on_status)
        self._on_status(session.status)

    @property
    def ahead_s(self) -> float | None:
        """In seconds; None where the PBX does not tell its time, or nobody is signed in."""
        return self._ahead_s

    @property
    def skew_s(self) -> float | None:
        """The same, wherever the PBX stands: by how much its clock is off.

        It names no zone: whole half hours are taken for one, so what is left is a quarter of an
        hour at most, either way.
        """
        ahead_s = self._ahead_s
        return None if ahead_s is None else ahead_s - round(ahead_s / _ZONES_S) * _ZONES_S

    @property
    def compared_at(self) -> datetime | None:
        """When the two were compared, by our clock, aware UTC; None where they are not."""
        return self._compared_at

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _on_status(self, status: ConnectionStatus) -> None:
        shows = None if status.pbx is None else status.pbx.system_time
        if shows is None:
            self._ahead_s = self._compared_at = None
        elif shows != self._compared:
            self._compared_at = self._clock().at
            here = self._compared_at.astimezone().replace(tzinfo=None)
            self._ahead_s = (shows - here).total_seconds()
        self._compared = shows
