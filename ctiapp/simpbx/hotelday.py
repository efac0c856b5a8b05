"""A day at a hotel's front desk: guests call, and are woken.

Guests answer their phones like anybody; in a vacant room nobody does, until somebody checks in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.bots import Habit, Plan
from ctiapp.simpbx.facts import ExtensionEdited
from ctiapp.simpbx.guestrooms import DEAF_ROOM, ROOMS, furnish
from ctiapp.simpbx.options import USER_EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.scenarios import Stage

FIRST_CALL_S = 4.0
"""How long after a user has subscribed the first guest calls."""

_NOBODY = Habit(misses=1.0)
_SHORT = Plan(answer=(2.0, 9.0), talk=(15.0, 60.0), patience=(50.0, 90.0))
_TRIES = 20


def hotel(stage: Stage) -> None:
    """Open the rooms, and let their guests live in them."""
    exchange = stage.exchange
    furnish(exchange, seed=stage.seed)
    stage.bots.plan = _SHORT
    stage.bots.habits = {number: _NOBODY for number in ROOMS if not _lives(stage, number)}

    def look(fact: Fact) -> None:
        if isinstance(fact, ExtensionEdited) and fact.extension in ROOMS:
            if _lives(stage, fact.extension):
                stage.bots.habits.pop(fact.extension, None)
            else:
                stage.bots.habits[fact.extension] = _NOBODY

    stage.at_the_end(exchange.listen(look))
    stage.at_the_end(stage.bots.habits.clear)
    ways: list[Callable[[], object]] = [
        lambda: _from_room(stage, USER_EXTENSION),
        lambda: _from_room(stage, USER_EXTENSION),
        lambda: stage.call_in(stage.any_caller(), USER_EXTENSION, _SHORT),
        lambda: _from_room(stage, USER_EXTENSION),
        lambda: stage.call_in(stage.any_caller(), "6400", _SHORT),
    ]
    turn = 0

    def ring() -> None:
        nonlocal turn
        ways[turn % len(ways)]()
        turn += 1
        stage.later(stage.random.uniform(25.0, 60.0), ring)

    stage.when_user_present(lambda: stage.later(FIRST_CALL_S, ring))
    stage.repeat((60.0, 180.0), lambda: _from_room(stage, stage.random.choice(ROOMS)))
    stage.repeat((60.0, 180.0), lambda: _from_room(stage, stage.known_caller()))


def _lives(stage: Stage, number: str) -> bool:
    """Whether anybody is in a room who would answer its phone."""
    entry = stage.exchange.directory.extensions.get(number)
    return entry is not None and bool(entry.name) and number != DEAF_ROOM


def _from_room(stage: Stage, to: str) -> None:
    """Let a guest call a number."""
    for _ in range(_TRIES):
        number = stage.random.choice(ROOMS)
        free = number != to and stage.exchange.state_of(number) == "idle"
        if free and _lives(stage, number):
            stage.bots.behave(stage.exchange.router.dial(number, to), _SHORT)
            return
