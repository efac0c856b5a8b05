"""Name, number and links: what is not of the caller gives way first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.calls.namepart import NamePart

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def part(qtbot: QtBot) -> NamePart:
    """An unknown caller with a number, who could be added."""
    made = NamePart()
    qtbot.addWidget(made)
    made.name.set_outside("Joseph Goffin")
    made.number.set_outside("+49 89 1234567890")
    made.which.hide()
    made.show()
    return made


def _line_of_link(part: NamePart) -> int:
    """In which line the link stands: beside the name, beside the number, or below both."""
    layout = part.layout()
    assert layout is not None
    layout.activate()
    at = part.add.geometry().center().y()
    if at <= part.name.geometry().bottom():
        return 0
    return 1 if at <= part.number.geometry().bottom() else 2


def test_the_link_stands_where_it_takes_nothing_of_name_and_number(part: NamePart) -> None:
    """Beside the name if there is room, else beside the shorter number, else below."""
    name, number = part.name.sizeHint().width(), part.number.sizeHint().width()
    link = part.add.sizeHint().width()
    wide = name + number + 2 * link
    part.resize(wide, 120)
    assert part.fit(wide) >= name + link
    assert _line_of_link(part) == 0

    narrow = max(name, number)
    part.resize(narrow, 120)
    assert part.fit(narrow) == max(name, number, link)
    assert _line_of_link(part) == 2

    part.resize(wide, 120)
    part.fit(wide)
    assert _line_of_link(part) == 0


def test_without_links_the_room_is_the_name_s_and_the_number_s(part: NamePart) -> None:
    part.add.hide()
    widest = max(part.name.sizeHint().width(), part.number.sizeHint().width())
    assert part.fit(widest) == widest


def test_what_is_pressed_is_told(qtbot: QtBot, part: NamePart) -> None:
    part.which.show()
    with qtbot.waitSignal(part.asked):
        qtbot.mouseClick(part.which, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(part.added):
        qtbot.mouseClick(part.add, Qt.MouseButton.LeftButton)
