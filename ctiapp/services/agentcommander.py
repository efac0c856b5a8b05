"""One command for agents on its way: sent once, pending until ``agent_status`` shows it done."""

from __future__ import annotations

import asyncio
import itertools
import logging
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.errors import (
    CtiError,
    InvalidState,
    OutcomeUnknown,
    QueuePasswordWanted,
)
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Severity
from ctiapp.services.commander import CONFIRM_S, Outcome
from ctiapp.services.polling import AHEAD, SPACING_S
from ctiapp.state.changes import AgentCommandSettled, Settled

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.agents import AgentVerb
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.agents")

LAST_S = 60.0
"""How long after its time a command's marks stay at most, where the PBX answers no question."""

_IN_TIME = AHEAD + 2
"""So many queues are read again well within the time of any command: that runs ahead."""
_SLACK = 1.2
"""Urgent questions give way to one that is only due, now and then."""


class AgentCommander:
    """Sends commands for agents and waits for what becomes of them."""

    def __init__(self, store: Store, clock: Clock, *, confirm_s: float = CONFIRM_S) -> None:
        self._store = store
        self._clock = clock
        self._confirm_s = confirm_s
        self._tokens = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Settled]] = {}
        self._pbx: Pbx | None = None
        store.subscribe(self._on_changes)

    def attach(self, pbx: Pbx | None) -> None:
        """Speak to this PBX from now on (None: to nobody)."""
        self._pbx = pbx

    def check(self) -> Pbx:
        """The PBX that can be spoken to now.

        Raises:
            InvalidState: key ``link.not_up``: there is none.
        """
        if self._pbx is None or self._store.link is not LinkState.UP:
            raise InvalidState("not connected", key="link.not_up")
        return self._pbx

    async def run(
        self,
        verb: AgentVerb,
        queue_ids: tuple[QueueId, ...],
        agents: tuple[Number, ...],
        send: Callable[[Pbx], Awaitable[None]],
        reason: str = "",
    ) -> Outcome:
        """Send what a verb needs, and wait until the PBX shows it of all agents in all queues.

        Args:
            verb: what is asked.
            queue_ids: in which queues.
            agents: of whom.
            send: sends it.
            reason: the text of a pause's reason; empty where none is given.

        Raises:
            CtiError: it was refused, or it cannot be sent.
        """
        pbx = self.check()
        token = next(self._tokens)
        done: asyncio.Future[Settled] = asyncio.get_running_loop().create_future()
        self._waiting[token] = done
        self._store.apply(
            events.AgentCommandSent(token, verb, queue_ids, agents, reason), self._clock()
        )
        try:
            async with asyncio.timeout(self._within_s(len(queue_ids))):
                try:
                    await send(pbx)
                except OutcomeUnknown:
                    log.info("%s: no answer; what agent_status says decides", verb.value)
                self._store.apply(events.AgentCommandAccepted(token), self._clock())
                how = await done
        except CtiError as error:
            notice, apart = error.notice(Severity.WARNING), None
            if isinstance(error, QueuePasswordWanted):
                each = (error, *error.others)
                apart = {one.queue_id: one.notice(Severity.WARNING) for one in each}
            self._store.apply(events.AgentCommandRefused(token, notice, apart), self._clock())
            raise
        except TimeoutError:
            how = done.result() if done.done() and not done.cancelled() else Settled.UNKNOWN
        finally:
            # Whoever waits no longer leaves the marks to what the PBX says next.
            self._expire(token)
            asyncio.get_running_loop().call_later(LAST_S, self._expire, token)
            self._waiting.pop(token, None)
            done.cancel()
        if how is not Settled.CONFIRMED:
            log.info("%s: %s", verb.value, how.value)
        return Outcome.CONFIRMED if how is Settled.CONFIRMED else Outcome.UNCONFIRMED

    def _within_s(self, count: int) -> float:
        """How long to wait for so many queues: each is asked for by a question of its own."""
        return self._confirm_s + SPACING_S * _SLACK * max(0, count - _IN_TIME)

    def _expire(self, token: int) -> None:
        self._store.apply(events.AgentCommandExpired(token), self._clock())

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, AgentCommandSettled):
                waiting = self._waiting.get(change.token)
                if waiting is not None and not waiting.done():
                    waiting.set_result(change.how)
