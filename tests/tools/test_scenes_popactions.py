"""The scenes of what is opened or run when a call comes can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.settings import Theme
from ctiapp.tools import scenes_popactions
from ctiapp.ui import theme
from ctiapp.ui.mainwindow import LEAST_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def scheme(qapp: QApplication) -> Iterator[theme.Theme]:
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.mark.parametrize("name", ["popactions", "popactions-program"])
def test_a_scene_shows_a_window(scheme: theme.Theme, name: str) -> None:
    picture = scenes_popactions.SCENES[name]()

    assert picture.width() >= LEAST_SIZE.width()
    assert len({picture.toImage().pixel(x, 26) for x in range(picture.width())}) > 5
