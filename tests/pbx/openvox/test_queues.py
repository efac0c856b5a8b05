"""Agents who come, go and rest at an OpenVox UC."""

from __future__ import annotations

from ctiapp.model.agents import AgentKind, QueueLoad
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgents
from ctiapp.model.errors import NotSupported
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.openvox.queues import Queues
from tests.pbx.openvox.answering import Answering
from tests.pbx.openvox.frames import ANSWERS

ME, SALES = Number("300"), QueueId("6401")
QUEUES = {"queues": [{"queuenumber": "6401", "password": "s3cret", "dynamicagents": "306"}]}


def queues(pbx: Answering) -> Queues:
    async def nobody() -> None:
        return None

    return Queues(pbx.asker, ME, dict, nobody)


async def test_one_may_log_in_oneself_and_who_worked_there_is_kept() -> None:
    pbx = Answering(queue__query=QUEUES, queuestatus__query=ANSWERS[2])
    book = queues(pbx)
    (queue,) = await book.listed()
    assert queue.kind_of(ME) is AgentKind.DYNAMIC
    assert [one.number.text for one in await book.agents(SALES)] == ["306", "300", "305"]
    pbx.answers["queue/query"] = {"queues": [{"queuenumber": "6401"}]}
    (queue,) = await book.listed()
    assert {member.number.text for member in queue.dynamic} == {"306", "305", "300"}


async def test_who_waits_is_counted_and_not_named() -> None:
    pbx = Answering(queuestatus__query=ANSWERS[2])
    assert await queues(pbx).load(SALES) == QueueLoad(SALES, counted=2)


async def test_the_password_of_a_queue_is_asked_for_and_sent() -> None:
    pbx = Answering(queue__query=QUEUES)
    await queues(pbx).do(LogAgent(ExtensionId("300"), (SALES,), on=True, paused=True))
    await queues(pbx).do(LogAgents(SALES, (ExtensionId("306"),), on=False))
    assert pbx.told == [
        (
            "queue/add_dynamicagent",
            {"queueid": "6401", "extid": "300", "password": "s3cret"},
        ),
        ("queue/pause_agent", {"queueid": "6401", "extid": "300"}),
        (
            "queue/del_dynamicagent",
            {"queueid": "6401", "extid": "306", "password": "s3cret"},
        ),
    ]
    assert "s3cret" not in repr(pbx.sent)


async def test_several_agents_pause_one_by_one() -> None:
    pbx = Answering()
    await queues(pbx).do(PauseAgents(SALES, (ExtensionId("305"), ExtensionId("306")), on=True))
    assert [body["extid"] for _, body in pbx.told] == ["305", "306"]


async def test_a_pbx_without_queues_has_none() -> None:
    lacking = NotSupported("", code="10003")
    book = queues(Answering(queue__query=lacking, queuestatus__query=lacking))
    assert await book.listed() == ()
    assert await book.agents(SALES) == ()
    assert await book.load(SALES) == QueueLoad(SALES)
    assert (await book.rules(SALES)).agent_timeout_s is None
