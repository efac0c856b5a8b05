"""By how much the PBX's clock is ahead of ours: it names no zone, and is taken to stand in ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session


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
        self._stop = session.subscribe(self._on_status)
        self._on_status(session.status)

    @property
    def ahead_s(self) -> float | None:
        """In seconds; None where the PBX does not tell its time, or nobody is signed in."""
        return self._ahead_s

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _on_status(self, status: ConnectionStatus) -> None:
        shows = None if status.pbx is None else status.pbx.system_time
        if shows is None:
            self._ahead_s = None
        elif shows != self._compared:
            here = self._clock().at.astimezone().replace(tzinfo=None)
            self._ahead_s = (shows - here).total_seconds()
        self._compared = shows
