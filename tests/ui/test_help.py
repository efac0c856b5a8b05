"""The menu of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from ctiapp.ui.help import Help, help_menu, open_beside

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "english")


def test_each_line_does_what_it_says(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    done: list[str] = []
    menu = help_menu(
        button,
        Help(
            lambda: done.append("keys"),
            lambda: done.append("health"),
            lambda: done.append("report"),
            "1.2",
        ),
    )
    for line in menu.actions():
        line.trigger()

    assert done == ["keys", "health", "report"]
    assert menu.accessibleName() == "Help"


def test_it_opens_beside_its_button_with_the_keyboard_on_its_first_line(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.move(40, 400)
    button.show()
    menu = help_menu(button, Help(lambda: None, None, None, "1.2"))
    open_beside(menu, button)

    assert menu.activeAction() is menu.actions()[0]
    assert menu.geometry().left() >= button.geometry().right()
    assert menu.geometry().bottom() <= button.geometry().bottom() + 1
    menu.close()
