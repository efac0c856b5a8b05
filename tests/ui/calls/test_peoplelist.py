"""The people: called by click and by Enter; ten thousand of them cost what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.directory import LineState, Presence
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui.agent.looks import PRESENCES
from ctiapp.ui.calls.people import Lamp
from ctiapp.ui.calls.peoplelist import LOOKS, PeopleList, lamp_word
from tests.ui.fakes import FakeDirectory, FakeLamps

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def lamps() -> FakeLamps:
    return FakeLamps()


@pytest.fixture
def people(qtbot: QtBot, lamps: FakeLamps) -> PeopleList:
    made = PeopleList(lamps)
    qtbot.addWidget(made)
    made.resize(780, 300)
    names = [(f"Person {i}", str(2000 + i)) for i in range(20)]
    made.people.set_extensions(FakeDirectory(*names).extensions)
    made.show()
    qtbot.waitUntil(lambda: made.visualRect(made.model().index(19, 0)).height() > 0)
    return made


def test_the_model_keeps_qts_rules(
    qtbot: QtBot, people: PeopleList, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(people.people)


def test_enter_calls_and_so_does_a_click(qtbot: QtBot, people: PeopleList) -> None:
    called: list[Number] = []
    people.called.connect(called.append)
    people.setCurrentIndex(people.model().index(3, 0))
    qtbot.keyClick(people, Qt.Key.Key_Return)
    spot = people.visualRect(people.model().index(5, 0)).center()
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert called == [Number("2003"), Number("2005")]


def test_arrows_walk_the_grid(qtbot: QtBot, people: PeopleList) -> None:
    people.setCurrentIndex(people.model().index(0, 0))
    qtbot.keyClick(people, Qt.Key.Key_Right)
    assert people.currentIndex().row() == 1
    qtbot.keyClick(people, Qt.Key.Key_Down)
    assert people.currentIndex().row() == 5


def test_a_lamp_is_read_when_it_is_asked_for(people: PeopleList, lamps: FakeLamps) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    index = people.model().index(0, 0)
    assert index.data(spoken) == "Person 0, 2000, Not known"

    lamps.light("2000", changes.Lamp(LineState.BUSY))
    assert index.data(spoken) == "Person 0, 2000, On a call"


def test_many_lamps_cost_one_paint(people: PeopleList, lamps: FakeLamps) -> None:
    for number in range(200):
        lamps.light(str(2000 + number), changes.Lamp(LineState.RINGING))

    assert people._pause.isActive()
    people.stop()
    assert lamps.listeners == []
    assert not people._pause.isActive()


def test_ten_thousand_are_shown_and_only_the_seen_ones_asked_for(qtbot: QtBot) -> None:
    asked: list[str] = []

    class Counting(FakeLamps):
        def lamp(self, number: Number) -> changes.Lamp | None:
            asked.append(number.text)
            return None

    people = PeopleList(Counting())
    qtbot.addWidget(people)
    people.resize(780, 300)
    names = [(f"Person {i}", str(10_000 + i)) for i in range(10_000)]
    people.people.set_extensions(FakeDirectory(*names).extensions)
    people.show()
    qtbot.waitUntil(lambda: people.visualRect(people.model().index(9_999, 0)).height() > 0)
    people.grab()

    assert people.people.rowCount() == 10_000
    assert 0 < len(set(asked)) < 60


def test_every_lamp_has_a_word_and_a_look_of_its_own() -> None:
    assert len({lamp_word(lamp) for lamp in LOOKS}) == len(LOOKS) == len(Lamp)
    assert len({shape for shape, _ in LOOKS.values()}) == len(LOOKS)


def test_a_presence_has_the_same_shape_as_in_the_header() -> None:
    for lamp in Lamp:
        if lamp.value in {presence.value for presence in Presence} - {"unknown"}:
            _, shape = PRESENCES[Presence(lamp.value)]
            assert LOOKS[lamp][0] is shape
