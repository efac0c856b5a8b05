"""Queues ring their agents in turn and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import AgentMissed, AgentPaused

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def only_user(office: Office) -> None:
    """Leave 2000 as the one agent of Support."""
    queue = office.exchange.directory.queues["6402"]
    queue.agents = queue.agents[:1]


def test_an_agent_is_rung_again_in_the_same_call_on_a_new_channel(office: Office) -> None:
    only_user(office)
    call = office.ring_in("6402")
    first = office.leg("2000").channel
    office.wait(20)
    missed = [fact for fact in office.facts if isinstance(fact, AgentMissed)]
    assert missed == [AgentMissed("6402", "2000", "5503301", call.id)]
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
    for _ in range(4):
        order.append(call.legs[-1].extension)
        office.wait(25)
    assert order == ["2000", "2003", "2004", "2005"]


def test_a_caller_waits_while_everybody_talks(office: Office) -> None:
    only_user(office)
    office.ring_in("6402")
    office.exchange.pick_up(office.leg("2000"))
    waiting = office.ring_in("6402", caller="5503302")
    office.wait(60)
    assert waiting.waiting
    assert len(waiting.legs) == 1
    office.exchange.hang_up(office.leg("2000"))
    office.wait(2)
    assert office.leg("2000").call is waiting


def test_the_longest_waiting_caller_is_served_first(office: Office) -> None:
    only_user(office)
    office.exchange.directory.queues["6402"].agents[0].paused = True
    first = office.ring_in("6402", caller="1111111")
    office.wait(3)
    office.ring_in("6402", caller="2222222")
    office.exchange.directory.queues["6402"].agents[0].paused = False
    office.wait(2)
    assert office.leg("2000").call is first


def test_a_caller_alone_in_a_queue_ends_the_call_by_leaving(office: Office) -> None:
    only_user(office)
    office.exchange.directory.queues["6402"].agents[0].paused = True
    call = office.ring_in("6402")
    office.exchange.hang_up(call.legs[0])
    assert office.records()[0].status == "abandoned"
    assert not office.exchange.calls


def test_too_many_missed_calls_pause_the_agent(office: Office) -> None:
    only_user(office)
    queue = office.exchange.directory.queues["6402"]
    queue.max_missed = 2
    call = office.ring_in("6402")
    office.wait(60)
    paused = [fact for fact in office.facts if isinstance(fact, AgentPaused)]
    assert paused == [AgentPaused("6402", "2000", (("5503301", call.id),) * 2)]
    assert queue.agents[0].paused


def test_waiting_has_an_end(office: Office) -> None:
    only_user(office)
    office.exchange.directory.queues["6402"].agents[0].paused = True
    office.ring_in("6402")
    office.wait(1801)
    assert not office.exchange.calls


def test_the_state_of_an_agent(office: Office) -> None:
    agent = office.exchange.directory.queues["6402"].agents[0]
    status = office.exchange.queues.status_of
    assert status(agent) == 1
    call = office.ring_in("2000")
    assert status(agent) == 3
    own = office.leg("2000")
    office.exchange.pick_up(own)
    assert status(agent) == 2
    office.exchange.hold(call.legs[0])
    assert status(agent) == 5
    office.ring_in("2000")
    assert status(agent) == 4
