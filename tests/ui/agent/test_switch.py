"""The switch shows what is so, and only asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.agent.switch import Switch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def switch(qtbot: QtBot) -> Switch:
    made = Switch()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_click_asks_and_moves_nothing(qtbot: QtBot, switch: Switch) -> None:
    asked: list[bool] = []
    switch.clicked.connect(lambda: asked.append(True))
    switch.set_state(True)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.keyClick(switch, Qt.Key.Key_Return)

    assert len(asked) == 3
    assert switch.isChecked()


def test_a_reason_shuts_it_and_says_why(qtbot: QtBot, switch: Switch) -> None:
    asked: list[bool] = []
    switch.clicked.connect(lambda: asked.append(True))
    switch.set_state(True, why="Only <your> administrator can")
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)

    assert asked == []
    assert not switch.isEnabled()
    assert switch.accessibleDescription() == "Only <your> administrator can"
    assert "&lt;your&gt;" in switch.toolTip()

    switch.set_state(True)
    assert switch.isEnabled()
    assert (switch.accessibleDescription(), switch.toolTip()) == ("", "")


def test_on_off_unknown_and_pending_look_different(switch: Switch) -> None:
    seen = set()
    for state, pending in ((True, False), (False, False), (None, False), (True, True)):
        switch.set_state(state, pending=pending)
        seen.add(bytes(switch.grab().toImage().constBits()))

    assert len(seen) == 4
    assert not switch.isChecked() or switch.known
