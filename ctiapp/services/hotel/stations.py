"""Reads the rooms' extensions in the background: who is in them, and whether they may call outside.

The list of extensions tells neither the two parts of a name nor what an extension may do, so each
room is asked for, many with one request and a few requests a second. All are read again from time
to time, and one at once where the PBX tells that it was edited.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError, NotPermitted, NotSupported

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from ctiapp.model.hotel import Station
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.notice import Notice
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.hotel")

BATCH = 50
"""So many rooms are asked for at once."""
SPACING_S = 0.5
"""How long after an answer the next is asked for."""
AGAIN_S = 30.0
"""How long after a failure."""
ROUND_S = 900.0
"""How long after all were read that is done again."""


class StationReader:
    """Reads them.

    Args:
        ground: where to ask.
        everybody: the ids of all rooms there are.
        taken: hears what was read, and which ids were asked for.
        clock: both clocks.
    """

    def __init__(
        self,
        ground: Ground,
        everybody: Callable[[], Iterable[ExtensionId]],
        taken: Callable[[Collection[ExtensionId], tuple[Station, ...]], None],
        clock: Clock,
    ) -> None:
        self._ground = ground
        self._everybody = everybody
        self._taken = taken
        self._clock = clock
        self._wanted: dict[ExtensionId, None] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.read_at: datetime | None = None
        """When all were last read, aware UTC; None: not yet."""
        self.notice: Notice | None = None
        """Why they could not be read; None where they could."""

    def start(self) -> None:
        """Begin; needs a running loop."""
        self._task = asyncio.create_task(self._run(), name="rooms")

    async def stop(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def want(self, ids: Iterable[ExtensionId], *, first: bool = False) -> None:
        """Have these read; ``first``: before all others."""
        ids = tuple(ids)
        if not ids:
            return
        if first:
            waiting = self._wanted
            self._wanted = dict.fromkeys(ids)
            self._wanted.update(waiting)
        else:
            self._wanted.update(dict.fromkeys(ids))
        self._wake.set()

    def forget(self) -> None:
        """Another PBX, or none: what was wanted is not wanted any more."""
        self._wanted.clear()
        self.read_at = self.notice = None

    async def _run(self) -> None:
        while True:
            if not self._wanted:
                await self._rest()
                continue
            wait_s = await self._read_some()
            await asyncio.sleep(wait_s)

    async def _rest(self) -> None:
        """Wait until something is wanted, or all of it again."""
        self._wake.clear()
        try:
            async with asyncio.timeout(ROUND_S):  # `wait_for` may swallow that it is to end
                await self._wake.wait()
        except TimeoutError:
            self.want(self._everybody())

    async def _read_some(self) -> float:
        """Read as many as are read at once; how long to wait then."""
        owner, hotel = self._ground.owner(), self._ground.pbx()
        if hotel is None:
            self.forget()
            return 0.0
        batch = list(self._wanted)[:BATCH]
        try:
            found = await hotel.stations(batch)
        except (NotSupported, NotPermitted) as error:
            log.info("rooms cannot be read: %s", error.detail)
            self.notice = error.notice()
            self._wanted.clear()
            self._taken((), ())
            return SPACING_S
        except CtiError as error:
            log.info("rooms could not be read: %s", error.detail)
            self.notice = error.notice()
            self._taken((), ())
            return AGAIN_S
        if self._ground.owner() != owner:
            return 0.0  # somebody else signed in meanwhile
        for ext_id in batch:
            self._wanted.pop(ext_id, None)
        self.notice = None
        if not self._wanted:
            self.read_at = self._clock().at
        self._taken(batch, found)
        return SPACING_S
