"""A scroll area that is as high as what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ctiapp.ui.calls.fitting import Fitting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def inside(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return made


def tall(pixels: int) -> QLabel:
    label = QLabel()
    label.setFixedHeight(pixels)
    return label


def test_it_wants_as_much_as_the_inside_needs(qtbot: QtBot, inside: QWidget) -> None:
    fitting = Fitting(inside)
    qtbot.addWidget(fitting)
    inside.layout().addWidget(tall(100))
    assert fitting.sizeHint().height() == 100

    inside.layout().addWidget(tall(50))
    assert fitting.sizeHint().height() == 150


def test_it_can_shrink_to_one_card_and_not_below(qtbot: QtBot, inside: QWidget) -> None:
    fitting = Fitting(inside)
    qtbot.addWidget(fitting)
    inside.layout().addWidget(tall(100))
    assert fitting.minimumSizeHint().height() == 100

    inside.layout().addWidget(tall(400))
    assert fitting.minimumSizeHint().height() == 168
