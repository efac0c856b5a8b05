"""One command on its way: sent once, pending until the PBX confirms, refuses or forgets it."""

from __future__ import annotations

import asyncio
import itertools
import logging
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.errors import (
    CommandError,
    CtiError,
    InvalidState,
    NoSuchFunction,
    NoSuchTarget,
    NotSupported,
    OutcomeUnknown,
)
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Severity
from ctiapp.state.changes import CommandConfirmed, CommandRefused, CommandUnknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.commands import Answer, Command, Verb
    from ctiapp.model.ids import CallId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.calls")

CONFIRM_S = 5.0
"""How long a verb may stay pending before its outcome is unknown."""


NO_MEANING: Mapping[type[CtiError], str] = MappingProxyType({})
"""Where the PBX's refusals of a verb mean nothing special."""


class Outcome(Enum):
    """What became of a command that was not refused."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class RefusedByEventError(CtiError):
    """The PBX took the command and refused it afterwards, by an event."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.detail, key=notice.key, code=notice.code)
        self.params = dict(notice.params)


class Commander:
    """Sends commands and waits for what becomes of them."""

    def __init__(self, store: Store, clock: Clock, *, confirm_s: float = CONFIRM_S) -> None:
        self._store = store
        self._clock = clock
        self._confirm_s = confirm_s
        self._tokens = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Notice | None]] = {}
        self._pbx: Pbx | None = None
        self._ask_picture: Callable[[], None] = lambda: None
        store.subscribe(self._on_changes)

    def attach(self, pbx: Pbx | None, ask_picture: Callable[[], None]) -> None:
        """Speak to this PBX from now on; ``ask_picture`` has a fresh snapshot fetched."""
        self._pbx = pbx
        self._ask_picture = ask_picture

    async def run(
        self,
        verb: Verb,
        call_id: CallId | None,
        commands: list[Command],
        callee: Number | None = None,
        *,
        meaning: Mapping[type[CtiError], str] = NO_MEANING,
    ) -> Outcome:
        """Send what a verb needs, and wait until it is confirmed.

        Args:
            verb: what is asked for.
            call_id: of which call; None where it makes one.
            commands: what is sent for it, one after the other.
            callee: whom it calls, where it does.
            meaning: what the PBX's refusals mean for this verb, as keys of notices; those that are
                not named mean what they always do.

        Raises:
            CtiError: it was refused, by the answer or by an event, or it cannot be sent.
        """
        pbx = self._pbx
        if pbx is None or self._store.link is not LinkState.UP:
            raise InvalidState("not connected", key="link.not_up")
        token = next(self._tokens)
        done: asyncio.Future[Notice | None] = asyncio.get_running_loop().create_future()
        self._waiting[token] = done
        self._store.apply(events.CommandSent(token, verb, call_id, callee), self._clock())
        deadline = asyncio.get_running_loop().time() + self._confirm_s
        try:
            refused = await self._send(pbx, commands, token, deadline, done)
        except (CtiError, TimeoutError) as error:
            if _is_settled(done):
                refused = done.result()  # the event was quicker than the answer
            elif isinstance(error, CtiError) and not isinstance(error, OutcomeUnknown):
                error.key = meaning.get(type(error), error.key)
                self._fail(token, verb, error, over=done.done())
                raise
            else:
                log.info("%s: outcome unknown: %s", verb.value, type(error).__name__)
                self._expire(token)
                return Outcome.UNCONFIRMED
        except BaseException:
            self._expire(token)  # cancelled, or broken: no mark may stay
            raise
        finally:
            self._waiting.pop(token, None)
            if not done.done():
                done.cancel()
            elif not done.cancelled():
                done.exception()  # whoever did not wait for it need not hear of it
        if refused is not None:
            raise RefusedByEventError(refused)
        return Outcome.CONFIRMED

    async def _send(
        self,
        pbx: Pbx,
        commands: list[Command],
        token: int,
        deadline: float,
        done: asyncio.Future[Notice | None],
    ) -> Notice | None:
        """Send, then wait for the confirmation; the notice of a refusal that came by event."""
        async with asyncio.timeout_at(deadline):
            answer: Answer | None = None
            refusal: CommandError | None = None
            for command in commands:
                try:
                    answer = await pbx.execute(command)
                except OutcomeUnknown:
                    raise
                except CommandError as error:
                    # Of two devices the second may be gone by what was done to the first.
                    refusal = error
            if answer is None and refusal is not None:
                raise refusal
            named = events.CommandAccepted(token)
            if answer is not None:
                named = events.CommandAccepted(token, answer.call_id, answer.slot)
            self._store.apply(named, self._clock())
            return await done

    def _fail(self, token: int, verb: Verb, error: CtiError, *, over: bool) -> None:
        if isinstance(error, NotSupported | NoSuchFunction):
            error.params.setdefault("verb", verb.value)  # a phone may have keys for it
        notice = error.notice(Severity.WARNING)
        self._store.apply(events.CommandFailed(token, notice), self._clock())
        if isinstance(error, InvalidState | NoSuchTarget) and not over:
            self._ask_picture()  # the PBX has the call otherwise than it is shown

    def _expire(self, token: int) -> None:
        self._waiting.pop(token, None)
        self._store.apply(events.CommandExpired(token), self._clock())
        self._ask_picture()

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            match change:
                case CommandConfirmed(token):
                    self._settle(token, None)
                case CommandRefused(token, notice):
                    self._settle(token, notice)
                case CommandUnknown(token):
                    waiting = self._waiting.get(token)
                    if waiting is not None and not waiting.done():
                        waiting.set_exception(InvalidState("the call ended first", key="call.gone"))
                case _:
                    pass

    def _settle(self, token: int, notice: Notice | None) -> None:
        waiting = self._waiting.get(token)
        if waiting is not None and not waiting.done():
            waiting.set_result(notice)


def _is_settled(done: asyncio.Future[Notice | None]) -> bool:
    """Whether an event has shown what became of the command."""
    return done.done() and not done.cancelled() and done.exception() is None
