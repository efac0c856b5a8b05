"""The lines keep to their boxes at any width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ctiapp.ui.history.painter import RowPainter
from ctiapp.ui.history.viewmodel import call_face, leg_face
from tests.ui.history.samples import call, known, leg

pytestmark = pytest.mark.usefixtures("scheme")

LONG = "Hohenstein-Wolkenkuckucksheim " * 6
GROUND = QColor("#123456")


@pytest.mark.parametrize("width", [240, 700, 1100])
@pytest.mark.parametrize("kind", ["call", "leg", "heading", "waiting", "ground"])
def test_nothing_is_painted_outside_the_line(width: int, kind: str) -> None:
    image = QImage(width + 40, 100, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    box, rows = QRectF(20, 20, width, 54), RowPainter()
    face = call_face(call(name=LONG, number=None, note=LONG, recording="a", parts=2), known())
    match kind:
        case "call":
            rows.call(painter, box, face, unfolded=True)
        case "leg":
            rows.leg(painter, box, leg_face(leg(reason=LONG, recording="a"), known()))
        case "heading":
            rows.heading(painter, box, "Today", "12 calls")
        case "waiting":
            rows.waiting(painter, box)
        case _:
            rows.ground(painter, box, current=True, focus=True, hover=True)
    painter.end()
    touched = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != GROUND
    ]
    assert touched
    assert all(19 <= x <= width + 21 and 19 <= y <= 75 for x, y in touched)
