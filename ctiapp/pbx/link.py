"""The supervisor of one account's connection: it keeps the picture true, or says that it is not.

One way, from the top, each time: sign in (once), open the stream, hold what comes back, take the
snapshot, hand it over, then what was held, and only then the link is UP. Whatever fails after that
starts the way anew, with the token that lives.

Rule: nobody hears of an event before the picture that it changes.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

from ctiapp import log
from ctiapp.model.errors import (
    AuthError,
    CertificateRejected,
    CtiError,
    LinkError,
    LinkLost,
    PbxError,
    SeatLimit,
    TokenExpired,
    WireError,
)
from ctiapp.model.events import CallGone, CallRecorded, CallReported, LinkState, UnknownEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import CallReport
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.pbx.interface import (
        Credentials,
        EventStream,
        LinkObserver,
        Pbx,
        Snapshot,
        TokenPair,
    )

MAX_HELD = 20_000
"""The most events that are held back while a snapshot is on its way."""

POKE_S = 5.0
"""How long a poke that found nobody waiting holds for the next wait."""

_MAX_KINDS = 64
"""Of how many kinds of unreadable or unknown events the log tells."""

_logger = log.topic("pbx")
_wire_logger = log.topic("wire")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the link acts, in seconds.

    Attributes:
        first_s: the longest wait before the first retry; it doubles with each further one.
        longest_s: beyond this it grows no more.
        seat_s: the shortest wait after all tokens were taken; another desktop must leave first.
        steady_s: a link that was up for so long starts again with short waits.
        refresh_s: the shortest time between two snapshots on an open link.
        renew_s: how often to look whether the token must be renewed.
    """

    first_s: float = 0.5
    longest_s: float = 30.0
    seat_s: float = 60.0
    steady_s: float = 10.0
    refresh_s: float = 0.5
    renew_s: float = 15.0


def may_retry(error: CtiError) -> bool:
    """Say whether trying again by itself may help, once one was signed in.

    A rejected certificate and every "no" to who we are need a person. A dead token is replaced (by
    one log-in), a taken seat may become free, and what the PBX sent or refused in a bad moment (it
    restarts, it is overloaded) may be better the next time.
    """
    if isinstance(error, TokenExpired | SeatLimit):
        return True
    return isinstance(error, PbxError) and not isinstance(error, CertificateRejected | AuthError)


class Link:
    """Keeps one account connected.

    Args:
        pbx: speaks for the account. The link never closes it: whoever made it does, after ``run``
            has returned (with ``revoke``, unless the pair is remembered).
        observer: is told everything, on the loop, in order.
        credentials: to sign in with.
        persistent: go on trying even where the very first sign-in fails for a reason that time may
            cure; without it the first failure ends ``run``, so that a dialog can show it.
        clock: monotonic seconds.
        rng: for the jitter of retries.
        pace: how fast to act.
    """

    def __init__(
        self,
        pbx: Pbx,
        observer: LinkObserver,
        credentials: Credentials,
        *,
        persistent: bool = False,
        clock: Callable[[], float] = time.monotonic,
        rng: random.Random | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._pbx = pbx
        self._observer = observer
        self._credentials = credentials
        self._clock = clock
        self._rng = rng or random.Random()  # noqa: S311 - jitter is no secret
        self._pace = pace or Pace()
        self._trying = persistent
        self._signed_in = False
        self._tokens: TokenPair | None = None
        self._up_since_s: float | None = None
        self._stopping = asyncio.Event()
        self._ending = False
        self._poked = asyncio.Event()
        self._poked_s = -math.inf
        self._seatless = False
        self._wanted = asyncio.Event()
        self._held: list[tuple[PbxEvent, float]] | None = None
        self._newer: dict[CallId, CallReport | None] | None = None
        self._following: asyncio.Task[None] | None = None
        self._stream: EventStream | None = None
        self._told: set[str] = set()
        pbx.heed_doubt(self.refresh_now)
        pbx.heed_events(self._tell)

    # --- what others may ask ---------------------------------------------------------------------

    async def run(self) -> None:
        """Connect and stay connected until ``stop``, or until only a person can help.

        The last thing the observer hears is DOWN without retry.
        """
        work = asyncio.create_task(self._work(), name="link")
        stopping = asyncio.create_task(self._stopping.wait(), name="link-stop")
        try:
            await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._ending = True
            work.cancel()
            stopping.cancel()
            await asyncio.wait({work, stopping})
            self._report_tokens()
        error = None if work.cancelled() else work.result()
        self._observer.on_link(LinkState.DOWN, error, retry=False)

    def stop(self) -> None:
        """Let ``run`` end."""
        self._stopping.set()

    def refresh_now(self) -> None:
        """Ask for a fresh snapshot; several wishes at once become one."""
        self._wanted.set()

    def look_now(self) -> None:
        """The network has changed, or the computer woke up: do as `retry_now`.

        But for a seat that is taken: no network makes it free, and each try is a log-in.
        """
        if not self._seatless:
            self.retry_now()

    def retry_now(self) -> None:
        """Do not wait any longer: somebody wants it.

        On a link that is up this asks for a sign of life and for a snapshot: both find out whether
        it still is, the one for the stream, which may have died with an address of ours, the other
        for the way to the PBX.
        """
        self._poked_s = self._clock()
        self._poked.set()
        self._wanted.set()
        if self._stream is not None:
            self._stream.probe()

    # --- the way from the top --------------------------------------------------------------------

    async def _work(self) -> CtiError:
        """Go the way again and again; return what only a person can mend."""
        failures = 0
        log_in = True
        while True:
            try:
                await self._connect(log_in=log_in)
            except CtiError as err:
                error = err
            if self._ending:
                # A group of tasks that fails in the moment in which it is cancelled tells of the
                # failure alone: nobody is left for whom another try would be.
                raise asyncio.CancelledError
            self._report_tokens()
            if not may_retry(error) or not (self._trying or isinstance(error, SeatLimit)):
                return error
            was_up = self._up_since_s is not None
            if self._up_since_s is not None:
                if self._clock() - self._up_since_s >= self._pace.steady_s:
                    failures = 0
                self._up_since_s = None
            _logger.info("link down: %s %s", type(error).__name__, error.detail)
            self._observer.on_link(LinkState.DOWN, error, retry=True)
            # The PBX answers, and the pair is all that it has forgotten: this turn's wait is over,
            # so the log-in belongs to it. What ends a session that was up waits all the same: two
            # desktops that end each other's would else log in without a pause.
            at_once = isinstance(error, TokenExpired) and not log_in and not was_up
            # Without a live pair the secret serves, once; a refused one ends it all, above.
            dead = isinstance(error, TokenExpired) or self._pbx.tokens is None
            log_in = not self._signed_in or dead
            if at_once:
                continue
            poked = await self._pause(error, failures)
            # What failed before the computer woke says nothing of now: begin with short waits.
            failures = 1 if poked else failures + 1

    async def _pause(self, error: CtiError, failures: int) -> bool:
        """Wait before the next try: longer each time, and never all desktops at once.

        Whoever pokes meanwhile shortens that. A poke from before counts only if it is fresh, and
        never where a seat is taken: it knew nothing of that.

        Returns:
            Whether somebody knew that it need not wait.
        """
        pace = self._pace
        longest_s = min(pace.longest_s, pace.first_s * 2.0 ** min(failures, 30))
        wait_s = self._rng.uniform(0.0, longest_s)
        self._seatless = isinstance(error, SeatLimit)
        if self._seatless:
            wait_s += pace.seat_s
        if self._seatless or self._clock() - self._poked_s > POKE_S:
            self._poked.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self._poked.wait()
        self._seatless = False
        poked = self._poked.is_set()
        self._poked.clear()
        return poked

    async def _connect(self, *, log_in: bool) -> NoReturn:
        """Go the way once; it ends by an error only."""
        self._observer.on_link(LinkState.OPENING, None, retry=False)
        if log_in:
            signed_in = await self._pbx.sign_in(self._credentials)
            self._signed_in = True
            self._report_tokens()
            self._observer.on_signed_in(signed_in)
        self._held = []
        self._newer = None
        try:
            async with asyncio.TaskGroup() as group:
                await self._follow_in(group)
                self._observer.on_link(LinkState.SYNCING, None, retry=False)
                await self._synchronise()
                group.create_task(self._refresh_when_wanted(), name="link-refresh")
                group.create_task(self._renew(group), name="link-renew")
        except* CtiError as errors:
            error = _first(errors)
        finally:
            self._following = None
        raise error

    async def _follow_in(self, group: asyncio.TaskGroup) -> None:
        """Open a stream and follow it; the one followed before is let go once this one is open."""
        before = self._following
        opened = asyncio.Event()
        self._following = group.create_task(self._follow(opened), name="link-stream")
        await opened.wait()
        if before is not None:
            before.cancel()

    async def _follow(self, opened: asyncio.Event) -> None:
        """Deliver what one stream says, for as long as it is the one to follow."""
        try:
            async with self._pbx.stream() as stream:
                self._stream = stream
                opened.set()
                try:
                    async with aclosing(stream.frames()) as frames:
                        async for frame, received_s in frames:
                            self._take(frame, received_s)
                finally:
                    if self._stream is stream:
                        self._stream = None
        except LinkError:
            # The PBX may drop the old stream as soon as its token is renewed.
            if self._following is asyncio.current_task():
                raise
            return
        raise LinkLost("the event stream ended")

    async def _synchronise(self) -> None:
        """Take the first snapshot, then let out what was held."""
        snapshot = await self._pbx.snapshot()
        held, self._held = self._held or [], None
        self._wanted.clear()
        self._observer.on_snapshot(snapshot, self._clock())
        for event, received_s in held:
            self._deliver(event, received_s)
        self._trying = True
        self._poked.clear()
        self._up_since_s = self._clock()
        self._report_tokens()
        self._observer.on_link(LinkState.UP, None, retry=False)

    async def _refresh_when_wanted(self) -> None:
        """Take a snapshot whenever somebody wants one; events go on meanwhile.

        A call that an event told of while the snapshot was on its way is newer than the snapshot,
        which may even lack it (a new call can be seconds late there), so the event's word stands.
        Where the two differ the event may have been late instead: then it is asked for once more.
        """
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._newer = {}
            snapshot = await self._pbx.snapshot()
            newer, self._newer = self._newer, None
            if _crossed(snapshot, newer):
                self._wanted.set()
            self._observer.on_snapshot(_overtaken(snapshot, newer), self._clock())
            await asyncio.sleep(self._pace.refresh_s)

    async def _renew(self, group: asyncio.TaskGroup) -> None:
        """Keep the token alive, and the stream on a live token."""
        while True:
            await asyncio.sleep(self._pace.renew_s)
            try:
                renewed = await self._pbx.keep_token_fresh()
            except LinkError as err:
                # There is time for another try; whether the link is lost the stream knows better.
                _logger.info("token not renewed: %s", type(err).__name__)
                continue
            self._report_tokens()
            if renewed:
                await self._follow_in(group)
                self.refresh_now()  # whatever happened between the streams

    # --- what comes in ---------------------------------------------------------------------------

    def _take(self, frame: str, received_s: float) -> None:
        try:
            self._observer.on_frame(frame, received_s)
        except Exception as err:  # noqa: BLE001 - no recorder may cost the connection
            self._tell_once(f"frame not recorded: {type(err).__name__}", warn=True)
        try:
            events = self._pbx.parse(frame)
        except WireError as err:
            self._tell_once(f"frame refused: {err.detail}", warn=True)
            return
        for event in events:
            if not self._hold(event, received_s):
                raise LinkLost("too many events before the first snapshot")

    def _tell(self, event: PbxEvent) -> None:
        """What the PBX's answer alone says takes the same road."""
        self._hold(event, self._clock())

    def _hold(self, event: PbxEvent, received_s: float) -> bool:
        """Deliver an event, or keep it until the snapshot is there; False: too many are kept."""
        if self._held is None:
            self._deliver(event, received_s)
        elif len(self._held) < MAX_HELD:
            self._held.append((event, received_s))
        else:
            return False
        return True

    def _deliver(self, event: PbxEvent, received_s: float) -> None:
        if isinstance(event, UnknownEvent):
            self._tell_once(f"unknown event {event.kind}", warn=False)
        if self._newer is not None:
            if isinstance(event, CallReported):
                self._newer[event.report.call_id] = event.report
            elif isinstance(event, CallRecorded | CallGone):
                self._newer[event.call_id] = None
        try:
            self._observer.on_event(event, received_s)
        except Exception:
            # A fault of ours over one event must not cost the connection, only the belief in what
            # is known of the calls.
            _logger.exception("an event could not be handled")
            self.refresh_now()

    def _tell_once(self, words: str, *, warn: bool) -> None:
        """Log one line a kind: a PBX that says it all day must not fill the disk."""
        if words not in self._told and len(self._told) < _MAX_KINDS:
            self._told.add(words)
            (_wire_logger.warning if warn else _wire_logger.info)("%s", words)

    def _report_tokens(self) -> None:
        tokens = self._pbx.tokens
        if tokens is not self._tokens:
            self._tokens = tokens
            self._observer.on_tokens(tokens)


def _crossed(snapshot: Snapshot, newer: dict[CallId, CallReport | None]) -> bool:
    """Say whether events told otherwise of a call that the snapshot has, and goes on."""
    return any(newer.get(report.call_id) not in (None, report) for report in snapshot.calls)


def _overtaken(snapshot: Snapshot, newer: dict[CallId, CallReport | None]) -> Snapshot:
    """Put the newer words about calls in place of the snapshot's."""
    calls = {report.call_id: report for report in snapshot.calls}
    for call_id, report in newer.items():
        if report is None:
            calls.pop(call_id, None)
        else:
            calls[call_id] = report
    return replace(snapshot, calls=tuple(calls.values()))


def _first(errors: BaseExceptionGroup[CtiError]) -> CtiError:
    """Find what failed first: the others are its consequences, or happened at the same time."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, CtiError)  # noqa: S101 - tells mypy what ``except*`` ensures
    return error
