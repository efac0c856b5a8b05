"""Check-out: what stands there is read, then wiped, then read to be gone; room by room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.errors import UsageError
from ctiapp.model.notice import Severity
from ctiapp.model.number import Number
from ctiapp.model.stays import Item
from ctiapp.services.hotel.checkoutjob import RowState
from ctiapp.ui import text, words
from ctiapp.ui.hotel.checkoutform import CheckOutForm
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.receipts import erased_lines, item_word, standing_lines
from ctiapp.ui.hotel.wakewords import clock
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.stays import CheckOutPreview
    from ctiapp.services.hotel.checkoutjob import CheckOutJob, CheckOutRow
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.ui.hotel.work import Bench

LOOKS: dict[RowState, tuple[str, Shape]] = {
    RowState.WAITING: ("gone", Shape.CIRCLE),
    RowState.RUNNING: ("accent", Shape.ARROW),
    RowState.DONE: ("go", Shape.DOT),
    RowState.FAILED: ("stop", Shape.CROSS),
}
_SETTLED = (RowState.DONE, RowState.FAILED)


class CheckOutWork(QObject):
    """It.

    Args:
        bench: what it stands on.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.place)
        self._bench = bench
        self._job: CheckOutJob | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self.form = CheckOutForm()
        self.form.sure.connect(self._on_sure)
        self.form.stopped.connect(self._on_stopped)
        self.form.again.connect(self._on_again)
        self.form.closed.connect(lambda: bench.close(self.form))

    @property
    def changed(self) -> bool:
        """Nothing that would be lost is ever written here."""
        return False

    def stop(self) -> None:
        """Hear of nothing any more; what was begun is read to its end."""
        self._forget()

    def _forget(self) -> None:
        self._unsubscribe()
        self._unsubscribe = lambda: None
        self._job = None

    # -- asking ----------------------------------------------------------------------------------

    def open(self, numbers: Sequence[str]) -> None:
        """Ask about these rooms; or look at what goes on."""
        desk = self._bench.desk()
        if desk is None:
            return
        if self._job is None or not self._job.running:
            self._forget()
            self.form.show_rooms(numbers)
            self._bench.tasks.start(
                _previews(desk, tuple(numbers)),
                name="check-out preview",
                done=self._on_previews,
                failed=lambda error: self.form.show_failure(error.notice()),
            )
        self._bench.show(self.form)

    def _on_previews(self, previews: tuple[CheckOutPreview, ...]) -> None:
        desk = self._bench.desk()
        if desk is None or tuple(each.room.text for each in previews) != self.form.numbers:
            return  # another room was asked for meanwhile
        talking = any(each.on_phone for each in previews)
        warning = words.word("rooms.on_phone") if talking else ""
        if len(previews) == 1:
            (shown,) = previews
            if shown.notice is not None:
                warning = f"{warning} {words.say(shown.notice)}".strip()
            time = clock(desk.time.wall(shown.at))
            lead = words.word("rooms.erase_lead", time=time)
            self.form.show_stands(standing_lines(shown), lead, warning=warning)
        else:
            lines = [_room_line(each) for each in previews]
            things = dict.fromkeys(item.what for each in previews for item in each.items)
            things.pop(Item.PLANNED, None)  # with the room that has them
            named = ", ".join(item_word(what) for what in things)
            lead = words.word("rooms.erase_lead_rooms", things=named)
            self.form.show_stands(lines, lead, warning=warning)

    # -- doing -----------------------------------------------------------------------------------

    def _on_sure(self, numbers: tuple[str, ...]) -> None:
        desk = self._bench.desk()
        if desk is None:
            return
        try:
            job = desk.checkouts.start([Number(number) for number in numbers])
        except UsageError as error:
            self.form.show_failure(error.notice())
            return
        self._forget()
        self._job = job
        self._unsubscribe = job.subscribe(lambda _: self._draw())
        self._draw()

    def _on_stopped(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._draw()

    def _on_again(self, key: str) -> None:
        """A thing or a room failed: the whole room is wiped and read again."""
        if self._job is None:
            return
        number = self.form.numbers[0] if len(self.form.numbers) == 1 else key
        try:
            self._job.retry(Number(number))
        except UsageError as error:
            self._bench.tell(error.notice(Severity.WARNING))
        self._draw()

    def _draw(self) -> None:
        job = self._job
        if job is None:
            return
        rows = job.rows
        settled = sum(row.state in _SETTLED for row in rows)
        running = settled < len(rows) and not job.stopped
        if len(rows) == 1:
            self._draw_one(rows[0])
            return
        if running:
            said = words.word("rooms.check_out_running", done=settled, count=len(rows))
        elif all(row.state is RowState.DONE for row in rows):
            said = words.word("rooms.checked_out_rooms", count=len(rows))
        else:
            said = words.word("rooms.not_all_out")
        self.form.show_progress(
            said, [_row_line(row, again=not running) for row in rows], running=running
        )

    def _draw_one(self, row: CheckOutRow) -> None:
        if row.state not in _SETTLED:
            self.form.set_busy(words.word("rooms.checking_out"))
            return
        done = row.state is RowState.DONE
        if row.receipt is None:
            # Nothing was sent, or nobody knows: the question stands as before.
            self.form.show_fields()
            if row.notice is not None:
                self.form.show_failure(row.notice)
            return
        said = words.word(
            "rooms.checked_out" if done else "rooms.not_all_out", number=row.room.text
        )
        if row.notice is not None:
            said = words.say(row.notice)
        lines = erased_lines(row.receipt, again=not done)
        if not done and not any(line.again for line in lines):
            # What cannot be read can be asked for once more as a whole.
            last = Look("stop", Shape.CROSS, words.word("rooms.state_failed"))
            name = words.word("rooms.room", number=row.room.text)
            lines = (*lines, LineFace("room", name, "", last, again=True))
        self.form.show_progress(said, lines, running=False)


def _room_line(shown: CheckOutPreview) -> LineFace:
    look = Look("gone", Shape.CIRCLE, "")
    said = text.isolate(shown.name) if shown.name else words.word("rooms.vacant")
    if shown.on_phone:
        look = Look("stop", Shape.SQUARE, words.word("lamp.talking"))
        said = f"{said} · {look.word}"
    for item in shown.items:
        if item.what is Item.PLANNED and item.stands:
            said = f"{said} · {item_word(Item.PLANNED)}: {text.isolate(item.stands)}"
    name = words.word("rooms.room", number=shown.room.text)
    return LineFace(shown.room.text, name, said, look)


def _row_line(row: CheckOutRow, *, again: bool) -> LineFace:
    tone, shape = LOOKS[row.state]
    look = Look(tone, shape, words.word(f"rooms.row_{row.state.value}"))
    said = look.word if row.notice is None else words.say(row.notice)
    planned = None if row.receipt is None else row.receipt.of(Item.PLANNED)
    if row.notice is None and planned is not None and planned.notice is not None:
        said = f"{said} · {words.say(planned.notice)}"
    if row.receipt is not None and row.receipt.failed:
        lines = (line for line in erased_lines(row.receipt, again=False))
        failed = ", ".join(line.what for line in lines if line.look.tone == "stop")
        said = words.word("rooms.still_there", found=failed)
    name = f"{words.word('rooms.room', number=row.room.text)} · {text.isolate(row.guest)}"
    failed_row = row.state is RowState.FAILED or (row.state is RowState.WAITING and again)
    return LineFace(row.room.text, name, said, look, again=again and failed_row)


async def _previews(desk: HotelDesk, numbers: tuple[str, ...]) -> tuple[CheckOutPreview, ...]:
    """Of each room what stands there; raises `CtiError`."""
    return tuple([await desk.checkouts.preview(Number(number)) for number in numbers])
