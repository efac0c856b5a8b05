"""Which cards belong on the screen above all windows."""

from __future__ import annotations

from dataclasses import replace

from ctiapp.model.call import Phase
from ctiapp.services.screenpop import PopupStatus, pops
from tests.model.said import inbound, mine
from tests.services.test_desk import Cards


def test_ringing_cards_pop_the_oldest_first_while_the_picture_is_live() -> None:
    """One's own dialling, a talk and an ended call do not."""
    cards = Cards()
    cards.call_in(1, inbound("ALERT"), mine("RING", "a"))
    cards.call_in(2, mine("ALERT", "b"))
    cards.call_in(3, inbound("ANSWERED"), mine("ANSWER", "c"))
    cards.call_in(4, inbound("ALERT"), mine("RING", "d"))
    cards.call_in(5, inbound("ALERT"), mine("RING", "e"))
    cards.said(inbound("BYE"), call_id="5.1")
    assert [card.call_id for card in pops(cards.desk.cards)] == ["1.1", "4.1"]
    offered = replace(cards.card("2.1"), phase=Phase.OFFERED)
    assert pops([offered, replace(offered, stale=True)]) == (offered,)


def test_nothing_popped_yet() -> None:
    """There is an object all the same."""
    assert PopupStatus() == PopupStatus(visible=False, call_id=None, latency_ms=None)
