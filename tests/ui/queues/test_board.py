"""The cards beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt

from ctiapp.model.ids import QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture
from ctiapp.ui.queues.board import Board, columns_for
from ctiapp.ui.queues.card import HEIGHT
from ctiapp.ui.queues.viewmodel import board_faces
from tests.ui.agent.sheets import queue

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme", "clock")


def made(qtbot: QtBot, count: int, size: QSize | None = None) -> Board:
    """A board of so many queues."""
    board = Board()
    qtbot.addWidget(board)
    board.resize(size or QSize(1100, 500))
    put(board, count)
    board.show()
    return board


def put(board: Board, count: int) -> None:
    """So many queues, the first one chosen."""
    queues = tuple(queue(f"64{n:02}") for n in range(count))
    board.show_faces(board_faces(AgentPicture(queues=queues)), QueueId("id-6400"), live=True)


@pytest.mark.parametrize(
    ("count", "size", "columns"),
    [(1, (1100, 0), 1), (2, (1100, 0), 2), (12, (1100, 0), 3), (12, (500, 0), 1)],
)
def test_in_the_window_as_many_as_there_is_room_for(
    count: int, size: tuple[int, int], columns: int
) -> None:
    """None is squeezed."""
    assert columns_for(count, QSize(*size), full=False) == columns


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (12, 4)])
def test_on_the_full_screen_as_big_as_they_can_be(count: int, columns: int) -> None:
    """All of them seen at once."""
    assert columns_for(count, QSize(1888, 1000), full=True) == columns


def test_on_the_full_screen_nothing_is_scrolled(qtbot: QtBot) -> None:
    """The cards share the room; in the window they have their height again."""
    board = made(qtbot, 6, QSize(1800, 900))
    board.set_full(True)
    assert all(
        board.viewport().rect().contains(card.geometry()) and card.height() > HEIGHT
        for card in board.cards
    )
    board.set_full(False)
    assert {card.height() for card in board.cards} == {HEIGHT}


def test_cards_come_and_go(qtbot: QtBot) -> None:
    """And do not lie on each other."""
    board = made(qtbot, 3)
    put(board, 5)
    boxes = [card.geometry() for card in board.cards]
    assert len(boxes) == 5
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    assert board.needed_height(1100) == 2 * HEIGHT + 8
    put(board, 0)
    assert board.cards == []


def test_many_queues_take_their_time(qtbot: QtBot, clock: Clock) -> None:
    """One question a second: with a dozen queues none is old after twenty seconds; alone it is."""
    board = made(qtbot, 12)
    clock.now_s += 20
    assert not any(card.old for card in board.cards)
    clock.now_s += 20
    assert all(card.old for card in board.cards)
    clock.now_s -= 20
    put(board, 1)
    assert board.cards[0].old


def test_a_click_chooses(qtbot: QtBot) -> None:
    """One at a time."""
    board = made(qtbot, 3)
    with qtbot.waitSignal(board.chosen) as told:
        qtbot.mouseClick(board.cards[1], Qt.MouseButton.LeftButton)

    assert told.args == [QueueId("id-6401")]
    assert [card.isChecked() for card in board.cards] == [False, True, False]


def test_arrows_go_through_the_queues(qtbot: QtBot) -> None:
    """As in any group of which one is chosen."""
    board = made(qtbot, 3)
    board.window().activateWindow()
    board.cards[0].setFocus()
    qtbot.waitUntil(board.cards[0].hasFocus)
    with qtbot.waitSignal(board.chosen) as told:
        qtbot.keyClick(board.cards[0], Qt.Key.Key_Right)

    assert told.args == [QueueId("id-6401")]
    assert board.cards[1].hasFocus()


def test_a_call_can_go_to_the_queue_whose_card_it_is_over(qtbot: QtBot) -> None:
    board = made(qtbot, 3)
    second = Number("6401")
    box = board.tile_of(second)
    assert box is not None
    who = board.person_at(box.center())
    assert who is not None
    assert who.number == second
    assert who.name.endswith(", 6401")
    assert board.person_of(second) == who
    assert board.person_at(box.topLeft() - QPoint(4, 4)) is None  # between two
    assert board.person_of(Number("9")) is None
    assert board.tile_of(Number("9")) is None

    board.mark(second, possible=False)
    assert [card.marked for card in board.cards] == [None, False, None]
    assert not board.grab().isNull()
    board.mark(None)
    assert [card.marked for card in board.cards] == [None, None, None]


def test_the_keyboard_stands_on_a_queue_or_on_none(qtbot: QtBot) -> None:
    board = made(qtbot, 12, QSize(400, 300))
    assert board.aimed_at is None
    assert board.tile_of(Number("6411")) is None  # scrolled away
    board.cards[11].setFocus()
    assert board.aimed_at == Number("6411")
    board.bring_forward()
    assert board.tile_of(Number("6411")) is not None
