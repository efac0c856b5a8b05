"""The file dialog stands beside the window: no modal one may take the keys of the calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ctiapp.ui.filedialog import ask_folder, ask_where, ask_which

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def opened(parent: QWidget) -> QFileDialog:
    (dialog,) = parent.findChildren(QFileDialog)
    return dialog


def test_a_place_to_save_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    parent, chosen = QWidget(), list[object]()
    qtbot.addWidget(parent)
    ask_where(parent, "Save", "mine.zip", chosen.append)
    dialog = opened(parent)

    assert dialog.windowModality() is Qt.WindowModality.NonModal
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "zip"
    assert [path.rpartition("/")[2] for path in dialog.selectedFiles()] == ["mine.zip"]
    dialog.fileSelected.emit(str(tmp_path / "other.zip"))
    assert chosen == [tmp_path / "other.zip"]
    dialog.close()


def test_a_file_that_exists_is_asked_for(qtbot: QtBot) -> None:
    parent, chosen = QWidget(), list[object]()
    qtbot.addWidget(parent)
    ask_which(parent, "Open", "Tables (*.csv)", chosen.append)
    dialog = opened(parent)

    assert dialog.windowModality() is Qt.WindowModality.NonModal
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    assert dialog.nameFilters() == ["Tables (*.csv)"]
    dialog.reject()
    assert chosen == []


def test_a_folder_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    parent, chosen = QWidget(), list[object]()
    qtbot.addWidget(parent)
    ask_folder(parent, "Where", chosen.append)
    dialog = opened(parent)

    assert dialog.windowModality() is Qt.WindowModality.NonModal
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    assert chosen == [tmp_path]
    dialog.close()
