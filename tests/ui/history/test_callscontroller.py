"""The list of past calls over a history, in the window."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import StorageError
from ctiapp.model.history import Fate, HistoryFilter, Kind
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.privacy import Traces
from ctiapp.ui.history import controller
from ctiapp.ui.history.callmenu import Do
from ctiapp.ui.history.callscontroller import PastCallsController
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.text import bare
from tests.ui.fakes import START, World, idle, online, staged, until
from tests.ui.history.samples import call, leg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ctiapp.model.history import PastCall
    from ctiapp.ui.history.callspage import CallsPage

pytestmark = pytest.mark.usefixtures("english")

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def calls(count: int, **facts: Any) -> tuple[PastCall, ...]:
    """Calls of the last minutes, the newest first."""
    return tuple(
        call(str(at), at=START - timedelta(minutes=at), name=f"Caller {at}", **facts)
        for at in range(count)
    )


class Stage:
    """The window with the place open."""

    def __init__(self, shell: Any, world: World, qtbot: QtBot) -> None:
        self.shell, self.world, self.qtbot = shell, world, qtbot
        self.controller = shell.rooms.history.pages[0]
        self.page: CallsPage = self.controller.page
        self.told: list[Notice] = []

    async def settle(self) -> None:
        """Everything asked is read, and painted."""
        if self.controller._gather.isActive():
            self.controller._gather.timeout.emit()
        await idle(self.shell)
        self.page.grab()
        await idle(self.shell)

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.shell.window, key, modifier)

    def line(self, row: int) -> str:
        return str(self.page.model.data(self.page.model.index(row)))


@asynccontextmanager
async def opened(
    tmp_path: Path, qtbot: QtBot, world: World, *past: PastCall
) -> AsyncIterator[Stage]:
    """The place of what happened, with these calls."""
    world.history.calls = list(past)
    async with staged(tmp_path, world) as (shell, _):
        shell.show_place(Place.HISTORY)
        stage = Stage(shell, world, qtbot)
        await stage.settle()
        yield stage


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """The fakes; the place has the page of calls alone."""
    monkeypatch.setattr(controller, "MAKERS", controller.MAKERS[:1])
    return World()


async def test_calls_stand_by_day_with_the_names_of_today(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    past = (
        call("1", at=START, number=Number("2008"), name="Old Name"),
        call("2", at=START - timedelta(days=1), fate=Fate.MISSED, talk_s=0),
    )
    async with opened(tmp_path, qtbot, world, *past) as stage:
        assert stage.shell.rooms.history.place.current == "calls"
        assert isinstance(stage.controller, PastCallsController)
        assert stage.page.count_text == "2 calls"
        assert [stage.line(row).split(", ")[:2] for row in range(4)] == [
            ["Today", "1 call"],
            ["Answered", "Anna Simmons"],
            ["Yesterday", "1 call"],
            ["Missed", "GOFFIN J"],
        ]
        world.directory.put(("Bo Chan", "2008"))
        stage.shell.rooms.history.show()
        assert "Bo Chan" in stage.line(1)


async def test_a_new_call_appears_by_itself_and_unseen_it_is_read_when_seen(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(1)) as stage:
        world.history.change(*calls(2))
        await stage.settle()
        assert stage.page.count_text == "2 calls"
        stage.shell.show_place(Place.CALLS)
        asked = len(world.history.asked)
        world.history.change(*calls(3))
        await idle(stage.shell)
        assert len(world.history.asked) == asked
        assert stage.page.count_text == "2 calls"
        stage.shell.show_place(Place.HISTORY)
        await stage.settle()
        assert stage.page.count_text == "3 calls"


async def test_a_choice_is_asked_for_and_what_is_late_is_dropped(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(3)) as stage:
        stage.page.bar.choose(Kind.MISSED)
        stage.page.bar.choose(Kind.ALL)
        stage.page.bar.search.setText("caller 2")
        stage.page.bar.search.entered.emit()
        await stage.settle()
        assert stage.page.count_text == "1 call"
        assert "Caller 2" in stage.line(1)
        assert world.history.asked[-1][0] == HistoryFilter("caller 2")
        stage.page.bar.search.setFocus()
        stage.press(Key.Key_Escape)
        await stage.settle()
        assert stage.page.count_text == "3 calls"
        assert not stage.shell.rooms.history.escape()


async def test_tomorrow_what_was_today_is_yesterday(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(1)) as stage:
        assert stage.line(0) == "Today, 1 call"
        world.clock.mono_s += 24 * 3600
        stage.shell.rooms.history.show()
        await stage.settle()
        assert stage.line(0) == "Yesterday, 1 call"


async def test_enter_calls_back_and_who_cannot_be_called_is_told(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    past = (call("1", at=START), call("2", at=START - timedelta(minutes=5), number=None))
    async with opened(tmp_path, qtbot, world, *past) as stage:
        called: list[Number] = []
        stage.shell.rooms.history.called.connect(called.append)
        stage.page.enter_list()
        stage.press(Key.Key_Return)
        assert called == [Number("+12354978652")]
        await idle(stage.shell)
        assert ("dial", "+12354978652") in world.calls.orders
        stage.page.enter_list()
        stage.page.list.choose(2)
        stage.press(Key.Key_Return)
        assert "no number" in stage.shell.window.toast.text()


async def test_parts_come_when_a_call_is_unfolded(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(2, parts=2)) as stage:
        world.history.parts = {"0": (leg(), leg(ring_s=3))}
        stage.page.enter_list()
        stage.press(Key.Key_Right)
        await stage.settle()
        assert stage.page.model.rowCount() == 5
        assert stage.line(2).startswith("part of the call")
        assert Do.FOLD in stage.controller.offered(stage.page.list.current)
        stage.press(Key.Key_Left)
        assert stage.page.model.rowCount() == 3
        stage.controller.do(stage.page.list.current, Do.UNFOLD)
        world.history.change(*calls(9, parts=2)[4:])  # other calls stand there by now
        await stage.settle()
        assert stage.page.model.rowCount() == 6


async def test_a_note_is_written_at_the_foot(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    async with opened(tmp_path, qtbot, world, *calls(2, note="old")) as stage:
        stage.press(Key.Key_N, CONTROL)
        assert not stage.page.note.isVisible()
        assert "Choose a call" in stage.shell.window.toast.text()
        stage.page.enter_list()
        stage.press(Key.Key_N, CONTROL)
        assert stage.page.note.field.text() == "old"
        assert stage.page.note.field.hasFocus()
        stage.press(Key.Key_Escape)
        assert not stage.page.note.isVisible()
        assert stage.page.list.hasFocus()
        stage.press(Key.Key_N, CONTROL)
        stage.page.note.field.setText("new")
        stage.press(Key.Key_Return)
        await stage.settle()
        assert world.history.noted == [("0", "new")]
        assert stage.page.list.hasFocus()


async def test_the_note_key_is_for_the_current_call_elsewhere(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world) as stage:
        stage.shell.show_place(Place.SETTINGS)
        stage.press(Key.Key_N, CONTROL)
        assert stage.shell.window.pages.currentWidget() is stage.shell.rooms.place


async def test_a_number_is_copied_and_a_contact_written(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(1)) as stage:
        added: list[tuple[Number, str]] = []
        history = stage.shell.rooms.history
        history.adding.disconnect(stage.shell.rooms.add_contact)
        history.adding.connect(lambda number, name: added.append((number, name)))
        stage.page.enter_list()
        stage.press(Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == "+12354978652"
        stage.controller.do(stage.page.list.current, Do.ADD)
        assert added == [(Number("+12354978652"), "Caller 0")]


async def test_what_is_offered_goes_by_the_call(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    async with opened(tmp_path, qtbot, world) as stage:
        offered = stage.controller.offered
        number = {Do.COPY, Do.FORGET, Do.CALL}
        assert set(offered(call())) == {Do.NOTE, Do.ADD, *number}
        assert set(offered(call(number=Number("2008")))) == {Do.NOTE, *number}
        assert set(offered(call(number=None))) == {Do.NOTE}
        assert Do.CALL not in offered(call(number=Number("sip-user")))
        assert Do.PLAY not in offered(call(recording="a.wav"))
        assert Do.UNFOLD in offered(call(parts=2))
        world.session.status = online(capabilities=EVERY_CAPABILITY - {Capability.DIAL})
        assert Do.CALL not in offered(call())


async def test_a_recording_is_played_by_whoever_can(
    tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(1, recording="a.wav")) as stage:
        place = stage.shell.rooms.history.place
        heard: list[tuple[str, str, str]] = []
        place.playing.connect(lambda file, name: heard.append(("play", file, bare(name))))
        place.saving.connect(lambda file, name: heard.append(("save", file, bare(name))))
        stage.page.enter_list()
        stage.press(Key.Key_P, CONTROL)
        assert "no recording" in stage.shell.window.toast.text()
        place.add_page("recordings", "Recordings", QWidget())
        stage.press(Key.Key_P, CONTROL)
        stage.press(Key.Key_S, CONTROL)
        assert heard == [("play", "a.wav", "Caller 0"), ("save", "a.wav", "Caller 0")]


async def test_the_menu_does_it(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    async with opened(tmp_path, qtbot, world, *calls(1)) as stage:
        stage.page.enter_list()
        stage.page.list.menu_wanted.emit(stage.page.list.current, QPoint(0, 0))
        menu = stage.page.list.findChild(QMenu)
        assert menu is not None
        said = {bare(each.text()) for each in menu.actions()}
        assert {"Call +1 235-497-8652\tReturn", "Write a note…\tCtrl+N"} <= said
        note = next(each for each in menu.actions() if "note" in each.text())
        menu.close()
        note.trigger()
        assert stage.page.note.isVisible()


async def test_a_number_is_forgotten_when_it_is_asked_twice(
    tmp_path: Path, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, qtbot, world, *calls(1)) as stage:
        forgotten: list[Number] = []
        traces = Traces(0, 0)

        async def look(_: Number) -> Traces:
            return traces

        async def forget(number: Number) -> int:
            forgotten.append(number)
            return 3

        monkeypatch.setattr(world.privacy, "traces", look)
        monkeypatch.setattr(world.privacy, "forget", forget)
        stage.page.enter_list()
        current = stage.page.list.current
        stage.controller.do(current, Do.FORGET)
        await idle(stage.shell)
        assert not stage.page.question.isVisible()
        traces = Traces(2, 1)
        stage.controller.do(current, Do.FORGET)
        await idle(stage.shell)
        assert "Calls: 2, notes: 1" in stage.page.question.message
        assert stage.page.question.close_button.hasFocus()
        stage.press(Key.Key_Escape)
        assert not stage.page.question.isVisible()
        stage.page.question.acted.emit()
        assert forgotten == []
        stage.controller.do(current, Do.FORGET)
        await idle(stage.shell)
        stage.page.question.acted.emit()
        await idle(stage.shell)
        assert forgotten == [Number("+12354978652")]
        assert stage.page.list.hasFocus()


async def test_what_is_shown_is_exported(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    async with opened(tmp_path, qtbot, world, *calls(2)) as stage:
        stage.page.bar.choose(Kind.INBOUND)
        await stage.settle()
        stage.page.export_button.click()
        dialog = stage.shell.window.findChild(QFileDialog)
        assert dialog is not None
        assert dialog.defaultSuffix() == "csv"
        dialog.fileSelected.emit(str(tmp_path / "calls.csv"))
        dialog.close()
        await idle(stage.shell)
        assert world.history.exported == [
            (HistoryFilter(kind=Kind.INBOUND), tmp_path / "calls.csv")
        ]
        assert "2 calls saved" in bare(stage.shell.window.toast.text())


async def test_how_far_the_pbx_was_read_is_said(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    async with opened(tmp_path, qtbot, world) as stage:
        assert stage.page.state_text == ""
        world.history.busy = True
        world.history.change()
        assert "Reading" in stage.page.state_text
        world.history.busy, world.history.synced_at = False, START
        world.history.change()
        assert "list of calls read" in stage.page.state_text
        world.history.notice = Notice.of("error.not_permitted")
        world.history.change()
        assert stage.page.state_text
        assert "list of calls read" not in stage.page.state_text


async def test_what_cannot_be_read_is_told(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    world.history.error = StorageError("broken")
    async with opened(tmp_path, qtbot, world) as stage:
        await until(lambda: bool(stage.shell.window.notices))
        assert stage.page.count_text == ""
        world.history.error, world.history.calls = None, list(calls(1))
        stage.shell.show_place(Place.CALLS)
        stage.shell.show_place(Place.HISTORY)
        await stage.settle()
        assert stage.page.count_text == "1 call"


async def test_the_end_leaves_no_listener(tmp_path: Path, qtbot: QtBot, world: World) -> None:
    async with opened(tmp_path, qtbot, world):
        assert len(world.history._observers) > 0
    assert len(world.history._observers) == 0
