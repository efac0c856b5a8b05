"""What is asked of queues, how often, and in which order."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.agents import MissedCall, QueueCall, QueueLoad, QueueRules
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import Alarm
from ctiapp.services.polling import SPACING_S
from tests.model.said import ME
from tests.services.agenting import QUEUES, SUPPORT, Agency, AgentPbx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def agency(time_flies: None) -> AsyncIterator[Agency]:
    """Signed in, and everything asked once."""
    made = await Agency().begin()
    yield made
    await made.end()


def since(agency: Agency, seconds: float) -> Counter[str]:
    """What was asked in the last seconds."""
    now_s = agency.clock().mono_s
    return Counter(what for at_s, what in agency.pbx.asked if at_s > now_s - seconds)


async def test_the_queues_come_first_then_who_is_in_them(agency: Agency) -> None:
    """Then what changes seldom; each second one question."""
    assert agency.pbx.questions == [
        "queues",
        "agents/2",
        "agents/3",
        "reasons",
        "rules/2",
        "rules/3",
    ]
    times = [at_s for at_s, _ in agency.pbx.asked]
    assert all(two - one >= SPACING_S - 1e-9 for one, two in itertools.pairwise(times))


async def test_unseen_it_is_asked_once_a_minute(agency: Agency) -> None:
    """And not at all who waits."""
    await agency.clock.pass_s(600)
    asked = since(agency, 600)
    assert asked["agents/2"] == pytest.approx(10, abs=1)
    assert asked["queues"] == 2
    assert not any(what.startswith("load") for what in asked)
    assert (asked["rules/2"], asked["reasons"]) == (1, 1)


async def test_seen_one_queue_is_asked_every_five_seconds(agency: Agency) -> None:
    """The queues take turns; who waits more rarely, unless a wallboard is open."""
    agency.agents.seen(True)
    await agency.clock.pass_s(120)
    asked = since(agency, 60)
    assert asked["agents/2"] + asked["agents/3"] == pytest.approx(12, abs=1)
    assert asked["agents/2"] == pytest.approx(6, abs=1)
    assert asked["load/2"] + asked["load/3"] == pytest.approx(4, abs=1)
    agency.agents.watch(True)
    await agency.clock.pass_s(120)
    assert since(agency, 60)["load/2"] == pytest.approx(12, abs=1)
    agency.agents.watch(False)
    agency.agents.seen(False)
    await agency.clock.pass_s(61)
    assert since(agency, 60)["agents/2"] <= 1


async def test_who_waits_is_drawn_with_its_alarms(time_flies: None) -> None:
    """And the service level counts from then on."""
    pbx = AgentPbx()
    pbx.rules[SUPPORT] = QueueRules(SUPPORT, sla_s=20, sla_alarm_percent=80)
    agency = await Agency(pbx).begin()
    queue = agency.agents.picture.queues[0]
    assert (queue.load_told, queue.level) == (None, None)
    call = QueueCall(CallId("9.1"), Number("5503301"), "", Number("6402"), "", 30)
    pbx.queue_loads[SUPPORT] = QueueLoad(SUPPORT, waiting=(call,))
    agency.agents.watch(True)
    await agency.clock.pass_s(8)
    queue = agency.agents.picture.queues[0]
    assert (queue.waiting, queue.longest_alarm) == ((call,), Alarm.LATE)
    assert queue.level is not None
    assert (queue.level.counted, queue.level.percent) == (0, None)
    pbx.queue_loads[SUPPORT] = QueueLoad(SUPPORT, active=(call,))
    await agency.clock.pass_s(8)
    queue = agency.agents.picture.queues[0]
    assert queue.level is not None
    assert queue.level.counted == 1
    await agency.end()


async def test_signed_out_nothing_is_asked(agency: Agency) -> None:
    """Even where somebody says that it is seen."""
    await agency.end()
    asked = len(agency.pbx.asked)
    agency.agents.seen(True)
    agency.agents.look_now()
    await agency.clock.pass_s(300)
    assert len(agency.pbx.asked) == asked


async def test_the_worst_day_is_one_question_a_second(time_flies: None) -> None:
    """Many queues on a wallboard, commands, events, edits and gaps: all questions together."""
    queues = [
        replace(QUEUES[0], queue_id=QueueId(str(n)), number=Number(f"64{n}")) for n in range(10, 30)
    ]
    agency = await Agency(AgentPbx(*queues)).begin(wait_s=5)
    agency.agents.watch(True)
    asking = []
    for step in range(300):
        number = Number(f"64{10 + step % 20}")
        agency.says(events.AgentMoved(number, ME, "?"))
        agency.says(events.AgentMissed(number, ME, MissedCall(number, CallId("1"))))
        if step % 40 == 0:
            verb = agency.agents.pause if step % 80 == 0 else agency.agents.ready
            asking.append(asyncio.create_task(verb()))
        if step % 70 == 0:
            agency.agents.on_event(DirectoryChanged(DirectoryPart.EXTENSION, "2001", "edit"))
            agency.agents.look_now()
        if step % 120 == 100:
            agency.link(LinkState.DOWN)
            agency.link(LinkState.UP)
        await agency.clock.pass_s(0.25)
    await asyncio.gather(*asking)
    times = [at_s for at_s, _ in agency.pbx.asked]
    assert all(two - one >= SPACING_S - 1e-9 for one, two in itertools.pairwise(times))
    assert len(times) >= 75, "and it was not idle"
    asked = set(agency.pbx.questions)
    assert {f"agents/{queue.queue_id}" for queue in queues} <= asked, "none was forgotten"
    await agency.end()
