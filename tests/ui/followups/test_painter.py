"""The lines of the follow-up list are painted, whatever is in them and however little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ctiapp.ui import theme
from ctiapp.ui.followups.painter import HEIGHT, PersonPainter
from tests.ui.followups.samples import busy, face, miss, row

pytestmark = pytest.mark.usefixtures("english", "scheme")


def painted(one: object, wide: int = 900) -> QImage:
    """A line as a picture."""
    image = QImage(wide, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.colour("canvas"))
    painter = QPainter(image)
    PersonPainter().person(painter, QRectF(0, 0, wide, HEIGHT), one)  # type: ignore[arg-type]
    painter.end()
    return image


def inked(image: QImage, left: int, right: int) -> bool:
    """Whether anything is painted between two columns."""
    ground = theme.colour("canvas").rgb()
    return any(
        image.pixel(x, y) != ground for x in range(left, right) for y in range(image.height())
    )


@pytest.mark.parametrize("wide", [320, 600, 1200])
def test_every_kind_of_line_stays_in_its_box(wide: int) -> None:
    """Mark at the left, age at the right, nothing over the edges."""
    for one in busy():
        image = painted(face(one), wide)
        assert inked(image, 12, 40)
        assert inked(image, wide - 60, wide - 12)
        assert not inked(image, wide - 11, wide)
        assert not inked(image, 0, 11)


def test_a_long_name_leaves_the_count_its_room() -> None:
    """How often they tried is never cut away by who they are."""
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk " * 3
    once = row(miss(1, "+4989123456", name=name))
    twice = row(miss(1, "+4989123456", name=name), miss(2, "+4989123456", name=name))
    assert painted(face(once)) != painted(face(twice))
    assert not inked(painted(face(twice)), 889, 900)


def test_what_was_said_has_a_column_where_there_is_room() -> None:
    """Else it stands behind the queue."""
    said = row(reason="x")
    assert painted(face(said), 1200) != painted(face(row()), 1200)
    assert painted(face(said), 600) != painted(face(row()), 600)
