"""Small stand-ins for what services stand on: a PBX, a link, a key store, a clock."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model import events
from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import CallReport, Moment
from ctiapp.model.commands import Answer, Command
from ctiapp.model.directory import (
    Contact,
    ContactNumber,
    Department,
    Extension,
    PbxInfo,
    Place,
    PlaceKind,
    Presence,
)
from ctiapp.model.errors import SecretStoreError
from ctiapp.model.events import LinkState, PbxEvent
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.pbx.interface import (
    Account,
    Credentials,
    EventStream,
    LinkObserver,
    Page,
    Pbx,
    SignedIn,
    Snapshot,
    TokenPair,
)
from ctiapp.services.agents import Agents
from ctiapp.services.asides import Asides
from ctiapp.services.callers import Callers, People
from ctiapp.services.calljournal import CallJournal
from ctiapp.services.calls import Calls
from ctiapp.services.connection import ConnectionStatus, SignInRequest
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.followupmaking import make_follow_ups
from ctiapp.services.greetings import Greetings
from ctiapp.services.historymaking import make_history
from ctiapp.services.journal import Journal
from ctiapp.services.notes import Notes
from ctiapp.services.notices import Notices
from ctiapp.services.numbering import Numbering
from ctiapp.services.parking import Parking
from ctiapp.services.pbxclock import PbxClock
from ctiapp.services.popactions import PopActions
from ctiapp.services.preferences import Preferences
from ctiapp.services.privacy import Privacy
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.services.safe_transfer import SafeTransfers
from ctiapp.services.session import Session
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from ctiapp.storage.followups import FollowUpFile
from ctiapp.storage.history import HistoryFile
from tests.model.said import ME, report
from tests.services.gates import Gate
from tests.services.journaling import Keeper as JournalKeeper

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from ctiapp.model.call import LegReport
    from ctiapp.model.errors import CtiError, SettingsError
    from ctiapp.model.notice import Notice
    from ctiapp.model.parking import ParkedCall
    from ctiapp.services.followups import FollowUps
    from ctiapp.services.history import History
    from ctiapp.services.linking import KindFinder

T = TypeVar("T")

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
INFO = PbxInfo("p-series", "https://pbx.example.com", "3631A2082", "37.14.0.30")
LEO = Extension(ExtensionId("21"), ME, "Leo Ball", Presence.AVAILABLE)
REQUEST = SignInRequest("pbx.example.com", "client", "2000", secret="s3cret")
REMEMBER = replace(REQUEST, remember=True)


def pair(number: int) -> TokenPair:
    """The token pair of that number."""
    return TokenPair(
        f"access-{number}",
        f"refresh-{number}",
        START + timedelta(minutes=30),
        START + timedelta(days=1),
    )


class Clock:
    """Both clocks, on the time of the loop."""

    def __call__(self) -> Moment:
        mono_s = asyncio.get_running_loop().time()
        return Moment(mono_s, START + timedelta(seconds=mono_s))

    @staticmethod
    async def pass_s(seconds: float) -> None:
        """Let so much time pass; it takes none (see ``conftest.py``)."""
        await asyncio.sleep(seconds)


async def settle() -> None:
    """Let everything run that can run now."""
    for _ in range(20):
        await asyncio.sleep(0)


class FakePbx(Pbx):
    """A PBX that answers what it was told to answer, and writes down what it was asked."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.pair: TokenPair | None = None
        self.executed: list[Command] = []
        self.answers: list[Answer | Exception] = []
        self.on_execute: Callable[[Command], None] | None = None
        self.gate = Gate()
        self.calls: tuple[CallReport, ...] = ()
        self.looks = 0
        self.heard_any = True
        self.look_error: Exception | None = None
        self.on_look: Callable[[], None] | None = None
        self.extension_pages: list[Page[Extension] | Exception] = []
        self.contact_pages: list[Page[Contact] | Exception] = []
        self.place_list: tuple[Place, ...] | Exception = ()
        self.slots: list[ParkedCall] | Exception = []
        self.slot_looks = 0
        self.loads = 0
        self.contact_loads = 0
        self.asked: list[str] = []
        self.extension_error: Exception | None = None
        self.department_list: tuple[Department, ...] | Exception = ()
        self.closed: list[bool] = []
        self.close_gate = Gate()
        self.says_edits = True

    @property
    def tells_edits(self) -> bool:
        return self.says_edits

    @property
    def account(self) -> Account:
        return self._account

    @property
    def tokens(self) -> TokenPair | None:
        return self.pair

    async def sign_in(self, credentials: Credentials) -> SignedIn:
        raise NotImplementedError

    def stream(self) -> AbstractAsyncContextManager[EventStream]:
        raise NotImplementedError

    @property
    def hears(self) -> bool:
        return self.heard_any

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        raise NotImplementedError

    async def snapshot(self) -> Snapshot:
        self.looks += 1
        await self.gate.passing()
        if self.on_look is not None:
            self.on_look()
        if self.look_error is not None:
            raise self.look_error
        return Snapshot(self.calls)

    async def call(self, call_id: CallId) -> CallReport | None:
        return next((report for report in self.calls if report.call_id == call_id), None)

    async def execute(self, command: Command) -> Answer:
        self.executed.append(command)
        await self.gate.passing()
        if self.on_execute is not None:
            self.on_execute(command)
        answer = self.answers.pop(0) if self.answers else Answer()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def parked(self) -> tuple[ParkedCall, ...]:
        self.slot_looks += 1
        await self.gate.passing()
        if isinstance(self.slots, Exception):
            raise self.slots
        return tuple(self.slots)

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        self.loads += 1
        for page in list(self.extension_pages):
            await self.gate.passing()
            if isinstance(page, Exception):
                raise page
            yield page

    async def extension(self, number: Number) -> Extension | None:
        self.asked.append(number.text)
        await self.gate.passing()
        if self.extension_error is not None:
            raise self.extension_error
        items = [
            each
            for page in self.extension_pages
            if not isinstance(page, Exception)
            for each in page.items
        ]
        return next((each for each in items if each.number == number), None)

    async def departments(self) -> tuple[Department, ...]:
        if isinstance(self.department_list, Exception):
            raise self.department_list
        return self.department_list

    async def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        self.contact_loads += 1
        for page in list(self.contact_pages):
            await self.gate.passing()
            if isinstance(page, Exception):
                raise page
            yield page

    async def places(self) -> tuple[Place, ...]:
        await self.gate.passing()
        if isinstance(self.place_list, Exception):
            raise self.place_list
        return self.place_list

    async def keep_token_fresh(self) -> bool:
        return False

    async def close(self, *, revoke: bool) -> None:
        await self.close_gate.passing()
        self.closed.append(revoke)
        if revoke:
            self.pair = None


class FakeLink:
    """A link that does what the test says; it runs until it is cancelled, or told to end."""

    def __init__(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> None:
        assert isinstance(pbx, FakePbx)
        self.pbx = pbx
        self.observer = observer
        self.credentials = credentials
        self.persistent = persistent
        self.running = False
        self.retried = 0
        self.looked = 0
        loop = asyncio.get_running_loop()
        self._ending: asyncio.Future[CtiError | None] = loop.create_future()

    async def run(self) -> None:
        self.running = True
        try:
            error = await self._ending
        finally:
            self.running = False
        if error is not None:
            self.observer.on_link(LinkState.DOWN, error, retry=False)

    def retry_now(self) -> None:
        self.retried += 1

    def look_now(self) -> None:
        self.looked += 1

    # -- what a test lets happen -----------------------------------------------------------------

    def end(self, error: Exception | None = None) -> None:
        """It returns, or breaks."""
        if error is None:
            self._ending.set_result(None)
        else:
            self._ending.set_exception(error)

    def signed_in(self, *, logged_in: bool = True, me: Extension = LEO) -> None:
        """The PBX knows us; the stream is open; the picture is asked for."""
        self.observer.on_link(LinkState.OPENING, None, retry=False)
        self.observer.on_signed_in(SignedIn(me, INFO, EVERY_CAPABILITY, logged_in=logged_in))
        self.observer.on_link(LinkState.SYNCING, None, retry=False)

    def tokens(self, number: int | None) -> None:
        """The pair changes."""
        self.pbx.pair = None if number is None else pair(number)
        self.observer.on_tokens(self.pbx.pair)

    def up(self, *calls: CallReport) -> None:
        """The whole way, to the live picture."""
        self.signed_in()
        self.observer.on_snapshot(Snapshot(calls), asyncio.get_running_loop().time())
        self.observer.on_link(LinkState.UP, None, retry=False)

    def down(self, error: CtiError, *, retry: bool = True) -> None:
        """It fails; without ``retry`` it gives up, and ends."""
        if retry:
            self.observer.on_link(LinkState.DOWN, error, retry=True)
        else:
            self._ending.set_result(error)

    def told(self, *legs: LegReport, call_id: str = "1.1") -> None:
        """An event arrives."""
        event = events.CallReported(report(*legs, call_id=call_id))
        self.observer.on_event(event, asyncio.get_running_loop().time())


class FakeSecrets:
    """A key store in memory; it may refuse, or take its time."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.refuses = False
        self.gate = Gate()

    async def _pass(self) -> None:
        await self.gate.passing()
        if self.refuses:
            raise SecretStoreError("locked")

    async def get(self, key: str) -> str | None:
        await self._pass()
        return self.kept.get(key)

    async def set(self, key: str, value: str) -> None:
        await self._pass()
        self.kept[key] = value

    async def delete(self, key: str) -> None:
        await self._pass()
        self.kept.pop(key, None)

    @property
    def whats(self) -> list[str]:
        """What is kept, by the last part of its name."""
        return sorted(key.rpartition("/")[2] for key in self.kept)


class Keeper:
    """Keeps the settings where a test can look."""

    def __init__(self) -> None:
        self.saved: list[Settings] = []
        self.error: SettingsError | None = None

    def save(self, settings: Settings) -> None:
        if self.error is not None:
            raise self.error
        self.saved.append(settings)


class Starts:
    """Notes what would be opened or run."""

    def __init__(self, started: list[tuple[str, ...]]) -> None:
        self._started = started

    async def open_page(self, url: str) -> None:
        self._started.append((url,))

    async def run(self, command: Sequence[str]) -> None:
        self._started.append(tuple(command))


class World:
    """All services over the fakes."""

    def __init__(
        self, settings: Settings | None = None, *, find_kind: KindFinder | None = None
    ) -> None:
        self.clock = Clock()
        self.store = Store()
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.subscribe(self.told.append)
        self.keeper = Keeper()
        self.preferences = Preferences(settings or Settings(), self.keeper, self.notices)
        self.numbering = Numbering(self.store, self.preferences, settle_s=0.0)
        self.directory = Directory(self.store, self.notices)
        self.calls = Calls(self.store, self.clock, self.preferences)
        self.parking = Parking(self.store, self.clock)
        self.secrets = FakeSecrets()
        self.passwords = QueuePasswords(
            self.store, self.secrets, self.notices, lambda: self.session.last_request
        )
        self.agents = Agents(self.store, self.clock, self.preferences, self.notices, self.passwords)
        self.safe = SafeTransfers(
            self.store, self.calls, self.directory, self.preferences, self.notices
        )
        self.kept = JournalKeeper()
        self.journal = Journal(self.kept, self.clock, self.notices, lambda: self.session.status.pbx)
        self.notes = Notes(self.store, self.journal)
        self.plan = NumberPlan("US")
        people = People(self.directory.identify, self.extension, lambda: self.plan)
        self.callers = Callers(
            self.store, self.clock, people, self.journal, self.notes, lambda: self.session.pbx
        )
        self.greetings = Greetings(self.preferences, lambda: self.plan)
        self.privacy = Privacy(
            clock=self.clock,
            preferences=self.preferences,
            journal=self.journal,
            callers=self.callers,
            notes=self.notes,
            plan=lambda: self.plan,
            settings_file=None,
        )
        self.heard: dict[CallId, Number] = {}
        CallJournal(self.store, self.journal, self.directory.identify, self.heard.get)
        asides = Asides(
            self.callers,
            self.greetings,
            self.notes,
            lambda: self.preferences.settings.consent_text,
        )
        self.desk = Desk(self.store, self.directory, self.safe, asides)
        self.started: list[tuple[str, ...]] = []
        self.pop_actions = PopActions(
            store=self.store,
            preferences=self.preferences,
            notices=self.notices,
            starter=Starts(self.started),
            identify=self.directory.identify,
            is_queue=lambda number: any(q.number == number for q in self.agents.picture.queues),
        )
        self.desk.screen(on=self.preferences.settings.screen_calls)
        self.preferences.subscribe(lambda settings: self.desk.screen(on=settings.screen_calls))
        self.pbxs: list[FakePbx] = []
        self.links: list[FakeLink] = []
        self.make_error: CtiError | None = None
        self.session = Session(
            store=self.store,
            clock=self.clock,
            calls=self.calls,
            directory=self.directory,
            parking=self.parking,
            agents=self.agents,
            notices=self.notices,
            preferences=self.preferences,
            secrets=self.secrets,
            queue_passwords=self.passwords,
            make_pbx=self._make_pbx,
            make_link=self._make_link,
            find_kind=find_kind,
        )
        self.session.subscribe(lambda status: self.calls.offer(status.offered))
        self.session.subscribe(lambda status: self.desk.offer(status.offered))
        self.statuses: list[ConnectionStatus] = []
        self.session.subscribe(self.statuses.append)

    @cached_property
    def history(self) -> History:
        """The calls of the past; made when it is first asked for, which is before a sign-in."""
        return make_history(
            HistoryFile(None),
            store=self.store,
            clock=self.clock,
            session=self.session,
            journal=self.journal,
            notes=self.notes,
            numbering=self.numbering,
            agents=self.agents,
            directory=self.directory,
            preferences=self.preferences,
            pbx_clock=PbxClock(self.session, self.clock),
        )

    @cached_property
    def followups(self) -> FollowUps:
        """Who waits to be called back, by that history."""
        file = self.history.file
        return make_follow_ups(
            FollowUpFile(file.worker, file.reader),
            self.history,
            store=self.store,
            clock=self.clock,
            session=self.session,
            numbering=self.numbering,
            directory=self.directory,
        )

    def extension(self, number: Number) -> Extension | None:
        """The extension of that number."""
        return next((each for each in self.directory.extensions if each.number == number), None)

    def _make_pbx(self, account: Account) -> FakePbx:
        if self.make_error is not None:
            raise self.make_error
        self.pbxs.append(FakePbx(account))
        return self.pbxs[-1]

    def _make_link(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> FakeLink:
        self.links.append(FakeLink(pbx, observer, credentials, persistent=persistent))
        return self.links[-1]

    @property
    def link(self) -> FakeLink:
        """The newest link."""
        return self.links[-1]

    @property
    def pbx(self) -> FakePbx:
        """The newest PBX."""
        return self.pbxs[-1]

    async def sign_in(self, request: SignInRequest = REQUEST, *calls: CallReport) -> None:
        """Sign in, all the way."""
        signing_in = asyncio.create_task(self.session.sign_in(request))
        await settle()
        self.link.tokens(len(self.links))
        self.link.up(*calls)
        await signing_in

    async def end(self) -> None:
        """Quit."""
        self.pbx_gates_open()
        await self.session.shut_down()
        await self.callers.close()
        self.notes.flush()
        await self.journal.close()
        if "followups" in self.__dict__:
            await self.followups.stop()
        if "history" in self.__dict__:
            await self.history.close()

    def pbx_gates_open(self) -> None:
        """Nothing holds anybody up any more."""
        self.secrets.gate.open()
        for pbx in self.pbxs:
            pbx.gate.open()
            pbx.close_gate.open()


def extension(number: str, name: str, mobile: str = "") -> Extension:
    """An extension of the directory."""
    return Extension(ExtensionId(f"id-{number}"), Number(number), name, mobile=mobile)


def contact(name: str, *numbers: str, company: str = "") -> Contact:
    """A company contact."""
    return Contact(
        f"id-{name}",
        name,
        company,
        numbers=tuple(ContactNumber("business", Number.of(number)) for number in numbers),
    )


def place(number: str, name: str, kind: PlaceKind = PlaceKind.QUEUE) -> Place:
    """A queue, or another place."""
    return Place(kind, Number(number), name)


def pages(*items: T, size: int = 2) -> list[Page[T]]:
    """These, as a PBX hands them out."""
    return [
        Page(tuple(items[start : start + size]), len(items)) for start in range(0, len(items), size)
    ]
