"""The night sheet on paper: everybody is on it, and the file is whole or not there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice
from ctiapp.tools.scenes_hotel import sheet
from ctiapp.ui import text
from ctiapp.ui.hotel.sheetdocument import SheetWriter, compose, printed, save_pdf
from tests.paper import text_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english", "qapp")


def test_what_is_composed_is_plain_text() -> None:
    before = sheet()
    named = replace(before.wakes[0], guest="<b>Tom</b> & \u202ex")
    document = compose(
        replace(before, wakes=(named,), notices=(Notice.of("error.link_timeout"),)), printed()
    )
    said = text.bare(document.toPlainText())
    assert "<b>Tom</b> & x" in said
    assert "Night desk" in said
    assert "does not answer in time" in said
    assert "None" in said


def test_a_night_is_written_and_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "night.pdf"
    path.write_text("what was there before")
    asyncio.run(SheetWriter().write(sheet(), path))
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


def test_times_can_be_copied_out_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "night.pdf"
    save_pdf(sheet(), path)
    assert f"today {sheet().reds[0].due:%H:%M}" in text_of(path)


def test_a_full_house_takes_more_pages(tmp_path: Path) -> None:
    before = sheet()
    full = replace(before, wakes=before.wakes[1:2] * 200)
    assert save_pdf(full, tmp_path / "full.pdf") > 3
    assert save_pdf(before, tmp_path / "one.pdf") == 1


def test_a_place_that_cannot_be_written_keeps_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        asyncio.run(SheetWriter().write(sheet(), tmp_path / "no" / "night.pdf"))
    assert caught.value.key == "hotel.sheet_not_saved"
    folder = tmp_path / "night.pdf"
    folder.mkdir()
    with pytest.raises(StorageError):
        save_pdf(sheet(), folder)
    assert list(tmp_path.iterdir()) == [folder]
