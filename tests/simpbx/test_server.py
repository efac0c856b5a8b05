"""The server in an event loop."""

from __future__ import annotations

import aiohttp
import pytest

from ctiapp.simpbx import scenarios
from ctiapp.simpbx.options import OptionsError, PbxOptions
from ctiapp.simpbx.server import serve
from tests.simpbx.office import Client, event


async def test_options_are_checked_before_anything_listens() -> None:
    with pytest.raises(OptionsError):
        await serve(PbxOptions(kind="acme"))


async def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    async with await serve(PbxOptions()) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError, match="address already in use"):
            await serve(PbxOptions(port=port))


async def test_reception_rings_by_itself_once_somebody_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scenarios, "FIRST_CALL_S", 0.05)
    options = PbxOptions(scenario="reception")
    async with await serve(options) as pbx, aiohttp.ClientSession() as session:
        client = Client(pbx, session)
        await client.log_in()
        ws = await client.open(30011)
        _, message = await event(ws)
        assert message["members"][1]["extension"]["number"] == "2000"
        await client.close()
