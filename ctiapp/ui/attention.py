"""Calling a user back to the window: a sound, the task bar, and a note where they look elsewhere.

It never takes the focus: whoever types somewhere else goes on typing there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def caller_is_back(window: QWidget, notify: Callable[[str, str], None], said: str) -> None:
    """Tell loudly that a caller has come back.

    Args:
        window: the one to look at; it asks for attention where it is not the active one.
        notify: shows a notification of the desktop, with a title and a text.
        said: why they are back, as the card says it.
    """
    _call_back(window, notify, words.word("safe.attention"), said)


def wake_up_missed(window: QWidget, notify: Callable[[str, str], None], said: str) -> None:
    """Tell loudly that a guest was not woken; the same as `caller_is_back`."""
    _call_back(window, notify, words.word("rooms.attention"), said)


def _call_back(window: QWidget, notify: Callable[[str, str], None], title: str, said: str) -> None:
    QApplication.beep()
    if window.isActiveWindow():
        return
    QApplication.alert(window)
    notify(title, text.for_notification(text.bare(said), 300))
