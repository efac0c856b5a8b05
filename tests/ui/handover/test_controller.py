"""It is gathered when it is opened, and again when asked; then printed or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog

from ctiapp.model.errors import StorageError
from ctiapp.ui.handover import controller
from ctiapp.ui.handover.controller import PAGE, HandoverController
from ctiapp.ui.mainwindow import Place
from tests.ui.fakes import World, idle, staged, until
from tests.ui.handover.shifts import quiet, shift

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english")


def handover_of(shell: Any) -> HandoverController:
    shell.show_place(Place.HISTORY)
    pages = shell.rooms.history.pages
    return next(one for one in pages if isinstance(one, HandoverController))


async def test_it_is_gathered_where_it_is_seen(tmp_path: Path) -> None:
    world = World()
    async with staged(tmp_path, world) as (shell, _):
        handover, place = handover_of(shell), shell.rooms.history.place
        await idle(shell)
        assert world.handovers.gathered == 0
        place.show_page(PAGE)
        await until(lambda: handover.page.sheet is not None)
        assert "Nobody waits" in handover.page.paper.toPlainText()
        world.handovers.facts = shift()
        handover.page.renew.click()
        await until(lambda: "Kristin Hale" in handover.page.paper.toPlainText())
        world.handovers.error = StorageError("gone")
        handover.page.renew.click()
        await until(lambda: bool(handover.page.said.text()))
        assert "Kristin Hale" in handover.page.paper.toPlainText(), "what was there stays"
        assert not handover.escape()


async def test_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = [tmp_path / "a.pdf", tmp_path / "no" / "b.pdf"]
    told: list[str] = []
    monkeypatch.setattr(
        controller, "ask_where", lambda _parent, _title, _name, chosen: chosen(where.pop(0))
    )
    world = World()
    world.handovers.facts = quiet()
    async with staged(tmp_path, world) as (shell, _):
        handover = handover_of(shell)
        monkeypatch.setattr(handover, "_tell", lambda notice: told.append(notice.key))
        handover.page.saved.emit()
        assert len(where) == 2, "nothing to be saved yet"
        shell.rooms.history.place.show_page(PAGE)
        await until(lambda: handover.page.sheet is not None)
        handover.page.save.click()
        handover.page.save.click()
        assert told == ["handover.saved", "handover.not_saved"]
        assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


async def test_the_printer_is_asked_for_beside_the_window(tmp_path: Path) -> None:
    """A call may ring meanwhile: nothing is modal."""
    async with staged(tmp_path) as (shell, _):
        handover = handover_of(shell)
        shell.rooms.history.place.show_page(PAGE)
        await until(lambda: handover.page.sheet is not None)
        handover.page.print.click()
        (dialog,) = handover.page.findChildren(QPrintDialog)
        assert not dialog.isModal()
        dialog.reject()
