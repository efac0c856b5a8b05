"""Agents at the queues of the PBXs that push their events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.pushqueues import act, agent_of, log_in

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_who_has_no_part_in_a_queue_may_log_in(office: Office) -> None:
    queue, desk = office.exchange.directory.queues["6402"], office.exchange.queues.desk
    with pytest.raises(RefusedError, match="10019"):
        agent_of(queue, "2009")
    for _ in range(2):
        log_in(desk, queue, "2009")
    agent = agent_of(queue, "2009")
    assert agent.dynamic
    assert agent.logged_in
    assert [each.number for each in queue.agents].count("2009") == 1


def test_a_static_agent_neither_logs_in_nor_out(office: Office) -> None:
    queue, desk = office.exchange.directory.queues["6402"], office.exchange.queues.desk
    with pytest.raises(RefusedError, match="10019"):
        log_in(desk, queue, "2004")
    with pytest.raises(RefusedError, match="10019"):
        act(desk.log_out, queue, agent_of(queue, "2004"))
    act(desk.pause, queue, agent_of(queue, "2004"))
    assert agent_of(queue, "2004").paused
