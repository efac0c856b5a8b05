"""The scenes of the pop can be drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ctiapp.settings import Theme
from ctiapp.tools import scenes
from ctiapp.ui import theme
from ctiapp.ui.screenpop.card import WIDTH


@pytest.fixture
def scheme(qapp):
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.mark.parametrize("name", sorted(scenes.SCENES))
def test_scene_shows_a_card_on_a_backdrop(scheme: theme.Theme, name: str) -> None:
    image = scenes.SCENES[name]().toImage()
    seen = {QColor(image.pixel(x, y)).name() for x in range(0, 420, 3) for y in range(0, 200, 3)}

    assert image.width() >= WIDTH
    assert {theme.LIGHT.idle, theme.LIGHT.card, theme.LIGHT.ring.strong} <= seen


def test_two_are_higher_than_one(scheme: theme.Theme) -> None:
    heights = [scenes.SCENES[name]().height() for name in ("pop-ringing", "pop-two", "pop-more")]

    assert heights == sorted(set(heights))
