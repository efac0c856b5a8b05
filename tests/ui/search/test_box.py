"""The box itself: what it leaves to the list, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.ui.search.box import SearchBox
from ctiapp.ui.search.viewmodel import Errand

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    made = SearchBox()
    qtbot.addWidget(made)
    made.show()
    return made


def test_arrows_and_enter_belong_to_the_list_and_the_rest_types(
    qtbot: QtBot, box: SearchBox
) -> None:
    seen: list[object] = []
    box.moved.connect(seen.append)
    box.entered.connect(lambda: seen.append("enter"))
    box.typed.connect(seen.append)
    qtbot.keyClicks(box, "a")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(box, key)

    assert seen == ["a", 1, -1, "enter", "enter"]


def test_the_box_names_its_key(box: SearchBox) -> None:
    box.set_key("F2")
    assert box.accessibleName() == "Search and call, F2"


@pytest.mark.parametrize("verb", [Verb.TRANSFER, Verb.SAFE_TRANSFER, Verb.CONSULT, Verb.ADD])
def test_what_a_target_is_chosen_for_stands_in_it(box: SearchBox, verb: Verb) -> None:
    box.set_key("F2")
    box.set_errand(Errand(verb, CallId("1"), "Anna"))
    assert "Anna" in box.chip
    assert box.accessibleName() == box.chip

    box.set_errand(None)
    assert (box.chip, box.accessibleName()) == ("", "Search and call, F2")
