"""How queues and their agents stand at an OpenVox UC, and having agents come, go and rest.

``dynamicagents`` names those who are logged in (inferred), so that whoever logs out is in no list
any more. Who was seen there, or logged in from here, is kept as one who may work there; and so is
oneself, since any extension may log in with the queue's password.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import QueueLoad, QueueRules
from ctiapp.model.number import Number
from ctiapp.pbx import queuework
from ctiapp.pbx.openvox import wire_queues
from ctiapp.pbx.openvox.asking import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ctiapp.model.agents import AgentStatus, Queue
    from ctiapp.model.ids import ExtensionId, QueueId
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.wire_queues import QueueStanding
    from ctiapp.pbx.queuework import QueueCommand

COMMANDS: Final = queuework.COMMANDS
"""What is asked of agents here."""


class Queues:
    """The queues of one PBX.

    Args:
        asker: puts the questions and gives the commands.
        me: one's own extension.
        names: who sits at which extension, as far as that is known.
        read_names: asks for all of them.

    Attributes:
        on_holding: is called where a queue tells that one's own phone holds.
    """

    def __init__(
        self,
        asker: Asker,
        me: Number,
        names: Callable[[], Mapping[Number, str]],
        read_names: Callable[[], Awaitable[object]],
    ) -> None:
        self._asker = asker
        self._me = me
        self._names = names
        self._read_names = read_names
        self._queues: dict[QueueId, Queue] = {}
        self._worked = queuework.Worked()
        self.on_holding: Callable[[], None] = lambda: None

    async def listed(self) -> tuple[Queue, ...]:
        """All queues; see `Pbx.queues`."""
        none: tuple[Queue, ...] = ()
        await self._know_names()
        found = await self._asker.told(
            "queues",
            wire_queues.ALL_QUEUES,
            lambda answer, remark: wire_queues.queues(answer, self._names(), remark),
            none,
        )
        for queue in found:
            self._worked.note(queue.queue_id, (member.number for member in queue.dynamic))
        self._queues = {
            queue.queue_id: self._worked.joined(queue, self._names(), self._me) for queue in found
        }
        return tuple(self._queues.values())

    async def _know_names(self) -> None:
        """Ask for the names once, where nobody did yet: queues name their agents by number."""
        if not self._names():
            try:
                await self._read_names()
            except REFUSALS as err:
                self._asker.note("names of agents", err)

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
        queue = self._queues.get(queue_id)
        if queue is not None:
            fixed = {member.number for member in queue.static}
            self._worked.note(queue_id, (number for number in told.agents if number not in fixed))
            queue = self._queues[queue_id] = self._worked.joined(queue, self._names(), self._me)
        return wire_queues.agent_statuses(told, queue, self._names())

    async def load(self, queue_id: QueueId) -> QueueLoad:
        """How many wait in a queue: the PBX counts them, and names nobody; see `Pbx.queue_load`."""
        told = await self._standing(queue_id)
        return QueueLoad.of_count(queue_id, None if told is None else told.waiting)

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
        told = await self._asker.told(
            "passwords of queues",
            wire_queues.queue_details(queue_id),
            lambda answer, remark: wire_queues.password(answer, queue_id, remark),
            "",
        )
        make = wire_queues.log_in if on else wire_queues.log_out

        async def send(password: str) -> None:
            await self._asker.command(make(queue_id, ext_id, password), repeatable=True)

        taken = await queuework.log_with_password(queue_id, told, given, send)
        self._worked.note(queue_id, (Number(ext_id),))
        return taken

    async def _pause(self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool) -> None:
        request = wire_queues.pause(queue_id, ext_id, on=on)
        await self._asker.command(request, repeatable=True)

    async def _standing(self, queue_id: QueueId) -> QueueStanding | None:
        told = await self._asker.told(
            "status of queues",
            wire_queues.status_of(queue_id),
            lambda answer, remark: wire_queues.standing(answer, queue_id, remark),
            None,
        )
        if told is not None and told.agents.get(self._me) == wire_queues.HOLDING:
            self.on_holding()
        return told
