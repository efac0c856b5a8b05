"""How queues and their agents stand at a P-Series PBX.

Each question is answered with nothing where the PBX refuses to be asked: a firmware without the
endpoint, a client without the right. What fails otherwise is raised, so that who asks keeps what
they knew, with its age.
"""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from ctiapp.model.agents import QueueLoad, QueueRules
from ctiapp.pbx.p_series import wire_queues, wire_rest
from ctiapp.pbx.p_series.asking import REFUSALS

if TYPE_CHECKING:
    from ctiapp.model.agents import AgentStatus, PauseReason, Queue
    from ctiapp.model.ids import QueueId
    from ctiapp.pbx.p_series.asking import Asker


class Queues:
    """The queues of one PBX.

    Args:
        asker: puts the questions.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def listed(self) -> tuple[Queue, ...]:
        """All queues; see `Pbx.queues`."""
        found: list[Queue] = []
        pages = self._asker.pages(wire_rest.queue_list, wire_queues.queue_page)
        try:
            async with aclosing(pages):
                async for page in pages:
                    found += page.items
        except REFUSALS as err:
            self._asker.note("queues", err)
            return ()
        return tuple(found)

    async def rules(self, queue_id: QueueId) -> QueueRules:
        """How a queue rings and rests; see `Pbx.queue_rules`."""
        return await self._asker.told(
            "rules of queues",
            wire_queues.queue_details(queue_id),
            lambda answer, _: wire_queues.queue_rules(answer, queue_id),
            QueueRules(queue_id),
        )

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        """How each agent of a queue stands; see `Pbx.agents`."""
        return await self._asker.told(
            "status of agents", wire_queues.agents_of(queue_id), wire_queues.agent_statuses, ()
        )

    async def load(self, queue_id: QueueId) -> QueueLoad:
        """Who waits, rings and talks in a queue; see `Pbx.queue_load`."""
        return await self._asker.told(
            "calls of queues",
            wire_queues.load_of(queue_id),
            lambda answer, remark: wire_queues.queue_load(answer, queue_id, remark),
            QueueLoad(queue_id),
        )

    async def pause_reasons(self) -> tuple[PauseReason, ...]:
        """What a pause can be for; see `Pbx.pause_reasons`."""
        return await self._asker.told(
            "reasons of pauses", wire_queues.PAUSE_REASONS, wire_queues.pause_reasons, ()
        )
