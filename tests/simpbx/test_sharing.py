"""Who is rung next."""

from __future__ import annotations

import random

import pytest

from ctiapp.simpbx.directory import STRATEGIES, Agent, Queue
from ctiapp.simpbx.sharing import choose

NUMBERS = ("2000", "2001", "2002", "2003")


def queue(strategy: str) -> Queue:
    return Queue(1, "6400", "Reception", [Agent(number) for number in NUMBERS], strategy=strategy)


def chosen(entry: Queue, free: str = "0123", tried: int = 0) -> str:
    agents = [entry.agents[int(index)] for index in free]
    found = choose(entry, agents, tried, random.Random(1))
    return "".join(agent.number[-1] for agent in found)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_nobody_is_rung_where_nobody_is_free(strategy: str) -> None:
    assert chosen(queue(strategy), "") == ""


def test_all_at_once() -> None:
    assert chosen(queue("ring_all"), "023") == "023"


def test_round_and_round_from_where_it_left_off() -> None:
    entry = queue("rrmemory")
    order = [chosen(entry), chosen(entry), chosen(entry, "03"), chosen(entry)]
    assert order == ["0", "1", "3", "0"]


def test_down_the_list_for_each_caller() -> None:
    entry = queue("linear")
    assert [chosen(entry), chosen(entry)] == ["0", "0"]
    assert [chosen(entry, tried=1), chosen(entry, "03", tried=1), chosen(entry, tried=0)] == [
        "1",
        "3",
        "0",
    ]


def test_who_was_rung_longest_ago() -> None:
    entry = queue("least_recent")
    for agent, rung_s in zip(entry.agents, (30.0, 10.0, 20.0, 10.0), strict=True):
        agent.rung_s = rung_s
    assert [chosen(entry), chosen(entry, "023"), chosen(entry, "02")] == ["1", "3", "2"]


def test_who_has_answered_fewest() -> None:
    entry = queue("fewest_calls")
    for agent, served in zip(entry.agents, (3, 1, 0, 1), strict=True):
        agent.served = served
    assert [chosen(entry), chosen(entry, "013"), chosen(entry, "03")] == ["2", "1", "3"]


def test_anybody() -> None:
    entry, rng = queue("random"), random.Random(1)
    found = {choose(entry, entry.agents, 0, rng)[0].number for _ in range(100)}
    assert found == set(NUMBERS)
