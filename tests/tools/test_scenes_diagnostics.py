"""The pictures of the pages of diagnostics can be drawn, and show something of everything."""

from __future__ import annotations

import pytest

from ctiapp.tools.scenes_diagnostics import FILES, HEALTH, SCENES
from ctiapp.ui.diagnostics.viewmodel import fact_rows


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SCENES)
def test_each_can_be_drawn(name: str) -> None:
    """Something is painted, as large as the window."""
    drawn = SCENES[name]()
    assert drawn.width() >= 900
    assert drawn.height() >= 600


def test_what_they_show_is_of_every_kind() -> None:
    """No fact stands empty, and each file of a report has a line."""
    assert all(row.value for row in fact_rows(HEALTH))
    assert {one.name for one in FILES} >= {"log.txt", "crash.txt", "capture.jsonl"}
