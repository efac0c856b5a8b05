"""The place of the people, bound to the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ctiapp.model.directory import Department, LineState, Origin, person_key
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.paths import AppPaths
from ctiapp.state import changes
from ctiapp.ui import text
from ctiapp.ui.keymap import Action
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.people.controller import PANEL
from ctiapp.ui.people.roster import BUSY, FAVOURITES, GroupId, Kind, Order
from ctiapp.ui.people.tiles import TileSize
from ctiapp.ui.shell import Shell
from tests.ui.fakes import World, until
from tests.ui.people.conftest import ANNA, DAVE, Stage

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("scheme")


# --- the place -----------------------------------------------------------------------------------


async def test_nobody_is_there_while_nobody_is_signed_in(tmp_path: Path) -> None:
    shell = Shell(World().services, AppPaths.of(tmp_path), version="1")
    shell.on_action(Action.PEOPLE)
    assert shell.window.nav(Place.PEOPLE).isHidden()
    assert shell.window.pages.currentWidget() is shell.signin_page
    assert not shell.rooms.people.opened
    await shell.shut_down()


def test_the_place_is_made_when_it_is_first_opened() -> None:
    made = Stage()
    told: list[object] = []
    made.people.made.connect(told.append)
    made.people.show_cards(())
    made.people.show_directory(made.world.directory.progress)
    made.people.show_status()
    assert not made.people.opened
    assert not made.people.escape()
    assert not made.people.key(Action.TRANSFER)
    assert made.people.place.current == PANEL
    assert told == [made.people.place]
    made.people.stop()
    made.window.deleteLater()


async def test_everybody_but_oneself_is_listed(stage: Stage) -> None:
    stage.world.directory.put(("Leo Ball", "2000"), ("Anna Simmons", "2008"))
    stage.people.show_directory(stage.world.directory.progress)
    assert stage.listed == ["Anna Simmons"]


async def test_whoever_is_chosen_is_told_by_key(stage: Stage) -> None:
    chosen: list[str] = []
    stage.people.place.chosen.connect(chosen.append)
    stage.grid.choose(DAVE)
    assert chosen == ["extension:2003"]
    stage.people.panel.field.setText("anna")
    assert chosen[-1] == ""


async def test_enter_and_a_double_click_call(stage: Stage) -> None:
    stage.grid.choose(DAVE)
    stage.grid.called.emit(DAVE)
    stage.grid.opened.emit(ANNA)
    stage.grid.clicked_on.emit(ANNA)
    assert stage.called == [DAVE, ANNA]


async def test_while_a_target_is_chosen_a_click_is_the_choice(stage: Stage) -> None:
    stage.people.set_choosing(True)
    stage.grid.clicked_on.emit(ANNA)
    stage.grid.opened.emit(ANNA)
    stage.grid.choose(ANNA)
    assert stage.called == [ANNA]
    assert not stage.people.key(Action.TRANSFER)


# --- groups, filter, size, order -----------------------------------------------------------------


async def test_departments_favourites_and_the_busy_are_groups(stage: Stage) -> None:
    sales = Department("1", "Sales", None, frozenset({ExtensionId("0")}))
    stage.world.directory.departments = (sales,)
    stage.world.directory.set_favourite(person_key(Origin.EXTENSION, "2003"), on=True)
    stage.world.directory.set_favourite(person_key(Origin.COMPANY, "7"), on=True)
    stage.world.lamps.light("2008", changes.Lamp(LineState.BUSY))
    stage.people.show_directory(stage.world.directory.progress)
    counts = stage.people.panel.groups.model_.counts
    group = GroupId(Kind.DEPARTMENT, "1")
    assert (counts[group], counts[FAVOURITES], counts[BUSY]) == (1, 1, 1)

    stage.people.panel.groups.picked.emit(group)
    assert stage.listed == ["Anna Simmons"]
    stage.people.panel.groups.picked.emit(FAVOURITES)
    assert stage.listed == ["Dave Harris"]
    stage.people.panel.groups.picked.emit(BUSY)
    assert stage.listed == ["Anna Simmons"]
    stage.world.lamps.light("2008", changes.Lamp(LineState.IDLE))
    stage.people.listing.tally.look()
    assert stage.listed == []
    assert not stage.grid.isVisible()


async def test_typing_filters_and_esc_forgets_it(stage: Stage) -> None:
    stage.people.panel.field.setText("har")
    assert stage.listed == ["Dave Harris"]
    stage.people.panel.field.setText("nobody")
    assert stage.listed == []
    stage.people.panel.field.setFocus()
    assert stage.people.clear_filter()
    assert stage.listed == ["Anna Simmons", "Dave Harris"]
    assert not stage.people.clear_filter()


async def test_size_and_order_are_kept(stage: Stage) -> None:
    stage.people.panel.size_button.click()
    stage.people.panel.order_button.click()
    assert stage.listed == ["Dave Harris", "Anna Simmons"]
    assert stage.grid.painter.size is TileSize.COMPACT
    kept = stage.world.preferences.settings.geometry["people"]
    assert kept == f"{TileSize.COMPACT.value},{Order.NUMBER.value}"


async def test_names_are_other_ones_once_the_directory_is(stage: Stage) -> None:
    assert stage.people.names.name_of(ANNA, True) == "Anna Simmons"
    stage.world.directory.put(("Anna Bell", "2008"))
    stage.people.show_directory(stage.world.directory.progress)
    assert stage.people.names.name_of(ANNA, True) == "Anna Bell"


# --- the menu ------------------------------------------------------------------------------------


def lines(stage: Stage) -> dict[str, Any]:
    menus = stage.window.findChildren(QMenu)
    found = {text.bare(each.text()): each for each in menus[-1].actions() if each.text()}
    menus[-1].hide()
    return found


async def test_the_menu_says_all_that_each_line_does(stage: Stage) -> None:
    stage.grid.menu_wanted.emit(ANNA, QPoint(300, 300))
    found = lines(stage)
    assert list(found) == [
        "Call Anna Simmons",
        "Transfer Joseph Goffin to Anna Simmons",
        "Consult Anna Simmons first, Joseph Goffin waits",
        "Transfer Joseph Goffin to Anna Simmons, and take back if nobody answers",
        "Add Anna Simmons to the call with Joseph Goffin",
        "Copy the number 2008",
        "Make a favourite",
    ]
    found["Copy the number 2008"].trigger()
    assert QGuiApplication.clipboard().text() == "2008"
    found["Make a favourite"].trigger()
    assert stage.world.directory.favourites == ("extension:2008",)
    found["Transfer Joseph Goffin to Anna Simmons"].trigger()
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 2008")]


async def test_a_line_that_is_not_true_any_more_does_nothing(stage: Stage) -> None:
    stage.grid.menu_wanted.emit(ANNA, QPoint(300, 300))
    found = lines(stage)
    stage.talk(selected=None)
    found["Transfer Joseph Goffin to Anna Simmons"].trigger()
    assert stage.orders == []
    assert [each.key for each in stage.told] == ["people.no_call"]


async def test_without_a_call_the_menu_calls_and_copies(stage: Stage) -> None:
    stage.talk(selected=None)
    stage.world.directory.set_favourite(person_key(Origin.EXTENSION, "2008"), on=True)
    stage.people.show_directory(stage.world.directory.progress)
    stage.grid.menu_wanted.emit(ANNA, QPoint(300, 300))
    found = lines(stage)
    assert list(found) == ["Call Anna Simmons", "Copy the number 2008", "No longer a favourite"]
    found["Call Anna Simmons"].trigger()
    assert stage.called == [ANNA]


# --- carried -------------------------------------------------------------------------------------


def carry(stage: Stage, number: Number) -> tuple[Any, QPoint]:
    """Take the call to somebody, with the button still down; the card, and where they are."""
    strip = stage.people.strip
    assert strip is not None
    view = strip.cards[0]
    assert view.isVisible()
    spot = stage.grid.tile_of(number).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(view.mapFromGlobal(spot)),
        QPointF(spot),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, move)
    assert stage.people.sending.carrier.carries
    return view, spot


async def test_a_small_card_is_carried_to_a_person(stage: Stage) -> None:
    view, spot = carry(stage, DAVE)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(spot))
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 2003")]
    assert stage.world.desk.chosen == ["1"]


async def test_nobody_slides_away_below_a_question_or_a_carried_call(stage: Stage) -> None:
    """The names load page by page, and whoever hangs up leaves the busy: later."""
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.world.directory.put(("Aaron Abel", "2001"), ("Anna Simmons", "2008"))
    stage.people.show_directory(stage.world.directory.progress)
    assert stage.listed == ["Anna Simmons", "Dave Harris"]
    stage.people.escape()
    await until(lambda: stage.listed == ["Aaron Abel", "Anna Simmons"])


async def test_while_a_call_is_carried_nobody_is_listed_elsewhere(stage: Stage) -> None:
    carry(stage, DAVE)
    stage.world.directory.put(("Aaron Abel", "2001"), ("Dave Harris", "2003"))
    stage.people.show_directory(stage.world.directory.progress)
    assert stage.listed == ["Anna Simmons", "Dave Harris"]
    stage.world.lamps.light("2003", changes.Lamp(LineState.BUSY))
    label = stage.people.sending.carrier.label
    assert label is not None
    assert "Dave Harris is on a call: transfer anyway" in label.said
    stage.people.escape()
    await until(lambda: stage.listed == ["Aaron Abel", "Dave Harris"])


async def test_scrolled_under_a_carried_call_it_is_looked_at_again(stage: Stage) -> None:
    people = [(f"Person {index:03}", str(3000 + index)) for index in range(300)]
    stage.world.directory.put(*people)
    stage.people.show_directory(stage.world.directory.progress)
    await until(lambda: stage.grid.verticalScrollBar().maximum() > 0)
    carry(stage, Number("3000"))
    carrier = stage.people.sending.carrier
    stage.grid.verticalScrollBar().setValue(stage.grid.gridSize().height())
    assert carrier.offer is not None
    assert carrier.offer.number != Number("3000")
