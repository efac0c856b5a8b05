"""Marks, pills and cards: a state is told by word and shape, never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ctiapp.settings import Theme
from ctiapp.ui import shapes, text, theme
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def _drawn(shape: Shape) -> bytes:
    pixmap = QPixmap(12, 12)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    shapes.draw_shape(painter, shape, QRectF(1, 1, 10, 10), QColor(theme.LIGHT.text))
    painter.end()
    return bytes(pixmap.toImage().constBits())


def test_every_shape_looks_different() -> None:
    assert len({_drawn(shape) for shape in Shape}) == len(Shape)


def test_pill_never_cuts_its_word_but_where_it_must(qtbot: QtBot) -> None:
    pill = shapes.Pill()
    qtbot.addWidget(pill)
    pill.set_look("A rather long queue name", "accent")
    wanted = pill.sizeHint().width()
    pill.resize(wanted, 24)
    assert pill._fitting(wanted) == "A rather long queue name"

    assert text.bare(pill._fitting(60)).endswith("…")
    assert pill.minimumSizeHint().width() == wanted


def test_pill_is_small_under_the_style_sheet(qtbot: QtBot) -> None:
    pill = shapes.Pill()
    qtbot.addWidget(pill)
    pill.set_look("RINGING", "ring", Shape.TRIANGLE, filled=True)
    pill.show()

    assert pill.font().pixelSize() == theme.SCALE.small
    assert pill.font().bold()


def test_card_shows_tone_and_selection(qtbot: QtBot) -> None:
    card = shapes.CardFrame()
    qtbot.addWidget(card)
    card.resize(200, 100)
    card.show()
    images = [card.grab().toImage()]
    card.set_tone("ring", soft=True)
    images.append(card.grab().toImage())
    card.set_selected(True)
    images.append(card.grab().toImage())

    assert card.selected
    assert images[0] != images[1] != images[2]
    assert images[1].pixelColor(3, 50).name() == theme.LIGHT.ring.strong
    assert images[1].pixelColor(100, 50).name() == theme.LIGHT.ring.soft
    assert images[2].pixelColor(100, 0).name() == theme.LIGHT.link


def test_cards_change_with_the_scheme(qtbot: QtBot, scheme: theme.Theme) -> None:
    card = shapes.CardFrame()
    qtbot.addWidget(card)
    card.resize(200, 100)
    card.show()

    scheme.set_choice(Theme.DARK)

    assert card.grab().toImage().pixelColor(100, 50).name() == theme.DARK.card


def test_mark_says_what_it_means(qtbot: QtBot) -> None:
    mark = shapes.Mark()
    qtbot.addWidget(mark)
    mark.set_mark(Shape.SQUARE, "stop.strong", "Busy")

    assert mark.accessibleName() == "Busy"
    assert mark.grab().toImage().pixelColor(6, 6).name() == theme.LIGHT.stop.strong


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kristin Hale", "KH"),
        ("jay", "J"),
        ("Anna von der Simmons", "AS"),
        ("王小明", "王"),
        ("", ""),
        ("***", ""),
        ("<b>", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert shapes.initials(name) == shown


def test_avatar_is_drawn(qtbot: QtBot) -> None:
    avatar = shapes.Avatar()
    qtbot.addWidget(avatar)
    avatar.set_name("Kristin Hale")

    assert avatar.grab().toImage().pixelColor(14, 3).name() == theme.LIGHT.accent.soft
