"""The place of the people: several lists, one of them shown, and a sheet beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ctiapp.ui.kit import KeyButton
from ctiapp.ui.people.view import SIDE_NARROW, SIDE_WIDE, PeoplePlace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


class Page(QWidget):
    """A list with a field where one begins."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)


@pytest.fixture
def place(qtbot: QtBot) -> PeoplePlace:
    made = PeoplePlace()
    qtbot.addWidget(made)
    made.resize(1116, 700)
    return made


def tabs(place: PeoplePlace) -> dict[str, KeyButton]:
    return {each.shown: each for each in place.findChildren(KeyButton)}


def test_one_list_alone_needs_no_row_to_choose_from(place: PeoplePlace) -> None:
    place.add_page("one", "One", Page())
    place.show()
    assert place.current == "one"
    assert not tabs(place)["One"].isVisible()


def test_a_click_on_its_word_shows_a_list(qtbot: QtBot, place: PeoplePlace) -> None:
    shown: list[str] = []
    place.page_shown.connect(shown.append)
    first, second = Page(), Page()
    place.add_page("one", "One", first)
    place.add_page("two", "Two", second)
    place.show()
    qtbot.mouseClick(tabs(place)["Two"], Qt.MouseButton.LeftButton)

    assert (place.current, shown) == ("two", ["one", "two"])
    assert second.isVisible()
    assert not first.isVisible()
    assert (tabs(place)["Two"].isChecked(), tabs(place)["One"].isChecked()) == (True, False)
    assert place.page("two") is second
    place.show_page("nonsense")
    assert place.current == "two"


def test_the_keyboard_begins_where_the_list_says(qtbot: QtBot, place: PeoplePlace) -> None:
    page = Page()
    place.add_page("one", "One", page)
    place.show()
    place.focus_first()
    assert place.focusWidget() is page.field


def test_a_sheet_stands_at_the_right_and_leaves_again(place: PeoplePlace) -> None:
    place.add_page("one", "One", Page())
    sheet = QWidget()
    place.set_side(sheet)
    place.show()
    assert place.side is sheet
    assert (sheet.isVisible(), sheet.width()) == (True, SIDE_WIDE)
    assert sheet.geometry().right() == place.width() - 1

    place.resize(816, 600)
    assert sheet.width() == SIDE_NARROW
    place.set_side(None)
    assert place.side is None
    assert not sheet.isVisible()


def test_it_tells_whether_it_can_be_seen(place: PeoplePlace) -> None:
    seen: list[bool] = []
    place.seen.connect(seen.append)
    place.show()
    place.hide()
    assert seen == [True, False]


def test_the_keyboard_begins_where_it_is_told_and_the_tabulator_passes_nothing(
    qtbot: QtBot,
) -> None:
    place, page = PeoplePlace(), QWidget()
    column = QVBoxLayout(page)
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        column.addWidget(field)
    place.add_page("one", "One", page, first=fields[1])
    place.add_page("two", "Two", QWidget())
    above = QPushButton("a call")
    place.put_above(above)
    place.lead_to(above)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.focus_first()
    assert fields[1].hasFocus()
    above.setFocus()
    came = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        came.append(focused)
    assert [type(each).__name__ for each in came[:2]] == ["KeyButton", "KeyButton"]
    assert came[2:] == fields
