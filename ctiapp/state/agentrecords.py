"""What is kept of a queue and of each agent in it, and what it makes of them: one word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentCall, AgentKind, AgentStatus, AgentVerb, Standing
from ctiapp.model.call import LegState, Moment, Phase
from ctiapp.state.servicelevel import LevelCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.agents import Queue, QueueLoad, QueueRules
    from ctiapp.model.call import Call
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number

BUSY = frozenset({AgentCall.TALKING, AgentCall.TALKING_AND_RINGING, AgentCall.HELD})
"""What a phone does while its agent talks."""

REST_SHOWS_S = 5.0
"""So long after a call a PBX may take to show that its agent rests."""

_TALKED = (Phase.TALKING, Phase.HELD)
_TALKS = (*_TALKED, Phase.DIALING)


@dataclass(frozen=True, slots=True)
class AgentRecord:
    """One agent in one queue.

    Attributes:
        ext_id: the PBX's internal id; None where the queue's list does not name them.
        number, name, kind: who.
        status: as last told; None: not told yet, or not since the last gap.
        call: what their phone does; one's own by one's own calls.
        standing: all of it as one word.
        since: since when they stand so, with that reason; None where it was found so.
        told: when the PBX last told; None: never, or not since the last gap.
        event_s: when an event last told of them: what was asked for before is older.
        pending: what is asked and not confirmed.
        after_call: what takes effect after the call of now.
        over_s: when that call was seen to be over; None while it goes on.
        wrap_up_ends: when their rest after a call is over; None: they do not rest.
        notice: the last thing to say about them here; None: nothing.
        failed: what was asked when that was said; it is forgotten once it is so.
    """

    ext_id: ExtensionId | None
    number: Number
    name: str
    kind: AgentKind | None
    status: AgentStatus | None = None
    call: AgentCall = AgentCall.UNKNOWN
    standing: Standing = Standing.UNKNOWN
    since: Moment | None = None
    told: Moment | None = None
    event_s: float = float("-inf")
    pending: frozenset[AgentVerb] = frozenset()
    after_call: AgentVerb | None = None
    over_s: float | None = None
    wrap_up_ends: Moment | None = None
    notice: Notice | None = None
    failed: AgentVerb | None = None

    @property
    def busy(self) -> bool:
        """Whether they talk."""
        return self.call in BUSY

    def shows(self, verb: AgentVerb, reason: str = "") -> bool:
        """Whether they stand as was asked for; ``reason`` is the text of a pause's reason."""
        status = self.status
        if status is None:
            return False
        match verb:
            case AgentVerb.LOG_IN:
                return status.logged_in
            case AgentVerb.LOG_OUT:
                return not status.logged_in
            case AgentVerb.PAUSE:
                same = not reason or not status.reason or _same(reason, status.reason)
                return status.logged_in and status.paused and same
            case AgentVerb.READY:
                return status.logged_in and not status.paused

    def lost(self) -> AgentRecord:
        """The same after a gap: nothing is known of them."""
        return AgentRecord(self.ext_id, self.number, self.name, self.kind, event_s=self.event_s)

    def settled(self, now: Moment) -> AgentRecord:
        """The same with the word that all of it makes, and since when it holds."""
        ends = self.wrap_up_ends
        if ends is not None and ends.mono_s <= now.mono_s:
            ends = None
        standing = self._stands(rests=ends is not None)
        since = self.since
        if standing is not self.standing:
            since = None if self.standing is Standing.UNKNOWN else now
        return replace(self, standing=standing, since=since, wrap_up_ends=ends)

    def _stands(self, *, rests: bool) -> Standing:
        status = self.status
        if status is None:
            return Standing.UNKNOWN
        if not status.logged_in:
            return Standing.LOGGED_OFF
        if self.busy:
            return Standing.BUSY
        if status.paused:
            return Standing.NOT_READY
        return Standing.WRAP_UP if rests or status.resting else Standing.READY

    def resting(self, rules: QueueRules | None, now: Moment) -> AgentRecord:
        """The same after a call of the queue: they rest as long as its rules say."""
        rest_s = 0 if rules is None else rules.wrap_up_s
        if rest_s <= 0 or self.standing is Standing.UNKNOWN:
            return self
        ends = Moment(now.mono_s + rest_s, now.at + timedelta(seconds=rest_s))
        return replace(self, wrap_up_ends=ends)

    def rests_no_more(self, status: AgentStatus, asked_s: float) -> bool:
        """Whether the PBX, asked well after a rest was taken to begin, says that there is none."""
        since = self.since
        if self.standing is not Standing.WRAP_UP or since is None or status.resting is not False:
            return False
        return asked_s >= since.mono_s + REST_SHOWS_S

    def with_status(self, status: AgentStatus, now: Moment) -> AgentRecord:
        """The same as just told; another reason is another pause, with a clock of its own.

        An event that tells of a pause names no reason: the answer that does is the same pause.
        """
        before = self.status
        other = before is not None and before.paused and not _same(before.reason, status.reason)
        by_event = self.since is not None and self.since.mono_s == self.event_s
        since = now if other and status.paused and not by_event else self.since
        return replace(self, status=status, since=since, kind=status.kind or self.kind)

    def mended_by(self, status: AgentStatus) -> bool:
        """Whether an answer says what no event has told, and nothing asked for explains."""
        before, told = self.status, self.told
        if before is None or told is None or self.pending or self.event_s > told.mono_s:
            return False
        return (before.logged_in, before.paused) != (status.logged_in, status.paused)

    def paused_by_event(self) -> AgentStatus:
        """How an agent stands whom the PBX just paused: only who is logged in can be."""
        status = self.status
        if status is None:
            return AgentStatus(self.number, self.name, self.kind, logged_in=True, paused=True)
        return replace(status, logged_in=True, paused=True, reason="")


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _no_agents() -> Mapping[Number, AgentRecord]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QueueRecord:
    """A queue in which one is an agent, or which one manages.

    Attributes:
        queue: as the list has it.
        mine, managed: whether one is an agent in it, and whether one manages it.
        rules: how it rings and rests; None: not told yet.
        agents: everybody in it, in the PBX's order.
        load: who waits, rings and talks, as far as the PBX tells it; None: not asked yet, or not
            since the last gap.
        agents_told, load_told: when that was last told.
        level: who was answered in time, as far as this desk saw it.
    """

    queue: Queue
    mine: bool
    managed: bool
    rules: QueueRules | None = None
    agents: Mapping[Number, AgentRecord] = field(default_factory=_no_agents)
    load: QueueLoad | None = None
    agents_told: Moment | None = None
    load_told: Moment | None = None
    level: LevelCount = field(default_factory=LevelCount)

    def with_agent(self, record: AgentRecord) -> QueueRecord:
        """The same with this agent as they are now."""
        return replace(self, agents=MappingProxyType({**self.agents, record.number: record}))


@dataclass(frozen=True, slots=True)
class Day:
    """Oneself over all of one's own queues.

    Attributes:
        standing: as `ctiapp.services.agentfacts.MyDay` says.
        reason: why paused, where all paused queues say the same; else empty.
        since: since when; None where it was found so.
    """

    standing: Standing = Standing.UNKNOWN
    reason: str = ""
    since: Moment | None = None

    def after(self, records: Iterable[AgentRecord], now: Moment) -> Day:
        """The same as one's own records make it now."""
        mine = list(records)
        standing = overall([record.standing for record in mine])
        reason = ""
        if standing is Standing.NOT_READY:
            told = {r.status.reason for r in mine if r.status is not None and r.status.paused}
            reason = told.pop() if len(told) == 1 else ""
        if (standing, reason) == (self.standing, self.reason):
            return self
        return Day(standing, reason, None if self.standing is Standing.UNKNOWN else now)


def overall(standings: Iterable[Standing]) -> Standing:
    """The one word for several queues: what keeps one, else where one may be rung, else why not."""
    found = set(standings)
    for standing in (Standing.BUSY, Standing.WRAP_UP, Standing.READY):
        if standing in found:
            return standing
    if not found or Standing.UNKNOWN in found:
        return Standing.UNKNOWN
    return Standing.NOT_READY if Standing.NOT_READY in found else Standing.LOGGED_OFF


def phone_of(calls: Iterable[Call]) -> AgentCall:
    """What one's own phone does, by one's own calls."""
    living = [call for call in calls if call.end is None]
    talked = [call for call in living if call.phase in _TALKS]
    rings = any(call.phase is Phase.RINGING for call in living)
    if talked:
        if rings:
            return AgentCall.TALKING_AND_RINGING
        own = [call.own_leg for call in talked]
        mine = any(leg is not None and leg.state is LegState.HELD for leg in own)
        held = all(call.held_by_other for call in talked) and not mine
        return AgentCall.HELD if held else AgentCall.TALKING
    return AgentCall.RINGING if rings else AgentCall.IDLE


def listed(
    queue: Queue, known: Mapping[Number, AgentRecord], most: int
) -> Mapping[Number, AgentRecord]:
    """Everybody in a queue's lists, at most so many, in the order in which they were told."""
    found: dict[Number, AgentRecord] = {}
    for kind, members in ((AgentKind.STATIC, queue.static), (AgentKind.DYNAMIC, queue.dynamic)):
        for member in members:
            if member.number in found or len(found) >= most:
                continue
            record = known.get(member.number)
            if record is None:
                record = AgentRecord(member.ext_id, member.number, member.name, kind)
            kind_now = record.kind if record.status is not None else kind
            found[member.number] = replace(
                record, ext_id=member.ext_id, name=member.name or record.name, kind=kind_now
            )
    order = [number for number in known if number in found]
    order += [number for number in found if number not in known]
    return MappingProxyType({number: found[number] for number in order})


def has_left(before: Call, after: Call | None) -> bool:
    """Whether one left a conversation: it ended, or one parked or moved it on."""
    talked = before.end is None and before.phase in _TALKED
    goes_on = after is not None and after.end is None and bool(after.own_legs)
    return talked and not goes_on


def bounded(load: QueueLoad, most: int) -> QueueLoad:
    """The same with at most so many calls in each list; how many wait in all stays known."""
    return replace(
        load,
        waiting=None if load.waiting is None else load.waiting[:most],
        ringing=None if load.ringing is None else load.ringing[:most],
        active=None if load.active is None else load.active[:most],
        counted=load.waiting_count,
    )
