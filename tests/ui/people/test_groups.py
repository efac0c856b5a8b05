"""The groups at the left: one is chosen, each says how many are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.people.groups import GroupList, group_word
from ctiapp.ui.people.roster import BUSY, EVERYBODY, FIXED, Group, GroupId, Kind

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")
SALES = GroupId(Kind.DEPARTMENT, "1")
GROUPS = (*FIXED, Group(SALES, "Sales & Co", 1))
COUNTS = {EVERYBODY: 1248, BUSY: 0, SALES: 3}


@pytest.fixture
def groups(qtbot: QtBot) -> GroupList:
    made = GroupList()
    qtbot.addWidget(made)
    made.show_groups(GROUPS, COUNTS, EVERYBODY)
    made.show()
    return made


def test_the_model_keeps_qts_rules(groups: GroupList, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(groups.model_)


def test_each_line_speaks_its_name_and_count(groups: GroupList) -> None:
    said = [
        groups.model_.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(len(GROUPS))
    ]
    assert said == ["Everybody, 1,248", "Favourites", "Busy now, 0", "Registered", "Sales & Co, 3"]
    assert group_word(GROUPS[-1]) == "Sales & Co"


def test_the_keyboard_chooses_and_that_is_told(qtbot: QtBot, groups: GroupList) -> None:
    picked: list[GroupId] = []
    groups.picked.connect(picked.append)
    qtbot.keyClick(groups, Qt.Key.Key_End)
    assert picked == [SALES]
    assert groups.chosen == SALES


def test_counts_that_change_choose_nothing_else(groups: GroupList) -> None:
    picked: list[GroupId] = []
    groups.picked.connect(picked.append)
    groups.show_groups(GROUPS, {**COUNTS, BUSY: 7}, SALES)
    groups.show_groups(GROUPS, {**COUNTS, BUSY: 8}, SALES)
    assert (groups.chosen, picked) == (SALES, [])
    assert groups.model_.count(2) == "8"


def test_where_the_chosen_one_is_gone_everybody_is(groups: GroupList) -> None:
    groups.show_groups(FIXED, COUNTS, SALES)
    assert groups.chosen == EVERYBODY
    assert not groups.grab().isNull()
