"""The sheet of somebody: every number with its button, what is known, what one notes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.directory import Origin
from ctiapp.model.number import display
from ctiapp.ui import text, theme, words
from ctiapp.ui.contacts.notefield import NoteField
from ctiapp.ui.contacts.viewmodel import kind_word, label_of, origin_text
from ctiapp.ui.kit import Avatar, ElidedLabel, IconButton, KeyButton, heading, label
from ctiapp.ui.question import Question

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QLayout

    from ctiapp.model.directory import ContactNumber, PersonKey
    from ctiapp.ui.contacts.viewmodel import Person, Sharer


class Star(IconButton):
    """Whether somebody is a favourite: a filled star, or its outline."""

    def __init__(self) -> None:
        super().__init__("star", words.word("contacts.favourite_off"))
        self.setCheckable(True)

    def show_on(self, *, on: bool) -> None:
        """Show whether they are."""
        self.setChecked(on)
        self._icon = "star-on" if on else "star"
        word = words.word("contacts.favourite_on" if on else "contacts.favourite_off")
        self.setAccessibleName(word)
        self.setToolTip(text.for_tooltip(word))
        self.update()


class Sheet(QFrame):
    """The sheet.

    Signals:
        called: a number's button was pressed; carries the `Number`.
        starred: the star was pressed; carries the key, and whether they shall be a favourite.
        noted: the note was written; carries the key and the text.
        said: of several who have a number it is this one; carries the `Number` and the key.
        edit, delete: they shall be edited, deleted (it was asked); carry the key.
        copied: something was copied; carries it.
        closed: the sheet's cross.
    """

    called = Signal(object)
    starred = Signal(str, bool)
    noted = Signal(str, str)
    said = Signal(object, str)
    edit = Signal(str)
    delete = Signal(str)
    copied = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.person: Person | None = None
        self._avatar = Avatar()
        self.name = ElidedLabel("big")
        self._company = label("", "dim")
        self._company.setWordWrap(True)
        self.star = Star()
        self.close_button = IconButton("close", words.word("contacts.close"))
        self._origin = label("", "caption")
        self._origin.setWordWrap(True)
        self._books = label("", "caption")
        self._books.setWordWrap(True)
        self._remark = label("")
        self._remark.setWordWrap(True)
        self.email = _Email()
        self.note = NoteField()
        self.calls: list[KeyButton] = []
        self.choices: list[KeyButton] = []
        self._numbers = _column(theme.SIZES.gap)
        self._shared = _column(theme.SIZES.gap_s)
        self.edit_button = KeyButton(words.word("contacts.edit"))
        self.delete_button = KeyButton(words.word("contacts.delete"))
        self._question = Question(words.word("contacts.delete"), words.word("contacts.keep"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._avatar)
        head.addWidget(self.name, 1)
        head.addWidget(self.star)
        head.addWidget(self.close_button)
        inside = QFrame()
        inside.setProperty("role", "bar")
        inside.setStyleSheet("QFrame[role='bar'] { border: none; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._company)
        column.addLayout(self._numbers)
        column.addWidget(self.email)
        column.addLayout(self._shared)
        column.addWidget(self._remark)
        noted = _column(theme.SIZES.gap_s)
        noted.addWidget(heading(words.word("contacts.note")))
        noted.addWidget(self.note)
        column.addLayout(noted)
        column.addWidget(self._books)
        column.addWidget(self._origin)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SIZES.gap)
        foot.addWidget(self.edit_button)
        foot.addWidget(self.delete_button)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 12)
        outer.setSpacing(theme.SIZES.gap)
        for part in (head, scroll, self._question, foot):
            if part is scroll:
                outer.addWidget(scroll, 1)
                continue
            row = part if isinstance(part, QHBoxLayout) else QHBoxLayout()
            if isinstance(part, QWidget):
                row.addWidget(part)
            row.setContentsMargins(16, 0, 16, 0)
            outer.addLayout(row)

    def _connect(self) -> None:
        self.star.clicked.connect(self._on_star)
        self.close_button.clicked.connect(self.closed)
        self.note.written.connect(self.noted)
        self.email.copied.connect(self._on_copy)
        self.edit_button.clicked.connect(self._on_edit)
        self.delete_button.clicked.connect(self.ask_delete)
        self._question.yes.clicked.connect(self._on_delete)
        self._question.no.clicked.connect(self.leave_question)

    # -- showing ---------------------------------------------------------------------------------

    def show_person(self, person: Person, now: datetime) -> None:
        """Show somebody; the keyboard stays on what it was on where that is still there."""
        other = self.person is None or person.key != self.person.key
        same_numbers = (
            not other
            and self.person is not None
            and (
                (person.contact.numbers, person.shared)
                == (self.person.contact.numbers, self.person.shared)
            )
        )
        self.person = person
        contact = person.contact
        named = label_of(contact)
        self.setAccessibleName(text.bare(words.word("contacts.sheet", name=named)))
        self._avatar.set_name(named)
        self.name.set_outside(named)
        about = [part for part in (contact.company, contact.department) if part != named]
        _put(self._company, "\n".join(text.isolate(part) for part in about if part))
        self.star.show_on(on=person.favourite)
        if not same_numbers:
            self._show_numbers(contact.numbers)
            self._show_shared(person)
        self.email.show_address(contact.email)
        _put(
            self._remark,
            "\n".join(text.isolate(line, 500) for line in contact.remark.splitlines()[:20]),
        )
        books = ", ".join(text.plain(name) for name in contact.phonebooks)
        _put(self._books, words.word("contacts.phonebooks", names=books) if books else "")
        _put(self._origin, origin_text(person, now))
        self.note.show_note(person.key, person.note)
        self.edit_button.setVisible(person.editable)
        self.delete_button.setVisible(person.editable)
        if other:
            self.leave_question()

    def _show_numbers(self, numbers: tuple[ContactNumber, ...]) -> None:
        _clear(self._numbers)
        self.calls = []
        for each in numbers:
            row = QHBoxLayout()
            row.setSpacing(theme.SIZES.gap)
            pair = _column(0)
            kind = kind_word(each.kind)
            pair.addWidget(label(kind, "caption"))
            shown = ElidedLabel()
            shown.set_outside(display(each.number))
            pair.addWidget(shown)
            call = KeyButton(words.word("contacts.call"))
            call.setAccessibleName(
                text.bare(words.word("contacts.call_spoken", kind=kind, number=shown.whole))
            )
            call.clicked.connect(lambda _=False, number=each.number: self.called.emit(number))
            row.addLayout(pair, 1)
            row.addWidget(call, 0, Qt.AlignmentFlag.AlignVCenter)
            self._numbers.addLayout(row)
            self.calls.append(call)

    def _show_shared(self, person: Person) -> None:
        _clear(self._shared)
        self.choices = []
        for each, sharers in person.shared:
            lead = label("", "caption")
            lead.setWordWrap(True)
            text.put(lead, words.word("contacts.shared", number=display(each.number)))
            self._shared.addWidget(lead)
            for sharer in sharers:
                self._shared.addWidget(self._choice(each, sharer))

    def _choice(self, each: ContactNumber, sharer: Sharer) -> KeyButton:
        made = KeyButton(sharer.name, kind="on" if sharer.chosen else "plain")
        made.setCheckable(True)
        made.setChecked(sharer.chosen)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        spoken = words.word("contacts.shared_is", name=sharer.name)
        made.setAccessibleName(text.bare(spoken))
        made.clicked.connect(lambda: self._on_said(each, sharer.key, made))
        self.choices.append(made)
        return made

    def minimumSizeHint(self) -> QSize:
        """It scrolls where there is no room."""
        return QSize(240, 200)

    # -- what the user does ----------------------------------------------------------------------

    def _on_said(self, each: ContactNumber, key: PersonKey, button: KeyButton) -> None:
        for other in self.choices:
            other.setChecked(other is button)
            other.set_kind("on" if other is button else "plain")
        self.said.emit(each.number, key)

    def _on_star(self) -> None:
        if self.person is not None:
            self.starred.emit(self.person.key, self.star.isChecked())

    def _on_copy(self, copied: str) -> None:
        QGuiApplication.clipboard().setText(copied)
        self.copied.emit(copied)

    def _on_edit(self) -> None:
        if self.person is not None:
            self.note.flush()
            self.edit.emit(self.person.key)

    def ask_delete(self) -> None:
        """Ask, in place; the answer that changes nothing has the keyboard."""
        if self.person is None:
            return
        contact = self.person.contact
        company = contact.origin is Origin.COMPANY
        key = "contacts.delete_ask_company" if company else "contacts.delete_ask"
        self._question.ask(words.word(key, name=label_of(contact)))

    def leave_question(self) -> bool:
        """Delete nobody; tells whether it was asked."""
        asked = not self._question.isHidden()
        if asked:
            inside = self._question.isAncestorOf(self._question.window().focusWidget() or self)
            if inside:
                self.delete_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._question.hide()
        return asked

    @property
    def question(self) -> Question:
        """What is asked before somebody is deleted."""
        return self._question

    def _on_delete(self) -> None:
        if self.person is not None:
            self.leave_question()
            self.delete.emit(self.person.key)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


class _Email(QWidget):
    """The address, and a button that copies it."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.address = ElidedLabel()
        self.copy = KeyButton(words.word("contacts.copy"))
        pair = _column(0)
        pair.addWidget(label(words.word("contacts.email"), "caption"))
        pair.addWidget(self.address)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(pair, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        self.copy.clicked.connect(lambda: self.copied.emit(self.address.whole))
        self.hide()

    def show_address(self, email: str) -> None:
        """Show it; empty: nothing."""
        self.setVisible(bool(email))
        self.address.set_outside(email)
        self.copy.setAccessibleName(text.bare(words.word("contacts.copy_spoken", email=email)))


def _column(spacing: int) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made


def _put(shown: QLabel, said: str) -> None:
    text.put(shown, said)
    shown.setVisible(bool(said))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
