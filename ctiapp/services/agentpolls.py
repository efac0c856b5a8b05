"""What is asked of the PBX about queues and agents, and how often.

How one stands in one's own queues has no event where a supervisor pauses one (but 30029, on newer
firmware), so while the window is seen each of them is asked for every `SEEN_S`: of up to five all
in time, one a second; of more each in its turn. A queue that one only manages is looked on at, and
waits for those.

A request a second is more than an idle desktop may cost (``bench idle-cpu``: 9 ms each, measured).
Where nothing has happened here for `LIVELY_S` (no call of one's own, no event of a queue, no
command, nothing found changed, nobody turned to the window) one's own queues are asked for one
every `QUIET_S`, until something does; a wallboard that is open is no idle desktop.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model import agentanswers
from ctiapp.services.polling import Pacer, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.agents import Queue, Standing
    from ctiapp.model.ids import QueueId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.state.agentrecords import QueueRecord
    from ctiapp.state.store import Store

T = TypeVar("T")

LIST_EVERY_S = 300.0
"""How often it is asked which queues there are: no event tells of a queue."""
RULES_EVERY_S = 600.0
"""How often it is asked how queues ring and rest, and what a pause can be for: both seldom change,
and no event tells of it."""
SEEN_S = 5.0
"""How often the agents of each of one's own queues are asked for while they are seen."""
LIVELY_S = 60.0
"""How long after anything happened that pace is kept."""
QUIET_S = 4.0
"""Afterwards one of them is asked for so often, each in its turn, and none oftener than before."""
UNSEEN_S = 60.0
"""How often the agents of any queue are while they are not."""
WATCHED_S = 5.0
"""How often each queue's calls, and its agents, are asked for while a wallboard is open."""
OWN_IN_A_ROW_WATCHED = 2
"""So many questions of one's own go before another while a wallboard is open: where politeness does
not do for all, what is looked at keeps a third of it."""
GLANCED_S = 15.0
"""How often one queue's calls are while agents are seen and no wallboard is open, of several queues
one of them; unseen they are not asked for at all. The same for the agents of queues that one only
manages."""

_LIST = "queues"
_REASONS = "reasons"


class AgentPolls:
    """Puts the questions of agents on the pacer's round, and their answers into the store."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        own: Callable[[tuple[Queue, ...]], tuple[Queue, ...]] = tuple,
    ) -> None:
        self._store = store
        self._clock = clock
        self._own = own
        self.pacer = Pacer(clock)
        self._pbx: Pbx | None = None
        self._seen = False
        self._watched = False
        self._stirred_s = float("-inf")
        self._sought_s = float("-inf")
        self._calm: asyncio.TimerHandle | None = None

    def attach(self, pbx: Pbx | None) -> None:
        """Ask this PBX from now on (None: nobody)."""
        self._pbx = pbx
        self.pacer.put(())
        if pbx is not None:
            self.stir()
        elif self._calm is not None:
            self._calm.cancel()
            self._calm = None
        self.draw_up()

    def stir(self) -> None:
        """Something happened here: what is seen is asked for at its full pace for a while."""
        self._stirred_s = self._clock().mono_s
        if self._calm is None and self._pbx is not None:
            self._calm = asyncio.get_running_loop().call_later(LIVELY_S, self._calm_down)
            self.draw_up()

    @property
    def seen(self) -> bool:
        """Whether anybody can look at the window."""
        return self._seen

    def show(self, *, seen: bool | None = None, watched: bool | None = None) -> None:
        """Agents are seen, or a wallboard is; None leaves it as it is."""
        if seen:
            self.stir()
        opened = bool(watched) and not self._watched
        self._seen = self._seen if seen is None else seen
        self._watched = self._watched if watched is None else watched
        self.draw_up()
        if opened:  # somebody looks at dashes: what nobody told yet comes first
            for key, queue in self._store.agents.queues.items():
                if queue.load_told is None:
                    self.pacer.urge(_load(key))

    def draw_up(self) -> None:
        """Put what is to be asked now on the round."""
        pbx = self._pbx
        if pbx is None:
            return
        queues = self._store.agents.queues
        ids = tuple(queues)
        load_s = WATCHED_S if self._watched else GLANCED_S * len(ids) if self._seen else None
        questions = [Question(_LIST, partial(self._ask_queues, pbx), LIST_EVERY_S)]
        questions += [
            Question(_agents(key), partial(self._ask_agents, pbx, key), self._pace_s(one), one.mine)
            for key, one in queues.items()
        ]
        if ids:
            questions.append(Question(_REASONS, partial(self._ask_reasons, pbx), RULES_EVERY_S))
        questions += [
            Question(f"rules/{one}", partial(self._ask_rules, pbx, one), RULES_EVERY_S)
            for one in ids
        ]
        if load_s is not None:
            questions += [
                Question(_load(one), partial(self._ask_load, pbx, one), load_s) for one in ids
            ]
        if self._watched:
            self.pacer.put(questions, own_in_a_row=OWN_IN_A_ROW_WATCHED)
        else:
            self.pacer.put(questions)

    def urge_agents(self, queue_ids: tuple[QueueId, ...], *, commanded: bool = False) -> None:
        """Ask for these queues' agents as soon as it is polite.

        Args:
            queue_ids: which; where something asked for is not settled yet, they come first.
            commanded: the PBX has just taken a command there, which the answers confirm.
        """
        self.stir()
        for queue_id in queue_ids:
            if commanded:
                self.pacer.confirm(_agents(queue_id))
            else:
                self.pacer.urge(_agents(queue_id), first=self._awaited(queue_id))

    def urge_list(self) -> None:
        """Ask which queues there are as soon as it is polite."""
        self.pacer.urge(_LIST)

    def _pace_s(self, queue: QueueRecord) -> float:
        """How often a queue's agents are asked for."""
        queues = self._store.agents.queues.values()
        if self._watched:
            return SEEN_S if queue.mine else WATCHED_S
        if not self._seen:
            return UNSEEN_S
        if not queue.mine:
            return min(GLANCED_S * len(queues), UNSEEN_S)
        return SEEN_S if self._calm else max(SEEN_S, QUIET_S * sum(one.mine for one in queues))

    def _calm_down(self) -> None:
        """Nothing has happened for a while, or it is waited for longer."""
        self._calm = None
        left_s = self._stirred_s + LIVELY_S - self._clock().mono_s
        if left_s > 0:
            self._calm = asyncio.get_running_loop().call_later(left_s, self._calm_down)
        else:
            self.draw_up()

    def _mine(self, queue_id: QueueId) -> tuple[Standing, str] | None:
        """How one stands in a queue; None where one is no agent there."""
        queue = self._store.agents.queues.get(queue_id)
        me = None if queue is None else self._store.agents.mine(queue)
        if me is None:
            return None
        return me.standing, "" if me.status is None else me.status.reason

    def _compare(self, queue_id: QueueId) -> None:
        """Ask which queues there are where others were told to work in one than the list has.

        Somebody took them out of it, or put them in, which no event tells. A PBX may also leave
        out who is logged out, so that is asked no oftener than anything that nobody looks at.
        """
        queue = self._store.agents.queues.get(queue_id)
        if queue is None or all(
            one.told is not None and queue.queue.kind_of(one.number) is not None
            for one in queue.agents.values()
        ):
            return
        now_s = self._clock().mono_s
        if now_s - self._sought_s >= UNSEEN_S:
            self._sought_s = now_s
            self.urge_list()

    def _awaited(self, queue_id: QueueId) -> bool:
        """Whether something is asked for in this queue, of anybody, that is not settled yet."""
        queue = self._store.agents.queues.get(queue_id)
        return queue is not None and any(agent.pending for agent in queue.agents.values())

    async def _ask_queues(self, pbx: Pbx) -> None:
        await self._take(pbx.queues, lambda told: agentanswers.QueuesTold(self._own(told)))
        self.draw_up()

    async def _ask_agents(self, pbx: Pbx, queue_id: QueueId) -> None:
        before = self._mine(queue_id)
        await self._take(partial(pbx.agents, queue_id), partial(agentanswers.AgentsTold, queue_id))
        if self._mine(queue_id) != before:
            self.stir()  # it was found changed
        self._compare(queue_id)

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


def _load(queue_id: QueueId) -> str:
    return f"load/{queue_id}"
