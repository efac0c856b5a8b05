"""The wheel over a box scrolls the page that it is on; with its list open it is the list's."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ctiapp import ui
from ctiapp.ui.boxes import ChoiceBox, DayBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PLAIN = frozenset(
    {"QComboBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSpinBox", "QDoubleSpinBox"}
)
"""What takes the wheel wherever it is."""


class Page(QScrollArea):
    """A page that is longer than what is seen of it, with a box of each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.choice, self.day = ChoiceBox(), DayBox()
        self.choice.addItems([f"{each}" for each in range(40)])
        self.choice.setCurrentIndex(20)
        self.day.setDate(date(2026, 3, 4))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.choice)
        column.addWidget(self.day)
        column.addStretch(1)
        inside.setFixedSize(300, 2000)
        self.setWidget(inside)
        self.resize(320, 200)

    @property
    def values(self) -> tuple[int, object]:
        """What is chosen."""
        return self.choice.currentIndex(), self.day.date().toPython()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def turn(over: QWidget, by: int) -> None:
    """Turn the wheel there by one notch; who leaves it leaves it to who is below, as in Qt."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(over.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    below: QWidget | None = over
    while below is not None:
        event.ignore()
        QApplication.sendEvent(below, event)
        below = None if event.isAccepted() else below.parentWidget()


@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_scrolls_the_page_and_changes_nothing(page: Page, *, focused: bool) -> None:
    before = page.values
    for box in (page.choice, page.day):
        if focused:
            box.setFocus()
        page.verticalScrollBar().setValue(0)
        turn(box, -120)
        assert page.verticalScrollBar().value() > 0
        turn(box, 120)
        assert page.verticalScrollBar().value() == 0
        assert not box.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
    assert page.values == before


def test_the_wheel_moves_the_list_that_is_open(qtbot: QtBot, page: Page) -> None:
    page.choice.setMaxVisibleItems(5)
    page.choice.showPopup()
    bar = page.choice.view().verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    turn(page.choice.view().viewport(), -120)
    assert bar.value() > 0
    page.choice.hidePopup()
    assert page.choice.currentIndex() == 20


def test_no_place_has_a_box_that_takes_the_wheel() -> None:
    found = [
        f"{path.name}: {name}"
        for path in Path(ui.__file__).parent.rglob("*.py")
        if path.name != "boxes.py"
        for name in made_of(ast.parse(path.read_text("utf-8")))
        if name in PLAIN
    ]
    assert found == []


def made_of(tree: ast.AST) -> Iterator[str]:
    """Names of classes that are made, or made anew, there."""
    for node in ast.walk(tree):
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        called = [node.func] if isinstance(node, ast.Call) else []
        yield from (each.id for each in (*bases, *called) if isinstance(each, ast.Name))
