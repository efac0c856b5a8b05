"""The hotel's front desk, there as long as the user says that this is a hotel.

Nothing of it is loaded elsewhere: an office pays nothing for it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError
from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.services.notices import Notices
    from ctiapp.services.preferences import Preferences
    from ctiapp.settings import Settings

log = logging.getLogger("ctiapp.hotel")


class HotelKeeper:
    """Makes the desk, and puts it away again.

    Args:
        preferences: whether this is a hotel.
        notices: told where the desk's file cannot be used.
        make: makes a desk that works already.
    """

    def __init__(
        self,
        preferences: Preferences,
        notices: Notices,
        make: Callable[[], Awaitable[HotelDesk]],
    ) -> None:
        self._preferences = preferences
        self._notices = notices
        self._make = make
        self._desk: HotelDesk | None = None
        self._wanted = False
        self._settling: asyncio.Task[bool] | None = None
        self._observers: Observers[HotelDesk | None] = Observers()
        self._stop: Callable[[], None] = lambda: None

    @property
    def desk(self) -> HotelDesk | None:
        """The front desk; None where this is no hotel, or not yet."""
        return self._desk

    def subscribe(self, listener: Callable[[HotelDesk | None], None]) -> Callable[[], None]:
        """Hear of each desk that is there now, or that none is; the answer ends it."""
        return self._observers.subscribe(listener)

    def start(self) -> None:
        """Follow the setting from now on; needs a running loop."""
        self._stop = self._preferences.subscribe(self._on_settings)
        self._on_settings(self._preferences.settings)

    async def close(self) -> None:
        """Put everything away."""
        self._stop()
        self._want(on=False)
        if self._settling is not None:
            await self._settling

    def _on_settings(self, settings: Settings) -> None:
        self._want(on=settings.hotel)

    def _want(self, *, on: bool) -> None:
        self._wanted = on
        if self._settling is None and on != (self._desk is not None):
            self._settling = asyncio.create_task(self._settle(), name="hotel")
            self._settling.add_done_callback(self._on_settled)

    def _on_settled(self, task: asyncio.Task[bool]) -> None:
        self._settling = None
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("the front desk cannot be had", exc_info=error)
        elif not task.cancelled() and task.result():
            self._want(on=self._wanted)  # it may have been switched as it ended

    async def _settle(self) -> bool:
        """One after the other: two desks would write one file. Tells whether it could be had."""
        while self._wanted != (self._desk is not None):
            if self._desk is None:
                try:
                    self._desk = await self._make()
                except CtiError as error:
                    self._notices.post(error.notice())
                    return False
                self._observers.tell(self._desk)
            else:
                desk, self._desk = self._desk, None
                self._observers.tell(None)
                await desk.close()
        return True
