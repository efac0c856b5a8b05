"""The night sheet is on the disk in the evening, once, whatever happened at its hour."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx


def files(folder: Path) -> list[Path]:
    """What lies there."""
    return sorted(folder.iterdir())


def test_it_is_written_where_nobody_was_there_at_its_hour(
    start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The program starts a quarter of an hour late; a second start finds it written."""
    pbx = start_pbx("--scenario", "hotel")
    now = datetime.fromisoformat(pbx.do("clock")["local"])
    due = now - timedelta(minutes=15)
    folder, data = tmp_path / "sheets", tmp_path / "data"
    folder.mkdir()
    data.mkdir()
    settings = {
        "version": 1,
        "hotel": True,
        "hotel_rooms": "Rooms",
        "night_sheet_at": f"{due:%H:%M}",
        "night_sheet_dir": str(folder),
    }
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")

    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()
    app.until("the sheet", lambda _: bool(files(folder)))

    (sheet,) = files(folder)
    assert sheet.name == f"night-sheet-{due:%Y-%m-%d}.pdf"
    written = sheet.read_bytes()
    assert written.startswith(b"%PDF")
    app.close()

    again = start_app(*as_options(pbx, tmp_path / "secret"))
    again.online()
    again.until("the rooms", lambda _: len(again.ask("room", "list")["rooms"]) == 120)
    again.until("the wake-up calls", lambda _: bool(again.ask("room", "show", "102")["wakeups"]))
    again.close()

    assert files(folder) == [sheet]
    assert sheet.read_bytes() == written
