"""Trying whether the events that a PBX posts reach this computer: one's own phone rings a moment.

Only by somebody's wish, never by itself: it rings a phone. What comes of it the link knows as well:
a way that was found closed stands as the reason why the picture is old until something comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import InvalidState, NotSupported
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.session import Session

_SIGNED_IN = (Connection.ONLINE, Connection.RECONNECTING)


class EventTrial:
    """Tries it, once at a time.

    Args:
        session: whom one is signed in to, and how the link stands.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._running = False

    @property
    def offered(self) -> bool:
        """Whether one is signed in to a PBX that posts its events."""
        return self._pbx is not None

    async def run(self) -> float:
        """Try it; after how many seconds the event came.

        Raises:
            EventsBlocked: none came; it names what to open.
            InvalidState: key ``link.not_up``: nobody is signed in; ``events.busy``: one has a call;
                ``events.running``, ``events.no_ring``, ``events.rings_on``.
            NotSupported: key ``events.not_posted``: this PBX posts none.
            PbxError: as it happened.
        """
        pbx = self._pbx
        if pbx is None:
            if self._session.status.state in _SIGNED_IN:
                raise NotSupported("no events are posted", key="events.not_posted")
            raise InvalidState("not signed in", key="link.not_up")
        if self._running:
            raise InvalidState("it is being tried", key="events.running")
        calls, _ = self._session.picture()
        live = any(call.end is None for call in calls)
        if live and self._session.status.state is Connection.ONLINE:
            raise InvalidState("one has a call", key="events.busy")
        self._running = True
        try:
            took_s = await pbx.try_events()
        finally:
            self._running = False
        if pbx is self._session.pbx and self._session.status.state is Connection.RECONNECTING:
            self._session.retry_now()  # what it waits for has come
        return took_s

    @property
    def _pbx(self) -> Pbx | None:
        pbx = self._session.pbx
        signed_in = self._session.status.state in _SIGNED_IN
        return pbx if signed_in and pbx is not None and pbx.posts_events else None
