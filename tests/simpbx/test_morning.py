"""An agent's morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import (
    AgentChanged,
    AgentMissed,
    AgentPaused,
    CallChanged,
    CallEnded,
    Fact,
    LegState,
)
from ctiapp.simpbx.morning import CALLS, SUPPORT, script
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Agent

SEEDS = [1, 2, 3]
USER = "2000"


class Person:
    """The user: answers after three seconds, goes away when asked to, ends every pause."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        stage.exchange.listen(self.on_fact)

    def on_fact(self, fact: Fact) -> None:
        exchange, speed = self.stage.exchange, self.stage.speed
        if isinstance(fact, CallChanged):
            exchange.after(3.0 / speed, self.answer)
        elif isinstance(fact, AgentChanged) and fact.agent == USER and fact.status == "paused":
            exchange.after(30.0 / speed, lambda: self.resume(fact.queue))

    def answer(self) -> None:
        legs = self.stage.exchange.legs_of(USER)
        ringing = [leg for leg in legs if leg.ringing]
        if ringing and len(ringing) == len(legs) and self.stage.cue != "away":
            self.stage.exchange.pick_up(ringing[0])

    def resume(self, number: str) -> None:
        queue = self.stage.exchange.directory.queues[number]
        agent = queue.agent(USER)
        assert agent is not None
        self.stage.exchange.queues.desk.resume(queue, agent)


def play(seed: int, *, speed: float = 1.0) -> tuple[Stage, list[tuple[float, Fact]]]:
    """Play a whole morning with a person; returns what happened, with the time from its start."""
    exchange = Exchange(build(24, seed=seed), now_s=0.0, seed=seed)
    facts: list[tuple[float, Fact]] = []
    exchange.listen(lambda fact: facts.append((exchange.now_s, fact)))
    stage = Stage(exchange, Bots(exchange, seed=seed), seed=seed)
    Person(stage)
    stage.play("queue", speed=speed)
    stage.user_arrived()
    exchange.advance(2400.0 / speed)
    return stage, facts


@pytest.fixture(params=SEEDS, scope="module")
def morning(request: pytest.FixtureRequest) -> tuple[Stage, list[tuple[float, Fact]]]:
    return play(request.param)


def test_sixty_calls_come_in_and_some_give_up(
    morning: tuple[Stage, list[tuple[float, Fact]]],
) -> None:
    _, facts = morning
    records = [fact.cdr for _, fact in facts if isinstance(fact, CallEnded)]
    inbound = [cdr for cdr in records if cdr.direction == "inbound"]
    statuses = {cdr.status for cdr in inbound}
    assert len(inbound) == CALLS
    assert statuses == {"answered", "abandoned"}
    assert 2 <= sum(cdr.status == "abandoned" for cdr in inbound) <= 25
    assert any(cdr.agent_ring_s > 0 for cdr in inbound)


def test_the_user_is_paused_by_the_queue_twice_and_by_a_supervisor_once(
    morning: tuple[Stage, list[tuple[float, Fact]]],
) -> None:
    stage, facts = morning
    paused = [fact for _, fact in facts if isinstance(fact, AgentPaused) and fact.agent == USER]
    reasons = [
        fact.reason
        for _, fact in facts
        if isinstance(fact, AgentChanged) and fact.agent == USER and fact.status == "paused"
    ]
    assert len(paused) == 2
    assert reasons == ["Auto-Pause", "Break", "Auto-Pause"]
    assert stage.cue == ""


def test_the_other_agents_differ(morning: tuple[Stage, list[tuple[float, Fact]]]) -> None:
    stage, facts = morning
    agents: dict[str, Agent] = {
        agent.number: agent for agent in stage.exchange.directory.queues[SUPPORT].agents
    }
    assert len(agents) == 6
    assert all(agent.served for agent in agents.values())
    missed = {fact.agent for _, fact in facts if isinstance(fact, AgentMissed)}
    assert missed >= {USER, "2005"}
    changes = {(fact.agent, fact.status) for _, fact in facts if isinstance(fact, AgentChanged)}
    assert changes >= {
        ("2003", "logged out"),
        ("2003", "logged in"),
        ("2007", "paused"),
        ("2007", "resumed"),
        (USER, "resumed"),
    }


def test_the_same_seed_is_the_same_morning() -> None:
    assert play(4)[1] == play(4)[1]


def test_the_calls_do_not_depend_on_what_anybody_does() -> None:
    first, other, twin = (
        Stage(exchange, Bots(exchange, seed=seed), seed=seed)
        for seed in (5, 6, 5)
        for exchange in [Exchange(build(24, seed=seed), now_s=0.0, seed=seed)]
    )
    twin.random.random()
    assert script(first) == script(twin)
    assert script(first) != script(other)
    assert len(script(first)) == CALLS


def test_it_can_be_played_faster() -> None:
    stage, facts = play(1, speed=10.0)
    inbound = [fact for _, fact in facts if isinstance(fact, CallEnded) and fact.cdr.source_trunk]
    auto = [fact for _, fact in facts if isinstance(fact, AgentPaused) and fact.agent == USER]
    assert len(inbound) == CALLS
    assert len(auto) == 2
    support = stage.exchange.directory.queues[SUPPORT]
    assert support.agent_timeout_s == 1.5
    stage.stop()
    assert (support.agent_timeout_s, support.max_missed) == (20.0, 0)
    assert not stage.bots.habits


def test_nothing_happens_before_a_user_listens() -> None:
    exchange = Exchange(build(24, seed=1), now_s=0.0, seed=1)
    facts: list[Fact] = []
    exchange.listen(facts.append)
    stage = Stage(exchange, Bots(exchange, seed=1), seed=1)
    stage.play("queue")
    exchange.advance(30.0)
    assert not any(
        isinstance(fact, CallChanged) and fact.call.direction == "inbound" for fact in facts
    )


def test_who_answers_all_the_same_is_not_paused() -> None:
    exchange = Exchange(build(24, seed=1), now_s=0.0, seed=1)
    facts: list[Fact] = []
    exchange.listen(facts.append)
    stage = Stage(exchange, Bots(exchange, seed=1), seed=1)
    stage.play("queue")
    stage.user_arrived()

    def answer() -> None:
        for leg in exchange.legs_of(USER):
            if leg.state is LegState.RINGING and exchange.state_of(USER) == "ringing":
                exchange.pick_up(leg)
        exchange.after(1.0, answer)

    answer()
    exchange.advance(2400.0)
    assert not [fact for fact in facts if isinstance(fact, AgentPaused) and fact.agent == USER]
    assert stage.cue == ""
