"""What every PBX is to the rest of the application.

A `Pbx` speaks for one account. Its life: ``sign_in`` -> ``events`` (an open stream) -> ``snapshot``
-> commands and questions -> ``close``. The link supervisor (`ctiapp.pbx.link`) drives it; services
see only what stands in this file.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ctiapp.model.agents import QueueLoad, QueueRules
from ctiapp.model.errors import NotSupported
from ctiapp.model.records import MAX_RECORDS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.agents import AgentStatus, PauseReason, Queue
    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Answer, Capability, Command
    from ctiapp.model.directory import (
        Contact,
        Department,
        Extension,
        LineState,
        PbxInfo,
        Phonebook,
        Place,
    )
    from ctiapp.model.errors import CtiError
    from ctiapp.model.events import LinkState, PbxEvent
    from ctiapp.model.ids import CallId, QueueId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.records import CallRecord, Recording, Voicemail
    from ctiapp.model.reports import Report, ReportRequest
    from ctiapp.pbx.interface_hotel import HotelPbx


T = TypeVar("T")


class Trust(Enum):
    """How the PBX's certificate is judged."""

    SYSTEM = "system"
    CA = "ca"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a PBX that posts its events to us reaches this computer.

    Attributes:
        host: the local address to listen on; empty: the one by which the PBX is reached.
        port: TCP port; 0: any that is free.
        told: ``host:port`` under which the PBX reaches us where that is another (behind NAT);
            empty: where we listen.
    """

    host: str = ""
    port: int = 8260
    told: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom to sign in where. Holds no secret.

    Attributes:
        kind: the dialect, e.g. ``p-series``.
        address: as the user wrote it: ``pbx.example.com``, ``192.168.5.150:8088`` or a full URL.
        client_id: the API client.
        extension: one's own extension number.
        ca: a CA file to trust, instead of the system's.
        pin: SHA-256 (hex) of the one certificate to trust, instead of the system's CAs.
        proxy: URL of a proxy to use; None for none (the environment is never asked).
        listen: where the PBX may post its events; None where its kind posts none, or the default.
        event_port: the PBX's TCP port for a stream of events that we open (K2); None: they are
            posted to ``listen``.
        clear_event_password: the user agreed that the password goes over that port in clear.
    """

    kind: str
    address: str
    client_id: str
    extension: Number
    ca: Path | None = None
    pin: str | None = None
    proxy: str | None = None
    listen: Listening | None = None
    event_port: int | None = None
    clear_event_password: bool = False

    @property
    def trust(self) -> Trust:
        """How this account's certificate is judged."""
        if self.pin is not None:
            return Trust.PIN
        return Trust.SYSTEM if self.ca is None else Trust.CA


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A live session's tokens. Never logged, never shown.

    Attributes:
        access: goes with each request.
        refresh: buys the next pair, once.
        access_ends_at: when the access token ends, aware UTC.
        refresh_ends_at: when the refresh token ends, aware UTC.
    """

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    access_ends_at: datetime
    refresh_ends_at: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """What proves who we are: the client secret and, where remembered, a token pair."""

    secret: str = field(repr=False)
    tokens: TokenPair | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who one is now.

    Attributes:
        me: one's own extension, found by its exact number.
        pbx: which PBX answered, and at which URL.
        capabilities: what it can do, by its API and by what it refused before; of these what is
            `Pbx.withdrawn` is not to be offered, as long as it is.
        logged_in: True where the secret itself was accepted; False where a remembered token served.
    """

    me: Extension
    pbx: PbxInfo
    capabilities: frozenset[Capability]
    logged_in: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the PBX has now for one's own extension: it replaces what was known.

    Attributes:
        calls: all of them, as far as they can be read.
        complete: False where a call could not even be named: which one is missing nobody knows,
            so that none of those known has ended by it.
    """

    calls: tuple[CallReport, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: this page's.
        total: how many there are in all, as the PBX says.
        moved: the list was edited while it was read: somebody may stand on none of its pages.
    """

    items: tuple[T, ...]
    total: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a file that is fetched.

    Attributes:
        data: the bytes that follow those before.
        total: how many bytes the whole file has; None where the PBX does not say.
    """

    data: bytes
    total: int | None


class EventStream(Protocol):
    """An open event stream: subscribed, and delivering."""

    def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        """Yield raw frames with the monotonic second at which each arrived.

        Raises:
            LinkLost, LinkTimeout: the stream ended or went silent.
        """

    def probe(self) -> None:
        """Find out at once whether it still lives: the network may have changed under it.

        Where it does not, ``frames`` ends within two seconds.
        """


class Pbx(ABC):
    """One account at one PBX."""

    @property
    @abstractmethod
    def account(self) -> Account:
        """Whom this speaks for."""

    @property
    @abstractmethod
    def tokens(self) -> TokenPair | None:
        """The live pair, to be kept in the key store where the user wants that; None if none."""

    @abstractmethod
    async def sign_in(self, credentials: Credentials) -> SignedIn:
        """Get a token (or use the remembered pair), find the extension, learn which PBX it is.

        Raises:
            CannotConnect, LinkTimeout, CertificateRejected, NotAPbx: the address.
            CredentialsRejected, SeatLimit, AddressBlocked, AddressForbidden, ApiDisabled: the PBX
                says no. The secret is tried once and never again by itself.
            ExtensionNotFound: no extension bears exactly this number.
        """

    @abstractmethod
    def stream(self) -> AbstractAsyncContextManager[EventStream]:
        """Open the event stream and subscribe; leaving the context closes it.

        Raises:
            LinkError, AuthError: as for ``sign_in``.
        """

    @abstractmethod
    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one frame of the stream; bounded, and without I/O.

        A dialect whose reports tell only what has changed keeps in mind what was told before: each
        frame is read once, in the order in which it came, on the loop. The others are pure here.

        Raises:
            WireError: it cannot be read.
        """

    @abstractmethod
    async def snapshot(self) -> Snapshot:
        """Ask which calls one's own extension has now.

        Raises:
            PbxError: as it happened.
        """

    @abstractmethod
    async def call(self, call_id: CallId) -> CallReport | None:
        """Ask for one call as it stands; None where the PBX no longer has it."""

    @abstractmethod
    async def execute(self, command: Command) -> Answer:
        """Send one command, at most once.

        Raises:
            CommandError: refused; ``OutcomeUnknown`` where no answer came.
            LinkError, AuthError: it was not sent, or the session is over.
        """

    async def all_calls(self) -> tuple[CallReport, ...]:
        """All calls of the whole PBX as they stand; none where it does not say.

        Raises:
            LinkError, AuthError, PbxError: as it happened.
        """
        return ()

    async def lines(self) -> Mapping[Number, LineState] | None:
        """Whose phone rings or is busy now; whoever is not named is in no call.

        It is asked after a gap, in which nobody told how lines changed. None where this PBX does
        not say.

        Raises:
            LinkError, AuthError, PbxError: it could not be asked.
        """
        return None

    async def parked(self) -> tuple[ParkedCall, ...]:
        """Who waits in which slot (P: ``call/park_status``); nobody where the PBX cannot park."""
        return ()

    @abstractmethod
    def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """All extensions, page by page."""

    @abstractmethod
    def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """All company contacts, page by page; none where the PBX has no right or no such list."""

    @abstractmethod
    async def places(self) -> tuple[Place, ...]:
        """Queues, IVRs, ring groups, conferences by number and name, as far as they can be had."""

    async def departments(self) -> tuple[Department, ...]:
        """All departments with their extensions; none where the PBX has none or does not say.

        Raises:
            PbxError: as it happened.
        """
        return ()

    async def phonebooks(self) -> tuple[Phonebook, ...]:
        """The groups of company contacts; none where the PBX has none or does not say.

        Raises:
            PbxError: as it happened.
        """
        return ()

    async def extension(self, number: Number) -> Extension | None:
        """The extension that bears exactly this number; None where there is none.

        Raises:
            NotPermitted, NotSupported: nobody may know, so that it need not be gone.
            PbxError: as it happened.
        """
        del number
        raise NotSupported("this PBX finds no extensions")

    async def contact(self, contact_id: str) -> Contact | None:
        """One company contact with everything that is known of it; None where it is gone.

        Raises:
            NotPermitted, NotSupported: nobody may know, so that it need not be gone.
            PbxError: as it happened.
        """
        del contact_id
        raise NotSupported("this PBX shows no contacts")

    async def save_contact(self, contact: Contact, before: Contact | None = None) -> str:
        """Create a company contact (where its id is empty) or change one; return its id.

        Sent at most once. What is changed is only what the user changed, and only where the PBX
        has it otherwise: what somebody else wrote meanwhile stays.

        Args:
            contact: as it is to be.
            before: as it was when the user began; None: as the PBX has it now.

        Raises:
            UsageError: key ``contact.numbers``, ``contact.phonebook``: this cannot be kept.
            NotPermitted, NotSupported: it cannot be done in this session: see `withdrawn`.
            NoSuchTarget: the contact is gone.
            CommandError: the PBX wants it otherwise; ``OutcomeUnknown`` where no answer came.
            PbxError: it was not sent.
        """
        del contact, before
        raise NotSupported("no contacts can be kept at this PBX")

    async def delete_contact(self, contact_id: str) -> None:
        """Delete a company contact; one that is gone already is deleted.

        Raises:
            NotPermitted, NotSupported: it cannot be done in this session: see `withdrawn`.
            CommandError: refused; ``OutcomeUnknown`` where no answer came.
            PbxError: it was not sent.
        """
        del contact_id
        raise NotSupported("no contacts can be deleted at this PBX")

    @property
    def tells_edits(self) -> bool:
        """Whether an event tells that an extension was made, changed or deleted."""
        return True

    @property
    def tells_records(self) -> bool:
        """Whether this PBX tells of calls of the past, as far as that is known."""
        return False

    def tells_records_of(self, number: Number) -> bool:
        """Whether this number's calls are a list of their own; else they stand in one's own."""
        del number
        return True

    async def call_records(
        self,
        number: Number,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        most: int = MAX_RECORDS,
    ) -> tuple[CallRecord, ...]:
        """The calls of the past with a number on either side, newest first.

        Args:
            number: as the PBX may have written it: compare what comes, the PBX may find more.
            since: aware; none older are asked for. None: as far back as the PBX answers.
            until: aware; none that began later are asked for. None: up to now.
            most: so many of either side at most, the newest: where as many come, there are more.

        Returns:
            None at all where the PBX does not say: see `tells_records`.

        Raises:
            PbxError: as it happened.
        """
        del number, since, until, most
        return ()

    async def call_report(self, wanted: ReportRequest) -> Report:
        """One of the PBX's own reports.

        Raises:
            NotSupported, NotPermitted: it cannot be had here.
            CommandError: key ``report.times_unknown``: it is not known yet how this PBX writes
                times; or refused.
            PbxError: as it happened.
        """
        del wanted
        raise NotSupported("this PBX has no reports")

    @property
    def hotel(self) -> HotelPbx | None:
        """What it can do for a hotel's front desk; None where it can do nothing for it."""
        return None

    def recordings(self) -> AsyncGenerator[Page[Recording], None]:
        """All recordings, newest first, page by page.

        Raises:
            NotPermitted, NotSupported: nobody may know of any.
            PbxError: as it happened.
        """
        raise NotSupported("this PBX lists no recordings")

    def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """The file of a recording, piece by piece: a sound, at most half a gigabyte.

        Args:
            file: its name, as `Recording.file` and `CallRecord.recording` have it.

        Raises:
            NoSuchTarget: it is gone.
            NotPermitted, NotSupported: nobody may hear it.
            NotAPbx: what comes is no sound, or too much.
            PbxError: as it happened.
        """
        del file
        raise NotSupported("this PBX hands out no recordings")

    async def voicemails(self) -> tuple[Voicemail, ...]:
        """The messages in one's own mailbox, newest first.

        Raises:
            NotPermitted, NotSupported: nobody may know of any.
            PbxError: as it happened.
        """
        raise NotSupported("this PBX lists no messages")

    def voicemail(self, message: Voicemail) -> AsyncGenerator[Piece, None]:
        """A message, piece by piece: a sound, bounded like `recording`.

        Args:
            message: which; it is looked up first, since it may have another name by now.

        Raises:
            NoSuchTarget: it is gone.
            InvalidState: nobody can tell it from another any more.
            NotPermitted, NotSupported: nobody may hear it here.
            NotAPbx: what comes is no sound, or too much.
            PbxError: as it happened.
        """
        del message
        raise NotSupported("this PBX hands out no messages")

    async def delete_voicemail(self, message: Voicemail) -> None:
        """Delete one message, for good; never another one, and never several.

        Args:
            message: which; it is looked up first, since it may have another name by now.

        Raises:
            NoSuchTarget: it is gone already.
            InvalidState: nobody can tell it from another any more; nothing was deleted.
            NotPermitted, NotSupported: it cannot be done here.
            OutcomeUnknown: no answer came: it may be gone.
            PbxError: as it happened.
        """
        del message
        raise NotSupported("this PBX deletes no messages")

    @property
    def withdrawn(self) -> frozenset[Capability]:
        """What its API has, but this PBX refused in this session, or was not seen to have yet."""
        return frozenset()

    def heed_rights(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `withdrawn` has changed; the last one given is called.

        What can never be withdrawn here needs nobody who listens.
        """
        del listener

    @property
    def hears(self) -> bool:
        """Whether events are known to come, be it none of one's own calls.

        A dialect on whose way they may be lost knows it once one came since the stream was opened;
        where calls show that none does, it ends the stream by an error that says what to open.
        """
        return True

    @property
    def posts_events(self) -> bool:
        """Whether the PBX opens the way for events itself, so that it may be closed to it."""
        return False

    async def try_events(self) -> float:
        """Find out whether what the PBX posts reaches us: one's own phone rings for a moment.

        Nobody else's does, and the ring is in none of the calls that are told. It is never done
        but by somebody's wish.

        Returns:
            After how many seconds it came.

        Raises:
            EventsBlocked: it did not come; until something does the link says so, too.
            InvalidState: key ``events.busy``, ``events.running``: one has a call, or is trying it
                already; ``events.no_ring``: one's own phone did not ring, which shows nothing;
                ``events.rings_on``: the ring could not be ended.
            NotSupported: this PBX posts no events.
            PbxError: as it happened.
        """
        raise NotSupported("this PBX posts no events")

    def heed_doubt(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever a snapshot is wanted.

        What was told of calls leaves a doubt, which a dialect that is told whole calls has not; or
        the session was found dead, which the snapshot then tells who keeps the link.
        """
        del listener

    def heed_events(self, listener: Callable[[PbxEvent], None]) -> None:
        """Call ``listener`` with what no frame tells: what an answer alone says of a call.

        A dialect whose PBX tells everything by its stream has none.
        """
        del listener

    # What the PBX refuses to be asked, for want of the function or of the right, is answered with
    # nothing; what fails otherwise is raised, so that who asks keeps what they knew, with its age.

    async def queues(self) -> tuple[Queue, ...]:
        """All queues with their agents and managers; none where the PBX has none to tell of.

        Raises:
            PbxError: as it happened.
        """
        return ()

    async def queue_rules(self, queue_id: QueueId) -> QueueRules:
        """How a queue rings and rests; all unknown where the PBX does not say.

        Raises:
            NoSuchTarget: the queue is gone.
            PbxError: as it happened.
        """
        return QueueRules(queue_id)

    async def agents(self, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        """How each agent of a queue stands now; none where the PBX does not say.

        Raises:
            NoSuchTarget: the queue is gone.
            PbxError: as it happened.
        """
        del queue_id
        return ()

    async def queue_load(self, queue_id: QueueId) -> QueueLoad:
        """Who waits, rings and talks in a queue now; None for each that the PBX does not say.

        Where it counts those who wait and names nobody, there is the count alone. A call for which
        an agent rings may stand among the waiting as well.

        Raises:
            NoSuchTarget: the queue is gone.
            PbxError: as it happened.
        """
        return QueueLoad(queue_id)

    async def pause_reasons(self) -> tuple[PauseReason, ...]:
        """What a pause can be for; none where the PBX knows no reasons.

        That it tells them does not mean that a pause may name one: a P-Series without a
        call-centre subscription refuses the pause.

        Raises:
            PbxError: as it happened.
        """
        return ()

    async def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        """Which calls another extension has now; none where the PBX does not say.

        Raises:
            PbxError: as it happened.
        """
        del number
        return ()

    @abstractmethod
    async def keep_token_fresh(self) -> bool:
        """Renew the token where it ends soon; True where a new pair came (the stream needs it)."""

    @abstractmethod
    async def close(self, *, revoke: bool) -> None:
        """End the session: close connections and, with ``revoke``, the token. Never raises."""


PbxFactory = Callable[[Account], Pbx]
"""Makes the `Pbx` of an account (`ctiapp.pbx.registry.create`)."""


class LinkObserver(Protocol):
    """Who is told what the link does. Called on the loop, in order."""

    def on_frame(self, frame: str, received_s: float) -> None:
        """A raw frame arrived at this monotonic second; it is read next."""

    def on_event(self, event: PbxEvent, received_s: float) -> None:
        """An event arrived at this monotonic second."""

    def on_link(self, state: LinkState, error: CtiError | None, *, retry: bool) -> None:
        """The link changed; ``error`` says why where something failed.

        DOWN with ``retry`` will be tried again by itself; DOWN without it waits for the user.
        """

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        """The whole picture, to replace what was known."""

    def on_signed_in(self, signed_in: SignedIn) -> None:
        """Who one is."""

    def on_tokens(self, tokens: TokenPair | None) -> None:
        """The pair changed (None: revoked or dead)."""
