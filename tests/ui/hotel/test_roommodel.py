"""Of a change only the rows that changed are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ctiapp.ui.hotel.faces import Look, RoomFace
from ctiapp.ui.hotel.roommodel import COLUMNS, Column, RoomModel
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")

ROWS = tuple(
    RoomFace(
        str(n),
        "Anna",
        "Occupied",
        Look("go", Shape.DOT, "Free"),
        "06:30 · once",
        spoken=f"Room {n}",
    )
    for n in range(101, 106)
)


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[RoomModel]:
    """Five rooms."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = RoomModel(parent)
    made.set_rows(ROWS)
    yield made
    parent.deleteLater()


def test_one_room_of_many_is_told_alone(model: RoomModel) -> None:
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b: told.append((a.row(), b.row())))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))

    assert not model.set_rows((*ROWS[:2], replace(ROWS[2], red=True), *ROWS[3:]))
    model.set_marked(frozenset({"104", "999"}))
    model.set_marked(frozenset())

    assert told == [(2, 2), (3, 3), (3, 3)]
    assert resets == []
    assert model.set_rows(ROWS[1:]), "other rooms"
    assert resets == [1]
    assert model.row_of("102") == 0
    assert model.row_of("101") is None


def test_a_screen_reader_hears_the_whole_row_at_its_first_column(model: RoomModel) -> None:
    model.set_marked(frozenset({"102"}))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1, 0), role) == "Room 102, marked"
    assert model.data(model.index(0, 0), role) == "Room 101"
    lamp = COLUMNS.index(Column.LAMP)
    assert model.data(model.index(0, lamp), role) == "Free"
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(lamp, horizontal, role) == "Phone"
    assert model.headerData(lamp, horizontal) == ""


def test_what_may_be_cut_is_told_whole_to_the_pointer(model: RoomModel) -> None:
    model.set_rows((replace(ROWS[0], guest="<b>Tom</b>"),))
    index = model.index(0, COLUMNS.index(Column.GUEST))
    tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in str(tip)
    assert model.data(index) == "<b>Tom</b>"
    assert model.data(model.index(9, 0)) is None
    assert model.rowCount(model.index(0, 0)) == 0
