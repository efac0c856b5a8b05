"""The grounds that tiles have ready, by scheme and screen; never without end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.settings import Theme as Choice
from ctiapp.ui import theme
from ctiapp.ui.people import stamps
from ctiapp.ui.people.stamps import Ground, Grounds
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from ctiapp.ui.theme import Theme

FREE = Ground(170.0, 48.0, "card", "line", 1, 8, Shape.CIRCLE, "go.strong")


def middle(grounds: Grounds, ground: Ground = FREE, ratio: float = 1.0) -> QColor:
    picture = grounds.picture(ground, ratio)
    return picture.toImage().pixelColor(picture.width() // 2, picture.height() // 2)


@pytest.mark.usefixtures("scheme")
def test_a_ground_is_painted_once_and_looks_like_its_tile() -> None:
    grounds = Grounds()
    assert grounds.picture(FREE, 1.0).cacheKey() == grounds.picture(FREE, 1.0).cacheKey()
    assert middle(grounds) == theme.colour("card")
    assert middle(grounds, replace(FREE, face="stop.soft")) == theme.colour("stop.soft")
    mark = grounds.picture(FREE, 1.0).toImage().pixelColor(12, 24)
    assert mark != theme.colour("card")


@pytest.mark.usefixtures("scheme")
def test_a_finer_screen_has_a_finer_picture() -> None:
    picture = Grounds().picture(FREE, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (342, 2.0)


def test_another_scheme_has_other_grounds(scheme: Theme) -> None:
    grounds = Grounds()
    light = middle(grounds)
    scheme.set_choice(Choice.LIGHT if theme.tokens().dark else Choice.DARK)
    assert middle(grounds) == theme.colour("card") != light
    assert len(grounds) == 1


@pytest.mark.usefixtures("scheme")
def test_a_window_that_is_drawn_wider_leaves_no_heap_of_pictures() -> None:
    grounds = Grounds()
    for wide in range(stamps.MOST_GROUNDS * 3):
        grounds.picture(replace(FREE, width=100.0 + wide), 1.0)
        assert len(grounds) <= stamps.MOST_GROUNDS
