"""The form of a new room or extension: its number, whose it is, and what can stay as it is.

Passwords are made already, and stand folded away; whoever sets up the phone reads them once the
room is there. What the PBX does not take is said at the field that it names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ctiapp.model.newstation import NewStation, StationRules
from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import text, words
from ctiapp.ui.announce import announce
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.newroomroutes import RoutesField
from ctiapp.ui.hotel.sideform import SideForm, beside
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.labelledfields import LabelledField, MaskedField
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from ctiapp.model.hotel import OutsideRoute
    from ctiapp.services.hotel.newrooms import NewRoom, RoomDraft

_FIRST = ("number", "first_name", "last_name", "email", "mobile")
"""What one thinks of first, in this order; the outside calls come behind."""
_MORE = (
    *("user_password", "reg_name", "reg_password", "registrations"),
    *("ring_timeout_s", "caller_id", "no_answer_to", "busy_to", "longest_call_s", "voicemail_pin"),
)
"""What can stay as it is, in the order of the form; the boxes come behind."""
_BOXES = ("voicemail", "voicemail_by_mail", "do_not_disturb")
"""What is or is not."""
_BESIDE = {"registrations": "ring_timeout_s"}
"""Which of them stand beside each other."""
_SECRET = ("user_password", "reg_password", "voicemail_pin")
_EMPTY = {"caller_id": "its_own", "voicemail_pin": "pbx_makes_it", "longest_call_s": "as_all"}
"""What is meant where nothing is written."""
_WORDS = {
    "first_name": "contacts.first_name",
    "last_name": "contacts.last_name",
    "email": "rooms.email",
    "mobile": "rooms.mobile",
}
_FOR_PHONE = ("reg_name", "reg_password", "user_password")
"""What whoever sets up the phone has to know, and the PBX tells nobody later."""
_LONGEST = 120
_DIGITS = 6


class PasswordField(MaskedField):
    """A password that was made."""

    def __init__(self, name: str) -> None:
        told = {verb: words.word(f"newroom.{verb}") for verb in ("show", "hide")}
        for verb in ("show", "hide"):
            told[f"{verb}_spoken"] = words.word(f"newroom.{verb}_spoken", what=name)
        super().__init__(name, told)


def _line(name: str, said: str) -> LabelledField:
    return PasswordField(said) if name in _SECRET else LabelledField(said)


class NewRoomForm(SideForm):
    """The form; ``submitted`` where it shall be created, ``closed`` where it shall not.

    Signals:
        numbered: another number stands there.
    """

    numbered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.word("newroom.create"), words.word("rooms.receipt"), parent)
        self._begun = NewStation("", "", "", "")
        self._rules = StationRules(frozenset(), lambda _: {})
        self._fresh = self._begun
        self._named = False
        self.lines_of: dict[str, LabelledField] = {
            name: _line(name, words.word(_WORDS.get(name, f"newroom.{name}")))
            for name in (*_FIRST, *_MORE)
        }
        self.routes = RoutesField()
        self.boxes = {name: QCheckBox(words.word(f"newroom.{name}")) for name in _BOXES}
        self.more = KeyButton(words.word("newroom.more"), kind="link")
        self.rest = QWidget()
        self.phone = QWidget()
        self.phone_hint = label(words.word("newroom.for_phone"), "dim")
        self.phone_lines = {name: _line(name, words.word(f"newroom.{name}")) for name in _FOR_PHONE}
        self._lay_out_fields()
        self._lay_out_phone()
        self.more.clicked.connect(lambda: self.unfold(on=self.rest.isHidden()))
        for field in self.lines_of.values():
            field.edit.setMaxLength(_LONGEST)
            field.edit.textEdited.connect(lambda _, f=field: f.show_wrong(""))
        self.lines_of["number"].edit.textEdited.connect(self._on_number)
        self.lines_of["reg_name"].edit.textEdited.connect(self._on_reg_name)

    def _lay_out_fields(self) -> None:
        lines = self.lines_of
        self.column.addWidget(lines["number"])
        self.column.addLayout(beside(lines["first_name"], lines["last_name"]))
        for widget in (lines["email"], lines["mobile"], self.routes):
            self.column.addWidget(widget)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QVBoxLayout(self.rest)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        for name in _MORE:
            if name in _BESIDE:
                inner.addLayout(beside(lines[name], lines[_BESIDE[name]]))
            elif name not in _BESIDE.values():
                inner.addWidget(lines[name])
        for box in self.boxes.values():
            inner.addWidget(box)
        self.column.addWidget(self.rest)

    def _lay_out_phone(self) -> None:
        column = QVBoxLayout(self.phone)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.phone_hint.setWordWrap(True)
        column.addWidget(self.phone_hint)
        for field in self.phone_lines.values():
            field.edit.setReadOnly(True)
            column.addWidget(field)
        below = self._inside.layout()
        if isinstance(below, QVBoxLayout):
            below.insertWidget(below.indexOf(self.lines) + 1, self.phone)
        self.phone.hide()

    # -- showing ---------------------------------------------------------------------------------

    def show_draft(self, begun: RoomDraft) -> None:
        """Begin with this; the ways out come later."""
        draft, self._rules = begun.station, begun.rules
        self._begun = draft
        self._named = draft.reg_name not in ("", draft.number)
        self.begin(words.word("newroom.title"), words.word("newroom.lead"))
        for name, field in self.lines_of.items():
            field.setVisible(name in self._rules.fields)
            field.edit.setText(str(getattr(draft, name) or ""))
            field.edit.setCursorPosition(0)
            field.show_wrong("")
            if isinstance(field, PasswordField):
                field.set_masked(True)
        for name, meant in _EMPTY.items():
            self.lines_of[name].edit.setPlaceholderText(words.word(f"newroom.{meant}"))
        for name, box in self.boxes.items():
            box.setVisible(name in self._rules.fields)
            box.setChecked(getattr(draft, name))
        self.routes.show_wrong("")
        if begun.sets_outside:
            self.show_routes(None)
        else:
            self.show_no_routes()
        self.unfold(on=False)
        self._fresh = self.wanted

    def show_no_routes(self) -> None:
        """Offer no ways out: at this PBX they are not set here."""
        self.routes.show_elsewhere()
        self._order_tabs()

    def show_routes(self, routes: Sequence[OutsideRoute] | None) -> None:
        """Offer these ways out; None: they are being read."""
        self.routes.show_routes(routes, self._begun.routes)
        self._order_tabs()

    def _order_tabs(self) -> None:
        before: QWidget = self.lines_of["mobile"].edit
        for after in (*self.routes.boxes.values(), self.more):
            QWidget.setTabOrder(before, after)
            before = after

    def unfold(self, *, on: bool) -> None:
        """Show what can stay as it is, or put it away."""
        self.rest.setVisible(on)
        self.more.set_word(words.word("newroom.less" if on else "newroom.more"))

    @property
    def wanted(self) -> NewStation:
        """What stands there."""
        typed = {name: field.edit.text().strip() for name, field in self.lines_of.items()}
        secret = {name: self.lines_of[name].edit.text() for name in _SECRET}
        return NewStation(
            number=typed["number"],
            user_password=secret["user_password"],
            reg_name=typed["reg_name"],
            reg_password=secret["reg_password"],
            first_name=typed["first_name"],
            last_name=typed["last_name"],
            email=typed["email"],
            mobile=typed["mobile"],
            caller_id=typed["caller_id"],
            registrations=_count(typed["registrations"]),
            presence=self._begun.presence,
            routes=self.routes.chosen,
            departments=self._begun.departments if self._stays_near(typed["number"]) else (),
            ring_timeout_s=_count(typed["ring_timeout_s"]),
            voicemail_pin=secret["voicemail_pin"],
            no_answer_to=typed["no_answer_to"],
            busy_to=typed["busy_to"],
            longest_call_s=_count(typed["longest_call_s"]) or -bool(typed["longest_call_s"]),
            **{name: box.isChecked() for name, box in self.boxes.items()},
        )

    def _stays_near(self, number: str) -> bool:
        """Whether the departments that were thought of are those of its neighbours still."""
        return number == self._begun.number

    @property
    def changed(self) -> bool:
        """Whether anything was written since it was shown, and not sent."""
        return not self.sent and self.wanted != self._fresh

    # -- what is wrong ---------------------------------------------------------------------------

    def valid(self) -> NewStation | None:
        """What stands there, if nothing is wrong with it; else it is said what is."""
        wanted = self.wanted
        wrong = self._rules.problems(wanted)
        if wrong:
            self.show_problems(wrong)
            return None
        return wanted

    def show_problems(
        self,
        wrong: Mapping[str, str],
        holders: Mapping[str, str] | None = None,
        others: Sequence[str] = (),
    ) -> None:
        """Say at each field what is wrong with it; the keyboard goes to the first.

        Args:
            wrong: name of an attribute of `NewStation` -> message key.
            holders: name of an attribute -> who has that already.
            others: what the PBX does not take that is none of the fields, in its words.
        """
        self.set_busy("")
        said = {name: _said(key, (holders or {}).get(name, "")) for name, key in wrong.items()}
        if any(name in _MORE for name in said):
            self.unfold(on=True)
        for name, field in self.lines_of.items():
            field.show_wrong(said.get(name, ""))
        self.routes.show_wrong(said.get("routes", ""))
        nowhere = [
            words.word(f"newroom.field_{name}")
            for name in ("departments", "presence", "voicemail")
            if name in said
        ]
        nowhere += [text.isolate(other, 60) for other in others]
        if nowhere:
            told = words.word("newroom.not_taken", what=", ".join(nowhere))
            self.failure.show_message(Severity.ERROR, told, closable=False)
        first = next((name for name in self.lines_of if name in said), None)
        if first is not None:
            self.blame(self.lines_of[first], said[first])
        elif nowhere:
            announce(self, text.bare(self.failure.message), urgent=True)

    def show_created(self, wanted: NewStation, made: NewRoom) -> None:
        """It is there: say what a phone needs to be it, and how far that was read back."""
        if made.station is None:
            key = "created_unread"
        else:
            key = "created_otherwise" if made.differs else "created"
        said = words.word(f"newroom.{key}", number=made.number.text)
        named = "reg_name" in self._rules.fields  # else the phone goes by the room's number
        self.phone_lines["reg_name"].set_name(
            words.word("newroom.reg_name" if named else "newroom.number")
        )
        for name, field in self.phone_lines.items():
            told = wanted.number if name == "reg_name" and not named else getattr(wanted, name)
            field.setVisible(bool(told))
            field.edit.setText(told)
            field.edit.setCursorPosition(0)
            if isinstance(field, MaskedField):
                field.set_masked(False)  # it is there to be read
        lines = [
            LineFace(
                name,
                words.word(_WORDS.get(name, f"newroom.{name}")),
                words.word("newroom.otherwise"),
                Look("hold", Shape.DASH, ""),
            )
            for name in made.differs
        ]
        self.show_outcome(said, lines, fields=False)
        self.phone.show()

    def show_fields(self) -> None:
        """Show what can be written; what a phone was to be told is forgotten."""
        super().show_fields()
        self.phone.hide()
        for field in self.phone_lines.values():
            field.edit.clear()

    def forget(self) -> None:
        """Forget every password that was made or shown."""
        for field in (*self.phone_lines.values(), *(self.lines_of[name] for name in _SECRET)):
            field.edit.clear()
        self._begun = self._fresh = replace(
            self._begun, user_password="", reg_password="", voicemail_pin=""
        )

    def show_busy(self, busy: bool) -> None:
        """It is being created, or no more."""
        self.set_busy(words.word("newroom.creating") if busy else "")

    # -- what the user does ----------------------------------------------------------------------

    def _on_number(self, number: str) -> None:
        if not self._named:
            self.lines_of["reg_name"].edit.setText(number.strip())
        self.numbered.emit(number.strip())

    def _on_reg_name(self) -> None:
        self._named = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _said(key: str, holder: str) -> str:
    """What is wrong with a field, in words."""
    if key == "station.taken" and holder:
        return words.say(Notice("station.taken_by", {"holder": holder}))
    return words.say(Notice(key))


def _count(typed: str) -> int:
    """A number that was typed; 0 where it is none: that breaks every rule."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _DIGITS else 0
