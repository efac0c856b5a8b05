"""The place of what happened: several pages, one of them shown, and counts of what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.text import bare

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


class Page(QWidget):
    """A page with a field where one begins."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)


@pytest.fixture
def place(qtbot: QtBot) -> HistoryPlace:
    made = HistoryPlace()
    qtbot.addWidget(made)
    made.resize(1116, 700)
    return made


def test_one_page_alone_needs_no_row_to_choose_from(place: HistoryPlace) -> None:
    place.add_page("one", "One", Page())
    place.show()
    assert place.current == "one"
    assert not place.tabs["one"].isVisible()


def test_a_click_on_its_word_shows_a_page(qtbot: QtBot, place: HistoryPlace) -> None:
    shown: list[str] = []
    place.page_shown.connect(shown.append)
    first, second = Page(), Page()
    place.add_page("one", "One", first)
    place.add_page("two", "Two", second)
    place.show()
    qtbot.mouseClick(place.tabs["two"], Qt.MouseButton.LeftButton)

    assert (place.current, shown) == ("two", ["one", "two"])
    assert second.isVisible()
    assert not first.isVisible()
    assert (place.tabs["two"].isChecked(), place.tabs["one"].isChecked()) == (True, False)
    assert place.page("two") is second
    place.show_page("nonsense")
    assert place.current == "two"


def test_the_keyboard_begins_where_the_page_says(place: HistoryPlace) -> None:
    place.focus_first()  # there is no page yet
    page = Page()
    place.add_page("one", "One", page)
    place.show()
    place.focus_first()
    assert place.focusWidget() is page.field


def test_what_waits_is_counted_in_the_word_and_told_as_a_sum(place: HistoryPlace) -> None:
    told: list[int] = []
    place.badged.connect(told.append)
    place.add_page("one", "One", Page(), badge=True)
    place.add_page("two", "Two", Page(), badge=True)
    place.add_page("three", "Three", Page())
    place.set_badge("one", 2)
    place.set_badge("two", 3)
    place.set_badge("two", 3)
    assert [bare(tab.shown) for tab in place.tabs.values()] == ["One (2)", "Two (3)", "Three"]
    place.set_badge("one", 0)
    assert place.tabs["one"].shown == "One"
    assert told == [2, 5, 3]
    with pytest.raises(KeyError):
        place.set_badge("three", 1)


def test_a_page_that_this_pbx_has_nothing_for_is_not_there(place: HistoryPlace) -> None:
    """Whoever stands on it goes to the first; it is there again at the next PBX."""
    for key in ("one", "two", "three"):
        place.add_page(key, key.title(), Page())
    place.complete()
    place.show()
    place.show_page("two")
    place.offer("two", here=False)
    assert (place.current, place.page("two")) == ("one", None)
    assert [key for key, tab in place.tabs.items() if tab.isVisible()] == ["one", "three"]
    place.show_page("two")
    assert place.current == "one"
    place.offer("three", here=False)
    assert not any(tab.isVisible() for tab in place.tabs.values())
    place.offer("two", here=True)
    assert [key for key, tab in place.tabs.items() if tab.isVisible()] == ["one", "two"]
    place.show_page("two")
    assert place.current == "two"
