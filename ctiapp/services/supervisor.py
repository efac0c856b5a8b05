"""What a supervisor does for others in the queues they manage, and whom they listen to.

Whether one manages a queue is the queue's own list of managers; nothing here is offered elsewhere.
Everything done to somebody else leaves a line in the journal.

**Listening.** Which leg, and which call, is settled in `ctiapp.services.listening`. One's own phone
rings, in the call that the answer names; who picks it up listens. What holds until it is over is
one `Listening` fact: banner, window and ``ctl`` read that alone.

**None goes untold.** The journal says that it was asked for before it is sent. Where the answer is
lost, or one's own phone takes longer than `RINGS_S`, that is said and nothing is shown; but a quiet
ear stays for `EAR_S`: where one's own phone shows the listening leg after all, banner and journal
begin. Where it does not, the journal ends with "unknown": nobody can say that nobody listened.

Nothing says what becomes of a first listening when a second one is asked for, so one must be ended
first; a quiet ear is none.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import LegState
from ctiapp.model.commands import ListenIn, ListenMode
from ctiapp.model.errors import (
    CtiError,
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
from ctiapp.services.listening import Ear, own_call, their_leg, was_there
from ctiapp.state.changes import CallChanged, LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.agents import AgentVerb, PauseReason
    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId, QueueId
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
"""How long one's own phone may take to begin to ring before it is said that it does not."""
EAR_S = 60.0
"""How long after it was asked for one's own phone may still show it."""
MOVES_S = 2.0
"""How long one's own leg may be nowhere while one comes over into the agent's call."""
_LASTED = ("end", "signed-out")
"""What tells for how long, in the journal."""


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
        self._ear: Ear | None = None
        self._asking = False
        self._patience: asyncio.TimerHandle | None = None
        store.subscribe(self._on_changes)

    @property
    def listening(self) -> Listening | None:
        """Whom one listens to; None: nobody."""
        return self._ear.fact if self._ear is not None and self._ear.shown else None

    def heard_in(self, call_id: CallId) -> Number | None:
        """Whom one listens to by this call of one's own, and took part with; None: nobody.

        While one comes over into the agent's call it is both: which of them is left is told after.
        """
        ear = self._ear
        if ear is None:
            return None
        over = ear.target if ear.barges else None
        return ear.fact.agent if call_id in (ear.fact.call_id, over) else None

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

        Raises:
            CtiError: it was refused, makes no sense, or (`OutcomeUnknown`) nobody knows: one's own
                phone may still ring, and that is then shown like any other.
        """
        queue, agent = self._agent(queue_id, number)
        pbx, me = self._live_pbx, self._me
        if number == me:
            raise UsageError("oneself", key="supervise.oneself")
        if self._asking:
            raise UsageError("already asked", key="supervise.asked")
        if self.listening is not None:
            raise UsageError(
                "one at a time", key="supervise.already", name=self.listening.agent_name
            )
        self._asking = True
        try:
            reports = await pbx.calls_of(number)
            target, leg_id = their_leg(reports, number, me, agent.name)
            self._only_one()  # a quiet ear may have heard it meanwhile
            self._over("unknown")
            fact = Listening(number, agent.name, mode.value, None, leg_id, self._clock())
            before = frozenset(call.call_id for call in self._store.calls)
            ear = Ear(fact, me, queue.number, target, before)
            return await self._begin(pbx, ear, ListenIn(leg_id, me, mode))
        finally:
            self._asking = False

    async def _begin(self, pbx: Pbx, ear: Ear, command: ListenIn) -> Listening:
        """Ask for it, and keep an ear open whatever becomes of it, but for a refusal."""
        self._keep(ear, "asked")
        try:
            call_id = await self._send(pbx, command, ear.fact.agent_name)
        except (OutcomeUnknown, asyncio.CancelledError):
            self._hear(pbx, replace(ear, lost=True))
            raise
        except CtiError:
            self._keep(ear, "refused")
            raise
        fact = replace(ear.fact, call_id=call_id, since=self._clock())
        unnamed = call_id is None  # the answer of a Cloud PBX or an OpenVox names no call
        if not self._hear(pbx, replace(ear, fact=fact, shown=True, lost=unnamed)):
            raise InvalidState("signed out meanwhile", key="link.not_up")
        return fact

    def _hear(self, pbx: Pbx, ear: Ear) -> bool:
        """Look for one's own leg from now on; False where one signed out meanwhile."""
        if self._pbx() is not pbx:
            self._keep(ear, "unknown")
            return False
        self._ear = ear
        if ear.shown:
            self._agents.show_listening(ear.fact)
            self._wait(RINGS_S, self._not_yet)
        else:
            self._wait(EAR_S, self._never)
        self._follow()
        return True

    async def stop(self) -> None:
        """Listen no more: one's own leg is hung up; the agent's call goes on."""
        ear = self._ear
        if ear is None or not ear.shown:
            raise UsageError("nobody", key="supervise.nobody")
        own = own_call(self._store, ear)
        if own is None:
            raise InvalidState("not there yet", key="supervise.not_yet")
        await self._calls.hang_up(own.call_id)

    async def _send(self, pbx: Pbx, command: ListenIn, name: str) -> CallId | None:
        try:
            return (await pbx.execute(command)).call_id
        except NotPermitted as error:
            if error.key == NotPermitted.key:  # else it says why
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

    def _only_one(self) -> None:
        fact = self.listening
        if fact is not None:
            raise UsageError("one at a time", key="supervise.already", name=fact.agent_name)

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

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        if self._ear is None:
            return
        touched = any(
            isinstance(change, CallChanged)
            or (isinstance(change, LinkMoved) and change.state is LinkState.UP)
            for change in changes
        )
        if self._pbx() is None:
            # One's phone may go on: nobody here knows.
            self._over("signed-out" if self._ear.fact.answered else "unknown")
        elif touched:
            self._follow()

    def _follow(self) -> None:
        """Look where one's own leg is now."""
        ear = self._ear
        if ear is None:
            return
        own = own_call(self._store, ear)
        if own is not None:
            self._rest()
            if ear.lost and own.other_legs and own.call_id != ear.target:
                self._over("unknown")  # somebody else is in it: it is another call
            else:
                self._show(ear, own)
        elif was_there(self._store, ear):
            if ear.barges and ear.fact.call_id != ear.target:
                self._wait(MOVES_S, self._nowhere)
            else:
                self._over("end" if ear.fact.answered else "unanswered")

    def _show(self, ear: Ear, own: Call) -> None:
        picked_up = any(leg.state in (LegState.CONNECTED, LegState.HELD) for leg in own.own_legs)
        fact = replace(ear.fact, call_id=own.call_id)
        if picked_up and not fact.answered:
            fact = replace(fact, answered=True, since=self._clock())
        if ear.shown and fact == ear.fact:
            return
        began = fact.answered and not ear.fact.answered
        self._ear = replace(ear, fact=fact, shown=True)
        self._agents.show_listening(fact)
        if began:
            self._keep(self._ear, "begin")

    def _over(self, step: str) -> None:
        ear, self._ear = self._ear, None
        self._rest()
        if ear is None:
            return
        if ear.shown:
            self._agents.show_listening(None)
        self._keep(ear, step)

    def _keep(self, ear: Ear, step: str) -> None:
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
                "seconds": lasted_s if step in _LASTED else None,
            },
        )

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        """Do this unless one's own leg is seen by then."""
        if self._patience is None:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(seconds, self._waited, then)

    def _waited(self, then: Callable[[], None]) -> None:
        self._patience = None
        then()

    def _not_yet(self) -> None:
        """One's own phone does not ring: say so, and keep a quiet ear."""
        ear = self._ear
        if ear is None:
            return
        log.info("one's own phone did not ring to listen in")
        name = ear.fact.agent_name
        self._notices.post(
            Notice.of("supervise.did_not_ring", severity=Severity.WARNING, name=name)
        )
        self._ear = replace(ear, shown=False)
        self._agents.show_listening(None)
        self._wait(EAR_S - RINGS_S, self._never)

    def _never(self) -> None:
        """Nothing was seen of it in all that time."""
        self._over("unknown")

    def _nowhere(self) -> None:
        """One's own leg left the call that rang, and came over into none."""
        ear = self._ear
        self._over("end" if ear is not None and ear.fact.answered else "unknown")

    def _rest(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
