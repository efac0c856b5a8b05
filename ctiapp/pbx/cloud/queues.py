"""The queues of a Cloud PBX: who works in them, how they stand, and log-in with their passwords.

A queue's password is asked for right before it is sent, and not kept: the PBX tells it whenever it
is needed (l. 2111), and a copy would be wrong as soon as somebody changes it there. One that came
with the command is used where the PBX tells none that it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentKind, AgentStatus, QueueLoad, QueueRules
from ctiapp.model.commands import (
    Answer,
    LogAgent,
    LogAgents,
    PauseAgent,
    PauseAgents,
)
from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.pbx import queuework
from ctiapp.pbx.cloud import wire_queues

if TYPE_CHECKING:
    from ctiapp.model.agents import Queue
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.cloud.directory import Directory

COMMANDS = (LogAgent, PauseAgent, LogAgents, PauseAgents)
"""What is commanded of agents."""


class Queues:
    """The queues of one PBX.

    Args:
        me: one's own number.
        asker: puts the questions and sends the commands.
        directory: knows who sits where.
    """

    def __init__(self, me: Number, asker: Asker, directory: Directory) -> None:
        self._me = me
        self._asker = asker
        self._directory = directory
        self._queues: dict[QueueId, Queue] = {}
        self._worked = queuework.Worked()

    async def listed(self) -> tuple[Queue, ...]:
        """All queues with their agents; see `Pbx.queues`.

        Any extension may log in with a queue's password (l. 2378), whether the PBX tells it or
        somebody types it: so one's own may work in each where it is no static one.
        """
        try:
            answer = await self._asker.query(wire_queues.QUEUES)
        except (NoSuchTarget, NotSupported):  # there are none
            return ()
        names = await self._names()
        found = wire_queues.queues(answer, names, self._asker.remark)
        for queue in found:
            self._worked.note(queue.queue_id, (self._me, *(one.number for one in queue.dynamic)))
        self._queues = {queue.queue_id: self._worked.joined(queue, names) for queue in found}
        return tuple(self._queues.values())

    async def rules(self, queue_id: QueueId) -> QueueRules:
        """How a queue rings and rests; see `Pbx.queue_rules`."""
        answer = await self._asker.query(wire_queues.queue_query(queue_id))
        return wire_queues.rules(answer, queue_id, self._asker.remark)

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        """How each agent of a queue stands; see `Pbx.agents`."""
        answer = await self._asker.query(wire_queues.status_query(queue_id))
        queue = self._queues.get(queue_id)
        names = await self._names()

        def kind_of(number: Number) -> AgentKind | None:
            known = None if queue is None else queue.kind_of(number)
            return known or AgentKind.DYNAMIC

        found = wire_queues.statuses(answer, kind_of, names, self._asker.remark)
        if queue is not None:
            there = {status.number for status in found}
            fixed = {one.number for one in queue.static}
            self._worked.note(queue_id, there - fixed)
            queue = self._queues[queue_id] = self._worked.joined(queue, names)
            found += [
                AgentStatus(
                    member.number,
                    member.name,
                    AgentKind.DYNAMIC,
                    logged_in=False,
                    paused=False,
                )
                for member in queue.dynamic
                if member.number not in there
            ]
        return tuple(found)

    async def load(self, queue_id: QueueId) -> QueueLoad:
        """How many wait in a queue: the PBX counts them, and names nobody; see `Pbx.queue_load`."""
        answer = await self._asker.query(wire_queues.status_query(queue_id))
        counted = wire_queues.waiting_count(answer, queue_id, self._asker.remark)
        return QueueLoad.of_count(queue_id, counted)

    async def execute(self, command: LogAgent | PauseAgent | LogAgents | PauseAgents) -> Answer:
        """Log agents in or out, pause them or let them go on, queue by queue."""
        who = command.ext_ids if isinstance(command, LogAgents | PauseAgents) else (command.ext_id,)
        where = (
            command.queue_ids if isinstance(command, LogAgent | PauseAgent) else (command.queue_id,)
        )
        if not who or not where:
            raise ValueError("an empty list means all: name each")
        took: set[QueueId] = set()
        for queue_id in where:
            for ext_id in who:
                if isinstance(command, LogAgent | LogAgents):
                    given = command.passwords.get(queue_id, "")
                    if await self._log(queue_id, ext_id, given, on=command.on):
                        took.add(queue_id)
                else:
                    await self._pause(queue_id, ext_id, on=command.on)
                if isinstance(command, LogAgent) and command.on and command.paused:
                    await self._pause(queue_id, ext_id, on=True)
        return Answer(took_password=frozenset(took))

    async def _log(self, queue_id: QueueId, number: str, given: str, *, on: bool) -> bool:
        """Log in or out; tells whether the password that was given did it."""
        answer = await self._asker.query(wire_queues.queue_query(queue_id))
        told = wire_queues.password(answer, queue_id, self._asker.remark)

        async def send(password: str) -> None:
            request = wire_queues.log_agent(queue_id, number, password, on=on)
            await self._asker.command(request, repeatable=True)

        return await queuework.log_with_password(queue_id, told, given, send)

    async def _pause(self, queue_id: QueueId, number: str, *, on: bool) -> None:
        request = wire_queues.pause_agent(queue_id, number, on=on)
        await self._asker.command(request, repeatable=True)

    async def _names(self) -> dict[Number, str]:
        return {
            number: self._directory.name_of(number) for number in await self._directory.numbers()
        }
