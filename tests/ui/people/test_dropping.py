"""A call that is let go on somebody: done, or asked by which of their numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ctiapp.model.call import EndReason
from ctiapp.model.commands import Verb
from ctiapp.model.directory import ContactNumber, PersonKey
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.people.dropping import Dropping
from ctiapp.ui.people.offers import SENDING, offer, offer_several
from ctiapp.ui.people.ways import WaysMenu, outsider
from tests.ui.fakes import card, ended

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import Person
    from ctiapp.ui.people.offers import Offer

pytestmark = pytest.mark.usefixtures("scheme", "english")
TALK = card("1", actions=SENDING)
NUMBERS = (
    ContactNumber("mobile", Number("+491701111")),
    ContactNumber("business", Number("+49301111")),
)
ANNA = outsider("Anna Berg", NUMBERS, PersonKey("company:1"))
assert ANNA is not None


class Carrier(QObject):
    """Lets go where it is told to."""

    dropped = Signal(object)
    spot = QPoint(40, 40)


class Stage:
    """A call, what speaks against a number, and what came of a drop."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.cards: dict[str, Card] = {"1": TALK}
        self.against = ""
        self.carrier = Carrier()
        self.dropping = Dropping(self.window, self._card, self._offer, self.carrier)  # type: ignore[arg-type]
        self.meant: list[Offer] = []
        self.missed = 0
        self.dropping.meant.connect(self.meant.append)
        self.dropping.missed.connect(self._on_missed)

    def _on_missed(self) -> None:
        self.missed += 1

    def _card(self, call_id: CallId) -> Card | None:
        return self.cards.get(call_id)

    def _offer(self, talk: Card, who: Person, verb: Verb) -> Offer:
        return offer(talk, who, verb, self.against)

    def drop(self, verb: Verb = Verb.TRANSFER) -> WaysMenu:
        assert ANNA is not None
        self.carrier.dropped.emit(offer_several(TALK, ANNA, verb))
        assert self.dropping.menu is not None
        return self.dropping.menu


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_with_one_number_it_is_done_at_once(stage: Stage) -> None:
    one = outsider("Anna Berg", NUMBERS[:1], PersonKey("company:1"))
    assert one is not None
    made = offer(TALK, one, Verb.TRANSFER)
    stage.carrier.dropped.emit(made)
    assert stage.meant == [made]
    assert stage.dropping.menu is None


@pytest.mark.parametrize("verb", [Verb.TRANSFER, Verb.CONSULT])
def test_of_several_the_chosen_one_is_sent_to(stage: Stage, verb: Verb) -> None:
    """Nothing is done before one is chosen."""
    menu = stage.drop(verb)
    assert stage.meant == []
    assert "Anna Berg" in menu.accessibleName()
    QTest.keyClick(menu, Qt.Key.Key_2)
    (made,) = stage.meant
    assert (made.verb, made.number, made.key) == (verb, NUMBERS[1].number, "company:1")
    assert made.several is None
    assert "Business phone" in text.bare(made.headline)
    assert stage.dropping.menu is None


def test_esc_does_nothing(stage: Stage) -> None:
    QTest.keyClick(stage.drop(), Qt.Key.Key_Escape)
    assert (stage.meant, stage.missed, stage.dropping.menu) == ([], 0, None)


def test_whoever_is_in_the_call_by_one_number_cannot_be_sent_to_there(stage: Stage) -> None:
    """The line says why; the other one has the keyboard."""
    stage.cards["1"] = replace(TALK, number=NUMBERS[0].number)
    menu = stage.drop()
    first = menu.actions()[2]
    assert not first.isEnabled()
    assert "(in this call already)" in text.bare(first.text())
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [made.number for made in stage.meant] == [NUMBERS[1].number]


def test_what_has_become_another_thing_is_not_done(stage: Stage) -> None:
    """The menu may stand open for long."""
    menu = stage.drop()
    stage.against = "Calls there may cost a lot"
    QTest.keyClick(menu, Qt.Key.Key_1)
    assert (stage.meant, stage.missed) == ([], 1)


def test_the_menu_goes_with_its_call(stage: Stage) -> None:
    menu = stage.drop()
    stage.dropping.refresh()
    assert menu.isVisible()
    stage.cards["1"] = ended(TALK, EndReason.HUNG_UP)
    stage.dropping.refresh()
    assert stage.dropping.menu is None
    assert (stage.meant, stage.missed) == ([], 0)
