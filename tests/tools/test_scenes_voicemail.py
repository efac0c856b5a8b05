"""The pictures of messages can be drawn."""

from __future__ import annotations

import pytest

from ctiapp.tools.scenes_voicemail import SCENES


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SCENES)
def test_each_can_be_drawn(name: str) -> None:
    """Something is painted, as large as the window."""
    drawn = SCENES[name]()
    assert drawn.width() >= 900
    assert drawn.height() >= 600
