"""The menu of help: keys, how the application does, saving what tells of it, and the version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Help:
    """What can be had.

    Attributes:
        keys: shows the table of keys.
        health: shows the page of diagnostics; None while nothing is known yet.
        report: shows what can be saved of them; None likewise.
        version: of the application.
    """

    keys: Callable[[], None]
    health: Callable[[], None] | None
    report: Callable[[], None] | None
    version: str


def help_menu(beside: QWidget, offered: Help) -> QMenu:
    """Make the menu.

    Args:
        beside: the button that it opens at.
        offered: what its lines do.
    """
    menu = QMenu(beside)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(words.word("nav.help"))
    for key, do in (
        ("help.keys", offered.keys),
        ("settings.diagnostics", offered.health),
        ("diagnostics.save", offered.report),
    ):
        line = menu.addAction(words.word(key))
        line.setEnabled(do is not None)
        if do is not None:
            line.triggered.connect(lambda _=False, do=do: do())
    menu.addSeparator()
    version = words.word("settings.version", version=offered.version)
    menu.addAction(text.bare(f"{words.word('app')} · {version}")).setEnabled(False)
    return menu


def open_beside(menu: QMenu, button: QWidget) -> None:
    """Open it at the right of its button, its foot at the button's; nothing waits for it."""
    corner = button.mapToGlobal(QPoint(button.width() + 4, button.height()))
    menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))
    menu.setActiveAction(menu.actions()[0])
