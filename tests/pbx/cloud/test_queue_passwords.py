"""A queue of a Cloud PBX whose password the PBX does not tell, over sockets."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import LogAgent, LogAgents
from ctiapp.model.errors import QueuePasswordWanted, QueuePasswordWrong
from tests.pbx.cloud.test_queues import MINE, a_queue

if TYPE_CHECKING:
    from tests.pbx.cloud.desk import Desk


async def test_a_queue_whose_password_is_not_told_wants_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = await desk.signed_in()
    queue = (await a_queue(client)).queue_id
    desk.control("queue", queue=queue, password="QueueWord", password_told=False)
    await client.execute(LogAgent(MINE, (queue,), on=True))  # it may be left out here (l. 2372)
    with pytest.raises(QueuePasswordWanted) as wanted:
        await client.execute(LogAgent(MINE, (queue,), on=False))
    assert (wanted.value.queue_id, wanted.value.code) == (queue, "10004")
    with pytest.raises(QueuePasswordWrong):
        await client.execute(LogAgent(MINE, (queue,), on=False, passwords={queue: "Typo"}))
    for command in (
        LogAgent(MINE, (queue,), on=False, passwords={queue: "QueueWord"}),
        LogAgents(queue, (MINE,), on=True, passwords={queue: "QueueWord"}),
    ):
        assert (await client.execute(command)).took_password == {queue}
    desk.control("queue", queue=queue, password_told=True)
    last = LogAgent(MINE, (queue,), on=False, passwords={queue: "Typo"})
    assert (await client.execute(last)).took_password == frozenset(), "the PBX told the right one"
    assert "QueueWord" not in caplog.text
