"""What is said beside a call."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.ids import CallId
from tests.model.said import ext, inbound, mine, outbound
from tests.services.fakes import settle

if TYPE_CHECKING:
    from tests.services.fakes import World

FIRST = CallId("1.1")


async def greeted(world: World) -> None:
    """The queue and a number have a greeting."""
    kept = MappingProxyType({"6402": "Support", "+15550100": "Acme Dental"})
    world.preferences.change(lambda settings: replace(settings, greetings=kept))
    await world.sign_in()


async def test_as_whom_the_called_number_is_greeted(world: World) -> None:
    """The number first, then the queue."""
    await greeted(world)
    world.link.told(inbound("ALERT", to="+15550100"), mine("RING", via="6402"))
    world.link.told(inbound("ALERT", channel="x"), mine("RING", "x", via="6402"), call_id="2.1")
    greets = [card.greet for card in world.desk.cards]
    assert greets == ["Acme Dental", "Support"]
    await settle()


async def test_nobody_is_greeted_whom_one_calls(world: World) -> None:
    """A queue that one dials oneself is none that called here."""
    await greeted(world)
    world.link.told(ext("2000", "ANSWERED", via="6402"), outbound("RING"))
    (card,) = world.desk.cards
    assert card.greet is None
    await settle()


async def test_a_note_changes_the_card_at_once(world: World) -> None:
    """Whoever looks at the cards sees it, and what stays the same is told to nobody."""
    await greeted(world)
    world.link.told(inbound("ALERT"), mine("RING"))
    seen: list[str] = []
    world.desk.subscribe(lambda cards: seen.extend(card.note for card in cards))
    world.notes.write(FIRST, "a")
    world.notes.write(FIRST, "a")
    assert seen == ["a"]
    await settle()


async def test_the_sentence_is_said_while_it_is_recorded(world: World) -> None:
    """From when it is asked for on; not on a pause, and not where the user set none."""
    said = "May I record this?"
    await world.sign_in()
    world.preferences.change(lambda settings: replace(settings, consent_text=said))
    world.link.told(inbound("ANSWERED"), mine("ANSWER"))
    consents = [world.desk.cards[0].consent]
    await world.calls.record(FIRST)
    consents.append(world.desk.cards[0].consent)
    await world.calls.pause_recording(FIRST)
    consents.append(world.desk.cards[0].consent)
    await world.calls.resume_recording(FIRST)
    consents.append(world.desk.cards[0].consent)
    world.preferences.change(lambda settings: replace(settings, consent_text=""))
    world.desk.refresh()
    consents.append(world.desk.cards[0].consent)
    assert consents == ["", said, "", said, ""]
    await settle()
