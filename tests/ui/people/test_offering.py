"""What speaks against somebody: their phone, what calling them costs, an empty queue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.commands import Verb
from ctiapp.model.directory import LineState, PersonKey, Presence
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture
from ctiapp.state import changes
from ctiapp.ui import text
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.people.offering import Offering
from ctiapp.ui.people.offers import SENDING
from ctiapp.ui.people.ways import Way
from tests.ui.agent.sheets import other, queue
from tests.ui.fakes import World, card

pytestmark = pytest.mark.usefixtures("english", "qapp")
TALK = card("1", actions=SENDING)
ANNA = Person("Anna Simmons", Number("2008"), Lamp.UNKNOWN)


@pytest.fixture
def world() -> World:
    return World()


def against(world: World, who: Person = ANNA) -> str:
    made = Offering(world.services, world.lamps).at(TALK, who, Verb.TRANSFER)
    assert made.possible
    return text.bare(made.warning)


def test_a_contact_who_is_a_colleague_has_a_lamp(world: World) -> None:
    assert against(world) == ""
    world.lamps.light("2008", changes.Lamp(LineState.IDLE, Presence.DO_NOT_DISTURB))
    assert against(world) == "Anna Simmons does not want to be disturbed: transfer anyway"


def test_a_lamp_that_is_known_is_not_asked_for(world: World) -> None:
    world.lamps.light("2008", changes.Lamp(LineState.IDLE, Presence.DO_NOT_DISTURB))
    assert against(world, replace(ANNA, lamp=Lamp.FREE)) == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("2008", "Calls to 2008 may cost a lot: transfer anyway"),
        ("*97", "*97 is a code that commands the PBX: transfer anyway"),
        ("3008", ""),
    ],
)
def test_what_a_number_costs_or_does_is_said(world: World, number: str, said: str) -> None:
    world.preferences.change(lambda s: replace(s, premium_prefixes=("20",)))
    assert against(world, replace(ANNA, number=Number(number))) == said


def test_a_queue_without_agents_is_said_to_be_so(world: World) -> None:
    """Where it is not known whether they are logged in, that is no reason."""
    alone = replace(other("2009"), logged_in=False)
    world.agents.picture = AgentPicture(queues=(queue("2008", agents=(alone,)),))
    assert against(world) == "Nobody is logged in to Anna Simmons: transfer anyway"
    there = replace(alone, logged_in=None)
    world.agents.picture = AgentPicture(queues=(queue("2008", agents=(there,)),))
    assert against(world) == ""


def test_on_somebody_with_several_numbers_one_is_asked_for(world: World) -> None:
    """Nothing is said against any of them before it is chosen."""
    world.preferences.change(lambda s: replace(s, premium_prefixes=("20",)))
    ways = (Way(Number("2008"), "Mobile", "2008"), Way(Number("3008"), "Home phone", "3008"))
    who = replace(ANNA, ways=ways, key=PersonKey("own:1"))
    made = Offering(world.services, world.lamps).to(TALK, who, Verb.TRANSFER)
    assert (made.several, made.warning, made.key) == (who, "", "own:1")
    one = Offering(world.services, world.lamps).to(TALK, ANNA, Verb.TRANSFER)
    assert (one.several, one.number) == (None, ANNA.number)
