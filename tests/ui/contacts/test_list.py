"""A list of half a million: only what is seen is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ctiapp.model.number import Number
from ctiapp.ui.contacts.list import ContactList
from tests.ui.contacts.people import contact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from ctiapp.model.directory import Contact

MANY = 500_000


class Book:
    """Everybody, made when they are read."""

    def __init__(self) -> None:
        self.read = 0
        self.gone: set[int] = set()

    def __call__(self, rows: Sequence[int]) -> tuple[Contact, ...]:
        self.read += len(rows)
        return tuple(
            contact(str(row), f"Person {row}", f"+4930{row}")
            for row in rows
            if row not in self.gone
        )


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def shown(qtbot: QtBot, book: Book) -> ContactList:
    made = ContactList(book)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.set_rows(range(MANY))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_only_what_is_on_the_screen_is_read(shown: ContactList, book: Book) -> None:
    shown.grab()
    assert book.read <= 128

    shown.scrollToBottom()
    shown.grab()

    assert book.read <= 256
    assert shown.contacts.rowCount() == MANY
    assert shown.contacts.contact(MANY - 1).name == f"Person {MANY - 1}"  # type: ignore[union-attr]


def test_keys_choose_and_enter_calls(qtbot: QtBot, shown: ContactList) -> None:
    chosen: list[str] = []
    shown.chosen.connect(chosen.append)
    shown.setCurrentIndex(shown.contacts.index(5))

    QTest.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.called) as called:
        QTest.keyClick(shown, Qt.Key.Key_Return)

    assert chosen == ["company:5", "company:6"]
    assert called.args is not None
    assert called.args[0].name == "Person 6"


def test_letters_read_nobody(shown: ContactList, book: Book) -> None:
    shown.grab()
    before = book.read

    QTest.keyClicks(shown, "zzz")

    assert book.read == before


def test_whoever_was_chosen_stays_chosen_where_others_came(shown: ContactList) -> None:
    shown.setCurrentIndex(shown.contacts.index(7))

    chosen: list[str] = []
    shown.chosen.connect(chosen.append)

    shown.set_rows([*range(100, 105), *range(20)], keep=7)
    assert shown.current is not None
    assert shown.current.name == "Person 7"
    shown.set_rows([*range(1000, 3000), *range(20)], keep=7)  # far from where they stood

    assert shown.current is not None
    assert shown.current.name == "Person 7"
    assert chosen == []


def test_the_list_is_read_anew_between_two_clicks(qtbot: QtBot, shown: ContactList) -> None:
    """The same people: they are called. Others: two clicks on two people call nobody."""
    called: list[str] = []
    shown.called.connect(lambda contact: called.append(contact.name))
    port, left = shown.viewport(), Qt.MouseButton.LeftButton
    spot = shown.visualRect(shown.contacts.index(2)).center()

    shown.set_rows((1, 2, 3))
    qtbot.mouseClick(port, left, pos=spot)
    shown.set_rows((1, 2, 3), keep=3)
    qtbot.mouseDClick(port, left, pos=spot)
    qtbot.mouseRelease(port, left, pos=spot)
    assert called == ["Person 3"]

    qtbot.mouseClick(port, left, pos=spot)
    shown.set_rows((0, 1, 2, 3), keep=3)
    qtbot.mouseDClick(port, left, pos=spot)
    qtbot.mouseRelease(port, left, pos=spot)
    assert called == ["Person 3"]


def test_who_changed_is_read_anew_in_the_same_line(shown: ContactList, book: Book) -> None:
    shown.set_rows((1, 2, 3))
    assert shown.contacts.contact(1) is not None
    book.gone.add(2)
    shown.set_rows((1, 2, 3))
    assert shown.contacts.contact(1) is None


def test_nobody_takes_the_place_of_who_is_gone(qtbot: QtBot, shown: ContactList) -> None:
    """Enter would call a stranger."""
    shown.setCurrentIndex(shown.contacts.index(7))
    moved: list[object] = []
    shown.chosen.connect(moved.append)
    shown.called.connect(moved.append)

    shown.set_rows(range(100, 200), keep=7)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    shown.set_rows(range(100, 200), keep=None)
    QTest.keyClick(shown, Qt.Key.Key_Return)

    assert shown.current is None
    assert moved == []
    with qtbot.waitSignal(shown.chosen):
        QTest.keyClick(shown, Qt.Key.Key_Down)


def test_a_keyboard_that_is_given_to_the_list_chooses_nobody(
    qtbot: QtBot, shown: ContactList
) -> None:
    """Whoever comes by Tab has moved to the first line."""
    chosen: list[str] = []
    shown.chosen.connect(chosen.append)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.clearFocus()
    shown.set_rows(range(5))

    shown.setFocus(Qt.FocusReason.OtherFocusReason)
    assert shown.hasFocus()
    assert shown.current is None
    shown.clearFocus()
    shown.setFocus(Qt.FocusReason.TabFocusReason)

    assert shown.current is not None
    assert chosen == ["company:0"]


def test_who_is_gone_meanwhile_leaves_a_gap(shown: ContactList, book: Book) -> None:
    book.gone = {3}
    shown.set_rows(range(10))

    assert shown.contacts.contact(3) is None
    assert shown.contacts.contact(4).name == "Person 4"  # type: ignore[union-attr]
    assert shown.contacts.data(shown.contacts.index(3)) is None
    assert shown.contacts.contact(10) is None


def test_a_line_is_spoken(shown: ContactList) -> None:
    index = shown.contacts.index(2)

    said = shown.contacts.data(index, Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Person 2, +49 302"
    assert "Person 2" in str(shown.contacts.data(index, Qt.ItemDataRole.ToolTipRole))


def test_a_call_goes_to_the_number_that_enter_calls(shown: ContactList, book: Book) -> None:
    assert shown.aimed_at is None
    index = shown.contacts.index(2)
    spot = shown.viewport().mapToGlobal(shown.visualRect(index).center())
    who = shown.person_at(spot)
    assert who is not None
    assert who.number == Number("+49302")
    assert who.name.startswith("Person 2, ")
    assert shown.person_at(spot - QPoint(4000, 0)) is None

    assert shown.person_of(who.number) is None  # the keyboard is elsewhere
    assert shown.tile_of(who.number) is None
    shown.setCurrentIndex(index)
    assert shown.aimed_at == who.number
    assert shown.person_of(who.number) == who
    tile = shown.tile_of(who.number)
    assert tile is not None
    assert tile.contains(spot)
    shown.scrollToBottom()
    assert shown.tile_of(who.number) is None
    shown.bring_forward()
    assert shown.tile_of(who.number) is not None

    before = shown.grab().toImage()
    shown.mark(who.number, possible=False)
    assert shown.grab().toImage() != before
    shown.mark(None)
    assert shown.grab().toImage() == before


def test_without_a_number_nothing_can_go_there(qtbot: QtBot) -> None:
    made = ContactList(
        lambda rows: [replace(contact(str(row), "Nobody", ""), numbers=()) for row in rows]
    )
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.set_rows(range(1))
    with qtbot.waitExposed(made):
        made.show()
    made.setCurrentIndex(made.contacts.index(0))
    assert made.aimed_at is None
    spot = made.viewport().mapToGlobal(made.visualRect(made.currentIndex()).center())
    assert made.person_at(spot) is None
