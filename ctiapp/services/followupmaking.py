"""Puts the follow-up list together of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.services.agentchoice import all_mine
from ctiapp.services.followupasks import FollowUpAsks
from ctiapp.services.followups import FollowUps, Who

if TYPE_CHECKING:
    import random

    from ctiapp.model.number import Number
    from ctiapp.services.directory import Directory
    from ctiapp.services.followups import Keeper, Past
    from ctiapp.services.numbering import Numbering
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session
    from ctiapp.state.store import Store


def make_follow_ups(
    keeper: Keeper,
    past: Past,
    *,
    store: Store,
    clock: Clock,
    session: Session,
    numbering: Numbering,
    directory: Directory,
    rng: random.Random | None = None,
) -> FollowUps:
    """Make it, and have it hear of all that it depends on.

    Args:
        keeper: the file.
        past: the history.
        store: how the link stands, and who works in one's queues.
        clock: both clocks.
        session: whom to ask.
        numbering: how numbers are read.
        directory: who has a number.
        rng: for how long to wait after a sign-in.
    """
    who = Who(directory.identify, directory.contact, lambda: numbering.plan)
    made = FollowUps(keeper, past, clock, who)

    def is_colleague(number: Number) -> bool:
        """Whoever works in one of one's queues; where one has none, anybody of the house."""
        mine = [queue.queue for queue, _ in all_mine(store.agents)]
        if mine:
            return any(queue.kind_of(number) is not None for queue in mine)
        return any(each.number == number for each in directory.extensions)

    FollowUpAsks(
        store,
        clock,
        made,
        plan=lambda: numbering.plan,
        is_colleague=is_colleague,
        pbx=lambda: session.pbx,
        rng=rng,
    )
    directory.subscribe(lambda progress: made.refresh() if progress.done else None)
    numbering.subscribe(lambda _: made.refresh())
    return made
