"""The form in which a contact is written: beside the list, never in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.directory import CONTACT_KINDS, Origin
from ctiapp.model.notice import Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.contacts.viewmodel import Form, kind_word
from ctiapp.ui.kit import Banner, KeyButton, label
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ctiapp.model.notice import Notice
    from ctiapp.ui.contacts.viewmodel import Wrong

_FIRST_KINDS = ("business", "mobile")
_TEXTS = ("first_name", "last_name", "company", "department", "email")


class Editor(QFrame):
    """The form.

    Signals:
        saved: it shall be saved, and nothing is wrong with it; carries the `Form`.
        cancelled: it shall be closed.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._form = Form(Origin.OWN)
        self._busy = False
        self._title = label("", "big")
        self._title.setWordWrap(True)
        self.failure = Banner()
        self.keep_own = KeyButton(words.word("contacts.keep_own"))
        self.fields: dict[str, LabelledField] = {
            name: LabelledField(
                words.word("contacts.company_name" if name == "company" else f"contacts.{name}")
            )
            for name in _TEXTS
        }
        self.numbers = {kind: LabelledField(kind_word(kind)) for kind in CONTACT_KINDS}
        self.more = KeyButton(words.word("contacts.more_numbers"), kind="link")
        self.remark = QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(72)
        self.remark.setStyleSheet("QPlainTextEdit { padding: 4px 6px; }")
        self.remark.setAccessibleName(words.word("contacts.remark"))
        self.save = KeyButton(words.word("contacts.save"), kind="accent")
        self.cancel = KeyButton(words.word("contacts.cancel"), "Esc")
        self._scroll = QScrollArea()
        self._lay_out()
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        self.more.clicked.connect(self._show_more)
        self.keep_own.clicked.connect(self._on_keep_own)
        for field in (*self.fields.values(), *self.numbers.values()):
            field.edit.textEdited.connect(lambda _, f=field: f.show_wrong(""))

    def _lay_out(self) -> None:
        inside = QFrame()
        inside.setProperty("role", "bar")
        inside.setStyleSheet("QFrame[role='bar'] { border: none; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(10)
        for name in _TEXTS[:3]:
            column.addWidget(self.fields[name])
        for kind in (*_FIRST_KINDS, *(k for k in CONTACT_KINDS if k not in _FIRST_KINDS)):
            column.addWidget(self.numbers[kind])
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for name in _TEXTS[3:]:
            column.addWidget(self.fields[name])
        caption = label(words.word("contacts.remark"), "small")
        caption.setBuddy(self.remark)
        column.addWidget(caption)
        column.addWidget(self.remark)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 12)
        outer.setSpacing(theme.SIZES.gap)
        for widget in (self._title, self.failure, self.keep_own):
            row = QHBoxLayout()
            row.setContentsMargins(16, 0, 16, 0)
            row.addWidget(widget, 0 if widget is self.keep_own else 1)
            if widget is self.keep_own:
                row.addStretch(1)
            outer.addLayout(row)
        outer.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.setSpacing(theme.SIZES.gap)
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        outer.addLayout(foot)
        self.keep_own.hide()

    # -- showing ---------------------------------------------------------------------------------

    def show_form(self, form: Form, *, draft: Form | None = None) -> None:
        """Begin with this; ``draft``: what was typed of it before, and not saved."""
        self._form = form
        form = form if draft is None else draft.onto(form)
        company = form.origin is Origin.COMPANY
        what = "new" if form.before is None else "edit"
        title = words.word(
            f"contacts.editor_{what}_company" if company else f"contacts.editor_{what}"
        )
        self._title.setText(title)
        self.setAccessibleName(title)
        for name, field in self.fields.items():
            field.edit.setText(form.texts.get(name, ""))
            field.show_wrong("")
        # A PBX's contact has no department, so there is none to type.
        self.fields["department"].setVisible(not company)
        for kind, field in self.numbers.items():
            typed = form.numbers.get(kind, "")
            field.edit.setText(typed)
            field.show_wrong("")
            field.setVisible(kind in _FIRST_KINDS or bool(typed))
        self.more.show()
        self.remark.setPlainText(form.texts.get("remark", ""))
        self.set_busy(busy=False)
        self.failure.hide()
        self.keep_own.hide()
        self._scroll.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """The keyboard goes to the first empty field that a person begins with."""
        first = self.fields["first_name"].edit
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    @property
    def form(self) -> Form:
        """What stands in the fields."""
        texts = {name: field.edit.text() for name, field in self.fields.items()}
        texts["remark"] = self.remark.toPlainText()
        numbers = {kind: field.edit.text() for kind, field in self.numbers.items()}
        return Form(self._form.origin, texts, numbers, self._form.before)

    @property
    def changed(self) -> bool:
        """Whether anything was typed since it was shown."""

        def said(form: Form) -> tuple[dict[str, list[str]], dict[str, str]]:
            return (
                {name: value.splitlines() for name, value in form.texts.items() if value},
                {kind: value for kind, value in form.numbers.items() if value},
            )

        return said(self.form) != said(self._form)

    def set_busy(self, *, busy: bool) -> None:
        """It is being saved, or no more."""
        self._busy = busy
        self.save.set_pending(words.word("contacts.saving") if busy else "")

    def show_failure(self, notice: Notice, *, offer_own: bool = False) -> None:
        """It could not be saved: say why. All that was typed stays.

        Args:
            notice: why.
            offer_own: offer to keep it as one's own contact instead.
        """
        self.set_busy(busy=False)
        said = words.say(notice)
        self.failure.show_message(
            Severity.ERROR, said, details=words.details(notice), closable=False
        )
        self.keep_own.setVisible(offer_own)
        announce(self, said, urgent=True)

    def _show_more(self) -> None:
        """All kinds of numbers; the keyboard goes to the first that came."""
        hidden = [field for field in self.numbers.values() if field.isHidden()]
        for field in hidden:
            field.show()
        if hidden:
            hidden[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.more.hide()

    # -- what the user does ----------------------------------------------------------------------

    def submit(self) -> None:
        """Save it, if nothing is wrong; else say what, the keyboard in the first such field."""
        if self._busy:
            return
        form = self.form
        problems = form.problems()
        self._show_problems(problems)
        if not problems:
            self.failure.hide()
            self.keep_own.hide()
            self.set_busy(busy=True)
            self.saved.emit(form)

    def _show_problems(self, problems: dict[str, Wrong]) -> None:
        blamed: LabelledField | None = None
        for name, field in (*self.fields.items(), *self.numbers.items()):
            wrong = problems.get(name)
            field.show_wrong("" if wrong is None else wrong.sentence)
            if wrong is not None:
                field.show()
                blamed = blamed or field
        if "remark" in problems:
            self.failure.show_message(Severity.ERROR, problems["remark"].sentence, closable=False)
        if blamed is not None:
            blamed.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(blamed)
            announce(self, text.bare(blamed.complaint.text()), urgent=True)

    def _on_keep_own(self) -> None:
        form = self.form.as_own()
        self.show_form(form)
        self.submit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves from every line of the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            self.window().focusWidget(), QLineEdit
        ):
            self.submit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """It scrolls where there is no room."""
        return QSize(240, 200)
