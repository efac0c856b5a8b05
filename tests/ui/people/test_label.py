"""The label of an offer: all of it said, inside the window, in nobody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from ctiapp.ui.people.label import OfferLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def label(window: QWidget) -> OfferLabel:
    made = OfferLabel(window)
    made.show_offer("Transfer Jay to Anna", "Anna is on a call", "Esc: leave it", possible=True)
    return made


def test_all_of_it_is_said(label: OfferLabel) -> None:
    assert label.said == "Transfer Jay to Anna. Anna is on a call. Esc: leave it"
    assert label.accessibleName() == label.said
    label.show_offer("Nobody", "", "", possible=False)
    assert label.said == "Nobody"


def test_it_takes_neither_click_nor_focus(label: OfferLabel) -> None:
    assert label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert label.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("spot", [(5, 5), (595, 5), (595, 395), (5, 395), (300, 200)])
def test_it_follows_the_pointer_and_stays_in_the_window(
    window: QWidget, label: OfferLabel, spot: tuple[int, int]
) -> None:
    here = QPoint(*spot)
    label.follow(window.mapToGlobal(here))
    assert label.isVisible()
    assert window.rect().contains(label.geometry())
    assert not label.geometry().contains(here)


@pytest.mark.parametrize(("top", "below"), [(20, True), (340, False)])
def test_it_stands_below_a_tile_or_above_the_last_one(
    window: QWidget, label: OfferLabel, top: int, below: bool
) -> None:
    tile = QRect(window.mapToGlobal(QPoint(30, top)), QSize(180, 56))
    label.stand_at(tile)
    assert window.rect().contains(label.geometry())
    assert (label.y() > top) is below
    assert not label.geometry().intersects(QRect(QPoint(30, top), tile.size()))


def test_long_names_wrap_and_nothing_is_cut(label: OfferLabel) -> None:
    narrow = label.height()
    label.show_offer("Transfer " + "Wolfeschlegel Steinhausen " * 6, "", "x", possible=True)
    assert label.width() <= 380
    assert label.height() > narrow
    assert not label.grab().isNull()
