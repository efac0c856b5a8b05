"""The right half of a card."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.number import Number
from ctiapp.services.callers import CallerLine, LastTalk
from ctiapp.ui.calls.callerpart import CallerPart
from tests.ui.fakes import card, ended

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def part(qtbot) -> CallerPart:
    """Shown."""
    made = CallerPart()
    qtbot.addWidget(made)
    return made


def test_as_whom_they_called(part: CallerPart) -> None:
    """The greeting in bold, the number behind it; without one the number alone."""
    part.show_card(card(phase=Phase.RINGING, greet="Acme Dental", did=Number("5503301")))
    assert part.greet.whole == "Acme Dental"
    assert part.said == "Called as Acme Dental (5503301)"
    part.show_card(card(phase=Phase.RINGING, greet="Support"))
    assert part.said == "Called as Support"
    part.show_card(card(phase=Phase.RINGING, did=Number("5503301")))
    assert (part.said, part.greet.isHidden()) == ("Called 5503301", True)


def test_their_past_and_the_last_note(part: CallerPart) -> None:
    """Below it; nothing where nothing is known, and nothing of a call that is over."""
    line = CallerLine(3, 2, LastTalk("Maria", datetime.now(UTC)), "wants the invoice again")
    ringing = card(phase=Phase.RINGING, caller=line)
    part.show_card(ringing)
    assert part.past.whole.startswith("3rd call today, 2 abandoned · last spoke to Maria, today")
    assert part.note.whole == "“wants the invoice again”"
    part.show_card(card(phase=Phase.RINGING))
    assert part.isHidden()
    part.show_card(ended(ringing, EndReason.HUNG_UP))
    assert part.isHidden()
