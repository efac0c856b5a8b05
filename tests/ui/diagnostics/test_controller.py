"""From the settings to the pages of diagnostics and back; a report is shown, then written."""

from __future__ import annotations

import zipfile
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ctiapp.paths import AppPaths
from ctiapp.services.diagnosticfiles import DiagnosticSources, Places
from ctiapp.tools.scenes_diagnostics import HEALTH
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.shell import Shell
from tests.ui.fakes import World, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ctiapp.services.diagnostics import Health

pytestmark = pytest.mark.usefixtures("english")


class Known:
    """Stands for how the application does."""

    def health(self) -> Health:
        return HEALTH


class Kept:
    """Stands for the last minutes of the stream."""

    on = False

    def switch(self, *, on: bool) -> None:
        self.on = on

    def text(self) -> str | None:
        return "{}\n" if self.on else None


class CutOff:
    """The run before was cut off."""

    unclean: object | None = "killed"

    def seen_to(self) -> None:
        self.unclean = None


@asynccontextmanager
async def shown(tmp_path: Path, last_run: CutOff) -> AsyncIterator[tuple[Shell, Kept]]:
    """A window whose diagnostics stand on these."""
    kept = Kept()
    places = Places(tmp_path / "log", tmp_path / "crash", tmp_path / "settings")
    sources = DiagnosticSources("1", Known(), kept, places, last_run)  # type: ignore[arg-type]
    shell = Shell(World().services, AppPaths.of(tmp_path), version="1", sources=lambda: sources)
    shell.show()
    await until(lambda: shell._rooms is not None)
    yield shell, kept
    await shell.shut_down()


async def test_from_the_settings_and_back(tmp_path: Path) -> None:
    """Esc leads back step by step; another place closes it."""
    async with shown(tmp_path, CutOff()) as (shell, kept):
        pages = shell.rooms.diagnostics
        assert pages is not None
        current = shell.window.pages.currentWidget
        shell.show_place(Place.SETTINGS)
        shell.rooms.settings_page.diagnostics.emit()
        assert current() is pages.page
        QTest.keyClick(pages.page.keep, Qt.Key.Key_Space)
        assert kept.on
        pages.page.save_button.click()
        await until(lambda: current() is pages.save_page)
        assert [one.name for one in pages.save_page.ticked][-1] == "capture.jsonl"
        assert shell._on_escape()
        assert current() is pages.page
        assert shell._on_escape()
        assert current() is shell.rooms.settings_page

        shell.rooms.open_diagnostics()
        shell.show_place(Place.CALLS)
        shell.show_place(Place.SETTINGS)
        assert current() is shell.rooms.settings_page
        assert not shell.rooms.escape()


async def test_what_is_saved_is_what_was_shown_and_the_offer_is_gone(tmp_path: Path) -> None:
    """The dialog blocks nothing; the file has what was ticked."""
    last_run = CutOff()
    async with shown(tmp_path, last_run) as (shell, _):
        offer = shell.rooms._offer
        assert offer is not None
        assert not offer.banner.isHidden()
        offer.banner.acted.emit()
        pages = shell.rooms.diagnostics
        assert pages is not None
        await until(lambda: pages.open_page is pages.save_page)
        pages.save_page.list.item(1).setCheckState(Qt.CheckState.Unchecked)
        pages.save_page.save_button.click()
        (dialog,) = shell.window.findChildren(QFileDialog)
        assert not dialog.isModal()
        report = tmp_path / "report.zip"
        dialog.fileSelected.emit(str(report))
        await until(lambda: pages.open_page is None)
        dialog.close()

        with zipfile.ZipFile(report) as archive:
            assert archive.namelist() == ["diagnostics.json", "settings.json", "log.txt"]
        assert last_run.unclean is None
        assert offer.banner.isHidden()


async def test_where_it_cannot_be_written_the_user_hears_of_it(tmp_path: Path) -> None:
    """The page stays, and another place can be chosen."""
    last_run = CutOff()
    async with shown(tmp_path, last_run) as (shell, _):
        pages = shell.rooms.diagnostics
        assert pages is not None
        pages.show_report()
        await until(lambda: pages.open_page is pages.save_page)
        pages.write(tmp_path / "nowhere" / "report.zip", pages.save_page.ticked)
        await until(lambda: bool(shell.window.notices))
        assert shell.window.notices[0][0].key == "diagnostics.file"
        assert pages.open_page is pages.save_page
        assert last_run.unclean is not None
