"""How queues and their agents stand at a K2, and having agents come, go and rest.

Any extension can log in to a queue as a dynamic agent, and ``dynamicagents`` seems to name those
who are logged in (both inferred, from a relative). So oneself counts as one who may work in each
queue, and so does who was seen in one, or logged in from here: else nobody who left could return.

A queue may want its password (10032). It is asked for then, sent once, and not kept. One that came
with the command is used where the PBX tells none that it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import QueueLoad, QueueRules
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx import queuework
from ctiapp.pbx.k2 import wire_queues
from ctiapp.pbx.k2.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ctiapp.model.agents import AgentStatus, Queue
    from ctiapp.model.ids import ExtensionId, QueueId
    from ctiapp.pbx.k2.asking import Asker
    from ctiapp.pbx.k2.wire_queues import QueueStanding
    from ctiapp.pbx.queuework import QueueCommand
    from ctiapp.pbx.request import Request

COMMANDS: Final = queuework.COMMANDS
"""What is asked of agents here."""


class Queues:
    """The queues of one PBX.

    Args:
        asker: puts the questions and gives the commands.
        me: one's own extension.
        names: who sits at which extension, as far as that is known.
    """

    def __init__(
        self, asker: Asker, me: Number, names: Callable[[], Awaitable[Mapping[Number, str]]]
    ) -> None:
        self._asker = asker
        self._me = me
        self._names = names
        self._queues: dict[QueueId, Queue] = {}
        self._worked = queuework.Worked()

    async def listed(self) -> tuple[Queue, ...]:
        """All queues; see `Pbx.queues`."""
        none: tuple[Queue, ...] = ()
        names = await self._names()
        found = await self._asker.told(
            "queues",
            wire_queues.all_queues(),
            lambda answer, remark: wire_queues.queues(answer, names, remark),
            none,
        )
        for queue in found:
            self._worked.note(queue.queue_id, (self._me, *(one.number for one in queue.dynamic)))
        self._queues = {queue.queue_id: self._worked.joined(queue, names) for queue in found}
        return tuple(self._queues.values())

    async def rules(self, queue_id: QueueId) -> QueueRules:
        """How a queue rings and rests; see `Pbx.queue_rules`."""
        return await self._asker.told(
            "rules of queues",
            wire_queues.queue_details(queue_id),
            lambda answer, remark: wire_queues.queue_rules(answer, queue_id, remark),
            QueueRules(queue_id),
        )

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        """How each agent of a queue stands; see `Pbx.agents`."""
        told = await self._standing(queue_id)
        if told is None:
            return ()
        names = await self._names()
        queue = self._queues.get(queue_id)
        if queue is not None:
            fixed = {member.number for member in queue.static}
            self._worked.note(queue_id, (number for number in told.agents if number not in fixed))
            queue = self._queues[queue_id] = self._worked.joined(queue, names)
        return wire_queues.agent_statuses(told, queue, names)

    async def load(self, queue_id: QueueId) -> QueueLoad:
        """Who waits in a queue; see `Pbx.queue_load`."""
        told = await self._standing(queue_id)
        return QueueLoad(queue_id) if told is None else wire_queues.queue_load(told, queue_id)

    async def do(self, command: QueueCommand) -> frozenset[QueueId]:
        """Do each step of a command; the first that is refused ends it.

        Returns:
            The queues that took the password which came with the command.

        Raises:
            ValueError: no queue or no agent is named.
            PbxError: as it happened.
        """
        return await queuework.do(command, self._log, self._pause)

    async def _log(self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool, given: str) -> bool:
        async def send(password: str) -> None:
            await self._send(wire_queues.log_agent(queue_id, ext_id, on=on, password=password))

        taken = False
        try:
            await send("")
        except NotPermitted as err:
            if err.code != wire_queues.WANTS_WORD:
                raise
            told = await self._password_of(queue_id)
            if not told and not given:
                raise queuework.password_refused(queue_id, given, err) from err
            taken = await queuework.log_with_password(queue_id, told, given, send)
        except NotSupported as err:
            if on or err.code != UNSUPPORTED:
                raise
            await self._send(wire_queues.log_out_of_old(queue_id, ext_id))
        self._worked.note(queue_id, (Number(ext_id),))
        return taken

    async def _password_of(self, queue_id: QueueId) -> str:
        """The queue's password, as the PBX tells it; empty where it does not."""
        answer = await self._asker.query(wire_queues.queue_details(queue_id))
        return wire_queues.password_of(answer, queue_id)

    async def _pause(self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool) -> None:
        await self._send(wire_queues.pause_agent(queue_id, ext_id, on=on))

    async def _send(self, request: Request) -> None:
        await self._asker.command(request, repeatable=True)

    async def _standing(self, queue_id: QueueId) -> QueueStanding | None:
        return await self._asker.told(
            "status of queues",
            wire_queues.status_of(queue_id),
            lambda answer, remark: wire_queues.standing(answer, queue_id, remark),
            None,
        )
