"""The small list of people, narrowed by the chips above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtWidgets import QWidget

from ctiapp.model.directory import Department
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.ui.people.chips import ChipRow
from ctiapp.ui.people.narrowing import Narrowing
from ctiapp.ui.people.roster import EVERYBODY, FAVOURITES, GroupId, Kind
from tests.ui.fakes import World, online

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")
ANNA = Number("2008")
SALES = Department("1", "Sales", None, frozenset({ExtensionId("0")}))
SUPPORT = Department("2", "Support", None, frozenset())
SALES_ID = GroupId(Kind.DEPARTMENT, "1")


class Place(QWidget):
    """Chips, and whom the list below shall show."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = ChipRow()
        self.only: list[Any] = []

    def show_only(self, chosen: Any) -> None:
        self.only.append(chosen)


class Stage:
    """The chips over a directory of two, one of them oneself."""

    def __init__(self, qtbot: QtBot) -> None:
        self.world = World()
        self.world.session.status = online()
        self.world.directory.put(("Anna Simmons", "2008"), ("Leo Ball", "2000"))
        self.world.directory.departments = (SALES, SUPPORT)
        self.favourites: tuple[Number, ...] = ()
        self.place = Place()
        qtbot.addWidget(self.place)
        self.narrowing = Narrowing(
            cast("Any", self.place), self.world.services, lambda: self.favourites
        )
        self.narrowing.show()

    @property
    def chosen(self) -> list[GroupId]:
        return [each for each, chip in self.place.chips.chips.items() if chip.isChecked()]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_without_favourites_everybody_is_shown(stage: Stage) -> None:
    assert stage.chosen == [EVERYBODY]
    assert FAVOURITES not in stage.place.chips.chips
    assert "1" in stage.place.chips.chips[EVERYBODY].shown
    assert stage.place.only == [None]


def test_favourites_come_first_until_another_is_picked(stage: Stage) -> None:
    stage.favourites = (ANNA,)
    stage.narrowing.show()
    assert stage.chosen == [FAVOURITES]
    stage.place.chips.chips[SALES_ID].click()
    assert stage.chosen == [SALES_ID]
    stage.narrowing.show()
    assert stage.chosen == [SALES_ID]


def test_a_department_that_there_is_no_more_gives_way(stage: Stage) -> None:
    stage.place.chips.chips[SALES_ID].click()
    assert stage.place.only[-1] is not None
    stage.world.directory.departments = ()
    stage.narrowing.show()
    assert stage.chosen == [EVERYBODY]
    assert stage.place.only[-1] is None
