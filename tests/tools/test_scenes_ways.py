"""The pictures of somebody with several numbers can be drawn."""

from __future__ import annotations

import pytest

from ctiapp.tools.scenes_ways import SCENES


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SCENES)
def test_each_can_be_drawn(name: str) -> None:
    """Something is painted: a window, or the menu alone."""
    drawn = SCENES[name]()
    image = drawn.toImage()
    assert drawn.width() >= 300
    line = image.height() // 4  # of the first line that can be chosen, in the menu
    assert len({image.pixel(x, y) for x in range(0, 300, 3) for y in (line, 3 * line)}) > 1
