"""The list of greetings: by keyboard alone, too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.settings.greetings import GreetingList

pytestmark = pytest.mark.usefixtures("scheme")
KEPT = {"+498912340": "Acme Dental", "6402": "Support & <b>Co</b>"}


@pytest.fixture
def shown(qtbot) -> GreetingList:
    """Two lines."""
    made = GreetingList()
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.show()
    made.activateWindow()
    made.show_greetings(KEPT)
    return made


def test_one_is_added_by_keyboard(shown: GreetingList, qtbot) -> None:
    """Number, Tab, text, Enter."""
    told: list[tuple[str, str, object]] = []
    shown.saved.connect(lambda *line: told.append(line))
    shown.number.setFocus()
    qtbot.keyClicks(shown.number, "5503301")
    qtbot.keyClick(shown.number, Qt.Key.Key_Tab)
    assert shown.said.hasFocus()
    qtbot.keyClicks(shown.said, "Acme")
    qtbot.keyClick(shown.said, Qt.Key.Key_Return)
    assert told == [("5503301", "Acme", None)]
    shown.rest()
    assert (shown.number.text(), shown.said.text(), shown.number.hasFocus()) == ("", "", True)


def test_one_is_changed_where_it_stands(shown: GreetingList, qtbot) -> None:
    """The line comes into the fields; it can be left as it was."""
    told: list[tuple[str, str, object]] = []
    shown.saved.connect(lambda *line: told.append(line))
    shown.changes["6402"].click()
    assert (shown.number.text(), shown.said.text()) == ("6402", KEPT["6402"])
    assert shown.save.shown == "Save"
    qtbot.keyClicks(shown.said, "Service")
    shown.save.click()
    assert told == [("6402", "Service", "6402")]

    shown.changes["6402"].click()
    shown.cancel.click()
    assert (shown.save.shown, shown.cancel.isHidden()) == ("Add greeting", True)


def test_one_is_removed_and_the_keyboard_stays_here(shown: GreetingList) -> None:
    """Not lost with the button that had it."""
    told: list[str] = []
    shown.removed.connect(told.append)
    shown.removes["6402"].setFocus()
    shown.removes["6402"].click()
    assert told == ["6402"]
    shown.show_greetings({"+498912340": "Acme Dental"})
    assert list(shown.changes) == ["+498912340"]
    assert shown.number.hasFocus()


def test_each_button_says_for_whom(shown: GreetingList) -> None:
    """Ten buttons of one word tell the ear nothing."""
    assert shown.changes["6402"].accessibleName() == "Change the greeting for 6402"
    assert shown.removes["6402"].accessibleName() == "Remove the greeting for 6402"


def test_what_is_wrong_is_said_and_goes(shown: GreetingList) -> None:
    """What was typed stays."""
    shown.number.setText("x")
    shown.show_wrong("No.")
    assert (shown.wrong.isHidden(), shown.wrong.text(), shown.number.text()) == (False, "No.", "x")
    shown.show_wrong("")
    assert shown.wrong.isHidden()


def test_none_says_what_to_do(shown: GreetingList) -> None:
    """An empty list invites."""
    shown.show_greetings({})
    assert not shown._none.isHidden()
