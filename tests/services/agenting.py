"""A PBX with queues, and an agent over a store that is live."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    AgentStatus,
    Member,
    PauseReason,
    Queue,
    QueueLoad,
    QueueRules,
)
from ctiapp.model.commands import (
    Answer,
    Command,
    LogAgent,
    LogAgents,
    PauseAgent,
    PauseAgents,
    SetPresence,
)
from ctiapp.model.errors import CommandError, QueuePasswordWanted, QueuePasswordWrong
from ctiapp.model.events import LinkState
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.services.agents import Agents
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from tests.model.said import CALL, ME, inbound, mine, report
from tests.services.fakes import INFO, LEO, REMEMBER, Clock, FakePbx, FakeSecrets, Keeper, settle

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice
    from ctiapp.services.agentfacts import AgentFacts, AgentPicture, MyDay
    from ctiapp.services.connection import SignInRequest

ANNA = Number("2008")
SUPPORT = QueueId("2")
FRONT = QueueId("3")
SALES = QueueId("4")
LUNCH = PauseReason("*01", "Lunch")
BREAK = PauseReason("*02", "Break")

_ME = Member(ExtensionId("21"), ME, "Leo Ball")
_ANNA = Member(ExtensionId("28"), ANNA, "Anna")
QUEUES = (
    Queue(SUPPORT, Number("6402"), "Support", dynamic=(_ME, _ANNA), managers=(_ME,)),
    Queue(FRONT, Number("6403"), "Front", dynamic=(_ME,)),
    Queue(SALES, Number("6404"), "Sales", dynamic=(_ANNA,)),
)
STATIC = Queue(QueueId("5"), Number("6405"), "Night", static=(_ME,))


class AgentPbx(FakePbx):
    """A PBX with queues: it does what it is asked, and writes down every question."""

    def __init__(self, *queues: Queue) -> None:
        super().__init__(Account("p-series", "pbx", "client", ME))
        self.queue_list = queues or QUEUES
        self.states: dict[tuple[QueueId, Number], AgentStatus] = {}
        for queue in self.queue_list:
            members = [(AgentKind.STATIC, one) for one in queue.static]
            members += [(AgentKind.DYNAMIC, one) for one in queue.dynamic]
            for kind, member in members:
                self.states[queue.queue_id, member.number] = AgentStatus(
                    member.number,
                    member.name,
                    kind,
                    logged_in=True,
                    paused=False,
                    call=AgentCall.IDLE,
                )
        self.rules: dict[QueueId, QueueRules] = {}
        self.queue_loads: dict[QueueId, QueueLoad] = {}
        self.reason_list: tuple[PauseReason, ...] = (LUNCH, BREAK)
        self.takes_reasons = True
        self.deaf = False
        self.words: dict[QueueId, str] = {}
        self.asked: list[tuple[float, str]] = []
        self.fail: Exception | None = None

    async def _ask(self, what: str) -> None:
        self.asked.append((asyncio.get_running_loop().time(), what))
        await self.gate.passing()
        if self.fail is not None:
            raise self.fail

    @property
    def questions(self) -> list[str]:
        """What was asked, in order."""
        return [what for _, what in self.asked]

    async def queues(self) -> tuple[Queue, ...]:
        await self._ask("queues")
        return self.queue_list

    async def queue_rules(self, queue_id: QueueId) -> QueueRules:
        await self._ask(f"rules/{queue_id}")
        return self.rules.get(queue_id, QueueRules(queue_id))

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        await self._ask(f"agents/{queue_id}")
        return tuple(state for (one, _), state in self.states.items() if one == queue_id)

    async def queue_load(self, queue_id: QueueId) -> QueueLoad:
        await self._ask(f"load/{queue_id}")
        return self.queue_loads.get(queue_id, QueueLoad(queue_id, (), (), ()))

    async def pause_reasons(self) -> tuple[PauseReason, ...]:
        await self._ask("reasons")
        return self.reason_list

    def set(self, queue_id: QueueId, number: Number = ME, **how: object) -> None:
        """An agent stands so from now on."""
        state = self.states[queue_id, number]
        self.states[queue_id, number] = replace(state, **how)  # type: ignore[arg-type]

    async def execute(self, command: Command) -> Answer:
        answer = await super().execute(command)
        if isinstance(command, LogAgent | LogAgents) and self.words:
            return self._log(command)
        reason = getattr(command, "reason", None)
        if reason is not None and not self.takes_reasons:
            raise CommandError("reason", code="40002")
        if not self.deaf:
            self._do(command)
        return answer

    def _log(self, command: LogAgent | LogAgents) -> Answer:
        """Queue by queue; the first that wants another password ends it."""
        own = isinstance(command, LogAgent)
        took = set()
        for queue_id in command.queue_ids if own else (command.queue_id,):
            given, word = command.passwords.get(queue_id, ""), self.words.get(queue_id, "")
            if word and given != word:
                kind = QueuePasswordWrong if given else QueuePasswordWanted
                raise kind("", queue_id=queue_id, code="10032")
            if given and word:
                took.add(queue_id)
            self.set(queue_id, ME if own else ANNA, logged_in=command.on, paused=False)
        return Answer(took_password=frozenset(took))

    def _do(self, command: Command) -> None:
        texts = {reason.code: reason.text for reason in self.reason_list}
        match command:
            case LogAgent(_, queue_ids, on):
                for one in queue_ids:
                    self.set(one, logged_in=on, paused=False)
            case PauseAgent(_, queue_ids, on, reason):
                for one in queue_ids:
                    self.set(one, paused=on, reason=texts.get(reason or "", "") if on else "")
            case LogAgents(queue_id, _, on):
                self.set(queue_id, ANNA, logged_in=on)
            case PauseAgents(queue_id, _, on, reason):
                text = texts.get(reason or "", "") if on else ""
                self.set(queue_id, ANNA, paused=on, reason=text)
            case SetPresence():
                pass
            case _:
                raise AssertionError(command)


class Agency:
    """Agents over a live store: signed in as 2000, Support (which one manages) and Front."""

    def __init__(self, pbx: AgentPbx | None = None, settings: Settings | None = None) -> None:
        self.clock = Clock()
        self.store = Store()
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.subscribe(self.told.append)
        self.keeper = Keeper()
        self.preferences = Preferences(settings or Settings(), self.keeper, self.notices)
        self.secrets = FakeSecrets()
        self.account: SignInRequest | None = REMEMBER
        self.passwords = QueuePasswords(
            self.store, self.secrets, self.notices, lambda: self.account
        )
        self.agents = Agents(self.store, self.clock, self.preferences, self.notices, self.passwords)
        self.pbx = pbx or AgentPbx()
        self.pictures: list[AgentPicture] = []
        self.agents.subscribe(self.pictures.append)

    async def begin(self, *, wait_s: float = 20.0) -> Agency:
        """Sign in, and let everything be asked for."""
        self.store.reset(ME, self.clock())
        self.link(LinkState.UP)
        self.agents.attach(self.pbx, ConnectionStatus(state=Connection.ONLINE, pbx=INFO, me=LEO))
        await self.clock.pass_s(wait_s)
        return self

    async def end(self) -> None:
        """Sign out."""
        self.pbx.gate.open()
        ending = self.agents.detach()
        if ending is not None:
            await ending

    def link(self, state: LinkState) -> None:
        """The connection changes."""
        self.store.apply(events.LinkChanged(state), self.clock())

    def says(self, event: events.PbxEvent) -> None:
        """An event arrives."""
        self.store.apply(event, self.clock())

    @property
    def day(self) -> MyDay:
        """Oneself, as it is shown."""
        return self.agents.picture.me

    def me(self, queue_id: QueueId = SUPPORT) -> AgentFacts:
        """Oneself in a queue."""
        queue = next(q for q in self.agents.picture.queues if q.queue_id == queue_id)
        assert queue.me is not None
        return queue.me

    @property
    def keys(self) -> list[str]:
        """The notices that were told."""
        return [notice.key for notice in self.told]

    # -- calls -----------------------------------------------------------------------------------

    def talk(self, via: str | None = "6402") -> None:
        """One talks to 5503301, who came through Support."""
        self.says(
            events.CallReported(
                report(inbound("ANSWERED", via=via), mine("ANSWER", via=via), call_id=CALL)
            )
        )

    def hang_up(self) -> None:
        """That call is over."""
        self.says(events.CallGone(CALL))


__all__ = ["Agency", "AgentPbx", "settle"]
