"""The page of messages: what is shown, what is offered, and the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.recordings.player import PlayerBar
from ctiapp.ui.voicemail import page as module
from ctiapp.ui.voicemail.page import VoicemailPage
from ctiapp.ui.voicemail.viewmodel import face
from tests.ui.recordings.taped import FakeSound
from tests.ui.voicemail.leaving import FakeMailbox, left
from tests.ui.voicemail.test_viewmodel import KNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VoicemailPage:
    monkeypatch.setattr(module, "LOOK_MS", 5)
    mailbox = FakeMailbox()
    mailbox.path = tmp_path / "x.wav"
    player = PlayerBar(mailbox, make=cast("Any", FakeSound))
    made = VoicemailPage(lambda each: face(each, KNOWN), player)
    qtbot.addWidget(made, before_close_func=lambda _: player.stop())
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_says_what_there_is_or_why_there_is_nothing(page: VoicemailPage) -> None:
    page.show_items([left(2), left(1)], "2 messages", "As of 10:30", "")
    assert (page.count_text, page.state_text) == ("2 messages", "As of 10:30")
    assert page.empty_text == ""
    assert page.focusProxy() is page.list
    page.enter_list()
    page.show_items([], "", "", "No messages.")
    assert page.empty_text == "No messages."
    assert page.again_button.hasFocus()  # the keyboard is not lost with the list
    page.enter_list()
    assert page.again_button.hasFocus()


def test_the_buttons_are_of_the_line_that_is_chosen(page: VoicemailPage) -> None:
    page.again_button.setFocus()
    page.show_items([left(1)], "", "", "")
    page.show_actions(files=True, callable_=True, deleting=False)
    buttons = (page.play_button, page.call_button, page.save_button, page.delete_button)
    assert not any(each.isEnabled() for each in buttons)
    page.list.setCurrentIndex(page.model.index(0))
    page.show_actions(files=True, callable_=True, deleting=False)
    assert all(each.isEnabled() for each in buttons)
    page.show_actions(files=True, callable_=False, deleting=True)
    assert not page.delete_button.isEnabled()
    assert not page.call_button.isEnabled()
    page.show_actions(files=False, callable_=True, deleting=False)
    assert [each.isVisible() for each in buttons] == [False, True, False, False]


def test_the_tabulator_comes_to_everything_also_after_the_list_was_empty(
    qtbot: QtBot, page: VoicemailPage
) -> None:
    page.show_items([], "", "", "No messages.")
    page.show_items([left(1)], "", "", "")
    page.list.setCurrentIndex(page.model.index(0))
    page.show_actions(files=True, callable_=True, deleting=False)
    page.enter_list()
    passed = []
    for _ in range(5):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        passed.append(page.window().focusWidget())
    assert passed == [
        page.again_button,
        page.play_button,
        page.call_button,
        page.save_button,
        page.delete_button,
    ]


def test_what_is_wrong_is_said_until_it_is_not(page: VoicemailPage) -> None:
    page.show_trouble("The PBX does not \u2068answer\u2069.")
    page.show_trouble("The PBX does not \u2068answer\u2069.")
    assert page.banner.isVisible()
    assert page.banner.message == "The PBX does not answer."
    page.show_trouble("")
    assert page.banner.isHidden()


def test_who_looks_on_has_it_read_again(qtbot: QtBot, page: VoicemailPage) -> None:
    with qtbot.waitSignal(page.due):
        pass
    page.hide()
    assert not page.looks.isActive()


def test_the_question_is_left_by_space_and_answered_by_a_click(
    qtbot: QtBot, page: VoicemailPage
) -> None:
    page.show_items([left(1)], "", "", "")
    page.enter_list()
    assert not page.leave_question()
    page.ask("Delete it?")
    assert page.question.no.hasFocus()
    with qtbot.assertNotEmitted(page.agreed):
        qtbot.keyClick(page.question.no, Qt.Key.Key_Space)
    assert page.question.isHidden()
    assert page.list.hasFocus()
    page.ask("Delete it?")
    with qtbot.waitSignal(page.agreed):
        qtbot.mouseClick(page.question.yes, Qt.MouseButton.LeftButton)
    assert page.question.isHidden()


def test_the_list_s_keys_drive_the_player(qtbot: QtBot, page: VoicemailPage) -> None:
    page.show_items([left(1)], "", "", "")
    page.enter_list()
    page.player.play("x", "Anna")
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert page.player.at.text() == "0:05"
    qtbot.keyClick(page.list, Qt.Key.Key_Plus)
    assert page.player.speed.currentData() > 1
