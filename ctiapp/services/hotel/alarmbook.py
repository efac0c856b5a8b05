"""The wake-up calls of all rooms; what is changed here is read back before it counts.

The PBX takes one alarm a request, and answers a change with a number at most. So the alarms of a
room are read after each change of them: what was read is what is shown, and where it is not what
was asked for, whoever asked is told.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ctiapp.model.errors import CommandError, CtiError, NoSuchTarget, OutcomeUnknown, UsageError
from ctiapp.model.hotel import SNOOZES
from ctiapp.model.wakes import LogKind, same_alarm, same_time, without_id
from ctiapp.services.hotel.alarmreading import AlarmReading, in_order
from ctiapp.services.hotel.wakelog import alarm_params, wall_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import ExtensionId


class AlarmBook(AlarmReading):
    """The alarms of all rooms, to be changed; made as `AlarmReading` is."""

    @property
    def most_snoozes(self) -> int:
        """How often a wake-up call can ring again at this PBX; 0: it rings once."""
        pbx = self._ground.pbx()
        return SNOOZES[-1] if pbx is None else pbx.most_snoozes

    @property
    def most_alarms(self) -> int | None:
        """How many wake-up calls a room can have at this PBX; None: nobody says."""
        pbx = self._ground.pbx()
        return None if pbx is None else pbx.most_alarms

    # -- changing --------------------------------------------------------------------------------

    async def add(self, ext_id: ExtensionId, alarm: Alarm) -> Alarm:
        """Set one more alarm; as the PBX has it afterwards.

        Raises:
            UsageError: key ``wakeup.too_many``: the room has as many as it can have;
                ``wakeup.exists``: it has one at the same times already; ``wakeup.rings_once`` or
                ``hotel.snoozes``: this PBX cannot have it ring again so often.
            CommandError: key ``wakeup.not_kept``: the PBX has it otherwise than was asked for, or
                not at all; else as it refused.
            OutcomeUnknown: key ``wakeup.unverified``: it may be set; it could not be read back.
            PbxError: as it happened; nothing was set.
        """
        wanted = without_id(self._ground.hotel.allowed(alarm))
        async with self._changing(ext_id):
            self._refuse(self.of(ext_id), wanted)
            before = await self.read(ext_id)
            self._refuse(before, wanted)
            async with self._written(ext_id, LogKind.SETTING, wanted):
                made = await self._create(ext_id, wanted, before)
            await self._say(LogKind.SET, ext_id, made)
            return made

    async def change(self, ext_id: ExtensionId, alarm: Alarm) -> Alarm:
        """Have an alarm, whose id it bears, be as this one; as the PBX has it afterwards.

        Raises:
            UsageError: key ``wakeup.exists``: the room has another one at the same times; or as
                `add` of how often it rings.
            NoSuchTarget: key ``wakeup.gone``: it is gone from that room; nothing is sent, since
                the request bears its id alone, which may be another room's by now.
            CommandError, OutcomeUnknown, PbxError: as `add`.
        """
        self._ground.hotel.allowed(alarm)
        async with self._changing(ext_id):
            before = await self.read(ext_id)
            old = _by_id(before, alarm.alarm_id)
            if old is None:
                raise NoSuchTarget("gone", key="wakeup.gone", at=wall_text(alarm))
            self._refuse_twin([a for a in before if a.alarm_id != alarm.alarm_id], alarm)
            async with self._written(ext_id, LogKind.CHANGING, alarm):
                unsure: OutcomeUnknown | None = None
                try:
                    await self._ground.hotel.change_alarm(alarm)
                except OutcomeUnknown as error:
                    unsure = error
                after = await self._read_back(ext_id)
                found = _by_id(after, alarm.alarm_id)
                if found is None or not same_alarm(alarm, found):
                    raise unsure or _not_kept(alarm, found)
            await self._say(LogKind.CHANGED, ext_id, found, was=wall_text(old))
            return found

    async def remove(self, ext_id: ExtensionId, ids: Collection[str]) -> None:
        """Take these alarms of a room away; what is gone already is away.

        Raises:
            ValueError: none is named: the PBX would take all of the room's away.
            CommandError: key ``wakeup.not_removed``: the PBX has it still; else as it refused.
            OutcomeUnknown, PbxError: as `add`.
        """
        if not ids or not all(ids):
            raise ValueError("no alarm is named")
        await self._remove(ext_id, ids)

    async def remove_all(self, ext_id: ExtensionId) -> None:
        """Take all alarms of a room away, those that nobody here knows of as well.

        Raises:
            CommandError, OutcomeUnknown, PbxError: as `remove`.
        """
        await self._remove(ext_id, None)

    async def _remove(self, ext_id: ExtensionId, ids: Collection[str] | None) -> None:
        async with self._changing(ext_id):
            gone = [a for a in await self.read(ext_id) if ids is None or a.alarm_id in ids]
            if not gone and ids is not None:
                return
            self._take_away(gone)
            async with self._written(ext_id, LogKind.CANCELLING, *gone):
                unsure: OutcomeUnknown | None = None
                try:
                    if ids is None:
                        await self._ground.hotel.delete_every_alarm(ext_id)
                    else:
                        # What is gone may have given its id to another room's.
                        there = [alarm.alarm_id for alarm in gone]
                        await self._ground.hotel.delete_alarms(ext_id, there)
                except OutcomeUnknown as error:
                    unsure = error
                except CtiError:
                    self._stay(gone)
                    raise
                left = await self._read_back(ext_id)
                self._stay(left)
                stayed = [a for a in left if ids is None or a.alarm_id in ids]
                if stayed:
                    raise unsure or CommandError(
                        "still there", key="wakeup.not_removed", at=wall_text(stayed[0])
                    )
            for alarm in gone:
                await self._say(LogKind.CANCELLED, ext_id, alarm)

    async def _create(self, ext_id: ExtensionId, wanted: Alarm, before: tuple[Alarm, ...]) -> Alarm:
        """Set one, and read it back; where no answer came, what was read back settles it."""
        alarm_id = ""
        unsure: OutcomeUnknown | None = None
        try:
            alarm_id = await self._ground.hotel.create_alarm(ext_id, wanted)
        except OutcomeUnknown as error:
            unsure = error
        self._unsure.setdefault(ext_id, []).append(wanted)
        after = await self._read_back(ext_id)
        self._unsure[ext_id].remove(wanted)
        known = {each.alarm_id for each in before}
        new = [each for each in after if each.alarm_id not in known]
        named = _by_id(new, alarm_id)
        found = named or next((each for each in new if same_alarm(wanted, each)), None)
        if found is not None and same_alarm(wanted, found):
            return found
        raise unsure or _not_kept(wanted, found)

    async def _read_back(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The alarms of a room after a change of one's own."""
        asked = self._clock()
        try:
            after = in_order(await self._ground.hotel.alarms_of(ext_id))
        except CtiError as error:
            raise OutcomeUnknown(
                f"could not be read back: {error.detail}", key="wakeup.unverified", code=error.code
            ) from error
        self._put(ext_id, after, asked)
        self._observers.tell(None)
        return after

    def _refuse(self, alarms: Collection[Alarm], wanted: Alarm) -> None:
        """Refuse what cannot be set; raises `UsageError`."""
        self._refuse_twin(alarms, wanted)
        most = self.most_alarms
        if most is not None and len(alarms) >= most:
            raise UsageError("too many alarms", key="wakeup.too_many", most=most)

    def _refuse_twin(self, alarms: Collection[Alarm], wanted: Alarm) -> None:
        """Refuse a second one at the same times; one that has rung, and goes soon, is none."""
        if any(same_time(each, wanted) and self.rings(each) for each in alarms):
            raise UsageError("there is one", key="wakeup.exists", at=wall_text(wanted))

    @asynccontextmanager
    async def _changing(self, ext_id: ExtensionId) -> AsyncIterator[None]:
        """Change one thing of a room after the other."""
        lock = self._locks.setdefault(ext_id, asyncio.Lock())
        async with lock:
            yield

    @asynccontextmanager
    async def _written(
        self, ext_id: ExtensionId, kind: LogKind, *alarms: Alarm
    ) -> AsyncIterator[None]:
        """Write down what is about to be done, and that it failed where it does."""
        for alarm in alarms:
            await self._say(kind, ext_id, alarm)
        try:
            yield
        except CtiError as error:
            for alarm in alarms:
                await self._say(LogKind.FAILED, ext_id, alarm, what=kind.value, why=error.key)
            raise

    async def _say(self, kind: LogKind, ext_id: ExtensionId, alarm: Alarm, **more: str) -> None:
        room = self._ground.room(ext_id)
        await self._log.say(kind, room, wall_text(alarm), {**alarm_params(alarm), **more})


def _by_id(alarms: Collection[Alarm], alarm_id: str) -> Alarm | None:
    return next((each for each in alarms if alarm_id and each.alarm_id == alarm_id), None)


def _not_kept(wanted: Alarm, found: Alarm | None) -> CommandError:
    return CommandError(
        "the PBX has it otherwise, or not at all",
        key="wakeup.not_kept",
        at=wall_text(wanted),
        found="" if found is None else wall_text(found),
    )
