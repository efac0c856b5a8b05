"""What letting a call go on somebody would do, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.people.offers import SENDING, can, offer, offer_several
from tests.ui.fakes import card, ended

if TYPE_CHECKING:
    from ctiapp.services.cards import Card

pytestmark = pytest.mark.usefixtures("english")
ACTIONS = (Verb.HOLD, *SENDING)
TALK = card("1", actions=ACTIONS)


def anna(lamp: Lamp = Lamp.FREE) -> Person:
    return Person("Anna Simmons", Number("2008"), lamp)


@pytest.mark.parametrize(
    ("verb", "headline"),
    [
        (Verb.TRANSFER, "Transfer Joseph Goffin to Anna Simmons"),
        (Verb.CONSULT, "Consult Anna Simmons first, Joseph Goffin waits"),
        (
            Verb.SAFE_TRANSFER,
            "Transfer Joseph Goffin to Anna Simmons, and take back if nobody answers",
        ),
        (Verb.ADD, "Add Anna Simmons to the call with Joseph Goffin"),
    ],
)
def test_it_says_what_it_does(verb: Verb, headline: str) -> None:
    made = offer(TALK, anna(), verb)
    assert text.bare(made.headline) == headline
    assert (made.verb, made.possible, made.warning) == (verb, True, "")


@pytest.mark.parametrize(
    ("lamp", "warning"),
    [
        (Lamp.TALKING, "Anna Simmons is on a call: transfer anyway"),
        (Lamp.RINGING, "Anna Simmons is being called: transfer anyway"),
        (Lamp.DO_NOT_DISTURB, "Anna Simmons does not want to be disturbed: transfer anyway"),
        (Lamp.UNREGISTERED, "Anna Simmons has no phone registered: transfer anyway"),
        (Lamp.LUNCH, "Anna Simmons: At lunch: transfer anyway"),
        (Lamp.UNKNOWN, ""),
    ],
)
def test_it_says_what_speaks_against_it(lamp: Lamp, warning: str) -> None:
    made = offer(TALK, anna(lamp), Verb.TRANSFER)
    assert text.bare(made.warning) == warning
    assert made.possible


def test_whoever_is_consulted_is_called_anyway() -> None:
    made = offer(TALK, anna(Lamp.TALKING), Verb.CONSULT)
    assert text.bare(made.warning) == "Anna Simmons is on a call: call anyway"


def test_nobody_is_sent_to_themselves() -> None:
    made = offer(card("1", actions=ACTIONS, number=Number("2008")), anna(), Verb.TRANSFER)
    assert not made.possible
    assert text.bare(made.headline) == "Anna Simmons is in this call already"


@pytest.mark.parametrize(
    "call",
    [
        card("1", Phase.RINGING),
        card("1", actions=ACTIONS, pending=frozenset({Verb.TRANSFER})),
        card("1", actions=ACTIONS, pending=frozenset({Verb.PARK})),
        ended(TALK, EndReason.HUNG_UP, actions=ACTIONS),
    ],
)
def test_what_cannot_be_done_is_said_and_not_offered(call: Card) -> None:
    assert not can(call, Verb.TRANSFER)
    made = offer(call, anna(), Verb.TRANSFER)
    assert (made.possible, made.wanted) == (False, Verb.TRANSFER)
    assert "not possible" in text.bare(made.headline)


def test_of_several_numbers_it_says_that_one_is_asked_for() -> None:
    """Without a number, and only where anything can be done with the call at all."""
    made = offer_several(TALK, anna(), Verb.TRANSFER)
    assert text.bare(made.headline) == "Transfer Joseph Goffin to Anna Simmons"
    assert (made.possible, made.several) == (True, anna())
    over = offer_several(card("1", actions=(Verb.HOLD,)), anna(), Verb.TRANSFER)
    assert (over.possible, over.several) == (False, None)


def test_what_the_pbx_cannot_do_is_not_put_off_to_later() -> None:
    """It says so, not that it is impossible now."""
    bare = card("1", actions=(Verb.HOLD,), lacks=frozenset({Verb.CONSULT}))
    made = offer(bare, anna(), Verb.CONSULT)
    assert "this PBX cannot do that" in text.bare(made.headline)
    assert not made.possible
    assert "not possible" in text.bare(offer(bare, anna(), Verb.TRANSFER).headline)
