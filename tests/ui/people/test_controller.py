"""The place of the people, bound to the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.paths import AppPaths
from ctiapp.services.connection import ConnectionStatus
from ctiapp.ui.keymap import Action
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.shell import Shell
from tests.ui.fakes import World, online

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english")


async def test_the_place_is_made_when_it_is_first_opened(tmp_path: Path) -> None:
    world = World()
    world.session.status = online()
    shell = Shell(world.services, AppPaths.of(tmp_path), version="1")
    people, made = shell.rooms.people, []
    people.made.connect(made.append)
    assert not people.opened
    assert not shell.window.nav(Place.PEOPLE).isHidden()

    shell.on_action(Action.PEOPLE)
    assert made == [people.place]
    assert shell.window.pages.currentWidget() is people.place
    assert shell.window.nav(Place.PEOPLE).isChecked()
    await shell.shut_down()


async def test_nobody_is_there_while_nobody_is_signed_in(tmp_path: Path) -> None:
    shell = Shell(World().services, AppPaths.of(tmp_path), version="1")
    shell.on_action(Action.PEOPLE)
    assert shell.window.nav(Place.PEOPLE).isHidden()
    assert shell.window.pages.currentWidget() is shell.signin_page
    assert not shell.rooms.people.opened
    await shell.shut_down()


async def test_whoever_signs_out_there_stands_at_the_sign_in(tmp_path: Path) -> None:
    world = World()
    world.session.status = online()
    shell = Shell(world.services, AppPaths.of(tmp_path), version="1")
    shell.on_action(Action.PEOPLE)
    world.session.status = ConnectionStatus()
    shell.on_status(world.session.status)
    assert shell.window.pages.currentWidget() is shell.signin_page
    assert shell.window.nav(Place.CALLS).isChecked()
    await shell.shut_down()
