"""Fact sheets of an agent's day, as the tests of the window need them."""

from __future__ import annotations

from typing import Any

from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    MissedCall,
    PauseReason,
    QueueCall,
    QueueLoad,
    QueueRules,
)
from ctiapp.model.directory import Presence
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import (
    AgentFacts,
    AgentPicture,
    AutoPause,
    MissedInQueue,
    MyDay,
    QueueFacts,
    Standing,
)
from tests.ui.fakes import Clock

CLOCK = Clock()
LUNCH = PauseReason("*01", "Lunch")
BREAK = PauseReason("*02", "Coffee & cake")
REASONS = (LUNCH, BREAK)


def agent(standing: Standing = Standing.READY, **facts: Any) -> AgentFacts:
    """Oneself in a queue, or somebody else."""
    usual: dict[str, Any] = {
        "ext_id": ExtensionId("21"),
        "number": Number("2000"),
        "name": "Leo Ball",
        "kind": AgentKind.DYNAMIC,
        "logged_in": standing is not Standing.LOGGED_OFF,
        "paused": standing is Standing.NOT_READY,
        "reason": "",
        "call": AgentCall.IDLE,
        "since": CLOCK.ago(60),
        "told": CLOCK.ago(1),
    }
    if standing is Standing.UNKNOWN:
        usual |= {"logged_in": None, "paused": None, "told": None, "since": None}
    return AgentFacts(standing=standing, **{**usual, **facts})


def other(number: str, standing: Standing = Standing.READY) -> AgentFacts:
    """A colleague in a queue."""
    return agent(standing, number=Number(number), name=f"Agent {number}")


def waiting(*durations: int) -> tuple[QueueCall, ...]:
    """Callers who wait, by how long."""
    return tuple(
        QueueCall(CallId(f"9.{n}"), Number("5503302"), "", Number("6402"), "Support", duration)
        for n, duration in enumerate(durations)
    )


def queue(number: str = "6402", name: str = "Support", **facts: Any) -> QueueFacts:
    """One of my queues; ``me=None`` for one that I only manage.

    ``waiting``, ``ringing`` and ``active`` make its load, where none is given.
    """
    calls = (facts.pop(name, ()) for name in ("waiting", "ringing", "active"))
    load = QueueLoad(QueueId(f"id-{number}"), *calls)
    usual: dict[str, Any] = {
        "queue_id": QueueId(f"id-{number}"),
        "number": Number(number),
        "name": name,
        "strategy": "rrmemory",
        "me": agent(),
        "managed": False,
        "rules": QueueRules(QueueId(f"id-{number}"), 15, 10, 3, 60, 80),
        "load": load if facts.get("load_told", CLOCK) is not None else None,
        "agents_told": CLOCK.ago(1),
        "load_told": CLOCK.ago(1),
    }
    whole = {**usual, **facts}
    whole.setdefault("agents", () if whole["me"] is None else (whole["me"],))
    return QueueFacts(**whole)


def day(standing: Standing = Standing.READY, **facts: Any) -> MyDay:
    """Oneself over all queues."""
    usual: dict[str, Any] = {
        "since": CLOCK.ago(751),
        "logged_in": 0 if standing is Standing.LOGGED_OFF else 2,
        "paused": 2 if standing is Standing.NOT_READY else 0,
        "total": 2,
        "presence": Presence.AVAILABLE,
        "reasons": REASONS,
        "told": CLOCK.ago(1),
    }
    return MyDay(standing=standing, **{**usual, **facts})


def picture(standing: Standing = Standing.READY, **facts: Any) -> AgentPicture:
    """Two queues and oneself in both."""
    me = agent(standing, reason=facts.get("reason", ""))
    return AgentPicture(
        day(standing, **facts),
        (queue("6400", "Reception", me=me), queue("6402", "Support", me=me)),
    )


def auto_pause(*callers: str) -> AutoPause:
    """The PBX paused oneself; the last caller first."""
    missed = tuple(
        MissedCall(Number.of(caller), CallId(f"7.{n}")) for n, caller in enumerate(callers)
    )
    return AutoPause(Number("6402"), "Support", CLOCK.ago(5), missed)


def missed(caller: str = "2008") -> MissedInQueue:
    """A queue's call that one did not take."""
    call = MissedCall(Number(caller), CallId("7.9"))
    return MissedInQueue(Number("6402"), "Support", CLOCK.ago(30), call)
