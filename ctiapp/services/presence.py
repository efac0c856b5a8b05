"""One's own presence: set it, and what follows from it by rule.

`RULES` is the one table: it is what is done, and what the user reads and switches. A rule acts on
what a person did, never on what a rule did: what a rule sets starts no other, so nothing goes round
in circles. Every step that a rule takes is told, with the rule's own sentence.

A rule ends only what it began. So it decides on nothing that nobody knows: right after a gap it
waits until the PBX has told how one stands (`TOLD_S`), and leaves a queue alone, and says so, where
that is not told in time. It pauses where one is ready then, and ends a pause that still has the
reason which it was begun with.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from ctiapp.model import events
from ctiapp.model.commands import SetPresence
from ctiapp.model.directory import Presence
from ctiapp.model.errors import CtiError, InvalidState, OutcomeUnknown, UsageError
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.agentchoice import all_mine
from ctiapp.services.commander import CONFIRM_S, Outcome
from ctiapp.state.changes import LampChanged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.directory import Extension
    from ctiapp.model.ids import QueueId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.agentchoice import Mine
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.settings import Settings
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.agents")


TOLD_S = 15.0
"""How long a rule waits for the PBX to tell how one stands in one's queues."""


class Deed(Enum):
    """What a person does that is no presence, and that a rule can follow."""

    PAUSE = "pause"


class Step(Enum):
    """What a rule does."""

    PAUSE = "pause"
    READY = "ready"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class PresenceRule:
    """One line of the table.

    Attributes:
        name: of its switch in the settings, and of its sentence (``rule.<name>``).
        when: the presence that one's own becomes, or what one does.
        then: what follows: pause in every queue where one is ready; be ready again where a rule
            paused; or be away, where one is available.
        on: whether it holds where the user has not said.
        reason: names of the PBX's reason for such a pause, any case, the best first; none of them
            there: no reason is given.
    """

    name: str
    when: Presence | Deed
    then: Step
    on: bool = False
    reason: tuple[str, ...] = ()


RULES = (
    PresenceRule(
        "do_not_disturb",
        Presence.DO_NOT_DISTURB,
        Step.PAUSE,
        on=True,
        reason=("Do Not Disturb", "DND", "请勿打扰", "免打扰"),
    ),
    PresenceRule("available", Presence.AVAILABLE, Step.READY, on=True),
    PresenceRule("away", Presence.AWAY, Step.PAUSE, reason=("Away", "Break", "离开", "休息")),
    PresenceRule("lunch", Presence.LUNCH, Step.PAUSE, reason=("Lunch", "午餐", "午休")),
    PresenceRule(
        "business_trip", Presence.BUSINESS_TRIP, Step.PAUSE, reason=("Business Trip", "出差")
    ),
    PresenceRule("off_work", Presence.OFF_WORK, Step.PAUSE, reason=("Off Work", "下班")),
    PresenceRule("pause", Deed.PAUSE, Step.AWAY),
)
"""What follows from what."""


def holds(rule: PresenceRule, settings: Settings) -> bool:
    """Whether a rule is switched on."""
    return settings.presence_rules.get(rule.name, rule.on)


def fitting(rule: PresenceRule, reasons: tuple[PauseReason, ...]) -> PauseReason | None:
    """The PBX's reason for a rule's pause; None where it has none of that name."""
    by_text = {reason.text.strip().casefold(): reason for reason in reversed(reasons)}
    names = (by_text.get(name.casefold()) for name in rule.reason)
    return next((reason for reason in names if reason is not None), None)


class OwnPresence:
    """Sets one's own presence, and knows it as far as it was told."""

    def __init__(self, store: Store, clock: Clock, *, confirm_s: float = CONFIRM_S) -> None:
        self._store = store
        self._clock = clock
        self._confirm_s = confirm_s
        self._pbx: Pbx | None = None
        self._me: Extension | None = None
        self._asked = 0
        self._last: Presence | None = None
        self._moves = 0
        store.subscribe(self._on_changes)

    def attach(self, pbx: Pbx | None, me: Extension | None) -> None:
        """Be this extension from now on (None: nobody)."""
        self._pbx, self._me = pbx, me
        self._last = self.now

    @property
    def now(self) -> Presence | None:
        """One's own presence; None where it is not known."""
        if self._me is None:
            return None
        lamp = self._store.lamps.get(self._me.number)
        found = lamp.presence if lamp is not None else None
        if found is None and not self._store.lamps_doubtful:
            found = self._me.presence
        return None if found is Presence.UNKNOWN else found

    async def set(self, presence: Presence) -> Outcome:
        """Set it; confirmed by the PBX's answer, or by its event (30009) where that is lost.

        An answer that comes after an event told of another presence, or after another one was
        asked for, is the older news: it says that it was set, not that it is so now.

        Raises:
            CtiError: it was refused, or it cannot be sent.
        """
        pbx, me = self._pbx, self._me
        if pbx is None or me is None or self._store.link is not LinkState.UP:
            raise InvalidState("not connected", key="link.not_up")
        if presence is Presence.UNKNOWN:
            raise UsageError("no such presence", key="agent.no_such_presence")
        if self._store.agents.presence_asked is presence:
            raise UsageError("already asked", key="agent.asked")
        self._asked += 1
        asked, moves = self._asked, self._moves
        self._store.apply(events.PresenceAsked(presence), self._clock())
        try:
            async with asyncio.timeout(self._confirm_s):
                await pbx.execute(SetPresence(me.ext_id, presence))
        except (OutcomeUnknown, TimeoutError):
            return Outcome.CONFIRMED if self.now is presence else Outcome.UNCONFIRMED
        finally:
            if asked == self._asked:
                self._store.apply(events.PresenceAsked(None), self._clock())
        if pbx is self._pbx and (asked, moves) == (self._asked, self._moves):
            self._store.apply(events.PresenceChanged(me.number, presence), self._clock())
        return Outcome.CONFIRMED

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        """Count how often one's presence became another; a gap alone is no such move."""
        me = self._store.me
        if not any(isinstance(one, LampChanged) and one.number == me for one in changes):
            return
        now = self.now
        if now is not None and now is not self._last:
            self._last = now
            self._moves += 1


class Actor(Protocol):
    """Who does what a rule says (`ctiapp.services.agents.Agents`)."""

    def queues_to_pause(self) -> tuple[QueueId, ...]:
        """The queues where one may be rung: logged in and not paused, or nobody told yet."""

    def queues_paused(self) -> tuple[QueueId, ...]:
        """The queues where one is paused, or is about to be, or nobody told yet."""

    def pause_reasons(self) -> tuple[PauseReason, ...]:
        """What a pause can be for."""

    async def pause_by_rule(
        self, reason: PauseReason | None, queue_ids: tuple[QueueId, ...]
    ) -> Outcome:
        """Pause; no rule follows from it."""

    async def ready_by_rule(self, queue_ids: tuple[QueueId, ...]) -> Outcome:
        """Be ready again; no rule follows from it."""


class RuleKeeper:
    """Does what the rules say, one after the other."""

    def __init__(
        self,
        store: Store,
        presence: OwnPresence,
        actor: Actor,
        preferences: Preferences,
        notices: Notices,
    ) -> None:
        self._store = store
        self._presence = presence
        self._actor = actor
        self._preferences = preferences
        self._notices = notices
        self._last: Presence | None = None
        self._by_rule: Presence | None = None
        self._paused: dict[QueueId, str] = {}
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._one_by_one = asyncio.Lock()
        store.subscribe(self._on_changes)

    def begin(self) -> None:
        """Signed in: what one's presence is now was not just set."""
        self._last = self._presence.now
        self._by_rule = None
        self._paused.clear()

    def end(self) -> list[asyncio.Task[None]]:
        """Signed out: nothing follows any more; what was running, already cancelled."""
        self._last = None
        running = list(self._tasks)
        for task in running:
            task.cancel()
        return running

    def on_deed(self, deed: Deed) -> None:
        """A person did something here."""
        self._follow(deed)

    def taken_over(self, queue_ids: tuple[QueueId, ...]) -> None:
        """A person decided on these queues: no rule's pause is there to be ended."""
        for queue_id in queue_ids:
            self._paused.pop(queue_id, None)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        self._news.set()
        me = self._store.me
        if not any(isinstance(one, LampChanged) and one.number == me for one in changes):
            return
        now = self._presence.now
        if now is None or now is self._last:
            return
        self._last = now
        if self._by_rule is now:
            self._by_rule = None  # a rule set it: nothing follows
            return
        self._follow(now)

    def _follow(self, what: Presence | Deed) -> None:
        settings = self._preferences.settings
        for rule in RULES:
            if rule.when is what and holds(rule, settings):
                task = asyncio.get_running_loop().create_task(self._do(rule), name="rule")
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _do(self, rule: PresenceRule) -> None:
        async with self._one_by_one:
            try:
                count = await self._step(rule)
            except CtiError as error:
                log.info("rule %s: %s", rule.name, error)
                self._notices.post(error.notice(Severity.WARNING))
                return
        if count:
            log.info("rule %s: done for %d", rule.name, count)
            self._notices.post(Notice.of(f"rule.{rule.name}", count=count))

    async def _step(self, rule: PresenceRule) -> int:
        """Do what a rule says; in how many places there was something to do."""
        if rule.then is Step.AWAY:
            if self._presence.now is not Presence.AVAILABLE:
                return 0
            self._by_rule = Presence.AWAY
            outcome = None
            try:
                outcome = await self._presence.set(Presence.AWAY)
            finally:
                if outcome is not Outcome.UNCONFIRMED:
                    self._by_rule = None  # else its event may still come
            return 1
        known = await self._known()
        ours = self._begun(known)
        if rule.then is Step.READY:
            missing = self._paused.keys() - known.keys()
            self._paused = {one: why for one, why in self._paused.items() if one in missing}
            if ours:
                await self._actor.ready_by_rule(ours)
        else:
            missing = {queue.queue.queue_id for queue, _ in self._mine()} - known.keys()
            ready = (one for one in self._actor.queues_to_pause() if one in known)
            ours = tuple(dict.fromkeys((*ready, *ours)))
            if ours:
                reason = fitting(rule, self._actor.pause_reasons())
                self._paused |= dict.fromkeys(ours, "" if reason is None else reason.text)
                await self._actor.pause_by_rule(reason, ours)
        if missing:
            key = "agent.not_told" if self._store.link is LinkState.UP else "link.not_up"
            raise InvalidState("not told how one stands", key=key)
        return len(ours)

    def _mine(self) -> list[Mine]:
        return all_mine(self._store.agents)

    async def _known(self) -> dict[QueueId, str | None]:
        """The queues of which the PBX has told how one stands there, waited for a little.

        With each: why one is paused; None where one is not.
        """
        try:
            async with asyncio.timeout(TOLD_S):
                while self._store.link is not LinkState.UP or any(
                    me.status is None for _, me in self._mine()
                ):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            log.info("not told in time how one stands")
        return {
            queue.queue.queue_id: me.status.reason if me.status.paused else None
            for queue, me in self._mine()
            if me.status is not None
        }

    def _begun(self, known: Mapping[QueueId, str | None]) -> tuple[QueueId, ...]:
        """Where a pause that a rule began still holds, or is about to."""
        found = []
        for queue_id in self._actor.queues_paused():
            if queue_id in self._paused and queue_id in known:
                told, begun = known[queue_id], self._paused[queue_id]
                # A PBX may take no reasons: then it tells none.
                if not told or told.strip().casefold() == begun.strip().casefold():
                    found.append(queue_id)
        return tuple(found)
