"""The menu of a card, or of a call of the past: who it is, and forgetting the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import PersonKey
    from ctiapp.model.number import Number
    from ctiapp.services.identify import Identity


def who_menu(
    parent: QWidget,
    who: Identity | None,
    number: Number | None,
    *,
    is_one: Callable[[PersonKey], None],
    forget: Callable[[], None],
    add: Callable[[], None] | None = None,
) -> QMenu | None:
    """The menu; None where there is nothing to choose.

    Args:
        parent: at which it opens.
        who: whose number it is, with the others who have it.
        number: to forget; None, or withheld: there is none.
        is_one: it is that one.
        forget: keep nothing about the number.
        add: write a contact for it; None where somebody is known.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    people = [] if who is None or not who.others else [who, *who.others]
    for person in people:
        if person.key is None:
            continue
        parts = [part for part in (person.name, person.company) if part]
        chosen = menu.addAction(text.for_button(words.word("who.is", name=" · ".join(parts))))
        chosen.triggered.connect(lambda _=False, key=person.key: is_one(key))
    if number is not None and not number.withheld:
        if add is not None:
            menu.addAction(words.word("who.add")).triggered.connect(lambda _on: add())
        if menu.actions():
            menu.addSeparator()
        menu.addAction(words.word("privacy.forget_this")).triggered.connect(lambda _on: forget())
    if menu.actions():
        return menu
    menu.deleteLater()
    return None


def open_at(menu: QMenu, place: QPoint) -> None:
    """Open it there, with the keyboard on its first line; nothing waits for it."""
    menu.popup(place)
    menu.setActiveAction(menu.actions()[0])
