"""Working days in a second, and what must hold in each of them."""

from __future__ import annotations

from collections import Counter

import pytest

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CallChanged, CallEnded, ExtensionParty, Fact, LegState
from ctiapp.simpbx.options import SCENARIOS
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.world import build

HOUR_S = 3600.0


def stage(extensions: int, seed: int = 1) -> tuple[Stage, list[tuple[float, Fact]]]:
    exchange = Exchange(build(extensions, seed=seed), now_s=0.0, seed=seed)
    facts: list[tuple[float, Fact]] = []
    exchange.listen(lambda fact: facts.append((exchange.now_s, fact)))
    return Stage(exchange, Bots(exchange, seed=seed), seed=seed), facts


def check_bridges(exchange: Exchange) -> None:
    """No leg stands in two bridges, and every leg's bridge knows it."""
    seen: Counter[int] = Counter()
    bridges = {id(leg.bridge): leg.bridge for leg in exchange.legs.values() if leg.bridge}
    for bridge in bridges.values():
        for leg in bridge.legs:
            assert leg.alive
            assert leg.bridge is bridge
            seen[id(leg)] += 1
    assert all(count == 1 for count in seen.values())


@pytest.mark.parametrize("name", ["reception", "queue", "busy-morning", "hotel"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_leaves_nothing_behind(name: str, seed: int) -> None:
    played, facts = stage(40, seed)
    exchange = played.exchange
    played.play(name)
    played.user_arrived()
    for hour in range(1, 10):
        exchange.advance(hour * HOUR_S)
        check_bridges(exchange)
    played.stop()
    exchange.advance(11 * HOUR_S)
    started = {fact.call.call_id for _, fact in facts if isinstance(fact, CallChanged)}
    ended = Counter(fact.cdr.call_id for _, fact in facts if isinstance(fact, CallEnded))
    assert len(started) > 300
    assert started <= set(ended)
    assert set(ended.values()) == {1}
    assert not exchange.calls
    assert not exchange.legs
    assert all(exchange.state_of(number) == "idle" for number in exchange.directory.extensions)
    over: set[str] = set()
    for _, fact in facts:
        if isinstance(fact, CallEnded):
            over.add(fact.cdr.call_id)
        elif isinstance(fact, CallChanged):
            assert fact.call.call_id not in over


def test_a_day_can_be_played_again() -> None:
    days = []
    for _ in range(2):
        played, facts = stage(40)
        played.play("busy-morning")
        played.exchange.advance(HOUR_S)
        days.append(facts)
    assert days[0] == days[1]


def rings_of_the_user(facts: list[tuple[float, Fact]]) -> dict[str, float]:
    rings: dict[str, float] = {}
    for at_s, fact in facts:
        if isinstance(fact, CallChanged):
            for member in fact.call.members:
                own = isinstance(member.party, ExtensionParty) and member.party.number == "2000"
                if own and member.state is LegState.RINGING:
                    rings.setdefault(fact.call.call_id, at_s)
    return rings


def test_reception_waits_for_the_user_and_rings_three_seconds_later() -> None:
    played, facts = stage(24)
    played.play("reception")
    played.exchange.advance(100.0)
    assert not rings_of_the_user(facts)
    played.user_arrived()
    played.exchange.advance(110.0)
    assert list(rings_of_the_user(facts).values()) == [103.0]


def test_reception_lets_the_phone_ring_long_enough_to_react() -> None:
    played, facts = stage(24)
    played.play("reception")
    played.user_arrived()
    played.exchange.advance(HOUR_S)
    rings = rings_of_the_user(facts)
    assert len(rings) > 60
    ends: dict[str, float] = {}
    for at_s, fact in facts:
        if isinstance(fact, CallChanged) and at_s > rings.get(fact.call.call_id, at_s):
            own = [m for m in fact.call.members if m.channel.startswith("PJSIP/2000-")]
            if not any(m.state is LegState.RINGING for m in own):
                ends.setdefault(fact.call.call_id, at_s)
    waits = [ends[call_id] - rings[call_id] for call_id in ends]
    assert min(waits) >= 20.0


def test_big_is_steady() -> None:
    played, facts = stage(10_000)
    played.play("big")
    played.exchange.advance(60.0)
    seconds = Counter(int(at_s) for at_s, _ in facts)
    after_the_start = [seconds[second] for second in range(10, 60)]
    assert 180 <= sum(after_the_start) / len(after_the_start) <= 220
    assert not rings_of_the_user(facts)


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("extensions", [1, 2, 9])
def test_every_scenario_runs_in_the_smallest_office(name: str, extensions: int) -> None:
    played, _ = stage(extensions)
    played.play(name)
    played.user_arrived()
    played.exchange.advance(600.0)
