"""Who is rung next: the six strategies of a queue (P handbook, l. 11216).

The handbook names them and says a word of each: ``least_recent`` rings who was rung longest ago,
``fewest_calls`` who has answered fewest (in the order of the list where they are equal). The rest
is what Asterisk, which such PBXs are made of, does: ``rrmemory`` goes on where it left off, for
whichever caller; ``linear`` starts each caller at the first agent and goes down the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from ctiapp.simpbx.directory import Agent, Queue


def choose(queue: Queue, free: Sequence[Agent], tried: int, rng: random.Random) -> list[Agent]:
    """Return whom ``queue`` rings next, of those who are ``free`` (in the queue's order).

    ``tried`` is for ``linear``: the place in the queue's list at which this caller goes on.
    """
    if not free or queue.strategy == "ring_all":
        return list(free)
    match queue.strategy:
        case "random":
            return [rng.choice(free)]
        case "least_recent":
            return [min(free, key=lambda agent: agent.rung_s)]
        case "fewest_calls":
            return [min(free, key=lambda agent: agent.served)]
        case "linear":
            start = tried
        case _:
            start = queue.turn
    turns = len(queue.agents)
    chosen = min(free, key=lambda agent: (queue.agents.index(agent) - start) % turns)
    if queue.strategy != "linear":
        queue.turn = (queue.agents.index(chosen) + 1) % turns
    return [chosen]
