"""What can be done with somebody who waits, and the menus of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ctiapp.ui import text, words
from ctiapp.ui.history.viewmodel import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.followups import Snooze
    from ctiapp.model.number import Number


class Do(Enum):
    """What can be done; the value is the key of its word."""

    CALL = "followups.call"
    DONE = "followups.done"
    LATER = "followups.later"
    WAKE = "followups.wake"
    COPY = "history.do_copy"
    ADD = "who.add"
    UNDO = "followups.undo"


KEYS = {
    Do.CALL: "Return",
    Do.DONE: "D",
    Do.LATER: "S",
    Do.COPY: "Ctrl+C",
    Do.UNDO: "Ctrl+Z",
}
"""The keys that do it while the list has the keyboard."""


def person_menu(
    parent: QWidget,
    numbers: Iterable[Number],
    offered: Iterable[Do],
    snoozes: Iterable[tuple[Snooze, str]],
    *,
    called: Callable[[Number], None],
    done: Callable[[Do], None],
    put_off: Callable[[Snooze], None],
) -> QMenu:
    """The menu of somebody.

    Args:
        parent: at which it opens.
        numbers: whence they tried, the last one first; each can be called.
        offered: what else can be done.
        snoozes: how they can be put off, each in words.
        called: told which number shall be called.
        done: told what else was chosen.
        put_off: told until when they are put off.
    """
    menu = _menu(parent)
    for at, number in enumerate(numbers):
        word = words.word("history.do_call", number=number_text(number))
        key = f"\t{KEYS[Do.CALL]}" if not at else ""
        entry = menu.addAction(text.for_button(word) + key)
        entry.triggered.connect(lambda _=False, each=number: called(each))
    wanted = set(offered)
    if menu.actions():
        menu.addSeparator()
    _add(menu, (Do.DONE, Do.WAKE), wanted, done)
    _put_off(menu, snoozes, put_off)
    if wanted & {Do.COPY, Do.ADD}:
        menu.addSeparator()
    _add(menu, (Do.COPY, Do.ADD), wanted, done)
    return menu


def snooze_menu(
    parent: QWidget, snoozes: Iterable[tuple[Snooze, str]], put_off: Callable[[Snooze], None]
) -> QMenu:
    """The menu of how somebody can be put off; its first line is chosen."""
    menu = _menu(parent)
    _put_off(menu, snoozes, put_off)
    menu.setActiveAction(menu.actions()[0])
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add(menu: QMenu, several: Iterable[Do], wanted: set[Do], done: Callable[[Do], None]) -> None:
    for do in several:
        if do in wanted:
            key = KEYS.get(do, "")
            word = text.for_button(words.word(do.value)) + (f"\t{key}" if key else "")
            menu.addAction(word).triggered.connect(lambda _=False, what=do: done(what))


def _put_off(
    menu: QMenu, snoozes: Iterable[tuple[Snooze, str]], put_off: Callable[[Snooze], None]
) -> None:
    for snooze, word in snoozes:
        entry = menu.addAction(text.for_button(word))
        entry.triggered.connect(lambda _=False, each=snooze: put_off(each))
