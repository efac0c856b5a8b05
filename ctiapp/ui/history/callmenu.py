"""What can be done with a past call, and the menu of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget


class Do(Enum):
    """What can be done with a past call; the value is the key of its word."""

    CALL = "history.do_call"
    NOTE = "history.do_note"
    COPY = "history.do_copy"
    PLAY = "history.do_play"
    SAVE = "history.do_save"
    UNFOLD = "history.do_unfold"
    FOLD = "history.do_fold"
    ADD = "who.add"
    FORGET = "privacy.forget_this"


_KEYS = {
    Do.CALL: "Return",
    Do.COPY: "Ctrl+C",
    Do.PLAY: "Ctrl+P",
    Do.SAVE: "Ctrl+S",
    Do.UNFOLD: "Right",
    Do.FOLD: "Left",
}
_GROUPS = (
    (Do.CALL, Do.NOTE, Do.COPY),
    (Do.PLAY, Do.SAVE),
    (Do.UNFOLD, Do.FOLD),
    (Do.ADD, Do.FORGET),
)


def call_menu(
    parent: QWidget,
    offered: Iterable[Do],
    *,
    note_key: str,
    number: str,
    done: Callable[[Do], None],
) -> QMenu:
    """The menu of a past call.

    Args:
        parent: at which it opens.
        offered: what can be done with it.
        note_key: the key that writes a note; empty where none does.
        number: whom calling back calls, to be read beside it; empty where nobody can be.
        done: told what was chosen.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    wanted = set(offered)
    for group in _GROUPS:
        shown = [do for do in group if do in wanted]
        if shown and menu.actions():
            menu.addSeparator()
        for do in shown:
            word = words.word(do.value, number=number) if do is Do.CALL else words.word(do.value)
            key = note_key if do is Do.NOTE else _KEYS.get(do, "")
            entry = menu.addAction(text.for_button(word) + (f"\t{key}" if key else ""))
            entry.triggered.connect(lambda _=False, what=do: done(what))
    return menu
