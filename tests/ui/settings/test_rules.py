"""The table of presence rules can be read, and switched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.services.presence import RULES
from ctiapp.settings import Settings
from ctiapp.ui.settings.rules import RuleTable, sentence
from ctiapp.ui.settings.viewmodel import rule_rows
from ctiapp.ui.text import bare

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_every_rule_is_a_sentence_of_its_own() -> None:
    said = {rule.name: bare(sentence(rule)) for rule in RULES}

    assert said["do_not_disturb"] == "When I am “Do not disturb”: pause me in my queues"
    assert said["available"] == "When I am “Available”: end the pause that my presence began"
    assert said["pause"] == "When I pause: show me as away, where I was available"
    assert len(set(said.values())) == len(RULES)


def test_it_shows_what_holds_and_a_click_is_a_wish(qtbot: QtBot) -> None:
    table = RuleTable()
    qtbot.addWidget(table)
    switched: list[tuple[str, bool]] = []
    table.switched.connect(lambda name, on: switched.append((name, on)))
    table.show_rows(rule_rows(Settings(presence_rules={"available": False, "lunch": True})))
    assert {name for name, box in table.boxes.items() if box.isChecked()} == {
        "do_not_disturb",
        "lunch",
    }
    assert switched == []

    table.show()
    for name in ("away", "do_not_disturb"):
        qtbot.keyClick(table.boxes[name], Qt.Key.Key_Space)
    assert switched == [("away", True), ("do_not_disturb", False)]
    assert table.boxes["pause"].accessibleName() == bare(sentence(RULES[-1]))
