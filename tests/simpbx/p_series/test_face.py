"""The P-Series face is its API, its sockets and its site in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.p_series.face import PSeriesFace

if TYPE_CHECKING:
    from ctiapp.simpbx.server import RunningPbx
    from tests.simpbx.office import Client


async def test_it_shows_the_parts_that_it_is_made_of(pbx: RunningPbx) -> None:
    face = pbx.face
    assert isinstance(face, PSeriesFace)
    assert (pbx.api, pbx.hub, pbx.site) == (face.api, face.hub, face.site)
    assert face.client_secret == pbx.api.tokens.client_secret
    assert face.trouble is pbx.hub.way.trouble
    assert face.on_subscribed == pbx.site.on_subscribed


async def test_a_restart_ends_sockets_and_tokens(client: Client) -> None:
    ws = await client.open(30009)
    await client.control("restart")
    assert (await ws.receive()).data is None
    assert (await client.get("system/information"))["errcode"] == 10004


async def test_what_other_kinds_configure_it_does_not(client: Client) -> None:
    answer = await client.control("face", name="reachable", value=True)
    assert "see settings" in answer["error"]
    with pytest.raises(ControlError):
        client.pbx.face.configure("reachable", value=False)
