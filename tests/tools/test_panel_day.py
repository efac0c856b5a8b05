"""A panel in use: people change, somebody looks, and the frames are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.settings import Language, Theme
from ctiapp.tools.panel_day import PanelDay
from ctiapp.ui import theme, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def scheme(qapp: QApplication) -> Iterator[theme.Theme]:
    words.install(Language.ENGLISH)
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.mark.usefixtures("scheme")
def test_a_short_day_tells_its_frames(qtbot: QtBot) -> None:
    day = PanelDay(people=300, rate=200, length_s=0.6)
    with qtbot.waitSignal(day.over, timeout=20_000):
        day.start()
    found = day.result()
    day.close()

    assert found["rate"] >= 100
    assert found["paints"] > 0
    assert 0 < found["p50_ms"] <= found["p99_ms"]
    assert found["p50_ms"] <= found["max_ms"]
