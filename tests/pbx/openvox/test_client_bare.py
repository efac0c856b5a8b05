"""The whole client at a PBX that says no in a way that no page describes, over real sockets."""

from __future__ import annotations

import pytest

from ctiapp.model import commands
from ctiapp.model.commands import Capability
from ctiapp.model.errors import NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from tests.pbx.openvox.bare import PAGE, SECRET, bare_client

ME = Number("305")


async def test_a_command_that_is_not_there_is_lost_and_the_pbx_spoken_to_as_before() -> None:
    async with bare_client() as (bare, client):
        await client.sign_in(Credentials(SECRET))
        bare.answers["extension/dial_extension"] = PAGE
        with pytest.raises(NotSupported):
            await client.execute(commands.Dial(ME, Number("306")))
        assert client.withdrawn == {Capability.DIAL}
        await client.lines()
        assert bare.asked[-2:] == [
            ("extension/dial_extension", "json"),
            ("extension/query", "json"),
        ]
