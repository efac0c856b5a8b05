"""The supervisor, over a PBX that a test plays by hand."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import CallReport
from ctiapp.model.directory import Extension, PbxInfo
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    CannotConnect,
    CertificateRejected,
    CommandError,
    CredentialsRejected,
    CtiError,
    ExtensionNotFound,
    LinkLost,
    LinkTimeout,
    NotAPbx,
    SeatLimit,
    TokenExpired,
    UsageError,
    WireError,
)
from ctiapp.model.events import CallRecorded, CallReported, LinkState, UnknownEvent
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx import link
from ctiapp.pbx.interface import Credentials, Pbx, SignedIn, Snapshot, TokenPair
from ctiapp.pbx.link import Link, Pace, may_retry
from tests.pbx.small_server import account

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from ctiapp.model.commands import Answer, Command
    from ctiapp.model.directory import Contact, Place
    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.interface import Account, Page

ENDS_AT = datetime(2030, 1, 1, tzinfo=UTC)
UP, DOWN, OPENING, SYNCING = LinkState.UP, LinkState.DOWN, LinkState.OPENING, LinkState.SYNCING
AT_ONCE = Pace(first_s=0, longest_s=0, seat_s=0, steady_s=0, refresh_s=0, renew_s=3600)
REJECTED = CertificateRejected("", host="pbx", issuer="", sha256="")


def report(call_id: str) -> CallReport:
    return CallReport(CallId(call_id), ())


class Played:
    """A stream that a test feeds: text is a frame, an error ends it."""

    def __init__(self) -> None:
        self.feed: asyncio.Queue[str | Exception] = asyncio.Queue()
        self.closing = asyncio.Event()
        self.probes = 0

    def probe(self) -> None:
        self.probes += 1

    @property
    def closed(self) -> bool:
        return self.closing.is_set()

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        while True:
            item = await self.feed.get()
            if isinstance(item, Exception):
                raise item
            yield item, 7.0


class PlayedPbx(Pbx):
    """A PBX whose answers a test gives. A frame is the id of a call."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.streams: list[Played] = []
        self.failures: dict[str, list[Exception]] = {}
        self.calls: tuple[CallReport, ...] = ()
        self.renewed = False
        self.gates: dict[str, asyncio.Event] = {}
        self.at_gate: asyncio.Queue[str] = asyncio.Queue()
        self.pair: TokenPair | None = None
        self.dead = False
        self.doubt: Callable[[], None] = lambda: None
        self.tell: Callable[[PbxEvent], None] = lambda _: None

    def heed_doubt(self, listener: Callable[[], None]) -> None:
        self.doubt = listener

    def heed_events(self, listener: Callable[[PbxEvent], None]) -> None:
        self.tell = listener

    async def _step(self, name: str) -> None:
        self.log.append(name)
        if name in self.gates:
            self.at_gate.put_nowait(name)
            await self.gates[name].wait()
        if self.failures.get(name):
            raise self.failures[name].pop(0)

    @property
    def account(self) -> Account:
        return account("https://pbx")

    @property
    def tokens(self) -> TokenPair | None:
        return self.pair

    def new_pair(self) -> None:
        self.pair = TokenPair("access", "refresh", ENDS_AT, ENDS_AT)

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        await self._step("sign_in")
        self.new_pair()
        me = Extension(ExtensionId("1"), Number("2000"), "Me")
        return SignedIn(me, PbxInfo("p-series", "https://pbx"), frozenset(), logged_in=True)

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[Played]:
        await self._step("stream")
        stream = Played()
        self.streams.append(stream)
        try:
            yield stream
        finally:
            stream.closing.set()

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        if frame.startswith("broken"):
            raise WireError(frame)
        if frame.startswith("new"):
            return (UnknownEvent(frame),)
        if frame.startswith("over "):
            return (CallRecorded(CallId(frame.removeprefix("over ")), {}),)
        return (CallReported(report(frame)),)

    async def snapshot(self) -> Snapshot:
        await self._step("snapshot")
        return Snapshot(self.calls)

    async def keep_token_fresh(self) -> bool:
        await self._step("renew")
        renewed, self.renewed = self.renewed, False
        if renewed:
            self.new_pair()
        return renewed

    async def call(self, call_id: CallId) -> CallReport | None:
        raise NotImplementedError

    async def execute(self, command: Command) -> Answer:
        raise NotImplementedError

    def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        raise NotImplementedError

    def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        raise NotImplementedError

    async def places(self) -> tuple[Place, ...]:
        raise NotImplementedError

    async def close(self, *, revoke: bool) -> None:
        raise NotImplementedError


@dataclass
class Watcher:
    """Notes everything, and waits for it."""

    told: list[object] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    fail_on: str = ""
    disk_full: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def _note(self, what: object) -> None:
        self.told.append(what)
        self._changed.set()

    def on_frame(self, frame: str, received_s: float) -> None:
        assert received_s == 7.0
        if self.disk_full:
            raise OSError("no space left")
        self.frames.append(frame)
        self._changed.set()

    def on_event(self, event: PbxEvent, received_s: float) -> None:
        assert received_s == 7.0
        self._note(event)
        if isinstance(event, CallReported) and event.report.call_id == self.fail_on:
            raise RuntimeError("a fault of ours")

    def on_link(self, state: LinkState, error: CtiError | None, *, retry: bool) -> None:
        self._note((state, error, retry))

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        self._note([each.call_id for each in snapshot.calls])

    def on_signed_in(self, signed_in: SignedIn) -> None:
        self._note("signed in")

    def on_tokens(self, tokens: TokenPair | None) -> None:
        self._note("tokens" if tokens else "no tokens")

    async def until(self, wanted: Callable[[list[object]], bool]) -> None:
        while not wanted(self.told):
            self._changed.clear()
            await self._changed.wait()

    async def until_told(self, what: object, times: int = 1) -> None:
        await self.until(lambda told: told.count(what) >= times)

    @property
    def states(self) -> list[LinkState]:
        return [each[0] for each in self.told if isinstance(each, tuple)]

    @property
    def calls(self) -> list[object]:
        """Snapshots and calls told of, in order."""
        return [
            each.report.call_id if isinstance(each, CallReported) else each
            for each in self.told
            if isinstance(each, list | CallReported)
        ]


IS_UP = (UP, None, False)
ENDED = (DOWN, None, False)


class Bench:
    """A link over a played PBX, and who watches it."""

    def __init__(self) -> None:
        self.pbx = PlayedPbx()
        self.watcher = Watcher()
        self.clock_s = 100.0
        self.link = self.make()
        self.running: asyncio.Task[None] | None = None

    def make(
        self, *, persistent: bool = False, pace: Pace = AT_ONCE, rng: random.Random | None = None
    ) -> Link:
        self.link = Link(
            self.pbx,
            self.watcher,
            Credentials("secret"),
            persistent=persistent,
            clock=lambda: self.clock_s,
            rng=rng or random.Random(1),
            pace=pace,
        )
        return self.link

    def start(self) -> asyncio.Task[None]:
        self.running = asyncio.create_task(self.link.run())
        return self.running

    async def up(self) -> None:
        self.start()
        await self.watcher.until_told(IS_UP)

    @property
    def stream(self) -> Played:
        return self.pbx.streams[-1]


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    bench = Bench()
    yield bench
    bench.link.stop()
    if bench.running is not None:
        await asyncio.wait({bench.running})


# --- the way up ----------------------------------------------------------------------------------


async def test_the_way_up_is_told_step_by_step(bench: Bench) -> None:
    bench.pbx.calls = (report("1"),)
    await bench.up()

    assert bench.watcher.told == [
        (OPENING, None, False),
        "tokens",
        "signed in",
        (SYNCING, None, False),
        ["1"],
        IS_UP,
    ]
    assert bench.pbx.log == ["sign_in", "stream", "snapshot"]


async def test_what_comes_before_the_snapshot_is_told_after_it(bench: Bench) -> None:
    bench.pbx.gates["snapshot"] = asyncio.Event()
    bench.pbx.calls = (report("1"),)
    bench.start()
    await bench.pbx.at_gate.get()
    for frame in ("2", "1", "3"):
        bench.stream.feed.put_nowait(frame)
    await bench.watcher.until(lambda _: bench.watcher.frames == ["2", "1", "3"])
    assert bench.watcher.calls == []
    bench.pbx.gates["snapshot"].set()
    await bench.watcher.until_told(IS_UP)

    assert bench.watcher.calls == [["1"], "2", "1", "3"]
    assert bench.watcher.told[-1] == IS_UP


async def test_what_is_held_back_is_bounded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "MAX_HELD", 2)
    bench.pbx.gates["snapshot"] = asyncio.Event()
    bench.start()
    await bench.pbx.at_gate.get()
    for frame in ("1", "2", "3"):
        bench.stream.feed.put_nowait(frame)
    await bench.watcher.until(lambda _: DOWN in bench.watcher.states)

    assert isinstance(bench.watcher.told[-1][1], LinkLost)  # type: ignore[index]


async def test_what_an_answer_tells_waits_for_the_snapshot_like_a_frame(bench: Bench) -> None:
    bench.clock_s = 7.0
    bench.pbx.gates["snapshot"] = asyncio.Event()
    bench.start()
    await bench.pbx.at_gate.get()
    bench.pbx.tell(CallReported(report("2")))
    assert bench.watcher.calls == []
    bench.pbx.gates["snapshot"].set()
    await bench.watcher.until_told(IS_UP)
    bench.pbx.tell(CallReported(report("3")))

    assert bench.watcher.calls == [[], "2", "3"]


async def test_what_is_doubted_is_asked_for(bench: Bench) -> None:
    await bench.up()
    bench.pbx.calls = (report("9"),)
    bench.pbx.doubt()
    await bench.watcher.until_told(["9"])

    assert bench.watcher.states[-1] is UP


async def test_events_are_told_in_their_order(bench: Bench) -> None:
    await bench.up()
    for number in range(50):
        bench.stream.feed.put_nowait(str(number))
    await bench.watcher.until(lambda told: len(told) > 50)

    assert bench.watcher.calls[1:] == [str(number) for number in range(50)]


async def test_a_frame_that_cannot_be_read_is_one_line_and_no_more(
    bench: Bench, expected_log: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("frame refused: broken 1$", "frame refused: broken 2$")
    await bench.up()
    for frame in ("broken 1", "broken 1", "broken 2", "new", "new", "1"):
        bench.stream.feed.put_nowait(frame)
    await bench.watcher.until_told(CallReported(report("1")))

    assert caplog.text.count("broken 1") == 1
    assert bench.watcher.told.count(UnknownEvent("new")) == 2


async def test_a_fault_over_one_event_costs_a_snapshot_and_not_the_link(
    bench: Bench, expected_log: Callable[..., None]
) -> None:
    expected_log("could not be handled")
    bench.watcher.fail_on = "1"
    await bench.up()
    bench.stream.feed.put_nowait("1")
    bench.stream.feed.put_nowait("2")
    await bench.watcher.until(lambda _: bench.watcher.calls.count([]) == 2)

    assert "2" in bench.watcher.calls
    assert bench.watcher.states[-1] is UP


async def test_a_recorder_that_fails_costs_nothing(
    bench: Bench, expected_log: Callable[..., None]
) -> None:
    expected_log("frame not recorded: OSError")
    bench.watcher.disk_full = True
    await bench.up()
    bench.stream.feed.put_nowait("1")
    bench.stream.feed.put_nowait("2")
    await bench.watcher.until_told(CallReported(report("2")))

    assert bench.watcher.states[-1] is UP


# --- when it fails -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        CannotConnect(),
        LinkTimeout(),
        NotAPbx(),
        CredentialsRejected(),
        ExtensionNotFound(),
        REJECTED,
    ],
)
async def test_a_first_try_that_fails_is_told_and_not_repeated(
    bench: Bench, error: CtiError
) -> None:
    bench.pbx.failures["sign_in"] = [error]
    await bench.start()

    assert bench.watcher.told == [(OPENING, None, False), (DOWN, error, False)]
    assert bench.pbx.log == ["sign_in"]


async def test_a_persistent_link_repeats_the_first_try(bench: Bench) -> None:
    bench.make(persistent=True)
    error = CannotConnect()
    bench.pbx.failures["sign_in"] = [error, error]
    await bench.up()

    assert bench.watcher.told.count((DOWN, error, True)) == 2


async def test_not_even_a_persistent_link_repeats_a_refused_secret(bench: Bench) -> None:
    bench.make(persistent=True)
    bench.pbx.failures["sign_in"] = [CredentialsRejected()]
    await bench.start()

    assert bench.pbx.log == ["sign_in"]


@pytest.mark.parametrize("error", [LinkLost(), LinkTimeout()])
async def test_a_lost_link_comes_back_without_signing_in(bench: Bench, error: CtiError) -> None:
    await bench.up()
    bench.stream.feed.put_nowait(error)
    await bench.watcher.until_told(IS_UP, 2)

    assert bench.watcher.states == [OPENING, SYNCING, UP, DOWN, OPENING, SYNCING, UP]
    assert (DOWN, error, True) in bench.watcher.told
    assert bench.pbx.log == ["sign_in", "stream", "snapshot", "stream", "snapshot"]
    assert bench.pbx.streams[0].closed


@pytest.mark.parametrize("where", ["stream", "snapshot"])
@pytest.mark.parametrize(
    "error", [CannotConnect(), LinkTimeout(), NotAPbx(), CommandError(code=70082)]
)
async def test_whatever_fails_on_the_way_back_is_tried_again(
    bench: Bench, where: str, error: CtiError
) -> None:
    await bench.up()
    bench.pbx.failures[where] = [error, error]
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until_told(IS_UP, 2)

    assert bench.watcher.told.count((DOWN, error, True)) == 2


async def test_a_dead_token_costs_one_log_in(bench: Bench) -> None:
    await bench.up()
    bench.pbx.failures["stream"] = [TokenExpired()]
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until_told(IS_UP, 2)

    assert bench.pbx.log.count("sign_in") == 2


async def test_a_try_that_meets_a_dead_token_logs_in_at_once_and_only_once(bench: Bench) -> None:
    """The PBX is back and has forgotten the session: that costs no further wait."""
    loud = Loud()
    bench.make(pace=Pace(first_s=0.5, longest_s=30.0), rng=loud)
    await bench.up()
    away, dead = CannotConnect(), TokenExpired()
    bench.pbx.failures["stream"] = [away, away, dead, dead, dead]
    bench.clock_s += 60
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until_told(IS_UP, 2)

    # Waited for: the lost link, the two tries in vain, and each log-in that brought a dead token.
    assert loud.offered == [0.5, 1.0, 2.0, 4.0, 8.0]
    assert bench.watcher.told.count((DOWN, dead, True)) == 3
    assert bench.pbx.log.count("sign_in") == 4


async def test_a_session_that_is_ended_again_and_again_is_not_logged_in_without_a_pause(
    bench: Bench,
) -> None:
    """Another program may end it, and this one the other's."""
    loud = Loud()
    bench.make(pace=Pace(first_s=0.5, longest_s=30.0), rng=loud)
    await bench.up()
    for times in range(2, 5):
        bench.stream.feed.put_nowait(TokenExpired())
        await bench.watcher.until_told(IS_UP, times)

    assert loud.offered == [0.5, 1.0, 2.0]


async def test_a_secret_that_is_refused_later_ends_it(bench: Bench) -> None:
    await bench.up()
    refused = CredentialsRejected()
    bench.pbx.failures["stream"] = [TokenExpired()]
    bench.pbx.failures["sign_in"] = [refused]
    bench.stream.feed.put_nowait(LinkLost())
    assert bench.running is not None
    await bench.running

    assert bench.watcher.told[-1] == (DOWN, refused, False)
    assert bench.pbx.log.count("sign_in") == 2


@pytest.mark.parametrize("error", [REJECTED, AddressBlocked(), ApiDisabled(), AddressForbidden()])
async def test_what_only_a_person_can_mend_ends_it(bench: Bench, error: CtiError) -> None:
    await bench.up()
    bench.pbx.failures["stream"] = [error]
    bench.stream.feed.put_nowait(LinkLost())
    assert bench.running is not None
    await bench.running

    assert bench.watcher.told[-1] == (DOWN, error, False)


async def test_a_taken_seat_is_waited_for_and_not_hammered(bench: Bench) -> None:
    bench.make(pace=Pace(first_s=0, longest_s=0, seat_s=3600))
    taken = SeatLimit()
    bench.pbx.failures["sign_in"] = [taken]
    bench.start()
    await bench.watcher.until_told((DOWN, taken, True))
    for _ in range(20):
        await asyncio.sleep(0)
    assert bench.pbx.log == ["sign_in"]

    bench.link.retry_now()
    await bench.watcher.until_told(IS_UP)


async def test_no_hint_of_the_network_cuts_the_wait_for_a_seat(bench: Bench) -> None:
    """It makes no seat free, and each try is a log-in; a person may try all the same."""
    bench.make(pace=Pace(first_s=0, longest_s=0, seat_s=3600))
    taken, gone = SeatLimit(), CannotConnect()
    bench.pbx.failures["sign_in"] = [taken, gone]
    bench.start()
    await bench.watcher.until_told((DOWN, taken, True))
    for _ in range(20):
        bench.link.look_now()
        await asyncio.sleep(0)
    assert bench.pbx.log == ["sign_in"]

    bench.link.retry_now()
    await bench.watcher.until_told((DOWN, gone, False))


async def test_a_seat_that_was_lost_is_waited_for_as_one(bench: Bench) -> None:
    """Signed in before, the pair dead: the next way begins with the log-in, and says why not."""
    await bench.up()
    taken = SeatLimit()
    bench.pbx.failures["sign_in"] = [taken, taken]
    bench.pbx.pair = None
    bench.stream.feed.put_nowait(TokenExpired())
    await bench.watcher.until_told((DOWN, taken, True), 2)
    await bench.watcher.until_told(IS_UP, 2)
    assert bench.pbx.log.count("stream") == 2


@pytest.mark.parametrize(
    ("error", "retry"),
    [
        (LinkLost(), True),
        (LinkTimeout(), True),
        (CannotConnect(), True),
        (WireError(), True),
        (CommandError(), True),
        (TokenExpired(), True),
        (SeatLimit(), True),
        (REJECTED, False),
        (CredentialsRejected(), False),
        (ExtensionNotFound(), False),
        (AddressBlocked(), False),
        (UsageError(), False),
    ],
)
def test_what_time_may_cure(error: CtiError, retry: bool) -> None:
    assert may_retry(error) is retry


class Loud(random.Random):
    """Notes the longest wait that each try was offered."""

    def __init__(self) -> None:
        super().__init__(1)
        self.offered: list[float] = []

    def uniform(self, a: float, b: float) -> float:
        self.offered.append(b)
        return 0.0


class Late(random.Random):
    """Always says the longest wait."""

    def uniform(self, a: float, b: float) -> float:
        return b


async def test_the_waits_grow_and_start_anew_after_a_steady_time(bench: Bench) -> None:
    loud = Loud()
    bench.make(pace=Pace(first_s=0.5, longest_s=3.0, steady_s=10), rng=loud)
    await bench.up()
    bench.pbx.failures["stream"] = [CannotConnect() for _ in range(5)]
    bench.clock_s += 60
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until_told(IS_UP, 2)
    bench.clock_s += 60
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until_told(IS_UP, 3)
    bench.clock_s += 1
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until_told(IS_UP, 4)

    assert loud.offered == [0.5, 1.0, 2.0, 3.0, 3.0, 3.0, 0.5, 1.0]


async def test_waiting_is_cut_short_when_the_network_is_back(bench: Bench) -> None:
    bench.make(persistent=True, pace=Pace(first_s=3600, longest_s=3600))
    error = CannotConnect()
    bench.pbx.failures["sign_in"] = [error]
    bench.start()
    await bench.watcher.until_told((DOWN, error, True))
    bench.link.retry_now()
    await bench.watcher.until_told(IS_UP)


async def test_whoever_is_back_starts_with_short_waits_again(bench: Bench) -> None:
    """What failed while the computer slept says nothing of how the network is now."""
    loud = Loud()
    bench.make(pace=Pace(first_s=0.5, longest_s=30.0), rng=loud)
    await bench.up()
    bench.pbx.failures["stream"] = [CannotConnect() for _ in range(4)]
    bench.stream.feed.put_nowait(LinkLost())
    await bench.watcher.until(lambda _: len(loud.offered) == 3)
    bench.link.retry_now()
    await bench.watcher.until_told(IS_UP, 2)

    assert loud.offered[:3] == [0.5, 1.0, 2.0]
    assert loud.offered[-1] < 4.0


async def test_a_link_that_is_up_finds_out_at_once_whether_it_lives(bench: Bench) -> None:
    """The stream may have died with an address of ours, while the way to the PBX is open."""
    await bench.up()
    bench.link.retry_now()
    await bench.watcher.until(lambda _: bench.pbx.log.count("snapshot") == 2)

    assert bench.stream.probes == 1


@pytest.mark.parametrize(("age_s", "waits"), [(6.0, True), (1.0, False)])
async def test_a_poke_of_a_link_that_is_up_is_not_kept_for_hours(
    bench: Bench, age_s: float, waits: bool
) -> None:
    """All desktops wake together; where the PBX restarts later, they must not come at once."""
    bench.link = Link(
        bench.pbx,
        bench.watcher,
        Credentials("secret"),
        clock=lambda: bench.clock_s,
        rng=Late(),
        pace=Pace(first_s=3600, longest_s=3600),
    )
    await bench.up()
    bench.link.retry_now()
    bench.clock_s += age_s
    lost = LinkLost()
    bench.stream.feed.put_nowait(lost)
    await bench.watcher.until_told((DOWN, lost, True))
    for _ in range(20):
        await asyncio.sleep(0)

    assert len(bench.pbx.streams) == (1 if waits else 2)


async def test_a_poke_from_before_does_not_cut_the_wait_for_a_seat(bench: Bench) -> None:
    """It knew nothing of the seat that is taken."""
    bench.make(pace=Pace(first_s=0, longest_s=0, seat_s=3600))
    taken = SeatLimit()
    bench.pbx.failures["sign_in"] = [taken]
    bench.link.retry_now()
    bench.start()
    await bench.watcher.until_told((DOWN, taken, True))
    for _ in range(20):
        await asyncio.sleep(0)

    assert bench.pbx.log == ["sign_in"]


# --- snapshots on an open link -------------------------------------------------------------------


async def test_wishes_for_a_snapshot_become_one(bench: Bench) -> None:
    await bench.up()
    bench.pbx.gates["snapshot"] = asyncio.Event()
    for _ in range(5):
        bench.link.refresh_now()
    await bench.pbx.at_gate.get()
    bench.link.refresh_now()
    bench.link.refresh_now()
    bench.pbx.gates["snapshot"].set()
    await bench.watcher.until(lambda _: bench.watcher.calls.count([]) == 3)

    assert bench.pbx.log.count("snapshot") == 3


async def test_events_are_not_held_up_by_a_snapshot_nor_undone_by_it(bench: Bench) -> None:
    await bench.up()
    bench.pbx.calls = (report("old"), report("ended"))
    bench.pbx.gates["snapshot"] = asyncio.Event()
    bench.link.refresh_now()
    await bench.pbx.at_gate.get()
    bench.stream.feed.put_nowait("fresh")
    bench.stream.feed.put_nowait("over ended")
    await bench.watcher.until_told(CallRecorded(CallId("ended"), {}))
    assert bench.watcher.calls == [[], "fresh"]
    bench.pbx.gates["snapshot"].set()
    await bench.watcher.until(lambda _: ["old", "fresh"] in bench.watcher.calls)


@pytest.mark.parametrize("crossed", [True, False])
async def test_what_an_event_tells_otherwise_than_the_snapshot_is_asked_for_again(
    bench: Bench, crossed: bool
) -> None:
    """The event's word stands; but it may have been the late one of the two."""
    await bench.up()
    same = report("old")
    bench.pbx.calls = (replace(same, partial=True) if crossed else same,)
    bench.pbx.gates["snapshot"] = asyncio.Event()
    bench.link.refresh_now()
    await bench.pbx.at_gate.get()
    bench.stream.feed.put_nowait("old")
    await bench.watcher.until_told(CallReported(same))
    bench.pbx.gates.pop("snapshot").set()
    await bench.watcher.until(lambda _: bench.watcher.calls.count(["old"]) == 1 + crossed)
    # A marker: what was asked for once more has been asked for before it.
    bench.pbx.calls = (report("marker"),)
    bench.link.refresh_now()
    await bench.watcher.until(lambda _: ["marker"] in bench.watcher.calls)

    assert bench.pbx.log.count("snapshot") == 3 + crossed


async def test_a_snapshot_that_fails_starts_the_way_anew(bench: Bench) -> None:
    await bench.up()
    bench.pbx.failures["snapshot"] = [LinkTimeout()]
    bench.link.retry_now()
    await bench.watcher.until_told(IS_UP, 2)

    assert bench.pbx.streams[0].closed


# --- renewing the token --------------------------------------------------------------------------


async def test_a_renewed_token_moves_the_link_to_a_new_stream(bench: Bench) -> None:
    bench.make(pace=Pace(renew_s=0, refresh_s=0))
    await bench.up()
    bench.pbx.gates["stream"] = asyncio.Event()
    bench.pbx.renewed = True
    await bench.pbx.at_gate.get()
    bench.stream.feed.put_nowait("on the old one")
    await bench.watcher.until_told(CallReported(report("on the old one")))
    assert not bench.stream.closed
    bench.pbx.gates["stream"].set()
    await bench.watcher.until(lambda _: len(bench.watcher.calls) == 3)
    bench.stream.feed.put_nowait("on the new one")
    await bench.watcher.until_told(CallReported(report("on the new one")))

    assert [stream.closed for stream in bench.pbx.streams] == [True, False]
    assert bench.watcher.calls == [[], "on the old one", [], "on the new one"]
    assert bench.watcher.states == [OPENING, SYNCING, UP]
    assert bench.watcher.told.count("tokens") == 2


async def test_an_old_stream_may_end_while_the_new_one_opens(bench: Bench) -> None:
    bench.make(pace=Pace(renew_s=0, refresh_s=0))
    await bench.up()
    bench.pbx.gates["stream"] = asyncio.Event()
    bench.pbx.renewed = True
    await bench.pbx.at_gate.get()
    old = bench.stream
    old.feed.put_nowait(LinkLost())
    await old.closing.wait()
    bench.pbx.gates["stream"].set()
    await bench.watcher.until(lambda _: bench.watcher.calls.count([]) == 2)

    assert bench.watcher.states == [OPENING, SYNCING, UP]


async def test_a_renewal_that_does_not_get_through_is_tried_again(bench: Bench) -> None:
    bench.make(pace=Pace(renew_s=0, refresh_s=0))
    bench.pbx.failures["renew"] = [LinkTimeout(), LinkTimeout()]
    bench.pbx.renewed = True
    await bench.up()
    await bench.watcher.until_told("tokens", 2)

    assert DOWN not in bench.watcher.states


async def test_a_renewal_that_is_refused_logs_in_anew(bench: Bench) -> None:
    bench.make(pace=Pace(first_s=0, longest_s=0, renew_s=0))
    bench.pbx.failures["renew"] = [TokenExpired()]
    await bench.up()
    await bench.watcher.until_told("signed in", 2)


# --- the end -------------------------------------------------------------------------------------


async def test_stopping_closes_the_stream_and_is_the_last_word(bench: Bench) -> None:
    await bench.up()
    bench.link.stop()
    assert bench.running is not None
    await bench.running

    assert bench.stream.closed
    assert bench.watcher.told[-1] == ENDED


async def test_stopping_works_while_it_waits(bench: Bench) -> None:
    bench.make(persistent=True, pace=Pace(first_s=3600, longest_s=3600))
    bench.pbx.failures["sign_in"] = [CannotConnect()]
    running = bench.start()
    await bench.watcher.until(lambda _: DOWN in bench.watcher.states)
    bench.link.stop()
    await running

    assert bench.watcher.told[-1] == ENDED


async def test_the_last_pair_is_told_before_the_end(bench: Bench) -> None:
    await bench.up()
    bench.pbx.new_pair()  # a command renewed it a moment ago
    bench.link.stop()
    assert bench.running is not None
    await bench.running

    assert bench.watcher.told[-2:] == ["tokens", ENDED]


async def test_cancelling_leaves_nothing_behind(bench: Bench) -> None:
    await bench.up()
    assert bench.running is not None
    bench.running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await bench.running

    assert bench.stream.closed


async def test_a_fault_of_ours_is_no_link_error(bench: Bench) -> None:
    bench.pbx.failures["snapshot"] = [RuntimeError("a fault of ours")]
    running = bench.start()
    with pytest.raises(ExceptionGroup):
        await running
    bench.running = None


def test_the_pace_is_the_designs() -> None:
    pace = Pace()

    assert (pace.first_s, pace.longest_s) == (0.5, 30.0)
    assert timedelta(seconds=pace.seat_s) >= timedelta(minutes=1)


@pytest.mark.parametrize("passes", range(12))
async def test_a_link_that_breaks_in_the_moment_it_is_ended_is_ended(
    bench: Bench, passes: int
) -> None:
    """Asyncio tells of the failure alone then, and the link tried on for nobody, an hour long."""
    bench.make(persistent=True, pace=replace(AT_ONCE, first_s=7200, longest_s=7200))
    await bench.up()
    running = bench.running
    assert running is not None
    bench.stream.feed.put_nowait(LinkLost("gone"))
    for _ in range(passes):
        await asyncio.sleep(0)
    running.cancel()

    done, _ = await asyncio.wait({running}, timeout=5)
    assert done == {running}
    assert bench.pbx.log == ["sign_in", "stream", "snapshot"]
