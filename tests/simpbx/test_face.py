"""Every kind of PBX has a face that offers what the server and the control API need."""

from __future__ import annotations

import inspect

import pytest

from ctiapp.simpbx.face import Face
from ctiapp.simpbx.facts import KeyPressed
from ctiapp.simpbx.options import KINDS, PbxOptions
from ctiapp.simpbx.server import RunningPbx, serve


@pytest.mark.parametrize("kind", KINDS)
async def test_every_face_has_what_is_asked_of_one(kind: str) -> None:
    pbx = RunningPbx(PbxOptions(kind=kind))
    offered = [name for name in (*dir(Face), *Face.__annotations__) if not name.startswith("_")]
    assert [name for name in offered if not hasattr(pbx.face, name)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_method_takes_what_the_protocol_says(kind: str) -> None:
    face = RunningPbx(PbxOptions(kind=kind)).face
    for name, method in inspect.getmembers(Face, inspect.isfunction):
        if not name.startswith("_"):
            wanted = list(inspect.signature(method).parameters)[1:]
            assert list(inspect.signature(getattr(face, name)).parameters) == wanted, name


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_serves_calls_and_goes_down_and_up(kind: str) -> None:
    async with await serve(PbxOptions(kind=kind, extensions=3)) as pbx:
        assert pbx.description["kind"] == kind
        assert pbx.description["client_secret"]
        call_id = str(pbx.control.run("call", {"to": "2000", "from": "5503301"})["call_id"])
        pbx.control.run("pickup", {"extension": "2000"})
        snapshot = pbx.exchange.calls[call_id].snapshot()
        pbx.exchange.emit(KeyPressed(snapshot, "1", 0))
        pbx.control.run("hangup", {"extension": "2000"})
        assert pbx.control.run("restart", {})["calls"] == 0
        pbx.control.run("expire_tokens", {})
        pbx.control.run("unblock", {})
        state = pbx.control.run("state", {})
        assert (state["sockets"], state["live_tokens"]) == ([], 0)
