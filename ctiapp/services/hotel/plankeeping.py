"""Where planned wake-up calls are kept; a disk that refuses, or hangs, never holds one up.

What could not be kept is tried again, and `PlanKeeping.trouble` says so until it is.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol, TypeVar

from ctiapp.model.errors import StorageError
from ctiapp.services.hotel.wakelog import IMPATIENCE_S, PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection
    from datetime import date, datetime

    from ctiapp.model.notice import Notice
    from ctiapp.model.wakes import Plan

log = logging.getLogger("ctiapp.wakes")

_T = TypeVar("_T")


class PlanFile(Protocol):
    """Where plans lie (`ctiapp.storage.hotel_wakes.WakeFile`); all raise `StorageError`."""

    async def plans(self, owner: str, since: date) -> tuple[Plan, ...]:
        """All plans for that day and later, and those that are open."""

    async def add_plan(self, owner: str, plan: Plan, by: str, at: datetime) -> Plan:
        """Keep this one, too; the same with its id."""

    async def put_plan(self, owner: str, plan: Plan) -> None:
        """Keep it as it is now."""

    async def begin_plan(self, owner: str, plan_id: int, there: Collection[str]) -> None:
        """It is about to be set for the first time; the room has these alarms already."""

    async def there(self, owner: str, plan_id: int) -> frozenset[str] | None:
        """Which alarms the room had before it was first tried; None: it never was."""


class PlanKeeping:
    """Keeps them, of the PBX that one is signed in to.

    Args:
        file: where they lie.

    Attributes:
        trouble: why they could not be read, or kept; None: they could.
    """

    def __init__(self, file: PlanFile) -> None:
        self._file = file
        self._owner = ""
        self._loaded = False
        self._unkept: dict[int, Plan] = {}
        self._there: dict[int, frozenset[str]] = {}
        self.trouble: Notice | None = None

    def begin(self, owner: str | None) -> None:
        """Somebody signed in there: what is asked for from now on is of that PBX."""
        self._owner = owner or ""
        self._loaded = False
        self._unkept, self._there = {}, {}
        self.trouble = None

    async def load(self, since: date) -> tuple[Plan, ...]:
        """All plans for that day and later, and those that are open.

        Raises:
            StorageError: they cannot be read.
        """
        found = await self._patiently(self._file.plans(self._owner, since))
        self._loaded = True
        self._is_well()
        return found

    async def add(self, plan: Plan, by: str, at: datetime) -> Plan:
        """Keep this one, too; the same with its id.

        Raises:
            StorageError: it cannot be kept.
        """
        return await self._patiently(self._file.add_plan(self._owner, plan, by, at))

    async def put(self, plan: Plan) -> None:
        """Keep it as it is now.

        Raises:
            StorageError: it cannot be kept.
        """
        await self._patiently(self._file.put_plan(self._owner, plan))
        self._unkept.pop(plan.plan_id, None)
        self._is_well()

    async def keep(self, plan: Plan) -> None:
        """Keep it as it is now, or as soon as the disk takes it; `trouble` says that it waits."""
        self._unkept[plan.plan_id] = plan
        try:
            await self.put(plan)
        except StorageError as error:
            log.warning("a planned wake-up call could not be kept: %s", error.detail)

    async def try_again(self) -> None:
        """Keep what could not be kept; where nothing waits whoever asked was told: all is well."""
        self._is_well()
        for plan in list(self._unkept.values()):
            await self.keep(plan)

    async def there(self, plan_id: int, now: frozenset[str]) -> frozenset[str]:
        """Which alarms the room had before this plan was first tried.

        What stands there besides was set by an earlier try. Where the file does not tell, nothing
        is taken for that: it would be somebody else's that is taken away with the plan.

        Args:
            plan_id: which plan.
            now: those that the room has now, which is about to be tried.
        """
        if plan_id not in self._there:
            try:
                found = await self._patiently(self._file.there(self._owner, plan_id))
                if found is None:
                    await self._patiently(self._file.begin_plan(self._owner, plan_id, now))
            except StorageError as error:
                log.warning("it is not kept that a planned call is tried: %s", error.detail)
                found = None
            self._there[plan_id] = now if found is None else found
        return self._there[plan_id]

    def _is_well(self) -> None:
        if self._loaded and not self._unkept:
            self.trouble = None

    async def _patiently(self, asked: Awaitable[_T]) -> _T:
        try:
            async with asyncio.timeout(PATIENCE_S if self.trouble is None else IMPATIENCE_S):
                return await asked
        except StorageError as error:
            self.trouble = error.notice()
            raise
        except TimeoutError as error:
            hangs = StorageError("the disk hangs")
            self.trouble = hangs.notice()
            raise hangs from error
