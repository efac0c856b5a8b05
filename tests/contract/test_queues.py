"""Working in a queue at every kind of PBX: log in and out, pause, and what a supervisor may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentKind
from ctiapp.model.commands import (
    Capability,
    ListenIn,
    ListenMode,
    LogAgent,
    LogAgents,
    PauseAgent,
    PauseAgents,
)
from ctiapp.model.number import Number
from tests.contract.kinds import able
from tests.contract.office import ME

if TYPE_CHECKING:
    from ctiapp.model.agents import Queue
    from ctiapp.model.commands import Command
    from ctiapp.model.ids import ExtensionId
    from ctiapp.pbx.interface import Pbx
    from tests.contract.office import Office

OWN, MANAGED = Number("6405"), Number("6402")
AGENT = Number("2003")


async def queue_of(client: Pbx, number: Number) -> Queue:
    return next(queue for queue in await client.queues() if queue.number == number)


async def status_of(client: Pbx, queue: Queue, number: Number) -> tuple[bool, bool]:
    """The same as the PBX tells it; who is logged out need not be told of."""
    for agent in await client.agents(queue.queue_id):
        if agent.number == number:
            return agent.logged_in, agent.paused
    return False, False


def at_exchange(office: Office, queue: Number, number: Number) -> tuple[bool, bool]:
    """Whether an agent is logged in, and paused, as the exchange has it."""
    agents = office.pbx.exchange.directory.queues[queue.text].agents
    agent = next(agent for agent in agents if agent.number == number.text)
    return agent.logged_in, agent.paused


async def who(client: Pbx, number: Number) -> ExtensionId:
    found = await client.extension(number)
    assert found is not None
    return found.ext_id


@able(Capability.QUEUES)
async def test_every_queue_is_listed_with_who_works_there(office: Office) -> None:
    client = await office.new()
    queues = {queue.number.text: queue for queue in await client.queues()}

    assert set(queues) == set(office.pbx.exchange.directory.queues)
    assert queues["6402"].name == "Support"
    assert queues["6402"].kind_of(Number("2004")) is AgentKind.STATIC
    assert queues["6402"].kind_of(AGENT) is AgentKind.DYNAMIC
    assert queues["6405"].kind_of(ME) is AgentKind.DYNAMIC
    assert all(member.name for queue in queues.values() for member in queue.static)


@able(Capability.QUEUES)
async def test_whoever_waits_is_counted(office: Office) -> None:
    """As the exchange has it; a kind that does not tell who waits makes nobody up."""
    client = await office.new()
    queue = await queue_of(client, MANAGED)
    load = await client.queue_load(queue.queue_id)
    assert (load.waiting_count, load.waiting, load.longest_s) == (0, (), 0)

    callers = [f"0301234567{n}" for n in range(4)]
    for caller in callers:
        office.rings(caller, MANAGED.text)
    exchange = office.pbx.exchange
    waiting = exchange.queues.waiting(exchange.directory.queues[MANAGED.text])
    assert len(waiting) > 1

    load = await client.queue_load(queue.queue_id)
    assert load.waiting_count == len(waiting)
    if load.waiting is None:
        assert load.longest_s is None
    else:
        assert {call.caller.text for call in load.waiting} <= set(callers)
        assert len(load.waiting) == len(waiting)


@able(Capability.QUEUES, Capability.PAUSE)
async def test_one_logs_in_pauses_goes_on_and_logs_out(office: Office) -> None:
    client = await office.new()
    queue, me = await queue_of(client, OWN), await who(client, ME)
    steps: list[tuple[Command, tuple[bool, bool]]] = [
        (LogAgent(me, (queue.queue_id,), on=True), (True, False)),
        (PauseAgent(me, (queue.queue_id,), on=True), (True, True)),
        (PauseAgent(me, (queue.queue_id,), on=False), (True, False)),
        (LogAgent(me, (queue.queue_id,), on=False), (False, False)),
    ]
    assert not (await status_of(client, queue, ME))[0]
    for command, stands in steps:
        await client.execute(command)
        assert at_exchange(office, OWN, ME) == stands
        assert await status_of(client, queue, ME) == stands


@able(Capability.QUEUES)
async def test_a_command_without_a_queue_is_not_sent(office: Office) -> None:
    """What names none is taken for all of them by one PBX or another."""
    client = await office.new()
    asked = len(office.pbx.face.requests)
    for command in (LogAgent(office_me(office), (), on=False), _pause_nowhere(office)):
        with pytest.raises(ValueError, match=r"."):
            await client.execute(command)

    assert len(office.pbx.face.requests) == asked


@able(Capability.QUEUES)
async def test_who_rests_after_a_call_is_told_where_the_pbx_tells_it(office: Office) -> None:
    """It gives them no call meanwhile."""
    office.do("agents", queue=MANAGED.text, agents=[AGENT.text])
    office.do("queue", queue=MANAGED.text, wrap_up_s=60)
    client = await office.new()
    queue = await queue_of(client, MANAGED)
    assert await rest_of(client, queue) is (False if office.kind.tells_rest else None)
    office.rings(to=MANAGED.text)
    office.do("pickup", extension=AGENT.text)
    office.do("hangup", extension=AGENT.text)
    assert await rest_of(client, queue) is (True if office.kind.tells_rest else None)
    office.do("advance", seconds=61)
    assert await rest_of(client, queue) is (False if office.kind.tells_rest else None)


async def rest_of(client: Pbx, queue: Queue) -> bool | None:
    """Whether the agent rests, as the PBX tells it."""
    (agent,) = [one for one in await client.agents(queue.queue_id) if one.number == AGENT]
    return agent.resting


@able(Capability.QUEUES)
async def test_of_who_works_in_a_queue_no_more_nothing_is_told(office: Office) -> None:
    """The PBX names them no more: how they stood is not how they stand."""
    static = Number("2004")
    client = await office.new()
    queue = await queue_of(client, MANAGED)
    told = {one.number for one in await client.agents(queue.queue_id)}
    assert {AGENT, static} <= told
    office.do("agents", queue=MANAGED.text, agents=[AGENT.text])
    told = {one.number for one in await client.agents(queue.queue_id)}
    assert AGENT in told
    assert static not in told


def office_me(office: Office) -> ExtensionId:
    assert office.signed_in is not None
    return office.signed_in.me.ext_id


def _pause_nowhere(office: Office) -> PauseAgent:
    return PauseAgent(office_me(office), (), on=True)


@able(Capability.SUPERVISE)
async def test_a_supervisor_logs_others_out_and_in_and_pauses_them(office: Office) -> None:
    client = await office.new()
    queue = await queue_of(client, MANAGED)
    ids = (await who(client, AGENT),)
    steps: list[tuple[Command, tuple[bool, bool]]] = [
        (PauseAgents(queue.queue_id, ids, on=True), (True, True)),
        (PauseAgents(queue.queue_id, ids, on=False), (True, False)),
        (LogAgents(queue.queue_id, ids, on=False), (False, False)),
        (LogAgents(queue.queue_id, ids, on=True), (True, False)),
    ]
    for command, stands in steps:
        await client.execute(command)
        assert at_exchange(office, MANAGED, AGENT) == stands


@pytest.mark.parametrize("mode", list(ListenMode), ids=lambda mode: mode.value)
@able(Capability.LISTEN, Capability.WHISPER, Capability.BARGE)
async def test_a_supervisor_takes_part_in_a_call(office: Office, mode: ListenMode) -> None:
    """One's own phone rings for it."""
    office.do("rights", extension="2003", monitored=True)
    async with office.linked() as client:
        office.rings(to="2003")
        office.do("pickup", extension="2003")
        await office.until(lambda: office.store.engagements.of(AGENT) is not None, "engaged")
        (report,) = await client.calls_of(AGENT)
        leg = next(leg for leg in report.legs if leg.number == AGENT)
        await client.execute(ListenIn(leg.leg_id, ME, mode))
        await office.until(lambda: bool(office.pbx.exchange.legs_of("2000")), "rung")


@able(Capability.PAUSE_REASONS)
async def test_a_pause_is_for_one_of_the_reasons_that_the_pbx_knows(office: Office) -> None:
    office.do("settings", call_centre=True)
    client = await office.new()
    reasons = await client.pause_reasons()
    queue = await queue_of(client, MANAGED)
    command = PauseAgent(office_me(office), (queue.queue_id,), on=True, reason=reasons[0].code)
    await client.execute(command)

    told = {agent.number: agent.reason for agent in await client.agents(queue.queue_id)}
    assert told[ME] == reasons[0].text
