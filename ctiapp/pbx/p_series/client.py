"""A P-Series PBX as the rest of the application knows one."""

from __future__ import annotations

import time
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from ctiapp import log
from ctiapp.model.commands import (
    Capability,
    HangUpLeg,
    HoldLeg,
    LogAgent,
    LogAgents,
    MuteLeg,
    PauseAgent,
    PauseAgents,
    RefuseRing,
    ResumeLeg,
    SetPresence,
)
from ctiapp.model.directory import PbxInfo
from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.model.events import RecordingReady
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import address
from ctiapp.pbx.interface import SignedIn, Snapshot
from ctiapp.pbx.p_series import wire, wire_agents, wire_calls, wire_rest
from ctiapp.pbx.p_series.asking import REFUSALS, Asker
from ctiapp.pbx.p_series.contacts import Contacts
from ctiapp.pbx.p_series.directory import Directory
from ctiapp.pbx.p_series.hotel import Hotel
from ctiapp.pbx.p_series.lines import all_calls, busy
from ctiapp.pbx.p_series.queues import Queues
from ctiapp.pbx.p_series.recordings import Recordings
from ctiapp.pbx.p_series.records import Records
from ctiapp.pbx.p_series.reports import Reports
from ctiapp.pbx.p_series.speech import KIND, Speech
from ctiapp.pbx.p_series.subscribing import Subscriber
from ctiapp.pbx.parts import PbxOfParts, jitter, utc_now
from ctiapp.pbx.remarks import Once
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.stream import Pulse
from ctiapp.pbx.talk import Talk

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
    from datetime import datetime

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Answer, Command
    from ctiapp.model.directory import (
        Contact,
        Department,
        LineState,
        Phonebook,
    )
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.records import CallRecord, Recording
    from ctiapp.model.reports import Report, ReportRequest
    from ctiapp.pbx.interface import Account, Credentials, EventStream, Page, Piece, TokenPair
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.stream import Stream

_PATHS = frozenset({"/openapi", wire_rest.API_PATH})
_PULSE = Pulse(ask=wire.HEARTBEAT, reply=wire.HEARTBEAT_REPLY)

PENDING_S = 6.0
"""How long after a command the stream is asked every second whether it lives: what confirms the
command comes that way, and nobody waits for it any longer."""

REPEATABLE = (
    *(HoldLeg, ResumeLeg, MuteLeg, HangUpLeg, RefuseRing),
    *(LogAgent, PauseAgent, LogAgents, PauseAgents, SetPresence),
)
"""Commands that set a state, and so do nothing when they are sent a second time."""

_logger = log.topic("pbx")
_wire_logger = log.topic("wire")


CAPABILITIES = frozenset(Capability) - {Capability.VOICEMAIL, Capability.VOICEMAIL_FILES}
"""What the P-Series' API can do; whether a phone can be answered shows when it rings. For
messages its handbook has settings, and no endpoint."""


class PSeries(PbxOfParts):
    """One account at one P-Series PBX.

    Args:
        account: whom to sign in where.
        timing: how long to wait for answers.
        pulse: how to watch over the event stream.
        now: aware UTC.
        clock: monotonic seconds; frames are stamped with it.
        rng: for the jitter of renewals.

    Raises:
        UsageError: key ``address.invalid``: nothing could be reached by this address.
    """

    _directory: Directory
    _queues: Queues
    _hotel: Hotel

    def __init__(
        self,
        account: Account,
        *,
        timing: Timing | None = None,
        pulse: Pulse = _PULSE,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        rng: random.Random | None = None,
    ) -> None:
        self._account = account
        self._origins = address.candidates(account.address, ports=wire_rest.PORTS, paths=_PATHS)
        self._timing = timing or Timing()
        self._subscriber = Subscriber(account, self._timing, pulse, clock)
        self._talk = Talk(account, Speech(), self._timing, now=now, rng=rng or jitter())
        self._session = self._talk.session
        self._remembered: TokenPair | None = None
        self._streamed: str | None = None
        self._live: Stream | None = None
        self._remark = Once(_wire_logger.warning)
        self._asker = Asker(self._talk.query, self._remark)
        self._directory = Directory(self._asker)
        self._contacts = Contacts(self._asker, self._talk.command)
        self._records = Records(self._asker, now)
        self._recordings = Recordings(self._asker, self._talk, self._records.style)
        self._reports = Reports(self._asker, self._records.style)
        self._queues = Queues(self._asker)
        self._hotel = Hotel(self._asker, self._talk.command, now)

    # --- signing in ------------------------------------------------------------------------------

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        """Get a token, find the extension, learn which PBX it is; see `Pbx.sign_in`.

        The pair that lives is used before the remembered one, and that before the secret.
        """
        return await self._talk.reach(self._origins, lambda: self._sign_in(credentials))

    async def _sign_in(self, credentials: Credentials) -> SignedIn:
        session = self._session
        if session.pair is None and credentials.tokens != self._remembered:
            # Once only: a refused pair would count as another failed log-in.
            self._remembered = credentials.tokens
            session.adopt(credentials.tokens)
        me, logged_in = await self._who(lambda: session.log_in(credentials.secret))
        if logged_in:
            self._contacts.forget_refusals()
            self._records.forget_refusals()
            self._hotel.forget_refusals()
        sn, firmware, shows = await self._directory.information()
        return SignedIn(
            me=me,
            pbx=PbxInfo(KIND, self._talk.rest.origin.url, sn, firmware, shows),
            capabilities=CAPABILITIES - self.withdrawn,
            logged_in=logged_in,
        )

    async def keep_token_fresh(self) -> bool:
        """Renew the token where it ends soon; True where the stream runs on an older one."""
        pair = self._session.pair
        if pair is not None and self._session.due:
            await self._session.refresh(pair)
        pair = self._session.pair
        return pair is not None and pair.access != self._streamed

    async def close(self, *, revoke: bool) -> None:
        """End the session; with ``revoke`` the token, too, within two seconds. Never raises."""
        await self._session.settle()
        if revoke:
            await self._session.revoke()
        await self._talk.close()

    # --- the event stream ------------------------------------------------------------------------

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[EventStream]:
        """Open the event stream and subscribe (l. 785-850); see `Pbx.stream`."""
        async with AsyncExitStack() as stack:
            yield await self._talk.authorised(lambda pair: self._subscribed(stack, pair))

    async def _subscribed(self, stack: AsyncExitStack, pair: TokenPair) -> Stream:
        stream = await self._subscriber.opened(stack, self._talk.rest, pair.access)
        self._streamed = pair.access
        self._live = stream
        return stream

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one frame of the stream."""
        told = wire.parse(frame, self._remark)
        for event in told:
            if isinstance(event, RecordingReady):  # who fetches that file need not wait any longer
                self._recordings.take_event(event)
        return told

    def heed_doubt(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` where the session was found dead; see `Pbx.heed_doubt`."""
        self._session.on_dead = listener

    # --- calls -----------------------------------------------------------------------------------

    async def snapshot(self) -> Snapshot:
        """Ask which calls one's own extension has now (``call/query?number=``)."""
        try:
            answer = await self._talk.query(wire_calls.calls_of(self._account.extension))
        except NoSuchTarget:  # "no such data": there is no call
            return Snapshot(())
        return wire_calls.own_calls(answer, self._remark)

    async def call(self, call_id: CallId) -> CallReport | None:
        """Ask for one call as it stands; None where the PBX no longer has it."""
        reports = await self._calls(wire_calls.one_call(call_id))
        return next((report for report in reports if report.call_id == call_id), None)

    async def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        """Which calls another extension has now; see `Pbx.calls_of`."""
        try:
            return await self._calls(wire_calls.calls_of(number))
        except REFUSALS as err:
            self._asker.note("calls of others", err)
            return ()

    async def _calls(self, request: Request) -> tuple[CallReport, ...]:
        try:
            answer = await self._talk.query(request)
        except NoSuchTarget:  # "no such data": there is no call
            return ()
        return wire_calls.call_reports(answer, self._remark)

    async def execute(self, command: Command) -> Answer:
        """Send one command, at most once; see `Pbx.execute`."""
        if isinstance(command, wire_agents.COMMANDS):
            request = wire_agents.command_request(command)
        else:
            request = wire_calls.command_request(command)
        if self._live is not None:
            self._live.hurry(PENDING_S)
        answer = await self._talk.command(request, repeatable=isinstance(command, REPEATABLE))
        return wire_calls.command_answer(answer)

    async def parked(self) -> tuple[ParkedCall, ...]:
        """Who waits in which slot; see `Pbx.parked`."""
        try:
            answer = await self._talk.query(wire_calls.PARK_STATUS)
        except (NoSuchTarget, NotSupported):  # nobody is parked, or an older firmware
            return ()
        return wire_calls.parked_calls(answer, self._remark)

    async def all_calls(self) -> tuple[CallReport, ...]:
        """All calls of the whole PBX; see `Pbx.all_calls`."""
        return await all_calls(self._asker) or ()

    async def lines(self) -> Mapping[Number, LineState] | None:
        """Whose line is busy, by all calls; see `Pbx.lines`."""
        reports = await all_calls(self._asker)
        return None if reports is None else busy(reports)

    # --- the directory ---------------------------------------------------------------------------

    def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """All company contacts, page by page; see `Pbx.contacts`."""
        return self._directory.contacts()

    async def departments(self) -> tuple[Department, ...]:
        """All departments with their extensions; see `Pbx.departments`."""
        return await self._directory.departments()

    async def phonebooks(self) -> tuple[Phonebook, ...]:
        """The groups of company contacts; see `Pbx.phonebooks`."""
        return await self._contacts.phonebooks()

    async def contact(self, contact_id: str) -> Contact | None:
        """One company contact with everything that is known of it; see `Pbx.contact`."""
        return await self._contacts.contact(contact_id)

    async def save_contact(self, contact: Contact, before: Contact | None = None) -> str:
        """Create a company contact or change one; see `Pbx.save_contact`."""
        return await self._contacts.save(contact, before)

    async def delete_contact(self, contact_id: str) -> None:
        """Delete a company contact; see `Pbx.delete_contact`."""
        await self._contacts.delete(contact_id)

    @property
    def tells_records(self) -> bool:
        """Whether it has not refused to tell of calls of the past; see `Pbx.tells_records`."""
        return not self._records.refused

    async def call_records(
        self,
        number: Number,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        most: int = MAX_RECORDS,
    ) -> tuple[CallRecord, ...]:
        """The calls of the past with a number on either side; see `Pbx.call_records`."""
        return await self._records.of(number, since, until, most)

    async def call_report(self, wanted: ReportRequest) -> Report:
        """One of the PBX's own reports; see `Pbx.call_report`."""
        return await self._reports.told(wanted)

    def recordings(self) -> AsyncGenerator[Page[Recording], None]:
        """All recordings, newest first; see `Pbx.recordings`."""
        return self._recordings.listed()

    def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """The file of a recording; see `Pbx.recording`."""
        return self._recordings.fetched(file)

    @property
    def withdrawn(self) -> frozenset[Capability]:
        """What was refused for want of a right in this session; see `Pbx.withdrawn`."""
        refused = {
            Capability.EDIT_CONTACTS: self._contacts.refused,
            Capability.HOTEL: self._hotel.refused,
        }
        return frozenset(capability for capability, lost in refused.items() if lost)

    def heed_rights(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `withdrawn` has grown; see `Pbx.heed_rights`."""
        self._contacts.on_refused = listener
        self._hotel.on_refused = listener

    # --- queues and agents -----------------------------------------------------------------------

    async def pause_reasons(self) -> tuple[PauseReason, ...]:
        """What a pause can be for; see `Pbx.pause_reasons`."""
        return await self._queues.pause_reasons()
