"""What is done by itself when a call comes: the list of rules, and the form for one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.popactions import PopAction, What, Which
from ctiapp.settings import MAX_POP_ACTIONS
from ctiapp.ui import text, theme, words
from ctiapp.ui.focus import tab_before
from ctiapp.ui.kit import ElidedLabel, KeyButton, label
from ctiapp.ui.settings.popactioneditor import PopActionEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.errors import CtiError


def summary(action: PopAction) -> str:
    """What a rule does, on one line."""
    if action.which is Which.QUEUE and action.queue:
        which = words.word("actions.which.one_queue", queue=action.queue)
    else:
        which = words.word(f"actions.which.{action.which.value}")
    if action.what is What.PAGE:
        target = urlsplit(action.url).netloc
    else:
        target = action.command[0].replace("\\", "/").rpartition("/")[2]
    when = words.word(f"actions.when.{action.when.value}")
    return words.word("actions.row", when=when, which=which, target=target)


class _Row(QWidget):
    """One rule: whether it holds, what it does, and the ways to change it."""

    def __init__(self, action: PopAction) -> None:
        super().__init__()
        self.box = QCheckBox(text.for_button(action.name))
        self.box.setAccessibleName(text.plain(action.name))
        self.box.setChecked(action.on)
        self.edit_button = KeyButton(words.word("actions.edit"))
        self.remove_button = KeyButton(words.word("actions.remove"), kind="quiet")
        for button, spoken in (
            (self.edit_button, "actions.edit_spoken"),
            (self.remove_button, "actions.remove_spoken"),
        ):
            button.setAccessibleName(text.bare(words.word(spoken, name=action.name)))
        does = ElidedLabel("caption")
        said = summary(action)
        does.set_made(said)
        does.setContentsMargins(24, 0, 0, 0)
        self.box.setAccessibleDescription(text.bare(said))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.box)
        lines.addWidget(does)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SIZES.gap)
        row.addLayout(lines, 1)
        row.addWidget(self.edit_button)
        row.addWidget(self.remove_button)


class PopActionFields(QWidget):
    """The list and the form.

    Signals:
        changed: other rules hold (a tuple of `PopAction`).
        tried: a rule is to be done now (`PopAction`); `show_tried` hears what became of it.
    """

    changed = Signal(object)
    tried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._actions: tuple[PopAction, ...] = ()
        self._edited: int | None = None
        self.rows: list[_Row] = []
        self.editor = PopActionEditor()
        self.editor.hide()
        self.add_button = KeyButton(words.word("actions.add"))
        self._full = label(words.word("actions.full"), "caption")
        self._full.hide()
        lead = label(words.word("actions.lead"), "dim")
        lead.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SIZES.gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(lead)
        column.addLayout(self._list)
        column.addWidget(self.editor)
        column.addWidget(self._full)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self.add)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._on_left)
        self.editor.tried.connect(self.tried)

    def show_actions(self, actions: Sequence[PopAction]) -> None:
        """Show the rules that hold; one that is being written is left alone."""
        if tuple(actions) == self._actions:
            return
        self._actions = tuple(actions)
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [_Row(action) for action in self._actions]
        for index, row in enumerate(self.rows):
            self._list.addWidget(row)
            tab_before(row, self.editor)
            # Clicked, not toggled: what is shown is set from the settings, and is no wish.
            row.box.clicked.connect(lambda on, at=index: self._on_switched(at, on=on))
            row.edit_button.clicked.connect(lambda _, at=index: self.edit(at))
            row.remove_button.clicked.connect(lambda _, at=index: self._on_removed(at))
        self._show_room()

    def show_tried(self, error: CtiError | None) -> None:
        """What was tried was done, or could not be."""
        self.editor.show_tried(error)

    def add(self) -> None:
        """Begin a new rule."""
        self._open(None)

    def edit(self, index: int) -> None:
        """Change a rule."""
        self._open(index)

    def _open(self, index: int | None) -> None:
        self._edited = index
        self.editor.edit(PopAction("") if index is None else self._actions[index])
        self.editor.show()
        self._show_room()
        self.editor.focus_first()

    def _on_saved(self, action: PopAction) -> None:
        at = self._edited
        if at is None or at >= len(self._actions):
            at, rules = len(self._actions), (*self._actions, action)
        else:
            rules = (*self._actions[:at], action, *self._actions[at + 1 :])
        self._close()
        self.changed.emit(rules)
        if at < len(self.rows):
            self.rows[at].edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        at = self._edited
        self._close()
        known = at is not None and at < len(self.rows)
        back = self.rows[at].edit_button if known and at is not None else self.add_button
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._edited = None
        self.editor.hide()
        self._show_room()

    def _on_switched(self, at: int, *, on: bool) -> None:
        rules = list(self._actions)
        rules[at] = replace(rules[at], on=on)
        self.changed.emit(tuple(rules))
        self.rows[at].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removed(self, at: int) -> None:
        if self._edited is not None:
            self._close()  # places have moved: what was being written would land on another
        self.changed.emit((*self._actions[:at], *self._actions[at + 1 :]))
        following = self.rows[min(at, len(self.rows) - 1)].remove_button if self.rows else None
        (following or self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_room(self) -> None:
        full = len(self._actions) >= MAX_POP_ACTIONS
        self.add_button.setVisible(not full and self.editor.isHidden())
        self._full.setVisible(full)
