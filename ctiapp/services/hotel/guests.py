"""What this computer keeps of guests: how long, and forgetting one.

It is looked after whether this is a hotel just now or not. Where no guest was ever written down,
nothing is opened for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ctiapp.model.number import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ctiapp.model.directory import PbxInfo
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.model.stays import Stay
    from ctiapp.storage.hotel import HotelFile


class GuestBook(Protocol):
    """What is kept of guests; all of it raises `StorageError`."""

    async def count(self, number: Number, plan: NumberPlan) -> int:
        """How many stays are kept of a number."""

    async def forget(self, number: Number, plan: NumberPlan) -> int:
        """Keep nothing of a number any more; how many stays that were."""

    async def prune(self, before: datetime) -> int:
        """Take out who left before; how many stays that were."""

    async def everything(self, after: int, limit: int) -> Sequence[tuple[str, Stay]]:
        """Stays with which PBX each is of, from behind that id on."""


class NoGuests:
    """This is no hotel."""

    async def count(self, _number: Number, _plan: NumberPlan) -> int:
        """None."""
        return 0

    async def forget(self, _number: Number, _plan: NumberPlan) -> int:
        """None."""
        return 0

    async def prune(self, _before: datetime) -> int:
        """None."""
        return 0

    async def everything(self, _after: int, _limit: int) -> Sequence[tuple[str, Stay]]:
        """None."""
        return ()


class Guests:
    """They.

    Args:
        file: keeps them.
        pbx: which PBX somebody is signed in to; None while signed out.
    """

    def __init__(self, file: HotelFile, pbx: Callable[[], PbxInfo | None]) -> None:
        self._file = file
        self._pbx = pbx

    async def count(self, number: Number, plan: NumberPlan) -> int:
        """How many stays are kept of a number: a guest's own, or a room's of those who left.

        Raises:
            StorageError: it cannot be read.
        """
        if not self._file.used:
            return 0
        mobiles, pbx, room = await self._meant(number, plan)
        return await self._file.counted(mobiles, pbx, room)

    async def forget(self, number: Number, plan: NumberPlan) -> int:
        """Keep nothing of a number any more; how many stays that were.

        Of whoever is in the house the number alone goes: check-out erases them. A room's guests are
        forgotten at this PBX alone: at another it is another room.

        Raises:
            StorageError: it cannot be forgotten.
        """
        if not self._file.used:
            return 0
        mobiles, pbx, room = await self._meant(number, plan)
        return await self._file.forget(mobiles, pbx, room) if mobiles or room else 0

    async def prune(self, before: datetime) -> int:
        """Take out who left before; how many stays that were.

        Raises:
            StorageError: they cannot be taken out.
        """
        return await self._file.prune(before) if self._file.used else 0

    async def everything(self, after: int, limit: int) -> Sequence[tuple[str, Stay]]:
        """Stays of all PBXs with which each is of, from behind that id on, to be taken along.

        Raises:
            StorageError: they cannot be read.
        """
        return await self._file.everything(after, limit) if self._file.used else ()

    async def _meant(self, number: Number, plan: NumberPlan) -> tuple[tuple[str, ...], str, str]:
        """Which mobile numbers are this one, however they were written; which room at which PBX."""
        known = await self._file.mobiles()
        alike = tuple(
            text
            for text in known
            if text == number.text or plan.compare(Number.of(text), number) is not None
        )
        info = self._pbx() if plan.line(number).internal else None
        return (alike, "", "") if info is None else (alike, info.sn or info.url, number.text)
