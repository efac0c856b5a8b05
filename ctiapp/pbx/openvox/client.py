"""The OpenVox UC as `ctiapp.pbx.interface.Pbx`."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ctiapp import log
from ctiapp.model.commands import Answer
from ctiapp.model.directory import PbxInfo
from ctiapp.model.errors import AuthError, LinkLost, TokenExpired
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import address
from ctiapp.pbx.eventtest import EventTest
from ctiapp.pbx.hearing import Hearing
from ctiapp.pbx.interface import Page, SignedIn
from ctiapp.pbx.leavefiles import Files
from ctiapp.pbx.openvox import wire_rest, wire_voicemail
from ctiapp.pbx.openvox.asking import Asker, alive
from ctiapp.pbx.openvox.calling import Calls
from ctiapp.pbx.openvox.capabilities import CAPABILITIES
from ctiapp.pbx.openvox.clock import PbxClock
from ctiapp.pbx.openvox.directory import Directory
from ctiapp.pbx.openvox.hotel import Hotel
from ctiapp.pbx.openvox.ownring import OwnRing
from ctiapp.pbx.openvox.queues import COMMANDS, Queues
from ctiapp.pbx.openvox.records import Records
from ctiapp.pbx.openvox.speech import KIND, Speech, Told
from ctiapp.pbx.openvox.unprinted import Unprinted
from ctiapp.pbx.ownmailbox import MessageList
from ctiapp.pbx.parts import jitter, utc_now
from ctiapp.pbx.posting import PostingPbx
from ctiapp.pbx.pushed import BEAT_S
from ctiapp.pbx.receiver import Receiver
from ctiapp.pbx.remarks import Once
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
    from datetime import datetime, tzinfo

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Capability, Command
    from ctiapp.model.directory import Contact, LineState
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord, Voicemail
    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import (
        Account,
        Credentials,
        EventStream,
        Piece,
        Snapshot,
    )

_PATHS: Final = frozenset({"/api", wire_rest.API_PATH})

_wire_logger = log.topic("wire")


def origins(text: str) -> tuple[Origin, ...]:
    """Where to look for a PBX: at its API's own port, where no other is named.

    Raises:
        UsageError: key ``address.invalid``.
    """
    found = address.candidates(text, ports=(wire_rest.PORT,), paths=_PATHS)
    plain = text.strip()
    named = urlsplit(plain if "://" in plain else f"https://{plain}").port
    if named is None:
        return tuple(dict.fromkeys(replace(one, port=wire_rest.PORT) for one in found))
    return found


class OpenVox(PostingPbx):
    """One account at one OpenVox UC.

    Args:
        account: whom to sign in where.
        timing: how long to wait for answers.
        now: aware UTC.
        clock: monotonic seconds; events are stamped with it.
        rng: for the jitter of heartbeats.
        beat_s: seconds between two looks whether the PBX still answers.
        style: ``json`` or ``xml``: how it is spoken to until it has answered; then as it answers.

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
        style: str = wire_rest.JSON,
    ) -> None:
        self._account = account
        self._beat_s = beat_s
        self._hearing = Hearing(clock)
        self._origins = origins(account.address)
        self._clock = clock
        self._speech = Speech(style)
        self._talk = Talk(
            account,
            self._speech,
            timing or Timing(),
            now=now,
            rng=rng or jitter(),
            written=self._speech.written,
        )
        self._session = self._talk.session
        self._receiver: Receiver | None = None
        self._remark = Once(_wire_logger.info)
        me, pbx_clock = account.extension, PbxClock(now)
        self._asker = Asker(self._talk.query, self._talk.command, self._remark, me)
        self._unprinted = Unprinted(self._asker)
        self._directory = Directory(self._asker)
        self._calls = Calls(self._asker, self._directory, me, pbx_clock, clock)
        self._trial = EventTest(me, OwnRing(me, self._asker, self._calls, self._hearing))
        self._calls.hides = self._trial.hides
        self._queues = Queues(
            self._asker, me, lambda: self._directory.names, self._directory.listed
        )
        self._queues.on_holding = self._calls.hold_what_may_be
        self._hotel = Hotel(self._asker, self._directory.listed, pbx_clock)

        async def zone() -> tzinfo | None:  # a guess would move every message once it is told
            return pbx_clock.told_zone()

        self._messages = MessageList(
            me,
            wire_voicemail,
            ask=lambda request, _: self._asker.query(request),
            zone=zone,
            remark=self._remark,
        )
        self._records = Records(
            self._asker,
            Files(self._talk, self._speech),
            me,
            extensions=lambda: self._directory.names,
            clock=pbx_clock,
            now=now,
        )

    # --- signing in ------------------------------------------------------------------------------

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        """Get a token, find the extension; see `Pbx.sign_in`.

        A remembered token is not used: where events go is told at the log-in.
        """
        return await self._talk.reach(
            self._origins, lambda: self._sign_in(credentials), self._stop_listening
        )

    async def _sign_in(self, credentials: Credentials) -> SignedIn:
        await self._listen()
        me, logged_in = await self._who(
            lambda: self._log_in(credentials.secret),
            by_pair=lambda me: alive(self._session, self._directory.extension(me)),
        )
        if logged_in:
            self._asker.forget_refusals()
            self._unprinted.look_again()
            self._records.refused = False
        await self._directory.know_places()  # what rings already came through one, it may be
        return SignedIn(
            me=me,
            pbx=PbxInfo(KIND, self._talk.rest.origin.url),
            capabilities=CAPABILITIES - self._asker.lost,
            logged_in=logged_in,
        )

    async def _log_in(self, secret: str) -> None:
        """Log in; in the PBX's own form where it says, in that, that it cannot read ours.

        So it has not looked at the secret: that is no second try.
        """
        style = self._speech.style
        self._hearing.begin()
        try:
            await self._session.log_in(secret)
        except AuthError as err:
            if err.code not in wire_rest.MISREAD or self._speech.style == style:
                raise
            await self._session.log_in(secret)

    async def _listen(self) -> None:
        """Have somewhere where the PBX can post its events, before it is told."""
        if self._receiver is not None:
            if not await self._receiver.has_moved():
                return
            await self._stop_listening()
            self._session.adopt(None)  # events go where its log-in said
        receiver = await Receiver.open(
            self._account.listen, self._talk.rest.origin, clock=self._clock
        )
        self._receiver = receiver
        host, _, port = receiver.authority.rpartition(":")
        self._speech.told = Told(host.strip("[]"), int(port), receiver.address_for_pbx())

    async def keep_token_fresh(self) -> bool:
        """Send a heartbeat where it is time; no stream needs a new token."""
        pair = self._session.pair
        if pair is not None and self._session.due:
            await self._session.refresh(pair)
        return False

    async def _stop_listening(self) -> None:
        self._speech.told = Told("", 0, "")
        await super()._stop_listening()

    # --- events ----------------------------------------------------------------------------------

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[EventStream]:
        """Take what the PBX posts; see `Pbx.stream`."""
        receiver = self._receiver
        if receiver is None:
            raise LinkLost("closed")
        if self._session.pair is None:
            raise TokenExpired("not signed in")
        await self._check_place(receiver)
        self._calls.begin()
        async with self._posted(receiver) as posted, self._unprinted.looking():
            yield posted

    async def _check_place(self, receiver: Receiver) -> None:
        """See that the PBX was told the address by which it reaches this computer now.

        Raises:
            TokenExpired: it was told another: a log-in tells the new one.
        """
        if await receiver.has_moved():
            self._session.adopt(None)
            raise TokenExpired("this computer has another address now")

    async def _beat(self, receiver: Receiver) -> None:
        """See whether the PBX answers, and whether its events come."""
        await self._check_place(receiver)
        if self._session.pair is None:
            raise TokenExpired("no token any more")
        in_use = await alive(self._session, self._calls.look_at_line())
        self._hearing.compare(receiver, in_use=in_use)

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one event; see `Calls.heard`."""
        events = self._calls.heard(frame)
        self._hearing.came()
        return events

    def heed_doubt(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` where a snapshot is needed; see `Pbx.heed_doubt`."""
        self._calls.on_doubt = listener
        self._session.on_dead = listener

    def heed_events(self, listener: Callable[[PbxEvent], None]) -> None:
        """Call ``listener`` with what an answer alone tells: that somebody holds."""
        self._calls.on_event = listener

    # --- calls -----------------------------------------------------------------------------------

    async def snapshot(self) -> Snapshot:
        """Which calls one's own extension has now; see `Calls.snapshot`."""
        gaps = self._hearing.gaps
        snapshot = await alive(self._session, self._calls.snapshot())
        self._hearing.start_from(in_use=self._calls.in_use, gaps=gaps)
        return snapshot

    async def call(self, call_id: CallId) -> CallReport | None:
        """One call as it stands; None where it is gone."""
        return await self._calls.one(call_id)

    async def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        """Which calls another extension has, as far as they were told; see `Pbx.calls_of`."""
        return tuple(
            report
            for report in self._calls.all()
            if any(leg.number == number for leg in report.legs)
        )

    async def all_calls(self) -> tuple[CallReport, ...]:
        """All calls with somebody outside, and those inside that were told of."""
        await self._calls.snapshot()
        return self._calls.all()

    async def execute(self, command: Command) -> Answer:
        """Send one command, each of its steps at most once; see `Pbx.execute`.

        The answer to a dial names no call (section 3): it is known by the events that follow.
        """
        if isinstance(command, COMMANDS):
            return Answer(took_password=await self._queues.do(command))
        self._trial.heed(command)
        await self._calls.do(command)
        return Answer()

    async def lines(self) -> Mapping[Number, LineState] | None:
        """Whose line rings or is busy; see `Pbx.lines`."""
        return await self._directory.lines()

    # --- the directory ---------------------------------------------------------------------------

    async def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """None: this PBX keeps none."""
        yield Page((), 0)

    @property
    def tells_edits(self) -> bool:
        """No event tells of edits (section 8)."""
        return False

    # --- what was, and what is for others --------------------------------------------------------

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
        """The calls of the past with a number on either side; see `Pbx.call_records`."""
        return await self._records.of(number, since, until, most)

    def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """The file of a recording; see `Pbx.recording`."""
        return self._records.recording(file)

    async def voicemails(self) -> tuple[Voicemail, ...]:
        """One's own messages, newest first; none can be had or deleted; see `Pbx.voicemails`."""
        return await self._messages.listed()

    @property
    def withdrawn(self) -> frozenset[Capability]:
        """What this firmware does not have, or was not seen to have; see `Pbx.withdrawn`."""
        return self._asker.lost | self._unprinted.unseen

    def heed_rights(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `withdrawn` has changed; see `Pbx.heed_rights`."""
        self._asker.on_lost = self._unprinted.on_change = listener
