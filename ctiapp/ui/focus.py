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
    """Let the tabulator come to something made later, and all in it, right before the anchor."""
    stops = [each for each in _chain(widget) if _is_in(each, widget) and _is_stop(each)]
    before = anchor.previousInFocusChain()
    # Qt lets nothing follow upon what the tabulator never comes to, as frames.
    while before is not None and before is not anchor:
        if _is_stop(before) and not _is_in(before, widget):
            break
        before = before.previousInFocusChain()
    if before is None or before is anchor:
        return
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop


def _chain(first: QWidget) -> list[QWidget]:
    """All that the tabulator passes, from there on."""
    chain = [first]
    while (following := chain[-1].nextInFocusChain()) not in (None, first):
        chain.append(following)
    return chain


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_in(widget: QWidget, whole: QWidget) -> bool:
    return widget is whole or whole.isAncestorOf(widget)


def give_back(before: QWidget | None) -> bool:
    """Give the keyboard back; False where that widget cannot have it, or is gone by now."""
    if before is None or not shiboken6.isValid(before):
        return False  # its row or dialog was taken away meanwhile
    if not (before.isVisible() and before.isEnabled()):
        return False
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    return True
