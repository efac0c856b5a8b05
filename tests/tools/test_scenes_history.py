"""The pictures of what happened can be drawn, and show every fate."""

from __future__ import annotations

import pytest

from ctiapp.model.history import Fate
from ctiapp.tools.scenes_history import CALLS, FACES, LEGS, SCENES


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SCENES)
def test_each_can_be_drawn(name: str) -> None:
    """Something is painted, as large as the window."""
    drawn = SCENES[name]()
    assert drawn.width() >= 900
    assert drawn.height() >= 600


@pytest.mark.usefixtures("qapp")
def test_what_they_show_is_of_every_kind() -> None:
    """All but one whose outcome nobody knows, and the parts of one."""
    assert {call.fate for call in CALLS} == set(Fate) - {Fate.UNKNOWN}
    assert {FACES.leg(leg).fate for leg in LEGS}
    assert any(FACES.call(call).recorded for call in CALLS)
