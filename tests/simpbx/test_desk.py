"""Agents come and go, and are paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import AgentChanged, AgentMissed, AgentPaused

if TYPE_CHECKING:
    from ctiapp.simpbx.desk import AgentDesk
    from ctiapp.simpbx.directory import Agent, Queue
    from tests.simpbx.office import Office


@pytest.fixture
def desk(office: Office) -> AgentDesk:
    return office.exchange.queues.desk


@pytest.fixture
def support(office: Office) -> Queue:
    return office.exchange.directory.queues["6402"]


@pytest.fixture
def user(support: Queue) -> Agent:
    return support.agents[0]


def statuses(office: Office) -> list[tuple[str, str]]:
    return [(fact.status, fact.reason) for fact in office.told(AgentChanged)]


def test_each_change_is_told_once(
    office: Office, desk: AgentDesk, support: Queue, user: Agent
) -> None:
    for reason in ("Lunch", "Lunch", "Break"):
        desk.pause(support, user, reason)
    for _ in range(2):
        desk.resume(support, user)
    for _ in range(2):
        desk.log_out(support, user)
    desk.log_in(support, user, paused=True, reason="Lunch")
    desk.log_in(support, user)
    assert statuses(office) == [
        ("paused", "Lunch"),
        ("paused", "Break"),
        ("resumed", ""),
        ("logged out", ""),
        ("logged in", ""),
        ("paused", "Lunch"),
    ]
    assert user.paused


def test_to_log_out_ends_a_pause(desk: AgentDesk, support: Queue, user: Agent) -> None:
    desk.pause(support, user, "Lunch")
    desk.log_out(support, user)
    desk.log_in(support, user)
    assert (user.paused, user.pause_reason) == (False, "")


def test_who_is_logged_out_cannot_pause(desk: AgentDesk, support: Queue, user: Agent) -> None:
    desk.log_out(support, user)
    for act in (desk.pause, desk.resume):
        with pytest.raises(WrongStateError):
            act(support, user)


def test_a_static_agent_is_always_logged_in(office: Office, desk: AgentDesk) -> None:
    guests = office.exchange.directory.queues["6406"]
    static = guests.agents[0]
    for act in (desk.log_in, desk.log_out):
        with pytest.raises(WrongStateError):
            act(guests, static)
    desk.pause(guests, static, "Break")
    assert (static.logged_in, static.paused) == (True, True)


def test_calls_missed_in_a_row_pause_in_one_queue(
    office: Office, desk: AgentDesk, support: Queue, user: Agent
) -> None:
    support.max_missed = 2
    desk.miss(support, user, "5503301", "1.1")
    assert not user.paused
    desk.miss(support, user, "5503302", "1.2")
    assert len(office.told(AgentMissed)) == 2
    assert office.told(AgentPaused) == [
        AgentPaused("6402", "2000", (("5503302", "1.2"), ("5503301", "1.1")))
    ]
    assert statuses(office) == [("paused", "Auto-Pause")]
    assert [agent.paused for _, agent in desk.queues_of("2000")] == [False, True, False, False]


def test_who_has_paused_in_the_meantime_is_not_paused_again(
    office: Office, desk: AgentDesk, support: Queue, user: Agent
) -> None:
    support.max_missed = 1
    desk.pause(support, user, "Lunch")
    desk.miss(support, user, "5503301", "1.1")
    assert not office.told(AgentPaused)
    assert user.pause_reason == "Lunch"


def test_to_resume_starts_the_count_again(desk: AgentDesk, support: Queue, user: Agent) -> None:
    support.max_missed = 2
    desk.miss(support, user, "5503301", "1.1")
    desk.pause(support, user)
    desk.resume(support, user)
    desk.miss(support, user, "5503301", "1.2")
    assert not user.paused


def test_who_goes_on_rests_no_longer(
    office: Office, desk: AgentDesk, support: Queue, user: Agent
) -> None:
    user.free_at_s = office.exchange.now_s + 10
    desk.resume(support, user)
    assert user.free_at_s == office.exchange.now_s
    office.wait(5)
    desk.resume(support, user)
    assert user.free_at_s == office.exchange.now_s - 5
    assert statuses(office) == []
