"""The scenes of a lost link can be drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ctiapp.settings import Theme
from ctiapp.tools import scenes_link
from ctiapp.ui import theme
from ctiapp.ui.mainwindow import LEAST_SIZE


@pytest.fixture
def scheme(qapp):
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.mark.parametrize("name", scenes_link.SCENES)
def test_scene_shows_a_window_whose_link_is_or_was_in_trouble(
    scheme: theme.Theme, name: str
) -> None:
    image = scenes_link.SCENES[name]().toImage()
    colours = {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 2)
        for y in range(image.height() // 2)
    }

    assert image.width() >= LEAST_SIZE.width()
    assert theme.LIGHT.hold.strong in colours
