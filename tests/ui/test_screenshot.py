"""Every visible window becomes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

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
