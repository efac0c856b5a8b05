"""Who is listed on the panel, and that nobody slides away below the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Department, LineState
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui.people.listing import Listing
from ctiapp.ui.people.panel import Panel
from ctiapp.ui.people.roster import BUSY, EVERYBODY, FAVOURITES, GroupId, Kind, Order
from tests.ui.fakes import FakeDirectory, FakeLamps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")
ANNA, DAVE = ("Anna Simmons", "2008"), ("Dave Harris", "2003")
TALKS, IDLE = changes.Lamp(LineState.BUSY), changes.Lamp(LineState.IDLE)


class Stage:
    """A panel with its listing; ``held`` is whether a question stands."""

    def __init__(self, qtbot: QtBot) -> None:
        self.lamps = FakeLamps()
        self.panel = Panel(self.lamps, lambda number, _: number.text, lambda _: "")
        qtbot.addWidget(self.panel)
        self.held = False
        self.listing = Listing(self.panel, self.lamps, lambda: self.held)
        self.show(ANNA, DAVE)
        self.panel.show()
        self.listing.watch(True)

    def show(self, *people: tuple[str, str], departments: tuple[Department, ...] = ()) -> None:
        self.listing.show(FakeDirectory(*people).extensions, departments, ())

    def light(self, number: str, lamp: changes.Lamp) -> None:
        self.lamps.light(number, lamp)
        self.listing.tally.look()

    @property
    def listed(self) -> list[str]:
        return [each.name for each in self.panel.grid.people.extensions]


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.listing.stop()
    made.panel.grid.stop()


def test_the_busy_are_listed_as_they_come_and_go(stage: Stage) -> None:
    stage.panel.groups.picked.emit(BUSY)
    assert stage.listed == []
    stage.light("2008", TALKS)
    assert stage.listed == ["Anna Simmons"]
    assert stage.panel.groups.model_.counts[BUSY] == 1
    stage.light("2008", IDLE)
    assert stage.listed == []


def test_it_is_counted_by_itself_while_it_can_be_seen(qtbot: QtBot, stage: Stage) -> None:
    stage.lamps.light("2008", TALKS)
    qtbot.waitUntil(lambda: stage.panel.groups.model_.counts[BUSY] == 1)


def test_nobody_is_counted_whom_nobody_sees(stage: Stage) -> None:
    stage.listing.watch(False)
    stage.show(ANNA)
    assert stage.listing.tally.waiting == 1
    stage.listing.watch(True)
    assert stage.listing.tally.waiting == 0


def test_nobody_slides_away_while_something_is_asked_or_carried(qtbot: QtBot, stage: Stage) -> None:
    stage.light("2008", TALKS)
    stage.light("2003", TALKS)
    stage.panel.groups.picked.emit(BUSY)
    stage.held = True
    stage.light("2008", IDLE)
    stage.show(("Aaron Abel", "2001"), ANNA, DAVE)
    stage.listing.let_go()
    assert stage.listed == ["Anna Simmons", "Dave Harris"]

    stage.held = False
    with qtbot.waitSignal(stage.listing.listed):
        stage.listing.let_go()
    assert stage.listed == ["Dave Harris"]


def test_whoever_types_or_chooses_a_group_is_obeyed_at_once(stage: Stage) -> None:
    told: list[list[str]] = []
    stage.listing.chosen_otherwise.connect(lambda: told.append(stage.listed))
    stage.held = True
    stage.panel.field.setText("har")
    assert stage.listed == ["Dave Harris"]
    stage.panel.groups.picked.emit(EVERYBODY)
    assert told == [["Anna Simmons", "Dave Harris"], ["Dave Harris"]]


def test_a_department_that_there_is_no_more_gives_way_to_everybody(stage: Stage) -> None:
    sales = Department("1", "Sales", None, frozenset({ExtensionId("0")}))
    stage.show(ANNA, DAVE, departments=(sales,))
    stage.panel.groups.picked.emit(GroupId(Kind.DEPARTMENT, "1"))
    assert stage.listed == ["Anna Simmons"]
    stage.show(ANNA, DAVE)
    assert stage.listed == ["Anna Simmons", "Dave Harris"]


def test_favourites_and_order(stage: Stage) -> None:
    stage.listing.set_order(Order.NUMBER)
    assert stage.listed == ["Dave Harris", "Anna Simmons"]
    stage.panel.groups.picked.emit(FAVOURITES)
    assert stage.listed == []
    stage.listing.show_favourites([Number("2008")])
    assert stage.listed == ["Anna Simmons"]
    assert stage.panel.groups.model_.counts[FAVOURITES] == 1


def test_an_empty_list_says_why(stage: Stage) -> None:
    said: list[str] = []
    stage.panel.show_empty = said.append  # type: ignore[method-assign]
    stage.panel.groups.picked.emit(FAVOURITES)
    stage.panel.groups.picked.emit(BUSY)
    stage.panel.groups.picked.emit(EVERYBODY)
    stage.panel.field.setText("nobody")
    stage.panel.field.clear()
    stage.show()
    assert said[0].startswith("No favourite yet")
    assert said[1] == "Nobody is on a call now."
    assert said[2] == said[4] == ""
    assert said[3] == "Nobody here fits what you typed."
    assert len(set(said)) == 5
