"""What header, panel, column and banner show of oneself as an agent: pure decisions.

Nothing here knows a widget. Words are made where they are shown; this decides which ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.abilities import EVERY_CAPABILITY, FOR_AGENTS
from ctiapp.model.agents import AgentKind
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import AgentVerb, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.call import Moment
    from ctiapp.model.ids import CallId, QueueId
    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import (
        AgentFacts,
        AgentPicture,
        AutoPause,
        MissedInQueue,
        MyDay,
        QueueFacts,
    )
    from ctiapp.services.lookup import Identity
    from ctiapp.ui.calls.justnow import PastCall

STALE_S = 15.0
"""What was told longer ago says so: how long, in seconds."""
ROUND_S = 20.0
"""So long each queue of one's own may take on the round that asks for all of them; what is within
its round is as fresh as is polite."""

DIGITS = 9
"""Reasons with a digit of their own; further ones are reached by the arrows."""

PRESENCES = (
    Presence.AVAILABLE,
    Presence.AWAY,
    Presence.DO_NOT_DISTURB,
    Presence.LUNCH,
    Presence.BUSINESS_TRIP,
    Presence.OFF_WORK,
)
"""The six that one can choose, in the order of the panel."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the user wants of the queues.

    Attributes:
        verb: what.
        reason: why, for a pause; None: without one.
        queues: where; None: in all of one's own.
    """

    verb: AgentVerb
    reason: PauseReason | None = None
    queues: tuple[QueueId, ...] | None = None


class Part(Enum):
    """The parts of a panel; a line stands between two of them."""

    FIRST = "first"
    REASONS = "reasons"
    LOG_IN = "log_in"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a panel.

    Attributes:
        ask: what it does: an `Ask`, or a `Presence` to set.
        part: where it belongs.
        digit: what chooses it; empty where only the arrows and a click do.
        first: whether the key that opened the panel takes it, too.
        chosen: whether it is so now.
        where: the name of the one queue that it means; empty where it means none in particular.
        everywhere: whether it means several queues, where one might think of one alone.
    """

    ask: Ask | Presence
    part: Part = Part.FIRST
    digit: str = ""
    first: bool = False
    chosen: bool = False
    where: str = ""
    everywhere: bool = False


def wants_ready(day: MyDay) -> bool:
    """Whether the pause key offers to be ready first: one is paused, or about to be."""
    if day.after_call is not None:
        return day.after_call is AgentVerb.PAUSE
    if day.auto_pause is not None:
        return True
    return day.standing is Standing.NOT_READY or 0 < day.logged_in <= day.paused


def rest_ends(picture: AgentPicture) -> Ask:
    """What ends the rest after a call: only where one rests, pauses made elsewhere go on."""
    resting = tuple(
        queue.queue_id
        for queue in picture.queues
        if queue.me is not None and queue.me.standing is Standing.WRAP_UP
    )
    return Ask(AgentVerb.READY, queues=resting)


def pause_entries(
    picture: AgentPicture, *, can: Collection[Capability] = EVERY_CAPABILITY
) -> tuple[Entry, ...]:
    """The panel of header and pause key: the key's own entry first, then the reasons by digit.

    Args:
        picture: how one stands.
        can: what this PBX can do.
    """
    return tuple(
        entry
        for entry in _pause_entries(picture)
        if not isinstance(entry.ask, Ask) or FOR_AGENTS[entry.ask.verb] in can
    )


def _pause_entries(picture: AgentPicture) -> tuple[Entry, ...]:
    day = picture.me
    entries: list[Entry] = []
    ready = Entry(Ask(AgentVerb.READY), everywhere=day.logged_in > 1)
    pause = Entry(Ask(AgentVerb.PAUSE), chosen=_paused_for(picture, ""))
    log_in = Entry(Ask(AgentVerb.LOG_IN), Part.LOG_IN)
    mine = tuple(queue.me for queue in picture.queues if queue.me is not None)
    dynamic = tuple(me for me in mine if me.kind is not AgentKind.STATIC)
    out = day.standing is Standing.LOGGED_OFF and not day.logged_in
    if out:
        if dynamic:
            entries.append(_first(log_in, Part.FIRST))
        return tuple(entries)
    automatic = _ends_auto_pause(picture)
    if automatic is not None:
        entries.append(_first(automatic, Part.FIRST))
        entries += [ready, pause] if day.paused > 1 else [pause]
    elif wants_ready(day):
        entries += [_first(ready, Part.FIRST), pause]
    elif day.standing is Standing.WRAP_UP:
        entries += [_first(pause, Part.FIRST), Entry(rest_ends(picture))]
    elif day.paused:
        entries += [_first(pause, Part.FIRST), ready]
    else:
        entries.append(_first(pause, Part.FIRST))
    for index, reason in enumerate(day.reasons):
        digit = str(index + 1) if index < DIGITS else ""
        ask = Ask(AgentVerb.PAUSE, reason)
        chosen = _paused_for(picture, reason.text)
        entries.append(Entry(ask, Part.REASONS, digit, chosen=chosen))
    if any(me.logged_in is False for me in dynamic):
        entries.append(log_in)
    if any(me.logged_in for me in dynamic):
        entries.append(Entry(Ask(AgentVerb.LOG_OUT), Part.LOG_IN))
    return tuple(entries)


def auto_paused(picture: AgentPicture) -> QueueFacts | None:
    """The queue that paused one, as the banner says; None where none did, or one is not in it."""
    paused = picture.me.auto_pause
    mine = (queue for queue in picture.queues if queue.me is not None)
    return next((one for one in mine if paused is not None and one.number == paused.queue), None)


def _ends_auto_pause(picture: AgentPicture) -> Entry | None:
    """The same as the banner's button: ready where the PBX paused one, and nowhere else."""
    queue = auto_paused(picture)
    if queue is None or picture.me.after_call is not None:
        return None
    where = queue.name or queue.number.text
    return Entry(Ask(AgentVerb.READY, queues=(queue.queue_id,)), where=where)


def _first(entry: Entry, part: Part) -> Entry:
    return replace(entry, part=part, first=True)


def _paused_for(picture: AgentPicture, reason: str) -> bool:
    """Whether one is paused for this in every queue where one is paused at all."""
    mine = (queue.me for queue in picture.queues if queue.me is not None)
    return {me.reason for me in mine if me.paused} == {reason}


def presence_entries(day: MyDay) -> tuple[Entry, ...]:
    """The panel of the presence: six, each by its digit."""
    return tuple(
        Entry(presence, digit=str(index + 1), chosen=presence is day.presence)
        for index, presence in enumerate(PRESENCES)
    )


def stale_s(told: Moment | None, now_s: float, *, live: bool, queues: int = 0) -> float | None:
    """How old what is shown is, where that must be said; None where it is fresh, or never told.

    Args:
        told: when it was told.
        now_s: now, on the monotonic clock.
        live: whether the link is up.
        queues: how many queues take turns at being asked.
    """
    if told is None:
        return None
    age_s = now_s - told.mono_s
    return age_s if age_s > max(STALE_S, ROUND_S * queues) or not live else None


@dataclass(frozen=True, slots=True)
class QueueFace:
    """One queue of mine, as its card shows it.

    Attributes:
        queue_id, number, name: which.
        me: oneself in it.
        live: whether anything can be asked now.
        static: whether one cannot log out.
        shut: why the switch takes no click: the word's key; empty where it does.
        ready, agents: how many could be rung now, of how many; None: not known.
        waiting: how many wait; None: not known.
        longest_since_s: since when the longest waits, monotonic; None where nobody does, or where
            it is not known.
        queues: how many queues take turns at being asked.
        pauses, logs_in: whether this PBX can pause, and log in and out.
    """

    queue: QueueFacts
    me: AgentFacts
    live: bool
    static: bool
    shut: str
    ready: int | None
    agents: int | None
    waiting: int | None
    longest_since_s: float | None
    queues: int = 1
    pauses: bool = True
    logs_in: bool = True

    @property
    def queue_id(self) -> QueueId:
        """Which queue."""
        return self.queue.queue_id

    @property
    def told(self) -> Moment | None:
        """When the older of what is shown was told."""
        told = [
            moment
            for moment in (self.me.told, self.queue.load_told if self.waiting is not None else None)
            if moment is not None
        ]
        return min(told, key=lambda moment: moment.mono_s) if told else None

    @property
    def can_pause(self) -> bool:
        """Whether pausing, or being ready again, makes sense here."""
        return self.live and bool(self.me.logged_in) and self.me.paused is not None


def queue_faces(
    picture: AgentPicture, *, live: bool, can: Collection[Capability] = EVERY_CAPABILITY
) -> tuple[QueueFace, ...]:
    """The cards of the column: one's own queues, in the order of the picture."""
    count = len(picture.queues)
    pauses, logs_in = Capability.PAUSE in can, Capability.QUEUE_LOG_IN in can
    return tuple(
        replace(
            _queue_face(queue, queue.me, live=live), queues=count, pauses=pauses, logs_in=logs_in
        )
        for queue in picture.queues
        if queue.me is not None
    )


def _queue_face(queue: QueueFacts, me: AgentFacts, *, live: bool) -> QueueFace:
    static = me.kind is AgentKind.STATIC
    shut = ""
    if static:
        shut = "myqueues.static"
    elif not live:
        shut = "myqueues.offline"
    elif me.logged_in is None:
        shut = "myqueues.not_told"
    ready = agents = None
    if queue.agents_told is not None and queue.agents:
        agents = len(queue.agents)
        ready = sum(1 for agent in queue.agents if agent.standing is Standing.READY)
    waiting = longest = None
    if queue.load_told is not None and queue.load is not None:
        waiting = queue.load.waiting_count
        if waiting and queue.load.longest_s is not None:
            longest = queue.load_told.mono_s - queue.load.longest_s
    return QueueFace(queue, me, live, static, shut, ready, agents, waiting, longest)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One call that one did not take.

    Attributes:
        name: who called; the number where nobody knows; empty where that is withheld.
        number: whom to call back; None where that cannot be.
        at: when it ended; None where this desk did not see it.
    """

    name: str
    number: Number | None
    at: Moment | None


@dataclass(frozen=True, slots=True)
class PauseNews:
    """Why the PBX paused oneself, for the banner; the last call first."""

    queue: str
    at: Moment
    calls: tuple[NotTaken, ...]

    @property
    def back(self) -> NotTaken | None:
        """Whom to call back: the last one who can be."""
        return next((call for call in self.calls if call.number is not None), None)


def pause_news(
    paused: AutoPause,
    identify: Callable[[Number | None], Identity | None],
    past: Iterable[PastCall],
    *,
    dials: bool = True,
) -> PauseNews:
    """The banner of an automatic pause; the PBX tells no times, so they come from what was seen.

    A queue rings an agent for the same call again and again: each ring has its own time, the newest
    first, as in ``past``.
    """
    ended: dict[CallId, list[Moment]] = {}
    for call in past:
        ended.setdefault(call.call_id, []).append(call.end.at)
    calls = tuple(
        _not_taken(missed.caller, missed.call_id, identify, ended, dials=dials)
        for missed in paused.missed
    )
    return PauseNews(paused.queue_name or paused.queue.text, paused.at, calls)


def missed_news(
    missed: MissedInQueue,
    identify: Callable[[Number | None], Identity | None],
    *,
    dials: bool = True,
) -> PauseNews:
    """The quiet line of a call that one did not take."""
    found = _not_taken(missed.missed.caller, missed.missed.call_id, identify, {}, dials=dials)
    call = NotTaken(found.name, found.number, missed.at)
    return PauseNews(missed.queue_name or missed.queue.text, missed.at, (call,))


def _not_taken(
    caller: Number,
    call_id: CallId,
    identify: Callable[[Number | None], Identity | None],
    ended: dict[CallId, list[Moment]],
    *,
    dials: bool,
) -> NotTaken:
    who = None if caller.withheld else identify(caller)
    name = "" if caller.withheld else caller.text if who is None else who.label
    dialable = (
        dials and not caller.withheld and all(char in "+*#0123456789" for char in caller.text)
    )
    times = ended.get(call_id)
    return NotTaken(name, caller if dialable else None, times.pop(0) if times else None)
