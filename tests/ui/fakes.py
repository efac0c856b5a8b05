"""Stand-ins for the services, as far as the window uses them. They decide nothing by themselves.

`staged` puts a real window before them: signed in, shown, with the keyboard.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import CallEnd, Direction, EndReason, Moment, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.directory import Department, Extension, PbxInfo, PersonKey
from ctiapp.model.errors import UsageError
from ctiapp.model.history import EVERYTHING, DayCount, Kind
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number, looks_like_number, parse_dialable
from ctiapp.model.numberplan import NumberPlan
from ctiapp.model.observers import Observers
from ctiapp.model.planguess import Guess
from ctiapp.model.reports import Report, ReportKind
from ctiapp.services.agentfacts import AgentPicture
from ctiapp.services.away import AwayCall
from ctiapp.services.bundle import Services
from ctiapp.services.cards import Card
from ctiapp.services.commander import Outcome
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest
from ctiapp.services.greetings import Greetings
from ctiapp.services.hotelkeeper import HotelKeeper
from ctiapp.services.lookup import DirectoryProgress, Identity, Match
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.privacy import Traces
from ctiapp.services.screenpop import following, meant
from ctiapp.settings import Settings
from tests.ui.followups.waiting import FakeFollowUps
from tests.ui.handover.shifts import FakeHandovers
from tests.ui.recordings.taped import FakeRecordings
from tests.ui.voicemail.leaving import FakeMailbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from ctiapp.model.engagement import Engagement
    from ctiapp.model.errors import CtiError, StorageError
    from ctiapp.model.history import HistoryFilter, HistoryLeg, PastCall
    from ctiapp.model.ids import QueueId
    from ctiapp.model.notice import Notice
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.popactions import PopAction
    from ctiapp.services.agentfacts import QueueFacts
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.state.changes import Lamp

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PBX = PbxInfo("p-series", "https://pbx.example.com", "3631A2082", "37.14.0.30")
ME = Extension(ExtensionId("21"), Number("2000"), "Leo Ball")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.mono_s = 1000.0

    def __call__(self) -> Moment:
        return Moment(self.mono_s, START + timedelta(seconds=self.mono_s - 1000.0))

    def ago(self, seconds: float) -> Moment:
        """A moment in the past."""
        return Moment(
            self.mono_s - seconds, START + timedelta(seconds=self.mono_s - 1000.0 - seconds)
        )


_ACTIONS = {
    Phase.RINGING: (Verb.REJECT,),
    Phase.DIALING: (Verb.HANG_UP,),
    Phase.TALKING: (
        Verb.HOLD,
        Verb.MUTE,
        Verb.TRANSFER,
        Verb.CONSULT,
        Verb.PARK,
        Verb.ADD,
        Verb.RECORD,
        Verb.HANG_UP,
    ),
    Phase.HELD: (
        Verb.RESUME,
        Verb.TRANSFER,
        Verb.CONSULT,
        Verb.PARK,
        Verb.HANG_UP,
    ),
    Phase.PARKED: (Verb.RETRIEVE,),
    Phase.OFFERED: (Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND),
}


def card(call_id: str = "1650012665.266", phase: Phase = Phase.TALKING, **facts: Any) -> Card:
    """A card with what a call in this phase usually has; ``facts`` replace what differs."""
    usual: dict[str, Any] = {
        "sequence": 1,
        "ring": 1,
        "direction": Direction.INBOUND,
        "name": "Joseph Goffin",
        "company": "Ticketsales",
        "number": Number("+12354978652"),
        "number_text": "+1 235-497-8652",
        "via_number": None,
        "via_name": None,
        "did": None,
        "trunk": "Main line",
        "since": Clock().ago(4),
        "parties": 2,
        "own_phone_rings": False,
        "held_by_other": False,
        "can_answer": False,
        "actions": _ACTIONS.get(phase, ()),
        "pending": frozenset(),
        "end": None,
        "notice": None,
        "received_s": 996.0,
        "stale": False,
    }
    return Card(call_id=CallId(call_id), phase=phase, **{**usual, **facts})


def ended(before: Card, reason: EndReason, clock: Clock | None = None, **facts: Any) -> Card:
    """The same call, over."""
    end = CallEnd(reason, (clock or Clock())())
    usual: dict[str, Any] = {"actions": (), "pending": frozenset()}
    return replace(before, phase=Phase.ENDED, end=end, since=end.at, **{**usual, **facts})


def online(**facts: Any) -> ConnectionStatus:
    """Signed in and live."""
    usual = ConnectionStatus(
        Connection.ONLINE, pbx=PBX, me=ME, capabilities=EVERY_CAPABILITY, picture_at=START
    )
    return replace(usual, **facts)


T = TypeVar("T")


class Listened(Generic[T]):
    """Something with listeners."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[T], None]] = []

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, news: T) -> None:
        for listener in tuple(self.listeners):
            listener(news)


class FakeSession(Listened[ConnectionStatus]):
    """Keeps what it was asked for; a test moves its status."""

    def __init__(self) -> None:
        super().__init__()
        self.status = ConnectionStatus()
        self.pbx: Any = None
        self.last_request: SignInRequest | None = None
        self.asked: list[SignInRequest] = []
        self.signed_out = 0
        self.forgotten = 0
        self.retried = 0
        self.left: dict[str, int] = {}
        self.locked: dict[str, datetime] = {}
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None

    def move(self, status: ConnectionStatus) -> None:
        self.status = status
        self.tell(status)

    async def sign_in(self, request: SignInRequest) -> None:
        self.asked.append(request)
        self.last_request = replace(request, secret=None)
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        self.move(online())

    async def sign_out(self, *, revoke: bool = True, forget: bool = True) -> None:
        self.signed_out += 1
        self.forgotten += forget
        self.move(ConnectionStatus())

    def attempts_left(self, address: str, client_id: str) -> int:
        return self.left.get(address, 5)

    def locked_until(self, address: str, client_id: str) -> datetime | None:
        return self.locked.get(address)

    def retry_now(self) -> None:
        self.retried += 1


class FakeEventTrial:
    """A test of events that ends as it is told to."""

    def __init__(self) -> None:
        self.offered = False
        self.ends: list[float | CtiError] = []
        self.runs = 0
        self.gate: asyncio.Event | None = None

    async def run(self) -> float:
        self.runs += 1
        if self.gate is not None:
            await self.gate.wait()
        end = self.ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end


class FakeDesk(Listened[tuple[Card, ...]]):
    """Cards as the test puts them."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()
        self.selected: CallId | None = None
        self.chosen: list[str] = []

    def put(self, *cards: Card, selected: str | None = None) -> None:
        self.cards = cards
        self.selected = CallId(selected) if selected is not None else None
        self.tell(cards)

    def card(self, call_id: CallId) -> Card | None:
        return next((each for each in self.cards if each.call_id == call_id), None)

    def select(self, call_id: CallId) -> None:
        self.chosen.append(call_id)
        self.selected = call_id
        self.tell(self.cards)

    def select_next(self) -> None:
        self.chosen.append("next")

    def select_previous(self) -> None:
        self.chosen.append("previous")

    def mark_next(self) -> Card | None:
        after = following(self.cards)
        if after is not None and after != meant(self.cards):
            self.cards = tuple(
                replace(card, marked=card.call_id == after.call_id) for card in self.cards
            )
            self.tell(self.cards)
        return meant(self.cards)

    def set_popup(self, *, visible: bool, call_id: CallId | None) -> None:
        pass

    def painted(self, call_id: CallId, ring: int, received_s: float, painted_s: float) -> None:
        pass


class FakeCalls:
    """Keeps the orders; a gate holds their answer back, an error refuses them."""

    def __init__(self) -> None:
        self.orders: list[tuple[str, str]] = []
        self.error: Exception | None = None
        self.outcome: Any = None
        self.gate: asyncio.Event | None = None

    async def _order(self, verb: str, what: str) -> Any:
        from ctiapp.services.calls import Outcome

        self.orders.append((verb, what))
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        return self.outcome or Outcome.CONFIRMED

    async def dial(self, number: Number) -> Any:
        return await self._order("dial", number.text)

    async def hold(self, call_id: CallId) -> Any:
        return await self._order("hold", call_id)

    async def resume(self, call_id: CallId) -> Any:
        return await self._order("resume", call_id)

    async def hang_up(self, call_id: CallId) -> Any:
        return await self._order("hangup", call_id)

    async def reject(self, call_id: CallId) -> Any:
        return await self._order("reject", call_id)

    async def answer(self, call_id: CallId) -> Any:
        return await self._order("answer", call_id)

    async def mute(self, call_id: CallId) -> Any:
        return await self._order("mute", call_id)

    async def unmute(self, call_id: CallId) -> Any:
        return await self._order("unmute", call_id)

    async def record(self, call_id: CallId) -> Any:
        return await self._order("record", call_id)

    async def pause_recording(self, call_id: CallId) -> Any:
        return await self._order("pause-recording", call_id)

    async def resume_recording(self, call_id: CallId) -> Any:
        return await self._order("resume-recording", call_id)

    async def park(self, call_id: CallId, slot: str | None = None) -> Any:
        return await self._order("park", call_id)

    async def retrieve(self, slot: str) -> Any:
        return await self._order("retrieve", slot)

    async def transfer(self, call_id: CallId, number: Number) -> Any:
        return await self._order("transfer", f"{call_id} {number.text}")

    async def consult(self, call_id: CallId, number: Number) -> Any:
        return await self._order("consult", f"{call_id} {number.text}")

    async def add(self, call_id: CallId, number: Number) -> Any:
        return await self._order("add", f"{call_id} {number.text}")

    async def complete(self, call_id: CallId) -> Any:
        return await self._order("complete", call_id)

    async def abort(self, call_id: CallId) -> Any:
        return await self._order("abort", call_id)

    async def swap(self, call_id: CallId) -> Any:
        return await self._order("swap", call_id)

    async def conference(self, call_id: CallId) -> Any:
        return await self._order("conference", call_id)

    async def take_back(self, call_id: CallId) -> Any:
        return await self._order("take-back", call_id)

    async def accept_inbound(self, call_id: CallId) -> Any:
        return await self._order("accept-inbound", call_id)

    async def refuse_inbound(self, call_id: CallId) -> Any:
        return await self._order("refuse-inbound", call_id)


class FakeSafe:
    """Safe transfers: an order like the others, and who came back is seen."""

    def __init__(self, calls: FakeCalls) -> None:
        self.calls = calls
        self.seen: list[str] = []

    async def start(self, call_id: CallId, number: Number) -> Any:
        return await self.calls._order("safe-transfer", f"{call_id} {number.text}")

    def dismiss(self, call_id: CallId) -> bool:
        self.seen.append(call_id)
        return True


class FakeParking(Listened["tuple[ParkedCall, ...]"]):
    """Slots as the test fills them."""

    def __init__(self) -> None:
        super().__init__()
        self.parked: tuple[ParkedCall, ...] = ()

    def put(self, *parked: ParkedCall) -> None:
        self.parked = parked
        self.tell(parked)


class FakeAgents(Listened["AgentPicture"]):
    """Queues and agents as the test draws them; what is asked is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = AgentPicture()
        self.orders: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.outcome = Outcome.CONFIRMED

    def draw(self, picture: AgentPicture) -> None:
        """This is what there is now."""
        self.picture = picture
        self.tell(picture)

    async def _order(self, *order: Any) -> Outcome:
        self.orders.append(order)
        if self.error is not None:
            raise self.error
        return self.outcome

    async def log_in(self, queue_ids: Any = None, passwords: Any = None) -> Outcome:
        return await self._order("login", queue_ids, *([passwords] if passwords else []))

    async def log_out(self, queue_ids: Any = None, passwords: Any = None) -> Outcome:
        return await self._order("logout", queue_ids, *([passwords] if passwords else []))

    async def pause(self, reason: Any = None, queue_ids: Any = None) -> Outcome:
        return await self._order("pause", reason, queue_ids)

    async def ready(self, queue_ids: Any = None) -> Outcome:
        return await self._order("resume", queue_ids)

    async def set_presence(self, presence: Any) -> Outcome:
        return await self._order("presence", presence)

    async def command_others(
        self, verb: Any, queue_id: Any, numbers: Any, reason: Any = None
    ) -> Outcome:
        return await self._order("others", verb, queue_id, numbers, reason)

    def look_now(self) -> None:
        self.orders.append(("look",))

    def seen(self, on: bool) -> None:
        self.orders.append(("seen", on))

    def watch(self, on: bool) -> None:
        self.orders.append(("watch", on))

    def dismiss_missed(self) -> None:
        self.orders.append(("dismiss", "missed"))

    def dismiss_auto_pause(self) -> None:
        self.orders.append(("dismiss", "auto-pause"))


class FakeSupervisor:
    """Writes down what is done to others."""

    def __init__(self) -> None:
        self.orders: list[tuple[Any, ...]] = []
        self.error: Exception | None = None

    async def _order(self, *order: Any) -> Outcome:
        self.orders.append(order)
        if self.error is not None:
            raise self.error
        return Outcome.CONFIRMED

    async def command(self, verb: Any, queue_id: Any, number: Any, reason: Any = None) -> Outcome:
        return await self._order(verb, queue_id, number, reason)

    async def listen(self, queue_id: Any, number: Any, mode: Any) -> None:
        await self._order("listen", queue_id, number, mode)

    async def stop(self) -> None:
        await self._order("stop")


class FakeDirectory(Listened[DirectoryProgress]):
    """A few people; finds by the start of a name or of a number."""

    def __init__(self, *names: tuple[str, str]) -> None:
        super().__init__()
        self.progress = DirectoryProgress(done=True)
        self.extensions: tuple[Extension, ...] = ()
        self.departments: tuple[Department, ...] = ()
        self.favourites: tuple[PersonKey, ...] = ()
        self.readied = 0
        self.reached: list[tuple[PersonKey, str]] = []
        self.put(*names)

    async def get_ready(self) -> None:
        self.readied += 1

    def put(self, *names: tuple[str, str]) -> None:
        self.extensions = tuple(
            Extension(ExtensionId(str(index)), Number(number), name)
            for index, (name, number) in enumerate(names)
        )

    def reach_by(self, key: PersonKey, number: Number) -> None:
        self.reached.append((key, number.text))

    def set_favourite(self, key: PersonKey, *, on: bool) -> None:
        rest = tuple(each for each in self.favourites if each != key)
        self.favourites = (*rest, key) if on else rest

    def place_name(self, number: Number | None) -> str | None:
        del number
        return None

    def load(self, progress: DirectoryProgress) -> None:
        self.progress = progress
        self.tell(progress)

    def identify(self, number: Number | None) -> Identity | None:
        found = next((ext for ext in self.extensions if ext.number == number), None)
        return None if found is None else Identity(found.name, "")

    def search(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        low = text.strip().casefold()
        found = [
            Match(ext.name, "", ext.number, ext.number.text, "extension")
            for ext in self.extensions
            if low and (low in ext.name.casefold() or ext.number.text.startswith(low))
        ]
        return tuple(found[:limit])

    def resolve(self, text: str) -> Number:
        if not text.strip() or looks_like_number(text):
            return parse_dialable(text)
        found = self.search(text, 2)
        if len(found) == 1:
            return found[0].number
        raise UsageError(key="dial.several" if found else "dial.nobody", text=text.strip())


class FakeAway(Listened[tuple[AwayCall, ...]]):
    """What ended in a gap, as the test puts it."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: tuple[AwayCall, ...] = ()

    def put(self, *calls: AwayCall) -> None:
        self.calls = calls
        self.tell(calls)

    def dismiss(self) -> None:
        self.put()


class FakeLamps:
    """Lamps as the test sets them."""

    def __init__(self) -> None:
        self.known: dict[str, Lamp] = {}
        self.engaged: dict[str, Engagement] = {}
        self.doubtful = False
        self.listeners: list[Callable[[tuple[Number, ...] | None], None]] = []

    def lamp(self, number: Number) -> Lamp | None:
        return self.known.get(number.text)

    def engagement(self, number: Number) -> Engagement | None:
        return self.engaged.get(number.text)

    def subscribe(
        self, listener: Callable[[tuple[Number, ...] | None], None]
    ) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def light(self, number: str, lamp: Lamp, engaged: Engagement | None = None) -> None:
        self.known[number] = lamp
        self.engaged.pop(number, None)
        if engaged is not None:
            self.engaged[number] = engaged
        for listener in tuple(self.listeners):
            listener((Number(number),))


class Keeper:
    """Keeps the settings where a test can look."""

    def __init__(self) -> None:
        self.saved: list[Settings] = []

    def save(self, settings: Settings) -> None:
        self.saved.append(settings)


class FakeNotes:
    """Writes down what was noted, and on which calls somebody writes."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.lingering: set[str] = set()

    def write(self, call_id: CallId, text: str) -> None:
        self.texts[call_id] = text

    def writing(self, call_id: CallId, *, on: bool) -> None:
        if on:
            self.lingering.add(call_id)
        else:
            self.lingering.discard(call_id)


class FakePrivacy:
    """Keeps so many traces of everybody; writes down whom it forgot, and where it exported to."""

    def __init__(self) -> None:
        self.held = Traces(3, 1)
        self.forgotten: list[Number] = []
        self.exported: list[Path] = []
        self.error: StorageError | None = None

    async def traces(self, _number: Number) -> Traces:
        return self.held

    async def forget(self, number: Number) -> int:
        if self.error is not None:
            raise self.error
        self.forgotten.append(number)
        return self.held.total

    async def export(self, path: Path, progress: Callable[[int], None]) -> int:
        if self.error is not None:
            raise self.error
        progress(7)
        await asyncio.sleep(0)
        self.exported.append(path)
        return 7


@dataclass
class FakePhone:
    """The demo's phone, which only writes down what was done to it."""

    extension: str = "2000"
    done: list[str] = field(default_factory=list)

    async def lift(self) -> None:
        self.done.append("lift")

    async def put_down(self) -> None:
        self.done.append("put_down")

    async def ring_me(self) -> None:
        self.done.append("ring_me")


class FakePopActions:
    """Tries what it is given, or fails as a test wants."""

    def __init__(self) -> None:
        self.tried: list[PopAction] = []
        self.error: CtiError | None = None

    async def try_now(self, action: PopAction) -> None:
        self.tried.append(action)
        if self.error is not None:
            raise self.error


class FakeNumbering:
    """How numbers are read, as a test has it."""

    def __init__(self) -> None:
        self.plan = NumberPlan()
        self.guess = Guess()
        self._observers: Observers[NumberPlan] = Observers()

    def subscribe(self, listener: Callable[[NumberPlan], None]) -> Callable[[], None]:
        return self._observers.subscribe(listener)

    def suggest(self, guess: Guess) -> None:
        self.guess = guess
        self._observers.tell(self.plan)


class FakeReporting:
    """A PBX that reports what the test says, and keeps in mind what it was asked."""

    def __init__(self) -> None:
        self.queues: tuple[QueueFacts, ...] = ()
        self.asked: list[tuple[ReportKind, date, date, QueueId | None]] = []
        self.exported: list[tuple[Report, list[str], Path]] = []
        self.rows: tuple[tuple[Any, ...], ...] = ()
        self.error: CtiError | None = None

    def today(self) -> date:
        return date(2026, 3, 2)

    async def ask(
        self, kind: ReportKind, first: date, last: date, queue_id: QueueId | None = None
    ) -> Report:
        self.asked.append((kind, first, last, queue_id))
        if self.error is not None:
            raise self.error
        return Report(kind, self.rows)

    async def export(self, report: Report, titles: list[str], path: Path) -> None:
        self.exported.append((report, titles, path))


class FakeHistory:
    """The calls of the past: what a test says, all of them on the days that they have."""

    def __init__(self) -> None:
        self.calls: list[PastCall] = []
        self.parts: dict[str, tuple[HistoryLeg, ...]] = {}
        self.busy = False
        self.synced_at: datetime | None = None
        self.notice: Notice | None = None
        self.asked: list[tuple[HistoryFilter, date | None, int, int]] = []
        self.noted: list[tuple[str, str]] = []
        self.exported: list[tuple[HistoryFilter, Path]] = []
        self.error: CtiError | None = None
        self._observers: Observers[None] = Observers()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        return self._observers.subscribe(lambda _: listener())

    def change(self, *calls: PastCall) -> None:
        """These are the calls now, the newest first."""
        self.calls = list(calls)
        self._observers.tell(None)

    async def days(self, wanted: HistoryFilter = EVERYTHING) -> tuple[DayCount, ...]:
        if self.error is not None:
            raise self.error
        found = Counter(_day(call) for call in self.calls if _wanted(call, wanted))
        return tuple(DayCount(day, found[day]) for day in sorted(found, reverse=True))

    async def page(
        self, wanted: HistoryFilter, day: date, offset: int, limit: int
    ) -> tuple[PastCall, ...]:
        self.asked.append((wanted, day, offset, limit))
        found = [c for c in self.calls if _day(c) == day and _wanted(c, wanted)]
        return tuple(found[offset : offset + limit])

    async def latest(self, count: int, wanted: HistoryFilter = EVERYTHING) -> tuple[PastCall, ...]:
        return tuple([call for call in self.calls if _wanted(call, wanted)][:count])

    async def since(self, at: datetime) -> tuple[PastCall, ...]:
        return tuple(call for call in self.calls if call.at >= at)

    async def legs(self, key: str) -> tuple[HistoryLeg, ...]:
        return self.parts.get(key, ())

    async def note(self, key: str, text: str) -> None:
        self.noted.append((key, text))

    async def export(self, wanted: HistoryFilter, path: Path) -> int:
        self.exported.append((wanted, path))
        return len(self.calls)


def _day(call: PastCall) -> date:
    return call.at.astimezone().date()


def _wanted(call: PastCall, wanted: HistoryFilter) -> bool:
    kinds = {
        Kind.ALL: True,
        Kind.MISSED: call.missed,
        Kind.INBOUND: call.incoming,
        Kind.OUTBOUND: not call.incoming,
        Kind.INTERNAL: call.direction is Direction.INTERNAL,
        Kind.RECORDED: bool(call.recording),
    }
    return kinds[wanted.kind] and wanted.text.casefold() in call.name.casefold()


class World:
    """All the fakes in one hand, and the bundle that the window gets."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.clock = Clock()
        self.session = FakeSession()
        self.calls = FakeCalls()
        self.safe = FakeSafe(self.calls)
        self.desk = FakeDesk()
        self.directory = FakeDirectory(("Anna Simmons", "2008"), ("Dave Harris", "2003"))
        self.parking = FakeParking()
        self.agents = FakeAgents()
        self.supervisor = FakeSupervisor()
        self.notices = Notices()
        self.keeper = Keeper()
        self.preferences = Preferences(settings or Settings(), self.keeper, self.notices)
        self.lamps = FakeLamps()
        self.away = FakeAway()
        self.notes = FakeNotes()
        self.privacy = FakePrivacy()
        self.numbering = FakeNumbering()
        self.pop_actions = FakePopActions()
        self.reporting = FakeReporting()
        self.history = FakeHistory()
        self.followups = FakeFollowUps()
        self.recordings = FakeRecordings()
        self.mailbox = FakeMailbox()
        self.handovers = FakeHandovers()
        self.hotel = HotelKeeper(self.preferences, self.notices, no_desk)
        self.events = FakeEventTrial()
        self.services = Services(
            clock=self.clock,
            session=cast("Any", self.session),
            calls=cast("Any", self.calls),
            desk=cast("Any", self.desk),
            directory=cast("Any", self.directory),
            parking=cast("Any", self.parking),
            agents=cast("Any", self.agents),
            notices=self.notices,
            preferences=self.preferences,
            safe=cast("Any", self.safe),
            supervisor=cast("Any", self.supervisor),
            away=cast("Any", self.away),
            notes=cast("Any", self.notes),
            greetings=Greetings(self.preferences, NumberPlan),
            privacy=cast("Any", self.privacy),
            numbering=cast("Any", self.numbering),
            importer=lambda: cast("Any", None),
            pop_actions=cast("Any", self.pop_actions),
            pbx_clock=cast("Any", None),
            reporting=cast("Any", self.reporting),
            history=cast("Any", self.history),
            followups=cast("Any", self.followups),
            recordings=cast("Any", self.recordings),
            mailbox=cast("Any", self.mailbox),
            handovers=cast("Any", self.handovers),
            hotel=self.hotel,
            events=cast("Any", self.events),
        )


async def no_desk() -> HotelDesk:
    """This is no hotel."""
    raise AssertionError("nobody wanted a front desk")


async def until(true: Callable[[], bool]) -> None:
    """Let the loop turn until something holds; the test's time-out ends what never comes."""
    while not true():  # noqa: ASYNC110 - it is Qt that turns, and it tells no event of asyncio's
        await asyncio.sleep(0)


@asynccontextmanager
async def staged(
    tmp_path: Path, world: World | None = None, **options: Any
) -> AsyncIterator[tuple[Any, World]]:
    """A shown window over fake services, signed in unless ``signed_in=False``."""
    from ctiapp.paths import AppPaths
    from ctiapp.ui.shell import Shell

    world = world or World()
    if options.pop("signed_in", True):
        world.session.status = online()
    paths = AppPaths.of(tmp_path)
    shell = Shell(world.services, paths, version="1.2.3", lamps=world.lamps, **options)
    shell.show()
    shell.window.activateWindow()
    await until(shell.window.isActiveWindow)
    try:
        yield shell, world
    finally:
        await shell.shut_down()


async def idle(shell: Any) -> None:
    """Wait until no command of the window runs and nothing is on its way to it."""
    while True:
        await until(lambda: not shell.tasks.running)
        for _ in range(4):  # told by the services, queued by the bridge, painted by the window
            await asyncio.sleep(0)
        if not shell.tasks.running:
            return


async def put(shell: Any, world: World, *cards: Card, selected: str | None = None) -> None:
    """Have the desk show these cards, and wait until the window has been told of all of them."""
    told = asyncio.Event()

    def hear(shown: tuple[Card, ...]) -> None:
        if len(shown) == len(cards):
            told.set()

    shell.bridge.cards_changed.connect(hear)
    world.desk.put(*cards, selected=selected)
    await told.wait()
    shell.bridge.cards_changed.disconnect(hear)
    # The offscreen platform activates even a pop that wants no focus.
    shell.window.activateWindow()
    await until(shell.window.isActiveWindow)
