"""Queues and agents of a simulated PBX: what it answers is what it has."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentCall, AgentKind, PauseReason, QueueLoad, QueueRules
from ctiapp.model.commands import LogAgent, PauseAgent
from ctiapp.model.errors import CommandError, NoSuchTarget
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from tests.pbx.p_series.desk import COLLEAGUE, ME

if TYPE_CHECKING:
    from ctiapp.model.agents import AgentStatus, Queue
    from ctiapp.pbx.p_series.client import PSeries
    from tests.pbx.p_series.desk import Desk

SUPPORT, AFTER_HOURS = Number("6402"), Number("6405")
CALLER = Number("12354978652")


async def queue_of(client: PSeries, number: Number) -> Queue:
    """Find a queue by its number, as the application does."""
    (found,) = (queue for queue in await client.queues() if queue.number == number)
    return found


async def me_in(client: PSeries, queue: Queue) -> AgentStatus:
    (found,) = (each for each in await client.agents(queue.queue_id) if each.number == ME)
    return found


async def test_the_queues_with_who_is_in_them(desk: Desk) -> None:
    client = await desk.signed_in()

    queues = {queue.number.text: queue for queue in await client.queues()}

    in_pbx = desk.pbx.exchange.directory.queues
    assert set(queues) == set(in_pbx)
    for number, queue in queues.items():
        told = {each.number.text: AgentKind.DYNAMIC for each in queue.dynamic}
        told |= {each.number.text: AgentKind.STATIC for each in queue.static}
        assert told == {
            agent.number: AgentKind.DYNAMIC if agent.dynamic else AgentKind.STATIC
            for agent in in_pbx[number].agents
        }
        assert tuple(each.number.text for each in queue.managers) == in_pbx[number].managers
        assert queue.name == in_pbx[number].name
    assert queues["6402"].is_managed_by(ME)


async def test_the_queues_come_page_by_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctiapp.pbx.p_series.wire_rest.PAGE_SIZE", 1)
    client = await desk.signed_in()

    assert len(await client.queues()) == len(desk.pbx.exchange.directory.queues)


async def test_the_rules_of_a_queue(desk: Desk) -> None:
    desk.control(
        "queue",
        queue="6402",
        agent_timeout_s=20,
        wrap_up_s=15,
        max_missed=3,
        sla_time_s=40,
        sla_alarm_percent=75,
    )
    client = await desk.signed_in()
    queue = await queue_of(client, SUPPORT)

    assert await client.queue_rules(queue.queue_id) == QueueRules(
        queue.queue_id,
        agent_timeout_s=20,
        wrap_up_s=15,
        max_missed=3,
        sla_s=40,
        sla_alarm_percent=75,
    )
    desk.control("queue", queue="6402", max_missed=0)
    assert (await client.queue_rules(queue.queue_id)).max_missed is None


async def test_an_agent_logs_in_pauses_for_a_reason_and_goes_on(desk: Desk) -> None:
    client = await desk.signed_in()
    mine = ExtensionId(str(desk.pbx.exchange.directory.extensions[ME.text].id))
    queue = await queue_of(client, AFTER_HOURS)
    reason = (await client.pause_reasons())[0]
    assert not (await me_in(client, queue)).logged_in

    await client.execute(LogAgent(mine, (queue.queue_id,), on=True))
    assert (await me_in(client, queue)).logged_in
    await client.execute(PauseAgent(mine, (queue.queue_id,), on=True, reason=reason.code))
    paused = await me_in(client, queue)
    assert (paused.paused, paused.reason) == (True, reason.text)
    await client.execute(PauseAgent(mine, (queue.queue_id,), on=False))
    assert not (await me_in(client, queue)).paused


async def test_the_reasons_are_told_and_refused_where_nobody_pays_for_them(desk: Desk) -> None:
    client = await desk.signed_in()
    mine = ExtensionId(str(desk.pbx.exchange.directory.extensions[ME.text].id))
    queue = await queue_of(client, SUPPORT)
    desk.control("settings", call_centre=False)

    reasons = await client.pause_reasons()

    assert reasons[0] == PauseReason("*01", "Lunch")
    with pytest.raises(CommandError):
        await client.execute(PauseAgent(mine, (queue.queue_id,), on=True, reason="*01"))
    await client.execute(PauseAgent(mine, (queue.queue_id,), on=True))
    assert (await me_in(client, queue)).paused


async def test_who_waits_who_rings_and_who_talks(desk: Desk) -> None:
    desk.control("agents", queue="6402", agents=["2000"])
    client = await desk.signed_in()
    queue = await queue_of(client, SUPPORT)
    first = desk.control("call", **{"from": CALLER.text, "to": "6402"})
    desk.control("call", **{"from": "5503301", "to": "6402"})

    load = await client.queue_load(queue.queue_id)
    (ringing,) = load.ringing or ()
    assert (ringing.call_id, ringing.caller, ringing.callee) == (first["call_id"], CALLER, ME)
    waiting = load.waiting or ()
    assert {call.caller.text for call in waiting} >= {"5503301"}
    assert {call.callee for call in waiting} == {SUPPORT}
    assert (await me_in(client, queue)).call is AgentCall.RINGING

    desk.control("pickup", extension="2000")
    load = await client.queue_load(queue.queue_id)
    (active,) = load.active or ()
    assert (active.call_id, active.callee, load.ringing) == (first["call_id"], ME, ())
    assert [call.caller.text for call in load.waiting or ()] == ["5503301"]
    assert (await me_in(client, queue)).call is AgentCall.TALKING


async def test_the_calls_of_a_colleague(desk: Desk) -> None:
    client = await desk.signed_in()
    assert await client.calls_of(COLLEAGUE) == ()
    call = desk.control("call", **{"from": CALLER.text, "to": COLLEAGUE.text})

    (report,) = await client.calls_of(COLLEAGUE)

    assert report.call_id == call["call_id"]
    assert COLLEAGUE in {leg.number for leg in report.legs}
    assert await client.calls_of(ME) == ()


@pytest.mark.parametrize("code", [10001, 10003, 10005])
async def test_what_this_pbx_lacks_is_answered_with_nothing_and_logged_once(
    desk: Desk, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    client = await desk.signed_in()
    queue = (await queue_of(client, SUPPORT)).queue_id
    caplog.set_level(logging.INFO, "ctiapp.pbx")
    for endpoint in (
        "queue/list",
        "queue/get",
        "queue/agent_status",
        "queue/call_status",
        "queue_pause_reason/list",
        "call/query",
    ):
        desk.control("fail", endpoint=endpoint, errcode=code, times=2)

    for _ in range(2):
        assert await client.queues() == ()
        assert await client.queue_rules(queue) == QueueRules(queue)
        assert await client.agents(queue) == ()
        assert await client.queue_load(queue) == QueueLoad(queue)
        assert await client.pause_reasons() == ()
        assert await client.calls_of(COLLEAGUE) == ()

    said = [record.getMessage() for record in caplog.records if record.name == "ctiapp.pbx"]
    assert len(said) == len(set(said)) == 6
    assert await client.queues() != ()


async def test_a_queue_that_is_gone_is_said_to_be(desk: Desk) -> None:
    """It is no queue without agents: who asks keeps what they knew, and reads the list anew."""
    client = await desk.signed_in()
    gone = QueueId("99")
    for asking in (client.queue_rules(gone), client.agents(gone), client.queue_load(gone)):
        with pytest.raises(NoSuchTarget):
            await asking
