"""The two ways in which a K2's events come: posted to us, or from the event port that we open.

Rule: nobody waits in silence. Of what is posted nothing tells that it would come, and a port that
says nothing may have refused in its own way; so the PBX is asked now and then which calls one has,
and that is compared with what events told. What is believed then: see `Hearing`. A port that tells
nothing is left alone for a while instead: to open it is a log-in, and five that fail lock one out.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    CannotConnect,
    CredentialsRejected,
    CtiError,
    EventsBlocked,
    EventsOutdated,
    EventsSilent,
    LinkError,
    LinkLost,
    LinkTimeout,
    TokenExpired,
    UsageError,
)
from ctiapp.pbx.k2.eventport import open_event_port
from ctiapp.pbx.k2.hearing import Verdict
from ctiapp.pbx.k2.speech import Told
from ctiapp.pbx.receiver import Receiver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from ctiapp.model.call import CallReport
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.pbx.interface import Account, EventStream, Snapshot
    from ctiapp.pbx.k2.eventport import EventPort
    from ctiapp.pbx.k2.listening import Ears
    from ctiapp.pbx.k2.speech import K2Speech
    from ctiapp.pbx.pushed import Pushed
    from ctiapp.pbx.rest import Timing
    from ctiapp.pbx.talk import Talk

MAX_EARLY: Final = 3
"""So often in a row may an event port close soon after the log-in that did not refuse at once when
it was first asked: it may be starting. Five failures would lock this address. Where it never told
an event that ends it; where it did, it knows the password, and is asked again now and then."""

AGAIN_S: Final = 60.0
"""After so many seconds an event port is asked again that closed so often, or told nothing; and
events are asked for again that came in the older dialect."""

POSTED_S: Final = 2.0
"""How long to wait, in seconds, for something to be posted where nothing came before."""

MAX_SUSPECTS: Final = 8
"""So many calls of others are asked for at one look: they may be over."""


class Streams:
    """The events of one account.

    Args:
        account: whose, and in which way they come.
        talk: the way to the PBX.
        speech: is told where events are to be posted.
        ears: read what comes.
        timing: how long to wait for a connection.
        beat_s: seconds from one look at whether the PBX answers, and its events come, to the next.
        own_calls: asks which calls one has.
        call: asks for one call.

    Attributes:
        secret: the password, for the event port; empty until it served.
        ears: reads what comes.
        on_doubt: is called where an event was lost, as it seems.
        tell: is told what became of a call unheard.
    """

    def __init__(
        self,
        account: Account,
        talk: Talk,
        speech: K2Speech,
        ears: Ears,
        *,
        timing: Timing,
        beat_s: float,
        own_calls: Callable[[], Awaitable[Snapshot]],
        call: Callable[[CallId], Awaitable[CallReport | None]],
    ) -> None:
        self._account = account
        self._talk = talk
        self._speech = speech
        self._timing = timing
        self._beat_s = beat_s
        self._own_calls = own_calls
        self._call = call
        self.secret = ""
        self.on_doubt: Callable[[], None] = lambda: None
        self.tell: Callable[[PbxEvent], None] = lambda _: None
        self._hearing = ears.hearing
        self._clock = ears.hearing.clock
        self.ears = ears
        self.ears.on_restart = self._on_restart
        self.ears.on_stranger = self._on_stranger
        self.ears.on_old = self._on_old
        self._receiver: Receiver | None = None
        self._posted: Pushed | None = None
        self._port: EventPort | None = None
        self._port_took = False
        self._port_told = ""
        self._early = 0
        self._not_before_s = -math.inf
        self._why_not: CtiError = LinkLost("")

    async def listen(self) -> None:
        """Have somewhere where the PBX can post its events, before it is told.

        Raises:
            As `Receiver.open`.
        """
        if self._account.event_port is not None:
            return
        if self._receiver is not None:
            if not await self._receiver.has_moved():
                return
            old, self._receiver = self._receiver, None
            await old.close()
            self._talk.session.adopt(None)  # events go where its log-in said
        receiver = await Receiver.open(
            self._account.listen, self._talk.rest.origin, clock=self._clock
        )
        self._receiver = receiver
        self._hearing.look_elsewhere()
        host, port = _parts(receiver)
        self._speech.told = Told(host, port, receiver.address_for_pbx())

    def check(self) -> None:
        """See whether events can come in this way at all, by what the log-in answered.

        Raises:
            UsageError: key ``account.events_by_tcp``: the PBX is set to send none by HTTP. Or
                ``account.events_by_http``: it is set to send none by TCP; then the password is not
                shown to the event port.
        """
        by_port = self._account.event_port is not None
        if self._speech.transport == "TCP" and not by_port:
            raise UsageError("the PBX is set to send events by TCP", key="account.events_by_tcp")
        if self._speech.transport == "HTTP" and by_port:
            raise UsageError("the PBX is set to send events by HTTP", key="account.events_by_http")

    async def close(self) -> None:
        """Listen no longer."""
        receiver, self._receiver = self._receiver, None
        self._speech.told = None
        self.secret = self._port_told = ""
        self._not_before_s = -math.inf
        if receiver is not None:
            await receiver.close()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[EventStream]:
        """Take what the PBX posts, or open the event port; see `Pbx.stream`."""
        self.ears.begin()
        self._hearing.begin()
        if self._account.event_port is not None:
            async with self._event_port(self._account.event_port) as stream:
                yield stream
            return
        receiver = self._receiver
        if receiver is None:
            raise LinkLost("closed")
        await self._check_place()
        self._check_rest()
        async with receiver.stream(self.beat, every_s=self._beat_s) as posted:
            self._posted = posted
            if self._hearing.blocked:
                await self._claim(receiver)
            elif isinstance(self._why_not, EventsOutdated):
                await self.claim()  # it names the dialect once more
            yield posted

    async def _claim(self, receiver: Receiver) -> None:
        """Have the events posted here again, perhaps from another desk, and see whether they are.

        Raises:
            EventsBlocked: nothing was posted since a call was missed; see `Hearing`.
            PbxError: as it happened.
        """
        await self.claim()
        if await receiver.heard(POSTED_S):
            self._hearing.is_open()
        elif not self._hearing.is_worth_a_trial():
            raise self.nothing_comes()

    @asynccontextmanager
    async def _event_port(self, port: int) -> AsyncIterator[EventStream]:
        """Open the event port. What closes soon after the log-in is not tried often in a row."""
        if self._talk.session.pair is None:
            raise TokenExpired("not signed in")
        self._check_rest()
        await self._see_who_is_there()
        told = False
        try:
            async with open_event_port(
                self._talk.rest.origin.host,
                port,
                self._account.client_id,
                self.secret,
                open_s=self._timing.connect_s,
                clock=self._clock,
            ) as stream:
                self._speech.ip = stream.local_ip
                self._port_took = True  # or it would have refused by now
                self._port = stream
                stream.on_left_out = self.on_doubt
                watching = asyncio.create_task(
                    stream.watch(self.beat, self._beat_s), name="event-port-watch"
                )
                try:
                    yield stream
                finally:
                    told = stream.told
                    if told:
                        self._port_told = self.secret
                    watching.cancel()
                    await asyncio.wait({watching})
        except CredentialsRejected as err:
            raise self._refused(err, port) from None
        except (CannotConnect, LinkTimeout) as err:
            if not self._port_took:
                self._blame(err, "error.event_port_closed", port)
            raise
        except EventsSilent as err:
            if not told:  # perhaps it refused, in words that nobody knows
                self._rest(err)
            raise
        except LinkLost:
            # It took the password: it had told something, or stayed open for long enough.
            told = True
            raise
        finally:
            if told:
                self._early = 0

    async def _see_who_is_there(self) -> None:
        """Ask something by TLS, if that is spoken: the event port itself shows no certificate.

        Whoever took the PBX's place since the log-in is found out before the password goes there.

        Raises:
            CertificateRejected: it is somebody else.
            PbxError: as it happened.
        """
        if self._talk.rest.origin.secure:
            await self._own_calls()

    def _blame(self, err: CtiError, key: str, port: int) -> None:
        """Name the port in an error: the PBX took the same name and password a moment ago."""
        err.key = key
        err.params.update(address=self._talk.rest.origin.host, port=port)

    def _refused(self, err: CredentialsRejected, port: int) -> CtiError:
        """Say what it means that the event port closed soon after the log-in."""
        self._early += 1
        self._blame(err, "error.event_port_refused", port)
        if not self._port_took:
            return err
        lost = LinkLost(err.detail, code=err.code)
        if not self._port_told:
            lost = LinkLost(err.detail, key=err.key, code=err.code, **err.params)
        if self._early >= MAX_EARLY:
            if self._port_told != self.secret:
                return err
            self._rest(lost)
        return lost

    def _rest(self, why: CtiError) -> None:
        """Open no stream for a while; who wants one meanwhile is told why."""
        self._not_before_s = self._clock() + AGAIN_S
        self._why_not = why

    def _check_rest(self) -> None:
        """Raise why no stream is to be opened for a while, if that is so."""
        if self._clock() < self._not_before_s:
            raise self._why_not.with_traceback(None)

    async def snapshot(self) -> Snapshot:
        """Ask for the picture of one's own calls, and keep in mind what no event told of."""
        begun = self._hearing.begun
        snapshot = await self._own_calls()
        self._hearing.found((report.call_id for report in snapshot.calls), begun=begun)
        return snapshot

    async def beat(self) -> None:
        """Ask for a sign of life: which calls one has, and whether events told of them.

        Not by a heartbeat: that would take the events from another desk, which takes them back.

        Raises:
            EventsBlocked, EventsSilent: one has a call, and no event came at all.
            PbxError: as it happened.
        """
        await self._check_place()
        snapshot = await self._own_calls()
        match self._hearing.compare(report.call_id for report in snapshot.calls):
            case Verdict.BLOCKED:
                if self._receiver is not None:
                    self._receiver.miss()
                raise self.nothing_comes()
            case Verdict.DOUBTFUL:
                self.on_doubt()
            case Verdict.FINE:
                pass
        there = {report.call_id for report in snapshot.calls}
        missing = set(self.ears.suspects(MAX_SUSPECTS)) - there
        if snapshot.complete:
            missing |= set(self.ears.talks(self._account.extension)) - there
        await self._look_for(missing)

    async def _check_place(self) -> None:
        """See that the PBX was told the address by which it reaches this computer now.

        Raises:
            TokenExpired: it was told another: a log-in tells the new one.
        """
        if self._receiver is not None and await self._receiver.has_moved():
            self._talk.session.adopt(None)
            raise TokenExpired("this computer has another address now")

    @property
    def receiver(self) -> Receiver | None:
        """Where events are posted; None where they are not."""
        return self._receiver

    async def claim(self) -> None:
        """Have the events posted here, and to no other program with the same account."""
        await self._talk.query(self._speech.heartbeat())

    def nothing_comes(self, words: str = "a call that no event told of") -> LinkError:
        """Say that no event comes, and where it should; ``words`` say how that is known."""
        if self._account.event_port is not None:
            host = self._talk.rest.origin.host
            return EventsSilent(words, address=host, port=self._account.event_port)
        if self._receiver is None:
            return LinkLost("closed")
        host, port = _parts(self._receiver)
        return EventsBlocked(words, address=host, port=port)

    async def _look_for(self, missing: set[CallId]) -> None:
        """Say how calls stand in which one talked, and which the PBX no longer counts as one's own.

        Or in which somebody is whose phone has none. Their end was not heard of. Of one's own that
        only ring no answer proves anything: a new channel may be told later than its events.
        """
        for call_id in missing:
            report = await self._call(call_id)
            for event in self.ears.found(call_id, report):
                self.tell(event)

    def _on_stranger(self) -> None:
        """Somebody's event may be this PBX's: a snapshot shows it, see `Hearing.found`."""
        self.on_doubt()

    def _on_old(self) -> None:
        """Events of the older dialect tell nothing: without an end the window would be blind."""
        error = EventsOutdated("events of version 1.0.0")
        self._rest(error)
        for stream in (self._posted, self._port):
            if stream is not None:
                stream.fail(error)

    def _on_restart(self) -> None:
        """All calls are gone: everything is begun anew, as after a gap."""
        if self._posted is not None:
            self._posted.fail(LinkLost("the PBX restarted"))
        else:
            self.on_doubt()


def _parts(receiver: Receiver) -> tuple[str, int]:
    """Where the PBX reaches us."""
    host, _, port = receiver.authority.rpartition(":")
    return host.strip("[]"), int(port)
