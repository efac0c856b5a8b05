"""What it means that a Cloud PBX refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.pbx.cloud.asking import Asker
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED = Request("POST", "x")


def refusing(error: Exception) -> Asker:
    async def query(request: Request) -> Mapping[str, object]:
        raise error

    async def command(request: Request, *, repeatable: bool) -> Mapping[str, object]:
        raise error

    return Asker(query, command, pytest.fail)


async def test_an_endpoint_that_there_is_not_withdraws_what_needs_it_once() -> None:
    asker = refusing(NotSupported("", code=10003))
    told: list[frozenset[Capability]] = []
    asker.on_lost = lambda: told.append(asker.lost)
    for _ in range(2):
        with pytest.raises(NotSupported):
            await asker.ask(ASKED, Capability.QUEUES)
        with pytest.raises(NotSupported):
            await asker.do(ASKED, Capability.HOLD, repeatable=True)

    assert told == [{Capability.QUEUES}, {Capability.QUEUES, Capability.HOLD}]
    asker.forget_refusals()
    assert not asker.lost


async def test_what_is_merely_gone_withdraws_nothing() -> None:
    asker = refusing(NoSuchTarget("", code=10007))
    for asking in (
        asker.ask(ASKED, Capability.QUEUES),
        asker.do(ASKED, Capability.HOLD, repeatable=False),
    ):
        with pytest.raises(NoSuchTarget):
            await asking

    assert not asker.lost
