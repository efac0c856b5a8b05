"""Queues, contacts, agents and whoever is found: each becomes a place that a call can go to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ctiapp.model.ids import QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture
from ctiapp.ui.calls.view import CallsPlace
from ctiapp.ui.keymap import Action, Keymap
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.people.reach import Reach
from ctiapp.ui.queues.view import QueuesPlace
from ctiapp.ui.queues.viewmodel import board_faces
from ctiapp.ui.search.controller import SearchController
from tests.ui.agent.sheets import queue
from tests.ui.contacts.people import scene
from tests.ui.fakes import until
from tests.ui.people.conftest import ANNA, TALK, Stage

if TYPE_CHECKING:
    from ctiapp.ui.people.strip import SmallCard
    from ctiapp.ui.queues.controller import QueuesController

pytestmark = pytest.mark.usefixtures("clock", "english")
SUPPORT = Number("6402")
LEFT = Qt.MouseButton.LeftButton


class Queues(QObject):
    """Counts how often the place of the queues is drawn anew."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def show_picture(self) -> None:
        self.count += 1


def carry(card: SmallCard, spot: QPoint) -> None:
    """Press on a card, and move to a point of the screen with the button down."""
    QTest.mousePress(card, LEFT, pos=QPoint(60, 20))
    for at in (card.mapToGlobal(QPoint(80, 40)), spot):
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(card.mapFromGlobal(at)),
            QPointF(at),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(card, moved)


async def queues_of(stage: Stage) -> tuple[Reach, QueuesPlace, Queues]:
    """The place of the queues with Support in it, on the screen."""
    place, told = QueuesPlace(), Queues()
    stage.window.add_page(place)
    picture = AgentPicture(queues=(queue(),))
    place.show_boards(board_faces(picture), QueueId("id-6402"), live=True)
    reach = Reach(stage.people.sending, stage.world.services)
    reach.serve_queues(cast("QueuesController", told), place)
    stage.window.show_page(place, Place.QUEUES)
    await until(lambda: place.board.tile_of(SUPPORT) is not None)
    return reach, place, told


async def test_a_call_above_the_queues_is_carried_to_one(stage: Stage) -> None:
    reach, place, told = await queues_of(stage)
    strip = reach.strip
    assert strip is not None
    await until(strip.cards[0].isVisible)
    box = place.board.tile_of(SUPPORT)
    assert box is not None
    carry(strip.cards[0], box.center())
    label = stage.people.sending.carrier.label
    assert label is not None
    assert label.said.startswith("Transfer Joseph Goffin to Support, 6402")
    assert place.board.cards[0].marked is True
    QTest.mouseRelease(strip.cards[0], LEFT, pos=strip.cards[0].mapFromGlobal(box.center()))
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 6402")]
    assert told.count == 1  # what came meanwhile is shown


async def test_a_key_asks_at_the_card_of_a_queue(stage: Stage) -> None:
    _, place, _ = await queues_of(stage)
    place.board.cards[0].setFocus()
    assert stage.people.key(Action.TRANSFER)
    assert "Transfer Joseph Goffin to Support, 6402" in stage.question
    QTest.keyClick(place.board.cards[0], Qt.Key.Key_Return)
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 6402")]


async def test_on_the_full_screen_no_calls_stand_above_the_queues(stage: Stage) -> None:
    reach, place, _ = await queues_of(stage)
    strip = reach.strip
    assert strip is not None
    place.set_full(True)
    reach.show_cards((TALK,))
    assert not strip.isVisible()
    place.set_full(False)
    assert strip.isVisible()
    strip.picked.emit("1")
    assert stage.world.desk.chosen == ["1"]


async def test_the_small_list_of_the_calls_asks_too(stage: Stage) -> None:
    place = CallsPlace(Keymap().first, stage.world.lamps)
    stage.window.add_page(place)
    reach = Reach(stage.people.sending, stage.world.services)
    reach.serve_calls(place)
    place.show_people(stage.world.directory.extensions, None)
    stage.window.show_page(place, Place.CALLS)
    await until(lambda: place.people.tile_of(ANNA) is not None)
    place.people.setFocus()
    place.people.choose(ANNA)
    assert stage.people.key(Action.TRANSFER)
    place.show_people((), None)
    assert place.people.people.extensions  # nobody slides away below the question
    assert stage.people.escape()
    await until(lambda: not place.people.people.extensions)
    place.stop()


async def test_the_list_of_contacts_asks_and_stands_still(stage: Stage) -> None:
    async with scene() as on:
        await on.listed(1)
        reach = Reach(stage.people.sending, stage.world.services)
        reach.serve_contacts(on.contacts)
        stage.window.hide()  # the place stands in a window of its own here
        contacts: Any = on.page.list
        contacts.setFocus()
        contacts.setCurrentIndex(contacts.contacts.index(0))
        assert stage.people.key(Action.TRANSFER)
        assert "Transfer Joseph Goffin to Anna Berg, " in stage.question
        on.page.wanted.emit(on.page.scope, "crane")
        assert stage.people.sending.question is None
        await until(lambda: on.names == ["Bob Crane"])


async def test_the_arrows_ask_about_the_next_number_of_a_contact(stage: Stage) -> None:
    """The question names one of several; it is the one that is sent to, and remembered."""
    async with scene() as on:
        await on.listed(1)
        Reach(stage.people.sending, stage.world.services).serve_contacts(on.contacts)
        stage.window.hide()  # the place stands in a window of its own here
        contacts: Any = on.page.list
        contacts.setFocus()
        contacts.setCurrentIndex(contacts.contacts.index(0))
        stage.people.key(Action.TRANSFER)
        assert "to Anna Berg, Business phone +49 30 1111" in stage.question
        assert "another number (1 of 2)" in stage.question
        QTest.keyClick(contacts, Qt.Key.Key_Right)
        assert "to Anna Berg, Mobile +49 1701111" in stage.question
        assert "another number (2 of 2)" in stage.question
        stage.people.show_cards(stage.world.desk.cards)  # it stays the one that was turned to
        QTest.keyClick(contacts, Qt.Key.Key_Right)
        assert "Business phone" in stage.question
        QTest.keyClick(contacts, Qt.Key.Key_Left)
        assert on.page.list.current.name == "Anna Berg"  # type: ignore[union-attr]
        QTest.keyClick(contacts, Qt.Key.Key_Return)
        await until(lambda: bool(stage.orders))
        assert stage.orders == [("transfer", "1 +491701111")]
        assert stage.world.directory.reached == [("company:1", "+491701111")]


async def test_with_one_number_the_arrows_are_not_for_the_question(stage: Stage) -> None:
    async with scene() as on:
        await on.listed(1)
        Reach(stage.people.sending, stage.world.services).serve_contacts(on.contacts)
        stage.window.hide()
        contacts: Any = on.page.list
        contacts.setFocus()
        contacts.setCurrentIndex(contacts.contacts.index(1))
        stage.people.key(Action.TRANSFER)
        assert "another number" not in stage.question
        before = stage.question
        QTest.keyClick(contacts, Qt.Key.Key_Right)
        assert stage.question == before
        assert stage.people.escape()


async def test_whoever_is_found_is_a_target_and_stays_while_a_call_is_taken(stage: Stage) -> None:
    box, results = stage.window.search, stage.window.results
    search = SearchController(box, results, stage.world.services, stage.tasks, stage.told.append)
    reach = Reach(stage.people.sending, stage.world.services)
    reach.serve_search(search, results)
    strip = stage.people.strip
    assert strip is not None
    box.setFocus()
    QTest.keyClicks(box, "anna")
    row = results.rows[0]
    await until(row.isVisible)
    carry(strip.cards[0], row.mapToGlobal(row.rect().center()))
    assert row.target is True
    search.refresh()
    assert row.isVisible()
    QTest.mouseRelease(
        strip.cards[0], LEFT, pos=strip.cards[0].mapFromGlobal(row.mapToGlobal(QPoint(40, 9)))
    )
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 2008")]
    assert box.hasFocus() or not results.isVisible()
