"""By which way a call came."""

from __future__ import annotations

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.number import Number
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.calls.way import Way
from tests.ui.fakes import card, ended

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def way(qtbot) -> Way:
    """The line."""
    made = Way()
    qtbot.addWidget(made)
    return made


def test_what_was_typed_on_the_way(way: Way) -> None:
    """Behind the queue that they came through; gone with the call."""
    came = card(
        phase=Phase.RINGING, via_number=Number("6402"), via_name="Support", trunk="", digits="2*1"
    )
    way.show_face(faces([came], None)[0], "Esc")
    assert (way.name.whole, way.after.whole) == ("Support", "(6402) · typed 2*1")
    way.show_face(faces([ended(came, EndReason.CALLER_GAVE_UP)], None)[0], "Esc")
    assert "typed" not in way.after.whole
