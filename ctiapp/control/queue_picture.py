"""The machine form of queues, of oneself as an agent in them, and of one's presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.agents import QueueLoad, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.agents import AgentVerb, MissedCall, QueueCall
    from ctiapp.model.call import Moment
    from ctiapp.services.agentfacts import (
        AgentFacts,
        AgentPicture,
        AutoPause,
        MissedInQueue,
        MyDay,
        QueueFacts,
    )


LOAD_HOLDS_S = 90.0
"""How old the calls of a queue may be to be told as those of now: where nobody looks at queues they
are not asked for."""


def _at(moment: Moment | None) -> str | None:
    return None if moment is None else moment.at.isoformat(timespec="milliseconds")


def _words(verbs: Iterable[AgentVerb]) -> list[str]:
    return sorted(verb.value for verb in verbs)


def _load(queue: QueueFacts, now: Moment) -> QueueLoad | None:
    """The calls of a queue as far as they may be told as those of now."""
    told = queue.load_told
    holds = told is not None and now.mono_s - told.mono_s <= LOAD_HOLDS_S
    return queue.load if holds else None


def _count(calls: tuple[QueueCall, ...] | None) -> int | None:
    return None if calls is None else len(calls)


def queue_picture(queue: QueueFacts, now: Moment) -> dict[str, object]:
    """One queue and oneself in it, as ``ctl status`` and ``ctl watch`` have it.

    Null is what is not known: what the PBX has not told, or not since the last gap; all of
    oneself in a queue that one only manages; and who waits, where that was told more than
    `LOAD_HOLDS_S` before ``now``. ``reason`` is also null where a pause has none.
    """
    me, load = queue.me, _load(queue, now)
    return {
        "number": queue.number.text,
        "name": queue.name,
        "logged_in": None if me is None else me.logged_in,
        "paused": None if me is None else me.paused,
        "reason": None if me is None else me.reason or None,
        "type": None if me is None or me.kind is None else me.kind.value,
        "waiting": None if load is None else load.waiting_count,
        "standing": None if me is None else me.standing.value,
        "since": None if me is None else _at(me.since),
        "pending": [] if me is None else _words(me.pending),
        "after_call": None if me is None or me.after_call is None else me.after_call.value,
    }


def own_queues(picture: AgentPicture, now: Moment) -> list[dict[str, object]]:
    """The queues in which one is an agent, in the order of their numbers."""
    return [queue_picture(queue, now) for queue in picture.queues if queue.me is not None]


def gone_picture(before: dict[str, object]) -> dict[str, object]:
    """A queue that one is no agent of any more: its last picture, with nothing known in it."""
    kept = {"number": before["number"], "name": before["name"], "pending": []}
    return {name: kept.get(name) for name in before}


def board_picture(queue: QueueFacts, now: Moment) -> dict[str, object]:
    """One queue as ``ctl queue list`` has it: oneself in it, its calls and everybody's standing.

    The times of the calls count from ``load_told``. Where the PBX counts those who wait and names
    nobody, ``waiting`` is known alone: ``callers`` and ``longest_s`` are null.
    """
    load = _load(queue, now) or QueueLoad(queue.queue_id)
    level = queue.level
    return {
        **queue_picture(queue, now),
        "managed": queue.managed,
        "longest_s": load.longest_s,
        "ringing": _count(load.ringing),
        "talking": _count(load.active),
        "ready": _ready(queue),
        "in_time_percent": None if level is None else level.percent,
        "in_time_since": None if level is None else _at(level.since),
        "callers": None if load.waiting is None else [_call(call) for call in load.waiting],
        "agents": [_agent(agent) for agent in queue.agents],
        "agents_told": _at(queue.agents_told),
        "load_told": _at(queue.load_told),
    }


def _ready(queue: QueueFacts) -> int | None:
    """How many of a queue's agents could be rung now."""
    if queue.agents_told is None:
        return None
    return sum(agent.standing is Standing.READY for agent in queue.agents)


def _call(call: QueueCall) -> dict[str, object]:
    return {
        "id": call.call_id,
        "remote": {"number": call.caller.text, "name": call.caller_name or None},
        "waiting_s": call.duration_s,
    }


def _agent(agent: AgentFacts) -> dict[str, object]:
    return {
        "number": agent.number.text,
        "name": agent.name,
        "standing": agent.standing.value,
        "reason": agent.reason or None,
        "since": _at(agent.since),
        "type": None if agent.kind is None else agent.kind.value,
    }


def day_picture(day: MyDay) -> dict[str, object] | None:
    """Oneself over all of one's queues; None where one is an agent of none, or nobody told."""
    if not day.total:
        return None
    return {
        "standing": day.standing.value,
        "since": _at(day.since),
        "reason": day.reason or None,
        "logged_in": day.logged_in,
        "paused": day.paused,
        "total": day.total,
        "pending": _words(day.pending),
        "after_call": None if day.after_call is None else day.after_call.value,
        "wrap_up_ends": _at(day.wrap_up_ends),
        "auto_pause": None if day.auto_pause is None else _auto_pause(day.auto_pause),
        "missed": None if day.missed is None else _missed(day.missed),
        "told": _at(day.told),
    }


def _auto_pause(pause: AutoPause) -> dict[str, object]:
    return {
        "queue": {"number": pause.queue.text, "name": pause.queue_name},
        "at": _at(pause.at),
        "calls": [_not_taken(call) for call in pause.missed],
    }


def _missed(missed: MissedInQueue) -> dict[str, object]:
    return {
        "queue": {"number": missed.queue.text, "name": missed.queue_name},
        "at": _at(missed.at),
        **_not_taken(missed.missed),
    }


def _not_taken(call: MissedCall) -> dict[str, object]:
    return {"id": call.call_id, "caller": call.caller.text}


def presence_picture(day: MyDay) -> dict[str, object]:
    """One's own presence, null where it is not known, and the one that was asked for."""
    return {
        "presence": None if day.presence is None else day.presence.value,
        "pending": None if day.presence_pending is None else day.presence_pending.value,
    }
