"""Supervisors who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import ForbiddenError, WrongStateError
from ctiapp.simpbx.facts import CallChanged

if TYPE_CHECKING:
    from ctiapp.simpbx.legs import Leg
    from tests.simpbx.office import Office


@pytest.fixture
def agent(office: Office) -> Leg:
    office.exchange.directory.extensions["2001"].monitored = True
    return office.talk("2001")[1]


def test_who_listens_is_in_a_call_of_their_own(office: Office, agent: Leg) -> None:
    call = office.exchange.listening.listen(agent, "2000", "listen")
    office.exchange.pick_up(office.leg("2000"))
    assert list(office.last().values()) == ["up"]
    assert len(agent.call.legs) == 2
    office.exchange.hang_up(agent)
    office.wait(0)
    assert call.over
    assert not office.exchange.listening.ears


def test_who_barges_in_is_a_member(office: Office, agent: Leg) -> None:
    call = office.exchange.listening.listen(agent, "2000", "barge")
    office.exchange.pick_up(office.leg("2000"))
    assert call.over
    assert [leg.extension for leg in agent.call.legs] == [None, "2001", "2000"]
    assert len(agent.company()) == 2


def test_a_call_that_ends_while_the_supervisors_phone_rings(office: Office, agent: Leg) -> None:
    call = office.exchange.listening.listen(agent, "2000", "whisper")
    office.exchange.hang_up(agent)
    office.wait(0)
    assert call.over
    office.exchange.register("2000", registered=False)
    other = office.talk("2001")[1]
    assert office.exchange.listening.listen(other, "2000", "listen").over


def test_not_everybody_may_be_heard(office: Office, agent: Leg) -> None:
    caller, other = office.talk("2002")
    with pytest.raises(ForbiddenError):
        office.exchange.listening.listen(other, "2000", "listen")
    with pytest.raises(WrongStateError):
        office.exchange.listening.listen(caller, "2000", "listen")


def test_a_supervisor_hears_an_agent_on_a_call_of_a_queue(office: Office) -> None:
    """The call that is listened to tells nothing of it, and the agent goes on serving."""
    queue = office.exchange.directory.queues["6402"]
    queue.agents = queue.agents[1:2]
    call = office.ring_in("6402")
    own = office.leg("2003")
    office.exchange.pick_up(own)
    before = [fact for fact in office.told(CallChanged) if fact.call.call_id == call.id]
    heard = office.exchange.listening.listen(own, "2000", "whisper")
    office.exchange.pick_up(office.leg("2000"))
    after = [fact for fact in office.told(CallChanged) if fact.call.call_id == call.id]
    assert after == before
    assert [entry.leg for entry in office.exchange.queues.serving(queue)] == [own]
    office.exchange.hang_up(office.leg("2000"))
    assert heard.over
    assert not call.over
