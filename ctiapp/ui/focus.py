"""The keyboard goes back to where it was before something was opened."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def has_keyboard(within: QWidget) -> bool:
    """Whether the keyboard is on this or inside it, its window active or not."""
    focused: QWidget | None = within.window().focusWidget()  # of a window nobody was in: None
    return focused is not None and (focused is within or within.isAncestorOf(focused))


def tab_before(widget: QWidget, anchor: QWidget) -> None:
    """Let the tabulator come to something made later right before it comes to the anchor."""
    before = anchor.previousInFocusChain()
    # Qt lets nothing follow upon what the tabulator never comes to, as frames.
    while before is not None and before is not anchor:
        if before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            break
        before = before.previousInFocusChain()
    if before is not None and before not in (anchor, widget):
        QWidget.setTabOrder(before, widget)


def give_back(before: QWidget | None) -> bool:
    """Give the keyboard back; False where that widget cannot have it, or is gone by now."""
    if before is None or not shiboken6.isValid(before):
        return False  # its row or dialog was taken away meanwhile
    if not (before.isVisible() and before.isEnabled()):
        return False
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    return True
