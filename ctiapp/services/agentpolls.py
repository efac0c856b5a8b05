"""What is asked of the PBX about queues and agents, and how often."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model import agentanswers
from ctiapp.services.polling import Pacer, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.ids import QueueId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.state.store import Store

T = TypeVar("T")

LIST_EVERY_S = 300.0
"""How often it is asked which queues there are: no event tells of a queue."""
RULES_EVERY_S = 600.0
"""How often it is asked how queues ring and rest, and what a pause can be for: both seldom change,
and no event tells of it."""
SEEN_S = 5.0
"""How often one queue's agents are asked for while they are seen; of several queues, one of them:
a request costs some milliseconds, and an idle desktop shall do next to nothing."""
UNSEEN_S = 60.0
"""How often they are while they are not."""
WATCHED_S = 5.0
"""How often each queue's calls are asked for while a wallboard is open."""
GLANCED_S = 15.0
"""How often one queue's calls are while agents are seen and no wallboard is open, of several queues
one of them; unseen they are not asked for at all."""

_LIST = "queues"
_REASONS = "reasons"


class AgentPolls:
    """Puts the questions of agents on the pacer's round, and their answers into the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.pacer = Pacer(clock)
        self._pbx: Pbx | None = None
        self._seen = False
        self._watched = False

    def attach(self, pbx: Pbx | None) -> None:
        """Ask this PBX from now on (None: nobody)."""
        self._pbx = pbx
        self.pacer.put(())
        self.draw_up()

    def show(self, *, seen: bool | None = None, watched: bool | None = None) -> None:
        """Agents are seen, or a wallboard is; None leaves it as it is."""
        self._seen = self._seen if seen is None else seen
        self._watched = self._watched if watched is None else watched
        self.draw_up()

    def draw_up(self) -> None:
        """Put what is to be asked now on the round."""
        pbx = self._pbx
        if pbx is None:
            return
        ids = tuple(self._store.agents.queues)
        agents_s = SEEN_S if self._watched else SEEN_S * len(ids) if self._seen else UNSEEN_S
        load_s = WATCHED_S if self._watched else GLANCED_S * len(ids) if self._seen else None
        questions = [Question(_LIST, partial(self._ask_queues, pbx), LIST_EVERY_S)]
        questions += [
            Question(_agents(one), partial(self._ask_agents, pbx, one), agents_s) for one in ids
        ]
        if ids:
            questions.append(Question(_REASONS, partial(self._ask_reasons, pbx), RULES_EVERY_S))
        questions += [
            Question(f"rules/{one}", partial(self._ask_rules, pbx, one), RULES_EVERY_S)
            for one in ids
        ]
        if load_s is not None:
            questions += [
                Question(f"load/{one}", partial(self._ask_load, pbx, one), load_s) for one in ids
            ]
        self.pacer.put(questions)

    def urge_agents(self, queue_ids: tuple[QueueId, ...]) -> None:
        """Ask for these queues' agents as soon as it is polite."""
        for queue_id in queue_ids:
            self.pacer.urge(_agents(queue_id))

    def urge_list(self) -> None:
        """Ask which queues there are as soon as it is polite."""
        self.pacer.urge(_LIST)

    async def _ask_queues(self, pbx: Pbx) -> None:
        await self._take(pbx.queues, agentanswers.QueuesTold)
        self.draw_up()

    async def _ask_agents(self, pbx: Pbx, queue_id: QueueId) -> None:
        await self._take(partial(pbx.agents, queue_id), partial(agentanswers.AgentsTold, queue_id))

    async def _ask_reasons(self, pbx: Pbx) -> None:
        await self._take(pbx.pause_reasons, agentanswers.ReasonsTold)

    async def _ask_rules(self, pbx: Pbx, queue_id: QueueId) -> None:
        await self._take(partial(pbx.queue_rules, queue_id), agentanswers.RulesTold)

    async def _ask_load(self, pbx: Pbx, queue_id: QueueId) -> None:
        await self._take(partial(pbx.queue_load, queue_id), agentanswers.LoadTold)

    async def _take(
        self,
        ask: Callable[[], Awaitable[T]],
        told: Callable[[T], agentanswers.AgentAnswer],
    ) -> None:
        asked_s = self._clock().mono_s
        answer = await ask()
        self._store.take_answer(told(answer), asked_s, self._clock())


def _agents(queue_id: QueueId) -> str:
    return f"agents/{queue_id}"
