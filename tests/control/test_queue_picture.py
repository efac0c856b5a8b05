"""The machine form of queues and of an agent: the members of the contract, null where unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.control.picture import status_picture
from ctiapp.control.queue_picture import (
    LOAD_HOLDS_S,
    board_picture,
    day_picture,
    gone_picture,
    own_queues,
    presence_picture,
)
from ctiapp.model import events
from ctiapp.model.agents import AgentVerb, MissedCall, QueueCall, QueueLoad
from ctiapp.model.directory import Presence
from ctiapp.model.errors import LinkLost
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import MyDay
from tests.control.office import describe
from tests.control.queueing import ALL, QueueOffice
from tests.model.said import ME
from tests.services.agenting import SUPPORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

CONTRACT = {"number", "name", "logged_in", "paused", "reason", "type", "waiting"}
MORE = {"standing", "since", "pending", "after_call"}


@pytest.fixture
async def agents(time_flies: None) -> AsyncIterator[QueueOffice]:
    """Signed in at a PBX with all sorts of queues."""
    made = await QueueOffice(*ALL).begin()
    yield made
    await made.verbs.close()
    await made.end()


def row(agents: QueueOffice, number: str) -> dict[str, Any]:
    """One queue of ``ctl status``."""
    rows: Any = status_picture(agents.services, describe)["queues"]
    return next(dict(one) for one in rows if one["number"] == number)


async def test_one_s_own_queues_with_all_members(agents: QueueOffice) -> None:
    """Those one only manages are not among them; who waits is not known unless it was asked."""
    rows = own_queues(agents.agents.picture, agents.clock())
    assert [one["number"] for one in rows] == ["6402", "6403", "6405"]
    assert all(set(one) == CONTRACT | MORE for one in rows)
    support = row(agents, "6402")
    assert {name: support[name] for name in CONTRACT} == {
        "number": "6402",
        "name": "Support",
        "logged_in": True,
        "paused": False,
        "reason": None,
        "type": "dynamic",
        "waiting": None,
    }
    assert (support["standing"], support["since"], support["pending"]) == ("ready", None, [])
    assert row(agents, "6405")["type"] == "static"


async def test_a_pause_with_and_without_its_reason(agents: QueueOffice) -> None:
    """The text, as the PBX tells it."""
    await agents.ctl("queue", "pause", reason="*01", queue=("6402",))
    await agents.ctl("queue", "pause", queue=("6403",))
    support, front = row(agents, "6402"), row(agents, "6403")
    assert (support["paused"], support["reason"]) == (True, "Lunch")
    assert (support["standing"], front["reason"]) == ("not-ready", None)
    assert support["since"].endswith("+00:00")
    day = day_picture(agents.agents.picture.me)
    assert day is not None
    assert (day["standing"], day["logged_in"], day["paused"], day["total"]) == ("ready", 3, 2, 3)


async def test_in_a_gap_nothing_is_known(agents: QueueOffice) -> None:
    """But which queues there are, and what one is there."""
    agents.link.down(LinkLost("reset"))
    support = row(agents, "6402")
    assert [support[name] for name in ("logged_in", "paused", "reason", "waiting")] == [None] * 4
    assert (support["standing"], support["type"]) == ("unknown", "dynamic")
    day = day_picture(agents.agents.picture.me)
    assert day is not None
    assert (day["standing"], day["told"]) == ("unknown", None)


async def test_the_board(agents: QueueOffice) -> None:
    """Who waits, since when; who is ready; where one manages, too."""
    anya = QueueCall(CallId("7.1"), Number("5503302"), "Anya", Number("6402"), "Support", 31)
    other = QueueCall(CallId("7.2"), Number(""), "", Number("6402"), "Support", 4)
    agents.pbx.queue_loads[SUPPORT] = QueueLoad(SUPPORT, (anya, other), (), (anya,))
    agents.agents.watch(on=True)
    await agents.clock.pass_s(30)
    agents.agents.watch(on=False)

    boards = [board_picture(queue, agents.clock()) for queue in agents.agents.picture.queues]

    assert [(one["number"], one["managed"]) for one in boards] == [
        ("6402", True),
        ("6403", False),
        ("6405", False),
        ("6409", True),
    ]
    support = boards[0]
    figures = ("waiting", "longest_s", "ringing", "talking", "ready")
    assert [support[name] for name in figures] == [2, 31, 0, 1, 2]
    assert support["callers"] == [
        {"id": "7.1", "remote": {"number": "5503302", "name": "Anya"}, "waiting_s": 31},
        {"id": "7.2", "remote": {"number": "", "name": None}, "waiting_s": 4},
    ]
    agent: Any = support["agents"]
    assert [one["number"] for one in agent] == ["2000", "2008"]
    assert set(agent[0]) == {"number", "name", "standing", "reason", "since", "type"}
    assert (boards[1]["longest_s"], boards[3]["logged_in"], boards[3]["type"]) == (0, None, None)
    assert row(agents, "6402")["waiting"] == 2


async def test_who_is_only_counted_has_no_name_and_no_time(agents: QueueOffice) -> None:
    """Six wait, and null is who and how long; where it counts none, nobody waits at all."""
    agents.pbx.queue_loads[SUPPORT] = QueueLoad.of_count(SUPPORT, 6)
    agents.agents.watch(on=True)
    await agents.clock.pass_s(30)
    names = ("waiting", "longest_s", "ringing", "talking", "callers")

    support = board_picture(agents.agents.picture.queues[0], agents.clock())
    assert [support[name] for name in names] == [6, None, None, None, None]
    assert row(agents, "6402")["waiting"] == 6

    agents.pbx.queue_loads[SUPPORT] = QueueLoad.of_count(SUPPORT, 0)
    await agents.clock.pass_s(30)
    agents.agents.watch(on=False)
    support = board_picture(agents.agents.picture.queues[0], agents.clock())
    assert [support[name] for name in names] == [0, 0, None, None, []]


async def test_who_waited_long_ago_is_not_told_as_who_waits(agents: QueueOffice) -> None:
    """Unseen queues are not asked for their calls: what was told of them grows old."""
    anya = QueueCall(CallId("7.1"), Number("5503302"), "Anya", Number("6402"), "Support", 31)
    agents.pbx.queue_loads[SUPPORT] = QueueLoad(SUPPORT, (anya,), (), (anya,))
    agents.agents.watch(on=True)
    await agents.clock.pass_s(30)
    agents.agents.watch(on=False)
    assert row(agents, "6402")["waiting"] == 1

    await agents.clock.pass_s(LOAD_HOLDS_S)

    assert row(agents, "6402")["waiting"] is None
    board = board_picture(agents.agents.picture.queues[0], agents.clock())
    names = ("waiting", "longest_s", "ringing", "talking", "callers")
    assert [board[name] for name in names] == [None] * 5
    assert board["load_told"] is not None
    assert board["ready"] == 2


async def test_why_the_pbx_paused_one(agents: QueueOffice) -> None:
    """The queue, the time, the calls, the last first; and what was missed otherwise."""
    agents.auto_paused()
    agents.event(
        events.AgentMissed(Number("6403"), ME, MissedCall(Number("5503309"), CallId("9.1")))
    )
    day = day_picture(agents.agents.picture.me)
    assert day is not None
    pause: Any = day["auto_pause"]
    assert pause["queue"] == {"number": "6402", "name": "Support"}
    assert pause["calls"] == [
        {"id": "2.1", "caller": "5503302"},
        {"id": "1.1", "caller": "5503301"},
    ]
    missed: Any = day["missed"]
    assert (missed["queue"]["number"], missed["id"], missed["caller"]) == ("6403", "9.1", "5503309")
    assert missed["at"] == pause["at"]


async def test_what_is_pending(agents: QueueOffice) -> None:
    """By the words of ctl."""
    agents.pbx.deaf = True
    agents.talk()
    await agents.ctl("queue", "pause", queue=("6402",))
    assert row(agents, "6402")["after_call"] == AgentVerb.PAUSE.value
    assert row(agents, "6402")["standing"] == "busy"
    assert row(agents, "6403")["after_call"] is None


def test_a_queue_that_is_gone_and_an_agent_who_is_none() -> None:
    """Nothing is known of either."""
    before: dict[str, object] = {
        "number": "1",
        "name": "A",
        "logged_in": True,
        "pending": ["pause"],
    }
    assert gone_picture(before) == {"number": "1", "name": "A", "logged_in": None, "pending": []}
    assert day_picture(MyDay()) is None
    assert presence_picture(MyDay()) == {"presence": None, "pending": None}
    asked = MyDay(presence=Presence.AWAY, presence_pending=Presence.OFF_WORK)
    assert presence_picture(asked) == {"presence": "away", "pending": "off_work"}
