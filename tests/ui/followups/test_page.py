"""The page of those who wait: how many, the list, and what can be done with one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ctiapp.ui.followups.page import FollowUpsPage
from ctiapp.ui.followups.personmenu import Do
from tests.ui.followups.samples import busy, face, miss, row

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "scheme")


@pytest.fixture
def page(qtbot: QtBot) -> FollowUpsPage:
    """A page that can be seen, with several people."""
    made = FollowUpsPage(face)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_people(busy(), known=True)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_says_how_many(page: FollowUpsPage) -> None:
    """Now, and later; nothing is said of none."""
    assert page.count_text == "5 people to call back · 1 put off"
    page.show_people(busy()[:1], known=True)
    assert page.count_text == "1 person to call back"
    page.show_people(busy()[-1:], known=True)
    assert page.count_text == "1 put off"


def test_nobody_waits(page: FollowUpsPage) -> None:
    """It says who will stand here; while the list is made, that it is being made."""
    assert page.empty_text == ""
    page.show_people([], known=False)
    assert (page.count_text, page.empty_text) == ("", "Reading the list…")
    assert not any(button.isVisible() for button in page.buttons.values())
    page.show_people([], known=True)
    assert page.empty_text.startswith("Nobody waits to be called back.")
    page.show_people(busy(), known=True)
    assert page.buttons[Do.CALL].isVisible()


def test_buttons_are_for_whom_the_keyboard_stands_on(page: FollowUpsPage) -> None:
    """On nobody: none; who withholds the number cannot be called."""
    assert not any(button.isEnabled() for button in page.buttons.values())
    page.list.setCurrentIndex(page.list.people.index(0))
    assert all(button.isEnabled() for button in page.buttons.values())
    page.list.setCurrentIndex(page.list.people.index(1))
    assert [do for do, button in page.buttons.items() if button.isEnabled()] == [Do.DONE, Do.LATER]


def test_every_button_says_what_it_does_and_by_which_key(qtbot: QtBot, page: FollowUpsPage) -> None:
    said: list[Do] = []
    page.pressed.connect(said.append)
    page.list.setCurrentIndex(page.list.people.index(0))
    page.show_undo(on=True)
    for button in (*page.buttons.values(), page.undo_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said == [Do.CALL, Do.DONE, Do.LATER, Do.UNDO]
    assert [button.accessibleName() for button in page.buttons.values()] == [
        "Call back, Return",
        "Done, D",
        "Later…, S",
    ]
    named = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    assert all(button.accessibleName() for button in named)
    page.show_undo(on=False)
    assert page.undo_button.isHidden()


def test_while_it_is_asked_why_nothing_else_is_offered(page: FollowUpsPage) -> None:
    """Esc and Enter belong to that question."""
    page.list.setFocus()
    page.ask_why(page.list.people.rows[0].person, "Joseph")
    assert page.reason.isVisible()
    assert not page.buttons[Do.CALL].isVisible()
    page.show_people(busy(), known=True)
    assert not page.buttons[Do.CALL].isVisible()
    page.reason.leave()
    page.enter_list()
    assert page.buttons[Do.CALL].isVisible()
    assert page.list.hasFocus()


def test_who_goes_while_it_is_asked_why_is_asked_about_no_more(
    qtbot: QtBot, page: FollowUpsPage
) -> None:
    """A colleague called them back meanwhile."""
    page.ask_why(page.list.people.rows[0].person, "Joseph")
    with qtbot.waitSignal(page.reason.left):
        page.show_people(busy()[1:], known=True)
    assert not page.reason.isVisible()


def test_the_keyboard_begins_in_the_list(page: FollowUpsPage) -> None:
    assert page.focusProxy() is page.list


def test_ages_are_painted_anew_only_while_they_can_be_seen(
    qtbot: QtBot, page: FollowUpsPage
) -> None:
    """Hidden it costs nothing; shown again it is right at once."""
    assert page.ages.isActive()
    page.hide()
    assert not page.ages.isActive()
    page.show_people([row(miss(3))], known=True)
    with qtbot.waitSignal(page.list.people.dataChanged):
        page.show()
    assert page.ages.isActive()


def test_it_says_how_far_the_pbx_was_read(page: FollowUpsPage) -> None:
    page.show_state("PBX's list of calls read 09:12")
    assert page.state_text == "PBX's list of calls read 09:12"
