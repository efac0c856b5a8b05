"""The numbers of somebody who has several, and the small menu that asks for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.directory import ContactNumber, PersonKey
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.people.ways import Line, WaysMenu, by_way, listing, outsider, ways_to

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "english")
KEY = PersonKey("company:1")
NUMBERS = (
    ContactNumber("mobile", Number("+491701111")),
    ContactNumber("business", Number("+49301111")),
)
MOBILE, BUSINESS = ways_to(NUMBERS)


def test_with_one_number_somebody_is_named_with_it() -> None:
    who = outsider("Anna Berg", NUMBERS[1:], KEY)
    assert who is not None
    assert (who.name, who.number, who.ways) == ("Anna Berg, +49 30 1111", Number("+49301111"), ())
    assert outsider("Anna Berg", (), KEY) is None


def test_with_several_it_stands_open_which() -> None:
    """Whoever is nobody but a number is named by it alone."""
    who = outsider("Anna Berg", NUMBERS, KEY)
    assert who is not None
    assert (who.name, who.number) == ("Anna Berg", Number("+491701111"))
    at = by_way(who, BUSINESS)
    assert (at.number, at.key) == (Number("+49301111"), KEY)
    assert at.name == f"Anna Berg, Business phone {BUSINESS.written}"


def test_the_label_lists_the_first_few() -> None:
    said = text.bare(listing((MOBILE, BUSINESS)))
    assert said == f"Mobile {MOBILE.written}\nBusiness phone {BUSINESS.written}"
    assert text.bare(listing([BUSINESS] * 5)).count("\n") == 4
    assert listing([BUSINESS] * 5).endswith("…")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(window: QWidget, *lines: Line) -> tuple[WaysMenu, list[Line]]:
    menu = WaysMenu(window, "Transfer Jay to Anna & Bea", lines)
    picked: list[Line] = []
    menu.picked.connect(picked.append)
    menu.open_at(window.mapToGlobal(window.rect().center()))
    return menu, picked


def words_of(menu: WaysMenu) -> list[str]:
    return [text.bare(each.text()) for each in menu.actions() if not each.isSeparator()]


def test_it_says_what_will_be_done_and_by_which_number(window: QWidget) -> None:
    """The first line is only read; each number has its digit."""
    menu, picked = opened(window, Line(MOBILE), Line(BUSINESS, "Calls there may cost a lot"))
    title, first, second = words_of(menu)
    assert title == "Transfer Jay to Anna && Bea"
    assert first == f"&1  Mobile {MOBILE.written}"
    assert second == f"&2  Business phone {BUSINESS.written} (Calls there may cost a lot)"
    assert menu.accessibleName() == "Transfer Jay to Anna & Bea"
    assert not menu.actions()[0].isEnabled()
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert [line.way for line in picked] == [BUSINESS]


def test_enter_takes_the_first_that_can_be_chosen(window: QWidget) -> None:
    menu, picked = opened(
        window, Line(MOBILE, "in this call already", possible=False), Line(BUSINESS)
    )
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [line.way for line in picked] == [BUSINESS]
    menu, picked = opened(window, Line(MOBILE), Line(BUSINESS))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [line.way for line in picked] == [BUSINESS]


def test_a_key_that_is_held_down_answers_nothing_and_esc_leaves_it(window: QWidget) -> None:
    """The Enter that opened it is still down."""
    menu, picked = opened(window, Line(MOBILE), Line(BUSINESS))
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    QApplication.sendEvent(menu, held)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert picked == []
