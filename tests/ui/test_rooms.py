"""The signed-in places are made when they are needed, and not before."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.paths import AppPaths
from ctiapp.ui.shell import Shell
from tests.ui.fakes import World, online, until

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
