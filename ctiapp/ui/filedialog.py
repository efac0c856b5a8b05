"""Asking for a file: Qt's own dialog, beside the window; a native one may block the call keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_where(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
    """Ask where something is to be saved.

    Args:
        parent: beside what.
        title: what is saved.
        name: of the file as it is proposed; its suffix is added where the user gives none.
        chosen: told once a place was chosen; not at all where the user leaves.
    """
    dialog = _dialog(parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.show()


def ask_which(parent: QWidget, title: str, names: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a file that exists.

    Args:
        parent: beside what.
        title: what for.
        names: which files are shown, as Qt's name filters say it.
        chosen: told once a file was chosen; not at all where the user leaves.
    """
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(names)
    dialog.show()


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder that exists.

    Args:
        parent: beside what.
        title: what for.
        chosen: told once a folder was chosen; not at all where the user leaves.
    """
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.show()


def _dialog(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.setDirectory(QDir.homePath())
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return dialog
