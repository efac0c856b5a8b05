"""What is asked of queues, how often, and in which order."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import QueueCall, QueueLoad, QueueRules
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import Alarm
from ctiapp.services.polling import SPACING_S
from tests.services.agenting import SUPPORT, Agency, AgentPbx

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


async def test_seen_it_is_asked_every_five_seconds(agency: Agency) -> None:
    """Who waits more rarely, unless a wallboard is open."""
    agency.agents.seen(True)
    await agency.clock.pass_s(120)
    asked = since(agency, 60)
    assert asked["agents/2"] == pytest.approx(12, abs=1)
    assert asked["load/2"] == pytest.approx(2, abs=1)
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
