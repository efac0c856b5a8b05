"""The list of past calls over a history, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.mainwindow import Place
from tests.ui.fakes import staged

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english")


async def test_the_place_opens_with_the_calls(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.show_place(Place.HISTORY)
        assert shell.rooms.history.place.current == "calls"
        assert not shell.rooms.history.escape()
