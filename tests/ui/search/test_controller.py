"""From the box to the call, over a real window."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ctiapp.model.errors import NotPermitted
from ctiapp.model.number import Number
from ctiapp.services.lookup import DirectoryProgress
from tests.ui.fakes import idle, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


async def test_while_a_call_is_set_up_a_second_one_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.calls.gate = asyncio.Event()
        shell.rooms.search.call(Number("2008"))
        await until(lambda: bool(world.calls.orders))
        assert "Calling" in shell.window.results.message.text()
        shell.rooms.search.call(Number("2003"))
        assert "being set up" in shell.window.toast.text()

        world.calls.gate.set()
        await idle(shell)
        assert world.calls.orders == [("dial", "2008")]
        assert shell.window.results.isHidden()


async def test_what_is_typed_while_a_call_is_set_up_stays(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.calls.gate = asyncio.Event()
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "2003")
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await until(lambda: bool(world.calls.orders))
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "anna")
        world.calls.gate.set()
        await idle(shell)
        assert shell.window.search.text() == "anna"
        assert shell.window.search.hasFocus()
        assert shell.window.results.rows[0].isVisible()

        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("dial", "2003"), ("dial", "2008")]
        assert shell.window.search.text() == ""


async def test_an_emergency_number_does_not_wait_for_a_call_that_is_set_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Refused, it is said, and there again for another Enter."""
    async with staged(tmp_path) as (shell, world):
        world.calls.gate = asyncio.Event()
        shell.rooms.search.call(Number("2003"))
        await until(lambda: bool(world.calls.orders))
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "112")
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await until(lambda: len(world.calls.orders) == 2)
        assert world.calls.orders[1] == ("dial", "112")
        assert shell.window.search.text() == ""

        world.calls.error = NotPermitted("no")
        world.calls.gate.set()
        await idle(shell)
        assert [notice.key for notice, _ in shell.window.notices] == [NotPermitted.key]
        assert shell.window.search.text() == "112"
        world.calls.error = None
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await idle(shell)
        assert world.calls.orders[2:] == [("dial", "112")]


async def test_a_link_waits_while_a_call_is_set_up(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.calls.gate = asyncio.Event()
        shell.rooms.search.call(Number("2003"))
        await until(lambda: bool(world.calls.orders))
        shell.rooms.search.prefill("2008")
        assert "being set up" in shell.window.toast.text()
        assert shell.window.search.text() == ""
        assert "2003" in shell.window.results.message.text()

        world.calls.gate.set()
        await idle(shell)


async def test_what_had_the_keyboard_may_be_gone(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        field = QLineEdit(shell.window)
        field.show()
        field.setFocus()
        shell.rooms.search.focus()
        shiboken6.delete(field)
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Escape)

        assert not shell.window.search.hasFocus()


async def test_a_feature_code_is_dialled_by_the_second_enter_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "*97")
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == []
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == [("dial", "*97")]


async def test_leaving_the_box_takes_its_question_back(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "*97")
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        shell.rooms.place.people.setFocus()
        assert shell.window.results.isHidden()
        shell.rooms.search.focus()
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == []


async def test_focusing_selects_what_stands_there(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.window.search.setText("anna")
        shell.rooms.search.focus()

        assert shell.window.search.selectedText() == "anna"


async def test_names_that_come_late_appear_without_a_key(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "zoe")
        assert not any(row.isVisible() for row in shell.window.results.rows)
        world.directory.put(("Zoe Adams", "2050"))
        world.directory.load(DirectoryProgress(1, 1, done=True))
        await until(lambda: any(row.isVisible() for row in shell.window.results.rows))

        assert shell.window.results.rows[0].parts[0] == "Zoe Adams"


async def test_it_gets_ready_once_there_are_names_and_once_all_are_there(tmp_path: Path) -> None:
    """Not with every step of a load; and for another PBX anew."""
    async with staged(tmp_path) as (shell, world):
        await idle(shell)
        search, directory = shell.rooms.search, world.directory
        at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

        def told(progress: DirectoryProgress) -> int:
            before = directory.readied
            directory.progress = progress
            search.refresh()
            return before

        told(DirectoryProgress())
        told(DirectoryProgress(10, 20))
        await idle(shell)
        before = told(DirectoryProgress(10, 20, as_of=at))
        told(DirectoryProgress(15, 20, as_of=at))
        await idle(shell)
        assert directory.readied == before + 1
        told(DirectoryProgress(20, 20, done=True, as_of=at))
        told(DirectoryProgress(20, 20, done=True, as_of=at))
        await idle(shell)
        assert directory.readied == before + 2
