"""What queues and agents did, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.ledger import Pause, QueueCall
from tests.simpbx.office import START_S

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Queue
    from tests.simpbx.office import Office


@pytest.fixture
def support(office: Office) -> Queue:
    """The queue Support with the user as its one agent."""
    queue = office.exchange.directory.queues["6402"]
    queue.agents = queue.agents[:1]
    return queue


@pytest.mark.usefixtures("support")
def test_one_that_an_agent_takes_at_the_second_ring(office: Office) -> None:
    call = office.ring_in("6402")
    office.wait(20 + 5 + 3)
    office.exchange.pick_up(next(leg for leg in call.legs if leg.ringing))
    office.wait(30)
    office.exchange.hang_up(call.legs[0])

    assert office.exchange.ledger.calls == [
        QueueCall("6402", START_S, "5503301", "answered", 28, "2000", 3, 30, ("2000",))
    ]


@pytest.mark.usefixtures("support")
def test_what_an_agent_passes_on_is_theirs_until_then(office: Office) -> None:
    call = office.ring_in("6402")
    leg = next(leg for leg in call.legs if leg.ringing)
    office.exchange.pick_up(leg)
    office.wait(10)
    office.exchange.transfers.blind(call.legs[0], "2005")
    office.exchange.pick_up(office.leg("2005"))
    office.wait(50)
    office.exchange.hang_up(call.legs[0])

    (line,) = office.exchange.ledger.calls
    assert (line.agent, line.talk_s) == ("2000", 10)


@pytest.mark.usefixtures("support")
def test_one_who_gives_up(office: Office) -> None:
    call = office.ring_in("6402")
    office.wait(7)
    office.exchange.hang_up(call.legs[0])

    (line,) = office.exchange.ledger.calls
    assert (line.outcome, line.waited_s, line.agent, line.missed_by) == ("abandoned", 7, "", ())


def test_one_who_is_thrown_out(office: Office, support: Queue) -> None:
    support.max_wait_s = 30.0
    office.ring_in("6402")
    office.wait(31)

    (line,) = office.exchange.ledger.calls
    assert (line.outcome, line.waited_s, line.missed_by) == ("missed", 30, ("2000",))


def test_a_call_of_no_queue_is_none_of_them(office: Office) -> None:
    leg, _ = office.talk("2000")
    office.exchange.hang_up(leg)

    assert office.exchange.ledger.calls == []


def test_a_pause_is_a_line_once_it_is_over(office: Office, support: Queue) -> None:
    desk, agent = office.exchange.queues.desk, support.agents[0]
    desk.pause(support, agent, "Lunch")
    office.wait(600)
    assert office.exchange.ledger.pauses == []
    desk.pause(support, agent, "Break")
    office.wait(60)
    desk.resume(support, agent)

    assert office.exchange.ledger.pauses == [
        Pause("6402", "2000", START_S, START_S + 600, "Lunch"),
        Pause("6402", "2000", START_S + 600, START_S + 660, "Break"),
    ]
