"""The night sheet: gathered when it is opened, saved, printed beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrintDialog

from ctiapp.model.errors import LinkTimeout
from ctiapp.ui.hotel import sheetwork
from ctiapp.ui.hotel.sheetwork import SheetWork
from tests.ui.hotel.house import House, stage

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("scheme")


async def test_it_is_gathered_saved_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = [tmp_path / "a.pdf", tmp_path / "no" / "b.pdf"]
    names: list[str] = []

    def ask(_parent: object, _title: str, name: str, chosen: object) -> None:
        names.append(name)
        chosen(where.pop(0))  # type: ignore[operator]

    monkeypatch.setattr(sheetwork, "ask_where", ask)
    house = House()
    async with stage(house) as shown:
        work = SheetWork(shown.bench)
        work.page.saved.emit()
        assert names == [], "nothing to be saved yet"
        work.open()
        assert shown.place.page is work.page
        await shown.idle()
        work.page.save.click()
        work.page.save.click()
        assert shown.keys == ["hotel.sheet_saved", "hotel.sheet_not_saved"]
        assert names[0] == "night-sheet-20261122.pdf"
        work.page.print.click()
        (dialog,) = work.page.findChildren(QPrintDialog)
        assert not dialog.isModal()
        dialog.reject()
        house.sheets.error = LinkTimeout("slow")
        work.page.renew.click()
        await shown.idle()
        assert "in time" in work.page.said.text()
        assert work.page.sheet is not None
        work.page.back.click()
        assert shown.place.page is None
