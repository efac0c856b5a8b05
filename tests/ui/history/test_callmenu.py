"""The menu of a past call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from ctiapp.ui.history.callmenu import Do, call_menu
from ctiapp.ui.text import bare

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_it_offers_what_can_be_done_each_with_its_key(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[Do] = []
    menu = call_menu(parent, list(Do), note_key="Ctrl+N", number="+1 & 2", done=done.append)
    shown = [bare(each.text()) for each in menu.actions()]
    assert shown == [
        "Call +1 && 2\tReturn",
        "Write a note…\tCtrl+N",
        "Copy the number\tCtrl+C",
        "",
        "Play the recording\tCtrl+P",
        "Save the recording…\tCtrl+S",
        "",
        "Show its parts\tRight",
        "Hide its parts\tLeft",
        "",
        "Add to contacts",
        "Forget this number…",
    ]
    for each in menu.actions():
        each.trigger()
    assert done == list(Do)


def test_what_cannot_be_done_is_not_there(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = call_menu(parent, [Do.NOTE], note_key="", number="", done=lambda _: None)
    assert [bare(each.text()) for each in menu.actions()] == ["Write a note…"]
