"""A call that comes in: the pop, the card, and how both go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.conftest import Office

POP = "^Incoming call$"


def test_a_ring_becomes_a_card_that_says_who_and_through_what(office: Office) -> None:
    """An outside call through a queue: number, queue by name, pop on the screen."""
    call_id = office.pbx.call("5503301", via="6402")

    status = office.app.pops(call_id)

    call = office.app.call(call_id)
    assert (call["state"], call["direction"]) == ("ringing", "inbound")
    assert call["remote"]["number"] == "5503301"
    assert call["via"] == {"number": "6402", "name": "Support"}
    assert call["trunk"]
    assert len(office.display.windows(POP)) == 1
    office.pbx.gives_up(call_id)
    office.app.pops(None)
    assert status
