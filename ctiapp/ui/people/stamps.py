"""The grounds of tiles, each painted once: the rounded box and the mark in it.

With hundreds of changes a second, and a whole screen of tiles at each turn of the wheel, they are a
good part of what a paint costs; and there are only a few for everybody. What is kept is bounded,
and thrown away as a whole when it is full: what is seen fills it again in one paint.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ctiapp.ui import theme
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from ctiapp.ui.theme import Tokens

MOST_GROUNDS = 64
"""So many grounds are kept; one of a tile is some 45 kB."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The box of a tile and the mark in it.

    Attributes:
        width, height: of the box, in device-independent pixels.
        face, line: names of colours, as `theme.colour` takes them: inside, and around.
        wide: of the line, in device-independent pixels.
        radius: of the corners.
        shape, tone: the mark, and the name of its colour.
    """

    width: float
    height: float
    face: str
    line: str
    wide: int
    radius: int
    shape: Shape
    tone: str


class Grounds:
    """The grounds of tiles as pictures, in the scheme in use."""

    def __init__(self) -> None:
        self._made: dict[tuple[Ground, float], QPixmap] = {}
        self._tokens: Tokens | None = None

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._made)

    def picture(self, ground: Ground, ratio: float) -> QPixmap:
        """The picture of one, to be painted half a pixel left of the box, and above it.

        Args:
            ground: which.
            ratio: pixels of the screen to one device-independent pixel.
        """
        tokens = theme.tokens()
        if tokens is not self._tokens or len(self._made) >= MOST_GROUNDS:
            self._made.clear()
            self._tokens = tokens
        made = self._made.get((ground, ratio))
        if made is None:
            made = self._made[ground, ratio] = _painted(ground, ratio)
        return made


def _painted(ground: Ground, ratio: float) -> QPixmap:
    made = QPixmap(
        math.ceil((ground.width + 1.0) * ratio), math.ceil((ground.height + 1.0) * ratio)
    )
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, ground.width, ground.height)
    painter.setPen(QPen(theme.colour(ground.line), ground.wide))
    painter.setBrush(theme.colour(ground.face))
    inset = 0.5 if ground.wide > 1 else 0.0
    inside = box.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inside, ground.radius, ground.radius)
    mark = QRectF(box.left() + 11, box.center().y() - 5, 10, 10)
    draw_shape(painter, ground.shape, mark, theme.colour(ground.tone))
    painter.end()
    return made
