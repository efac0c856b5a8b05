"""The signed-out window stands on the settings alone, and is what the whole window takes over."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.logintries import FailedLogIns
from ctiapp.paths import AppPaths
from ctiapp.settings import Profile, Settings
from ctiapp.ui.front import GEOMETRY, Front
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.shell import Shell
from ctiapp.ui.signin.viewmodel import Form
from tests.ui.fakes import World, online, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english")

KEPT = Profile("2001@pbx", "p-series", "https://pbx:8088", "client", "2001")


@pytest.fixture
def front_of() -> Iterator[Callable[[Settings], Front]]:
    """Make fronts, and put them away."""
    made: list[Front] = []

    def make(settings: Settings) -> Front:
        made.append(Front(settings))
        return made[-1]

    yield make
    for front in made:
        front.window.deleteLater()
        front.theme.close()


def test_who_never_signed_in_sees_an_empty_form(front_of: Callable[[Settings], Front]) -> None:
    front = front_of(Settings())

    assert front.window.pages.currentWidget() is front.page
    assert front.page.form == Form()
    assert front.window.nav(Place.CALLS).isChecked()
    assert front.window.search.isHidden()
    assert front.window.nav(Place.PEOPLE).isHidden()


def test_the_last_sign_in_stands_in_the_form(front_of: Callable[[Settings], Front]) -> None:
    """With how many tries are left, and where the window stood."""
    now = datetime.now(UTC)
    failed = FailedLogIns(KEPT.url, KEPT.client_id, 2, now)
    kept = Settings(
        profiles=(KEPT,),
        last_profile=KEPT.name,
        failed_log_ins=(failed,),
        geometry=MappingProxyType({GEOMETRY: "40,50,1000,700,normal"}),
    )
    front = front_of(kept)

    assert (front.page.form.address, front.page.form.extension) == (KEPT.url, "2001")
    assert str(failed.left) in front.page.tries.text()
    assert front.window.height() == 700


async def test_the_whole_window_takes_it_over_as_it_stands(tmp_path: Path) -> None:
    front = Front(Settings())
    front.window.show()
    front.page.secret.edit.setText("typed")
    await until(lambda: front.window.painted)

    shell = Shell(World().services, AppPaths.of(tmp_path), version="1", front=front)
    shell.show()
    assert (shell.window, shell.signin_page, shell.theme) == (
        front.window,
        front.page,
        front.theme,
    )
    assert shell._rooms is None
    await until(lambda: shell._rooms is not None)
    await shell.shut_down()


async def test_who_is_signed_in_by_then_sees_no_form(tmp_path: Path) -> None:
    world = World()
    world.session.status = online()
    shell = Shell(world.services, AppPaths.of(tmp_path), version="1", front=Front(Settings()))

    assert shell.window.pages.currentWidget() is shell.rooms.place
    await shell.shut_down()
