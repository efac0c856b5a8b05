"""How long something lasts, counted on screen: one timer for all, none while nothing is seen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ctiapp.ui import theme, words

if TYPE_CHECKING:
    from collections.abc import Callable


class Counting(Protocol):
    """A widget that shows a time that runs."""

    def refresh(self) -> None:
        """Show the time that it is now."""


class Ticker(QObject):
    """Calls every visible age at each whole second; stops when the last one is hidden."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock: Callable[[], float] = time.monotonic
        self._seen: WeakSet[Counting] = WeakSet()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def running(self) -> bool:
        """Whether anything is counted now."""
        return self._timer.isActive()

    def add(self, age: Counting) -> None:
        """Count this one from now on."""
        self._seen.add(age)
        if not self._timer.isActive():
            self._arm()

    def drop(self, age: Counting) -> None:
        """Count it no more."""
        self._seen.discard(age)
        if not self._seen:
            self._timer.stop()

    def tick(self) -> None:
        """Let everyone show the time that it is."""
        for age in tuple(self._seen):
            age.refresh()
        if self._seen:
            self._arm()

    def _arm(self) -> None:
        past = self.clock() % 1.0
        self._timer.start(max(1, round((1.0 - past) * 1000) + 1))


def ticker() -> Ticker:
    """The one ticker of the application."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    found = app.findChild(Ticker, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Ticker) else Ticker(app)


class Age(QLabel):
    """``0:04``, ``1:02:33``; ``–`` where it is not known since when."""

    def __init__(self, parent: QWidget | None = None, *, bold: bool = True) -> None:
        super().__init__(parent)
        self._since_s: float | None = None
        self._ticker = ticker()
        self._counts = False
        self._frozen_s: float | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        digits = theme.font(theme.SCALE.body, weight)
        digits.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(digits)
        self.refresh()

    def set_since(self, mono_s: float | None) -> None:
        """Count from that moment on the monotonic clock; None: it is not known."""
        self._since_s, self._frozen_s = mono_s, None
        self._count(mono_s is not None)
        self.refresh()

    def freeze(self, seconds: float | None) -> None:
        """Show a length that no longer grows."""
        self._since_s, self._frozen_s = None, seconds
        self._count(False)
        self.refresh()

    def refresh(self) -> None:
        """Show the age that it has now."""
        if self._since_s is not None:
            self._put(self._ticker.clock() - self._since_s)
        else:
            self._put(self._frozen_s)

    def _put(self, seconds: float | None) -> None:
        shown = words.age(seconds)
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(words.age_spoken(seconds))

    def _count(self, wanted: bool) -> None:
        self._counts = wanted
        if wanted and self.isVisible():
            self._ticker.add(self)
        else:
            self._ticker.drop(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        if self._counts:
            self.refresh()
            self._ticker.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)
