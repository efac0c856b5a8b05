"""A Cloud PBX as the rest of the application knows one.

It posts its reports to an address that is told at a log-in only. So a sign-in always logs in, with
the password: a remembered token would leave the PBX posting to where nobody listens any more.
"""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ctiapp import log
from ctiapp.model.call import LegKind
from ctiapp.model.commands import Capability
from ctiapp.model.directory import LineState, PbxInfo
from ctiapp.model.errors import TokenExpired, WireError
from ctiapp.model.events import DirectoryChanged, LineChanged, Reported
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import address, leavefiles
from ctiapp.pbx.cloud import wire, wire_rest, wire_voicemail
from ctiapp.pbx.cloud.asking import Asker
from ctiapp.pbx.cloud.calling import Calling
from ctiapp.pbx.cloud.capabilities import CAPABILITIES
from ctiapp.pbx.cloud.directory import Directory
from ctiapp.pbx.cloud.files import Files
from ctiapp.pbx.cloud.hotel import Hotel
from ctiapp.pbx.cloud.ownring import OwnRing
from ctiapp.pbx.cloud.queues import COMMANDS, Queues
from ctiapp.pbx.cloud.speech import KIND, Speech
from ctiapp.pbx.eventtest import EventTest, named_by_told
from ctiapp.pbx.hearing import Hearing
from ctiapp.pbx.interface import SignedIn, Snapshot
from ctiapp.pbx.ownmailbox import Mailbox
from ctiapp.pbx.parts import jitter, utc_now
from ctiapp.pbx.posting import PostingPbx
from ctiapp.pbx.pushed import BEAT_S
from ctiapp.pbx.rebuilding import Rebuilder
from ctiapp.pbx.receiver import Receiver
from ctiapp.pbx.remarks import Once
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk
from ctiapp.pbx.told import addressed_event, ext_leg

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
    from datetime import datetime

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Answer, Command
    from ctiapp.model.directory import Contact
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord, Voicemail
    from ctiapp.pbx.interface import Account, Credentials, EventStream, Page, Piece
    from ctiapp.pbx.told import Told

_PATHS = frozenset({"/api", wire_rest.API_PATH})

_logger = log.topic("pbx")
_wire_logger = log.topic("wire")


def _checkable(told: Told | None) -> list[str]:
    """The legs of a report that a look can find: its outside lines, which nobody can guess.

    Where it has none, its extensions: that somebody's line is in use says little, but something.
    """
    parties = () if told is None else told.parties
    outside = [str(party.leg_id) for party in parties if party.kind is not LegKind.EXTENSION]
    return outside or [str(party.leg_id) for party in parties]


class Cloud(PostingPbx):
    """One account at one Cloud PBX.

    Args:
        account: whom to sign in where, and where the PBX reaches us.
        timing: how long to wait for answers.
        now: aware UTC.
        clock: monotonic seconds; reports are stamped with it.
        rng: for the jitter of renewals.
        beat_s: seconds between two looks whether the PBX still answers.

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
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        rng: random.Random | None = None,
        beat_s: float = BEAT_S,
    ) -> None:
        self._account = account
        self._origins = address.candidates(account.address, ports=wire_rest.PORTS, paths=_PATHS)
        self._clock = clock
        self._beat_s = beat_s
        self._speech = Speech()
        self._talk = Talk(account, self._speech, timing or Timing(), now=now, rng=rng or jitter())
        self._session = self._talk.session
        self._receiver: Receiver | None = None
        self._hearing = Hearing(clock)
        self._remark = Once(_wire_logger.warning)
        self._tell: Callable[[PbxEvent], None] = lambda _: None
        self._doubted: Callable[[], None] = lambda: None
        me = account.extension
        self._asker = Asker(self._talk.query, self._talk.command, self._remark)
        self._directory = Directory(self._asker)
        self._rebuilder = Rebuilder(
            me,
            on_doubt=self._doubt,
            is_place=lambda number: self._directory.is_place(number, me),
            clock=clock,
        )
        self._calling = Calling(
            me,
            self._asker,
            self._rebuilder,
            self._directory,
            self._answered,
            clock=clock,
        )
        self._trial = EventTest(
            me, OwnRing(me, self._asker, self._calling, self._rebuilder, self._hearing)
        )
        self._queues = Queues(me, self._asker, self._directory)
        files = leavefiles.Files(self._talk, self._speech)
        self._files = Files(me, self._asker, files, now)
        self._mailbox = Mailbox(
            me,
            wire_voicemail,
            ask=lambda request, _: self._asker.query(request),
            # By then it may be another's name.
            do=lambda request, _: self._asker.command(request, repeatable=False),
            zone=self._files.zone,
            files=files,
            remark=self._remark,
        )
        self._hotel = Hotel(self._asker, self._directory)

    # --- signing in ------------------------------------------------------------------------------

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        """Log in, find the extension, learn which PBX it is; see `Pbx.sign_in`.

        The pair that lives is used before the password; a remembered one never is.
        """
        return await self._talk.reach(self._origins, lambda: self._sign_in(credentials))

    async def _sign_in(self, credentials: Credentials) -> SignedIn:
        me, logged_in = await self._who(lambda: self._log_in(credentials.secret))
        if logged_in:
            self._asker.forget_refusals()
        answer = await self._talk.query(wire_rest.INFORMATION)
        sn, firmware, shows = wire_rest.information(answer)
        self._hearing.expect(sn)
        naive = None if shows is None else shows.replace(tzinfo=None)
        await self._directory.know_places()  # what rings already came through one, it may be
        return SignedIn(
            me=me,
            pbx=PbxInfo(KIND, self._talk.rest.origin.url, sn, firmware, naive),
            capabilities=CAPABILITIES - self.withdrawn,
            logged_in=logged_in,
        )

    async def _log_in(self, secret: str) -> None:
        """Listen, and then tell the PBX where."""
        if self._receiver is not None and await self._receiver.has_moved():
            await self._stop_listening()
        if self._receiver is None:
            self._receiver = await Receiver.open(
                self._account.listen, self._talk.rest.origin, clock=self._clock
            )
        self._speech.reports_to = self._receiver.address_for_pbx()
        self._speech.port = self._receiver.port
        self._hearing.begin()
        await self._session.log_in(secret)

    async def keep_token_fresh(self) -> bool:
        """Renew the token where it ends soon; the reports go on where they went.

        Raises:
            TokenExpired: there is none any more, and no report will come: log in anew.
        """
        pair = self._session.pair
        if pair is None:
            raise TokenExpired("no token any more")
        if self._session.due:
            await self._session.refresh(pair)
        return False

    # --- the reports -----------------------------------------------------------------------------

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[EventStream]:
        """Deliver the reports that are posted from now on; see `Pbx.stream`."""
        receiver = self._receiver
        if receiver is None:
            raise TokenExpired("not signed in")
        await self._check_place(receiver)
        async with self._posted(receiver) as stream:
            yield stream

    async def _check_place(self, receiver: Receiver) -> None:
        """See that the PBX was told the address by which it reaches this computer now.

        Raises:
            TokenExpired: it was told another, and is told only by a log-in.
        """
        if await receiver.has_moved():
            await self._session.revoke()
            raise TokenExpired("this computer has another address now")

    async def _beat(self, receiver: Receiver) -> None:
        """See whether the PBX answers, and whether its reports come."""
        await self._check_place(receiver)
        if self._session.pair is None:
            raise TokenExpired("no token any more")
        line = await self._calling.look()
        in_use = line.state is not None
        if in_use is not bool(self._rebuilder.own()):
            self._doubt("one's own line tells otherwise than the reports")
        self._hearing.compare(receiver, in_use=in_use)

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one report; what it tells of a call changes what is known of it."""
        report = wire.opened(frame)
        told = wire.told_of(report, self._remark)
        if not self._hearing.is_genuine(report.sn):
            if self._hearing.suspect(report.sn, _checkable(told)):
                self._doubt("a report bears another serial number")
            raise WireError("a report of another PBX")
        if told is not None:
            hidden = self._trial.hides(named_by_told(told))
            events = () if hidden else self._rebuilder.take(told)
        else:
            event = wire.event_of(report, self._remark)
            self._heed(event)
            events = (event,)
        self._hearing.came()
        return tuple(addressed_event(event) for event in events)

    def _heed(self, event: PbxEvent) -> None:
        if isinstance(event, LineChanged) and event.state is LineState.IDLE:
            self._rebuilder.idle(event.number)
        elif isinstance(event, DirectoryChanged):
            self._directory.forget()
        elif isinstance(event, Reported) and event.name == wire.BOOTED:
            self._rebuilder.forget_others()
            self._doubt("the PBX was started")

    def _doubt(self, why: str) -> None:
        _logger.debug("calls are asked for: %s", why)
        self._doubted()

    def heed_doubt(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` where a snapshot is wanted; see `Pbx.heed_doubt`."""
        self._doubted = listener
        self._session.on_dead = listener

    def heed_events(self, listener: Callable[[PbxEvent], None]) -> None:
        """Call ``listener`` with what an answer alone tells; see `Pbx.heed_events`."""
        self._tell = listener

    def _answered(self, event: PbxEvent) -> None:
        """An answer told what no report will."""
        self._tell(event)

    # --- calls -----------------------------------------------------------------------------------

    async def snapshot(self) -> Snapshot:
        """Ask which calls one's own extension has now."""
        gaps = self._hearing.gaps
        calls = await self._calling.snapshot()
        seen = self._calling.seen
        self._hearing.start_from(in_use=ext_leg(self._account.extension) in seen, gaps=gaps)
        if self._hearing.agree(seen):  # reports of this PBX, taken for another's
            self._hearing.came()
        return Snapshot(calls)

    async def call(self, call_id: CallId) -> CallReport | None:
        """Ask for one call as it stands; None where the PBX no longer has it."""
        return await self._calling.call(call_id)

    async def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        """Which calls another extension has, as far as reports told; see `Pbx.calls_of`."""
        return self._calling.calls_of(number)

    async def all_calls(self) -> tuple[CallReport, ...]:
        """All calls that reports told of; see `Pbx.all_calls`."""
        return self._calling.all_calls()

    async def lines(self) -> Mapping[Number, LineState] | None:
        """Whose phone rings or is busy; see `Pbx.lines`."""
        return await self._directory.lines()

    async def execute(self, command: Command) -> Answer:
        """Send one command, at most once; see `Pbx.execute`."""
        if isinstance(command, COMMANDS):
            return await self._queues.execute(command)
        self._trial.heed(command)
        return await self._calling.execute(command)

    # --- the directory ---------------------------------------------------------------------------

    async def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """None: the API has no contacts."""
        no_pages: tuple[Page[Contact], ...] = ()
        for page in no_pages:
            yield page

    # --- the past --------------------------------------------------------------------------------

    @property
    def tells_records(self) -> bool:
        """Whether it tells of calls of the past; see `Pbx.tells_records`."""
        return Capability.HISTORY not in self._asker.lost

    async def call_records(
        self,
        number: Number,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        most: int = MAX_RECORDS,
    ) -> tuple[CallRecord, ...]:
        """The calls of the past with a number on either side; see `Pbx.call_records`."""
        return await self._files.records(number, since, until, most)

    def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """The file of a recording; see `Pbx.recording`."""
        return self._files.recording(file)

    async def voicemails(self) -> tuple[Voicemail, ...]:
        """One's own messages, newest first; see `Pbx.voicemails`."""
        return await self._mailbox.messages()

    def voicemail(self, message: Voicemail) -> AsyncGenerator[Piece, None]:
        """A message, piece by piece; see `Pbx.voicemail`."""
        return self._mailbox.sound(message)

    async def delete_voicemail(self, message: Voicemail) -> None:
        """Delete one message; see `Mailbox.delete`."""
        await self._mailbox.delete(message)

    @property
    def withdrawn(self) -> frozenset[Capability]:
        """What this PBX turned out not to be able to do; see `Pbx.withdrawn`."""
        return self._asker.lost

    def heed_rights(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `withdrawn` has grown; see `Pbx.heed_rights`."""
        self._asker.on_lost = listener
