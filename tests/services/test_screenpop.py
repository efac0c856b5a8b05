"""Which cards belong on the screen above all windows."""

from __future__ import annotations

from dataclasses import replace

from ctiapp.model.call import Phase
from ctiapp.services.screenpop import PopupStatus, following, meant, pops
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


def test_who_is_meant_of_those_that_ring_or_are_offered() -> None:
    """The one marked by hand, else the oldest that rings, else the oldest offered."""
    cards = Cards()
    for number in range(4):
        cards.call_in(number, inbound("ALERT"), mine("RING", f"{number}"))
    talk, offered, rings, later = cards.desk.cards
    talk = replace(talk, phase=Phase.TALKING)
    offered = replace(offered, phase=Phase.OFFERED)
    marked = replace(later, marked=True)
    assert meant(()) is meant((talk,)) is None
    assert meant((talk, offered)) == offered
    assert meant((talk, offered, rings, later)) == rings
    assert meant((talk, offered, rings, marked)) == marked
    assert meant((talk, replace(offered, marked=True), rings)) == replace(offered, marked=True)
    assert meant((replace(talk, marked=True), rings)) == rings


def test_who_follows_goes_round_past_what_neither_rings_nor_is_offered() -> None:
    """In the order in which they stand on the screen."""
    cards = Cards()
    for number in range(4):
        cards.call_in(number, inbound("ALERT"), mine("RING", f"{number}"))
    first, talk, offered, last = cards.desk.cards
    talk = replace(talk, phase=Phase.TALKING)
    offered = replace(offered, phase=Phase.OFFERED)
    assert following(()) is following((talk,)) is None
    assert following((first, talk)) == first
    assert following((first, talk, offered, last)) == offered
    assert following((first, talk, replace(offered, marked=True), last)) == last
    assert following((first, talk, offered, replace(last, marked=True))) == first
