"""From the box to the call, over a real window."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

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
