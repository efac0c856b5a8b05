"""Which of one's own queues a verb means, and what makes no sense there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentVerb
from ctiapp.model.errors import InvalidState, UsageError

if TYPE_CHECKING:
    from ctiapp.model.ids import QueueId
    from ctiapp.state.agentrecords import AgentRecord, QueueRecord
    from ctiapp.state.agents import AgentBook

Mine = tuple["QueueRecord", "AgentRecord"]
"""A queue with oneself in it."""


def all_mine(book: AgentBook) -> list[Mine]:
    """Every queue in which one is an agent."""
    found = [(queue, book.mine(queue)) for queue in book.queues.values()]
    return [(queue, me) for queue, me in found if me is not None]


def chosen(book: AgentBook, queue_ids: tuple[QueueId, ...] | None) -> list[Mine]:
    """The queues that are meant; None: all.

    Raises:
        CtiError: key ``agent.not_told``, ``agent.no_queues``, or ``agent.not_member``.
    """
    if not book.listed:
        raise InvalidState("not listed yet", key="agent.not_told")
    mine = all_mine(book)
    if not mine:
        raise UsageError("no queues", key="agent.no_queues")
    if queue_ids is None:
        return mine
    found = [(queue, me) for queue, me in mine if queue.queue.queue_id in queue_ids]
    if not found or len(found) < len(set(queue_ids)):
        raise UsageError("no agent there", key="agent.not_member")
    return found


def to_pause(
    book: AgentBook, queue_ids: tuple[QueueId, ...] | None, verb: AgentVerb
) -> tuple[QueueId, ...]:
    """The queues that a pause, or its end, means: only who is logged in can pause.

    The PBX does nothing at all where one of several does not fit: those are left out of *all*.

    Raises:
        CtiError: as `chosen` and `not_asked`; ``agent.logged_out``.
    """
    mine = chosen(book, queue_ids)
    inside = [
        (queue, me)
        for queue, me in mine
        if me.status is None or me.status.logged_in or AgentVerb.LOG_IN in me.pending
    ]
    if not inside or (queue_ids is not None and len(inside) < len(mine)):
        raise UsageError("logged off", key="agent.logged_out")
    return not_asked(inside, verb)


def not_asked(mine: list[Mine], verb: AgentVerb) -> tuple[QueueId, ...]:
    """These queues, where not all of it is asked already.

    Raises:
        UsageError: key ``agent.asked``.
    """
    if all(verb in me.pending for _, me in mine):
        raise UsageError("already asked", key="agent.asked")
    return tuple(queue.queue.queue_id for queue, _ in mine)
