"""A table of plain rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ctiapp.ui.plaintable import PlainTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROW = 22


def table(qtbot: QtBot) -> PlainTable:
    """With three rows of two columns."""
    made = PlainTable(ROW)
    qtbot.addWidget(made)
    model = QStandardItemModel(made)
    for at in range(3):
        model.appendRow([QStandardItem(f"room {at}"), QStandardItem("vacant")])
    made.setModel(model)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_rows_are_as_high_as_was_said_however_low(qtbot: QtBot) -> None:
    made = table(qtbot)
    assert [made.rowHeight(at) for at in range(3)] == [ROW] * 3


def test_a_whole_row_is_chosen_and_one_at_a_time(qtbot: QtBot) -> None:
    made = table(qtbot)
    for at in (0, 2):
        spot = made.visualRect(made.model().index(at, 1)).center()
        qtbot.mouseClick(
            made.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            spot,
        )
    chosen = [(index.row(), index.column()) for index in made.selectedIndexes()]
    assert sorted(chosen) == [(2, 0), (2, 1)]


def test_nothing_is_written_into_it(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.setCurrentIndex(made.model().index(1, 0))
    qtbot.keyClicks(made, "x")
    qtbot.keyClick(made, Qt.Key.Key_F2)
    assert made.state() == PlainTable.State.NoState
    assert made.model().index(1, 0).data() == "room 1"


def test_tab_leaves_it(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.setCurrentIndex(made.model().index(0, 0))
    qtbot.keyClick(made, Qt.Key.Key_Tab)
    assert made.currentIndex() == made.model().index(0, 0)
