"""The page of contacts: which ones, a filter, what can be done, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.directory import Origin
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.ways import ways_of
from ctiapp.ui import text, theme, words
from ctiapp.ui.contacts.list import ContactList
from ctiapp.ui.contacts.viewmodel import Scope, empty_text
from ctiapp.ui.kit import Banner, ChoiceBox, KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from ctiapp.ui.contacts.list import People, Ways

_FILTER_MS = 150
"""How long after a key the list is asked for anew."""


class ContactsPage(QFrame):
    """The page.

    Signals:
        wanted: other contacts are wanted; carries the `Scope` and what the filter says.
        add: somebody shall be added to what shows; carries the `Scope`.
        importing, exporting: the buttons.
        undo: the last deletion shall be taken back.

    Args:
        people: reads contacts by their rows.
        ways: by which numbers somebody can be reached, the likeliest first.
        parent: where it stands.
    """

    wanted = Signal(object, str)
    add = Signal(object)
    importing = Signal()
    exporting = Signal()
    undo = Signal()

    def __init__(self, people: People, ways: Ways = ways_of, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("contacts.list"))
        self._scopes: tuple[Scope, ...] = ()
        self._editable = False
        self._filling = False
        self.scope_box = ChoiceBox()
        self.scope_box.setAccessibleName(words.word("contacts.scope"))
        self.scope_box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.scope_box.setMinimumWidth(190)
        self.scope_box.setMaximumWidth(240)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(words.word("contacts.filter"))
        self.filter.setAccessibleName(words.word("contacts.filter"))
        self.filter.setClearButtonEnabled(False)
        self.filter.setMaxLength(200)
        self.filter.setMinimumWidth(120)
        self.add_button = KeyButton(words.word("contacts.add"), kind="accent")
        self.import_button = KeyButton(words.word("contacts.import"))
        self.export_button = KeyButton(words.word("contacts.export"))
        self._count = label("", "caption")
        self.undo_banner = Banner()
        self.list = ContactList(people, ways)
        self._empty = label("", "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._below = QStackedWidget()
        self._below.addWidget(self.list)
        self._below.addWidget(self._empty)
        self._awaited = self._entering = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_FILTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self.scope_box)
        row.addWidget(self.filter, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.import_button)
        row.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(row)
        column.addWidget(self._count)
        column.addWidget(self.undo_banner)
        column.addWidget(self._below, 1)

    def _connect(self) -> None:
        self.scope_box.currentIndexChanged.connect(self._on_scope)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self._ask)
        self.add_button.clicked.connect(lambda: self.add.emit(self.scope))
        self.import_button.clicked.connect(self.importing)
        self.export_button.clicked.connect(self.exporting)
        self.undo_banner.acted.connect(self.undo)
        self.undo_banner.closed.connect(self.undo_banner.hide)
        self.filter.installEventFilter(self)

    # -- showing ---------------------------------------------------------------------------------

    def set_scopes(self, found: Sequence[Scope]) -> None:
        """Let the user choose from these; what was chosen stays where it is among them."""
        if tuple(found) == self._scopes:
            return
        before = self.scope if self._scopes else None
        self._scopes = tuple(found)
        self._filling = True
        self.scope_box.clear()
        for scope in found:
            self.scope_box.addItem(text.plain(scope.word, 60))
        if before in self._scopes:
            self.scope_box.setCurrentIndex(self._scopes.index(before))
        self._filling = False
        if self.scope != before:
            self._ask()
        self._show_buttons()

    @property
    def scope(self) -> Scope:
        """Which contacts are wanted."""
        at = self.scope_box.currentIndex()
        return self._scopes[at] if 0 <= at < len(self._scopes) else Scope(Origin.OWN)

    def choose(self, scope: Scope) -> None:
        """Show these."""
        if scope in self._scopes:
            self.scope_box.setCurrentIndex(self._scopes.index(scope))

    def set_editable(self, *, company: bool) -> None:
        """Whether the PBX lets company contacts be added."""
        self._editable = company
        self._show_buttons()

    def _show_buttons(self) -> None:
        own = self.scope.origin is Origin.OWN
        self.add_button.setVisible(own or self._editable)
        spoken = words.word("contacts.add_own" if own else "contacts.add_company")
        self.add_button.setAccessibleName(spoken)
        self.add_button.setToolTip(text.for_tooltip(spoken))
        self.export_button.setVisible(own)

    def show_rows(self, rows: Sequence[int], age: str, *, keep: int | None = None) -> None:
        """Show these rows of the book; ``age``: of when they are; ``keep``: see `ContactList`."""
        self._awaited = False
        self.list.set_rows(rows, keep=keep)
        self._count.setText(f"{len(rows):n} · {age}" if age else f"{len(rows):n}")
        if rows:
            self._below.setCurrentWidget(self.list)
        else:
            filtered = bool(self.filter.text().strip())
            self._empty.setText(empty_text(self.scope, filtered=filtered))
            self._below.setCurrentWidget(self._empty)
        entering, self._entering = self._entering, False
        if entering and self.filter.hasFocus():
            self._enter_list()

    def show_loading(self) -> None:
        """They are being looked for."""
        self._count.setText(words.word("contacts.loading"))

    @property
    def count_text(self) -> str:
        """What is said of how many there are."""
        return self._count.text()

    def offer_undo(self, name: str) -> None:
        """Somebody was deleted, and can be had back."""
        said = words.say(Notice.of("contacts.deleted", name=name))
        self.undo_banner.show_message(Severity.INFO, said, action=words.word("contacts.undo"))

    # -- what the user does ----------------------------------------------------------------------

    def _on_scope(self, _index: int) -> None:
        if not self._filling:
            self._show_buttons()
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self._awaited = True
        self.wanted.emit(self.scope, self.filter.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter into the list, Enter asks at once."""
        if watched is self.filter and event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Down:
                self._on_down()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._ask()
                return True
        return super().eventFilter(watched, event)

    def _on_down(self) -> None:
        """Into the list that is wanted: from the one that still shows Enter would call another."""
        if self._pause.isActive():
            self._ask()
        if self._awaited:
            self._entering = True
        else:
            self._enter_list()

    def _enter_list(self) -> None:
        if not self.list.contacts.rowCount():
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.contacts.index(0))
