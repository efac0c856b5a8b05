"""The scenes of what is known of callers can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.settings import Theme
from ctiapp.tools import scenes_callers
from ctiapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def scheme(qapp: QApplication) -> Iterator[theme.Theme]:
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.mark.parametrize("name", ["callers-calls", "callers-pop", "callers-privacy"])
def test_a_scene_shows_something(scheme: theme.Theme, name: str) -> None:
    picture = scenes_callers.SCENES[name]().toImage()

    row = picture.height() // 2
    assert len({picture.pixel(x, row) for x in range(picture.width())}) > 5
