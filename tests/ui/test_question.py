"""A question in place: the answer that changes nothing has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.question import Question

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_it_is_there_when_it_asks_and_space_changes_nothing(qtbot: QtBot) -> None:
    question = Question("Delete", "Keep")
    qtbot.addWidget(question)
    assert (question.isHidden(), question.asked) == (True, "")
    answered: list[str] = []
    question.yes.clicked.connect(lambda: answered.append("yes"))
    question.no.clicked.connect(lambda: answered.append("no"))
    question.ask("Delete \u2068Anna\u2069?")
    question.activateWindow()
    qtbot.waitUntil(question.no.hasFocus)
    assert question.asked == "Delete Anna?"
    assert question.no.accessibleDescription() == "Delete Anna?"
    qtbot.keyClick(question.no, Qt.Key.Key_Space)
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert answered == ["no", "yes"]
