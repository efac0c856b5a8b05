"""The sentence to say before a call is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctiapp.ui.calls import consentline
from ctiapp.ui.calls.consentline import ConsentLine
from ctiapp.ui.text import bare

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_it_stands_there_and_is_read_out_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(consentline, "announce", lambda _, said, *, urgent: heard.append(said))
    card = QWidget()
    line = ConsentLine()
    QVBoxLayout(card).addWidget(line)
    qtbot.addWidget(card)
    card.show()
    assert not line.isVisible()

    line.show_sentence("May I <b>record</b> this?")
    line.show_sentence("May I <b>record</b> this?")
    assert line.isVisible()
    assert bare(line.said.text()) == "May I <b>record</b> this?"
    assert heard == [line.accessibleName()] == ["Say: May I <b>record</b> this?"]

    line.show_sentence("")
    assert not line.isVisible()
    assert len(heard) == 1
