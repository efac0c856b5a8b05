"""The box under the search hides what lies under it, but for its round corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.settings import Theme
from ctiapp.ui import theme
from ctiapp.ui.search.cover import Cover, rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

    from ctiapp.ui.theme import Scheme


class Under(QWidget):
    """What lies under it, and the places that were painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.painted: list[QRect] = []
        self.resize(window.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += list(event.region())


@pytest.mark.parametrize("radius", [1, 6, 10])
def test_no_pixel_that_the_box_covers_is_cut_off(radius: int) -> None:
    """A pixel belongs to it as soon as its nearest corner lies within the circle."""
    box = QRect(0, 0, 60, 50)
    region = rounded(box, radius)
    for x in range(radius):
        for y in range(radius):
            within = (radius - x - 1) ** 2 + (radius - y - 1) ** 2 < radius**2
            for place in ((x, y), (59 - x, y), (x, 49 - y), (59 - x, 49 - y)):
                assert region.contains(QPoint(*place)) == within, place
    assert region.contains(QRect(0, radius, 60, 50 - 2 * radius))


@pytest.mark.parametrize("choice", [None, Theme.DARK])
def test_where_it_grows_nothing_under_it_is_painted(
    qtbot: QtBot, scheme: Scheme, choice: Theme | None
) -> None:
    """Except at the corners; in the other scheme neither: the style sheet is applied anew there."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 300)
    under, cover = Under(window), Cover(window)
    cover.setGeometry(20, 20, 200, 100)
    window.show()
    if choice is not None:
        scheme.set_choice(choice)
    qtbot.waitUntil(lambda: bool(under.painted))
    QApplication.sendPostedEvents()
    under.painted.clear()

    cover.setGeometry(20, 20, 200, 200)
    cover.repaint()

    radius = theme.SIZES.radius
    assert all(min(each.width(), each.height()) <= radius for each in under.painted)
    assert cover.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    cover.setGeometry(20, 20, 200, 100)
    qtbot.waitUntil(lambda: any(each.contains(QPoint(60, 180)) for each in under.painted))


def test_its_corners_are_round_and_its_inside_is_a_card(qtbot: QtBot, scheme: Scheme) -> None:
    """As the style sheet paints boxes elsewhere."""
    scheme.set_choice(Theme.LIGHT)
    cover = Cover()
    qtbot.addWidget(cover)
    cover.resize(100, 60)
    shown = cover.grab().toImage()
    assert shown.pixelColor(50, 30).name() == theme.tokens().card
    assert shown.pixelColor(50, 0).name() == theme.tokens().line
    assert shown.pixelColor(0, 30).name() == theme.tokens().line
    assert shown.pixelColor(3, 3).name() != theme.tokens().card
