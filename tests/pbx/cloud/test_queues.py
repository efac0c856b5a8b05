"""The queues of a Cloud PBX, over sockets."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentKind, AgentStatus, QueueLoad
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgent, PauseAgents
from ctiapp.model.errors import NotPermitted
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_queues
from tests.pbx.cloud.desk import ME

if TYPE_CHECKING:
    from ctiapp.model.agents import Queue
    from ctiapp.pbx.cloud.client import Cloud
    from tests.pbx.cloud.desk import Desk

MINE = ExtensionId("2000")


async def a_queue(client: Cloud) -> Queue:
    """A queue in which one is a dynamic agent."""
    return next(queue for queue in await client.queues() if queue.kind_of(ME) is AgentKind.DYNAMIC)


async def me_in(client: Cloud, queue: Queue) -> AgentStatus:
    return next(one for one in await client.agents(queue.queue_id) if one.number == ME)


async def test_logging_in_pausing_and_out_with_the_queues_password(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = await desk.signed_in()
    queue = await a_queue(client)
    where = (queue.queue_id,)
    if (await me_in(client, queue)).logged_in:
        await client.execute(LogAgent(MINE, where, on=False))
    assert not (await me_in(client, queue)).logged_in
    await client.execute(LogAgent(MINE, where, on=True))
    assert (await me_in(client, queue)).logged_in
    await client.execute(PauseAgent(MINE, where, on=True))
    assert (await me_in(client, queue)).paused
    await client.execute(PauseAgents(queue.queue_id, (MINE,), on=False))
    assert not (await me_in(client, queue)).paused
    await client.execute(LogAgents(queue.queue_id, (MINE,), on=False))
    assert not (await me_in(client, queue)).logged_in
    await client.execute(LogAgent(MINE, where, on=True, paused=True))
    assert (await me_in(client, queue)).paused

    answer = await client._talk.query(wire_queues.queue_query(queue.queue_id))
    password = wire_queues.password(answer, queue.queue_id, pytest.fail)
    assert password
    assert password not in caplog.text


@pytest.mark.parametrize("told", [True, False])
async def test_one_may_work_wherever_one_is_no_static_agent(desk: Desk, told: bool) -> None:
    """Told or not, the password lets one in; until then one is logged out, and that is known."""
    for queue in desk.pbx.exchange.directory.queues.values():
        queue.password_told = told
    client = await desk.signed_in()
    kinds = {}
    for queue in await client.queues():
        kinds[queue.number.text] = queue.kind_of(ME)
        stands = await me_in(client, queue)
        assert (stands.kind, stands.paused) == (queue.kind_of(ME), False)
        assert stands.logged_in is (queue.number.text != "6405")
    assert kinds == {
        "6400": AgentKind.DYNAMIC,
        "6402": AgentKind.DYNAMIC,
        "6405": AgentKind.DYNAMIC,
        "6406": AgentKind.STATIC,
    }


async def test_who_logged_out_may_be_logged_in_again(desk: Desk) -> None:
    """The PBX lists those alone who are logged in."""
    client = await desk.signed_in()
    queue = next(one for one in await client.queues() if one.number.text == "6405")
    agents = {one.number.text: one.logged_in for one in await client.agents(queue.queue_id)}
    assert agents == {"2001": True, "2000": False}
    await client.execute(LogAgents(queue.queue_id, (ExtensionId("2001"),), on=False))
    again = next(one for one in await client.queues() if one.number.text == "6405")
    assert again.kind_of(Number("2001")) is AgentKind.DYNAMIC
    agents = {one.number.text: one.logged_in for one in await client.agents(queue.queue_id)}
    assert agents == {"2001": False, "2000": False}


async def test_a_wrong_password_is_said(desk: Desk) -> None:
    client = await desk.signed_in()
    queue = await a_queue(client)
    desk.control("fail", endpoint="queue/add_dynamicagent", errcode=10032)
    with pytest.raises(NotPermitted):
        await client.execute(LogAgent(MINE, (queue.queue_id,), on=True))


async def test_nobody_named_is_not_everybody(desk: Desk) -> None:
    client = await desk.signed_in()
    for command in (
        LogAgent(MINE, (), on=True),
        LogAgents((await a_queue(client)).queue_id, (), on=False),
    ):
        with pytest.raises(ValueError, match="means all"):
            await client.execute(command)


async def test_how_a_queue_works(desk: Desk) -> None:
    client = await desk.signed_in()
    queue = await a_queue(client)

    assert (await client.queue_rules(queue.queue_id)).agent_timeout_s


async def test_who_waits_is_counted_and_not_named(desk: Desk) -> None:
    client = await desk.signed_in()
    queue = await a_queue(client)
    assert await client.queue_load(queue.queue_id) == QueueLoad(queue.queue_id, (), counted=0)

    desk.control("call", **{"from": "5503301", "to": queue.number.text})

    load = await client.queue_load(queue.queue_id)
    assert load == QueueLoad(queue.queue_id, None, counted=1)


async def test_a_pbx_without_queues_has_none(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="queue/query", errcode=10003)

    assert await client.queues() == ()
