"""The long list under keys, clicks and new readings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ctiapp.ui.history.callmenu import Do
from ctiapp.ui.history.lines import CALL, HEADING, Spot
from ctiapp.ui.history.list import HistoryList
from ctiapp.ui.history.model import HistoryModel
from ctiapp.ui.history.painter import TWISTY
from tests.ui.history.samples import TODAY, days, faces, leg, some

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ctiapp.ui.history.model import Block

pytestmark = pytest.mark.usefixtures("scheme")

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


class Stage:
    """A list of calls that are read at once; ``parts`` of each."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.parts = 1
        self.shift = 0
        self.model = HistoryModel(faces())
        self.model.wanted.connect(self.read)
        self.list = HistoryList(self.model)
        qtbot.addWidget(self.list)
        self.list.resize(1000, 500)
        self.list.show()
        self.list.activateWindow()
        self.list.setFocus()

    def read(self, block: Block) -> None:
        found = some(block.day, block.offset + self.shift, block.limit, parts=self.parts)
        self.model.put_block(block, found)

    def show(self, *counts: int, others: bool = True) -> None:
        self.model.set_days(days(*counts), others=others)
        self.list.grab()

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.list, key, modifier)

    def at(self, row: int, x: int = 200) -> QPoint:
        box = self.list.visualRect(self.model.index(row))
        return QPoint(x, box.center().y())

    def click(self, row: int, x: int = 200, *, twice: bool = False) -> None:
        view = self.list.viewport()
        self.qtbot.mouseClick(view, LEFT, pos=self.at(row, x))
        if twice:
            self.qtbot.mouseDClick(view, LEFT, pos=self.at(row, x))

    @property
    def row(self) -> int:
        return self.list.currentIndex().row()

    def heard(self, signal: Any) -> list[Any]:
        told: list[Any] = []
        signal.connect(lambda *news: told.append(news if len(news) > 1 else news[0]))
        return told


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_the_keyboard_goes_from_call_to_call_over_the_headings(stage: Stage) -> None:
    stage.show(2, 2)
    stage.press(Key.Key_Down)
    rows = [stage.row]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        stage.press(key)
        rows.append(stage.row)
    assert rows == [1, 2, 4, 5, 5]
    stage.press(Key.Key_Up)
    stage.press(Key.Key_Up)
    assert stage.row == 2
    stage.press(Key.Key_End)
    assert stage.row == 5
    stage.press(Key.Key_Home)
    assert stage.row == 1


def test_pages_go_down_and_up_and_the_current_call_is_seen(stage: Stage) -> None:
    stage.show(200)
    stage.press(Key.Key_Home)
    for _ in range(3):
        stage.press(Key.Key_PageDown)
    assert stage.row > 15
    seen = stage.list.viewport().rect()
    assert seen.contains(stage.list.visualRect(stage.list.currentIndex()))
    stage.press(Key.Key_PageUp)
    stage.press(Key.Key_PageUp)
    stage.press(Key.Key_PageUp)
    assert stage.row == 1
    assert stage.list.verticalOffset() == 0  # the heading above it is seen as well
    stage.press(Key.Key_End)
    stage.press(Key.Key_PageDown)
    assert stage.row == 200


def test_up_from_the_first_call_leaves_the_list(stage: Stage) -> None:
    stage.show(2)
    left: list[str] = []
    stage.list.left_up.connect(lambda: left.append("up"))
    stage.list.choose(1)
    stage.press(Key.Key_Up)
    assert left == ["up"]
    assert stage.row == 1


def test_enter_and_two_clicks_call(stage: Stage) -> None:
    stage.show(3)
    called = stage.heard(stage.list.called)
    stage.list.choose(2)
    stage.press(Key.Key_Return)
    stage.click(3, twice=True)
    assert [call.key for call in called] == [f"{TODAY}/1", f"{TODAY}/2"]
    assert stage.row == 3


def test_two_clicks_on_two_calls_call_nobody(stage: Stage) -> None:
    """A newer one came in between: under the pointer there is another."""
    stage.show(3)
    called = stage.heard(stage.list.called)
    spot = stage.at(3)
    stage.click(3)
    stage.shift = -1
    stage.show(4, others=False)
    assert stage.at(4) == spot + (stage.at(4) - stage.at(3))
    stage.qtbot.mouseDClick(stage.list.viewport(), LEFT, pos=spot)
    assert called == []


def test_a_heading_is_neither_chosen_nor_called(stage: Stage) -> None:
    stage.show(3)
    called = stage.heard(stage.list.called)
    stage.list.setCurrentIndex(QModelIndex())
    stage.click(0, twice=True)
    stage.press(Key.Key_Return)
    assert called == []
    assert not stage.list.selectedIndexes()


def test_keys_ask_and_letters_search(stage: Stage) -> None:
    stage.show(3)
    asked, typed = stage.heard(stage.list.asked), stage.heard(stage.list.typed)
    control = Qt.KeyboardModifier.ControlModifier
    stage.press(Key.Key_C, control)  # no call is chosen
    stage.list.choose(1)
    for key in (Key.Key_C, Key.Key_P, Key.Key_S, Key.Key_Q):
        stage.press(key, control)
    stage.press(Key.Key_G)
    assert [what for _, what in asked] == [Do.COPY, Do.PLAY, Do.SAVE]
    assert typed == ["g"]


def test_right_and_left_unfold_and_fold(stage: Stage) -> None:
    stage.parts = 2
    stage.show(2)
    wanted = stage.heard(stage.list.fold_wanted)
    stage.press(Key.Key_Right)  # no call is chosen
    stage.list.choose(1)
    stage.press(Key.Key_Left)
    stage.press(Key.Key_Right)
    assert [(spot, on) for spot, _, on in wanted] == [(Spot(TODAY, 2), True)]
    stage.model.set_legs(Spot(TODAY, 2), (leg(), leg()))
    stage.list.grab()
    stage.press(Key.Key_Right)
    assert len(wanted) == 1
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Down)
    assert stage.row == 3
    stage.press(Key.Key_Left)
    assert (stage.row, wanted[-1][2]) == (1, False)


def test_a_call_of_one_part_has_nothing_to_unfold(stage: Stage) -> None:
    stage.show(2)
    wanted = stage.heard(stage.list.fold_wanted)
    stage.list.choose(1)
    stage.press(Key.Key_Right)
    stage.click(1, x=10)
    assert wanted == []


def test_a_click_on_the_twisty_unfolds_and_one_elsewhere_does_not(stage: Stage) -> None:
    stage.parts = 3
    stage.show(2)
    wanted, called = stage.heard(stage.list.fold_wanted), stage.heard(stage.list.called)
    stage.click(1)
    assert wanted == []
    stage.click(1, x=TWISTY - 4)
    assert wanted[-1][2] is True
    stage.model.set_legs(Spot(TODAY, 2), (leg(),))
    stage.list.grab()
    stage.qtbot.mouseDClick(stage.list.viewport(), LEFT, pos=stage.at(1, 10))
    assert wanted[-1][2] is False
    assert called == []


def test_the_menu_opens_at_the_call_that_is_meant(stage: Stage) -> None:
    stage.show(3)
    menus = stage.heard(stage.list.menu_wanted)
    view = stage.list.viewport()

    def open_menu(reason: QContextMenuEvent.Reason, spot: QPoint) -> None:
        event = QContextMenuEvent(reason, spot, view.mapToGlobal(spot))
        QApplication.sendEvent(view, event)

    open_menu(QContextMenuEvent.Reason.Mouse, stage.at(2))
    open_menu(QContextMenuEvent.Reason.Mouse, stage.at(0))
    stage.list.setCurrentIndex(QModelIndex())
    open_menu(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    stage.list.choose(3)
    open_menu(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    assert [call.key for call, _ in menus] == [f"{TODAY}/1", f"{TODAY}/2"]
    where = view.mapFromGlobal(menus[1][1])
    assert stage.list.visualRect(stage.list.currentIndex()).contains(where)


def test_newer_calls_move_neither_what_is_seen_nor_the_keyboard(stage: Stage) -> None:
    stage.show(100)
    stage.list.choose(50)
    before = stage.list.visualRect(stage.list.currentIndex())
    called = stage.heard(stage.list.called)
    stage.shift = -2  # two newer ones came above
    stage.show(102, others=False)
    assert stage.row == 52
    assert stage.list.visualRect(stage.list.currentIndex()) == before
    stage.press(Key.Key_Return)
    assert called[0].key == f"{TODAY}/49"


def test_a_call_that_moved_within_its_day_is_followed_and_one_that_is_gone_is_not_called(
    stage: Stage,
) -> None:
    stage.show(10)
    stage.list.choose(5)
    assert stage.list.current is not None
    key = stage.list.current.key
    stage.shift = -1  # one line came in behind it: it stands one further down than thought
    stage.show(10, others=False)
    current = stage.list.current
    assert current is not None
    assert current.key == key
    stage.shift = 400
    stage.show(10, others=False)
    assert stage.list.current is None
    stage.list.choose(2)
    stage.show(10, others=False)
    assert stage.row == 2


def test_what_stood_at_the_top_stays_there(stage: Stage) -> None:
    stage.show(100)
    bar = stage.list.verticalScrollBar()
    bar.setValue(HEADING + 20 * CALL + 7)
    stage.show(103, others=False)
    assert bar.value() == HEADING + 23 * CALL + 7
    bar.setValue(0)
    stage.show(104, others=False)
    assert bar.value() == 0


def test_who_comes_by_tab_stands_on_the_newest_call(stage: Stage) -> None:
    stage.list.clearFocus()
    stage.show(3)
    stage.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert stage.row == 1


def test_every_kind_of_line_is_painted(stage: Stage) -> None:
    stage.parts = 2
    stage.show(2)
    stage.list.choose(1)
    plain = stage.list.grab().toImage()
    stage.model.set_legs(Spot(TODAY, 2), (leg(recording="a.wav"),))
    unfolded = stage.list.grab().toImage()
    stage.qtbot.mouseMove(stage.list.viewport(), stage.at(3))
    stage.list.choose(1)  # a click of the test before may still be held
    hovered = stage.list.grab().toImage()
    stage.list.choose(3)
    chosen = stage.list.grab().toImage()
    images = [plain, unfolded, hovered, chosen]
    assert [one != other for one, other in pairwise(images)] == [True, True, True]
    QApplication.sendEvent(stage.list, _leave())
    assert stage.list._hover == -1


def _leave() -> Any:
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


def test_a_screen_reader_is_told_the_lines_and_where_they_stand(stage: Stage) -> None:
    stage.show(2, 1)
    told = QAccessible.queryAccessibleInterface(stage.list)
    assert told is not None
    assert (told.role(), told.childCount()) == (QAccessible.Role.List, 5)
    lines = [told.child(row) for row in range(5)]
    said = [line.text(QAccessible.Text.Name) for line in lines]
    assert said[0] == "Today, 2 calls"
    assert said[1].startswith("Answered, Joseph Goffin")
    corner = stage.list.viewport().mapToGlobal(QPoint(0, 0))
    box = stage.list.visualRect(stage.model.index(4)).translated(corner)
    assert lines[4].rect() == box


def test_what_is_not_read_yet_has_its_shape(qtbot: QtBot) -> None:
    model = HistoryModel(faces())
    view = HistoryList(model)
    qtbot.addWidget(view)
    view.resize(1000, 500)
    view.show()
    empty = view.grab().toImage()
    model.set_days(days(2), others=True)
    assert view.grab().toImage() != empty


def test_only_what_is_seen_is_read_however_long_the_list(stage: Stage) -> None:
    asked = stage.heard(stage.model.wanted)
    stage.show(*[2000] * 100)
    assert len(asked) == 1
    stage.list.verticalScrollBar().setValue(5_000_000)
    stage.list.grab()
    assert len(asked) <= 3
    index = stage.list.indexAt(QPoint(100, 100))
    assert index.row() > 90_000
    assert not stage.list.isIndexHidden(index)
    assert stage.list.visualRegionForSelection(stage.list.selectionModel().selection()).isEmpty()
    stage.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
    middle = stage.list.visualRect(index).center().y()
    assert abs(middle - stage.list.viewport().height() // 2) <= 1
    stage.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
    assert stage.list.visualRect(index).top() in (0, HEADING)
    assert stage.list.visualRect(QModelIndex()) == QRect()
    assert stage.list.horizontalOffset() == 0
