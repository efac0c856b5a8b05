"""Calling a user back: heard always, seen where they look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.ui.attention import caller_is_back

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("active", [True, False])
def test_the_caller_is_back(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, active: bool) -> None:
    """A sound; and for a window behind others its button in the task bar, and a note."""
    done: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: done.append("beep"))
    monkeypatch.setattr(QApplication, "alert", lambda _: done.append("alert"))
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(window, "isActiveWindow", lambda: active)

    caller_is_back(window, lambda title, said: done.extend((title, said)), "<b>Ada</b> is busy.")

    loud = ["alert", "The caller is back", "\u2068‹b›Ada‹/b› is busy.\u2069"]
    assert done == (["beep"] if active else ["beep", *loud])
