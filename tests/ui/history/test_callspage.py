"""The page of past calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.history import Kind
from ctiapp.ui.history.callspage import CallsPage
from tests.ui.history.samples import TODAY, days, faces, some

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def page(qtbot: QtBot) -> CallsPage:
    made = CallsPage(faces(), lambda: TODAY)
    made.model.wanted.connect(
        lambda block: made.model.put_block(block, some(block.day, block.offset, block.limit))
    )
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    return made


def test_an_empty_list_says_what_will_stand_there(page: CallsPage) -> None:
    page.show_days((), others=True)
    assert "the newest first" in page.empty_text
    assert page.count_text == ""
    assert not page.export_button.isEnabled()
    page.bar.choose(Kind.MISSED)
    page.show_days((), others=True)
    assert "No call is like that" in page.empty_text


def test_calls_are_counted_and_shown(qtbot: QtBot, page: CallsPage) -> None:
    page.show_days(days(3, 2), others=True)
    page.show_state("read 09:12")
    assert (page.empty_text, page.count_text, page.state_text) == ("", "5 calls", "read 09:12")
    wanted: list[bool] = []
    page.export_wanted.connect(lambda: wanted.append(True))
    qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    assert wanted == [True]


def test_another_choice_begins_at_the_top(page: CallsPage) -> None:
    page.show_days(days(100), others=True)
    bar = page.list.verticalScrollBar()
    bar.setValue(900)
    page.show_days(days(101), others=False)
    assert bar.value() > 900
    page.show_days(days(80), others=True)
    assert bar.value() == 0


def test_down_goes_into_the_list_that_is_wanted_not_the_one_that_still_shows(
    qtbot: QtBot, page: CallsPage
) -> None:
    page.show_days(days(3), others=True)
    page.list.choose(3)
    page.bar.search.setFocus()
    asked: list[str] = []
    page.bar.changed.connect(lambda: asked.append(page.bar.text))
    page.bar.changed.connect(page.expect)
    qtbot.keyClicks(page.bar.search, "gof")
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert asked == ["gof"]
    assert QApplication.focusWidget() is page.bar.search
    page.show_days(days(2), others=True)
    assert QApplication.focusWidget() is page.list
    assert page.list.currentIndex().row() == 1


def test_who_went_elsewhere_meanwhile_is_left_there(qtbot: QtBot, page: CallsPage) -> None:
    page.bar.search.setFocus()
    page.expect()
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Down)
    page.bar.span_box.setFocus()
    page.show_days(days(2), others=True)
    assert QApplication.focusWidget() is page.bar.span_box


def test_the_keyboard_goes_down_into_the_list_and_up_again(qtbot: QtBot, page: CallsPage) -> None:
    page.bar.search.setFocus()
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.bar.search  # there is nothing to go to
    page.show_days(days(3), others=True)
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.list
    assert page.list.currentIndex().row() == 1
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is page.bar.search
    page.enter_list()
    qtbot.keyClicks(page.list, "go")
    assert page.bar.search.text() in ("g", "go")
    assert QApplication.focusWidget() is page.bar.search
