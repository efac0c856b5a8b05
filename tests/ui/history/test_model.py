"""Calls are read when they are seen, and stand where they stood while they are read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ctiapp.ui.history.lines import Spot
from ctiapp.ui.history.model import BLOCK, BLOCKS, Block, HistoryModel
from tests.ui.history.samples import TODAY, call, days, faces, leg, some

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def model(qapp: QApplication) -> HistoryModel:
    made = HistoryModel(faces())
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def listen(model: HistoryModel) -> list[Block]:
    asked: list[Block] = []
    model.wanted.connect(asked.append)
    return asked


def test_a_block_is_asked_for_once_and_then_shown(model: HistoryModel) -> None:
    asked = listen(model)
    model.set_days(days(100, 3), others=True)
    assert model.rowCount() == 105
    assert model.call(0) is None  # a heading
    assert model.call(1) is None
    assert model.call(2) is None
    assert [(block.day, block.offset, block.limit) for block in asked] == [(TODAY, 0, BLOCK)]
    model.put_block(asked[0], some(TODAY, 0, BLOCK))
    found = model.call(5)
    assert found is not None
    assert found.key == f"{TODAY}/4"
    assert model.call(100) is None
    assert (asked[1].offset, asked[1].limit) == (BLOCK, 100 - BLOCK)


def test_what_comes_for_an_older_list_is_dropped(model: HistoryModel) -> None:
    asked = listen(model)
    model.set_days(days(2), others=True)
    model.call(1)
    model.set_days(days(2), others=True)
    model.put_block(asked[0], some(TODAY, 0, 2))
    assert model.call(1) is None
    assert len(asked) == 2
    model.give_up(asked[0])
    model.call(1)
    assert len(asked) == 2  # the newer wish stands
    model.give_up(asked[1])
    model.call(1)
    assert len(asked) == 3


def test_read_anew_each_call_stands_where_it_stood_until_it_is_read(model: HistoryModel) -> None:
    asked = listen(model)
    model.set_days(days(2), others=True)
    model.call(1)
    model.put_block(asked[0], some(TODAY, 0, 2))
    model.set_days(days(3), others=False)
    assert model.call(1) is None
    assert [found and found.key for found in (model.call(2), model.call(3))] == [
        f"{TODAY}/0",
        f"{TODAY}/1",
    ]
    model.set_days(days(3), others=True)
    assert model.call(2) is None


def test_fewer_calls_than_wanted_leave_lines_blank(model: HistoryModel) -> None:
    asked = listen(model)
    model.set_days(days(3), others=True)
    model.call(1)
    model.put_block(asked[0], some(TODAY, 0, 1))
    assert model.call(1) is not None
    assert model.call(3) is None
    assert len(asked) == 1


@pytest.mark.usefixtures("qapp")
def test_what_is_remembered_is_bounded() -> None:
    model = HistoryModel(faces())
    model.set_days(days(BLOCK * (BLOCKS + 9)), others=True)
    model.wanted.connect(lambda block: model.put_block(block, some(TODAY, block.offset, BLOCK)))
    for row in range(1, model.rowCount(), BLOCK):
        model.call(row)
    assert len(model._blocks) == BLOCKS


def test_parts_are_put_below_their_call_and_taken_away(model: HistoryModel) -> None:
    model.wanted.connect(lambda block: model.put_block(block, (call(parts=2),)))
    model.set_days(days(1), others=True)
    spot = Spot(TODAY, 1)
    model.set_legs(spot, (leg(), leg(ring_s=3)))
    assert model.rowCount() == 4
    assert model.unfolded(spot)
    found = model.leg(3)
    assert found is not None
    assert found.ring_s == 3
    assert model.leg(1) is None
    assert model.call(3) == model.call(1)
    model.set_legs(spot, (leg(),))
    assert model.rowCount() == 3
    model.set_legs(spot, ())
    model.set_legs(spot, ())
    model.set_legs(Spot(TODAY, 9), (leg(),))
    assert model.rowCount() == 2
    assert not model.unfolded(spot)


def test_parts_stay_unfolded_when_newer_calls_come_and_go_with_another_choice(
    model: HistoryModel,
) -> None:
    model.wanted.connect(lambda block: model.put_block(block, some(TODAY, 0, 2)))
    model.set_days(days(1), others=True)
    model.set_legs(Spot(TODAY, 1), (leg(),))
    model.set_days(days(2), others=False)
    assert model.leg(3) == leg()
    model.set_days(days(2), others=True)
    assert model.rowCount() == 3


def test_parts_of_a_call_that_stands_elsewhere_now_are_taken_away(model: HistoryModel) -> None:
    shift = [0]
    model.wanted.connect(lambda block: model.put_block(block, some(TODAY, shift[0], 2)))
    model.set_days(days(2), others=True)
    model.set_legs(Spot(TODAY, 1), (leg(),))
    assert model.rowCount() == 4
    shift[0] = 1  # another call stands at each place
    model.set_days(days(2), others=False)
    assert model.rowCount() == 4  # nobody knows yet
    model.call(1)
    assert model.rowCount() == 3
    assert not model.unfolded(Spot(TODAY, 1))


def test_a_call_is_found_by_its_key(model: HistoryModel) -> None:
    model.wanted.connect(lambda block: model.put_block(block, some(TODAY, 0, 3)))
    model.set_days(days(3, 1), others=True)
    model.call(1)
    assert model.row_of_key(f"{TODAY}/2", 1) == 3
    assert model.row_of_key("nobody", 1) is None
    assert model.row_of_key(f"{TODAY}/2", 5) is None
    assert model.row_of_key(f"{TODAY}/2", 99) is None


def test_each_line_can_be_read_out(model: HistoryModel) -> None:
    model.wanted.connect(lambda block: model.put_block(block, (call(),)))
    model.set_days(days(1), others=True)
    model.set_legs(Spot(TODAY, 1), (leg(),))
    said = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said[0] == "Today, 1 call"
    assert str(said[1]).startswith("Answered, Joseph Goffin")
    assert str(said[2]).startswith("part of the call, Joseph Goffin → Anna Simmons")
    assert model.data(model.index(1), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_the_pointer_is_told_what_may_be_cut(model: HistoryModel) -> None:
    past = call(note="<b>all</b> of it")
    model.wanted.connect(lambda block: model.put_block(block, (past,)))
    model.set_days(days(1), others=True)
    model.set_legs(Spot(TODAY, 1), (leg(),))
    tips = [model.data(model.index(row), Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert tips[0] is None
    assert "Joseph Goffin · +1 235-497-8652 · Ticketsales. &lt;b&gt;all" in str(tips[1])
    assert "Joseph Goffin → Anna Simmons. Queue Support timed out" in str(tips[2])


def test_other_names_repaint_all(model: HistoryModel) -> None:
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.refresh()
    assert changed == []
    model.set_days(days(2), others=True)
    model.refresh()
    assert changed == [(0, 2)]
