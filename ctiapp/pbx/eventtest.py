"""Whether what a PBX posts reaches us, tried on demand: one's own phone rings for a moment.

Nothing that such an API can do makes the PBX post a report, but for a call. The least of all calls
is one of one's own phone to its own number: it rings first, nobody else's does, and it is hung up
again as soon as a report tells of that ring, or is late. Who lifts the handset meanwhile calls
themselves, and is hung up within a second; or at the end of the test, where the PBX does not tell
that call from a colleague's.

That call is nobody's: its reports are kept from whoever is shown calls (`EventTest.hides`). It is
known by its id. Where that is not told yet, or never, it is the first ring in which the PBX names
one's own extension alone, and whatever else names it alone until shortly after the end. What did
not get through a closed way a PBX may post again, long after the test.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ctiapp import log
from ctiapp.model import events
from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import Dial, ListenIn
from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    LinkError,
    LinkLost,
    LinkTimeout,
    NoSuchFunction,
    NoSuchTarget,
    OutcomeUnknown,
    WireError,
)
from ctiapp.pbx.told import Action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Command
    from ctiapp.model.errors import CtiError
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.records import EndedCall
    from ctiapp.pbx.receiver import Receiver
    from ctiapp.pbx.told import Told

LATE_S: Final = 8.0
"""How long a report may be on its way, in seconds, before it is missed."""

LOOK_S: Final = 1.0
"""How long to wait, in seconds, from one look at one's own line to the next."""

AGAIN_S: Final = 0.4
"""How long to wait, in seconds, before a ring that did not end is ended once more."""

ENDINGS: Final = 8
"""So often at most one tries to end the ring; a new call may be seconds late at the PBX."""

SETTLE_S: Final = 3.0
"""For so long after it, in seconds, late reports of a ring are kept away whose id is not told."""

OWED_S: Final = 3600.0
"""For so long after it, in seconds, the first report of a ring may come that was missed."""

STOP_S: Final = 1.0
"""For so long a test that is given up may take to end the ring, in seconds."""

_KEPT: Final = 16

_NOT_ENDED: Final = (NoSuchFunction, NoSuchTarget, InvalidState, OutcomeUnknown)

_RINGING: Final = (LegState.ALERTING, LegState.INITIATED)

_logger = log.topic("pbx")


@dataclass(frozen=True, slots=True)
class Named:
    """Of what a report tells.

    Attributes:
        call_id: the call; None where it tells of none.
        insiders: the extensions that it names.
        outside: it names an outside line, too.
        rings: somebody's phone rings in it.
    """

    call_id: CallId | None
    insiders: frozenset[Number] = frozenset()
    outside: bool = False
    rings: bool = False


@dataclass(frozen=True, slots=True)
class OwnPhone:
    """What one's own phone does.

    Attributes:
        in_use: it rings, or is in a call.
        rings: it does nothing but ring.
        others: a call is there that is not the test's: nothing may be ended by one's number.
    """

    in_use: bool
    rings: bool = False
    others: bool = False


class Ringer(Protocol):
    """What a dialect does for a test; each of them asks the PBX, and raises as that happened.

    Attributes:
        tells_apart: `phone` tells the ring from any other call; else a colleague's may look just
            like it, and hanging up would end that one.
    """

    tells_apart: bool

    def named(self, body: str) -> Named | None:
        """Read of what a body tells that was posted; None where it is not this PBX's.

        Pure. Raises `WireError` where it cannot be read.
        """

    async def phone(self, ring: CallId | None) -> OwnPhone:
        """Look what one's own phone does; ``ring`` is the test's call, where its id is known."""

    async def ring(self) -> CallId | None:
        """Have one's own phone ring, to call its own number; the call's id, where it is told."""

    async def hang_up(self, ring: CallId | None) -> None:
        """Hang that ring up."""

    def reached(self) -> None:
        """A report of the ring came: the way is open."""

    def missed(self, receiver: Receiver) -> CtiError:
        """None came: the way is closed; what to say, and to end the stream by."""


def _of_ended(ended: EndedCall | None) -> frozenset[Number]:
    return frozenset() if ended is None else frozenset((ended.caller.number, ended.callee.number))


def named_by_told(told: Told) -> Named:
    """Of what a report tells that only tells what changed."""
    inside = (party.number for party in told.parties if party.kind is LegKind.EXTENSION)
    outside = any(party.kind is not LegKind.EXTENSION for party in told.parties)
    rings = told.action in (Action.ALERT, Action.RING)
    return Named(told.call_id, frozenset(inside) | _of_ended(told.ended), outside, rings)


def named_by_report(report: CallReport) -> Named:
    """Who is in a call."""
    inside = (leg.number for leg in report.legs if leg.kind is LegKind.EXTENSION)
    outside = any(leg.kind is not LegKind.EXTENSION for leg in report.legs)
    rings = any(leg.state in _RINGING for leg in report.legs)
    return Named(report.call_id, frozenset(inside), outside, rings)


def named_by_event(event: PbxEvent) -> Named:
    """Of what an event tells."""
    match event:
        case (
            events.CallReported(report)
            | events.CallTransferred(report)
            | events.CallFailed(report)
            | events.InboundOffered(report)
        ):
            return named_by_report(report)
        case events.CallRecorded(call_id, _, ended):
            return Named(call_id, _of_ended(ended))
        case events.LineChanged() | events.RegistrationChanged():
            return Named(None, frozenset((event.number,)))
        case _:
            return Named(None)


def named_together(found: Iterable[Named]) -> Named:
    """Of what several events of one body tell."""
    all_of_them = tuple(found)
    return Named(
        next((one.call_id for one in all_of_them if one.call_id is not None), None),
        frozenset(number for one in all_of_them for number in one.insiders),
        any(one.outside for one in all_of_them),
        any(one.rings for one in all_of_them),
    )


class EventTest:
    """The tests of one account, one at a time.

    Args:
        me: one's own extension.
        ringer: what the dialect does.
    """

    def __init__(self, me: Number, ringer: Ringer) -> None:
        self._me = me
        self._ringer = ringer
        self._task: asyncio.Task[float] | None = None
        self._ring: CallId | None = None
        self._rings: deque[CallId] = deque(maxlen=_KEPT)
        self._settled_s = self._owed_s = 0.0
        self._rang = self._ended = self._learns = False

    # --- what is kept away -----------------------------------------------------------------------

    def hides(self, named: Named) -> bool:
        """Whether what a report names is a test's ring, and nobody's call."""
        if named.call_id is None:
            return False
        if named.call_id in self._rings:
            return True
        if self._ring is not None or named.outside or named.insiders != {self._me}:
            return False
        if not named.rings:
            return self._is_fresh
        learns, self._learns = self._learns, False
        if not learns or asyncio.get_running_loop().time() >= self._owed_s:
            return False
        self._settle()  # its end follows
        self._rings.append(named.call_id)
        return True

    @property
    def _is_fresh(self) -> bool:
        if self._task is not None:
            return True
        return self._settled_s > 0 and asyncio.get_running_loop().time() < self._settled_s

    def _settle(self) -> None:
        self._settled_s = asyncio.get_running_loop().time() + SETTLE_S

    def heed(self, command: Command) -> None:
        """What is about to be done: where one's own phone rings first, that is no test's ring."""
        if self._task is None and isinstance(command, (Dial, ListenIn)):
            self._learns = False

    # --- trying ----------------------------------------------------------------------------------

    async def run(self, receiver: Receiver) -> float:
        """Try it; see `Pbx.try_events`."""
        if self._task is not None:
            raise InvalidState("a test goes on", key="events.running")
        task = self._task = asyncio.create_task(self._run(receiver), name="event-test")
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():  # not who waits: the session is over
                raise LinkLost("closed") from None
            task.cancel()
            await asyncio.wait({task})
            if not task.cancelled():
                task.exception()  # nobody is left who would want to know
            raise
        finally:
            self._task = None
            self._settle()

    async def stop(self) -> None:
        """Give up a test that goes on; the ring is ended, as long as that is soon."""
        task = self._task
        if task is not None:
            task.cancel()
            await asyncio.wait({task}, timeout=STOP_S)

    async def _run(self, receiver: Receiver) -> float:
        ringer = self._ringer
        self._ring = None
        self._rang = self._ended = False
        if (await ringer.phone(None)).in_use:
            raise InvalidState("one's own phone is in use", key="events.busy")
        heard = asyncio.Event()

        def overhear(body: str) -> None:
            with suppress(WireError):
                named = ringer.named(body)
                if named is not None and self._me in named.insiders:
                    heard.set()

        with receiver.overheard(overhear):
            began_s = asyncio.get_running_loop().time()
            await self._dial()
            try:
                await self._wait_for(heard)
                took_s = asyncio.get_running_loop().time() - began_s
            finally:
                await self._end()
        if heard.is_set():
            ringer.reached()
            self._owed_s = asyncio.get_running_loop().time() + SETTLE_S
            return took_s
        if not self._rang:
            raise InvalidState("one's own phone did not ring", key="events.no_ring")
        error = ringer.missed(receiver)
        receiver.fail(error)
        raise error

    async def _dial(self) -> None:
        self._learns = True
        self._owed_s = asyncio.get_running_loop().time() + OWED_S
        try:
            self._ring = await self._ringer.ring()
        except CommandError as err:
            if isinstance(err, OutcomeUnknown):  # it may ring nevertheless
                await self._end()
            else:
                self._learns = False
            raise
        except asyncio.CancelledError:
            await self._end()
            raise
        if self._ring is not None:
            self._learns = False
            self._rings.append(self._ring)

    async def _wait_for(self, heard: asyncio.Event) -> None:
        """Wait until a report of the ring is here, or is late; end it where it is answered."""
        answered = False
        with suppress(TimeoutError):
            async with asyncio.timeout(LATE_S):
                while not heard.is_set():
                    phone = await self._ringer.phone(self._ring)
                    self._rang |= phone.in_use  # of another's call a report is due as well
                    talks = phone.in_use and not phone.rings and not phone.others
                    if talks and self._ringer.tells_apart and not answered:
                        answered = True
                        await self._hang_up()
                    with suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_S):
                            await heard.wait()

    async def _hang_up(self) -> None:
        """End the ring; what nobody answered may be done all the same."""
        try:
            await self._ringer.hang_up(self._ring)
            self._ended = True
        except (*_NOT_ENDED, LinkLost, LinkTimeout) as err:
            _logger.debug("the ring of a test was not ended: %s", err.detail)

    async def _end(self) -> None:
        """See that the ring is over.

        A new call may be late in what the PBX lists, so that an idle line alone shows nothing until
        the ring was ended once. Where another call is there, nothing is ended by one's number: it
        might be that one. So it might where that cannot be told, once the PBX did end a call.

        Raises:
            InvalidState: key ``events.rings_on``: it could not be ended.
            PbxError: the PBX cannot be asked.
        """
        in_use = False
        for attempt in range(ENDINGS):
            if attempt:
                await asyncio.sleep(AGAIN_S)
            try:
                phone = await self._ringer.phone(self._ring)
            except LinkError as err:  # nobody knows whose call it would be that is ended now
                if attempt == ENDINGS - 1:
                    raise
                _logger.debug("one's own phone was not looked at: %s", err.detail)
                continue
            in_use = phone.in_use
            self._rang |= in_use
            if phone.others:
                _logger.info("a call came during a test of events: its ring ends by itself")
                return
            if not in_use and (self._ended or attempt > ENDINGS // 2):
                return
            if self._ringer.tells_apart or not self._ended:
                await self._hang_up()
        if not in_use:
            return
        if self._ended and not self._ringer.tells_apart:
            _logger.info("one's own phone is still in use after a test: by another call, it seems")
            return
        raise InvalidState("the ring of a test goes on", key="events.rings_on")
