"""The offer after a run that did not end in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.diagnostics.offer import CrashOffer
from ctiapp.ui.mainwindow import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


class LastRun:
    """How the run before ended."""

    def __init__(self, unclean: object | None) -> None:
        self.unclean = unclean

    def seen_to(self) -> None:
        self.unclean = None


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    """Where it is shown."""
    made = MainWindow()
    qtbot.addWidget(made)
    return made


async def test_it_offers_and_is_gone_once_it_was_closed(window: MainWindow) -> None:
    last_run = LastRun("crashed")
    saved: list[bool] = []
    offer = CrashOffer(window, last_run, lambda: saved.append(True))
    assert offer.banner.message.startswith("ctiapp did not end in order the last time.")
    offer.banner.acted.emit()
    assert saved == [True]
    assert not offer.banner.isHidden()

    offer.banner.closed.emit()
    assert offer.banner.isHidden()
    assert last_run.unclean is None


async def test_after_an_orderly_end_nothing_is_said(window: MainWindow) -> None:
    assert CrashOffer(window, LastRun(None), lambda: None).banner.isHidden()
