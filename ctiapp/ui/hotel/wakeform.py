"""One wake-up call: a time, once or on days of the week or on a date, and how often again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctiapp.model.hotel import SNOOZE_MIN, Alarm
from ctiapp.ui import theme, words
from ctiapp.ui.hotel.fields import DayField, DaysField, MinutesField, SnoozeField
from ctiapp.ui.hotel.parts import put
from ctiapp.ui.hotel.sideform import Captioned, SideForm, beside
from ctiapp.ui.hotel.typed import time_of
from ctiapp.ui.hotel.wakewords import clock
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from datetime import date


class When(Enum):
    """How it comes again; the value is the key of its word in ``rooms.when_…``."""

    ONCE = "once"
    DAYS = "days"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class WakeDraft:
    """What stands in the form.

    Attributes:
        room: the room's number.
        alarm: the wake-up call; its id is that of the one that is changed, empty: a new one.
        on: the date; None: it has none.
        plan_id: of the planned one that is changed; None: none is.
    """

    room: str
    alarm: Alarm
    on: date | None = None
    plan_id: int | None = None

    @property
    def new(self) -> bool:
        """Whether it is one that is not there yet."""
        return not self.alarm.alarm_id and self.plan_id is None


class WakeForm(SideForm):
    """The form.

    Signals:
        edited: something else stands there: when it rings next may be another time.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.word("rooms.save_wake"), words.word("rooms.receipt"), parent)
        self._draft: WakeDraft | None = None
        self._begun: WakeDraft | None = None
        self._when = When.ONCE
        self.time = LabelledField(words.word("rooms.time"), words.word("rooms.time_example"))
        self.whens = {when: KeyButton(words.word(f"rooms.when_{when.value}")) for when in When}
        self.days = DaysField()
        self.day = DayField()
        self._day = Captioned(words.word("rooms.date"), self.day)
        self.wrong = label("", "error")
        self.snoozes, self.minutes = SnoozeField(), MinutesField()
        self._snoozes = Captioned(words.word("rooms.snooze"), self.snoozes)
        self._minutes = Captioned(words.word("rooms.minutes"), self.minutes)
        self.next = label("", "dim")
        self.hint = label(words.word("rooms.date_hint"), "caption")
        for wrapped in (self.next, self.hint, self.wrong):
            wrapped.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap_s)
        for when, button in self.whens.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, w=when: self._choose(w))
            row.addWidget(button, 1)
        self.column.addWidget(self.time)
        self.column.addLayout(row)
        for widget in (self.days, self._day, self.wrong):
            self.column.addWidget(widget)
        self.column.addLayout(beside(self._snoozes, self._minutes))
        for widget in (self.next, self.hint):
            self.column.addWidget(widget)
        self.time.edit.textEdited.connect(self._on_edited)
        self.days.changed.connect(self._on_edited)
        self.day.dateChanged.connect(self._on_edited)
        self.snoozes.currentIndexChanged.connect(self._on_edited)

    def allow_snoozes(self, most: int) -> None:
        """The PBX can have it ring again so often; 0: nothing is asked about it."""
        self.snoozes.allow(most)
        self._snoozes.setVisible(most > 0)

    def show_draft(self, draft: WakeDraft, today: date) -> None:
        """Begin with this."""
        self._draft = draft
        key = "rooms.wake_title_new" if draft.new else "rooms.wake_title"
        self.begin(words.word(key, number=draft.room))
        alarm = draft.alarm
        self.time.edit.setText("" if draft.new else clock(alarm.at))
        self.time.show_wrong("")
        self.day.show_day(draft.on or today)
        self.days.show_days(alarm.days)
        self.snoozes.show_times(alarm.snoozes)
        self.minutes.show_minutes(alarm.snooze_min or SNOOZE_MIN)
        self._choose(When.DATE if draft.on else When.DAYS if alarm.days else When.ONCE)
        self._begun = self.draft

    @property
    def draft(self) -> WakeDraft | None:
        """What stands there; None where no time can be read."""
        at = time_of(self.time.edit.text())
        if at is None or self._draft is None:
            return None
        before = self._draft
        alarm = Alarm(
            before.alarm.alarm_id,
            at,
            self.days.days if self._when is When.DAYS else frozenset(),
            self.snoozes.times,
            self.minutes.minutes,
            before.alarm.prompt,
        )
        on = self.day.day if self._when is When.DATE else None
        return WakeDraft(before.room, alarm, on, before.plan_id)

    @property
    def begun(self) -> WakeDraft | None:
        """What it began with; None before anything was shown."""
        return self._draft

    @property
    def when(self) -> When:
        """How it comes again."""
        return self._when

    @property
    def changed(self) -> bool:
        """Whether anything was written since it was shown, and not sent."""
        if self.sent or self._draft is None:
            return False
        if self._begun is None:
            return bool(self.time.edit.text().strip())
        return self.draft != self._begun

    def show_next(self, said: str) -> None:
        """Say when it rings next; empty: it is not known."""
        put(self.next, said)

    def valid(self) -> WakeDraft | None:
        """What stands there, if nothing is wrong with it; else it is said what is."""
        found = self.draft
        put(self.wrong, "")
        if found is None:
            self.blame(self.time, words.word("rooms.no_time"))
            return None
        if self._when is When.DAYS and not found.alarm.days:
            put(self.wrong, words.word("rooms.no_days"))
            next(iter(self.days.buttons.values())).setFocus()
            return None
        return found

    def _choose(self, when: When) -> None:
        self._when = when
        for each, button in self.whens.items():
            button.setChecked(each is when)
            button.set_kind("on" if each is when else "plain")
        self.days.setVisible(when is When.DAYS)
        self._day.setVisible(when is When.DATE)
        self.hint.setVisible(when is When.DATE)
        self.wrong.hide()
        self._on_edited()

    def _on_edited(self) -> None:
        self.time.show_wrong("")
        self._minutes.setVisible(self.snoozes.times > 0)
        self.edited.emit()
