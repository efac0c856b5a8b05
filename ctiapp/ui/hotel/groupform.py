"""One wake-up call for many rooms: which, when, and how each of them goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ctiapp.model.hotel import Alarm
from ctiapp.ui import words
from ctiapp.ui.hotel.fields import DayField, MinutesField, SnoozeField
from ctiapp.ui.hotel.parts import put
from ctiapp.ui.hotel.sideform import Captioned, SideForm, beside
from ctiapp.ui.hotel.typed import Picked, rooms_of, time_of
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctiapp.ui.hotel.faces import LineFace, RoomFace


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """What is to be set.

    Attributes:
        rooms: the rooms' numbers.
        alarm: the wake-up call.
        on: the date; None: the next time it is so late.
        name: of the group; empty: it has none.
    """

    rooms: tuple[str, ...]
    alarm: Alarm
    on: date | None
    name: str


class GroupForm(SideForm):
    """The form, and the list of rooms while it goes on.

    Signals:
        stopped: what has not been set yet shall not be.
        retried: what failed shall be tried again.
    """

    stopped = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.word("rooms.group_set"), words.word("rooms.group_lines"), parent)
        self._rooms: Sequence[RoomFace] = ()
        self.rooms = LabelledField(
            words.word("rooms.group_rooms"), words.word("rooms.group_example")
        )
        self.found = label("", "caption")
        self.found.setWordWrap(True)
        self.time = LabelledField(words.word("rooms.time"), words.word("rooms.time_example"))
        self.day = DayField(optional=True)
        self.snoozes, self.minutes = SnoozeField(), MinutesField()
        self.name = LabelledField(words.word("rooms.group_name"))
        self.hint = label(words.word("rooms.date_hint"), "caption")
        self.hint.setWordWrap(True)
        self._snoozes = Captioned(words.word("rooms.snooze"), self.snoozes)
        self._minutes = Captioned(words.word("rooms.minutes"), self.minutes)
        self.column.addWidget(self.rooms)
        self.column.addWidget(self.found)
        self.column.addLayout(
            beside(self.time, Captioned(words.word("rooms.group_date"), self.day))
        )
        self.column.addWidget(self.hint)
        self.column.addLayout(beside(self._snoozes, self._minutes))
        self.column.addWidget(self.name)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(words.word("rooms.group_lines"))
        self.progress.hide()
        self.layout().insertWidget(1, self.progress)  # type: ignore[union-attr]
        self.stop = KeyButton(words.word("rooms.stop"))
        self.retry = KeyButton(words.word("rooms.group_retry"), kind="accent")
        for button in (self.stop, self.retry):
            self._foot.insertWidget(0, button)
            button.hide()
        self.stop.clicked.connect(self.stopped)
        self.retry.clicked.connect(self.retried)
        self.rooms.edit.textChanged.connect(self._on_rooms)
        self.day.dateChanged.connect(self._on_day)
        self.snoozes.currentIndexChanged.connect(self._on_snoozes)
        self.time.edit.textEdited.connect(lambda: self.time.show_wrong(""))

    def show_rooms(self, rooms: Sequence[RoomFace]) -> None:
        """There are these to choose from."""
        self._rooms = rooms
        self._on_rooms()

    def allow_snoozes(self, most: int) -> None:
        """The PBX can have it ring again so often; 0: nothing is asked about it."""
        self.snoozes.allow(most)
        self._snoozes.setVisible(most > 0)
        self._on_snoozes()

    def show_draft(self, marked: Sequence[str]) -> None:
        """Begin with the rooms that are marked."""
        self.begin(words.word("rooms.group_title"), words.word("rooms.group_lead"))
        self.rooms.edit.setText(", ".join(marked))
        self.time.edit.clear()
        self.time.show_wrong("")
        self.day.show_day(None)
        self.snoozes.show_times(2)
        self.minutes.show_minutes(5)
        self.name.edit.clear()
        self._on_rooms()
        self._on_day()

    def show_marked(self, marked: Sequence[str]) -> None:
        """Other rooms were marked while it is open."""
        if not self.sent:
            self.rooms.edit.setText(", ".join(marked))

    @property
    def picked(self) -> Picked:
        """Which rooms are meant."""
        return rooms_of(self.rooms.edit.text(), self._rooms)

    @property
    def changed(self) -> bool:
        """Whether anything was written, and not sent."""
        return not self.sent and bool(self.time.edit.text().strip())

    def valid(self) -> GroupDraft | None:
        """What stands there, if nothing is wrong with it; else it is said what is."""
        picked, at = self.picked, time_of(self.time.edit.text())
        if picked.strange:
            said = words.word("rooms.strange", what=", ".join(picked.strange))
            self.blame(self.rooms, said)
            return None
        if not picked.rooms:
            self.blame(self.rooms, words.word("rooms.no_rooms"))
            return None
        if at is None:
            self.blame(self.time, words.word("rooms.no_time"))
            return None
        alarm = Alarm("", at, frozenset(), self.snoozes.times, self.minutes.minutes)
        return GroupDraft(picked.rooms, alarm, self.day.day, self.name.edit.text().strip())

    def show_progress(
        self, said: str, lines: Sequence[LineFace], *, done: int, running: bool, failed: bool
    ) -> None:
        """Show how it goes.

        Args:
            said: all of it in one sentence.
            lines: each room.
            done: how many are settled.
            running: whether it goes on.
            failed: whether there is anything to try again.
        """
        self.progress.setRange(0, max(1, len(lines)))
        self.progress.setValue(done)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.retry.setVisible(failed and not running)
        self.show_outcome(said, lines, fields=False)

    def show_fields(self) -> None:
        """Show what can be written."""
        super().show_fields()
        for widget in (self.stop, self.retry, self.progress):
            widget.hide()

    def _on_rooms(self) -> None:
        picked = self.picked
        self.rooms.show_wrong("")
        said = words.plural("rooms", len(picked.rooms)) if picked.rooms else ""
        put(self.found, said)

    def _on_day(self) -> None:
        self.hint.setVisible(self.day.day is not None)

    def _on_snoozes(self) -> None:
        self._minutes.setVisible(self.snoozes.times > 0)
