"""Saying something to a screen reader that no widget with the focus would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtGui import QAccessible, QAccessibleEvent

from ctiapp.ui import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_Announcement = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
# Bound from Qt 6.8 on; some bindings of that version lack it.


def announce(widget: QWidget, said: str, *, urgent: bool = False) -> None:
    """Have it read out; ``urgent`` interrupts what is being read (a call rings)."""
    if not said or not QAccessible.isActive():
        return
    if _Announcement is None:
        widget.setAccessibleDescription(text.bare(said))
        QAccessible.updateAccessibility(
            QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged)
        )
        return
    event = _Announcement(widget, text.bare(said))
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
