"""The page of recordings: what is wanted, and what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.recordings.page import RecordingsPage
from ctiapp.ui.recordings.player import PlayerBar
from ctiapp.ui.recordings.viewmodel import face
from tests.ui.recordings.taped import FakeRecordings, FakeSound, taped
from tests.ui.recordings.test_viewmodel import KNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> RecordingsPage:
    recordings = FakeRecordings()
    recordings.path = tmp_path / "x.wav"
    player = PlayerBar(cast("Any", recordings), make=cast("Any", FakeSound))
    made = RecordingsPage(lambda each: face(each, KNOWN), player)
    qtbot.addWidget(made, before_close_func=lambda _: player.stop())
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_says_what_there_is(page: RecordingsPage) -> None:
    page.show_items([taped(2), taped(1)], "As of 10:30", older=True)
    assert (page.count_text, page.state_text) == ("2 recordings", "As of 10:30")
    assert page.more_button.isVisible()
    assert page.empty_text == ""

    page.show_items([], "", older=False)
    page.show_empty("Nothing.")
    assert (page.count_text, page.empty_text) == ("", "Nothing.")
    assert not page.more_button.isVisible()


def test_whose_and_which_are_wanted(qtbot: QtBot, page: RecordingsPage) -> None:
    assert page.only_mine
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.all_chip, Qt.MouseButton.LeftButton)
    assert not page.only_mine
    assert (page.all_chip.isChecked(), page.mine_chip.isChecked()) == (True, False)
    with qtbot.assertNotEmitted(page.changed):
        qtbot.mouseClick(page.all_chip, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.changed):
        qtbot.keyClicks(page.search, " a")
    assert page.sought == "a"


def test_the_buttons_are_of_the_line_that_is_chosen(page: RecordingsPage) -> None:
    page.show_items([taped(1)], "", older=False)
    page.show_actions(callable_=True)
    assert not page.play_button.isEnabled()
    page.list.setCurrentIndex(page.model.index(0))
    page.show_actions(callable_=True)
    assert page.play_button.isEnabled()
    assert page.save_button.isEnabled()
    assert page.call_button.isEnabled()
    page.show_actions(callable_=False)
    assert not page.call_button.isEnabled()


def test_from_the_search_into_the_list_and_back(qtbot: QtBot, page: RecordingsPage) -> None:
    page.show_items([taped(2), taped(1)], "", older=False)
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    assert page.search.hasFocus()
    assert page.sought == "a"
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert page.search.hasFocus()


def test_the_keyboard_is_not_lost_with_the_list(page: RecordingsPage) -> None:
    page.show_items([taped(1)], "", older=False)
    page.enter_list()
    page.show_items([], "", older=False)
    page.show_empty("Nothing.")
    assert page.search.hasFocus()
    page.enter_list()
    assert page.search.hasFocus()


def test_the_list_s_keys_drive_the_player(qtbot: QtBot, page: RecordingsPage) -> None:
    page.show_items([taped(1)], "", older=False)
    page.enter_list()
    page.player.play("1.wav", "Anna")
    assert page.player.is_playing
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert not page.player.is_playing
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert page.player.at.text() == "0:05"
