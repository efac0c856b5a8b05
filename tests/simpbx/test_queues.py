"""Queues ring their agents in turn and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.directory import STRATEGIES
from ctiapp.simpbx.facts import AgentMissed, AgentPaused

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.legs import Call
    from tests.simpbx.office import Office


@pytest.fixture
def support(office: Office) -> Queue:
    return office.exchange.directory.queues["6402"]


@pytest.fixture
def user(support: Queue) -> Agent:
    """The user, who is the one agent of Support now."""
    support.agents = support.agents[:1]
    return support.agents[0]


def rung(call: Call) -> list[str | None]:
    return [leg.extension for leg in call.legs if leg.ringing]


def answer(office: Office, call: Call) -> str | None:
    leg = next(leg for leg in call.legs if leg.ringing)
    office.exchange.pick_up(leg)
    return leg.extension


def serve(office: Office, caller: str = "5503301") -> str | None:
    """Let a call come in, be answered, and be over; returns who answered."""
    call = office.ring_in("6402", caller)
    number = answer(office, call)
    office.wait(1)
    office.exchange.hang_up(call.legs[0])
    return number


# --- agents are rung -----------------------------------------------------------------------------


@pytest.mark.usefixtures("user")
def test_an_agent_is_rung_again_in_the_same_call_on_a_new_channel(office: Office) -> None:
    call = office.ring_in("6402")
    first = office.leg("2000").channel
    office.wait(20)
    assert office.told(AgentMissed) == [AgentMissed("6402", "2000", "5503301", call.id)]
    assert list(office.last()) == [call.legs[0].channel]
    office.wait(5)
    again = office.leg("2000")
    assert again.call is call
    assert again.channel != first
    office.wait(3)
    office.exchange.pick_up(again)
    office.wait(4)
    office.exchange.hang_up(call.legs[0])
    (record,) = office.records()
    assert (record.status, record.agent_ring_s, record.talk_s) == ("answered", 3, 4)


def test_the_next_agent_is_tried(office: Office) -> None:
    call = office.ring_in("6402")
    order = []
    for _ in range(7):
        order += rung(call)
        office.wait(25)
    assert order == ["2000", "2003", "2004", "2005", "2006", "2007", "2000"]


def test_round_robin_goes_on_where_it_left_off(office: Office) -> None:
    assert [serve(office) for _ in range(3)] == ["2000", "2003", "2004"]


def test_linear_begins_at_the_top_for_each_caller(office: Office, support: Queue) -> None:
    support.strategy = "linear"
    assert [serve(office) for _ in range(2)] == ["2000", "2000"]
    call = office.ring_in("6402")
    office.wait(25)
    assert rung(call) == ["2003"]


def test_the_least_recently_rung_and_those_with_the_fewest_calls(
    office: Office, support: Queue
) -> None:
    support.strategy = "least_recent"
    assert [serve(office) for _ in range(3)] == ["2000", "2003", "2004"]
    support.strategy = "fewest_calls"
    assert [serve(office) for _ in range(4)] == ["2005", "2006", "2007", "2000"]


def test_all_at_once_and_only_who_let_it_ring_has_missed_it(office: Office, support: Queue) -> None:
    support.strategy = "ring_all"
    support.agents = support.agents[:3]
    call = office.ring_in("6402")
    assert rung(call) == ["2000", "2003", "2004"]
    office.exchange.hang_up(office.leg("2003"))
    office.wait(20)
    assert [fact.agent for fact in office.told(AgentMissed)] == ["2000", "2004"]
    office.wait(5)
    assert answer(office, call) == "2000"
    assert rung(call) == []


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_serves_everybody(office: Office, support: Queue, strategy: str) -> None:
    support.strategy = strategy
    for _ in range(12):
        serve(office)
    assert sum(agent.served for agent in support.agents) == 12
    assert {record.status for record in office.records()} == {"answered"}


# --- who is not rung -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "away", ["paused", "logged out", "do not disturb", "no phone", "talking", "wrapping up"]
)
def test_who_is_away_is_not_rung(office: Office, support: Queue, user: Agent, away: str) -> None:
    exchange, desk = office.exchange, office.exchange.queues.desk
    match away:
        case "paused":
            desk.pause(support, user)
        case "logged out":
            desk.log_out(support, user)
        case "do not disturb":
            exchange.set_presence("2000", "do_not_disturb")
        case "no phone":
            exchange.register("2000", registered=False)
        case "talking":
            exchange.router.dial("2000", "2001")
        case _:
            support.wrap_up_s = 30.0
            serve(office)
    call = office.ring_in("6402", "5503302")
    office.wait(10)
    assert rung(call) == []
    if user.paused:
        desk.resume(support, user)
    if not user.logged_in:
        desk.log_in(support, user)
    exchange.set_presence("2000", "available")
    exchange.register("2000", registered=True)
    for leg in exchange.legs_of("2000"):
        exchange.hang_up(leg)
    office.wait(19)
    assert rung(call) == ([] if away == "wrapping up" else ["2000"])
    office.wait(1.1)
    assert rung(call) == ["2000"]


def test_wrap_up_begins_when_the_agent_leaves_and_keeps_one_queue_away(
    office: Office, support: Queue, user: Agent
) -> None:
    support.wrap_up_s = 10.0
    call = office.ring_in("6402")
    answer(office, call)
    office.wait(60)
    assert user.free_at_s == 0.0
    office.exchange.transfers.blind(call.legs[0], "2001")
    assert user.free_at_s == office.exchange.now_s + 10.0
    assert not office.exchange.queues.serving(support)
    office.exchange.directory.queues["6400"].turn = 0
    assert rung(office.ring_in("6400")) == ["2000"]


def test_a_queue_that_rings_in_use(office: Office, support: Queue, user: Agent) -> None:
    support.ring_in_use = True
    office.talk("2000")
    call = office.ring_in("6402")
    assert rung(call) == ["2000"]
    assert office.exchange.queues.status_of(user) == 4
    other = office.ring_in("6402")
    office.wait(5)
    assert rung(other) == []


def test_an_agent_who_calls_the_queue_is_not_rung_for_it(office: Office, support: Queue) -> None:
    support.ring_in_use = True
    call = office.exchange.router.dial("2000", "6402")
    assert rung(call) == ["2003"]


# --- callers wait --------------------------------------------------------------------------------


@pytest.mark.usefixtures("user")
def test_a_caller_waits_while_everybody_talks(office: Office) -> None:
    office.ring_in("6402")
    office.exchange.pick_up(office.leg("2000"))
    waiting = office.ring_in("6402", caller="5503302")
    office.wait(60)
    assert waiting.waiting
    assert len(waiting.legs) == 1
    office.exchange.hang_up(office.leg("2000"))
    office.wait(1)
    assert office.leg("2000").call is waiting


def test_the_longest_waiting_caller_is_served_first(office: Office, user: Agent) -> None:
    user.paused = True
    first = office.ring_in("6402", caller="1111111")
    office.wait(3)
    office.ring_in("6402", caller="2222222")
    user.paused = False
    office.wait(1)
    assert office.leg("2000").call is first


def test_who_comes_in_by_a_transfer_waits_from_then_on(
    office: Office, support: Queue, user: Agent
) -> None:
    caller, _ = office.talk("2001")
    user.paused = True
    office.wait(5)
    first = office.ring_in("6402", caller="1111111")
    office.wait(1)
    office.exchange.transfers.blind(caller, "6402")
    assert [entry.call for entry in office.exchange.queues.waiting(support)] == [first, caller.call]


@pytest.mark.usefixtures("user")
def test_a_full_queue_is_busy(office: Office, support: Queue) -> None:
    support.max_calls = 1
    office.ring_in("6402")
    second = office.ring_in("6402", caller="2222222")
    assert second.over
    assert office.records()[0].status == "busy"


def test_a_caller_alone_in_a_queue_ends_the_call_by_leaving(office: Office, user: Agent) -> None:
    user.paused = True
    call = office.ring_in("6402")
    office.exchange.hang_up(call.legs[0])
    (record,) = office.records()
    assert (record.status, record.agent_ring_s) == ("abandoned", 0)
    assert not office.exchange.calls


@pytest.mark.usefixtures("user")
def test_a_caller_who_gives_up_while_an_agent_rings_was_not_missed(
    office: Office, support: Queue
) -> None:
    call = office.ring_in("6402")
    office.wait(19)
    office.exchange.hang_up(call.legs[0])
    assert office.records()[0].status == "abandoned"
    assert not office.told(AgentMissed)
    assert not office.exchange.queues.waiting(support)
    office.wait(30)


@pytest.mark.parametrize("max_wait_s", [1800.0, 48.0, 40.0])
def test_waiting_has_an_end(office: Office, support: Queue, user: Agent, max_wait_s: float) -> None:
    """At 48 s it cuts a pause between two rings, at 40 s a ring, which then was not missed."""
    support.max_wait_s = max_wait_s
    user.paused = max_wait_s > 100.0
    office.ring_in("6402")
    office.wait(max_wait_s - 0.1)
    assert office.exchange.calls
    office.wait(0.2)
    assert not office.exchange.calls
    assert office.failures() == ["no answer"]
    assert office.records()[0].status == "no answer"
    missed = {1800.0: 0, 48.0: 2, 40.0: 1}
    assert len(office.told(AgentMissed)) == missed[max_wait_s]


# --- missed calls --------------------------------------------------------------------------------


def test_too_many_missed_calls_pause_the_agent(office: Office, support: Queue, user: Agent) -> None:
    support.max_missed = 2
    call = office.ring_in("6402")
    office.wait(60)
    assert office.told(AgentPaused) == [AgentPaused("6402", "2000", (("5503301", call.id),) * 2)]
    assert user.paused
    assert rung(call) == []


def test_an_answer_between_two_missed_calls_starts_the_count_again(
    office: Office, support: Queue, user: Agent
) -> None:
    support.max_missed = 2
    call = office.ring_in("6402")
    office.wait(25)
    answer(office, call)
    office.exchange.hang_up(call.legs[0])
    office.ring_in("6402", "5503302")
    office.wait(25)
    assert not user.paused
    assert len(user.missed) == 1


@pytest.mark.usefixtures("user")
def test_a_refused_call_was_not_missed(office: Office, support: Queue) -> None:
    support.max_missed = 1
    call = office.ring_in("6402")
    office.exchange.hang_up(office.leg("2000"))
    assert not office.told(AgentMissed)
    office.wait(5)
    assert rung(call) == ["2000"]


def test_who_logs_out_while_it_rings_may_still_answer(
    office: Office, support: Queue, user: Agent
) -> None:
    call = office.ring_in("6402")
    office.exchange.queues.desk.log_out(support, user)
    office.wait(5)
    assert answer(office, call) == "2000"
    office.wait(5)
    assert office.leg("2000").call is call


# --- how agents stand ----------------------------------------------------------------------------


def test_the_state_of_an_agent(office: Office, user: Agent) -> None:
    status = office.exchange.queues.status_of
    assert status(user) == 1
    call = office.ring_in("2000")
    assert status(user) == 3
    own = office.leg("2000")
    office.exchange.pick_up(own)
    assert status(user) == 2
    office.exchange.hold(own)
    assert status(user) == 2
    office.exchange.unhold(own)
    office.exchange.hold(call.legs[0])
    assert status(user) == 5
    office.ring_in("2000")
    assert status(user) == 4


def test_an_agent_without_a_phone_is_unknown(office: Office, user: Agent) -> None:
    office.exchange.register("2000", registered=False)
    assert office.exchange.queues.status_of(user) == 0


@pytest.mark.usefixtures("user")
def test_who_serves_is_listed_until_they_leave(office: Office, support: Queue) -> None:
    call = office.ring_in("6402")
    answer(office, call)
    (entry,) = office.exchange.queues.serving(support)
    assert (entry.agent.number, entry.leg.call) == ("2000", call)
    own = office.leg("2000")
    office.exchange.consults.begin(own, "2001")
    office.exchange.pick_up(office.leg("2001"))
    assert office.exchange.queues.serving(support) == [entry]
    office.exchange.consults.operate(own, "complete")
    assert not office.exchange.queues.serving(support)
