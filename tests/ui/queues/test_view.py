"""The place: cards above, the chosen queue's callers and agents below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.agents import QueueLoad
from ctiapp.model.ids import QueueId
from ctiapp.services.agentfacts import AgentPicture, QueueFacts, Standing
from ctiapp.ui.queues.card import HEIGHT
from ctiapp.ui.queues.view import QueuesPlace
from ctiapp.ui.queues.viewmodel import Column, board_faces
from tests.ui.agent.sheets import agent, other, queue, waiting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "clock")

SUPPORT = queue(waiting=waiting(30), agents=(agent(), other("2008", Standing.BUSY)), managed=True)
NIGHT = queue("6405", "Night", agents=(), load_told=None)


def put(place: QueuesPlace, *queues: QueueFacts, chosen: int = 0) -> None:
    """Show these queues."""
    which = queues[chosen].queue_id if queues else None
    place.show_boards(board_faces(AgentPicture(queues=queues)), which, live=True)
    if queues:
        place.show_queue(queues[chosen], Column.STATE, downwards=False)


@pytest.fixture
def place(qtbot: QtBot) -> QueuesPlace:
    """Two queues."""
    made = QueuesPlace()
    qtbot.addWidget(made)
    made.resize(1116, 748)
    put(made, SUPPORT, NIGHT)
    made.show()
    return made


def test_the_chosen_queue_is_told_below(place: QueuesPlace) -> None:
    """Its callers and agents; that one may do something for them."""
    assert len(place.board.cards) == 2
    assert place.callers.callers.rowCount() == 1
    assert place.agents.agents.rowCount() == 2
    assert place.agents.accessibleName() == "Agents of Support"
    assert "Enter" in place.agents.accessibleDescription()


def test_what_is_not_known_or_not_there_says_so(place: QueuesPlace) -> None:
    """Never an empty box."""
    put(place, SUPPORT, NIGHT, chosen=1)
    assert place._no_callers.text() == "Not known now: the PBX has not told."
    assert place._no_agents.isVisible()
    assert not place.callers.isVisible()
    assert not place.agents.isVisible()
    put(place, queue())
    assert place._no_callers.text() == "Nobody waits, rings or talks here now."
    assert place.agents.accessibleDescription().startswith("Only to look at")


def test_who_is_only_counted_is_said_to_wait(place: QueuesPlace) -> None:
    """Never that nobody is there, where the PBX does not tell who is."""
    six, none = (QueueLoad.of_count(QueueId("id-6402"), count) for count in (6, 0))
    put(place, queue(load=six))
    assert place._no_callers.isVisible()
    assert place._no_callers.text().startswith("6 waiting. This PBX does not tell who they are")
    put(place, queue(load=none))
    assert place._no_callers.text().startswith("Nobody waits here now. This PBX does not tell")


def test_no_queue_at_all_says_why(place: QueuesPlace) -> None:
    """And offers no full screen of nothing."""
    put(place)
    assert place._empty.isVisible()
    assert not place.full.isEnabled()


def test_sorting_goes_through_the_columns_by_key(place: QueuesPlace, qtbot: QtBot) -> None:
    """The heading needs a mouse; this button does not."""
    assert place.sort.accessibleName() == "Sorted by State; press to sort by the next column"
    with qtbot.waitSignal(place.sorted) as told:
        qtbot.keyClick(place.sort, Qt.Key.Key_Space)
    assert told.args == [Column.SINCE]
    place.show_queue(SUPPORT, Column.PHONE, downwards=False)
    with qtbot.waitSignal(place.sorted) as told:
        qtbot.mouseClick(place.sort, Qt.MouseButton.LeftButton)
    assert told.args == [Column.NAME]


def test_the_full_screen_has_the_cards_alone(place: QueuesPlace, qtbot: QtBot) -> None:
    """As big as they can be; the button then says how to leave."""
    place.set_full_key("Ctrl+Shift+F")
    assert place.full.accessibleName() == "Full screen, Ctrl+Shift+F"
    with qtbot.waitSignal(place.full_wanted):
        qtbot.mouseClick(place.full, Qt.MouseButton.LeftButton)
    place.set_full(True)
    assert not place.agents.isVisible()
    assert place.full.accessibleName() == "Leave full screen, Esc"
    qtbot.waitUntil(lambda: all(card.height() > 2 * HEIGHT for card in place.board.cards))
    place.set_full(False)
    assert place.agents.isVisible()
    qtbot.waitUntil(lambda: {card.height() for card in place.board.cards} == {HEIGHT})


def test_many_queues_leave_room_for_the_agents(place: QueuesPlace, qtbot: QtBot) -> None:
    """The cards are scrolled; a click on one of them is told."""
    put(place, *(queue(f"64{n:02}") for n in range(12)))
    qtbot.waitUntil(lambda: place.agents.height() > 120)
    with qtbot.waitSignal(place.chosen) as told:
        qtbot.mouseClick(place.board.cards[11], Qt.MouseButton.LeftButton)
    assert told.args == [QueueId("id-6411")]


def test_it_tells_whether_it_is_seen(place: QueuesPlace, qtbot: QtBot) -> None:
    """Only then are calls of queues asked for often."""
    with qtbot.waitSignal(place.seen) as told:
        place.hide()
    assert told.args == [False]
    with qtbot.waitSignal(place.seen) as told:
        place.show()
    assert told.args == [True]


def test_the_keyboard_begins_at_the_chosen_card(place: QueuesPlace, qtbot: QtBot) -> None:
    """From there Tab leads to callers and agents."""
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.focus_first()
    assert place.board.cards[0].hasFocus()
    seen: list[QWidget] = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        found = QApplication.focusWidget()
        assert found is not None
        seen.append(found)
    assert seen == [place.callers, place.sort, place.agents]
