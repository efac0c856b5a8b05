"""The scenes of an agent can be drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ctiapp.settings import Theme
from ctiapp.tools import scenes_agent
from ctiapp.ui import theme
from ctiapp.ui.mainwindow import LEAST_SIZE


@pytest.fixture
def scheme(qapp):
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.mark.parametrize("name", ["agent-panel", "agent-auto-pause", "agent-small"])
def test_scene_shows_a_window_with_the_chip_in_its_header(scheme: theme.Theme, name: str) -> None:
    image = scenes_agent.SCENES[name]().toImage()
    header = {
        QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(10, 42, 2)
    }

    assert image.width() >= LEAST_SIZE.width()
    assert {theme.LIGHT.go.strong, theme.LIGHT.text} <= header
