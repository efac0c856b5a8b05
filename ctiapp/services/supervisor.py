"""What a supervisor does for others in the queues they manage, and whom they listen to.

Whether one manages a queue is the queue's own list of managers; nothing here is offered elsewhere.
Everything done to somebody else leaves a line in the journal.

**Listening.** The PBX is given the *agent's* leg of the call they talk in, asked for at that moment
(`Pbx.calls_of`): an old leg would be somebody else's conversation. Then one's own phone rings, in
the call that the answer names; who picks it up listens. What holds until it is over is one
`Listening` fact: banner, window and ``ctl`` read that alone.

Inferred, since the handbook does not say: the call that the answer names is one's own; who barges
in may come over into the agent's call, and then that is where one's own leg is found. Nothing says
what becomes of a first listening when a second one is asked for, so one must be ended first.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import ListenIn, ListenMode
from ctiapp.model.errors import (
    InvalidState,
    NoSuchTarget,
    NotPermitted,
    OutcomeUnknown,
    UsageError,
)
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.agentfacts import Listening
from ctiapp.services.journal import LISTENING, SUPERVISOR
from ctiapp.state.changes import CallChanged, LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.agents import AgentVerb, PauseReason
    from ctiapp.model.call import Call, CallReport
    from ctiapp.model.ids import CallId, LegId, QueueId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.agentfacts import AgentFacts, QueueFacts
    from ctiapp.services.agents import Agents
    from ctiapp.services.calls import Calls
    from ctiapp.services.commander import Outcome
    from ctiapp.services.journal import Journal
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.supervisor")

RINGS_S = 5.0
"""How long one's own phone may take to begin to ring before that is given up."""
MOVES_S = 2.0
"""How long one's own leg may be nowhere while one comes over into the agent's call."""


@dataclass(frozen=True, slots=True)
class _Ear:
    """One listening, and what is not shown of it.

    Attributes:
        fact: what is shown.
        who: oneself.
        queue: in whose name.
        target: the agent's call.
    """

    fact: Listening
    who: Number
    queue: Number
    target: CallId


class Supervisor:
    """The verbs of a supervisor. Each raises `CtiError` where it is refused or makes no sense.

    Args:
        store: where one's own calls are.
        clock: both clocks.
        agents: the queues and who is in them; shows the `Listening`.
        calls: hangs one's own leg up.
        journal: keeps what was done.
        notices: told where listening ended otherwise than one would think.
        pbx: the PBX of this session; None when signed out.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        agents: Agents,
        calls: Calls,
        journal: Journal,
        notices: Notices,
        pbx: Callable[[], Pbx | None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._agents = agents
        self._calls = calls
        self._journal = journal
        self._notices = notices
        self._pbx = pbx
        self._ear: _Ear | None = None
        self._asking = False
        self._patience: asyncio.TimerHandle | None = None
        store.subscribe(self._on_changes)

    @property
    def listening(self) -> Listening | None:
        """Whom one listens to; None: nobody."""
        return None if self._ear is None else self._ear.fact

    # -- logging in and out, pausing ---------------------------------------------------------------

    async def command(
        self,
        verb: AgentVerb,
        queue_id: QueueId,
        number: Number,
        reason: PauseReason | None = None,
    ) -> Outcome:
        """Log an agent of a queue in or out, pause them, or let them go on."""
        queue, agent = self._agent(queue_id, number)
        outcome = await self._agents.command_others(verb, queue_id, (number,), reason)
        self._journal.note(
            SUPERVISOR,
            number=number,
            data={
                "verb": verb.value,
                "reason": None if reason is None else reason.text,
                "agent": agent.name,
                "queue": queue.number.text,
                "who": self._me.text,
                "outcome": outcome.value,
            },
        )
        return outcome

    # -- listening ---------------------------------------------------------------------------------

    async def listen(self, queue_id: QueueId, number: Number, mode: ListenMode) -> Listening:
        """Listen to an agent's call, whisper to them, or take part; one's own phone rings for it.

        Returns when the PBX took it: one's own phone rings now, or is about to.
        """
        queue, agent = self._agent(queue_id, number)
        pbx, me = self._live_pbx, self._me
        if number == me:
            raise UsageError("oneself", key="supervise.oneself")
        if self._asking:
            raise UsageError("already asked", key="supervise.asked")
        if self._ear is not None:
            raise UsageError(
                "one at a time", key="supervise.already", name=self._ear.fact.agent_name
            )
        self._asking = True
        try:
            reports = await pbx.calls_of(number)
            target, leg_id = _their_leg(reports, number, me, agent.name)
            call_id = await self._send(pbx, ListenIn(leg_id, me, mode), agent.name)
        finally:
            self._asking = False
        if self._pbx() is not pbx:
            raise InvalidState("signed out meanwhile", key="link.not_up")
        fact = Listening(number, agent.name, mode.value, call_id, leg_id, self._clock())
        self._ear = _Ear(fact, me, queue.number, target)
        self._agents.show_listening(fact)
        self._wait(RINGS_S, "supervise.did_not_ring")
        self._follow()
        return fact

    async def stop(self) -> None:
        """Listen no more: one's own leg is hung up; the agent's call goes on."""
        ear = self._ear
        if ear is None:
            raise UsageError("nobody", key="supervise.nobody")
        own = self._own_call(ear)
        if own is None:
            raise InvalidState("not there yet", key="supervise.not_yet")
        await self._calls.hang_up(own.call_id)

    async def _send(self, pbx: Pbx, command: ListenIn, name: str) -> CallId | None:
        try:
            return (await pbx.execute(command)).call_id
        except NotPermitted as error:
            error.key = "supervise.not_monitored"
            error.params["name"] = name
            raise
        except (InvalidState, NoSuchTarget) as error:
            error.key = "supervise.call_over"
            error.params["name"] = name
            raise
        except OutcomeUnknown as error:
            error.key = "supervise.no_answer"
            raise

    # ----------------------------------------------------------------------------------------------

    @property
    def _me(self) -> Number:
        if self._store.me is None:
            raise InvalidState("signed out", key="link.not_up")
        return self._store.me

    @property
    def _live_pbx(self) -> Pbx:
        pbx = self._pbx()
        if pbx is None or self._store.link is not LinkState.UP:
            raise InvalidState("not connected", key="link.not_up")
        return pbx

    def _agent(self, queue_id: QueueId, number: Number) -> tuple[QueueFacts, AgentFacts]:
        """The agent and the queue, where one manages it."""
        picture = self._agents.picture
        queue = next((queue for queue in picture.queues if queue.queue_id == queue_id), None)
        if queue is None or not queue.managed:
            raise NotPermitted("not a manager", key="agent.not_manager")
        agent = next((agent for agent in queue.agents if agent.number == number), None)
        if agent is None:
            raise UsageError("no such agent", key="agent.nobody")
        return queue, agent

    def _own_call(self, ear: _Ear) -> Call | None:
        """One's own living call for it: the one that was named, else the agent's, come over."""
        for call_id in (ear.fact.call_id, ear.target):
            call = None if call_id is None else self._store.call(call_id)
            if call is not None and call.end is None and call.own_legs:
                return call
        return None

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        if self._ear is None:
            return
        touched = any(
            isinstance(change, CallChanged)
            or (isinstance(change, LinkMoved) and change.state is LinkState.UP)
            for change in changes
        )
        if self._pbx() is None:
            self._over("signed-out")  # one's phone may go on: nobody here knows
        elif touched:
            self._follow()

    def _follow(self) -> None:
        """Look where one's own leg is now."""
        ear = self._ear
        if ear is None:
            return
        own = self._own_call(ear)
        if own is not None:
            self._rest()
            self._show(ear, own)
        elif self._was_there(ear):
            barges = ear.fact.mode == ListenMode.BARGE.value
            if barges and ear.fact.call_id != ear.target:
                self._wait(MOVES_S, None)
            else:
                self._over()

    def _was_there(self, ear: _Ear) -> bool:
        """Whether one's own call was seen, and is no more."""
        if ear.fact.answered:
            return True
        call = None if ear.fact.call_id is None else self._store.call(ear.fact.call_id)
        return call is not None and call.end is not None

    def _show(self, ear: _Ear, own: Call) -> None:
        picked_up = any(leg.state in (LegState.CONNECTED, LegState.HELD) for leg in own.own_legs)
        fact = replace(ear.fact, call_id=own.call_id)
        if picked_up and not fact.answered:
            fact = replace(fact, answered=True, since=self._clock())
        if fact == ear.fact:
            return
        began = fact.answered and not ear.fact.answered
        self._ear = replace(ear, fact=fact)
        self._agents.show_listening(fact)
        if began:
            self._keep(self._ear, "begin")

    def _over(self, step: str = "end") -> None:
        ear, self._ear = self._ear, None
        self._rest()
        if ear is None:
            return
        self._agents.show_listening(None)
        if ear.fact.answered:
            self._keep(ear, step)

    def _keep(self, ear: _Ear, step: str) -> None:
        fact = ear.fact
        lasted_s = round(self._clock().mono_s - fact.since.mono_s)
        self._journal.note(
            LISTENING,
            number=fact.agent,
            call_id=fact.call_id,
            data={
                "step": step,
                "mode": fact.mode,
                "agent": fact.agent_name,
                "queue": ear.queue.text,
                "who": ear.who.text,
                "seconds": None if step == "begin" else lasted_s,
            },
        )

    def _wait(self, seconds: float, key: str | None) -> None:
        """Give it up unless one's own leg is seen by then; ``key``: what is said then."""
        if self._patience is None:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(seconds, self._give_up, key)

    def _give_up(self, key: str | None) -> None:
        self._patience = None
        if key is not None and self._ear is not None:
            log.info("one's own phone did not ring to listen in")
            name = self._ear.fact.agent_name
            self._notices.post(Notice.of(key, severity=Severity.WARNING, name=name))
        self._over()

    def _rest(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def _their_leg(
    reports: Iterable[CallReport], number: Number, me: Number, name: str
) -> tuple[CallId, LegId]:
    """The agent's own leg in the call they talk in, and that call.

    Raises:
        UsageError: they talk in none (rings: ``supervise.rings``), or with oneself.
    """
    legs = [
        (report, leg)
        for report in reports
        for leg in report.legs
        if leg.kind is LegKind.EXTENSION and leg.number == number
    ]
    for state in (LegState.CONNECTED, LegState.HELD):
        for report, leg in legs:
            if leg.state is not state:
                continue
            if any(one.kind is LegKind.EXTENSION and one.number == me for one in report.legs):
                raise UsageError("with oneself", key="supervise.with_me", name=name)
            return report.call_id, leg.leg_id
    if any(leg.state in (LegState.ALERTING, LegState.INITIATED) for _, leg in legs):
        raise UsageError("only rings", key="supervise.rings", name=name)
    raise UsageError("no call", key="supervise.no_call", name=name)
