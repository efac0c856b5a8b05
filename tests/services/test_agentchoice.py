"""Which of one's own queues a verb means (the words of each refusal: ``test_agents``)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model import agentanswers, events
from ctiapp.model.agents import AgentKind, AgentStatus, AgentVerb
from ctiapp.model.errors import CtiError
from ctiapp.model.events import LinkState
from ctiapp.model.ids import QueueId
from ctiapp.services.agentchoice import all_mine, chosen, to_pause
from ctiapp.state.store import Store
from tests.model.said import ME, moment
from tests.services.agenting import FRONT, QUEUES, SALES, SUPPORT

IN = AgentStatus(ME, "Leo", AgentKind.DYNAMIC, logged_in=True, paused=False)


def told(**logged_in: bool) -> Store:
    """Support and Front are one's own; how one stands there, by their ids."""
    store = Store()
    store.reset(ME, moment(0))
    store.apply(events.LinkChanged(LinkState.UP), moment(0))
    store.take_answer(agentanswers.QueuesTold(QUEUES), 0, moment(1))
    for queue_id, on in logged_in.items():
        answer = agentanswers.AgentsTold(QueueId(queue_id[1:]), (replace(IN, logged_in=on),))
        store.take_answer(answer, 1, moment(2))
    return store


def test_all_or_those_that_are_named() -> None:
    """Another's queue is none of mine, even where I manage it."""
    book = told().agents
    assert [queue.queue.queue_id for queue, _ in all_mine(book)] == [SUPPORT, FRONT]
    assert chosen(book, None) == all_mine(book)
    assert [queue.queue.name for queue, _ in chosen(book, (FRONT, FRONT))] == ["Front"]
    for wrong in ((), (SALES,), (FRONT, SALES)):
        with pytest.raises(CtiError) as refused:
            chosen(book, wrong)
        assert refused.value.key == "agent.not_member"


def test_a_pause_leaves_out_where_one_is_logged_out() -> None:
    """Of all; where it was named, it is refused. What is not known is tried."""
    assert to_pause(told(q2=True, q3=False).agents, None, AgentVerb.PAUSE) == (SUPPORT,)
    assert to_pause(told(q2=True).agents, None, AgentVerb.PAUSE) == (SUPPORT, FRONT)
    with pytest.raises(CtiError) as refused:
        to_pause(told(q2=True, q3=False).agents, (SUPPORT, FRONT), AgentVerb.PAUSE)
    assert refused.value.key == "agent.logged_out"


def test_whoever_is_just_logging_in_can_pause() -> None:
    """The one is sent after the other."""
    store = told(q2=False, q3=False)
    store.apply(events.AgentCommandSent(1, AgentVerb.LOG_IN, (FRONT,), (ME,)), moment(3))
    assert to_pause(store.agents, None, AgentVerb.PAUSE) == (FRONT,)


def test_nothing_is_sent_twice() -> None:
    """Where it is pending in all of them; a part that is not makes it another wish."""
    store = told(q2=True, q3=True)
    store.apply(events.AgentCommandSent(1, AgentVerb.PAUSE, (FRONT,), (ME,)), moment(3))
    assert to_pause(store.agents, None, AgentVerb.PAUSE) == (SUPPORT, FRONT)
    with pytest.raises(CtiError) as refused:
        to_pause(store.agents, (FRONT,), AgentVerb.PAUSE)
    assert refused.value.key == "agent.asked"
