"""The keyboard goes back to where it was before something was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def give_back(before: QWidget | None) -> bool:
    """Give the keyboard back; False where that widget cannot have it, or is gone by now."""
    if before is None or not shiboken6.isValid(before):
        return False  # its row or dialog was taken away meanwhile
    if not (before.isVisible() and before.isEnabled()):
        return False
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    return True
