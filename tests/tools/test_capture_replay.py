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
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.pbx.interface import Account
from ctiapp.simpbx.p_series.directory import SERIAL_NUMBER
from ctiapp.tools.bench_soak import Office
from ctiapp.tools.bench_stack import Stack, moment
from ctiapp.tools.capture import Recorder
from ctiapp.tools.replay import Recording, ReplayPbx

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.services.session import Session

SECONDS = 60


class Live:
    """The application while a busy office works, and the stream that a recorder hears."""

    def __init__(self) -> None:
        self.stack = Stack()
        self._frames: Observers[tuple[str, float]] = Observers()
        me = SimpleNamespace(number=Number("2000"), name="Kristin Hale")
        self.status: Any = SimpleNamespace(me=me, pbx=SimpleNamespace(kind="p-series"))
        self.began_s: float | None = None

    def subscribe_frames(self, listener: Any) -> Any:
        return self._frames.subscribe(listener)

    def say(self, kind: str, at_s: float, *rest: Any) -> None:
        """What the office tells."""
        if kind != "frame":
            return
        if self.began_s is None:
            self.began_s = at_s
        self._frames.tell((rest[0], at_s))
        self.stack.feed(round(at_s - self.began_s, 4), rest[0])


def pictures(stack: Stack) -> list[dict[str, object]]:
    """The calls as ``ctl status`` has them; times to the tenth of a second."""
    found = []
    for card in stack.desk.all_cards:
        picture = dict(call_picture(card))
        since = picture.get("since")
        if isinstance(since, str):
            picture["since"] = round(datetime.fromisoformat(since).timestamp(), 1)
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
    times = [json.loads(line)["t"] for line in text.splitlines()[1:]]

    real = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda _: real(0))
    recording = Recording.open(path)
    account = Account(recording.kind, "replay.invalid", "replay", Number(recording.extension))
    pbx = ReplayPbx(account, recording, 1.0)
    again = await _replayed(pbx, times)
    assert pictures(again)
    assert pictures(again) == pictures(live.stack)
    # Who looks at the PBX of a recording finds there what its frames told.
    living = {call.call_id for call in live.stack.store.calls if call.end is None}
    assert living <= {report.call_id for report in (await pbx.snapshot()).calls}


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
