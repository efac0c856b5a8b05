"""Oneself as an agent: log in and out, pause, be ready again; and the queues that one manages.

Every verb is pending until ``agent_status``, read again after the PBX took it, says that it is so.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentVerb
from ctiapp.model.errors import InvalidState
from ctiapp.model.observers import Observers
from ctiapp.services.agentfacts import AgentPicture

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.directory import Presence
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.agentfacts import Listening
    from ctiapp.services.commander import Outcome
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.agents")


class Agents:
    """One's own queues, what one is in them, and what can be asked of them.

    Every verb raises `CtiError` where it is refused or makes no sense; the queue shows it too.
    """

    def __init__(
        self, store: Store, clock: Clock, preferences: Preferences, notices: Notices
    ) -> None:
        self._store = store
        self._clock = clock
        self._preferences = preferences
        self._notices = notices
        self._picture = AgentPicture()
        self._observers: Observers[AgentPicture] = Observers()
        self._pbx: Pbx | None = None

    # -- reading ---------------------------------------------------------------------------------

    @property
    def picture(self) -> AgentPicture:
        """Everything of queues and agents, as last known."""
        return self._picture

    def subscribe(self, listener: Callable[[AgentPicture], None]) -> Callable[[], None]:
        """Hear of each new picture; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- the link --------------------------------------------------------------------------------

    def attach(self, pbx: Pbx, status: ConnectionStatus) -> None:
        """Ask this PBX from now on, and at once; ``status`` says who one is there."""
        del status
        self._pbx = pbx

    def detach(self) -> asyncio.Task[None] | None:
        """Ask no more; what was running, already cancelled, to be waited for."""
        self._pbx = None
        return None

    def look_now(self) -> None:
        """Anything may have changed: read it all again, as fast as is polite."""

    def seen(self, on: bool) -> None:  # noqa: FBT001 - a state that is told, not an option
        """Queues and agents are seen, or not: what is seen is asked for more often."""

    def watch(self, on: bool) -> None:  # noqa: FBT001 - a state that is told, not an option
        """A wallboard is open, or not: only then who waits and talks is asked for often."""

    # -- what one asks for oneself -----------------------------------------------------------------

    async def log_in(self, queue_ids: tuple[QueueId, ...] | None = None) -> Outcome:
        """Log in (None: to all queues where one is a dynamic agent)."""
        return await self._run(AgentVerb.LOG_IN, queue_ids)

    async def log_out(self, queue_ids: tuple[QueueId, ...] | None = None) -> Outcome:
        """Log out (None: of all queues where one is a dynamic agent, and a notice says the others).

        Raises:
            CtiError: key ``agent.static``: a static agent cannot.
        """
        return await self._run(AgentVerb.LOG_OUT, queue_ids)

    async def pause(
        self, reason: PauseReason | None = None, queue_ids: tuple[QueueId, ...] | None = None
    ) -> Outcome:
        """Take no calls for now (None: of all queues where one is logged in)."""
        return await self._run(AgentVerb.PAUSE, queue_ids, reason)

    async def ready(self, queue_ids: tuple[QueueId, ...] | None = None) -> Outcome:
        """Take calls again (None: of all queues where one is logged in); ends a wrap-up too."""
        return await self._run(AgentVerb.READY, queue_ids)

    async def set_presence(self, presence: Presence) -> Outcome:
        """Set one's own presence."""
        return await self._run(presence, None)

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
            CtiError: key ``agent.not_manager``: one does not manage this queue.
        """
        return await self._run(verb, (queue_id,), reason, numbers)

    # -- what was seen to ------------------------------------------------------------------------

    def dismiss_missed(self) -> None:
        """The missed call of a queue was seen to."""

    def dismiss_auto_pause(self) -> None:
        """The automatic pause was seen to; one stays paused."""

    def show_listening(self, listening: Listening | None) -> None:
        """Whom one listens to (None: nobody); told by the supervisor's service."""

    # ----------------------------------------------------------------------------------------------

    async def _run(
        self,
        verb: AgentVerb | Presence,
        queue_ids: tuple[QueueId, ...] | None,
        reason: PauseReason | None = None,
        numbers: tuple[Number, ...] = (),
    ) -> Outcome:
        log.info("%s not sent: %s %s %s", verb, queue_ids, reason, numbers)
        raise InvalidState("not connected", key="link.not_up")
