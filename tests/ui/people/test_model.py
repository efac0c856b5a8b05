"""The people as rows: who they are is held, how they stand is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ctiapp.model.directory import Extension, LineState
from ctiapp.model.engagement import Doing, Engagement
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui.calls.people import Lamp
from ctiapp.ui.people.model import PeopleModel
from tests.ui.fakes import FakeDirectory, FakeLamps

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "english")
PEOPLE = FakeDirectory(*((f"Person {i}", str(2000 + i)) for i in range(30))).extensions
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
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def people(parent: QWidget, lamps: FakeLamps) -> PeopleModel:
    made = PeopleModel(lamps, name_of, department_of, parent)
    made.set_extensions(PEOPLE)
    return made


def test_it_keeps_qts_rules(people: PeopleModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(people)


def test_a_tile_speaks(people: PeopleModel, lamps: FakeLamps) -> None:
    """To the ear all of it, to who types ahead the name alone."""
    lamps.known["2000"] = BUSY
    lamps.engaged["2000"] = Engagement(
        CallId("9"), Doing.TALKING, Number("2001"), True, 0, None, None
    )
    index = people.index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Person 0, 2000, Sales, On a call, With Name 2001"
    assert "With Name 2001" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data() == "Person 0"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert people.data(QModelIndex()) is None


def test_a_lamp_is_looked_up_each_time(people: PeopleModel, lamps: FakeLamps) -> None:
    before = people.person(3).lamp
    lamps.known["2003"] = BUSY
    assert (before, people.person(3).lamp) == (Lamp.UNKNOWN, Lamp.TALKING)


def test_rows_are_found_by_number_also_in_another_list(people: PeopleModel) -> None:
    assert people.row_of(Number("2007")) == 7
    people.set_extensions(PEOPLE[5:])
    assert (people.row_of(Number("2007")), people.row_of(Number("2001"))) == (2, -1)
    assert people.rowCount() == 25
    assert people.rowCount(people.index(0, 0)) == 0


def test_the_same_list_is_not_read_anew(people: PeopleModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(people.modelReset):
        people.set_extensions(list(PEOPLE))
    with qtbot.waitSignal(people.modelReset):
        people.set_extensions(PEOPLE[1:])
