"""The form of an LDAP directory: where it is, whom to bind as, how the way is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.errors import UsageError
from ctiapp.model.ldap import DEFAULT_PORTS, LdapDirectory, Security
from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import Banner, ChoiceBox, KeyButton, label
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_SECURITIES = (Security.TLS, Security.START_TLS, Security.NONE)
_BLAMED = {
    "ldap.host_missing": "host",
    "ldap.base_missing": "base",
    "ldap.port": "port",
    "ldap.denied": "user",
    "ldap.no_base": "base",
    "ldap.unreachable": "host",
}


class LdapForm(QFrame):
    """The form.

    Signals:
        asked: read it; carries the `LdapDirectory`, the password (None: as the key store has it)
            and whether to remember it.
        back: not this way.
    """

    asked = Signal(object, object, bool)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self.setAccessibleName(words.word("ldap.title"))
        self._pin: str | None = None
        self._offered = ""
        self.fields = {
            "host": LabelledField(words.word("ldap.host"), "ldap.example.com"),
            "port": LabelledField(words.word("ldap.port_label")),
            "base": LabelledField(words.word("ldap.base"), "ou=people,dc=example,dc=com"),
            "user": LabelledField(words.word("ldap.user"), "cn=reader,dc=example,dc=com"),
            "password": LabelledField(words.word("ldap.password")),
            "containing": LabelledField(words.word("ldap.containing")),
            "ca": LabelledField(words.word("ldap.ca")),
        }
        self.fields["password"].edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.security = ChoiceBox()
        self.security.setAccessibleName(words.word("ldap.security"))
        for security in _SECURITIES:
            self.security.addItem(words.word(f"ldap.{security.value}"))
        self.remember = QCheckBox(words.word("ldap.remember"))
        self.failure = Banner()
        self.ask = KeyButton(words.word("ldap.ask"), kind="accent")
        self.back_button = KeyButton(words.word("import.back"), "Esc")
        self._lay_out()
        self.security.currentIndexChanged.connect(self._on_security)
        self.ask.clicked.connect(self.submit)
        self.back_button.clicked.connect(self.back)
        self.failure.acted.connect(self._on_trust)
        for field in self.fields.values():
            field.edit.textEdited.connect(lambda _, f=field: f.show_wrong(""))
        self.fields["host"].edit.textEdited.connect(self._forget_pin)
        self._on_security()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(label(words.word("ldap.title"), "big"))
        column.addWidget(self.failure)
        first = QHBoxLayout()
        first.setSpacing(12)
        protection = QVBoxLayout()
        protection.setSpacing(theme.SIZES.gap_s)
        caption = label(words.word("ldap.security"), "small")
        caption.setBuddy(self.security)
        protection.addWidget(caption)
        protection.addWidget(self.security)
        protection.addStretch(1)
        first.addWidget(self.fields["host"], 5)
        first.addWidget(self.fields["port"], 1)
        column.addLayout(first)
        column.addLayout(protection)
        column.addWidget(self.fields["base"])
        for left, right in (("user", "password"), ("containing", "ca")):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(self.fields[left], 1)
            row.addWidget(self.fields[right], 1)
            column.addLayout(row)
        column.addWidget(self.remember, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SIZES.gap)
        foot.addWidget(self.ask)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        column.addLayout(foot)

    # -- showing ---------------------------------------------------------------------------------

    def fill(self, directory: LdapDirectory, *, kept: bool = False) -> None:
        """Begin with this; ``kept``: the key store has its password."""
        said = {
            "host": directory.host,
            "port": str(directory.port) if directory.port else "",
            "base": directory.base,
            "user": directory.user,
            "containing": directory.containing,
            "ca": directory.ca or "",
        }
        for name, value in said.items():
            self.fields[name].edit.setText(value)
        self.security.setCurrentIndex(_SECURITIES.index(directory.security))
        self._pin = directory.pin
        self.show_kept(kept=kept)

    def show_kept(self, *, kept: bool) -> None:
        """Whether the key store has the password, so that none need be typed."""
        shown = words.word("ldap.kept") if kept else ""
        self.fields["password"].edit.setPlaceholderText(shown)
        if kept:
            self.remember.setChecked(True)

    def focus_first(self) -> None:
        """The keyboard goes to the first field that is empty."""
        for name in ("host", "base", "user", "password"):
            edit = self.fields[name].edit
            if not edit.text():
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def directory(self) -> LdapDirectory:
        """What stands in the fields. A port that is no number is one that cannot be."""
        typed = {name: field.edit.text().strip() for name, field in self.fields.items()}
        port = typed["port"]
        return LdapDirectory(
            typed["host"],
            (int(port) if port.isascii() and port.isdigit() and len(port) < 7 else -1)
            if port
            else 0,
            typed["base"],
            typed["user"],
            typed["containing"],
            _SECURITIES[self.security.currentIndex()],
            typed["ca"] or None,
            self._pin,
        )

    def show_failure(self, notice: Notice) -> None:
        """It could not be read: say why, in the field that is to blame, or above all."""
        said, details = words.say(notice), words.details(notice)
        blamed = self.fields.get(_BLAMED.get(notice.key, ""))
        self._offered = str(notice.params.get("sha256", ""))
        if notice.key == "error.certificate" and self._offered:
            trust = words.word("ldap.trust")
            self.failure.show_message(
                Severity.WARNING, said, action=trust, details=details, closable=False
            )
        elif blamed is None:
            self.failure.show_message(Severity.ERROR, said, details=details, closable=False)
        else:
            self.failure.hide()
            blamed.show_wrong(said)
            blamed.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the user does ----------------------------------------------------------------------

    def submit(self) -> None:
        """Read it, if it can be asked at all."""
        self.failure.hide()
        for field in self.fields.values():
            field.show_wrong("")
        directory = self.directory
        try:
            directory.checked()
        except UsageError as error:
            self.show_failure(error.notice())
            return
        password = self.fields["password"].edit.text() or None
        self.asked.emit(directory, password, self.remember.isChecked())

    def forget_password(self) -> None:
        """What was typed into its field is not kept on the page."""
        self.fields["password"].edit.clear()

    def _forget_pin(self) -> None:
        self._pin = None

    def _on_trust(self) -> None:
        self._pin = self._offered
        self.submit()

    def _on_security(self) -> None:
        security = _SECURITIES[self.security.currentIndex()]
        self.fields["port"].edit.setPlaceholderText(str(DEFAULT_PORTS[security]))
        self.fields["ca"].setEnabled(security is not Security.NONE)
        if security is not Security.TLS:
            self._pin = None
        description = words.word("ldap.none") if security is Security.NONE else ""
        self.security.setAccessibleDescription(text.bare(description))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads it from every field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            self.window().focusWidget(), QLineEdit
        ):
            self.submit()
            return
        super().keyPressEvent(event)
