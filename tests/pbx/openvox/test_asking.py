"""What it means that a question is refused."""

from __future__ import annotations

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotPermitted, NotSupported
from ctiapp.pbx.openvox.asking import ROWS_AT_ONCE
from ctiapp.pbx.openvox.wire_rest import post, rows
from tests.pbx.openvox.answering import Answering

UNSUPPORTED = NotSupported("", code="10003")


async def test_a_firmware_that_lacks_something_loses_it_once() -> None:
    pbx = Answering(extension__unhold=UNSUPPORTED)
    lost: list[frozenset[Capability]] = []
    pbx.asker.on_lost = lambda: lost.append(pbx.asker.lost)
    for _ in range(2):
        with pytest.raises(NotSupported):
            await pbx.asker.command(post("extension/unhold"), repeatable=False)
    assert lost == [{Capability.RESUME}]
    pbx.asker.forget_refusals()
    assert pbx.asker.lost == set()


async def test_only_what_is_not_there_is_lost() -> None:
    pbx = Answering(
        extension__hold=NotSupported("", code="10002"),
        ivr__query=UNSUPPORTED,
        queue__query=NotPermitted("", code="10009"),
    )
    for endpoint, error in (
        ("extension/hold", NotSupported),
        ("ivr/query", NotSupported),
        ("queue/query", NotPermitted),
    ):
        with pytest.raises(error):
            await pbx.asker.query(post(endpoint))
    assert pbx.asker.lost == set()


async def test_a_refused_question_is_answered_with_nothing() -> None:
    pbx = Answering(queue__query=UNSUPPORTED, inbound__query=NoSuchTarget("", code="10007"))
    none: list[str] = []
    assert await pbx.asker.told("queues", post("queue/query"), lambda *_: ["x"], none) is none
    with pytest.raises(NoSuchTarget):
        await pbx.asker.told("calls", post("inbound/query"), lambda *_: ["x"], none)


async def test_a_long_answer_is_read_as_well() -> None:
    pbx = Answering(extension__query={"extinfos": [{}] * (ROWS_AT_ONCE + 1)})
    count = await pbx.asker.told(
        "extensions", post("extension/query"), lambda told, _: len(rows(told, "extinfos")), 0
    )
    assert count == ROWS_AT_ONCE + 1
