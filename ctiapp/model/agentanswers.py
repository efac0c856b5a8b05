"""What a PBX answers when it is asked of queues and agents: one closed union of frozen facts.

Unlike an event an answer is as old as its question: both times are handed over beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.agents import AgentStatus, PauseReason, Queue, QueueLoad, QueueRules
    from ctiapp.model.ids import QueueId


@dataclass(frozen=True, slots=True)
class QueuesTold:
    """All queues (P: ``queue/list``)."""

    queues: tuple[Queue, ...]


@dataclass(frozen=True, slots=True)
class RulesTold:
    """How a queue rings and rests (P: ``queue/get``)."""

    rules: QueueRules


@dataclass(frozen=True, slots=True)
class AgentsTold:
    """How all agents of a queue stand (P: ``queue/agent_status``)."""

    queue_id: QueueId
    statuses: tuple[AgentStatus, ...]


@dataclass(frozen=True, slots=True)
class LoadTold:
    """Who waits, rings and talks in a queue (P: ``queue/call_status``)."""

    load: QueueLoad


@dataclass(frozen=True, slots=True)
class ReasonsTold:
    """What a pause can be for (P: ``queue_pause_reason/list``)."""

    reasons: tuple[PauseReason, ...]


AgentAnswer = QueuesTold | RulesTold | AgentsTold | LoadTold | ReasonsTold
"""Every answer that `ctiapp.state.store.Store.take_answer` takes in."""
