"""The panel: what is typed is told, and the keyboard finds its way to the people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ctiapp.ui.people.panel import Panel
from ctiapp.ui.people.roster import Order
from ctiapp.ui.people.tiles import TileSize
from tests.ui.fakes import FakeDirectory, FakeLamps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[Panel]:
    made = Panel(FakeLamps(), lambda number, _: number.text, lambda _: "")
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.grid.show_people(FakeDirectory(("Anna", "2001"), ("Bert", "2002")).extensions)
    made.show()
    yield made
    made.grid.stop()


def test_what_is_typed_is_told(qtbot: QtBot, panel: Panel) -> None:
    typed: list[str] = []
    panel.filtered.connect(typed.append)
    qtbot.keyClicks(panel.field, "an")
    assert typed == ["a", "an"]


def test_whoever_comes_by_keyboard_types_anew(qtbot: QtBot, panel: Panel) -> None:
    panel.activateWindow()
    panel.grid.setFocus()
    panel.field.setText("anna")
    panel.field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(panel.field, "b")
    assert panel.field.text() == "b"


def test_the_arrow_leads_to_the_people(qtbot: QtBot, panel: Panel) -> None:
    panel.activateWindow()
    panel.field.setFocus()
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.grid.currentIndex().row() == 0
    assert panel.focusWidget() is panel.grid


def test_enter_is_told(qtbot: QtBot, panel: Panel) -> None:
    entered: list[bool] = []
    panel.field.entered.connect(lambda: entered.append(True))
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert entered == [True]


def test_size_and_order_stand_on_their_buttons(qtbot: QtBot, panel: Panel) -> None:
    wanted: list[str] = []
    panel.size_wanted.connect(lambda: wanted.append("size"))
    panel.order_wanted.connect(lambda: wanted.append("order"))
    panel.show_choices(TileSize.COMPACT, Order.NUMBER)
    assert (panel.size_button.shown, panel.order_button.shown) == ("Compact", "By number")
    assert panel.size_button.accessibleName() == "Size: Compact. Press to change it."
    assert panel.grid.painter.size is TileSize.COMPACT
    panel.size_button.click()
    panel.order_button.click()
    assert wanted == ["size", "order"]


def test_why_nobody_is_there_stands_in_their_place(panel: Panel) -> None:
    panel.show_empty("Nobody here fits.")
    assert not panel.grid.isVisible()
    panel.show_empty("")
    assert panel.grid.isVisible()


def test_the_keyboard_does_not_vanish_with_the_people(panel: Panel) -> None:
    """Left to Qt it would go to whatever comes next."""
    after = QLineEdit(panel)
    after.show()
    QWidget.setTabOrder(panel.grid, after)
    panel.activateWindow()
    panel.grid.setFocus()
    panel.grid.show_people(())
    panel.show_empty("Nobody is on a call now.")
    assert not panel.grid.isVisible()
    assert panel.focusWidget() is panel.field


def test_an_emptied_list_takes_the_keyboard_from_nobody_else(panel: Panel) -> None:
    panel.activateWindow()
    panel.groups.setFocus()
    panel.show_empty("Nobody is on a call now.")
    assert panel.focusWidget() is panel.groups
