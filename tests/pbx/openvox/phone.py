"""The calls of one extension at an OpenVox UC that answers from a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.number import Number
from ctiapp.pbx.openvox.calling import Calls
from ctiapp.pbx.openvox.clock import PbxClock
from ctiapp.pbx.openvox.directory import Directory
from tests.pbx.openvox.answering import Answering

if TYPE_CHECKING:
    from ctiapp.model.call import LegState
    from ctiapp.model.events import PbxEvent

ME = Number("305")


class Phone:
    """The calls of one extension at a PBX that answers from a table."""

    def __init__(self, status: str = "Registered", **answers: object) -> None:
        rows = {"extinfos": [{"extnumber": "305", "status": status}]}
        self.pbx = Answering(**{"extension__query": rows, **answers})  # type: ignore[arg-type]
        self.pbx.asker.remark = lambda words: None
        self.now_s = 100.0
        self.doubts = 0
        self.told: list[PbxEvent] = []
        self.calls = Calls(
            self.pbx.asker,
            Directory(self.pbx.asker),
            ME,
            PbxClock(lambda: pytest.fail("asked for the time")),
            lambda: self.now_s,
        )
        self.calls.on_doubt = self.on_doubt
        self.calls.on_event = self.told.append

    def on_doubt(self) -> None:
        self.doubts += 1

    def hear(self, action: str, call_id: str, **members: object) -> tuple[PbxEvent, ...]:
        return self.calls.heard(json.dumps({"action": action, "callid": call_id, **members}))

    def status(self, word: str) -> None:
        self.pbx.answers["extension/query"] = {"extinfos": [{"extnumber": "305", "status": word}]}

    async def look(self) -> list[dict[str, LegState]]:
        self.now_s += 10
        snapshot = await self.calls.snapshot()
        self.complete = snapshot.complete
        return [{leg.leg_id: leg.state for leg in one.legs} for one in snapshot.calls]
