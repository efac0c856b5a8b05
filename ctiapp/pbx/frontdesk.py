"""What a front desk must find out or keep in mind where a PBX does not tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.directory import full_name
from ctiapp.model.errors import CommandError, OutcomeUnknown, PbxError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.hotel import Alarm, Station, StationChange
    from ctiapp.model.ids import ExtensionId

MAX_NAMES = 10_000
"""Of so many rooms it is kept in mind how a guest's name was made of two."""


async def created_alarm(
    alarm: Alarm,
    create: Callable[[], Awaitable[None]],
    there: Callable[[], Awaitable[tuple[Alarm, ...]]],
) -> str:
    """Have a wake-up call set, and find its id, which no answer tells: it was not there before.

    Args:
        alarm: as it is to be.
        create: has it set.
        there: asks which wake-up calls the room has.

    Raises:
        OutcomeUnknown: it was taken, and its id was not found.
        PbxError: as ``create``, and as ``there`` before it: nothing was set.
    """
    before = {one.alarm_id for one in await there()}
    await create()
    try:
        now = await there()
    except PbxError as err:
        raise OutcomeUnknown("it is set, and its id was not told") from err
    fresh = [
        one
        for one in now
        if one.alarm_id not in before and (one.at, one.days) == (alarm.at, alarm.days)
    ]
    if len(fresh) != 1:
        raise OutcomeUnknown("it was taken, and is not found, or found twice")
    return fresh[0].alarm_id


async def with_its_prompt(
    alarm: Alarm, send: Callable[[Alarm], Awaitable[None]], no_prompt: str
) -> None:
    """Have a wake-up call set with its prompt; where the PBX has none of that name, without.

    What is left out may fall back to the PBX's own prompt, so one that was told is told again. But
    a PBX may tell its own, and take a custom one alone: that it rings counts for more.

    Args:
        alarm: as it is to be.
        send: has one set.
        no_prompt: the code that says that there is no such prompt, and that nothing was set.

    Raises:
        PbxError: as ``send``.
    """
    try:
        await send(alarm)
    except CommandError as err:
        if err.code != no_prompt or not alarm.prompt:
            raise
        await send(replace(alarm, prompt=""))


class GuestNames:
    """How guests' names were made of two, at a PBX that has one name for an extension."""

    def __init__(self) -> None:
        self._names: dict[ExtensionId, tuple[str, str]] = {}

    def keep(self, there: Station, change: StationChange) -> None:
        """Keep in mind what an extension's name is made of, once this change is made to it."""
        first = there.first_name if change.first_name is None else change.first_name
        last = there.last_name if change.last_name is None else change.last_name
        self._names.pop(there.ext_id, None)
        if len(self._names) < MAX_NAMES:
            self._names[there.ext_id] = (first, last)

    def parted(self, station: Station) -> Station:
        """Where its one name is the one that was made here of two, name it by those two."""
        first, last = self._names.get(station.ext_id, ("", ""))
        if last and full_name(first, last) == station.first_name:
            return replace(station, first_name=first, last_name=last)
        return station
