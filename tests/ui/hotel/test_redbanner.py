"""What is red stands in every place, and can be seen to by its keys wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ctiapp.ui.hotel.faces import RedFace
from ctiapp.ui.hotel.redbanner import SHOWN, RedBanner, See

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

RED = tuple(
    RedFace(f"{n}/x", str(n), f"{n} did not answer at 08:15.", "Again at 08:20.")
    for n in range(106, 111)
)


@pytest.fixture
def banner(qtbot: QtBot) -> Iterator[RedBanner]:
    """In a window with a field."""
    window = QWidget()
    qtbot.addWidget(window)
    made = RedBanner()
    column = QVBoxLayout(window)
    column.addWidget(made)
    window.field = QLineEdit()  # type: ignore[attr-defined]
    column.addWidget(window.field)  # type: ignore[attr-defined]
    made.serve_keys(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.field.setFocus()  # type: ignore[attr-defined]
    yield made
    window.close()


def test_it_comes_and_goes_with_what_is_red(banner: RedBanner) -> None:
    assert banner.show_red(RED[:1])
    assert not banner.show_red(RED[:2])
    assert [line.accessibleName() for line in banner.lines] == [
        "106 did not answer at 08:15. Again at 08:20.",
        "107 did not answer at 08:15. Again at 08:20.",
    ]
    assert banner.show_red(())
    assert banner.isHidden()


def test_more_than_it_can_show_are_counted(banner: RedBanner, qtbot: QtBot) -> None:
    banner.show_red(RED)
    assert len(banner.lines) == SHOWN
    assert banner.more.shown == "and 2 more: show the rooms"
    with qtbot.waitSignal(banner.rest_wanted):
        banner.more.click()
    banner.show_red(RED[:3])
    assert banner.more.isHidden()


def test_its_keys_work_while_somebody_types(banner: RedBanner, qtbot: QtBot) -> None:
    field = banner.window().field  # type: ignore[attr-defined]
    told: list[tuple[str, See]] = []
    banner.seen_to.connect(lambda key, see: told.append((key, see)))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, Qt.Key.Key_W, both)
    banner.show_red(RED[:2])
    for key in (Qt.Key.Key_C, Qt.Key.Key_R, Qt.Key.Key_O, Qt.Key.Key_W):
        qtbot.keyClick(field, key, both)
    assert told == [(RED[0].key, See.CALL), (RED[0].key, See.AGAIN), (RED[0].key, See.IN_PERSON)]
    banner.show_called(RED[0].key)
    qtbot.keyClick(field, Qt.Key.Key_O, both)
    assert told[-1] == (RED[0].key, See.BY_PHONE), "offered once the room was called"


def test_what_is_being_done_is_said_and_not_done_twice(banner: RedBanner, qtbot: QtBot) -> None:
    banner.show_red(RED[:2])
    told: list[str] = []
    banner.seen_to.connect(lambda key, _: told.append(key))
    banner.show_pending(RED[0].key, See.AGAIN)
    assert not banner.lines[0].can(See.CALL)
    assert banner.lines[1].can(See.CALL)
    banner.show_red(RED[1:2])
    assert banner.lines[0].can(See.CALL), "another one stands there now"
    banner.lines[0].buttons[See.IN_PERSON].click()
    assert told == [RED[1].key]
    assert banner.lines[0].buttons[See.CALL].accessibleName() == "Call room 107"
