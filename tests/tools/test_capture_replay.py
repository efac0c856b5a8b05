"""A redacted capture replays to the picture that was there when it ended."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.control.picture import call_picture
from ctiapp.log import redact
from ctiapp.model.call import Phase
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.pbx.interface import Account
from ctiapp.simpbx.facts import LegState
from ctiapp.simpbx.p_series.directory import SERIAL_NUMBER
from ctiapp.tools.bench_soak import Office
from ctiapp.tools.bench_stack import Stack, moment
from ctiapp.tools.capture import Recorder
from ctiapp.tools.replay import Recording, ReplayPbx

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.model.call import Call, Moment
    from ctiapp.services.session import Session

SECONDS = 60
COLLEAGUES = [str(number) for number in range(2001, 2050)]
PATIENCE = 600
"""After so many half seconds something must have come about."""
_sleep = asyncio.sleep


class Live:
    """The application while a busy office works, and the stream that a recorder hears."""

    def __init__(self) -> None:
        self.stack = Stack()
        self._frames: Observers[tuple[str, float]] = Observers()
        me = SimpleNamespace(number=Number("2000"), name="Kristin Hale")
        self.status: Any = SimpleNamespace(me=me, pbx=SimpleNamespace(kind="p-series"))
        self.began_s: float | None = None
        self.now_s = 0.0

    def picture(self) -> tuple[tuple[Call, ...], Moment]:
        return self.stack.store.calls, moment(self.now_s)

    def subscribe_looks(self, listener: Any) -> Any:
        return Observers[None]().subscribe(listener)

    def subscribe_frames(self, listener: Any) -> Any:
        return self._frames.subscribe(listener)

    def say(self, kind: str, at_s: float, *rest: Any) -> None:
        """What the office tells."""
        if kind != "frame":
            return
        if self.began_s is None:
            self.began_s = at_s
        self.now_s = round(at_s - self.began_s, 4)
        self._frames.tell((rest[0], self.now_s))
        self.stack.feed(self.now_s, rest[0])


def pictures(stack: Stack, began_s: float = 0.0) -> list[dict[str, object]]:
    """The calls as ``ctl status`` has them; times to the tenth of a second since then."""
    began = moment(began_s).at.timestamp()
    found = []
    for card in stack.desk.all_cards:
        picture = dict(call_picture(card))
        since = picture.get("since")
        if isinstance(since, str):
            picture["since"] = round(datetime.fromisoformat(since).timestamp() - began, 1)
        found.append(picture)
    return found


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_picture_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Call by call, member by member; the secret is nowhere in the file."""
    forget = redact(SERIAL_NUMBER)
    live = Live()
    recorder = Recorder(cast("Session", live))
    path = tmp_path / "film"
    recorder.start(path)
    office = Office(live.say, seed=seed)
    office.begin()
    seen = 0
    while seen < SECONDS or not [call for call in live.stack.store.calls if call.end is None]:
        office.pass_s(1.0)
        seen += 1
    assert recorder.stop() == office.events
    forget()
    text = path.read_text(encoding="utf-8")
    assert SERIAL_NUMBER not in text
    pbx = _opened(path, monkeypatch)
    again = await _replayed(pbx, _times(path))
    assert pictures(again)
    assert pictures(again) == pictures(live.stack)
    # Who looks at the PBX of a recording finds there what its frames told.
    living = {call.call_id for call in live.stack.store.calls if call.end is None}
    assert living <= {report.call_id for report in (await pbx.snapshot()).calls}


def consult(live: Live, office: Office) -> None:
    """Talk to somebody, and ask a colleague meanwhile; the first one is held."""
    for _ in range(PATIENCE):
        office.pass_s(0.5)
        exchange = office.exchange
        own = exchange.legs_of("2000")
        consulting = any(call.consult_of is not None for call in live.stack.store.calls)
        if not consulting and len(own) == 1 and own[0].state is LegState.UP:
            free = (n for n in COLLEAGUES if exchange.state_of(n) == "idle")
            exchange.consults.begin(own[0], next(free))
        phases = {call.phase for call in live.stack.store.calls}
        if consulting and Phase.HELD in phases:
            return
    pytest.fail("nobody was consulted")


@pytest.mark.parametrize("seed", [1, 3])
async def test_a_recording_that_begins_in_the_middle_of_it_plays_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Somebody is held, another consulted: no frame that follows tells who, or since when."""
    live = Live()
    recorder = Recorder(cast("Session", live))
    path = tmp_path / "film"
    office = Office(live.say, seed=seed)
    office.begin()
    consult(live, office)
    began_s = live.now_s
    at_once = pictures(live.stack, began_s)
    recorder.start(path)
    recorder.stop()
    again = await _replayed(_opened(path, monkeypatch), _times(path))
    assert pictures(again) == at_once

    path.unlink()
    recorder.start(path)
    for _ in range(SECONDS):
        office.pass_s(1.0)
    recorder.stop()
    again = await _replayed(_opened(path, monkeypatch), _times(path))
    assert pictures(again) == pictures(live.stack, began_s)


def _times(path: Path) -> list[float]:
    """When each line is to be played."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [json.loads(line)["t"] for line in lines]


def _opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> ReplayPbx:
    """The recording as a PBX that does not let one wait."""
    monkeypatch.setattr(asyncio, "sleep", lambda _: _sleep(0))
    recording = Recording.open(path)
    account = Account(recording.kind, "replay.invalid", "replay", Number(recording.extension))
    return ReplayPbx(account, recording, 1.0)


async def _replayed(pbx: ReplayPbx, times: list[float]) -> Stack:
    """The application fed by the recording, each frame at the time that stands beside it."""
    stack = Stack()
    async with pbx.stream() as stream:
        frames = stream.frames()
        for at_s in times:
            frame, _ = await anext(frames)
            for event in pbx.parse(frame):
                stack.store.apply(event, moment(at_s))
            stack.tick(at_s)
        await frames.aclose()
    return stack
