"""Keeping a sound as a file: where it goes, how far it is, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from ctiapp.model.errors import LinkLost
from ctiapp.model.notice import Notice
from ctiapp.ui.recordings.keeping import Keeping
from ctiapp.ui.recordings.player import PlayerBar
from tests.ui.recordings.taped import FakeRecordings, FakeSound, end

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_one_is_asked_for_marked_and_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    shelf, page, told = FakeRecordings(), QWidget(), list[Notice]()
    player = PlayerBar(shelf, page, make=cast("Any", FakeSound))
    qtbot.addWidget(page, before_close_func=lambda _: player.stop())
    keeping = Keeping(
        page, shelf.save, "Save it", lambda error: Notice.of("failed", why=error.key), told.append
    )
    keeping.ask("", "Nothing")
    assert not page.findChildren(QFileDialog)
    keeping.ask("key of ours", "Anna: hello", "msg0000.mp3")
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.windowTitle() == "Save it"
    assert dialog.selectedFiles()[0].endswith("Anna hello.mp3")
    with qtbot.waitSignal(keeping.changed):
        dialog.fileSelected.emit(str(tmp_path / "x.mp3"))
    assert shelf.saved == [("key of ours", tmp_path / "x.mp3")]
    (download,) = shelf.fetched
    download.got, download.total = 43, 100
    player.play("other", "Other")
    assert keeping.marks(player) == {"key of ours": "Saving… 43 %", "other": "Fetching…"}
    end(download, LinkLost("reset"))
    assert told == [Notice.of("failed", why="error.link_lost")]
    assert keeping.marks(player) == {"other": "Fetching…"}
