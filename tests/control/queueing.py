"""The ctl verbs at a PBX with queues: signed in as 2000, Support (which one manages) and Front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.agents import Member, MissedCall, Queue
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number
from tests.control.office import Office
from tests.model.said import ME
from tests.services.agenting import QUEUES, STATIC, AgentPbx

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Account

MANAGED = Queue(
    QueueId("9"), Number("6409"), "Lobby", managers=(Member(ExtensionId("21"), ME, "Leo Ball"),)
)
ALL = (*QUEUES, STATIC, MANAGED)


class QueueOffice(Office):
    """With ctl, at a PBX that has these queues."""

    def __init__(self, *queues: Queue) -> None:
        super().__init__()
        self.queue_list = queues
        self.slow = False

    def _make_pbx(self, account: Account) -> AgentPbx:
        made = AgentPbx(*self.queue_list)
        made._account = account
        if not self.queue_list:
            made.queue_list = ()
        if self.slow:
            made.gate.shut()
        self.pbxs.append(made)
        return made

    @property
    def pbx(self) -> AgentPbx:
        """The newest PBX."""
        found = self.pbxs[-1]
        assert isinstance(found, AgentPbx)
        return found

    async def begin(self) -> QueueOffice:
        """Sign in, and let everything be asked for."""
        await self.sign_in()
        await self.clock.pass_s(30)
        return self

    def event(self, event: events.PbxEvent) -> None:
        """The PBX tells something by itself."""
        self.link.observer.on_event(event, self.clock().mono_s)

    def auto_paused(self, queue: str = "6402") -> None:
        """It pauses one for two calls that were missed."""
        missed = tuple(MissedCall(Number(f"550330{n}"), CallId(f"{n}.1")) for n in (2, 1))
        self.event(events.AgentAutoPaused(Number(queue), ME, missed))
