"""Check-in, and what is written of guests who are there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from ctiapp.model.hotel import Alarm
from ctiapp.model.notice import Notice
from ctiapp.model.stays import MAX_NAME, CheckIn, problems
from ctiapp.ui import text, words
from ctiapp.ui.hotel.fields import DayField
from ctiapp.ui.hotel.sideform import Captioned, SideForm, beside
from ctiapp.ui.hotel.typed import time_of
from ctiapp.ui.kit import ChoiceBox, label
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from datetime import date

    from ctiapp.services.hotel.rooms import Room

LANGUAGES = (
    "en", "zh", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu",
    "ro", "el", "ru", "uk", "tr", "ar", "he", "fa", "hi", "ja", "ko", "th", "vi", "id",
)  # fmt: skip
"""Languages that can be chosen, by their codes; each is shown by its own name."""


@dataclass(frozen=True, slots=True)
class GuestDraft:
    """What the form begins with.

    Attributes:
        check_in: what would be written if nothing were changed.
        outside_known: whether the PBX says if the room may call outside.
        sets_outside: whether that can be set here at all.
    """

    check_in: CheckIn
    outside_known: bool = True
    sets_outside: bool = True


def draft_of(room: Room, today: date, *, sets_outside: bool = True) -> GuestDraft:
    """What stands in the form at first: what is known of a room's guests, or of none.

    Args:
        room: that one.
        today: which day it is there.
        sets_outside: whether it can be said here whether a room may call outside.
    """
    stay = room.stay if room.confirmed else None
    station = room.station
    begun = CheckIn(
        room.number,
        room.guests if stay is None else stay.guests,
        outside=sets_outside and bool(room.outside),
        again=room.occupied,
    )
    if stay is not None:
        begun = replace(
            begun, language=stay.language, arrival=stay.arrival, departure=stay.departure
        )
    elif not room.occupied:
        begun = replace(begun, arrival=today, departure=today + timedelta(days=1))
    if room.occupied and station is not None:
        begun = replace(
            begun, email=station.email, mobile=station.mobile, routes=station.routes or None
        )
    return GuestDraft(begun, room.outside is not None, sets_outside)


class GuestForm(SideForm):
    """The form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.word("rooms.do_check_in"), words.word("rooms.receipt"), parent)
        self._draft: GuestDraft | None = None
        self._begun: CheckIn | None = None
        self.guests = (
            LabelledField(words.word("rooms.guest")),
            LabelledField(words.word("rooms.guest_two")),
        )
        self.language = ChoiceBox()
        self.language.addItem(words.word("rooms.no_language"), "")
        for code in LANGUAGES:
            name = QLocale(code).nativeLanguageName()
            self.language.addItem(f"{name[:1].upper()}{name[1:]}", code)
        self.arrival, self.departure = DayField(optional=True), DayField(optional=True)
        self.outside = QCheckBox(words.word("rooms.may_call_outside"))
        self.outside_hint = label(words.word("rooms.outside_not_known"), "caption")
        self.outside_hint.setWordWrap(True)
        self.email = LabelledField(words.word("rooms.email"))
        self.mobile = LabelledField(words.word("rooms.mobile"))
        self.wake = LabelledField(words.word("rooms.first_wake"), words.word("rooms.time_example"))
        self.departure_wrong = label("", "error")
        self.departure_wrong.setWordWrap(True)
        for guest in self.guests:
            self.column.addWidget(guest)
        self.column.addWidget(Captioned(words.word("rooms.language"), self.language))
        self.column.addLayout(
            beside(
                Captioned(words.word("rooms.arrival"), self.arrival),
                Captioned(words.word("rooms.departure"), self.departure),
            )
        )
        below: tuple[QWidget, ...] = (
            self.departure_wrong,
            self.outside,
            self.outside_hint,
            self.wake,
            self.email,
            self.mobile,
        )
        for widget in below:
            self.column.addWidget(widget)
        self.departure_wrong.hide()
        for field in self._lines():
            field.edit.textEdited.connect(lambda _, f=field: f.show_wrong(""))

    def _lines(self) -> tuple[LabelledField, ...]:
        return (*self.guests, self.wake, self.email, self.mobile)

    def show_draft(self, draft: GuestDraft) -> None:
        """Begin with this."""
        self._draft = draft
        begun = draft.check_in
        key = "rooms.edit_title" if begun.again else "rooms.check_in_title"
        self.begin(words.word(key, number=begun.room.text))
        self.submit.set_word(words.word("rooms.save" if begun.again else "rooms.do_check_in"))
        for at, field in enumerate(self.guests):
            field.edit.setText(begun.guests[at] if at < len(begun.guests) else "")
        found = self.language.findData(begun.language)
        self.language.setCurrentIndex(max(0, found))
        self.arrival.show_day(begun.arrival)
        self.departure.show_day(begun.departure)
        self.outside.setChecked(begun.outside)
        self.outside.setVisible(draft.sets_outside)
        self.outside_hint.setVisible(draft.sets_outside and not draft.outside_known)
        self.email.edit.setText(begun.email)
        self.mobile.edit.setText(begun.mobile)
        self.wake.edit.clear()
        self.wake.setVisible(not begun.again)
        self.departure_wrong.hide()
        for line in self._lines():
            line.show_wrong("")
        self._begun = self.check_in

    def now_there(self) -> None:
        """They were checked in: what is written from now on is of those who are there."""
        if self._draft is not None:
            there = replace(self._draft.check_in, again=True)
            self._draft = replace(self._draft, check_in=there)
            self.submit.set_word(words.word("rooms.save"))
            self.wake.edit.clear()
            self.wake.hide()

    @property
    def check_in(self) -> CheckIn | None:
        """What stands in the fields; None before anything was shown."""
        if self._draft is None:
            return None
        before = self._draft.check_in
        typed = tuple(name for field in self.guests if (name := field.edit.text().strip()))
        at = time_of(self.wake.edit.text())
        return replace(
            before,
            guests=(*typed, *before.guests[len(self.guests) :]),
            language=str(self.language.currentData()),
            outside=self.outside.isChecked(),
            routes=before.routes if before.outside else None,
            arrival=self.arrival.day,
            departure=self.departure.day,
            email=self.email.edit.text().strip(),
            mobile=self.mobile.edit.text().strip(),
            wake=None if at is None else Alarm("", at),
        )

    @property
    def changed(self) -> bool:
        """Whether anything was written since it was shown, and not sent."""
        if self.sent or self._draft is None:
            return False
        return self.check_in != self._begun or bool(self.wake.edit.text().strip())

    def valid(self) -> CheckIn | None:
        """What stands there, if nothing is wrong with it; else it is said what is."""
        written = self.check_in
        if written is None:
            return None
        wrong = problems(written)
        self.departure_wrong.hide()
        typed = self.wake.edit.text().strip()
        if typed and time_of(typed) is None:
            self.blame(self.wake, words.word("rooms.no_time"))
            return None
        for name, field in (
            ("guests", self.guests[0]),
            ("email", self.email),
            ("mobile", self.mobile),
        ):
            if name in wrong:
                self.blame(field, words.say(Notice(wrong[name], {"most": MAX_NAME})))
                return None
        if "departure" in wrong:
            text.put(self.departure_wrong, words.say(Notice(wrong["departure"])))
            self.departure_wrong.show()
            self.departure.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return written
