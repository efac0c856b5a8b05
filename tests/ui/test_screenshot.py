"""Every visible window becomes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QMenu

from ctiapp.ui.screenshot import save_windows

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_visible_windows_are_saved_the_first_under_the_given_name(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, hidden = QLabel("1"), QLabel("2"), QLabel("3")
    for label in (first, second, hidden):
        qtbot.addWidget(label)
    second.show()
    first.show()
    saved = save_windows(tmp_path / "shot.png", [first, hidden])

    assert saved[:2] == [tmp_path / "shot.png", tmp_path / "shot-2.png"]
    assert all(path.stat().st_size for path in saved)


def test_a_name_without_ending_is_a_png(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("1")
    qtbot.addWidget(label)
    label.show()
    (saved, *_) = save_windows(tmp_path / "shot", [label])

    assert saved.read_bytes().startswith(b"\x89PNG")


def test_a_place_that_cannot_be_written_is_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("1")
    qtbot.addWidget(label)
    label.show()

    assert save_windows(tmp_path / "missing" / "shot.png", [label]) == []


def test_an_open_menu_is_painted_too(qtbot: QtBot, tmp_path: Path) -> None:
    """It is a window of its own, and was not to be found in any file."""
    label, menu = QLabel("1"), QMenu()
    for widget in (label, menu):
        qtbot.addWidget(widget)
    menu.addAction("Help")
    label.show()
    menu.popup(label.mapToGlobal(label.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    before = save_windows(tmp_path / "shot.png", [label])
    menu.close()

    assert len(before) == len(save_windows(tmp_path / "shot.png", [label])) + 1
