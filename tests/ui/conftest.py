"""What the tests of the window share: the theme, English words, a clock that stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ctiapp.settings import Language, Theme
from ctiapp.ui import theme, words
from ctiapp.ui.ages import ticker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

NOW_S = 1000.0


class Clock:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = NOW_S

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture(autouse=True)
def _buttons_up() -> Iterator[None]:
    """What a test holds down at its end is let go, or it is down in the next one, too."""
    yield
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        if QGuiApplication.mouseButtons() & button:
            nowhere = QWidget()
            QTest.mouseRelease(nowhere, button)
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture
def english(qapp: QApplication) -> None:
    """Speak English, whatever this machine speaks."""
    words.install(Language.ENGLISH)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """Speak Chinese for one test."""
    words.install(Language.CHINESE)
    yield
    words.install(Language.ENGLISH)


@pytest.fixture
def scheme(qapp: QApplication, english: None) -> Iterator[theme.Theme]:
    """The light theme."""
    made = theme.Theme(qapp, Theme.LIGHT)
    yield made
    made.close()


@pytest.fixture
def clock(qapp: QApplication) -> Iterator[Clock]:
    """The clock of every age on screen."""
    made, one = Clock(), ticker()
    before, one.clock = one.clock, made
    yield made
    one.clock = before
