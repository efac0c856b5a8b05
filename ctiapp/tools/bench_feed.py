"""Frames of a busy office, made by the simulated exchange under a clock that runs free.

A `Batch` is a stretch of the day in which every call that began has ended, so that it can be fed
again and again, each time with other call ids: a million events cost the memory of a few thousand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx.bots import Bots, Plan
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CallEnded
from ctiapp.simpbx.options import USER_EXTENSION
from ctiapp.simpbx.p_series.facade import PSeries
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctiapp.simpbx.facts import Fact

ME = USER_EXTENSION
"""Whose calls are one's own; here the bots lift and put down this handset, too."""

_START_S = 1_760_000_000.0
_SLOWEST_S = 120.0
_CALL_ID = re.compile(r'call_id\\": \\"([0-9.]+)\\"')


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, cut where its call id stands.

    Attributes:
        at_s: seconds from the start of the batch.
        parts: the text between the places of the call id; one part where there is none.
        call_id: what stood there.
    """

    at_s: float
    parts: tuple[str, ...]
    call_id: str

    def text(self, cycle: int) -> str:
        """The frame of the call of this cycle."""
        return f"{self.call_id}.{cycle}".join(self.parts)


@dataclass(frozen=True, slots=True)
class Batch:
    """Frames of calls that all begin and end in it.

    Attributes:
        frames: in their order.
        calls: how many calls they tell of.
        own_calls: how many of them are one's own.
        length_s: seconds from the first frame to the last.
    """

    frames: tuple[Frame, ...]
    calls: int
    own_calls: int
    length_s: float

    def cycles(self) -> Iterator[tuple[float, str]]:
        """The batch again and again, without end: seconds since the start, and the frame."""
        cycle = 0
        while True:
            start_s = cycle * self.length_s
            for frame in self.frames:
                yield start_s + frame.at_s, frame.text(cycle)
            cycle += 1


def make_batch(
    events: int, *, extensions: int = 200, own_every: int = 3, rate: float = 20.0, seed: int = 1
) -> Batch:
    """Let the simulated exchange work until it has told so many events, and its calls are over.

    Args:
        events: at least so many.
        extensions: how many people there are.
        own_every: each so-many-th call is for oneself.
        rate: events a second.
        seed: fixes every random choice.
    """
    exchange = Exchange(build(extensions, seed=seed), now_s=_START_S, seed=seed)
    api = PSeries(exchange, seed=seed)
    bots = Bots(exchange, seed=seed, users=())
    bots.plan = Plan(answer=(0.1, 0.2), talk=(0.2, 0.5), patience=(20.0, 30.0))
    stage = Stage(exchange, bots, seed=seed)
    bots.start()
    told: list[tuple[float, str]] = []
    ended = 0

    def on_fact(fact: Fact) -> None:
        nonlocal ended
        ended += isinstance(fact, CallEnded)
        told.extend((exchange.now_s - _START_S, text) for _, text in api.frames(fact))

    exchange.listen(on_fact)
    begun = 0
    while len(told) < events:
        begun += 1
        if begun % own_every == 0 and exchange.state_of(ME) == "idle":
            if begun % 2:
                stage.call_in(stage.any_caller(), ME)
            else:
                stage.call_inside(ME)
        else:
            stage.call_inside(stage.colleague())
        exchange.advance(exchange.now_s + 9.0 / rate)
    exchange.advance(exchange.now_s + _SLOWEST_S)
    frames = tuple(_cut(at_s, text) for at_s, text in told)
    own = {frame.call_id for frame in frames if f'\\"number\\": \\"{ME}\\"' in "".join(frame.parts)}
    return Batch(frames, ended, len(own - {""}), told[-1][0] + 1.0)


def _cut(at_s: float, text: str) -> Frame:
    found = _CALL_ID.search(text)
    if found is None:
        return Frame(at_s, (text,), "")
    return Frame(at_s, tuple(text.split(found[1])), found[1])


def decode(frame: str) -> object:
    """Decode a frame and do nothing with it: the plain loop that the store is compared with."""
    envelope = json.loads(frame)
    message = envelope.get("msg")
    return json.loads(message) if isinstance(message, str) else message
