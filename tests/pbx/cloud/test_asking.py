"""What it means that a Cloud PBX refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_calls, wire_queues, wire_rest
from ctiapp.pbx.cloud.asking import Asker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.errors import PbxError
    from ctiapp.pbx.request import Request

HANG_UP = wire_calls.on_extension("hangup", "1000")


def refusing(error: PbxError) -> Asker:
    async def query(request: Request) -> Mapping[str, object]:
        raise error

    async def command(request: Request, *, repeatable: bool) -> Mapping[str, object]:
        raise error

    return Asker(query, command, pytest.fail)


def refused(errno: str) -> PbxError:
    with pytest.raises(NotSupported) as caught:
        wire_rest.checked({"status": "Failed", "errno": errno})
    return caught.value


async def test_an_endpoint_that_there_is_not_withdraws_all_that_needs_it_once() -> None:
    asker = refusing(refused("10003"))
    told: list[frozenset[Capability]] = []
    asker.on_lost = lambda: told.append(asker.lost)
    for _ in range(2):
        with pytest.raises(NotSupported):
            await asker.query(wire_queues.QUEUES)
        with pytest.raises(NotSupported):
            await asker.command(HANG_UP, repeatable=True)

    queues, calls = {Capability.QUEUES}, {Capability.HANG_UP, Capability.REJECT}
    assert told == [queues, queues | calls]
    asker.forget_refusals()
    assert not asker.lost


async def test_what_everything_needs_withdraws_nothing() -> None:
    asker = refusing(refused("10003"))
    with pytest.raises(NotSupported):
        await asker.query(wire_rest.extension_query((Number("1000"),)))

    assert not asker.lost


@pytest.mark.parametrize("error", [NoSuchTarget("", code=10007), refused("10002")])
async def test_what_is_merely_gone_withdraws_nothing(error: PbxError) -> None:
    asker = refusing(error)
    with pytest.raises(type(error)):
        await asker.query(wire_queues.QUEUES)
    with pytest.raises(type(error)):
        await asker.command(HANG_UP, repeatable=False)

    assert not asker.lost
