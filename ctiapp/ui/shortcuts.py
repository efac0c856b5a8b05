"""The keys, working whichever widget has the focus, text fields included.

One event filter on the application sees each key before any widget does. That is why no key of
`ctiapp.ui.keymap` may be one that types. A pop-up list of a combo box or a menu keeps Esc to
itself, and nothing else.

Esc is not a verb here: it closes the innermost thing that is open, by a stack of those who may be
closed (`Shortcuts.push`), and goes on to the widget where nothing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.ui.keymap import Action, Keymap

if TYPE_CHECKING:
    from collections.abc import Callable

_BARE = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)


def key_of(event: QKeyEvent) -> str:
    """The pressed key as the key map writes it; empty for a modifier alone."""
    key = Qt.Key(event.key())
    if key in _BARE:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combination = QKeySequence(int(modifiers.value) | int(key.value))
    return combination.toString(QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    """A key as this system writes it, for lists and screen readers."""
    return QKeySequence.fromString(key).toString(QKeySequence.SequenceFormat.NativeText)


class Shortcuts(QObject):
    """The application's event filter.

    Signals:
        triggered: an `Action` was asked for by its key.
        conflict: a key was pressed that two actions claim: the key, and the actions' tuple.
        escaped: Esc closes a menu or a list that popped up, which keeps it from the stack.
        captured: while `capture` is on: the key that was pressed, portably written.
    """

    triggered = Signal(object)
    conflict = Signal(str, object)
    escaped = Signal()
    captured = Signal(str)

    def __init__(self, keymap: Keymap, parent: QObject) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._closers: list[Callable[[], bool]] = []
        self._capturing = False
        self._spent = ""

    def start(self) -> None:
        """See the keys from now on."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def set_keymap(self, keymap: Keymap) -> None:
        """Use these keys from now on."""
        self._keymap = keymap

    def capture(self, wanted: bool) -> None:
        """Take the next keys as answers to "which key shall it be?" instead of obeying them."""
        self._capturing = wanted

    def spend(self, key: str) -> None:
        """This key did its work, and where it worked is closed: held down, it goes nowhere else."""
        self._spent = key

    def push(self, close: Callable[[], bool]) -> None:
        """Let Esc ask this one, before the earlier ones, whether it had anything to close."""
        self._closers.append(close)

    def stop(self) -> None:
        """Let the keys be."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See each key before the widget that has the focus."""
        # Everything that happens in the application passes here: what is no key leaves at once,
        # before its type is asked for, which costs more than all the rest.
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        key = key_of(event)
        if not key:
            return False
        if self._spent and self._repeats(key, event):
            return True
        if self._capturing:
            return self._capture(key, event)
        actions = self._keymap.actions_of(key)
        if not actions:
            return False
        if Action.CLOSE in actions and QApplication.activePopupWidget():
            if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.escaped.emit()
            return False
        if kind == QEvent.Type.ShortcutOverride:
            # Claimed: it comes back as a key press, and no text field takes it meanwhile.
            event.accept()
            return True
        return self._press(key, actions, event)

    def _repeats(self, key: str, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() and key == self._spent:
            event.accept()
            return True
        self._spent = ""
        return False

    def _capture(self, key: str, event: QKeyEvent) -> bool:
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.captured.emit(key)
        return True

    def _press(self, key: str, actions: tuple[Action, ...], event: QKeyEvent) -> bool:
        if Action.CLOSE in actions:
            # Held down, it closes one thing: the second stroke may return a caller.
            if event.isAutoRepeat():
                return True
            return any(close() for close in reversed(self._closers))
        event.accept()
        if event.isAutoRepeat():
            return True
        if len(actions) > 1:
            self.conflict.emit(key, actions)
        else:
            self.triggered.emit(actions[0])
        return True
