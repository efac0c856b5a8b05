"""Check-in: the form, what it commands, and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.number import Number
from ctiapp.ui import words
from ctiapp.ui.hotel.guestform import GuestForm, draft_of
from ctiapp.ui.hotel.receipts import written_lines

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError
    from ctiapp.model.stays import Receipt
    from ctiapp.ui.hotel.work import Bench


class GuestWork(QObject):
    """It.

    Args:
        bench: what it stands on.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.place)
        self._bench = bench
        self._again = False
        self.form = GuestForm()
        self.form.submitted.connect(self._on_submitted)
        self.form.closed.connect(lambda: bench.close(self.form))

    @property
    def changed(self) -> bool:
        """Whether something is written that would be lost."""
        return self.form.changed

    def open(self, number: str) -> None:
        """Write the guests of a room."""
        desk = self._bench.desk()
        room = None if desk is None else desk.rooms.room(Number(number))
        if desk is not None and room is not None:
            sets_outside = desk.checkins.sets_outside
            draft = draft_of(room, desk.time.today(), sets_outside=sets_outside)
            self._again = draft.check_in.again
            self.form.show_draft(draft)
            self._bench.show(self.form)

    def stop(self) -> None:
        """There is nothing to end."""

    def _on_submitted(self) -> None:
        desk, written = self._bench.desk(), self.form.valid()
        if desk is None or written is None:
            return
        self.form.set_busy(words.word("rooms.saving"))
        self._bench.tasks.start(
            desk.checkins.check_in(written),
            name="check-in",
            done=self._on_receipt,
            failed=self._on_failed,
        )

    def _on_receipt(self, receipt: Receipt) -> None:
        whole = not receipt.failed
        key = "saved_guest" if self._again else "checked_in"
        said = words.word(f"rooms.{key}" if whole else "rooms.not_all_in", number=receipt.room.text)
        if receipt.notice is not None:
            said = f"{said} {words.say(receipt.notice)}"
        # Whoever corrects it writes of those who are there now.
        self.form.now_there()
        self.form.show_outcome(said, written_lines(receipt), fields=not whole)

    def _on_failed(self, error: CtiError) -> None:
        self.form.show_failure(error.notice())
