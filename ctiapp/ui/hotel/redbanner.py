"""Wake-up calls that somebody has to see to, across every place of the window, until they have."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.hotel.parts import Wrapped
from ctiapp.ui.kit import KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.ui.hotel.faces import RedFace

SHOWN = 3
"""So many have a line of their own; of the rest it is said how many they are."""


class See(Enum):
    """How one sees to a wake-up call; the value is the key of its word in ``rooms.see_…``."""

    CALL = "call"
    AGAIN = "again"
    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"
    """Offered once the room was called: that somebody dialled wakes nobody."""


SEE_KEYS: dict[See, str] = {
    See.CALL: "Ctrl+Shift+C",
    See.AGAIN: "Ctrl+Shift+R",
    See.IN_PERSON: "Ctrl+Shift+W",
    See.BY_PHONE: "Ctrl+Shift+O",
}
"""Keys for the uppermost line. They work in every place, whichever widget has the focus."""


class RedBanner(QFrame):
    """The banner; there while anything is red.

    Signals:
        seen_to: a button or its key; carries the key of the wake-up call, and the `See`.
        rest_wanted: the rooms shall be shown: not all have a line here.
    """

    seen_to = Signal(str, object)
    rest_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm")
        self.lines: list[_Line] = []
        self._shown: tuple[RedFace, ...] = ()
        self._called: set[str] = set()
        self.more = KeyButton("", kind="link")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SIZES.gap_s)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 10, 8)
        column.setSpacing(theme.SIZES.gap_s)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self.rest_wanted)
        self._keys: list[QShortcut] = []
        self.hide()

    def serve_keys(self, window: QWidget) -> None:
        """Let its keys work all over that window while it is there."""
        for see, key in SEE_KEYS.items():
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.setEnabled(False)
            shortcut.activated.connect(lambda s=see: self._on_key(s))
            self._keys.append(shortcut)

    def _on_key(self, see: See) -> None:
        if self._shown and self.lines[0].can(see):
            self.seen_to.emit(self._shown[0].key, see)

    def show_red(self, red: Sequence[RedFace]) -> bool:
        """Show these; tells whether it came or went."""
        shown = tuple(red)
        was = not self.isHidden()
        if shown != self._shown:
            self._shown = shown
            self._called &= {face.key for face in shown}
            self._lay(shown[:SHOWN])
            rest = len(shown) - SHOWN
            self.more.setVisible(rest > 0)
            if rest > 0:
                self.more.set_word(words.plural("red_more", rest))
        self.setVisible(bool(shown))
        for shortcut in self._keys:
            shortcut.setEnabled(bool(shown))
        return was is not bool(shown)

    def _lay(self, shown: Sequence[RedFace]) -> None:
        """Lines stay where they are: what is under the pointer must not become another one."""
        while len(self.lines) > len(shown):
            line = self.lines.pop()
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self.lines) < len(shown):
            line = _Line(first=not self.lines)
            line.seen_to.connect(self.seen_to)
            self._rows.addWidget(line)
            self.lines.append(line)
        for line, face in zip(self.lines, shown, strict=True):
            line.show_red(face)
            line.offer(by_phone=face.key in self._called)

    def show_called(self, key: str) -> None:
        """The room of one of them was called: offer to say that it helped."""
        self._called.add(key)
        for line, face in zip(self.lines, self._shown, strict=False):
            line.offer(by_phone=face.key in self._called)

    def show_pending(self, key: str, see: See | None) -> None:
        """Say of one of them what is being done; None: nothing any more."""
        for line, face in zip(self.lines, self._shown, strict=False):
            if face.key == key:
                line.show_pending(see)


class _Line(QWidget):
    """One wake-up call.

    Signals:
        seen_to: a button; carries the key of the wake-up call, and the `See`.
    """

    seen_to = Signal(str, object)

    def __init__(self, *, first: bool) -> None:
        super().__init__()
        self._key = ""
        self.what = label("", "error-strong")
        self.then = label("")
        for part in (self.what, self.then):
            part.setWordWrap(True)
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.buttons = {
            see: KeyButton(words.word(f"rooms.see_{see.value}"), SEE_KEYS[see] if first else "")
            for see in See
        }
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        said.addWidget(self.what)
        said.addWidget(self.then)
        said.addStretch(1)
        self._buttons = Wrapped(tuple(self.buttons.values()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SIZES.gap_l)
        row.addLayout(said, 1)
        row.addWidget(self._buttons)
        for see, button in self.buttons.items():
            button.clicked.connect(lambda _=False, s=see: self.seen_to.emit(self._key, s))
        self.offer(by_phone=False)

    def show_red(self, face: RedFace) -> None:
        """Show it."""
        if face.key != self._key:
            self.show_pending(None)
        self._key = face.key
        text.put(self.what, face.what)
        text.put(self.then, face.then)
        self.then.setVisible(bool(face.then))
        self.setAccessibleName(text.bare(f"{face.what} {face.then}".strip()))
        for see, button in self.buttons.items():
            said = words.word(f"rooms.see_{see.value}_spoken", number=face.number)
            button.setAccessibleName(text.bare(said))

    def offer(self, *, by_phone: bool) -> None:
        """Offer to say that it helped to call the room, or do not."""
        self.buttons[See.BY_PHONE].setVisible(by_phone)
        self._buttons.settle()

    def can(self, see: See) -> bool:
        """Whether that can be done now: it is offered, and nothing is being done."""
        pending = any(button.pending for button in self.buttons.values())
        return not pending and not self.buttons[see].isHidden()

    def show_pending(self, see: See | None) -> None:
        """Say what is being done; None: nothing any more."""
        for each, button in self.buttons.items():
            button.set_pending(words.word("rooms.see_pending") if each is see else "")
