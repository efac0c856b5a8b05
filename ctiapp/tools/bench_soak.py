"""``soak``: a working day of a busy office, with a link that is cut again and again.

Eight hours of the exchange's clock, about 200 events a second, the link cut every five minutes: the
clock runs as fast as the machine can. ``CTIAPP_SOAK_S`` ends it after so many real seconds.

Two processes. The one that measures plays the office: the simulated exchange, whose people call
each other and one's own extension, which talks, holds and is called twice at once. It writes
frames, and what befalls the link, down a pipe. The other is the application from the frame to what
a view would paint (`bench_stack`), without socket and window: its memory is looked at. After a cut
it does what the link's supervisor does: buffer, take the answer of ``call/query``, replace the
picture, play the buffer. Every simulated second in which the link is up, its picture is compared
with the exchange's truth, leg by leg: one that differs is a wrong picture, and there must be none.

What it does not try: the link's supervisor and the window, which the fault tests and ``growth`` do.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ctiapp.services.longlived import live_objects
from ctiapp.tools.bench_growth import WARM_UP, Look, result_of, slope
from ctiapp.tools.bench_process import memory_mb, running

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.legs import Leg
    from ctiapp.tools.bench import Effort
    from ctiapp.tools.bench_report import Result

DAY_S = 8 * 3600.0
"""How long a soak is, in seconds of the exchange."""
RATE = 200.0
"""Events a second."""
CUT_EVERY_S = 300.0
OFF_S = (1.0, 30.0)
"""How long the link is away."""
ASKED_S, ANSWERED_S = 0.1, 0.3
"""When the picture is asked for, and when the answer is there, after the stream is open again."""
LOOK_AGAIN_S = 60.0
"""How often the application looks at its calls while all is well."""
EXTENSIONS = 1000
LOOK_EVERY = 20_000
"""Events between two looks at the memory."""
HOLDS = 0.3
"""The share of one's own talks that are held once."""
BEGIN_OWN_S = (2.0, 8.0)
"""How long after the last one somebody calls one's own extension, or finds it busy."""
_TOKEN_S = 1500.0
_START_S = 1_760_000_000.0


class Office:
    """The exchange, its people, and the way to the application.

    Args:
        say: writes one line to the application.
        seed: fixes every random choice.
    """

    def __init__(self, say: Callable[..., None], *, seed: int = 1) -> None:
        from ctiapp.simpbx.bots import Bots, Plan
        from ctiapp.simpbx.exchange import Exchange
        from ctiapp.simpbx.p_series.facade import PSeries
        from ctiapp.simpbx.scenarios import Stage
        from ctiapp.simpbx.world import build
        from ctiapp.tools.bench_feed import ME

        self._say = say
        self._me = ME
        self._random = random.Random(f"soak-{seed}")
        self.exchange = Exchange(build(EXTENSIONS, seed=seed), now_s=_START_S, seed=seed)
        self._api = PSeries(self.exchange, seed=seed)
        self._bots = Bots(self.exchange, seed=seed, users=())
        self._bots.plan = Plan(
            answer=(1.0, 3.0), talk=(3.0, 10.0), patience=(20.0, 30.0), refuse_share=0.1
        )
        self._stage = Stage(self.exchange, self._bots, seed=seed)
        self._bots.start()
        self._up = True
        self._token = ("", float("-inf"))
        self._held: set[str] = set()
        self.events = self.lost = self.cuts = 0
        self.exchange.listen(self._on_fact)

    @property
    def at_s(self) -> float:
        """Seconds since the start, by the exchange's clock."""
        return self.exchange.now_s - _START_S

    def begin(self) -> None:
        """Let the day begin."""
        self._later(0.0, self._call)
        self._later(1.0, self._call_me)
        self._later(CUT_EVERY_S, self._cut)
        self._later(LOOK_AGAIN_S, self._look_again)

    def pass_s(self, seconds: float) -> None:
        """Let so much time pass, and tell what is true then."""
        self.exchange.advance(self.exchange.now_s + seconds)
        self._say("truth", self.at_s, truth(self.exchange.calls.values(), self._me))

    def _later(self, delay_s: float, act: Callable[[], None]) -> None:
        self.exchange.after(delay_s, act)

    def _on_fact(self, fact: Fact) -> None:
        for _, text in self._api.frames(fact):
            self.events += 1
            if self._up:
                self._say("frame", self.at_s, text)
            else:
                self.lost += 1

    def _call(self) -> None:
        self._stage.call_inside(self._stage.colleague())
        self._later(9.0 / RATE, self._call)

    def _call_me(self) -> None:
        if len(self.exchange.legs_of(self._me)) < 2:
            if self._random.random() < 0.5:
                self._stage.call_in(self._stage.any_caller(), self._me)
            else:
                self._stage.call_inside(self._me)
        for leg in self.exchange.legs_of(self._me):
            self._hold_once(leg)
        self._later(self._random.uniform(*BEGIN_OWN_S), self._call_me)

    def _hold_once(self, leg: Leg) -> None:
        from ctiapp.simpbx.facts import LegState

        if leg.state is LegState.UP and self._random.random() < HOLDS:
            self.exchange.hold(leg)
            self._later(2.0, lambda: self._take_back(leg))

    def _take_back(self, leg: Leg) -> None:
        from ctiapp.simpbx.facts import LegState

        if leg.alive and leg.state is LegState.HELD:
            self.exchange.unhold(leg)

    def _cut(self) -> None:
        self.cuts += 1
        self._up = False
        self._say("down", self.at_s)
        self._later(self._random.uniform(*OFF_S), self._open)
        self._later(CUT_EVERY_S, self._cut)

    def _open(self) -> None:
        self._up = True
        self._say("opening", self.at_s)
        self._later(ASKED_S, self._take_picture)

    def _take_picture(self) -> None:
        answer = self._query()
        self._later(ANSWERED_S - ASKED_S, lambda: self._say("picture", self.at_s, answer))

    def _look_again(self) -> None:
        if self._up:
            self._say("look", self.at_s, self._query())
        self._later(LOOK_AGAIN_S, self._look_again)

    def _query(self) -> object:
        from ctiapp.simpbx.p_series.facade import ApiRequest

        token, came_s = self._token
        if self.at_s - came_s > _TOKEN_S:
            book = self._api.tokens
            pair = book.log_in(book.client_id, book.client_secret, "192.0.2.1", self.exchange.now_s)
            token = pair.access
            self._token = token, self.at_s
        params = {"access_token": token, "number": self._me}
        return self._api.answer(ApiRequest("GET", "call/query", params, b"", "192.0.2.1"))


def truth(calls: Any, me: str) -> dict[str, dict[str, str]]:
    """Every call in which an extension has a living leg: channel -> state of each living leg."""
    found = {}
    for call in calls:
        living = [leg for leg in call.legs if leg.alive]
        if any(leg.extension == me for leg in living):
            found[call.id] = {leg.channel: leg.state.value for leg in living}
    return found


async def soak(effort: Effort) -> Result:
    """Eight simulated hours, or as long as it is told to."""
    return await measured(DAY_S, effort.soak_s)


async def measured(day_s: float, real_s: float, *, spoil: int = 0) -> Result:
    """Play so much of a day, for so many real seconds at most.

    Args:
        day_s: seconds of the exchange.
        real_s: real seconds.
        spoil: leave out each so-many-th frame on the way, to see that wrong pictures are seen.
    """
    memory_mb(os.getpid())  # says at once where nothing can be seen here
    looks: list[Look] = []
    async with running("-m", "ctiapp.tools.bench_soak", head={"spoil": spoil}) as child:
        lines: list[str] = []
        office = Office(lambda *line: lines.append(json.dumps(line)))
        office.begin()
        began_s = time.monotonic()
        looked = 0
        said: dict[str, Any] = {}
        last = False
        while not last:
            office.pass_s(1.0)
            last = office.at_s >= day_s or time.monotonic() - began_s >= real_s
            if last or office.events - looked >= LOOK_EVERY:
                looked = office.events
                lines.append(json.dumps(["end"]))
                await _send(child.feed, lines)
                said = await child.heard("look")
                looks.append(Look(said["calls"], memory_mb(child.pid), said["objects"]))
            elif len(lines) > 1000:
                await _send(child.feed, lines)
    return _judged(looks, office, said, time.monotonic() - began_s)


async def _send(feed: Callable[[str], Awaitable[None]], lines: list[str]) -> None:
    await feed("\n".join(lines))
    lines.clear()


def _judged(looks: list[Look], office: Office, said: dict[str, Any], real_s: float) -> Result:
    found = result_of(looks, office.events)
    # Memory over the time: of one's own calls there are few, and a page more is no leak of one.
    steady = looks[round(len(looks) * WARM_UP) :]
    mb_a_look = slope([(number, look.memory_mb) for number, look in enumerate(steady)])
    mb_a_day = mb_a_look * len(looks) * DAY_S / max(1.0, office.at_s)
    compared, wrong = said["compared"], said["wrong"]
    broken = found.broken
    if wrong:
        broken = f"{wrong} wrong pictures of {compared}, the first: {said['first']}"
    detail = {
        "simulated_s": round(office.at_s),
        "real_s": round(real_s),
        "events_a_second": round(office.events / max(1.0, office.at_s), 1),
        "lost_in_cuts": office.lost,
        "cuts": office.cuts,
        "pictures_compared": compared,
        "calls_in_pictures": said["seen"],
        "wrong_pictures": wrong,
    }
    return replace(
        found, value=max(0.0, mb_a_day), detail={**detail, **found.detail}, broken=broken
    )


# --- the process that is looked at ---------------------------------------------------------------


class Desk:
    """The application between frame and paint, and who compares its picture with the truth."""

    def __init__(self, spoil: int) -> None:
        from phonenumbers import PhoneMetadata

        from ctiapp.model.call import LegState
        from ctiapp.tools.bench_stack import Stack

        # Loaded country by country as callers come from there: that is no growth.
        PhoneMetadata.load_all()
        self._stack = Stack()
        self._spoil = spoil
        self._buffer: list[tuple[float, str]] | None = None
        self._live = True
        self._frames = 0
        self._calls: set[str] = set()
        self.calls = self.compared = self.wrong = self.seen = 0
        self.first = ""
        self._words = {
            "dialling": LegState.INITIATED,
            "ringing": LegState.ALERTING,
            "progress": LegState.ALERTING,
            "up": LegState.CONNECTED,
            "held": LegState.HELD,
        }

    def take(self, line: list[Any]) -> None:
        """Take one line of the office."""
        kind, at_s, *rest = line
        if kind == "frame":
            self._take_frame(at_s, rest[0])
        elif kind == "truth":
            self._compare(rest[0])
        elif kind in ("picture", "look"):
            self._take_picture(at_s, rest[0], whole=kind == "picture")
        elif kind == "down":
            self._live = False
            self._buffer = None
            self._link("DOWN", at_s)
        elif kind == "opening":
            self._buffer = []
            self._link("OPENING", at_s)
            self._link("SYNCING", at_s)

    def _take_frame(self, at_s: float, frame: str) -> None:
        self._frames += 1
        if self._spoil and self._frames % self._spoil == 0:
            return
        if self._buffer is not None:
            self._buffer.append((at_s, frame))
        else:
            self._stack.feed(at_s, frame)

    def _link(self, state: str, at_s: float) -> None:
        from ctiapp.model.events import LinkChanged, LinkState
        from ctiapp.tools.bench_stack import moment

        self._stack.store.apply(LinkChanged(LinkState[state]), moment(at_s))

    def _take_picture(self, at_s: float, answer: dict[str, object], *, whole: bool) -> None:
        from ctiapp.pbx.p_series import wire_calls, wire_rest
        from ctiapp.services.watch import GRACE_S
        from ctiapp.tools.bench_stack import moment

        if whole and self._buffer is None:
            return  # it was cut again before the answer came
        reports = wire_calls.call_reports(wire_rest.checked(answer), lambda _: None)
        if not whole:
            if self._live:
                now = moment(at_s)
                self._stack.store.replace(reports, now, asked_s=at_s, grace_s=GRACE_S)
            return
        self._stack.store.replace(reports, moment(at_s))
        buffered, self._buffer = self._buffer or [], None
        for came_s, frame in buffered:
            self._stack.feed(max(came_s, at_s), frame)
        self._live = True
        self._link("UP", at_s)

    def _compare(self, true: dict[str, dict[str, str]]) -> None:
        if not self._live:
            return
        self.compared += 1
        self.seen += len(true)
        due = {
            call_id: {channel: self._words[state] for channel, state in legs.items()}
            for call_id, legs in true.items()
        }
        shown = {
            str(call.call_id): {str(leg.leg_id): leg.state for leg in call.legs if leg.living}
            for call in self._stack.store.calls
            if call.end is None
        }
        self.calls += len(due.keys() - self._calls)
        self._calls = set(due)
        if shown != due:
            self.wrong += 1
            self.first = self.first or f"true {true}, shown {shown}"[:600]


def main() -> int:
    """Be the process that is looked at."""
    head = json.loads(sys.stdin.readline())
    desk = Desk(head["spoil"])
    for text in sys.stdin:
        line = json.loads(text)
        if line[0] != "end":
            desk.take(line)
            continue
        gc.collect()
        look = {
            "at": "look",
            "objects": live_objects(),
            "calls": desk.calls,
            "compared": desk.compared,
            "wrong": desk.wrong,
            "seen": desk.seen,
            "first": desk.first,
        }
        print(json.dumps(look), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
