"""What is asked of queues, how often, and in which order."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.agents import MissedCall, QueueCall, QueueLoad, QueueRules, Standing
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import Alarm
from ctiapp.services.agentpolls import LIVELY_S, QUIET_S
from ctiapp.services.polling import AHEAD, SPACING_S
from tests.model.said import ME
from tests.services.agenting import ANNA, QUEUES, SUPPORT, Agency, AgentPbx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

NEW = Number("2019")


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


async def test_seen_each_of_ones_own_queues_is_asked_every_five_seconds(agency: Agency) -> None:
    """Who waits more rarely, in one queue at a time, unless a wallboard is open."""
    await agency.clock.pass_s(120)
    agency.agents.seen(True)
    await agency.clock.pass_s(60)
    asked = since(agency, 60)
    assert asked["agents/2"] == pytest.approx(12, abs=1)
    assert asked["agents/3"] == pytest.approx(12, abs=1)
    assert asked["load/2"] + asked["load/3"] == pytest.approx(4, abs=1)
    agency.agents.watch(True)
    await agency.clock.pass_s(120)
    assert since(agency, 60)["load/2"] == pytest.approx(12, abs=1)
    agency.agents.watch(False)
    agency.agents.seen(False)
    await agency.clock.pass_s(61)
    assert since(agency, 60)["agents/2"] <= 1


def office(own: int, managed: int) -> AgentPbx:
    """A PBX with so many queues that one serves, and so many that one only manages."""
    mine = [replace(QUEUES[1], queue_id=QueueId(f"{n}"), number=Number(f"65{n:02}")) for n in NUMS]
    other = [
        replace(QUEUES[2], queue_id=QueueId(f"1{n:02}"), number=Number(f"64{n:02}"), managers=LEO)
        for n in NUMS
    ]
    return AgentPbx(*other[:managed], *mine[:own])


NUMS = range(20)
LEO = QUEUES[0].managers


def gaps(agency: Agency, what: str, seconds: float) -> float:
    """The longest time that one question was not asked, of the last seconds."""
    now_s = agency.clock().mono_s
    times = [at_s for at_s, one in agency.pbx.asked if one == what and at_s > now_s - seconds]
    return max(b - a for a, b in itertools.pairwise((now_s - seconds, *times, now_s)))


@pytest.mark.parametrize(
    ("own", "managed", "watched", "within_s"),
    [
        (1, 0, False, 5),
        (5, 0, False, 6),
        (5, 5, False, 6),
        (10, 0, False, 12),
        (10, 10, False, 12),
        (5, 5, True, 8),
        (2, 8, True, 6),
    ],
)
async def test_ones_own_state_is_never_older_than_politeness_has_it(
    time_flies: None, own: int, managed: int, within_s: float, *, watched: bool
) -> None:
    """Up to five in their five seconds and one for all else; more in turn; one a second in all."""
    agency = await Agency(office(own, managed)).begin(wait_s=120)
    agency.agents.watch(watched)
    for _ in range(60):
        agency.agents.seen(True)  # somebody turns to the window now and then
        await agency.clock.pass_s(10)
    for n in range(own):
        assert gaps(agency, f"agents/{n}", 300) <= within_s + 1e-9
    for n in range(managed):
        # Looked on at: in its turn, and never forgotten.
        assert gaps(agency, f"agents/1{n:02}", 300) < 300 * 2 / 3
        assert gaps(agency, f"load/1{n:02}", 300) < 300
    times = [at_s for at_s, _ in agency.pbx.asked]
    assert all(two - one >= SPACING_S - 1e-9 for one, two in itertools.pairwise(times))
    await agency.end()


async def test_an_idle_desktop_asks_less_until_something_happens(time_flies: None) -> None:
    """A minute after anything, one question every four seconds; then at full pace at once."""
    agency = await Agency(office(5, 0)).begin(wait_s=30)
    agency.agents.seen(True)

    async def within_s(seconds: float = 60.0) -> float:
        await agency.clock.pass_s(seconds)
        return max(gaps(agency, f"agents/{n}", seconds - 10) for n in range(5))

    async def calms_down() -> None:
        await agency.clock.pass_s(LIVELY_S)
        assert 5 * QUIET_S <= await within_s() <= 5 * QUIET_S + 3
        assert since(agency, 60).total() <= 60 / QUIET_S + 6

    assert await within_s() <= 6
    await calms_down()
    happenings: tuple[Callable[[], None], ...] = (
        lambda: agency.agents.seen(True),
        agency.talk,
        agency.hang_up,
        lambda: agency.says(events.AgentMoved(Number("6501"), ME, "?")),
        lambda: agency.pbx.set(QueueId("3"), paused=True),  # no event tells it: it is found
    )
    for happens in happenings:
        happens()
        await agency.clock.pass_s(5 * QUIET_S + 3)
        assert await within_s(30) <= 6
        await calms_down()
    assert agency.me(QueueId("3")).paused
    await agency.end()


async def test_what_is_asked_for_is_looked_at_before_all_else(time_flies: None) -> None:
    """The queue in which something is pending, while others shout."""
    agency = await Agency(office(10, 0)).begin(wait_s=60)
    agency.agents.seen(True)
    await agency.clock.pass_s(10)
    agency.pbx.deaf = True
    pausing = asyncio.create_task(agency.agents.pause(None, (QueueId("7"),)))
    await agency.clock.pass_s(0.1)
    begun = len(agency.pbx.asked)
    for n in (1, 2, 3):
        agency.says(events.AgentMissed(Number(f"650{n}"), ME, MissedCall(ME, CallId("1"))))
    agency.pbx.set(QueueId("7"), paused=True)
    await agency.clock.pass_s(2)
    assert agency.pbx.questions[begun] == "agents/7"
    assert agency.me(QueueId("7")).paused
    await pausing
    await agency.end()


async def test_a_wallboard_that_is_opened_shows_who_waits_before_anything_else(
    time_flies: None,
) -> None:
    """Right after signing in, too, when all else is still to be asked for."""
    agency = await Agency(office(4, 0)).begin(wait_s=1.5)
    agency.agents.seen(True)
    agency.agents.watch(True)
    await agency.clock.pass_s(4.5)
    assert {f"load/{n}" for n in range(4)} <= set(agency.pbx.questions)
    before = len(agency.pbx.asked)
    agency.agents.watch(False)
    agency.agents.watch(True)
    await agency.clock.pass_s(2)
    urged = [what for what in agency.pbx.questions[before:] if what.startswith("load")]
    assert len(urged) < 2, "what was told has its turn"
    await agency.end()


async def test_who_was_taken_out_of_a_queue_is_soon_not_shown_in_it(agency: Agency) -> None:
    """No event tells it; the queue's agents are told without one. Not asked again and again."""
    agency.agents.seen(True)
    await agency.clock.pass_s(20)
    del agency.pbx.states[SUPPORT, ME]
    await agency.clock.pass_s(120)
    assert since(agency, 120)["queues"] == 2, "the list says that one is in it"
    dynamic = QUEUES[0].dynamic[1:]
    agency.pbx.queue_list = (replace(QUEUES[0], dynamic=dynamic), *QUEUES[1:])
    await agency.clock.pass_s(70)
    support = agency.agents.picture.queues[0]
    assert (support.name, support.me, support.managed) == ("Support", None, True)
    assert agency.day.total == 1
    lists = agency.pbx.questions.count("queues")
    await agency.clock.pass_s(120)
    assert agency.pbx.questions.count("queues") == lists


async def test_who_is_told_to_work_in_a_queue_other_than_its_list_has_the_list_asked_for(
    agency: Agency,
) -> None:
    """Nobody knows how they stand whom the PBX names no more; somebody new has no kind yet."""
    agency.agents.seen(True)
    await agency.clock.pass_s(20)
    lists = agency.pbx.questions.count("queues")
    gone = agency.pbx.states.pop((SUPPORT, ANNA))
    await agency.clock.pass_s(20)
    assert agency.pbx.questions.count("queues") == lists + 1
    (anna,) = [one for one in agency.agents.picture.queues[0].agents if one.number == ANNA]
    assert (anna.standing, anna.logged_in) == (Standing.UNKNOWN, None)

    agency.pbx.states[SUPPORT, ANNA] = gone
    agency.pbx.states[SUPPORT, NEW] = replace(gone, number=NEW)
    await agency.clock.pass_s(60)
    assert agency.pbx.questions.count("queues") == lists + 2


async def test_who_waits_is_drawn_with_its_alarms(time_flies: None) -> None:
    """And the service level counts from then on."""
    pbx = AgentPbx()
    pbx.rules[SUPPORT] = QueueRules(SUPPORT, sla_s=20, sla_alarm_percent=80)
    agency = await Agency(pbx).begin()
    queue = agency.agents.picture.queues[0]
    assert (queue.load_told, queue.level) == (None, None)
    call = QueueCall(CallId("9.1"), Number("5503301"), "", Number("6402"), "", 30)
    pbx.queue_loads[SUPPORT] = QueueLoad(SUPPORT, (call,), (), ())
    agency.agents.watch(True)
    await agency.clock.pass_s(8)
    queue = agency.agents.picture.queues[0]
    assert queue.load is not None
    assert (queue.load.waiting, queue.longest_alarm) == ((call,), Alarm.LATE)
    assert queue.level is not None
    assert (queue.level.counted, queue.level.percent) == (0, None)
    pbx.queue_loads[SUPPORT] = QueueLoad(SUPPORT, (), (), (call,))
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


@pytest.mark.parametrize("count", [5, 10, 20])
async def test_the_worst_day_is_one_question_a_second(time_flies: None, count: int) -> None:
    """Many queues on a wallboard, commands, events, edits and gaps: all questions together.

    What confirms a command runs ahead a little: on the average there are no more.
    """
    queues = [
        replace(QUEUES[0], queue_id=QueueId(str(n)), number=Number(f"64{n}"))
        for n in range(10, 10 + count)
    ]
    agency = await Agency(AgentPbx(*queues)).begin(wait_s=5)
    agency.agents.watch(True)
    asking = []
    for step in range(300):
        number = Number(f"64{10 + step % count}")
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
    for first, from_s in enumerate(times):
        for last, to_s in enumerate(times[first:], first):
            assert last - first + 1 <= (to_s - from_s) / SPACING_S + 1 + AHEAD + 1e-9
    assert len(times) >= 75, "and it was not idle"
    asked = set(agency.pbx.questions)
    assert {f"agents/{queue.queue_id}" for queue in queues} <= asked, "none was forgotten"
    await agency.end()


async def test_a_pbx_that_only_counts_gives_an_alarm_for_how_many(time_flies: None) -> None:
    """Six wait: for how long, and so whether too long, nobody knows."""
    pbx = AgentPbx()
    pbx.rules[SUPPORT] = QueueRules(SUPPORT, sla_s=20, sla_alarm_percent=80)
    pbx.queue_loads[SUPPORT] = QueueLoad.of_count(SUPPORT, 6)
    agency = await Agency(pbx).begin()
    agency.agents.watch(True)
    await agency.clock.pass_s(8)
    queue = agency.agents.picture.queues[0]
    assert queue.load == QueueLoad.of_count(SUPPORT, 6)
    assert (queue.waiting_alarm, queue.longest_alarm) == (Alarm.LATE, Alarm.FINE)
    assert queue.level is None
    await agency.end()
