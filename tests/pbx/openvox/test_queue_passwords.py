"""A queue of an OpenVox UC whose password the PBX does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import LogAgent
from ctiapp.model.errors import (
    CommandError,
    NotPermitted,
    QueuePasswordWanted,
    QueuePasswordWrong,
)
from ctiapp.model.ids import ExtensionId
from tests.pbx.openvox.answering import Answering
from tests.pbx.openvox.test_queues import SALES, queues

if TYPE_CHECKING:
    from ctiapp.pbx.request import Request


async def test_where_none_is_told_the_one_that_came_along_is_sent() -> None:
    def out(request: Request) -> dict[str, object]:
        word = (request.body or {}).get("password")
        if word != "Typed":
            raise NotPermitted("", code="10032") if word else CommandError("", code="10004")
        return {"status": "Success"}

    silent = {"queues": [{"queuenumber": "6401", "password": ""}]}
    pbx = Answering(queue__query=silent, queue__del_dynamicagent=out)
    me = ExtensionId("300")
    with pytest.raises(QueuePasswordWanted):
        await queues(pbx).do(LogAgent(me, (SALES,), on=False))
    with pytest.raises(QueuePasswordWrong):
        await queues(pbx).do(LogAgent(me, (SALES,), on=False, passwords={SALES: "Typo"}))
    command = LogAgent(me, (SALES,), on=False, passwords={SALES: "Typed"})
    assert await queues(pbx).do(command) == {SALES}
    assert [body["password"] for _, body in pbx.told] == ["", "Typo", "Typed"]
