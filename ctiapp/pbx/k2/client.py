"""A K2 as the rest of the application knows one."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.model.commands import (
    Answer,
    HangUpLeg,
    HoldLeg,
    ListenIn,
    MuteLeg,
    RefuseRing,
    ResumeLeg,
    SetPresence,
)
from ctiapp.model.directory import PbxInfo
from ctiapp.model.errors import NoSuchTarget, NotSupported, TokenExpired, UsageError
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import address, leavefiles
from ctiapp.pbx.eventtest import EventTest, named_by_event, named_by_report
from ctiapp.pbx.interface import Page, SignedIn, Snapshot
from ctiapp.pbx.k2 import lines, wire_calls, wire_rest, wire_voicemail
from ctiapp.pbx.k2.asking import REFUSALS, Asker
from ctiapp.pbx.k2.capabilities import CAPABILITIES
from ctiapp.pbx.k2.directory import Directory
from ctiapp.pbx.k2.files import Files
from ctiapp.pbx.k2.hearing import Hearing
from ctiapp.pbx.k2.hotel import Hotel
from ctiapp.pbx.k2.listening import Ears
from ctiapp.pbx.k2.ownring import OwnRing
from ctiapp.pbx.k2.queues import COMMANDS, Queues
from ctiapp.pbx.k2.records import Records
from ctiapp.pbx.k2.speech import KIND, K2Speech
from ctiapp.pbx.k2.streams import Streams
from ctiapp.pbx.ownmailbox import Mailbox
from ctiapp.pbx.parts import PbxOfParts, jitter, utc_now
from ctiapp.pbx.pushed import BEAT_S
from ctiapp.pbx.remarks import Once
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, Callable, Mapping
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Capability, Command
    from ctiapp.model.directory import Contact, LineState
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.records import CallRecord, Voicemail
    from ctiapp.pbx.interface import Account, Credentials, EventStream, Piece
    from ctiapp.pbx.request import Request

_PATHS: Final = frozenset({"/api", wire_rest.API_PATH})

REPEATABLE: Final = (HoldLeg, ResumeLeg, MuteLeg, HangUpLeg, RefuseRing)
"""Commands that set a state, and so do nothing when they are sent a second time."""

_wire_logger = log.topic("wire")


class K2(PbxOfParts):
    """One account at one K2.

    Events are posted to us by the PBX; or, where the account names an event port and the user
    agreed that the password goes there in clear text, read from a connection that we open.

    Args:
        account: whom to sign in where.
        timing: how long to wait for answers.
        beat_s: seconds from one look at whether the PBX answers, and its events come, to the next.
        now: aware UTC.
        clock: monotonic seconds; events are stamped with it.
        rng: for the jitter of renewals.

    Raises:
        UsageError: key ``address.invalid``: nothing could be reached by this address;
            ``account.clear_password``: there is an event port, and no word that the password may
            go there.
    """

    _directory: Directory
    _queues: Queues
    _hotel: Hotel

    def __init__(
        self,
        account: Account,
        *,
        timing: Timing | None = None,
        beat_s: float = BEAT_S,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        rng: random.Random | None = None,
    ) -> None:
        if account.event_port is not None and not account.clear_event_password:
            raise UsageError(
                "the event port takes the password in clear text", key="account.clear_password"
            )
        self._account = account
        self._origins = address.candidates(account.address, ports=wire_rest.PORTS, paths=_PATHS)
        self._timing = timing or Timing()
        self._speech = K2Speech()
        self._talk = Talk(account, self._speech, self._timing, now=now, rng=rng or jitter())
        self._session = self._talk.session
        self._remark = Once(_wire_logger.warning)
        self._asker = Asker(self._talk.query, self._talk.command, self._remark)
        self._directory = Directory(self._asker)
        self._queues = Queues(self._asker, account.extension, self._directory.people)
        self._hotel = Hotel(self._asker, self._directory.information)
        self._files = Files(self._asker, self._talk, self._speech)
        self._records = Records(
            self._asker,
            self._files,
            account.extension,
            names=lambda: self._directory.names,
            information=self._directory.information,
            now=now,
        )
        self._mailbox = Mailbox(
            account.extension,
            wire_voicemail,
            ask=lambda request, _: self._asker.query(request),
            do=lambda request, _: self._asker.command(request, repeatable=False),
            zone=self._records.zone,
            files=leavefiles.Files(self._talk, self._speech),
            remark=self._remark,
        )
        self._streams = Streams(
            account,
            self._talk,
            self._speech,
            Ears(self._remark, self._directory, Hearing(clock)),
            timing=self._timing,
            beat_s=beat_s,
            own_calls=self._own_calls,
            call=self.call,
        )
        ears = self._streams.ears
        ring = OwnRing(
            account.extension,
            self._asker,
            self._own_calls,
            ears.hearing,
            claim=self._streams.claim,
            blocked=self._streams.nothing_comes,
        )
        self._trial = EventTest(account.extension, ring)
        ears.hides = lambda event: self._trial.hides(named_by_event(event))

    # --- signing in ------------------------------------------------------------------------------

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        """Get a token, find the extension, learn which PBX it is; see `Pbx.sign_in`.

        A remembered pair is not used: where events go is told at the log-in, and the event port
        takes nothing but the password.
        """
        return await self._talk.reach(
            self._origins, lambda: self._sign_in(credentials), self._streams.close
        )

    async def _sign_in(self, credentials: Credentials) -> SignedIn:
        await self._streams.listen()

        async def log_in() -> None:
            await self._session.log_in(credentials.secret)
            self._streams.secret = credentials.secret

        me, logged_in = await self._who(log_in, check=self._streams.check)
        if logged_in:
            self._asker.forget_refusals()
            self._records.forget_refusals()
        device = await self._directory.information()
        shown = None if device.clock is None else device.clock.replace(tzinfo=None)
        return SignedIn(
            me=me,
            pbx=PbxInfo(KIND, self._talk.rest.origin.url, device.sn, device.firmware, shown),
            capabilities=CAPABILITIES - self.withdrawn,
            logged_in=logged_in,
        )

    async def keep_token_fresh(self) -> bool:
        """Renew the token, or have it live on, where it ends soon; no stream needs a new one.

        Raises:
            TokenExpired: there is none any more: log in anew.
        """
        pair = self._session.pair
        if pair is None:
            raise TokenExpired("no token any more")
        if self._session.due:
            await self._session.refresh(pair)
        return False

    async def close(self, *, revoke: bool) -> None:
        """End the session within two seconds, and close everything. Never raises.

        The token is always ended: it cannot be used again, and the PBX would go on posting.
        """
        del revoke
        await self._trial.stop()
        await self._session.settle()
        await self._session.revoke()
        await self._talk.close()
        await self._streams.close()

    # --- events ----------------------------------------------------------------------------------

    def stream(self) -> AbstractAsyncContextManager[EventStream]:
        """Take what the PBX posts, or open the event port; see `Pbx.stream`."""
        return self._streams.opened()

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one event; see `Ears`."""
        return self._streams.ears.heard(frame)

    @property
    def hears(self) -> bool:
        """Whether any event came on this stream; see `Pbx.hears`."""
        return self._streams.ears.hearing.hears

    def heed_doubt(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` where an event was lost, as it seems; see `Pbx.heed_doubt`."""
        self._streams.on_doubt = listener
        self._session.on_dead = listener

    def heed_events(self, listener: Callable[[PbxEvent], None]) -> None:
        """Call ``listener`` with what became of a call unheard; see `Pbx.heed_events`."""
        self._streams.tell = listener

    @property
    def posts_events(self) -> bool:
        """Whether events are posted to us; see `Pbx.posts_events`."""
        return self._account.event_port is None

    async def try_events(self) -> float:
        """Ring one's own phone for a moment; see `Pbx.try_events`."""
        if not self.posts_events:
            return await super().try_events()
        if self._streams.receiver is None:
            raise TokenExpired("not signed in")
        return await self._trial.run(self._streams.receiver)

    # --- calls -----------------------------------------------------------------------------------

    async def snapshot(self) -> Snapshot:
        """Ask which calls one's own extension has now (``extension/query_call``)."""
        snapshot = await self._streams.snapshot()
        told = (one for one in snapshot.calls if not self._trial.hides(named_by_report(one)))
        return replace(snapshot, calls=tuple(told))

    async def _own_calls(self) -> Snapshot:
        me = self._account.extension
        try:
            answer = await self._asker.query(wire_calls.calls_of(me))
        except NoSuchTarget:
            return Snapshot(())
        return wire_calls.own_calls(answer, me, self._remark)

    async def call(self, call_id: CallId) -> CallReport | None:
        """Ask for one call as it stands; None where the PBX no longer has it."""
        reports = await self._calls(wire_calls.one_call(call_id))
        return next((report for report in reports if report.call_id == call_id), None)

    async def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        """Which calls another extension has now; see `Pbx.calls_of`."""
        try:
            answer = await self._asker.query(wire_calls.calls_of(number))
        except NoSuchTarget:
            return ()
        except REFUSALS as err:
            self._asker.note("calls of others", err)
            return ()
        return wire_calls.own_calls(answer, number, self._remark).calls

    async def _calls(self, request: Request) -> tuple[CallReport, ...]:
        try:
            answer = await self._asker.query(request)
        except NoSuchTarget:  # there is no such call
            return ()
        return wire_calls.call_reports(answer, self._remark)

    async def all_calls(self) -> tuple[CallReport, ...]:
        """All calls with somebody outside: internal ones are told of one's own extension alone."""
        found: dict[CallId, CallReport] = {}
        for kind in wire_calls.KINDS:
            try:
                reports = await self._calls(wire_calls.calls_of_kind(kind))
            except REFUSALS as err:
                self._asker.note("calls of everybody", err)
                return ()
            found.update((report.call_id, report) for report in reports)
        return tuple(found.values())

    async def execute(self, command: Command) -> Answer:
        """Send one command, each of its steps at most once; see `Pbx.execute`."""
        if isinstance(command, COMMANDS):
            return Answer(took_password=await self._queues.do(command))
        if isinstance(command, SetPresence):
            raise NotSupported("this PBX knows no presence")
        self._trial.heed(command)
        if isinstance(command, ListenIn):
            request = wire_calls.listen(command, self._listened_to(command))
        else:
            request = wire_calls.command_request(command, self._account.extension)
        repeatable = isinstance(command, REPEATABLE)
        return wire_calls.command_answer(await self._asker.command(request, repeatable=repeatable))

    def _listened_to(self, command: ListenIn) -> Number:
        number = self._streams.ears.whose(command.leg_id) or wire_calls.extension_of(command.leg_id)
        if number is None:
            raise NoSuchTarget("nobody knows whose leg that is")
        return number

    async def parked(self) -> tuple[ParkedCall, ...]:
        """Who waits in which slot; see `Pbx.parked`."""
        try:
            answer = await self._asker.query(wire_calls.PARK_STATUS)
        except (NoSuchTarget, NotSupported):  # nobody is parked, or an older firmware
            return ()
        return wire_calls.parked_calls(answer, self._remark)

    async def lines(self) -> Mapping[Number, LineState] | None:
        """Whose line rings or is busy, by the list of extensions and the calls; see `Pbx.lines`."""
        listed = await self._directory.lines()
        if listed is None:
            return None
        return lines.joined(listed, lines.busy(await self.all_calls()))

    # --- the directory ---------------------------------------------------------------------------

    async def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """None: how company contacts are asked for is not known of this PBX."""
        yield Page((), 0)

    @property
    def tells_records(self) -> bool:
        """Whether it has not refused to tell of calls of the past; see `Pbx.tells_records`."""
        return not self._records.refused

    def tells_records_of(self, number: Number) -> bool:
        """Of extensions alone; see `Pbx.tells_records_of`."""
        return self._records.lists(number)

    async def call_records(
        self,
        number: Number,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        most: int = MAX_RECORDS,
    ) -> tuple[CallRecord, ...]:
        """The calls of the past with a number on either side; see `Records`."""
        return await self._records.of(number, since, until, most)

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
        """What this firmware turned out not to have; see `Pbx.withdrawn`."""
        return self._asker.lost

    def heed_rights(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `withdrawn` has grown; see `Pbx.heed_rights`."""
        self._asker.on_lost = listener
