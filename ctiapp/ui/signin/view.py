"""The sign-in page: a form, what is wrong with it at each field, and how the try goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.kit import Banner, ChoiceBox, KeyButton, label
from ctiapp.ui.labelledfields import LabelledField, SecretField
from ctiapp.ui.signin.certificate import CertificateBox
from ctiapp.ui.signin.viewmodel import ADVANCED, KINDS_ASKED, Field, Form, Wrong

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ctiapp.ui.signin.viewmodel import Face

_WIDTH = 460
_OF_A_KIND = frozenset({Field.LISTEN, Field.LISTEN_TOLD, Field.EVENT_PORT})
"""The fields that not every kind of PBX has."""


class _FormCard(QFrame):
    """The box around the form: never lower than its wrapped sentences need."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.setFixedWidth(_WIDTH)

    def event(self, event: QEvent) -> bool:
        """A sentence came or went: be as high as all of them."""
        layout = self.layout()
        if event.type() == QEvent.Type.LayoutRequest and layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(_WIDTH))
        return super().event(event)


class SignInPage(QScrollArea):
    """The page.

    Signals:
        edited: something was typed; carries the `Form`.
        submitted: sign in.
        trusted: sign in, trusting the certificate shown.
        cancelled: give the try up.
    """

    edited = Signal(object)
    submitted = Signal()
    trusted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[Field, LabelledField] = {
            Field.ADDRESS: LabelledField(
                words.word("signin.address"), words.word("signin.address_example")
            ),
            Field.CLIENT_ID: LabelledField(
                words.word("signin.client_id"), words.word("signin.client_id_example")
            ),
            Field.SECRET: SecretField(),
            Field.EXTENSION: LabelledField(
                words.word("signin.extension"), words.word("signin.extension_example")
            ),
            Field.CA: LabelledField(words.word("signin.ca"), words.word("signin.ca_example")),
            Field.PROXY: LabelledField(
                words.word("signin.proxy"), words.word("signin.proxy_example")
            ),
            Field.LISTEN: LabelledField(
                words.word("signin.listen"), words.word("signin.listen_example")
            ),
            Field.LISTEN_TOLD: LabelledField(
                words.word("signin.told"), words.word("signin.told_example")
            ),
            Field.EVENT_PORT: LabelledField(
                words.word("signin.event_port"), words.word("signin.event_port_example")
            ),
        }
        self.kinds = ChoiceBox()
        self.clear = QCheckBox(words.word("signin.clear"))
        self.remember = QCheckBox(words.word("signin.remember"))
        self.advanced = QPushButton(words.word("signin.advanced"))
        self.failure = Banner()
        self.certificate = CertificateBox()
        self.plain = label(words.word("signin.plain"), "error")
        self.plain.setWordWrap(True)
        self.plain.hide()
        self.tries = label("", "strong")
        self.tries.setWordWrap(True)
        self.submit = KeyButton(words.word("signin.submit"), "Return", kind="accent", call=True)
        self.cancel = KeyButton(words.word("signin.cancel"), "Esc", call=True)
        self.progress = label("", "dim")
        self._busy = QProgressBar()
        self._filling = False
        self._failed: Notice | None = None
        self._lay_out()
        self._connect()

    @property
    def secret(self) -> SecretField:
        """The field of the client secret."""
        found = self.fields[Field.SECRET]
        assert isinstance(found, SecretField)  # noqa: S101 - it was made so above
        return found

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(words.word("signin.title"))
        card = _FormCard()
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(14)
        column.addLayout(self._make_head())
        column.addWidget(self.failure)
        column.addWidget(self.certificate)
        for name in (Field.ADDRESS, Field.CLIENT_ID, Field.SECRET, Field.EXTENSION):
            column.addWidget(self.fields[name])
        self.fields[Field.ADDRESS].add_below(self.plain)
        hint = label(words.word("signin.remember_hint"), "caption")
        hint.setWordWrap(True)
        hint.setContentsMargins(24, 0, 0, 0)
        remember = QVBoxLayout()
        remember.setSpacing(0)
        remember.addWidget(self.remember)
        remember.addWidget(hint)
        self.remember.setAccessibleDescription(hint.text())
        column.addLayout(remember)
        column.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._make_advanced())
        column.addWidget(self.tries)
        column.addWidget(self._busy)
        column.addWidget(self.progress)
        column.addLayout(self._make_foot())
        inside = QWidget()
        inside.setProperty("role", "page")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(16, 24, 16, 24)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        self.setWidget(inside)

    def _make_head(self) -> QHBoxLayout:
        mark = label()
        mark.setPixmap(icons.logo().pixmap(icons.logo_size()))
        lead = label(words.word("signin.lead"), "dim")
        lead.setWordWrap(True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(label(words.word("signin.title"), "title"))
        lines.addWidget(lead)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(lines, 1)
        return head

    def _make_advanced(self) -> QWidget:
        self._advanced = QWidget()
        choose = KeyButton(words.word("signin.choose"))
        choose.setAccessibleDescription(words.word("signin.ca"))
        choose.clicked.connect(self._choose_ca)
        self.fields[Field.CA].row.addWidget(choose)
        column = QVBoxLayout(self._advanced)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._make_kind())
        for name in ADVANCED:
            column.addWidget(self.fields[name])
        column.addWidget(self._make_clear())
        self._advanced.hide()
        return self._advanced

    def _make_kind(self) -> QWidget:
        """The kind of PBX, which is found out unless somebody says it."""
        for kind in KINDS_ASKED:
            self.kinds.addItem(words.word(f"kind.{kind}"), kind)
        caption = label(words.word("signin.kind"), "small")
        caption.setBuddy(self.kinds)
        self.kinds.setAccessibleName(words.word("signin.kind"))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap_s)
        column.addWidget(caption)
        column.addWidget(self.kinds)
        return made

    def _make_clear(self) -> QWidget:
        """The yes that a password in clear needs: asked for where there is an event port."""
        hint = label(words.word("signin.clear_hint"), "error")
        hint.setWordWrap(True)
        hint.setContentsMargins(24, 0, 0, 0)
        self.clear.setAccessibleDescription(hint.text())
        made = self._clear = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.clear)
        column.addWidget(hint)
        return made

    def _make_foot(self) -> QHBoxLayout:
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        self.progress.setWordWrap(True)
        self.progress.hide()
        self.advanced.setProperty("kind", "link")
        self.advanced.setCheckable(True)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.submit, 1)
        foot.addWidget(self.cancel, 1)
        return foot

    def _connect(self) -> None:
        for field in self.fields.values():
            field.edit.textChanged.connect(self._on_edited)
        self.remember.toggled.connect(self._on_edited)
        self.clear.toggled.connect(self._on_edited)
        self.kinds.currentIndexChanged.connect(self._on_edited)
        self.advanced.toggled.connect(self._advanced.setVisible)
        self.submit.clicked.connect(self.submitted)
        self.cancel.clicked.connect(self.cancelled)
        self.certificate.trust.clicked.connect(self.trusted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs in from every field, and from the box below them: no button has it there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def _on_edited(self) -> None:
        if not self._filling:
            self.edited.emit(self.form)

    @property
    def form(self) -> Form:
        """What stands in the fields."""
        shown = {name: field.edit.text() for name, field in self.fields.items()}
        return Form(
            shown[Field.ADDRESS],
            shown[Field.CLIENT_ID],
            shown[Field.SECRET],
            shown[Field.EXTENSION],
            self.remember.isChecked(),
            shown[Field.CA],
            shown[Field.PROXY],
            self.kinds.currentData(),
            shown[Field.LISTEN],
            shown[Field.LISTEN_TOLD],
            shown[Field.EVENT_PORT],
            self.clear.isChecked(),
        )

    def fill(self, form: Form) -> None:
        """Put this into the fields."""
        self._filling = True
        for name, field in self.fields.items():
            value = getattr(form, name)
            if field.edit.text() != value:
                field.edit.setText(value)
        self.remember.setChecked(form.remember)
        self.clear.setChecked(form.clear_event_password)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(form.kind)))
        if any(getattr(form, name) for name in ADVANCED):
            self.advanced.setChecked(True)
        self._filling = False

    def show_face(self, face: Face) -> None:
        """Show how it stands."""
        for name, field in self.fields.items():
            wrong = face.wrong.get(name)
            field.show_wrong(_sentence(wrong), blamed=name is face.blamed)
            field.setEnabled(not face.working)
            field.setVisible(name not in _OF_A_KIND or name in face.fields)
        if not {*face.wrong, face.blamed}.isdisjoint(ADVANCED):
            self.advanced.setChecked(True)
        port = self.fields[Field.EVENT_PORT].edit.text().strip()
        self._clear.setVisible(Field.EVENT_PORT in face.fields and bool(port))
        for part in (self.remember, self.kinds, self.clear):
            part.setEnabled(not face.working)
        key = "signin.secret_kept" if face.secret_kept else "signin.secret_example"
        self.secret.edit.setPlaceholderText(words.word(key))
        self._show_failure(face)
        facts = {} if face.failure is None else face.failure.params
        self.certificate.show_certificate(
            face.certificate,
            changed=bool(facts.get("changed")),
            before=str(facts.get("trusted", "")),
        )
        self.plain.setVisible(face.plain)
        told = (_sentence(face.wrong.get(Field.ADDRESS)), self.plain.text() if face.plain else "")
        self.fields[Field.ADDRESS].edit.setAccessibleDescription(" ".join(filter(None, told)))
        self._show_tries(face)
        self._show_progress(face)

    def _show_failure(self, face: Face) -> None:
        # A certificate is told in full by the box below.
        failure = None if face.certificate is not None else face.failure
        if failure is None:
            self.failure.hide()
        else:
            message, details = words.say(failure), words.details(failure)
            severity = max(failure.severity, Severity.WARNING, key=list(Severity).index)
            shown = f"{message}\n{details}" if failure.code else message
            self.failure.show_message(severity, shown, details=details, closable=False)
        if face.failure is not None and face.failure != self._failed:
            announce(self, words.say(face.failure), urgent=True)
            QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(0))
        self._failed = face.failure

    def _show_tries(self, face: Face) -> None:
        parts = []
        told = face.failure is not None and "attempts_left" in face.failure.params
        if face.attempts_left is not None and not told:
            parts.append(words.tries_left(face.attempts_left, face.locked_until))
        if face.warn and face.locked_until is None:
            parts.append(words.word("signin.warn"))
        said = "" if face.working else " ".join(parts)
        theme.restyle(self.tries, "role", "error" if face.warn else "dim")
        text.put(self.tries, said)
        self.tries.setVisible(bool(said))

    def _show_progress(self, face: Face) -> None:
        if face.working and (self.submit.hasFocus() or not self._any_focus()):
            self.cancel.setEnabled(True)
            self.cancel.show()
            self.cancel.setFocus()
        self.submit.setVisible(not face.working)
        self.cancel.setVisible(face.working)
        self._busy.setVisible(face.working)
        said = words.say(face.progress) if face.progress else words.word("signin.working")
        text.put(self.progress, said if face.working else "")
        if face.working and self.progress.isHidden():
            # Only once the layout has made room for it.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.cancel))
        self.progress.setVisible(face.working)

    def _any_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused in self.findChildren(QWidget) and focused.isEnabled()

    def focus_first(self, wrong: Field | None = None) -> None:
        """Put the keyboard into the wrong field, else into the first empty one.

        The form begins at its top, as far as that field is to be seen then: the try before scrolled
        down to its progress.
        """
        if wrong is None:
            needed = (Field.ADDRESS, Field.CLIENT_ID, Field.SECRET, Field.EXTENSION)
            wrong = next((n for n in needed if not self.fields[n].edit.text()), Field.SECRET)
        edit = self.fields[wrong].edit
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()
        self.verticalScrollBar().setValue(0)
        self.ensureWidgetVisible(edit)

    def _choose_ca(self) -> None:
        dialog = QFileDialog(self.window(), words.word("signin.ca"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.fields[Field.CA].edit.setText)
        dialog.show()


def _sentence(wrong: Wrong | None) -> str:
    return "" if wrong is None else words.word(f"signin.wrong.{wrong.value}")
