"""A list of sounds, as that of recordings is one: by keyboard, by pointer, and as it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent

from ctiapp.ui.recordings.list import RecordingList, RecordingModel
from ctiapp.ui.recordings.soundlist import ROW
from ctiapp.ui.recordings.viewmodel import face
from tests.ui.recordings.taped import taped
from tests.ui.recordings.test_viewmodel import KNOWN

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def shown(qtbot: QtBot) -> RecordingList:
    model = RecordingModel(lambda each: face(each, KNOWN))
    made = RecordingList(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 400)
    model.show_items([taped(3), taped(2, "2001"), taped(1, "6402")])
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_the_keyboard_begins_at_the_newest_and_plays_and_saves(
    qtbot: QtBot, shown: RecordingList
) -> None:
    assert shown.current == taped(3)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.played) as played:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert played.args == [taped(2, "2001")]
    with qtbot.waitSignal(shown.saved) as saved:
        qtbot.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == [taped(2, "2001")]


def test_what_is_new_at_the_top_moves_nobody(qtbot: QtBot, shown: RecordingList) -> None:
    """The keyboard stays on its line, and what somebody looks at stays where it is."""
    old = [taped(index) for index in range(40, 0, -1)]
    shown.sounds.show_items(old)
    shown.setCurrentIndex(shown.sounds.index(20))
    shown.scrollTo(shown.currentIndex(), RecordingList.ScrollHint.PositionAtTop)
    place = shown.visualRect(shown.currentIndex())
    shown.sounds.show_items([taped(42), taped(41), *old])

    assert shown.current == old[20]
    assert shown.visualRect(shown.currentIndex()) == place
    shown.scrollToTop()
    shown.sounds.show_items([taped(43), taped(42), taped(41), *old])
    assert shown.indexAt(QPoint(100, 10)).row() == 0


def test_where_one_was_deleted_the_keyboard_stays_on_its_line(
    qtbot: QtBot, shown: RecordingList
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    shown.sounds.show_items([taped(4), taped(2, "2001")])
    assert shown.current == taped(2, "2001")
    shown.sounds.show_items([taped(9), taped(8)])
    assert shown.current == taped(9)


def test_what_is_no_key_of_the_list_goes_elsewhere(qtbot: QtBot, shown: RecordingList) -> None:
    with qtbot.waitSignal(shown.typed) as typed:
        qtbot.keyClick(shown, Qt.Key.Key_A)
    assert typed.args == ["a"]
    with qtbot.waitSignal(shown.other_key):
        qtbot.keyClick(shown, Qt.Key.Key_Space)
    with qtbot.waitSignal(shown.left_up):
        qtbot.keyClick(shown, Qt.Key.Key_Up)


def test_two_clicks_play(qtbot: QtBot, shown: RecordingList) -> None:
    second = QPoint(100, ROW + ROW // 2)
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=second)
    with qtbot.waitSignal(shown.played) as played:
        qtbot.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert played.args == [taped(2, "2001")]


def test_the_menu_is_of_the_line_under_the_pointer_or_the_keyboard(
    qtbot: QtBot, shown: RecordingList
) -> None:
    at = QPoint(100, 2 * ROW + 10)
    for reason, wanted in (("Mouse", taped(1, "6402")), ("Keyboard", taped(3))):
        event = QContextMenuEvent(QContextMenuEvent.Reason[reason], at, shown.mapToGlobal(at))
        with qtbot.waitSignal(shown.menu_wanted) as menu:
            shown.contextMenuEvent(event)
        assert menu.args is not None
        assert menu.args[0] == wanted


def test_older_ones_move_nothing_and_others_begin_anew(qtbot: QtBot, shown: RecordingList) -> None:
    model = shown.sounds
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(model.rowsInserted):
        model.show_items([*model.items, taped(0)])
    assert shown.current == taped(2, "2001")
    with qtbot.waitSignal(model.modelReset):
        model.show_items([taped(7)])
    assert shown.current == taped(7)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_items([taped(7)])


def test_only_what_changed_is_painted_anew(qtbot: QtBot, shown: RecordingList) -> None:
    model = shown.sounds
    rows: list[int] = []
    model.dataChanged.connect(lambda first, _last: rows.append(first.row()))
    model.show_marks({"2.wav": "43 %"})
    model.show_marks({"2.wav": "43 %"})
    model.show_marks({"1.wav": "Playing"})
    assert rows == [1, 1, 2]


def test_where_one_was_deleted_the_keyboard_goes_to_the_next(
    qtbot: QtBot, shown: RecordingList
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    shown.sounds.show_items([taped(3), taped(1, "6402")])
    assert shown.current == taped(1, "6402")
    shown.sounds.show_items([taped(3)])
    assert shown.current == taped(3)


def test_what_was_chosen_stays_so_where_the_keyboard_is_on_a_button(
    qtbot: QtBot, shown: RecordingList
) -> None:
    """Its button acts on what is chosen: on another one after Tab, and on nothing before."""
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    shown.clearFocus()
    shown.sounds.show_items([taped(9), taped(2, "2001")])
    assert shown.current == taped(2, "2001")
