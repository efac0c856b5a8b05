"""Driving the real application from beside it: wait, press keys, take pictures."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.app import Application

PATIENCE_S = 15.0
"""How long something that must come may take."""
SETTLE_S = 0.15
"""What the window gets to paint what it was told."""


class DrivingError(StorageError):
    """What had to come did not."""

    key = "error.tour"


class Driver:
    """One hand on the application."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.services = application.core.services

    async def until(self, what: str, true: Callable[[], bool]) -> None:
        """Wait until something holds, looking at each change of calls, link or directory.

        Raises:
            DrivingError: it does not come to hold.
        """
        changed = asyncio.Event()
        endings = [
            self.services.desk.subscribe(lambda _: changed.set()),
            self.services.desk.subscribe_popup(lambda _: changed.set()),
            self.services.session.subscribe(lambda _: changed.set()),
            self.services.directory.subscribe(lambda _: changed.set()),
        ]
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not true():
                    await changed.wait()
                    changed.clear()
        except TimeoutError as error:
            raise DrivingError(f"waited in vain: {what}") from error
        finally:
            for end in endings:
                end()

    async def settle(self) -> None:
        """Let the window paint."""
        await asyncio.sleep(SETTLE_S)

    def _focus(self) -> QWidget:
        """Where keys go: offscreen no window is active, but each knows where its focus is."""
        window = self.application.shell.window
        focused: tuple[QWidget | None, ...] = (QApplication.focusWidget(), window.focusWidget())
        return next((widget for widget in focused if widget is not None), window)

    def press(self, keys: str) -> None:
        """Press a key, as ``"F9"`` or ``"Shift+F8"``, where the focus is."""
        combination = QKeySequence(keys)[0]  # type: ignore[index] # the stubs lack it
        target = self._focus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(combination.key()), combination.keyboardModifiers(), "")
            QCoreApplication.postEvent(target, event)

    def write(self, text: str) -> None:
        """Type text where the focus is."""
        target = self._focus()
        for char in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
                QCoreApplication.postEvent(target, event)

    async def picture(self, path: Path) -> list[Path]:
        """Save what is on the screen."""
        await self.settle()
        return self.application.screenshot(path)
