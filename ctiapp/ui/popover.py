"""A small list over the window that takes the keyboard for a moment. No menu of Qt's, not modal.

A menu would grab the keyboard from the call keys. This is a child of the window that takes the
focus while it is open and gives it back. It closes by a click elsewhere and when the focus goes
elsewhere; who owns it closes it by Esc. What opens it, what it offers and which keys choose is for
those who inherit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ctiapp.ui import focus
from ctiapp.ui.calls.fitting import Fitting
from ctiapp.ui.kit import label

if TYPE_CHECKING:
    from collections.abc import Sequence


class Popover(QFrame):
    """The box, its list in what room there is, and a hint below it.

    Args:
        window: over which it opens.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self.setProperty("role", "box")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = Fitting(self._list)
        self._list.setAutoFillBackground(False)
        self._hint = label("", "caption")
        self._hint.setContentsMargins(10, 4, 10, 4)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(6, 6, 6, 4)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scroll)
        self._outer.addWidget(self._hint)
        self.hide()

    @property
    def open(self) -> bool:
        """Whether it is open."""
        return not self.isHidden()

    def place(self) -> None:
        """Stand where it belongs, within the window; each does it its own way."""
        raise NotImplementedError

    # -- for those who inherit -------------------------------------------------------------------

    def _clear(self) -> None:
        """Take everything out of the list."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _watch(self, before: QWidget | None) -> None:
        """Close by what is done elsewhere from now on; ``before`` had the keyboard until now."""
        self._before = before
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusChanged.connect(self._on_focus)

    def _closing(self) -> None:
        """It is about to be closed."""

    def _has_closed(self, key: str) -> None:
        """It is closed, by that key (portably written; empty: by none)."""

    def _is_elsewhere(self, widget: QWidget) -> bool:
        """Whether a click there is one that closes it."""
        return widget is not self and not self.isAncestorOf(widget)

    # -- closing ---------------------------------------------------------------------------------

    def put_away(self, key: str = "", *, give_back: bool = True) -> bool:
        """Close, and give the keyboard back where it is in here; tells whether it was open."""
        if not self.open:
            return False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._on_focus)
        before, self._before = self._before, None
        # The window's own: another program may be the one that is looked at.
        here = self.window().focusWidget()
        had = here is self or self.isAncestorOf(here)
        self._closing()
        self.hide()
        if give_back and had:
            focus.give_back(before)
        self._has_closed(key)
        return True

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # None: another program is looked at; the panel waits.
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.put_away(give_back=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere closes; a window of another size has it elsewhere."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if self._is_elsewhere(watched):
                self.put_away()
        elif kind == QEvent.Type.Resize and watched is self.parentWidget():
            self.place()
        return super().eventFilter(watched, event)


def step(places: Sequence[QWidget], by: int) -> None:
    """Let the keyboard go on by so many of these, round and round; to the first from outside."""
    index = next((n + by for n, place in enumerate(places) if place.hasFocus()), 0)
    places[index % len(places)].setFocus(Qt.FocusReason.TabFocusReason)
