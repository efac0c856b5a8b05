"""The place of what happened is made when it is opened, with the pages that others make."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ctiapp.model.messagekeys import key_of
from ctiapp.model.number import Number
from ctiapp.ui.history import controller
from ctiapp.ui.mainwindow import Place
from tests.ui.fakes import idle, online, staged
from tests.ui.followups.samples import miss, row
from tests.ui.voicemail.leaving import left

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.ui.history.place import HistoryPlace

pytestmark = pytest.mark.usefixtures("english")


class Maker(QObject):
    """Makes a page with a badge, and says what it was asked."""

    called = Signal(object)

    def __init__(self, place: HistoryPlace, *_: object) -> None:
        super().__init__(place)
        self.asked: list[str] = []
        self.page = QWidget()
        place.add_page("other", "Other", self.page, badge=True)

    def show(self) -> None:
        self.asked.append("show")

    def escape(self) -> bool:
        self.asked.append("escape")
        return True

    def stop(self) -> None:
        self.asked.append("stop")


@pytest.fixture
def makers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller, "MAKERS", (controller.MAKERS[0], (__name__, Maker.__name__)))


@pytest.mark.usefixtures("makers")
async def test_pages_of_others_are_shown_asked_and_stopped(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        history = shell.rooms.history
        history.show()
        assert not history.escape()
        assert history.pages == ()

        shell.show_place(Place.HISTORY)
        maker = history.pages[-1]
        assert list(history.place.tabs) == ["calls", "other"]
        assert maker.asked == ["show"]
        world.session.move(online())
        await idle(shell)
        assert maker.asked == ["show", "show"]
        assert shell.rooms.escape()
        assert maker.asked[-1] == "escape"

        called: list[Number] = []
        history.called.connect(called.append)
        maker.called.emit(Number("2008"))
        assert called == [Number("2008")]

        history.place.set_badge("other", 4)
        assert shell.window.nav(Place.HISTORY).badge == 4

        shell.show_place(Place.CALLS)
        asked = len(maker.asked)
        world.session.move(online())
        await idle(shell)
        history.escape()
        assert len(maker.asked) == asked
    assert maker.asked[-1] == "stop"


@pytest.mark.usefixtures("makers")
async def test_the_pages_follow_the_place_and_the_keyboard_the_first_one(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.window.show()
        shell.window.activateWindow()
        shell.show_place(Place.HISTORY)
        place = shell.rooms.history.place
        assert place.pages.count() == 0
        assert place.hasFocus()
        complete = asyncio.Event()
        place.completed.connect(complete.set)
        await complete.wait()

        assert (place.pages.count(), place.current) == (2, "calls")
        assert place.pages.currentWidget().isAncestorOf(shell.window.focusWidget())
        assert not place.tabs["calls"].isHidden()
        assert shell.rooms.history.pages[-1].asked == ["show"]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("makers")
async def test_a_page_that_is_wanted_before_is_made_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.show_place(Place.HISTORY)
        place = shell.rooms.history.place
        place.show_page("other")
        assert place.current == "other"


async def test_a_badge_shows_before_the_place_was_opened(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.rooms.history.show_badge(7)
        assert shell.window.nav(Place.HISTORY).badge == 7
        assert shell.rooms.history.pages == ()


async def test_new_messages_are_counted_and_told_before_the_place_was_opened(
    tmp_path: Path,
) -> None:
    """Together with who waits to be called back; and the pages go on with the same count."""
    async with staged(tmp_path) as (shell, world):
        world.followups.show(row(miss(5)))
        world.mailbox.names = {"5503302": "Anna Simmons"}
        world.mailbox.change(left(1, "5503303"))
        badge = shell.window.nav(Place.HISTORY)
        assert badge.badge == 2
        world.mailbox.arrive(left(2, "5503302"))
        await idle(shell)
        assert badge.badge == 3
        assert shell.window.toast.text() == "New message from \u2068Anna Simmons\u2069"
        assert shell.rooms.history.pages == ()
        assert shell.rooms.history.place.tabs["voicemail"].text().endswith("(2)\u2069")
        assert badge.badge == 3
        world.mailbox.heard.add(key_of(left(2, "5503302")))
        world.mailbox.tell()
        assert badge.badge == 2


async def test_signed_out_there_is_no_such_place(tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, _):
        assert shell.window.nav(Place.HISTORY).isHidden()


def test_the_signed_in_window_stands_before_the_place_is_loaded() -> None:
    script = (
        "import sys, ctiapp.ui.rooms;"
        "print([m for m in sys.modules if m.startswith('ctiapp.ui.history.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['ctiapp.ui.history.controller']"
