"""A group wake-up: the form, and how it goes room by room, be it looked at or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.errors import CtiError
from ctiapp.model.number import Number
from ctiapp.services.hotel.groups import GroupState
from ctiapp.ui import words
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.groupform import GroupForm
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.services.hotel.groups import GroupJob, GroupRow
    from ctiapp.ui.hotel.faces import RoomFace
    from ctiapp.ui.hotel.work import Bench

LOOKS: dict[GroupState, tuple[str, Shape]] = {
    GroupState.WAITING: ("gone", Shape.CIRCLE),
    GroupState.RUNNING: ("accent", Shape.ARROW),
    GroupState.DONE: ("go", Shape.DOT),
    GroupState.FAILED: ("stop", Shape.CROSS),
    GroupState.STOPPED: ("hold", Shape.BARS),
}


class GroupWork(QObject):
    """It.

    Args:
        bench: what it stands on.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.place)
        self._bench = bench
        self._job: GroupJob | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self.form = GroupForm()
        self.form.submitted.connect(self._on_submitted)
        self.form.closed.connect(lambda: bench.close(self.form))
        self.form.stopped.connect(self._on_stopped)
        self.form.retried.connect(self._on_retried)
        bench.place.marked.connect(lambda _: self.form.show_marked(bench.place.marked_rooms))

    @property
    def changed(self) -> bool:
        """Whether something is written that would be lost."""
        return self.form.changed

    def open(self) -> None:
        """Begin one with the rooms that are marked; or look at the one that goes on."""
        if self._job is None or not self._job.running:
            self._forget()
            desk = self._bench.desk()
            if desk is not None:
                self.form.allow_snoozes(desk.alarms.most_snoozes)
            self.form.show_draft(self._bench.place.marked_rooms)
        self._bench.show(self.form)

    def show_rooms(self, rooms: Sequence[RoomFace]) -> None:
        """There are these rooms."""
        self.form.show_rooms(rooms)

    def stop(self) -> None:
        """Hear of nothing any more; what goes on goes on."""
        self._forget()

    def _forget(self) -> None:
        self._unsubscribe()
        self._unsubscribe = lambda: None
        self._job = None

    def _on_submitted(self) -> None:
        desk, draft = self._bench.desk(), self.form.valid()
        if desk is None or draft is None:
            return
        rooms = [Number(number) for number in draft.rooms]
        try:
            job = desk.groups.start(rooms, draft.alarm, draft.on, draft.name)
        except CtiError as error:
            self.form.show_failure(error.notice())
            return
        self._job = job
        self._unsubscribe = job.subscribe(self._draw)
        self._draw()

    def _on_stopped(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_retried(self) -> None:
        if self._job is not None:
            self._job.retry()
            self._draw()

    def _draw(self) -> None:
        job = self._job
        if job is None:
            return
        count, done = len(job.rows), job.count(GroupState.DONE)
        failed = job.count(GroupState.FAILED) + job.count(GroupState.STOPPED)
        # The job tells of its last row before it has ended.
        running = job.running and done + failed < count
        if running:
            said = words.word("rooms.group_running", done=done + failed, count=count)
        elif failed:
            said = words.word("rooms.group_failed", failed=failed, count=count)
        else:
            said = words.word("rooms.group_done", count=count)
        lines = [_line(row) for row in job.rows]
        self.form.show_progress(
            said, lines, done=done + failed, running=running, failed=bool(failed)
        )


def _line(row: GroupRow) -> LineFace:
    tone, shape = LOOKS[row.state]
    look = Look(tone, shape, words.word(f"rooms.row_{row.state.value}"))
    said = look.word if row.notice is None else words.say(row.notice)
    name = words.word("rooms.room", number=row.room.text)
    return LineFace(row.room.text, name, said, look)
