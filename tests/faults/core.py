"""A working day in no time: exchange, faulty way, link, session and store, without a socket.

Everything is the product's own but the sockets: the exchange's frames and answers come by a way
that loses, repeats, delays, re-orders and breaks them, on a loop whose clock jumps to whatever is
waited for. One seed decides it all, so that a failing one plays again exactly as it was.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import pickle
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Call, EndReason, LegState, Moment, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.errors import CannotConnect, LinkLost, LinkTimeout
from ctiapp.model.events import LinkState
from ctiapp.pbx.link import Link
from ctiapp.pbx.p_series import wire_rest
from ctiapp.pbx.p_series.client import PSeries as Client
from ctiapp.services.calls import Calls
from ctiapp.services.connection import Connection, SignInRequest
from ctiapp.services.notices import Notices
from ctiapp.services.parking import Parking
from ctiapp.services.preferences import Preferences
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.services.session import Session
from ctiapp.services.sweep import Sweep
from ctiapp.settings import Settings
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.p_series.errors import ApiError
from ctiapp.simpbx.p_series.facade import ApiRequest, PSeries
from ctiapp.simpbx.world import build
from ctiapp.state.changes import CallChanged, PictureDoubtful
from ctiapp.state.selectors import actions
from ctiapp.state.store import Store
from tests.faults.people import ME, Operator, People
from tests.faults.truth import differences, truths
from tests.services.fakes import FakeSecrets, Keeper

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Mapping

    from ctiapp.pbx.interface import Account, Credentials, LinkObserver, Pbx, SignedIn, TokenPair
    from ctiapp.simpbx.directory import Directory
    from ctiapp.simpbx.facts import Fact
    from ctiapp.state.changes import Change

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
START_S = START.timestamp()
INSTANT_S = 0.01
"""In so much time everything that can run has run."""
NO_ANSWER_S = 4.0
"""How long the client waits for an answer (`ctiapp.pbx.rest.Timing.read_s`)."""
NOTICED_S = 9.0
"""When a silent stream is noticed at the latest (`ctiapp.pbx.stream.Pulse`)."""
QUIET_S = 3.5
"""After so long a quiet no look is held back any more by what was told shortly before it."""
NATURAL_S = 64.0
"""In so much time a look is taken by itself."""
DOUBT_S = 6.0
"""In so much time a picture in doubt is mended: a look, and one more after the grace."""
FORGOTTEN_S = 130.0
"""In so much time everything that is over has left the screen."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop without waiting: where nothing can run, its clock jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self._now_s = 1000.0

    def time(self) -> float:
        return self._now_s

    def _run_once(self) -> None:
        inner: Any = self
        timers = inner._scheduled
        while timers and timers[0].cancelled():  # as the loop itself does, a moment later
            inner._timer_cancelled_count -= 1
            heapq.heappop(timers)._scheduled = False
        if not inner._ready and timers:
            self._now_s = max(self._now_s, timers[0].when())
        super()._run_once()  # type: ignore[misc]


@dataclass(slots=True)
class Weather:
    """What befalls frames and requests on their way.

    Attributes:
        loss, repeat: how likely a frame is lost, or comes twice.
        late_s: how late a frame may come; each for itself, so that they overtake each other.
        latency_s: how long everything takes, in its order.
        no_request, no_answer: how likely a request, or its answer, is lost.
        dark: nothing comes or goes, and no connection is seen to break.
        deaf: the stream is dead, and does not know.
        shut: nobody can connect.
        lag_s: how late ``call/query`` knows of a new call.
    """

    loss: float = 0.0
    repeat: float = 0.0
    late_s: float = 0.0
    latency_s: float = 0.0
    no_request: float = 0.0
    no_answer: float = 0.0
    dark: bool = False
    deaf: bool = False
    shut: bool = False
    lag_s: float = 0.0


FAULTS: dict[str, Weather] = {
    "loss": Weather(loss=0.3),
    "repeats": Weather(repeat=0.5, late_s=0.5),
    "re-ordering": Weather(late_s=1.5),
    "latency": Weather(latency_s=2.0),
    "lost answers": Weather(no_answer=0.5),
    "lost requests": Weather(no_request=0.5),
    "late queries": Weather(lag_s=2.0),
    "black hole": Weather(dark=True),
    "half-open": Weather(deaf=True),
    "cut": Weather(shut=True),
    "restart": Weather(shut=True),
    "tokens": Weather(),
    "all at once": Weather(
        loss=0.2, repeat=0.2, late_s=1.0, latency_s=0.3, no_request=0.1, no_answer=0.1, lag_s=1.0
    ),
}
"""The troubles by their names."""


class Stream:
    """An event stream as the client reads it."""

    def __init__(self, office: Office, deaf: bool = False) -> None:
        self._office = office
        self._queue: asyncio.Queue[str | Exception] = asyncio.Queue()
        self.deaf = deaf
        self.last_s = 0.0

    def put(self, what: str | Exception) -> None:
        self._queue.put_nowait(what)

    def probe(self) -> None:
        """The network may have changed: here it has not."""

    def hurry(self, for_s: float) -> None:
        """Somebody waits for an event: here nothing comes sooner by it."""

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        while True:
            what = await self._queue.get()
            if isinstance(what, Exception):
                raise what
            yield what, asyncio.get_running_loop().time()


class Line(Client):
    """The product's client, with the office in place of its sockets."""

    def __init__(self, account: Account, office: Office) -> None:
        super().__init__(account, now=office.utc, clock=office.loop.time, rng=Random(office.seed))
        self._office = office

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        self._talk._rest = _OfficeRest(self._office)  # type: ignore[assignment]
        self._talk.settled = True
        return await super().sign_in(credentials)

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[Stream]:
        async with AsyncExitStack() as stack:
            yield await self._talk.authorised(lambda pair: self._opened(stack, pair))

    async def _opened(self, stack: AsyncExitStack, pair: TokenPair) -> Stream:
        stream = await self._office.open(pair.access)
        stack.callback(self._office.close, stream)
        self._streamed = pair.access
        return stream


class _OfficeRest:
    """The office, where the product has its HTTP."""

    origin = SimpleNamespace(url="http://pbx")

    def __init__(self, office: Office) -> None:
        self._office = office

    async def ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int],
        body: Mapping[str, object] | bytes | None = None,
        total_s: float | None = None,
        read: Callable[[bytes], object] | None = None,
        json_type: str = "",
    ) -> dict[str, object]:
        del total_s, read, json_type
        query = {key: str(value) for key, value in params.items()}
        if isinstance(body, bytes):
            content = body
        else:
            content = b"" if body is None else json.dumps(dict(body)).encode()
        endpoint = path.removeprefix(f"{wire_rest.API_PATH}/")
        return await self._office.ask(ApiRequest(method, endpoint, query, content, "192.0.2.1"))

    async def aclose(self) -> None:
        """Nothing is open."""


class Still:
    """Stands for a service that has no part in the picture of calls."""

    def attach(self, *_: object) -> None:
        """Nothing follows."""

    def detach(self) -> None:
        """Nothing was begun."""

    def on_event(self, _: object) -> None:
        """Nothing follows."""


@cache
def _world() -> bytes:
    return pickle.dumps(build(12, seed=1))


def directory() -> Directory:
    """The company, as it is in the morning."""
    made: Directory = pickle.loads(_world())  # noqa: S301 - our own, of a moment ago
    return made


class Office:
    """The exchange at one end, the application at the other, and the way between them.

    Attributes:
        weather: what befalls everything on the way.
        wrong: what no picture may ever show, and did.
        shared: the channels that have stood in two calls: whose sound a mute or a recording of
            theirs was is not told.
        doubted: when the application last said of a call that it must look.
    """

    def __init__(self, seed: int, loop: asyncio.AbstractEventLoop) -> None:
        self.seed = seed
        self.loop = loop
        self.began_s = loop.time()
        self.rng = Random(f"office-{seed}")
        self._way = Random(f"way-{seed}")
        self.weather = Weather()
        self._steps: list[tuple[float, str | Fact | Call]] = []
        self.wrong: list[str] = []
        self.streams: list[Stream] = []
        self._alarm: asyncio.TimerHandle | None = None
        self._light = asyncio.Event()
        self._light.set()
        self._dead: set[tuple[str, str]] = set()
        self.doubted: dict[str, float] = {}
        self.shared: set[str] = set()
        self._open_exchange()
        self._open_desk()

    # -- the exchange ----------------------------------------------------------------------------

    def _open_exchange(self) -> None:
        """A PBX that knows of no call; the same company, and the same rules."""
        rng = Random(f"rules-{self.seed}")
        self.exchange = exchange = Exchange(directory(), now_s=self.now_s, seed=self.seed)
        rules = exchange.rules
        rules.comes_back, rules.hangup_completes = rng.random() < 0.7, rng.random() < 0.5
        rules.consult_returns, rules.transfer_told = rng.random() < 0.7, rng.random() < 0.7
        rules.park_s = rng.choice((10.0, 60.0))
        exchange.ring_timeout_s = rng.choice((15.0, 60.0))
        exchange.directory.extensions[ME].csta = rng.random() < 0.6
        exchange.register(ME, registered=True, devices=rng.choice((1, 1, 2)))
        next(iter(exchange.directory.trunks.values())).inbound_control = rng.random() < 0.25
        self.api = PSeries(exchange, seed=1)
        self.people = People(exchange, self.rng)
        exchange.listen(self._tell)

    @property
    def now_s(self) -> float:
        """The exchange's clock, as the loop has it."""
        return START_S + self.loop.time() - self.began_s

    def utc(self) -> datetime:
        """The wall clock."""
        return START + timedelta(seconds=self.loop.time() - self.began_s)

    def clock(self) -> Moment:
        """Both clocks."""
        return Moment(self.loop.time(), self.utc())

    def pump(self) -> None:
        """Let the exchange do what is due, and wake up for what comes next."""
        try:
            self.exchange.advance(self.now_s)
        except Exception as error:  # noqa: BLE001 - else it would be lost in a timer
            self.wrong.append(f"the exchange broke: {type(error).__name__}: {error}")
        if self._alarm is not None:
            self._alarm.cancel()
        due_s = self.exchange.next_due_s()
        self._alarm = None
        if due_s is not None:
            self._alarm = self.loop.call_later(max(0.001, due_s - self.now_s), self.pump)

    # -- the way ---------------------------------------------------------------------------------

    def _tell(self, fact: Fact) -> None:
        self.note(fact)
        self.shared |= set(self.exchange.consults.pairs)
        if not self.streams:
            return
        for _, frame in self.api.frames(fact):
            for stream in self.streams:
                self._send(stream, frame)

    def _send(self, stream: Stream, frame: str) -> None:
        weather, chance = self.weather, self._way.random
        if stream.deaf or chance() < weather.loss:
            return
        for _ in range(2 if chance() < weather.repeat else 1):
            due_s = self.loop.time() + weather.latency_s
            if weather.late_s:
                due_s += weather.late_s * chance()
            else:
                # Two timers of one moment have no order: these do.
                due_s = stream.last_s = max(due_s, stream.last_s + 1e-6)
            self.loop.call_at(due_s, self._arrive, stream, frame)

    def _arrive(self, stream: Stream, frame: str) -> None:
        if stream not in self.streams or stream.deaf:
            return
        if self._light.is_set():
            stream.put(frame)
        else:
            waiting = asyncio.ensure_future(self._light.wait())
            waiting.add_done_callback(lambda _: self._arrive(stream, frame))

    async def ask(self, request: ApiRequest) -> dict[str, object]:
        """One request, and its answer."""
        weather = self.weather
        if weather.shut:
            raise CannotConnect("nobody there")
        await self._travel()
        if self._way.random() < weather.no_request:
            await asyncio.sleep(NO_ANSWER_S)
            raise LinkTimeout("no answer")
        self.pump()
        self.api.settings.query_lag_s = self.weather.lag_s
        answer = self.api.answer(request)
        self.pump()
        if self._way.random() < weather.no_answer:
            await asyncio.sleep(NO_ANSWER_S)
            raise LinkTimeout("no answer")
        await self._travel()
        return answer

    async def open(self, token: str) -> Stream:
        """An event stream, subscribed."""
        if self.weather.shut:
            raise CannotConnect("nobody there")
        await self._travel()
        try:
            self.api.tokens.check(token, self.now_s)
        except ApiError as error:
            wire_rest.checked(error.answer())
        stream = Stream(self)
        self.streams.append(stream)
        return stream

    def close(self, stream: Stream) -> None:
        """The client lets a stream go."""
        if stream in self.streams:
            self.streams.remove(stream)

    async def _travel(self) -> None:
        if self.weather.latency_s:
            await asyncio.sleep(self.weather.latency_s / 2)
        if not self._light.is_set():
            try:
                async with asyncio.timeout(NO_ANSWER_S):
                    await self._light.wait()
            except TimeoutError:
                raise LinkTimeout("no answer") from None

    def _break(self, error: Exception) -> None:
        for stream in list(self.streams):
            stream.put(error)

    def strike(self, name: str) -> None:
        """A trouble begins."""
        self.weather = FAULTS[name]
        if name == "restart":
            self._open_exchange()
            self.pump()
        if self.weather.shut:
            self._break(LinkLost("cut"))
        if name == "tokens":
            self.api.tokens.expire(self.now_s)
        if self.weather.deaf:
            for stream in self.streams:
                stream.deaf = True
                self.loop.call_later(
                    self._way.uniform(4.0, NOTICED_S), stream.put, LinkTimeout("silent")
                )
        if self.weather.dark:
            self._light.clear()
            self.loop.call_later(self._way.uniform(4.0, NOTICED_S), self._notice_dark)

    def _notice_dark(self) -> None:
        if not self._light.is_set():
            self._break(LinkTimeout("silent"))

    def clear_up(self) -> None:
        """The trouble is over."""
        self.weather = Weather()
        self._light.set()

    # -- the desk --------------------------------------------------------------------------------

    def _open_desk(self) -> None:
        notices = Notices()
        preferences = Preferences(Settings(), Keeper(), notices)
        self.store = store = Store()
        store.subscribe(self._look_at)
        self.calls = Calls(store, self.clock, preferences)
        self.parking = Parking(store, self.clock)
        self.sweep = Sweep(store, self.clock)
        still: Any = Still()
        self.session = Session(
            store=store,
            clock=self.clock,
            calls=self.calls,
            directory=still,
            parking=self.parking,
            agents=still,
            notices=notices,
            preferences=preferences,
            secrets=FakeSecrets(),
            queue_passwords=QueuePasswords(store, FakeSecrets(), notices, lambda: None),
            make_pbx=lambda account: Line(account, self),
            make_link=self._make_link,
        )
        self.operator = Operator(store, self.calls, self.rng)

    def _make_link(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> Link:
        return Link(
            pbx,
            observer,
            credentials,
            persistent=persistent,
            clock=self.loop.time,
            rng=Random(f"link-{self.seed}"),
        )

    async def sign_in(self) -> None:
        """Sit down at 2000."""
        book = self.api.tokens
        await self.session.sign_in(
            SignInRequest("pbx", book.client_id, ME, secret=book.client_secret)
        )

    async def leave(self) -> None:
        """Quit."""
        self.clear_up()
        await self.operator.rest()
        await self.session.shut_down()
        self.sweep.stop()
        if self._alarm is not None:
            self._alarm.cancel()

    # -- what must hold at every step --------------------------------------------------------------

    def note(self, words: str | Fact | Call) -> None:
        """Write a step down."""
        self._steps.append((self.loop.time() - self.began_s, words))

    @property
    def steps(self) -> list[str]:
        """All that was done, told and shown, in its order, with its second."""
        return [f"{at_s:9.3f}  {_said(what)}" for at_s, what in self._steps]

    def _look_at(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, CallChanged):
                self._look_at_call(change.before, change.after)
            elif isinstance(change, PictureDoubtful):
                self.note(f"    in doubt: {change.call_id} {change.why}")
                self.doubted[str(change.call_id)] = self.loop.time()
        self.wrong += incoherences(self.store, changes)

    def _look_at_call(self, before: Call | None, after: Call | None) -> None:
        """A leg that was seen to end when it had never rings again."""
        if after is not None:
            self.note(after)
        mine = {str(leg.leg_id) for leg in (() if after is None else after.own_legs)}
        if after is not None and after.end is not None:
            mine = set()
        for leg in () if before is None else before.own_legs:
            channel = str(leg.leg_id)
            if before is not None and channel not in mine and channel not in self.exchange.legs:
                self._dead.add((str(before.call_id), channel))
        if after is not None and after.phase is Phase.RINGING:
            for leg in after.own_legs:
                if (str(after.call_id), str(leg.leg_id)) in self._dead:
                    self.wrong.append(f"{leg.leg_id} of {after.call_id} is over, and rings again")

    def kept(self) -> dict[str, int]:
        """How much is kept beside the calls that are shown."""
        book = self.store._book
        shown = set(book.calls)
        return {
            "commands": len(book.commands._commands),
            "touched": len(set(book.touched) - shown),
            "moved": len(set(book.moved) - shown),
            "rings": max(0, len(book.phone_rings._bound)),
        }


def _said(what: str | Fact | Call) -> str:
    """A step in one line."""
    if isinstance(what, str):
        return what
    if isinstance(what, Call):
        end = "" if what.end is None else f" ({what.end.reason.value})"
        shown = ", ".join(f"{leg.number.text} {leg.state.value}" for leg in what.legs)
        pending = "".join(f" {verb.value}?" for verb in what.pending)
        return f"    shown {what.call_id} {what.phase.value}{end}: {shown}{pending}"
    told = getattr(what, "call", None)
    if told is None:
        return f"  told {what}"
    legs = ", ".join(f"{one.channel[6:]} {one.role} {one.state}" for one in told.members)
    return f"  told {type(what).__name__} {told.call_id}: {legs}"


def incoherences(store: Store, changes: tuple[Change, ...]) -> list[str]:
    """What contradicts itself in the calls that just changed, whatever the exchange does."""
    wrong = []
    changed = {
        change.after.call_id
        for change in changes
        if isinstance(change, CallChanged) and change.after is not None
    }
    for call in [call for call in store.calls if call.call_id in changed]:
        ended = call.phase is Phase.ENDED
        alone = call.phase in (Phase.PARKED, Phase.OFFERED)
        rings = call.phase is Phase.RINGING
        partner = None if call.consult_of is None else store.call(call.consult_of)
        rules = {
            "ended in part": ended == (call.end is not None),
            "living without a leg": ended or alone or bool(call.own_legs),
            "rings without a ring": not rings or call.ring >= 1,
            "rings, and nobody calls": not rings
            or any(leg.state is LegState.ALERTING for leg in call.own_legs),
            "pending after its end": not ended or set(call.pending) <= {Verb.TAKE_BACK},
            "buttons after its end": not ended or set(actions(call)) <= {Verb.TAKE_BACK},
            "nobody": call.parties >= 1,
            "a pair of one": call.consult_of is None
            or (partner is not None and partner.consulting == call.call_id),
            "answered by somebody, and rings": not rings
            or call.end is None
            or call.end.reason is not EndReason.ANSWERED_ELSEWHERE,
        }
        wrong += [f"{call.call_id}: {rule}" for rule, holds in rules.items() if not holds]
    return wrong


# --- one day ------------------------------------------------------------------------------------


class WrongPictureError(AssertionError):
    """The picture is not the truth; the text says where, and how it came to it."""


class Day:
    """One seed's day: people, an operator, and one trouble after another."""

    def __init__(self, seed: int, loop: asyncio.AbstractEventLoop) -> None:
        self.seed = seed
        self.office = Office(seed, loop)
        self.rng = self.office.rng
        self.seen: set[str] = set()
        self.told: set[str] = set()
        self.office.store.subscribe(self._note_phases)

    def _note_phases(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, CallChanged) and change.after is not None:
                self.seen.add(change.after.phase.value)

    async def live(self) -> None:
        """Live it through; raises `WrongPictureError` where the picture was wrong."""
        office = self.office
        await office.sign_in()
        for _ in range(self.rng.randint(1, 2)):
            for _ in range(self.rng.randint(1, 6)):
                await self._step(calm=True)
            name = self.rng.choice(tuple(FAULTS))
            self.seen.add(name)
            office.note(f"--- {name}")
            office.strike(name)
            for _ in range(self.rng.randint(2, 9)):
                await self._step(calm=False)
            await self._heal()
        await self._end()

    async def _step(self, *, calm: bool) -> None:
        office = self.office
        office.pump()
        words = (office.operator if self.rng.random() < 0.4 else office.people).act()
        office.note(words)
        office.pump()
        await asyncio.sleep(INSTANT_S)
        if calm:
            self._compare(slots_known=False, calm=True)
        self._must_hold()
        self.seen.add(words.partition(":")[0])
        await asyncio.sleep(self.rng.choice((0.1, 0.3, 1.0, 2.5, 7.0)))
        if calm:
            self._compare(slots_known=False, calm=True)
        self._must_hold()

    async def _heal(self) -> None:
        """The trouble ends; what was on its way arrives, and the picture must be true again."""
        office = self.office
        office.clear_up()
        office.note("--- cleared up")
        way = self.rng.choice(("gap", "look", "look", "natural"))
        await asyncio.sleep(NOTICED_S if way == "look" else 2.1)  # what is on its way arrives
        if way == "gap":
            office._break(LinkLost("cut"))
            await asyncio.sleep(INSTANT_S)
            office.session.retry_now()
            await asyncio.sleep(INSTANT_S)
        await self._online()
        if way != "gap":
            await asyncio.sleep(QUIET_S)
            office.session._ask_picture()
            office.parking.look_now()
            await asyncio.sleep(NATURAL_S if way == "natural" else 0.6)
        office.note(f"--- healed by a {way}")
        await office.operator.rest()
        await asyncio.sleep(INSTANT_S)
        for _ in range(6):
            if not self._differences(slots_known=way != "natural"):
                break
            # What ended, or came, shortly before a look is left to the next one.
            await asyncio.sleep(1.0)
        self._compare(slots_known=way != "natural")
        self._must_hold()

    async def _online(self) -> None:
        office = self.office
        for _ in range(100):
            if office.session.status.state is Connection.ONLINE:
                return
            office.session.retry_now()
            await asyncio.sleep(0.5)
        self._fail([f"not online again: {office.session.status}"])

    async def _end(self) -> None:
        """Everybody hangs up: after a while nothing is left of it all."""
        office = self.office
        office.note("--- everybody hangs up")
        while office.exchange.legs:
            office.pump()
            office.exchange.hang_up(next(iter(office.exchange.legs.values())))
        office.pump()
        await asyncio.sleep(INSTANT_S)
        self._compare(slots_known=False)
        await asyncio.sleep(FORGOTTEN_S)
        self._must_hold()
        left = {what: count for what, count in office.kept().items() if count}
        if office.store.calls or left:
            self._fail([f"left at the end: {office.store.calls} {left}"])

    def _in_doubt(self, call_id: str) -> bool:
        """Whether the application knows that it must look at a call, and is about to."""
        since_s = self.office.doubted.get(call_id, float("-inf"))
        return self.office.loop.time() - since_s < DOUBT_S

    def _compare(self, *, slots_known: bool, calm: bool = False) -> None:
        """Fail where the picture is not the truth; while calm a doubt may stand for a moment."""
        wrong = [
            words
            for words in self._differences(slots_known=slots_known)
            if not (calm and self._in_doubt(words.partition(" ")[0].rstrip(":")))
        ]
        if wrong:
            self._fail(wrong)

    def _differences(self, *, slots_known: bool) -> list[str]:
        office = self.office
        if office.store.link is not LinkState.UP:
            return []
        wrong = differences(
            office.exchange, office.store, ME, slots_known=slots_known, unsure=office.shared
        )
        return wrong + self._parked_here()

    def _parked_here(self) -> list[str]:
        """Whom one parked from here, and got a slot for, one sees waiting until they are gone."""
        office, wrong = self.office, []
        taken, here = office.exchange.parking.slots, truths(office.exchange, ME)
        for call_id, slot in list(office.operator.parked.items()):
            if slot not in taken or taken[slot].leg.call.id != call_id:
                del office.operator.parked[call_id]
            elif call_id not in here:
                shown = next((call for call in office.store.calls if call.call_id == call_id), None)
                if shown is None or shown.phase is not Phase.PARKED or shown.slot != slot:
                    wrong.append(f"{call_id} waits in {slot}, parked from here, is not shown so")
        return wrong

    def _must_hold(self) -> None:
        wrong = [*self.office.wrong, *self.office.operator.faults]
        if wrong:
            self._fail(wrong)

    def _fail(self, wrong: list[str]) -> None:
        steps = "\n".join(self.office.steps)
        raise WrongPictureError(
            f"seed {self.seed}: CTIAPP_FAULT_SEED={self.seed} pytest tests/faults/test_core.py\n"
            f"{steps}\n--- wrong:\n" + "\n".join(wrong)
        )


def live(seed: int) -> Day:
    """Live one seed's day on a loop of its own; raises `WrongPictureError`."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        day = Day(seed, runner.get_loop())
        runner.run(_lived(day))
    return day


async def _lived(day: Day) -> None:
    doing: Coroutine[None, None, None] = day.live()
    try:
        await doing
    finally:
        await day.office.leave()
