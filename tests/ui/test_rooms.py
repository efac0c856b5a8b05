"""The signed-in places are made when they are needed, and not before."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.paths import AppPaths
from ctiapp.ui.shell import Shell
from tests.ui.fakes import World, card, idle, online, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english")


async def test_the_signed_out_window_stands_before_them(tmp_path: Path) -> None:
    shell = Shell(World().services, AppPaths.of(tmp_path), version="1")
    shell.show()
    assert shell._rooms is None
    assert shell.window.pages.currentWidget() is shell.signin_page
    await until(lambda: shell._rooms is not None)
    assert shell.window.pages.currentWidget() is shell.signin_page
    await shell.shut_down()


async def test_who_is_signed_in_at_the_start_has_them_at_once(tmp_path: Path) -> None:
    world = World()
    world.session.status = online()
    shell = Shell(world.services, AppPaths.of(tmp_path), version="1")
    assert shell.window.pages.currentWidget() is shell.rooms.place
    await shell.shut_down()


def test_importing_the_window_loads_neither_them_nor_the_network() -> None:
    script = (
        "import sys, ctiapp.ui.shell;"
        "print([m for m in ('ctiapp.ui.rooms', 'ctiapp.ui.calls.view', 'ctiapp.ui.settings.view',"
        " 'httpx', 'websockets', 'keyring', 'truststore', 'phonenumbers', 'aiohttp')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


async def test_esc_takes_a_question_back_and_returns_the_caller_in_one_stroke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = card("2.1", Phase.HELD, consulting=CallId("2.2"), actions=(Verb.ABORT,))
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, waiting, card("2.2", sequence=2), selected="2.2")
        asked = [True]
        monkeypatch.setattr(shell.rooms.people, "escape", lambda: bool(asked and asked.pop()))

        assert shell.rooms.escape()
        await idle(shell)
        assert asked == []
        assert world.calls.orders == [("abort", "2.1")]


async def test_esc_that_took_a_question_back_is_used_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path) as (shell, world):
        monkeypatch.setattr(shell.rooms.people, "escape", lambda: True)
        assert shell.rooms.escape()
        await idle(shell)
        assert world.calls.orders == []
