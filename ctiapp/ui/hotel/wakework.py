"""One wake-up call: the form, and what it commands, with a date or without."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.wakes import ClockChange, next_wall, without_id
from ctiapp.ui import words
from ctiapp.ui.hotel.wakeform import WakeDraft, WakeForm
from ctiapp.ui.hotel.wakewords import clock, day_word

if TYPE_CHECKING:
    from datetime import date

    from ctiapp.model.ids import ExtensionId
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.ui.hotel.work import Bench

ALARM, PLAN = "alarm", "plan"
"""What the key of a wake-up call begins with: the PBX has it, or this desk has yet to set it."""


class WakeWork(QObject):
    """It.

    Args:
        bench: what it stands on.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.place)
        self._bench = bench
        self.form = WakeForm()
        self.form.submitted.connect(self._on_submitted)
        self.form.edited.connect(self._show_next)
        self.form.closed.connect(lambda: bench.close(self.form))

    @property
    def changed(self) -> bool:
        """Whether something is written that would be lost."""
        return self.form.changed

    def stop(self) -> None:
        """There is nothing to end."""

    # -- opening ---------------------------------------------------------------------------------

    def open_new(self, number: str) -> None:
        """Write a new one for a room."""
        self._open(WakeDraft(number, Alarm("", time(7))))

    def open(self, number: str, key: str) -> None:
        """Change one of a room's."""
        found = self._find(number, key)
        if found is None:
            self._bench.tell(Notice.of("hotel.wake_gone"))
            return
        self._open(found)

    def _open(self, draft: WakeDraft) -> None:
        desk = self._bench.desk()
        if desk is not None:
            self.form.allow_snoozes(desk.alarms.most_snoozes)
            self.form.show_draft(draft, desk.time.today())
            self._show_next()
            self._bench.show(self.form)

    def _find(self, number: str, key: str) -> WakeDraft | None:
        desk = self._bench.desk()
        room = None if desk is None else desk.rooms.room(Number(number))
        kind, _, name = key.partition("/")
        if room is None:
            return None
        for plan in room.planned if kind == PLAN else ():
            if str(plan.plan_id) == name:
                return WakeDraft(number, plan.alarm, plan.on, plan.plan_id)
        for alarm in room.alarms if kind == ALARM else ():
            if alarm.alarm_id == name:
                return WakeDraft(number, alarm)
        return None

    def remove(self, number: str, key: str) -> None:
        """Take one of a room's away: it was asked."""
        found, desk = self._find(number, key), self._bench.desk()
        if found is None or desk is None:
            # It rang once, and is only listed: there is nothing to be taken away.
            self._bench.tell(Notice.of("hotel.wake_gone"))
            self._bench.place.panel.failed(key)
            return

        def failed(error: CtiError) -> None:
            self._bench.place.panel.failed(key)
            self._bench.tell(error.notice())

        self._bench.tasks.start(_remove(desk, found), name="remove wake-up", failed=failed)

    # -- writing ---------------------------------------------------------------------------------

    def _show_next(self) -> None:
        desk, draft = self._bench.desk(), self.form.draft
        if desk is None or draft is None:
            self.form.show_next("")
            return
        now, today = desk.time.now(), desk.time.today()
        if draft.on is not None:
            wall = datetime.combine(draft.on, draft.alarm.at)
            if wall <= now:
                self.form.show_next(words.word("rooms.next_past"))
                return
        else:
            wall = next_wall(draft.alarm, now)
        when = words.word("rooms.day_time", day=day_word(wall.date(), today), time=clock(wall))
        said = words.word("rooms.next_ring", when=when)
        doubt = desk.time.doubt(wall)
        if doubt is ClockChange.SKIPPED:
            said = words.word("rooms.next_skipped")
        elif doubt is ClockChange.TWICE:
            said = f"{said} {words.word('rooms.next_twice')}"
        self.form.show_next(said)

    def _on_submitted(self) -> None:
        desk, draft, before = self._bench.desk(), self.form.valid(), self.form.begun
        if desk is None or draft is None or before is None:
            return
        self.form.set_busy(words.word("rooms.saving"))
        self._bench.tasks.start(
            _save(desk, before, draft),
            name="wake-up",
            done=lambda _: self._on_done(draft),
            failed=lambda error: self.form.show_failure(error.notice()),
        )

    def _on_done(self, draft: WakeDraft) -> None:
        self.form.set_busy("")
        self._bench.close(self.form)
        key = "hotel.wake_planned" if draft.on is not None else "hotel.wake_set"
        self._bench.tell(Notice(key, {"room": draft.room, "time": clock(draft.alarm.at)}))


async def _save(desk: HotelDesk, before: WakeDraft, wanted: WakeDraft) -> None:
    """Have it as it was written; what was there before goes only once the new one stands.

    Raises:
        CtiError: it could not be done.
    """
    room = Number(wanted.room)
    if wanted.on is None and before.plan_id is None:
        ext_id = _ext_id(desk, room)
        if before.new:
            await desk.alarms.add(ext_id, wanted.alarm)
        else:
            await desk.alarms.change(ext_id, wanted.alarm)
        return
    if before.plan_id is not None and (before.on, before.alarm.at) == (
        wanted.on,
        wanted.alarm.at,
    ):
        await _plan_anew(desk, before, wanted)
        return
    if wanted.on is None:
        await desk.alarms.add(_ext_id(desk, room), without_id(wanted.alarm))
    else:
        await desk.plans.plan(room, wanted.on, without_id(wanted.alarm))
    if not before.new:
        await _remove(desk, before)


async def _plan_anew(desk: HotelDesk, before: WakeDraft, wanted: WakeDraft) -> None:
    """The same time on the same day, otherwise: two of them cannot stand beside each other."""
    room = Number(wanted.room)
    await _remove(desk, before)
    try:
        await desk.plans.plan(room, _day(wanted), without_id(wanted.alarm))
    except CtiError:
        await desk.plans.plan(room, _day(before), without_id(before.alarm))
        raise


def _day(draft: WakeDraft) -> date:
    if draft.on is None:
        raise UsageError("no date", key="wakeup.plan_gone")
    return draft.on


async def _remove(desk: HotelDesk, draft: WakeDraft) -> None:
    if draft.plan_id is not None:
        await desk.plans.cancel(draft.plan_id)
    else:
        room = Number(draft.room)
        await desk.alarms.remove(_ext_id(desk, room), (draft.alarm.alarm_id,))


def _ext_id(desk: HotelDesk, number: Number) -> ExtensionId:
    room = desk.rooms.room(number)
    if room is None:
        raise UsageError("no such room", key="checkin.no_room", room=number.text)
    return room.ext_id
