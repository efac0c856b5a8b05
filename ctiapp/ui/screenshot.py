"""The windows as they are painted now, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PASSING = (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


def save_windows(path: Path, first: Sequence[QWidget]) -> list[Path]:
    """Save all visible windows: FILE, FILE-2 …; ``first`` come first. Answers what was written.

    An open menu is a window of its own, and comes with its own file.
    """
    windows = [widget for widget in first if widget.isVisible()]
    windows += [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget not in windows and widget.windowType() not in _PASSING
    ]
    saved = []
    for index, widget in enumerate(windows, start=1):
        name = path if index == 1 else path.with_stem(f"{path.stem}-{index}")
        kind = "" if name.suffix else "PNG"
        if widget.grab().save(str(name), kind or None):
            saved.append(name)
    return saved
