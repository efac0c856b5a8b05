"""Agents who come, go and rest; and who is remembered to have worked in a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentKind, QueueLoad
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgent, PauseAgents
from ctiapp.model.errors import (
    NotPermitted,
    NotSupported,
    QueuePasswordWanted,
    QueuePasswordWrong,
)
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.k2.queues import Queues
from tests.pbx.k2.answering import Answering
from tests.pbx.k2.frames import answer

if TYPE_CHECKING:
    from ctiapp.pbx.request import Request

QUEUE, OTHER = QueueId("6401"), QueueId("6402")
ADA = ExtensionId("305")
BODY = {"queuenumber": "6401", "extnumber": "305"}


def made(**answers: object) -> tuple[Answering, Queues]:
    pbx = Answering(queue__query=answer("queue-query"), **answers)  # type: ignore[arg-type]
    return pbx, Queues(pbx.asker, Number("309"), names)


async def names() -> dict[Number, str]:
    return {Number("307"): "Room 307"}


async def test_each_agent_in_each_queue_is_one_request() -> None:
    pbx, queues = made()
    await queues.do(LogAgent(ADA, (QUEUE, OTHER), on=True))
    await queues.do(LogAgents(QUEUE, (ADA, ExtensionId("306")), on=False))
    await queues.do(PauseAgent(ADA, (QUEUE,), on=True, reason="*01"))
    await queues.do(PauseAgents(QUEUE, (ADA,), on=False))
    assert pbx.told == [
        ("queue/add_dynamicagent", BODY),
        ("queue/add_dynamicagent", {**BODY, "queuenumber": "6402"}),
        ("queue/delete_dynamicagent", BODY),
        ("queue/delete_dynamicagent", {**BODY, "extnumber": "306"}),
        ("queue/pause_agent", BODY),
        ("queue/unpause_agent", BODY),
    ]


async def test_one_who_begins_with_a_pause() -> None:
    pbx, queues = made()
    await queues.do(LogAgent(ADA, (QUEUE,), on=True, paused=True))
    assert [endpoint for endpoint, _ in pbx.told] == ["queue/add_dynamicagent", "queue/pause_agent"]


async def test_logging_out_by_the_older_name_where_the_newer_is_not_there() -> None:
    pbx, queues = made(queue__delete_dynamicagent=NotSupported("", code="10003"))
    await queues.do(LogAgent(ADA, (QUEUE,), on=False))
    assert pbx.told[-1] == ("queue/del_dynamicagent", BODY)


async def test_a_refusal_ends_it() -> None:
    pbx, queues = made(queue__add_dynamicagent=NotPermitted("", code="10009"))
    with pytest.raises(NotPermitted):
        await queues.do(LogAgent(ADA, (QUEUE, OTHER), on=True))
    assert len(pbx.told) == 1
    with pytest.raises(ValueError, match="name each"):
        await queues.do(LogAgent(ADA, (), on=True))


async def test_a_queue_that_wants_its_password_gets_it_once() -> None:
    def add(request: Request) -> dict[str, object]:
        if (request.body or {}).get("password") != "QueueWord":
            raise NotPermitted("", code="10032")
        return {"status": "Success"}

    pbx, queues = made(queue__add_dynamicagent=add)
    await queues.do(LogAgent(ADA, (QUEUE,), on=True))
    assert [body.get("password") for _, body in pbx.told] == [None, "QueueWord"]
    with pytest.raises(QueuePasswordWanted):  # one whose password is not told
        await queues.do(LogAgent(ADA, (OTHER,), on=True))
    assert len(pbx.told) == 3


@pytest.mark.parametrize(("on", "endpoint"), [(True, "add"), (False, "delete")])
async def test_a_password_that_is_not_told_is_the_one_that_came_along(
    on: bool, endpoint: str
) -> None:
    def door(request: Request) -> dict[str, object]:
        if (request.body or {}).get("password") != "Typed":
            raise NotPermitted("", code="10032")
        return {"status": "Success"}

    pbx, queues = made(**{f"queue__{endpoint}_dynamicagent": door})
    took = await queues.do(LogAgent(ADA, (OTHER,), on=on, passwords={OTHER: "Typed"}))
    assert took == {OTHER}
    assert [body.get("password") for _, body in pbx.told] == [None, "Typed"]
    with pytest.raises(QueuePasswordWrong):
        await queues.do(LogAgent(ADA, (OTHER,), on=on, passwords={OTHER: "Typo"}))
    with pytest.raises(QueuePasswordWrong):  # neither the one that is told
        await queues.do(LogAgent(ADA, (QUEUE,), on=on, passwords={QUEUE: "Typo"}))
    assert [body.get("password") for _, body in pbx.told[-2:]] == ["QueueWord", "Typo"]


async def test_who_logged_out_may_log_in_again() -> None:
    _, queues = made(queue__query_status=answer("queue-query_status"))
    await queues.do(LogAgent(ExtensionId("308"), (QUEUE,), on=False))
    (queue,) = await queues.listed()
    assert [one.number.text for one in queue.dynamic] == ["307", "308", "309"]
    assert queue.kind_of(Number("308")) is AgentKind.DYNAMIC
    statuses = {one.number.text: one for one in await queues.agents(QUEUE)}
    assert statuses["308"].logged_in is False
    assert statuses["307"].name == "Room 307"
    assert set(statuses) == {"305", "307", "308", "309"}


async def test_what_a_pbx_refuses_to_tell_is_nothing() -> None:
    refused = NotSupported("", code="10003")
    pbx = Answering(queue__query=refused, queue__query_status=refused)
    queues = Queues(pbx.asker, Number("309"), names)
    assert await queues.listed() == ()
    assert (await queues.rules(QUEUE)).agent_timeout_s is None
    assert await queues.agents(QUEUE) == ()
    assert await queues.load(QUEUE) == QueueLoad(QUEUE)


async def test_who_waits() -> None:
    _, queues = made(queue__query_status=answer("queue-query_status"))
    assert [one.duration_s for one in (await queues.load(QUEUE)).waiting] == [12]
    assert (await queues.rules(QUEUE)).wrap_up_s == 30
