"""The grid of the people: reached by hand and keyboard, painted where it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QApplication

from ctiapp.model.directory import Extension, LineState
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui.calls.people import Lamp
from ctiapp.ui.people.grid import PeopleGrid
from ctiapp.ui.people.tiles import HEIGHTS, TileSize
from tests.ui.fakes import FakeDirectory, FakeLamps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

PEOPLE = FakeDirectory(*((f"Person {i}", str(2000 + i)) for i in range(200))).extensions
BUSY = changes.Lamp(LineState.BUSY)


def name_of(number: Number, inside: bool) -> str:
    del inside
    return f"Name {number.text}"


def department_of(extension: Extension) -> str:
    return "Sales" if extension.number.text == "2000" else ""


@pytest.fixture
def lamps() -> FakeLamps:
    return FakeLamps()


@pytest.fixture
def grid(qtbot: QtBot, lamps: FakeLamps) -> Iterator[PeopleGrid]:
    made = PeopleGrid(lamps, name_of, department_of, choice=True)
    qtbot.addWidget(made)
    made.resize(780, 300)
    made.show_people(PEOPLE)
    made.show()
    qtbot.waitUntil(lambda: made.visualRect(made.model().index(199, 0)).height() > 0)
    yield made
    made.stop()


class Painted(QObject):
    """The boxes that are painted."""

    def __init__(self, grid: PeopleGrid) -> None:
        super().__init__(grid)
        self.boxes: list[object] = []
        grid.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.boxes.append(event.region().boundingRect())  # type: ignore[attr-defined]
        return False


def test_click_double_click_enter_and_the_choice_are_told(qtbot: QtBot, grid: PeopleGrid) -> None:
    told: list[tuple[str, object]] = []
    for signal in ("clicked_on", "opened", "called", "chosen"):
        getattr(grid, signal).connect(lambda what, s=signal: told.append((s, what)))
    spot = grid.visualRect(grid.people.index(5, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    who = Number("2005")
    assert told == [("chosen", who), ("clicked_on", who)]
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert ("opened", who) in told
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told[-1] == ("called", who)
    assert grid.current == who


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_the_menu_is_asked_for_by_hand_and_by_its_key(
    grid: PeopleGrid, reason: QContextMenuEvent.Reason
) -> None:
    wanted: list[tuple[Number, QPoint]] = []
    grid.menu_wanted.connect(lambda who, spot: wanted.append((who, spot)))
    grid.choose(Number("2002"))
    spot = grid.visualRect(grid.people.index(2, 0)).center()
    event = QContextMenuEvent(reason, spot, grid.viewport().mapToGlobal(spot))
    QApplication.sendEvent(grid.viewport(), event)
    assert wanted[0][0] == Number("2002")
    assert grid.person_at(wanted[0][1]) is not None


def test_where_nobody_is_no_menu_is(grid: PeopleGrid) -> None:
    wanted: list[object] = []
    grid.menu_wanted.connect(lambda who, _: wanted.append(who))
    grid.show_people(PEOPLE[:1])
    spot = QPoint(700, 250)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, grid.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(grid.viewport(), event)
    assert wanted == []


def test_only_a_changed_tile_that_can_be_seen_is_painted(
    qtbot: QtBot, grid: PeopleGrid, lamps: FakeLamps
) -> None:
    qtbot.wait(10)
    painted = Painted(grid)
    lamps.light("2001", BUSY)
    lamps.light("2190", BUSY)  # far below
    qtbot.waitUntil(lambda: bool(painted.boxes))
    assert painted.boxes == [grid.visualRect(grid.people.index(1, 0))]


def test_many_changes_are_painted_together(
    qtbot: QtBot, grid: PeopleGrid, lamps: FakeLamps
) -> None:
    qtbot.wait(10)
    painted = Painted(grid)
    for number in range(200):
        lamps.light(str(2000 + number), BUSY)
    qtbot.waitUntil(lambda: bool(painted.boxes))
    qtbot.wait(150)
    assert len(painted.boxes) == 1


def test_a_tile_between_two_changed_ones_is_not_painted(
    qtbot: QtBot, grid: PeopleGrid, lamps: FakeLamps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt asks for all in the box around what is torn; those that are whole are passed over."""
    painted = Painted(grid)
    looked_at: list[int] = []
    ask = grid.people.person
    monkeypatch.setattr(
        grid.painter, "_person_at", lambda row: (looked_at.append(row), ask(row))[1]
    )
    lamps.light("2000", BUSY)
    lamps.light("2005", BUSY)
    qtbot.waitUntil(lambda: bool(painted.boxes))

    assert looked_at == [0, 5]


def test_what_changes_for_all_paints_all(qtbot: QtBot, grid: PeopleGrid, lamps: FakeLamps) -> None:
    qtbot.wait(10)
    painted = Painted(grid)
    lamps.listeners[0](None)
    qtbot.waitUntil(lambda: bool(painted.boxes))
    assert painted.boxes == [grid.viewport().rect()]


def test_ages_are_counted_where_they_can_be_seen(
    qtbot: QtBot, grid: PeopleGrid, lamps: FakeLamps
) -> None:
    for number in ("2002", "2150"):
        lamps.known[number] = BUSY
    qtbot.wait(10)
    painted = Painted(grid)
    grid.refresh()
    qtbot.waitUntil(lambda: bool(painted.boxes))
    assert painted.boxes == [grid.visualRect(grid.people.index(2, 0))]
    assert grid._second.isActive()
    grid.hide()
    assert not grid._second.isActive()


def test_nothing_is_counted_where_nobody_talks(
    qtbot: QtBot, grid: PeopleGrid, lamps: FakeLamps
) -> None:
    """A desktop at rest rests; the first call, or scrolling to one, wakes it."""
    grid.refresh()
    assert not grid._second.isActive()
    lamps.light("2002", BUSY)
    qtbot.waitUntil(grid._second.isActive)
    lamps.known.clear()
    grid.refresh()
    assert not grid._second.isActive()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert grid._second.isActive()


def test_compact_tiles_are_lower_and_wider(grid: PeopleGrid) -> None:
    before = grid.gridSize()
    grid.set_size(TileSize.COMPACT)
    assert grid.gridSize().height() - before.height() == (
        HEIGHTS[TileSize.COMPACT] - HEIGHTS[TileSize.TILES]
    )
    assert grid.gridSize().width() > before.width()
    assert not grid.grab().isNull()


def test_whoever_was_chosen_stays_so_in_another_list(grid: PeopleGrid) -> None:
    chosen: list[Number | None] = []
    grid.choose(Number("2010"))
    grid.chosen.connect(chosen.append)
    grid.show_people(PEOPLE[5:50])
    assert grid.current == Number("2010")
    grid.show_people(PEOPLE[20:30])
    assert grid.current is None
    assert chosen[-1] is None
    assert not grid.choose(Number("2010"))


def test_a_list_that_is_read_anew_chooses_nobody(grid: PeopleGrid) -> None:
    """A sheet that was closed would open again."""
    chosen: list[Number | None] = []
    grid.choose(Number("2010"))
    grid.chosen.connect(chosen.append)
    grid.show_people(PEOPLE[5:50])
    assert grid.current == Number("2010")
    assert chosen == []
    grid.choose(Number("2011"))
    assert chosen == [Number("2011")]


@pytest.mark.parametrize(
    ("reason", "first"),
    [(Qt.FocusReason.OtherFocusReason, None), (Qt.FocusReason.TabFocusReason, Number("2000"))],
)
def test_only_who_comes_by_tab_stands_on_the_first_one(
    grid: PeopleGrid, reason: Qt.FocusReason, first: Number | None
) -> None:
    grid.clearFocus()
    grid.selectionModel().clearCurrentIndex()
    chosen: list[Number | None] = []
    grid.chosen.connect(chosen.append)
    QApplication.sendEvent(grid, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert grid.current == first
    assert chosen == ([] if first is None else [first])


def test_a_point_of_the_screen_has_a_person_or_none(grid: PeopleGrid) -> None:
    tile = grid.tile_of(Number("2003"))
    assert tile is not None
    who = grid.person_at(tile.center())
    assert who is not None
    assert (who.number, who.lamp) == (Number("2003"), Lamp.UNKNOWN)
    assert grid.person_at(tile.topRight() + QPoint(4, 5)) is None  # between two
    assert grid.person_at(tile.center() + QPoint(0, 5000)) is None
    assert grid.tile_of(Number("2199")) is None  # below the edge
    assert grid.tile_of(Number("9")) is None
    assert grid.person_of(Number("9")) is None


def test_a_mark_is_painted(qtbot: QtBot, grid: PeopleGrid) -> None:
    plain = grid.grab().toImage()
    grid.mark(Number("2001"))
    marked = grid.grab().toImage()
    grid.mark(Number("2001"), possible=False)
    refused = grid.grab().toImage()
    grid.mark(None)
    assert plain != marked
    assert marked != refused
    assert grid.grab().toImage() == plain


def test_a_stopped_grid_hears_nothing(grid: PeopleGrid, lamps: FakeLamps) -> None:
    grid.stop()
    assert lamps.listeners == []
