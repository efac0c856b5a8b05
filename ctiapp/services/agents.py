"""Oneself as an agent: log in and out, pause, be ready again; and the queues that one manages.

Every verb is pending until ``agent_status``, read again after the PBX took it, says that it is so.
Which queues a verb means is settled in `ctiapp.services.agentchoice`, how it is sent and confirmed
in `ctiapp.services.agentcommander`, what is asked how often in `ctiapp.services.agentpolls`.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentKind, AgentVerb
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgent, PauseAgents
from ctiapp.model.errors import InvalidState, NotPermitted, QueuePasswordWanted, UsageError
from ctiapp.model.events import DirectoryPart, LinkState, ToldSeenTo
from ctiapp.model.notice import Notice
from ctiapp.model.observers import Observers
from ctiapp.services.agentchoice import all_mine, chosen, not_asked, to_pause
from ctiapp.services.agentcommander import AgentCommander
from ctiapp.services.agentfacts import AgentPicture
from ctiapp.services.agentpicture import Painter
from ctiapp.services.agentpolls import AgentPolls
from ctiapp.services.ownqueues import with_own
from ctiapp.services.pausereasons import PauseReasons
from ctiapp.services.presence import Deed, OwnPresence, RuleKeeper
from ctiapp.state.changes import (
    AgentsChanged,
    AgentsDoubtful,
    CallChanged,
    LampChanged,
    LinkMoved,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.directory import Extension, Presence
    from ctiapp.model.events import DirectoryChanged
    from ctiapp.model.ids import ExtensionId, QueueId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.agentchoice import Mine
    from ctiapp.services.agentfacts import Listening
    from ctiapp.services.commander import Outcome
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.queuepasswords import QueuePasswords
    from ctiapp.settings import Settings
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.agents")

_LOG_INS = (AgentVerb.LOG_IN, AgentVerb.LOG_OUT)


class Agents:
    """One's own queues, what one is in them, and what can be asked of them.

    Every verb raises `CtiError` where it is refused or makes no sense; the queue shows it too.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        preferences: Preferences,
        notices: Notices,
        passwords: QueuePasswords,
    ) -> None:
        self._store = store
        self._clock = clock
        self._notices = notices
        self._passwords = passwords
        self._commander = AgentCommander(store, clock)
        self._polls = AgentPolls(
            store, clock, lambda told: with_own(told, self._me, preferences.settings)
        )
        self._reasons = PauseReasons(store, clock, preferences, notices)
        self._presence = OwnPresence(store, clock)
        self._rules = RuleKeeper(store, self._presence, self, preferences, notices)
        self._me: Extension | None = None
        self._listening: Listening | None = None
        self._task: asyncio.Task[None] | None = None
        self._rest_ends: asyncio.TimerHandle | None = None
        self._painter = Painter()
        self._picture = AgentPicture()
        self._observers: Observers[AgentPicture] = Observers()
        store.subscribe(self._on_changes)
        self._named = ("", "")
        preferences.subscribe(self._on_settings)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def picture(self) -> AgentPicture:
        """Everything of queues and agents, as last known."""
        return self._picture

    @property
    def takes_reasons(self) -> bool:
        """Whether this PBX takes a reason for a pause, as far as that is known."""
        return self._reasons.taken

    def subscribe(self, listener: Callable[[AgentPicture], None]) -> Callable[[], None]:
        """Hear of each new picture; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- the link --------------------------------------------------------------------------------

    def attach(self, pbx: Pbx, status: ConnectionStatus) -> None:
        """Ask this PBX from now on, and at once; ``status`` says who one is there."""
        self.detach()
        self._me = status.me
        self._commander.attach(pbx)
        self._presence.attach(pbx, status.me)
        self._reasons.attach(status.pbx)
        self._rules.begin()
        self._polls.attach(pbx)
        self._polls.pacer.go(on=self._store.link is LinkState.UP)
        self._task = asyncio.create_task(self._polls.pacer.run(), name="agents")
        self._draw()

    def detach(self) -> asyncio.Task[None] | None:
        """Ask no more; what was running, already cancelled, to be waited for."""
        self._me, self._listening = None, None
        self._commander.attach(None)
        self._presence.attach(None, None)
        self._polls.attach(None)
        running = self._rules.end()
        if self._rest_ends is not None:
            self._rest_ends.cancel()
            self._rest_ends = None
        task, self._task = self._task, None
        if task is None:
            return None
        task.cancel()
        self._draw()
        return asyncio.create_task(_ended([task, *running]), name="agents end")

    def on_event(self, event: DirectoryChanged) -> None:
        """The PBX's directory was edited, and with it perhaps who is in which queue."""
        if event.part is not DirectoryPart.TRUNK:
            self._polls.urge_list()

    def _on_settings(self, settings: Settings) -> None:
        """Where the user names other queues as their own, the list of them is asked for."""
        named = (settings.my_queues, settings.managed_queues)
        if named != self._named:
            self._named = named
            self._polls.urge_list()

    def look_now(self) -> None:
        """Anything may have changed: read it all again, as fast as is polite."""
        self._polls.pacer.rewind()

    def seen(self, on: bool) -> None:  # noqa: FBT001 - a state that is told, not an option
        """Queues and agents are seen, or not: what is seen is asked for more often."""
        self._polls.show(seen=on)

    @property
    def is_seen(self) -> bool:
        """Whether anybody can look at what is known of others."""
        return self._polls.seen

    def watch(self, on: bool) -> None:  # noqa: FBT001 - a state that is told, not an option
        """A wallboard is open, or not: only then who waits and talks is asked for often."""
        self._polls.show(watched=on)

    # -- what one asks for oneself -----------------------------------------------------------------

    async def log_in(
        self,
        queue_ids: tuple[QueueId, ...] | None = None,
        passwords: Mapping[QueueId, str] | None = None,
    ) -> Outcome:
        """Log in (None: to all queues where one is a dynamic agent).

        A static agent is logged in at all times: nothing is asked there, and it is not refused.

        Args:
            queue_ids: to which queues.
            passwords: those that the user gave for queues which want one.

        Raises:
            QueuePasswordWanted: some of them want one, or another one; one is in the others.
        """
        dynamic, _ = self._chosen(queue_ids)
        if not dynamic:
            raise UsageError("static", key="agent.always_in")
        return await self._log(not_asked(dynamic, AgentVerb.LOG_IN), passwords, on=True)

    async def log_out(
        self,
        queue_ids: tuple[QueueId, ...] | None = None,
        passwords: Mapping[QueueId, str] | None = None,
    ) -> Outcome:
        """Log out (None: of all queues where one is a dynamic agent, and a notice says the others).

        Args:
            queue_ids: of which queues.
            passwords: as in `log_in`.

        Raises:
            QueuePasswordWanted: as in `log_in`.
            CtiError: key ``agent.static``: a static agent cannot.
        """
        dynamic, static = self._chosen(queue_ids)
        names = ", ".join(queue.queue.name or queue.queue.number.text for queue, _ in static)
        if static and (queue_ids is not None or not dynamic):
            raise UsageError("static", key="agent.static", queue=names)
        ids = not_asked(dynamic, AgentVerb.LOG_OUT)
        self._rules.taken_over(ids)
        outcome = await self._log(ids, passwords, on=False)
        if static:
            self._notices.post(Notice.of("agent.static_stay", queue=names))
        return outcome

    async def pause(
        self, reason: PauseReason | None = None, queue_ids: tuple[QueueId, ...] | None = None
    ) -> Outcome:
        """Take no calls for now (None: of all queues where one is logged in)."""
        ids = self._ids(queue_ids, AgentVerb.PAUSE)
        self._rules.taken_over(ids)
        outcome = await self.pause_by_rule(reason, ids)
        if not self.queues_to_pause():
            self._rules.on_deed(Deed.PAUSE)  # in one of several queues is no absence
        return outcome

    async def ready(self, queue_ids: tuple[QueueId, ...] | None = None) -> Outcome:
        """Take calls again (None: of all queues where one is logged in); ends a wrap-up too.

        That to go on (``agent/pause``, ``unpause``) ends the rest after a call is inferred: the
        handbook has no other way, and does not say.
        """
        ids = self._ids(queue_ids, AgentVerb.READY)
        self._rules.taken_over(ids)
        return await self.ready_by_rule(ids)

    async def set_presence(self, presence: Presence) -> Outcome:
        """Set one's own presence; a rule may follow (`ctiapp.services.presence.RULES`)."""
        return await self._presence.set(presence)

    # -- what one asks for others, where one manages the queue -------------------------------------

    async def command_others(
        self,
        verb: AgentVerb,
        queue_id: QueueId,
        numbers: tuple[Number, ...],
        reason: PauseReason | None = None,
    ) -> Outcome:
        """Log agents of a queue in or out, pause them, or let them go on.

        Raises:
            CtiError: key ``agent.not_manager``: one does not manage this queue; ``agent.nobody``:
                somebody is no agent there; ``agent.static_other``: they cannot log in or out.
        """
        queue = self._store.agents.queues.get(queue_id)
        if queue is None or not queue.managed:
            raise NotPermitted("not a manager", key="agent.not_manager")
        records = [queue.agents.get(number) for number in numbers]
        ext_ids = tuple(r.ext_id for r in records if r is not None and r.ext_id is not None)
        if not numbers or len(ext_ids) < len(numbers):
            raise UsageError("no such agent", key="agent.nobody")
        found = [record for record in records if record is not None]
        if verb in _LOG_INS:
            fixed = [record for record in found if record.kind is AgentKind.STATIC]
            if fixed:
                raise UsageError("static", key="agent.static_other", name=fixed[0].name)
        if all(verb in record.pending for record in found):
            raise UsageError("already asked", key="agent.asked")
        if verb in _LOG_INS:
            send = partial(self._send_others, queue_id, ext_ids, on=verb is AgentVerb.LOG_IN)
        else:
            make = partial(PauseAgents, queue_id, ext_ids, verb is AgentVerb.PAUSE)
            send = partial(self._reasons.send, make, reason)
        text = "" if reason is None else reason.text
        return await self._commander.run(verb, (queue_id,), numbers, send, text)

    # -- what was seen to ------------------------------------------------------------------------

    def dismiss_missed(self) -> None:
        """The missed call of a queue was seen to."""
        self._store.apply(ToldSeenTo(auto_pause=False), self._clock())

    def dismiss_auto_pause(self) -> None:
        """The automatic pause that is shown was seen to; one stays paused, others stay told."""
        shown = self._picture.me.auto_pause
        if shown is not None:
            self._store.apply(ToldSeenTo(auto_pause=True, queue=shown.queue), self._clock())

    def show_listening(self, listening: Listening | None) -> None:
        """Whom one listens to (None: nobody); told by the supervisor's service."""
        self._listening = listening
        self._draw()

    # -- what rules do -----------------------------------------------------------------------------

    def queues_to_pause(self) -> tuple[QueueId, ...]:
        """The queues where one may be rung: logged in and not paused, or nobody told yet."""
        return tuple(
            queue.queue.queue_id
            for queue, me in self._all_mine()
            if (me.status is None or me.shows(AgentVerb.READY))
            and AgentVerb.PAUSE not in me.pending
        )

    def queues_paused(self) -> tuple[QueueId, ...]:
        """The queues where one is paused, or is about to be, or nobody told yet."""
        return tuple(
            queue.queue.queue_id
            for queue, me in self._all_mine()
            if me.status is None
            or me.shows(AgentVerb.PAUSE)
            or AgentVerb.PAUSE in me.pending
            or me.after_call is AgentVerb.PAUSE
        )

    def pause_reasons(self) -> tuple[PauseReason, ...]:
        """What a pause can be for."""
        return self._reasons.shown

    async def pause_by_rule(
        self, reason: PauseReason | None, queue_ids: tuple[QueueId, ...]
    ) -> Outcome:
        """Pause; no rule follows from it."""
        return await self._pause(queue_ids, reason, on=True)

    async def ready_by_rule(self, queue_ids: tuple[QueueId, ...]) -> Outcome:
        """Be ready again; no rule follows from it."""
        return await self._pause(queue_ids, None, on=False)

    # ----------------------------------------------------------------------------------------------

    async def _log(
        self,
        queue_ids: tuple[QueueId, ...],
        passwords: Mapping[QueueId, str] | None,
        *,
        on: bool,
    ) -> Outcome:
        verb = AgentVerb.LOG_IN if on else AgentVerb.LOG_OUT
        ext_id = self._ext_id
        taken: dict[QueueId, str] = {}
        account = self._passwords.account

        def make(some: tuple[QueueId, ...], words: Mapping[QueueId, str]) -> LogAgent:
            return LogAgent(ext_id, some, on, passwords=words)

        send = partial(self._passwords.send, make, queue_ids, passwords or {}, taken)
        try:
            return await self._commander.run(verb, queue_ids, self._numbers, send)
        finally:
            await self._passwords.keep(taken, account)

    async def _send_others(
        self, queue_id: QueueId, ext_ids: tuple[ExtensionId, ...], pbx: Pbx, *, on: bool
    ) -> None:
        def make(_: tuple[QueueId, ...], words: Mapping[QueueId, str]) -> LogAgents:
            return LogAgents(queue_id, ext_ids, on, passwords=words)

        try:
            await self._passwords.send(make, (queue_id,), {}, {}, pbx)
        except QueuePasswordWanted as error:
            error.key = "queue.password_other"
            raise

    async def _pause(
        self, queue_ids: tuple[QueueId, ...], reason: PauseReason | None, *, on: bool
    ) -> Outcome:
        verb = AgentVerb.PAUSE if on else AgentVerb.READY
        make = partial(PauseAgent, self._ext_id, queue_ids, on)
        send = partial(self._reasons.send, make, reason)
        text = "" if reason is None else reason.text
        return await self._commander.run(verb, queue_ids, self._numbers, send, text)

    @property
    def _ext_id(self) -> ExtensionId:
        if self._me is None:
            raise InvalidState("signed out", key="link.not_up")
        return self._me.ext_id

    @property
    def _numbers(self) -> tuple[Number, ...]:
        return () if self._me is None else (self._me.number,)

    def _all_mine(self) -> list[Mine]:
        return all_mine(self._store.agents)

    def _chosen(self, queue_ids: tuple[QueueId, ...] | None) -> tuple[list[Mine], list[Mine]]:
        """The queues that are meant: those where one is dynamic, and those where one is static."""
        self._commander.check()
        mine = chosen(self._store.agents, queue_ids)
        static = [one for one in mine if one[1].kind is AgentKind.STATIC]
        return [one for one in mine if one not in static], static

    def _ids(self, queue_ids: tuple[QueueId, ...] | None, verb: AgentVerb) -> tuple[QueueId, ...]:
        self._commander.check()
        return to_pause(self._store.agents, queue_ids, verb)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        me = self._store.me
        again = False
        for change in changes:
            match change:
                case AgentsChanged():
                    again = True
                case LampChanged(number, _):
                    again |= number == me
                case CallChanged():
                    self._polls.stir()
                case AgentsDoubtful(queue_ids, commanded):
                    self._polls.urge_agents(queue_ids, commanded=commanded)
                case LinkMoved(state):
                    if state is LinkState.UP:
                        self._polls.pacer.rewind()
                    self._polls.pacer.go(on=state is LinkState.UP)
                case _:
                    pass
        if again:
            self._draw()
            self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        """Let the store's time pass when the first rest after a call is over."""
        if self._rest_ends is not None:
            self._rest_ends.cancel()
            self._rest_ends = None
        ends = [me.wrap_up_ends.mono_s for _, me in self._all_mine() if me.wrap_up_ends is not None]
        if ends:
            wait_s = max(0.0, min(ends) - self._clock().mono_s)
            loop = asyncio.get_running_loop()
            self._rest_ends = loop.call_later(wait_s, self._rest_over)

    def _rest_over(self) -> None:
        self._rest_ends = None
        self._store.tick(self._clock())
        self._wait_for_rest()

    def _draw(self) -> None:
        picture = self._painter.draw(
            self._store.agents,
            presence=self._presence.now,
            reasons=self._reasons.shown,
            listening=self._listening,
        )
        if picture != self._picture:
            self._picture = picture
            self._observers.tell(picture)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
