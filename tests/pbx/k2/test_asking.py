"""What it means that a question is refused."""

from __future__ import annotations

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.pbx.k2.wire_rest import post
from tests.pbx.k2.answering import Answering

UNSUPPORTED = NotSupported("", code="10003")


async def test_a_firmware_that_lacks_something_loses_it_once() -> None:
    pbx = Answering(call__callpark=UNSUPPORTED)
    lost: list[frozenset[Capability]] = []
    pbx.asker.on_lost = lambda: lost.append(pbx.asker.lost)
    for _ in range(2):
        with pytest.raises(NotSupported):
            await pbx.asker.command(post("call/callpark"), repeatable=False)
    assert lost == [{Capability.PARK}]
    pbx.asker.forget_refusals()
    assert pbx.asker.lost == set()


async def test_only_what_is_not_there_is_lost() -> None:
    pbx = Answering(
        call__hold=NotSupported("", code="10002"),
        deviceinfo__query=UNSUPPORTED,
        queue__query=NotPermitted("", code="10009"),
    )
    for endpoint, error in (
        ("call/hold", NotSupported),
        ("deviceinfo/query", NotSupported),
        ("queue/query", NotPermitted),
    ):
        with pytest.raises(error):
            await pbx.asker.query(post(endpoint))
    assert pbx.asker.lost == set()
